//! Whether what was written says what the bank says: it is read back and compared, item by item.
//!
//! Writers tell what their formats are known not to hold. This finds the rest, such as white space that a format
//! takes away or a text that it would take for a sign, so that the list of what is lost is whole.

use super::lost::{Lost, THE_ITEM};
use super::{Format, markup, read_whole};
use crate::load::Loaded;
use crate::model::{Accept, Bank, Choice, Item, ItemKind, ItemOption, Key, ShortAnswer};
use crate::scoring::choice::credit_of_counts;
use foldhash::HashMap;

/// Why something is lost that no writer told.
const READ_BACK: &str = "what was written reads otherwise when it is read back";

/// What of `bank` does not come back from `bytes`, and is not in `told`.
pub(super) fn untold(format: Format, bank: &Bank, bytes: &[u8], told: &[Lost]) -> Vec<Lost> {
    let again = match read_back(format, bank, bytes) {
        Ok(again) => again,
        Err(why) => return vec![Lost::of("", "all of it", why)],
    };
    let mut by_item: HashMap<&str, Vec<&str>> = HashMap::default();
    for lost in told {
        by_item.entry(&lost.item).or_default().push(&lost.what);
    }
    let told = |item: &str, aspect: &str| {
        by_item.get(item).is_some_and(|all| all.iter().any(|what| names(what, aspect)))
    };
    // Topics are lost with those of the items.
    let of_items = bank.items.iter().any(|item| told(&item.id, "topic") || told(&item.id, THE_ITEM));
    let whole = bank_differences(bank, &again).into_iter().filter(|aspect| !told("", aspect));
    let whole = whole.filter(|aspect| !(*aspect == "topic" && of_items));
    let mut lost: Vec<Lost> = whole.map(|aspect| Lost::of("", aspect, READ_BACK)).collect();
    let by_id: HashMap<&str, &Item> = again.items.iter().map(|item| (&*item.id, item)).collect();
    let mut in_order = again.items.iter();
    for item in bank.items.iter().filter(|item| !told(&item.id, THE_ITEM)) {
        // Without ids, items are known by their order.
        let next = in_order.next();
        let after = if format == Format::Aiken { next } else { by_id.get(&*item.id).copied() };
        let Some(after) = after else {
            lost.push(Lost::of(&item.id, THE_ITEM, READ_BACK));
            continue;
        };
        let differs = differences(item, after, is_html(format));
        // What the bank as a whole loses, its items need not repeat.
        let differs = differs
            .into_iter()
            .filter(|aspect| !(matches!(*aspect, "topic" | "language") && told("", aspect)));
        let differs = differs.filter(|aspect| !told(&item.id, aspect));
        lost.extend(differs.map(|aspect| Lost::of(&item.id, aspect, READ_BACK)));
    }
    lost
}

/// The bank that was written, as it is read.
pub(super) fn read_back(format: Format, bank: &Bank, bytes: &[u8]) -> Result<Bank, String> {
    if format != Format::Yaml {
        let again = read_whole(format, bytes, &bank.id).map_err(|error| error.to_string())?;
        return Ok(again.bank);
    }
    let loaded = Loaded::from_texts([("bank.yaml".into(), bytes.to_vec())]);
    let bank = loaded.banks.into_iter().next().ok_or("it is no bank")?;
    Ok(bank.bank)
}

/// Whether texts of the format are HTML, so that their meaning comes back and not always their signs.
fn is_html(format: Format) -> bool {
    matches!(format, Format::Moodle | Format::Gift | Format::Qti | Format::Anki)
}

/// Whether what was told names this aspect, texts in it aside.
fn names(what: &str, aspect: &str) -> bool {
    what == aspect || what.split('`').step_by(2).any(|part| part.contains(aspect))
}

fn bank_differences(before: &Bank, after: &Bank) -> Vec<&'static str> {
    let aspects = [
        ("title", before.title != after.title),
        ("language", before.language != after.language),
        ("license", before.license != after.license),
        ("topic", before.topics != after.topics),
    ];
    aspects.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
}

