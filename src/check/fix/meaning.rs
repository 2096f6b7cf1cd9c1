//! Whether banks mean the same after a mend: the same items with the same keys and the same words.

use crate::diagnostic::{Severity, SourceId};
use crate::load::Loaded;
use crate::model::{Accept, Bank, Choice, Decision, Item, ItemKind, Key, OptionSet};
use std::collections::BTreeSet;

/// Those of the edited files in which something got lost from `before` to `after`.
pub(super) fn lost<'s>(
    before: &Loaded,
    after: &Loaded,
    edited: impl Iterator<Item = &'s SourceId>,
) -> BTreeSet<SourceId> {
    let edited: BTreeSet<SourceId> = edited.copied().collect();
    let mut lost = BTreeSet::new();
    let same_files = before.banks.len() == after.banks.len()
        && before.exams.iter().map(|exam| &exam.value).eq(after.exams.iter().map(|exam| &exam.value))
        && before.forms.iter().map(|form| &form.value).eq(after.forms.iter().map(|form| &form.value))
        && before.rulings.iter().map(|one| &one.value).eq(after.rulings.iter().map(|one| &one.value))
        && before.topics == after.topics;
    if !same_files || errors(before) != errors(after) {
        // Which of the files it was cannot be told.
        return edited;
    }
    for (old, new) in before.banks.iter().zip(&after.banks) {
        if edited.contains(&old.source) && bare(&old.bank) != bare(&new.bank) {
            lost.insert(old.source);
        }
    }
    // Forms and rulings name options by label: what a label stands for must stay where one of them names it.
    let forms = before.forms.iter().flat_map(|form| &form.value.items);
    let by_forms = forms.filter(|item| !item.options.is_empty()).map(|item| &item.item);
    let rulings = before.rulings.iter().map(|ruling| &ruling.value);
    let by_rulings = rulings.filter(|one| matches!(one.decision, Decision::NewKey(_))).map(|one| &one.item);
    for id in by_forms.chain(by_rulings) {
        let (Some(old), Some(new)) = (before.item(id), after.item(id)) else { continue };
        if printed(old.item) != printed(new.item) {
            lost.insert(old.node.span().source);
        }
    }
    lost
}

fn errors(loaded: &Loaded) -> usize {
    loaded.findings.iter().filter(|finding| finding.severity == Severity::Error).count()
}

/// A bank without what mends may change: white space, letter case of stems, the order of options.
fn bare(bank: &Bank) -> Bank {
    let mut bank = bank.clone();
    for item in &mut bank.items {
        item.stem = spaced(&item.stem).to_uppercase();
        for text in item.rationale.iter_mut().chain(&mut item.reference) {
            *text = spaced(text);
        }
        match &mut item.kind {
            ItemKind::Choice(choice) => *choice = ordered(choice),
            ItemKind::Short(short) => {
                short.reject.iter_mut().for_each(|text| *text = spaced(text));
                match &mut short.accept {
                    Accept::Texts(texts) => {
                        for accepted in texts {
                            accepted.text = spaced(&accepted.text);
                            accepted.feedback = accepted.feedback.as_deref().map(spaced);
                        }
                    }
                    Accept::Words(groups) | Accept::List { entries: groups, .. } => {
                        groups.iter_mut().flatten().for_each(|text| *text = spaced(text));
                    }
                    Accept::Number { .. } => {}
                }
            }
        }
    }
    bank
}

/// The options by their texts, and the key with them. Labels stay where they are.
fn ordered(choice: &Choice) -> Choice {
    let keyed = choice.key.keyed();
    let mut options: Vec<_> = choice
        .options
        .iter()
        .enumerate()
        .map(|(at, option)| {
            (spaced(&option.text), option.feedback.as_deref().map(spaced), keyed.contains(at))
        })
        .collect();
    options.sort();
    let key: OptionSet = (0..options.len()).filter(|at| options[*at].2).collect();
    let mut ordered = choice.clone();
    for (option, (text, feedback, _)) in ordered.options.iter_mut().zip(options) {
        (option.text, option.feedback) = (text, feedback);
    }
    match &mut ordered.key {
        Key::Single(at) => *at = key.iter().next().unwrap_or(*at),
        Key::Multiple { keyed, .. } => *keyed = key,
    }
    ordered
}

/// What stands behind each label.
fn printed(item: &Item) -> Vec<(&str, String)> {
    let options = item.choice().into_iter().flat_map(|choice| &choice.options);
    options.map(|option| (&*option.label, spaced(&option.text))).collect()
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
