//! Two states of one item.

use super::{Change, Kind};
use crate::model::item::name_of;
use crate::model::{
    Accept, Case, Choice, Difficulty, EntryOrder, Item, ItemKind, Key, Level, Scoring, ShortAnswer, fraction,
};
use std::collections::BTreeSet;
use std::fmt::Write;

/// Adds every change from `old` to `new`, which have the same id.
pub(super) fn compare(old: &Item, new: &Item, changes: &mut Vec<Change>) {
    let mut note = |kind, what: &str, then: String, now: String| {
        if then != now {
            let some = |text: String| if text.is_empty() { None } else { Some(text) };
            changes.push(Change {
                kind,
                id: new.id.clone(),
                what: what.to_owned(),
                old: some(then),
                new: some(now),
            });
        }
    };
    match (&old.kind, &new.kind) {
        (ItemKind::Choice(old), ItemKind::Choice(new)) => compare_choices(old, new, &mut note),
        (ItemKind::Short(old), ItemKind::Short(new)) => compare_short(old, new, &mut note),
        _ => {
            note(Kind::Key, "kind", old.kind.name().to_owned(), new.kind.name().to_owned());
            note(Kind::Key, "key", key(&old.kind), key(&new.kind));
        }
    }
    note(Kind::Scoring, "points", points(old), points(new));
    note(Kind::Moved, "topic", old.topic.clone(), new.topic.clone());
    note(Kind::Reworded, "stem", old.stem.clone(), new.stem.clone());
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    note(Kind::Details, "rationale", text(&old.rationale), text(&new.rationale));
    note(Kind::Details, "reference", text(&old.reference), text(&new.reference));
    note(Kind::Details, "as-of", text(&old.as_of), text(&new.as_of));
    note(Kind::Details, "competency", text(&old.competency), text(&new.competency));
    note(Kind::Details, "language", text(&old.language), text(&new.language));
    let level = |item: &Item| item.level.map_or("", |level| name_of(&Level::ALL, level)).to_owned();
    note(Kind::Details, "level", level(old), level(new));
    let difficulty =
        |item: &Item| item.difficulty.map_or("", |level| name_of(&Difficulty::ALL, level)).to_owned();
    note(Kind::Details, "difficulty", difficulty(old), difficulty(new));
    note(Kind::Details, "tags", old.tags.join(", "), new.tags.join(", "));
    let seconds = |item: &Item| item.time.map(|time| format!("{} s", time.as_secs())).unwrap_or_default();
    note(Kind::Details, "time", seconds(old), seconds(new));
    note(Kind::Details, "shuffle", old.shuffle.to_string(), new.shuffle.to_string());
    note(Kind::Details, "vignette", old.vignette.to_string(), new.vignette.to_string());
    let allow = |item: &Item| {
        item.allow.iter().map(|(lint, reason)| format!("{lint}: {reason}")).collect::<Vec<_>>().join("; ")
    };
    note(Kind::Details, "allow", allow(old), allow(new));
}