/// What of an item differs, by the names under which writers tell it.
pub(super) fn differences(before: &Item, after: &Item, html: bool) -> Vec<&'static str> {
    let text = |text: &str| if html { markup::to_html(text) } else { text.to_owned() };
    let maybe = |text_of: &Option<String>| text_of.as_deref().map(text);
    let aspects = [
        ("topic", before.topic != after.topic),
        ("stem", text(&before.stem) != text(&after.stem)),
        ("points", before.points != after.points),
        ("time", before.time != after.time),
        ("rationale", maybe(&before.rationale) != maybe(&after.rationale)),
        ("reference", maybe(&before.reference) != maybe(&after.reference)),
        ("as-of", before.as_of != after.as_of),
        ("competency", before.competency != after.competency),
        ("level", before.level != after.level),
        ("difficulty", before.difficulty != after.difficulty),
        ("tags", before.tags != after.tags),
        ("language", before.language != after.language),
        ("vignette", before.vignette != after.vignette),
        ("shuffle", before.shuffle != after.shuffle),
        ("allow", before.allow != after.allow),
    ];
    let mut found: Vec<&str> =
        aspects.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect();
    match (&before.kind, &after.kind) {
        (ItemKind::Choice(before), ItemKind::Choice(after)) => choices(before, after, &text, &mut found),
        (ItemKind::Short(before), ItemKind::Short(after)) => shorts(before, after, &text, &mut found),
        _ => found.push("its kind"),
    }
    found
}

fn choices(before: &Choice, after: &Choice, text: &impl Fn(&str) -> String, found: &mut Vec<&'static str>) {
    let texts = |choice: &Choice| choice.options.iter().map(|option| text(&option.text)).collect::<Vec<_>>();
    let (left, right) = (texts(before), texts(after));
    let mut sorted = (left.clone(), right.clone());
    sorted.0.sort();
    sorted.1.sort();
    if sorted.0 != sorted.1 {
        return found.push("options");
    }
    let labels = |choice: &Choice| choice.options.iter().map(|one| one.label.clone()).collect::<Vec<_>>();
    // Each option of `before` beside the one of the same text.
    let of: Vec<usize> =
        left.iter().map(|text| right.iter().position(|other| other == text).unwrap_or(0)).collect();
    let fed = |(at, option): (usize, &ItemOption)| {
        option.feedback.as_deref().map(text) != after.options[of[at]].feedback.as_deref().map(text)
    };
    let keyed =
        |(at, other): (usize, &usize)| before.key.keyed().contains(at) != after.key.keyed().contains(*other);
    let aspects = [
        ("order of options", left != right),
        ("option labels", labels(before) != labels(after)),
        ("feedback", before.options.iter().enumerate().any(fed)),
        ("key", of.iter().enumerate().any(keyed)),
        ("scoring rule", !same_rule(before, after)),
    ];
    found.extend(aspects.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name));
}

/// Whether two choices with the same options give every response the same credit.
fn same_rule(before: &Choice, after: &Choice) -> bool {
    let (Key::Multiple { keyed, scoring }, Key::Multiple { scoring: other, .. }) = (before.key, after.key)
    else {
        return matches!((before.key, after.key), (Key::Single(_), Key::Single(_)));
    };
    let (keyed, wrong) = (keyed.len(), before.options.len() - keyed.len());
    scoring == other
        || (0..=keyed).all(|right| {
            (0..=wrong).all(|chosen| {
                credit_of_counts(scoring, keyed, wrong, right, chosen)
                    == credit_of_counts(other, keyed, wrong, right, chosen)
            })
        })
}

fn shorts(
    before: &ShortAnswer,
    after: &ShortAnswer,
    text: &impl Fn(&str) -> String,
    found: &mut Vec<&'static str>,
) {
    let mut note = |name: &'static str, differs: bool| {
        if differs {
            found.push(name);
        }
    };
    match (&before.accept, &after.accept) {
        (Accept::Texts(left), Accept::Texts(right)) => {
            note("answers", !left.iter().map(|one| &one.text).eq(right.iter().map(|one| &one.text)));
            note("credit", !left.iter().map(|one| one.credit).eq(right.iter().map(|one| one.credit)));
            let fed = |one: &crate::model::AcceptedText| one.feedback.as_deref().map(text);
            note("feedback", !left.iter().map(fed).eq(right.iter().map(fed)));
        }
        (
            Accept::Number { value, tolerance, units },
            Accept::Number { value: other, tolerance: wider, units: names },
        ) => {
            note("number", (value, tolerance) != (other, wider));
            note("units", units != names);
        }
        (left, right) => note("answers", left != right),
    }
    note("reject", before.reject != after.reject);
    // A number is compared as a number, whatever letters count.
    if !matches!(before.accept, Accept::Number { .. }) {
        note("letter case", before.matching.case != after.matching.case);
        note("typos", before.matching.typos != after.matching.typos);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_told_is_known_by_its_words_and_not_by_texts_in_it() {
        assert!(names("the scoring rule; `proportional` stands in for it", "scoring rule"));
        assert!(names("points", "points"));
        assert!(!names("credit of `points`", "points"));
    }
}
