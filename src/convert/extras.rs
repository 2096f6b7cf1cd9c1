//! What an item says beyond stem and key, for formats that know tags and one explanatory text.
//!
//! `level`, `difficulty` and the like become tags such as `level:recall`; the reference becomes the last
//! paragraph of the explanation, behind the word `Reference:`. Both are read back.

use super::draft::non_empty;
use crate::model::item::name_of;
use crate::model::time::{format_duration, parse_duration};
use crate::model::{Accept, Difficulty, Fraction, Item, ItemKind, Level};
use crate::yaml::shape::is_date;

const REFERENCE: &str = "Reference: ";

/// The tags of an item, and what else it says as tags. `language` is the bank's.
pub(super) fn tags(item: &Item, language: Option<&str>) -> Vec<String> {
    let mut tags = item.tags.clone();
    tags.extend(item.level.map(|level| format!("level:{}", name_of(&Level::ALL, level))));
    tags.extend(item.difficulty.map(|value| format!("difficulty:{}", name_of(&Difficulty::ALL, value))));
    tags.extend(item.competency.iter().map(|text| format!("competency:{text}")));
    tags.extend(item.as_of.iter().map(|day| format!("as-of:{day}")));
    tags.extend(item.time.map(|time| format!("time:{}", format_duration(time))));
    let own = item.language.as_deref().filter(|own| Some(*own) != language);
    tags.extend(own.map(|own| format!("language:{own}")));
    if item.vignette {
        tags.push("vignette:true".to_owned());
    }
    if forgives_typos(item) {
        tags.push("typos:true".to_owned());
    }
    tags.extend(item.allow.iter().map(|(lint, reason)| format!("allow:{lint}={reason}")));
    tags
}

/// Puts what a tag says into the item: the tag itself where it says nothing more.
pub(super) fn apply_tag(item: &mut Item, tag: &str) {
    let tag = tag.trim();
    if tag.is_empty() {
        return;
    }
    if !tag.split_once(':').is_some_and(|(name, text)| apply(item, name, text)) {
        item.tags.push(tag.to_owned());
    }
}

fn apply(item: &mut Item, name: &str, text: &str) -> bool {
    if text.trim().is_empty() {
        return false;
    }
    match name {
        "level" => set(&mut item.level, value_of(&Level::ALL, text)),
        "difficulty" => set(&mut item.difficulty, value_of(&Difficulty::ALL, text)),
        "competency" => set(&mut item.competency, Some(text.to_owned())),
        "as-of" => set(&mut item.as_of, is_date(text).then(|| text.to_owned())),
        "time" => set(&mut item.time, parse_duration(text)),
        "language" => set(&mut item.language, Some(text.to_owned())),
        "vignette" if text == "true" => {
            item.vignette = true;
            true
        }
        "typos" if text == "true" => {
            if let ItemKind::Short(short) = &mut item.kind {
                short.matching.typos = true;
            }
            true
        }
        "allow" => {
            let Some((lint, reason)) = text.split_once('=').filter(|(_, reason)| !reason.is_empty()) else {
                return false;
            };
            item.allow.push((lint.to_owned(), reason.to_owned()));
            true
        }
        _ => false,
    }
}

fn set<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    let known = value.is_some() && place.is_none();
    if known {
        *place = value;
    }
    known
}