fn compare_choices(old: &Choice, new: &Choice, note: &mut impl FnMut(Kind, &str, String, String)) {
    let texts = |choice: &Choice| -> BTreeSet<String> {
        choice.options.iter().map(|option| option.text.clone()).collect()
    };
    let (then, now) = (texts(old), texts(new));
    let keyed = |choice: &Choice| -> BTreeSet<String> {
        choice.key.keyed().iter().map(|place| choice.options[place].text.clone()).collect()
    };
    let labels = |choice: &Choice| -> BTreeSet<String> {
        choice.key.keyed().iter().map(|place| choice.options[place].label.clone()).collect()
    };
    // A key whose text was reworded under its old label is a rewording. Any other text that is right now is another key.
    let same_options = then == now;
    let other_key = if same_options { keyed(old) != keyed(new) } else { labels(old) != labels(new) };
    if other_key {
        note(Kind::Key, "key", choice_key(old), choice_key(new));
    }
    let is_multiple = |choice: &Choice| matches!(choice.key, Key::Multiple { .. });
    let response = |multiple| if multiple { "multiple response" } else { "single response" }.to_owned();
    note(Kind::Scoring, "kind", response(is_multiple(old)), response(is_multiple(new)));
    let scoring = |choice: &Choice| match choice.key {
        Key::Multiple { scoring, .. } => name_of(&Scoring::ALL, scoring).to_owned(),
        Key::Single(_) => String::new(),
    };
    if is_multiple(old) && is_multiple(new) {
        note(Kind::Scoring, "scoring", scoring(old), scoring(new));
    }
    if same_options {
        let order = |choice: &Choice| {
            choice
                .options
                .iter()
                .map(|option| format!("{} {}", option.label, option.text))
                .collect::<Vec<_>>()
        };
        note(Kind::Details, "order of options", order(old).join("; "), order(new).join("; "));
    } else {
        let find = |choice: &Choice, label: &str| {
            choice.options.iter().find(|option| option.label == label).map(|option| option.text.clone())
        };
        let all: BTreeSet<&String> =
            old.options.iter().chain(&new.options).map(|option| &option.label).collect();
        for label in all {
            let text = |choice| find(choice, label).unwrap_or_default();
            note(Kind::Reworded, &format!("option {label}"), text(old), text(new));
        }
    }
    let feedback = |choice: &Choice| {
        let all = choice.options.iter().filter_map(|option| {
            option.feedback.as_ref().map(|feedback| format!("{}: {feedback}", option.text))
        });
        all.collect::<BTreeSet<String>>().into_iter().collect::<Vec<_>>().join("; ")
    };
    note(Kind::Details, "feedback", feedback(old), feedback(new));
}

fn compare_short(old: &ShortAnswer, new: &ShortAnswer, note: &mut impl FnMut(Kind, &str, String, String)) {
    note(Kind::Key, "accepted", accepted(&old.accept), accepted(&new.accept));
    note(Kind::Key, "rejected", old.reject.join("; "), new.reject.join("; "));
    let matching = |short: &ShortAnswer| {
        let typos = if short.matching.typos { "typos forgiven" } else { "no typos" };
        format!("case {}, {typos}", name_of(&Case::ALL, short.matching.case))
    };
    note(Kind::Scoring, "match", matching(old), matching(new));
    let feedback = |short: &ShortAnswer| match &short.accept {
        Accept::Texts(texts) => texts
            .iter()
            .filter_map(|text| Some(format!("{}: {}", text.text, text.feedback.as_ref()?)))
            .collect::<Vec<_>>()
            .join("; "),
        _ => String::new(),
    };
    note(Kind::Details, "feedback", feedback(old), feedback(new));
}

/// What is right, in words.
fn key(kind: &ItemKind) -> String {
    match kind {
        ItemKind::Choice(choice) => choice_key(choice),
        ItemKind::Short(short) => accepted(&short.accept),
    }
}

fn choice_key(choice: &Choice) -> String {
    let option = |place: usize| format!("{} {}", choice.options[place].label, choice.options[place].text);
    choice.key.keyed().iter().map(option).collect::<Vec<_>>().join("; ")
}

fn accepted(accept: &Accept) -> String {
    let groups =
        |groups: &[Vec<String>]| groups.iter().map(|group| group.join(" or ")).collect::<Vec<_>>().join("; ");
    match accept {
        Accept::Texts(texts) => {
            let text = |text: &crate::model::AcceptedText| {
                let full = text.credit == fraction::Fraction::from_integer(1);
                let credit =
                    if full { String::new() } else { format!(" ({})", fraction::to_decimal(text.credit, 6)) };
                format!("{}{credit}", text.text)
            };
            texts.iter().map(text).collect::<Vec<_>>().join("; ")
        }
        Accept::Words(words) => format!("words: {}", groups(words)),
        Accept::List { entries, order, partial } => {
            let partial = if *partial { ", partial" } else { "" };
            format!("list, {} order{partial}: {}", name_of(&EntryOrder::ALL, *order), groups(entries))
        }
        Accept::Number { value, tolerance, units } => {
            let mut text = fraction::to_decimal(*value, 6);
            // Writing to a text does not fail.
            let _ = write!(text, " ± {}", fraction::to_decimal(*tolerance, 6));
            if !units.is_empty() {
                let _ = write!(text, " {}", units.join(" or "));
            }
            text
        }
    }
}

fn points(item: &Item) -> String {
    fraction::to_decimal(item.points, 6)
}
