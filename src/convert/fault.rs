//! Why a bank could not hold an item, and what of it can be left out so that it can.

use crate::model::item::MAX_OPTIONS;
use crate::model::{Accept, AcceptedText, Choice, Item, ItemKind, ShortAnswer};
use foldhash::{HashMap, HashSet};

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

/// Takes out feedback and explanations that are blank: they say nothing.
pub(super) fn drop_blank_explanations(item: &mut Item) {
    let drop_blank = |text: &mut Option<String>| {
        if text.as_ref().is_some_and(|text| text.trim().is_empty()) {
            *text = None;
        }
    };
    drop_blank(&mut item.rationale);
    drop_blank(&mut item.reference);
    match &mut item.kind {
        ItemKind::Choice(choice) => {
            for option in &mut choice.options {
                drop_blank(&mut option.feedback);
            }
        }
        ItemKind::Short(short) => {
            if let Accept::Texts(texts) = &mut short.accept {
                for text in texts {
                    drop_blank(&mut text.feedback);
                }
            }
        }
    }
}

/// Takes out texts of short answers that are blank, unless all are. Whether there were any.
pub(super) fn drop_empty_answers(item: &mut Item) -> bool {
    let ItemKind::Short(short) = &mut item.kind else { return false };
    let blank = |text: &str| text.trim().is_empty();
    let count = |short: &ShortAnswer| {
        let accepted = match &short.accept {
            Accept::Texts(texts) => texts.len(),
            Accept::Words(groups) | Accept::List { entries: groups, .. } => groups.iter().map(Vec::len).sum(),
            Accept::Number { units, .. } => units.len(),
        };
        accepted + short.reject.len()
    };
    let before = count(short);
    match &mut short.accept {
        Accept::Texts(texts) => texts.retain(|accepted| !blank(&accepted.text)),
        Accept::Words(groups) | Accept::List { entries: groups, .. } => {
            for group in groups.iter_mut() {
                group.retain(|text| !blank(text));
            }
        }
        Accept::Number { units, .. } => units.retain(|unit| !blank(unit)),
    }
    short.reject.retain(|text| !blank(text));
    count(short) < before
}

fn choice_fault(choice: &Choice) -> Option<String> {
    if choice.options.is_empty() {
        return Some("it has no options".to_owned());
    }
    if choice.options.len() > MAX_OPTIONS {
        return Some(format!("it has {} options; the limit is {MAX_OPTIONS}", choice.options.len()));
    }
    let mut texts = HashMap::<String, &str>::default();
    let mut labels = HashSet::<String>::default();
    for option in &choice.options {
        if !labels.insert(caseless::default_case_fold_str(&option.label)) {
            return Some(format!("it has two options {}", option.label));
        }
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