/// The value that a name stands for in a table such as [`Level::ALL`].
pub(super) fn value_of<T: Copy>(table: &[(T, &'static str)], name: &str) -> Option<T> {
    table.iter().find(|(_, other)| *other == name.trim()).map(|(value, _)| *value)
}

/// Whether a slip of the keyboard is forgiven. Numbers know no such slips.
pub(super) fn forgives_typos(item: &Item) -> bool {
    item.short_answer()
        .is_some_and(|short| short.matching.typos && !matches!(short.accept, Accept::Number { .. }))
}

/// Rationale and reference as one text.
pub(super) fn explanation(item: &Item) -> Option<String> {
    let reference = item.reference.as_ref().map(|text| format!("{REFERENCE}{text}"));
    match (&item.rationale, reference) {
        (Some(rationale), Some(reference)) => Some(format!("{rationale}\n\n{reference}")),
        (rationale, reference) => rationale.clone().or(reference),
    }
}

/// Takes an explanation apart into rationale and reference.
pub(super) fn explain(item: &mut Item, text: &str) {
    let text = text.trim();
    let at = match text.rfind(&format!("\n\n{REFERENCE}")) {
        Some(at) => Some(at),
        None => text.starts_with(REFERENCE).then_some(0),
    };
    let (rationale, reference) = match at {
        Some(at) => (&text[..at], text[at..].trim_start().strip_prefix(REFERENCE)),
        None => (text, None),
    };
    item.rationale = non_empty(rationale.to_owned());
    item.reference = reference.and_then(|text| non_empty(text.to_owned()));
}

/// Adds a paragraph to the rationale.
pub(super) fn add_rationale(item: &mut Item, text: &str) {
    let Some(text) = non_empty(text.to_owned()) else { return };
    item.rationale = Some(match item.rationale.take() {
        Some(before) => format!("{before}\n\n{text}"),
        None => text,
    });
}

/// What of an item has no place in a format without tags, scoring, feedback and the like; `has` says what it
/// does have.
pub(super) fn beyond(item: &Item, has: &[&str], language: Option<&str>) -> Vec<&'static str> {
    let feedback = match &item.kind {
        ItemKind::Choice(choice) => choice.options.iter().any(|option| option.feedback.is_some()),
        ItemKind::Short(short) => match &short.accept {
            Accept::Texts(texts) => texts.iter().any(|text| text.feedback.is_some()),
            _ => false,
        },
    };
    let own_language = item.language.is_some() && item.language.as_deref() != language;
    let said = [
        ("points", item.points != Fraction::from_integer(1)),
        ("time", item.time.is_some()),
        ("feedback", feedback),
        ("rationale", item.rationale.is_some()),
        ("reference", item.reference.is_some()),
        ("as-of", item.as_of.is_some()),
        ("competency", item.competency.is_some()),
        ("level", item.level.is_some()),
        ("difficulty", item.difficulty.is_some()),
        ("tags", !item.tags.is_empty()),
        ("language", own_language),
        ("vignette", item.vignette),
        ("shuffle", !item.shuffle),
        ("allow", !item.allow.is_empty()),
        ("reject", item.short_answer().is_some_and(|short| !short.reject.is_empty())),
        ("typos", forgives_typos(item)),
    ];
    said.into_iter().filter(|(name, there)| *there && !has.contains(name)).map(|(name, _)| name).collect()
}

/// Takes control characters out of every text of the item; whether there were any. Line ends become `\n`.
pub(super) fn strip_controls(item: &mut Item) -> bool {
    let mut found = false;
    let mut clean = |text: &mut String| {
        if text.contains('\r') {
            *text = text.replace("\r\n", "\n").replace('\r', "\n");
        }
        let acts = |c: char| {
            (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
        };
        if text.contains(acts) {
            found = true;
            text.retain(|c| !acts(c));
        }
    };
    clean(&mut item.stem);
    let texts = [&mut item.rationale, &mut item.reference, &mut item.competency, &mut item.language];
    texts.into_iter().flatten().for_each(&mut clean);
    item.tags.iter_mut().for_each(&mut clean);
    item.tags.retain(|tag| !tag.is_empty());
    match &mut item.kind {
        ItemKind::Choice(choice) => {
            for option in &mut choice.options {
                clean(&mut option.text);
                option.feedback.iter_mut().for_each(&mut clean);
            }
        }
        ItemKind::Short(short) => {
            short.reject.iter_mut().for_each(&mut clean);
            match &mut short.accept {
                Accept::Texts(texts) => {
                    for text in texts {
                        clean(&mut text.text);
                        text.feedback.iter_mut().for_each(&mut clean);
                    }
                }
                Accept::Words(groups) | Accept::List { entries: groups, .. } => {
                    groups.iter_mut().flatten().for_each(&mut clean);
                }
                Accept::Number { units, .. } => units.iter_mut().for_each(&mut clean),
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Key;

    #[test]
    fn explanations_come_apart_as_they_were_put_together() {
        #[track_caller]
        fn check(rationale: Option<&str>, reference: Option<&str>) {
            let kind = super::super::draft::choice(Vec::new(), Key::Single(0));
            let mut item = Item::new("a", "t", "s", kind);
            item.rationale = rationale.map(str::to_owned);
            item.reference = reference.map(str::to_owned);
            let mut back = item.clone();
            explain(&mut back, &explanation(&item).unwrap_or_default());
            assert_eq!(back, item);
        }
        check(None, None);
        check(Some("Because."), None);
        check(None, Some("Book, page 3"));
        check(Some("Because.\n\nAnd so."), Some("Book\n\npage 3"));
    }
}
