//! Why a bank could not hold an item.

use crate::model::item::MAX_OPTIONS;
use crate::model::{Accept, AcceptedText, Choice, Item, ItemKind};
use foldhash::HashMap;

/// Why a bank could not hold the item.
pub(super) fn fault(item: &Item) -> Option<String> {
    if item.stem.trim().is_empty() {
        return Some("it has no stem".to_owned());
    }
    match &item.kind {
        ItemKind::Choice(choice) => choice_fault(choice),
        ItemKind::Short(short) => match &short.accept {
            Accept::Texts(texts) => texts_fault(texts),
            Accept::Words(groups) | Accept::List { entries: groups, .. } => (groups.is_empty()
                || groups.iter().any(|group| group.iter().all(|text| text.trim().is_empty())))
            .then(|| "it accepts nothing".to_owned()),
            Accept::Number { .. } => None,
        },
    }
}

fn choice_fault(choice: &Choice) -> Option<String> {
    if choice.options.is_empty() {
        return Some("it has no options".to_owned());
    }
    if choice.options.len() > MAX_OPTIONS {
        return Some(format!("it has {} options; the limit is {MAX_OPTIONS}", choice.options.len()));
    }
    let mut texts = HashMap::<String, &str>::default();
    for option in &choice.options {
        if option.text.trim().is_empty() {
            return Some(format!("option {} has no text", option.label));
        }
        if let Some(first) = texts.insert(caseless::default_case_fold_str(option.text.trim()), &option.label)
        {
            return Some(format!("options {first} and {} have the same text", option.label));
        }
    }
    choice.key.keyed().is_empty().then(|| "no option is right".to_owned())
}

fn texts_fault(texts: &[AcceptedText]) -> Option<String> {
    let earns = texts.iter().any(|text| !text.text.trim().is_empty());
    (!earns).then(|| "it accepts nothing".to_owned())
}
