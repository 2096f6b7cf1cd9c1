//! One item: what its keys say together, and the model's item.

use super::values::{decimal, duration, named, text, texts, texts_of, truth};
use crate::diagnostic::{Finding, code};
use crate::model::item::MAX_OPTIONS;
use crate::model::{
    Accept, AcceptedText, Case, Choice, Defaults, Difficulty, EntryOrder, Fraction, Item, ItemKind,
    ItemOption, Key, Level, Matching, OptionSet, Scoring, ShortAnswer,
};
use crate::yaml::shape::excerpt;
use crate::yaml::{Entry, Node, NodeKind};
use foldhash::HashMap;
use std::borrow::Cow;

/// The keys of which a short-answer item has exactly one.
const ACCEPT_KEYS: [&str; 4] = ["accept", "accept-words", "accept-list", "accept-number"];

/// Adds findings for what the keys of an item say together, and reads the item. `None` where something
/// is missing; a finding says what.
pub(super) fn read(
    node: Node<'_>,
    defaults: &Defaults,
    language: Option<&str>,
    findings: &mut Vec<Finding>,
) -> Option<Item> {
    let kind = read_kind(node, findings);
    Some(Item {
        id: text(node, "id")?,
        topic: text(node, "topic")?,
        stem: text(node, "stem")?,
        kind: kind?,
        points: decimal(node, "points").unwrap_or(defaults.points),
        time: duration(node, "time").or(defaults.time),
        rationale: text(node, "rationale"),
        reference: text(node, "reference"),
        as_of: text(node, "as-of"),
        competency: text(node, "competency"),
        level: named(node, "level", &Level::ALL),
        difficulty: named(node, "difficulty", &Difficulty::ALL),
        tags: texts(node, "tags"),
        language: text(node, "language").or_else(|| language.map(str::to_owned)),
        vignette: truth(node, "vignette").unwrap_or(false),
        shuffle: truth(node, "shuffle").unwrap_or(true),
        allow: node.get("allow").map(read_allow).unwrap_or_default(),
    })
}

fn read_allow(node: Node<'_>) -> Vec<(String, String)> {
    let reason = |entry: &Entry<'_>| entry.value.text().unwrap_or("").to_owned();
    node.entries().map(|entry| (entry.name().to_owned(), reason(&entry))).collect()
}

fn read_kind(node: Node<'_>, findings: &mut Vec<Finding>) -> Option<ItemKind> {
    let options = node.entry("options");
    let accepts: Vec<_> = ACCEPT_KEYS.iter().filter_map(|key| node.entry(key)).collect();
    if let Some(second) = accepts.get(1) {
        misplaced(*second, "an item has one of the `accept…` keys", Some(accepts[0]), findings);
    }
    match (options, accepts.first()) {
        (Some(options), Some(accept)) => {
            misplaced(*accept, "an item has `options` or an `accept…` key", Some(options), findings);
            read_choice(node, options, findings);
            None
        }
        (Some(options), None) => {
            for key in ["reject", "match"].iter().filter_map(|key| node.entry(key)) {
                misplaced(key, "it goes with short answers", Some(options), findings);
            }
            read_choice(node, options, findings).map(ItemKind::Choice)
        }
        (None, Some(accept)) => {
            for key in ["answer", "scoring", "shuffle"].iter().filter_map(|key| node.entry(key)) {
                misplaced(key, "it goes with `options`", Some(*accept), findings);
            }
            read_short(node, *accept).map(ItemKind::Short)
        }
        (None, None) => {
            let (span, message) = match node.entry("answer") {
                Some(answer) => (answer.key.span(), "the item has `answer`, but no `options`"),
                None => (node.opening(), "the item has no `options` and no `accept…` key"),
            };
            let help =
                "add `options` and `answer`, or one of accept, accept-words, accept-list, accept-number";
            findings.push(Finding::error(code::NO_ANSWER, span, message).with_help(help));
            None
        }
    }
}

fn misplaced(entry: Entry<'_>, why: &str, other: Option<Entry<'_>>, findings: &mut Vec<Finding>) {
    let message = format!("`{}` does not belong here: {why}", entry.name());
    let finding = Finding::error(code::MISPLACED_KEY, entry.key.span(), message);
    findings.push(match other {
        Some(other) => finding.with_label(other.key.span(), format!("the item has `{}`", other.name())),
        None => finding,
    });
}

fn read_choice(node: Node<'_>, options: Entry<'_>, findings: &mut Vec<Finding>) -> Option<Choice> {
    check_options(options, findings);
    let labels: Vec<&str> = options.value.entries().map(|entry| entry.name()).collect();
    let key = read_key(node, &labels, findings);
    let options = options.value.entries().map(|entry| read_option(entry)).collect::<Option<Vec<_>>>()?;
    (options.len() <= MAX_OPTIONS).then_some(Choice { options, key: key? })
}

fn read_option(entry: Entry<'_>) -> Option<ItemOption> {
    let label = entry.key.text()?.to_owned();
    if let Some(text) = entry.value.text() {
        return Some(ItemOption { label, text: text.to_owned(), feedback: None });
    }
    Some(ItemOption { label, text: text(entry.value, "text")?, feedback: text(entry.value, "feedback") })
}

/// Labels and texts of options are told apart without regard to letter case.
fn check_options(options: Entry<'_>, findings: &mut Vec<Finding>) {
    let count = options.value.entries().count();
    if count > MAX_OPTIONS {
        let message = format!("the item has {count} options; the limit is {MAX_OPTIONS}");
        findings.push(Finding::error(code::LIMIT, options.key.span(), message));
    }
    let mut labels = HashMap::<Cow<'_, str>, Node<'_>>::default();
    let mut texts = HashMap::<Cow<'_, str>, (Node<'_>, Node<'_>)>::default();
    for Entry { key, value } in options.value.entries() {
        let Some(label) = key.text() else { continue };
        let first = *labels.entry(folded(label)).or_insert(key);
        // A label that stands twice letter by letter is a duplicate key, which has been told.
        if first.id() != key.id() && first.text() != Some(label) {
            findings.push(
                Finding::error(
                    code::DUPLICATE_OPTION,
                    key.span(),
                    format!("`{label}` and `{}` are the same label", first.text().unwrap_or("")),
                )
                .with_label(first.span(), "the other label"),
            );
        }
        let node = if value.kind() == NodeKind::Map { value.get("text") } else { Some(value) };
        let Some((node, text)) = node.and_then(|node| Some((node, node.text()?))) else { continue };
        if text.trim().is_empty() {
            continue;
        }
        let (first_label, first) = *texts.entry(folded(text.trim())).or_insert((key, node));
        if first.id() != node.id() {
            let other = first_label.text().unwrap_or("");
            findings.push(
                Finding::error(
                    code::DUPLICATE_OPTION,
                    node.span(),
                    format!("options `{other}` and `{label}` have the same text"),
                )
                .with_label(first.span(), "the other option"),
            );
        }
    }
}

/// The key, if `answer` names options of the item.
fn read_key(node: Node<'_>, labels: &[&str], findings: &mut Vec<Finding>) -> Option<Key> {
    let Some(answer) = node.entry("answer") else {
        let finding =
            Finding::error(code::NO_ANSWER, node.opening(), "the item has `options`, but no `answer`");
        findings.push(finding.with_help("add `answer:` with the label of the right option"));
        return None;
    };
    let scoring = node.entry("scoring");
    if answer.value.kind().is_text() {
        if let Some(scoring) = scoring {
            misplaced(scoring, "it goes with a list of labels", Some(answer), findings);
        }
        return label_index(answer.value, labels, findings).map(Key::Single);
    }
    if answer.value.kind() == NodeKind::List && answer.value.items().next().is_none() {
        let message = "`answer` names no option: nothing would be right";
        findings.push(Finding::error(code::NO_ANSWER, answer.value.span(), message));
        return None;
    }
    let mut keyed = Some(OptionSet::EMPTY);
    let mut seen = HashMap::default();
    for label in answer.value.items() {
        let Some(index) = label_index(label, labels, findings) else {
            keyed = None;
            continue;
        };
        let first: Node<'_> = *seen.entry(index).or_insert(label);
        if first.id() != label.id() {
            let message = format!("`{}` stands twice in `answer`", labels[index]);
            findings.push(
                Finding::error(code::DUPLICATE_ANSWER, label.span(), message)
                    .with_label(first.span(), "first here"),
            );
        }
        keyed = keyed.filter(|_| index < MAX_OPTIONS).map(|set| set.with(index));
    }
    let scoring = named(node, "scoring", &Scoring::ALL).unwrap_or_default();
    keyed.filter(|set| !set.is_empty()).map(|keyed| Key::Multiple { keyed, scoring })
}

fn label_index(label: Node<'_>, labels: &[&str], findings: &mut Vec<Finding>) -> Option<usize> {
    let text = label.text()?;
    let index = labels.iter().position(|other| *other == text);
    // An empty label, or an item without options, has a finding of its own.
    if index.is_none() && !text.trim().is_empty() && !labels.is_empty() {
        findings.push(not_an_option(label, text, labels));
    }
    index
}

/// The finding for a label that is none of the item's.
pub(super) fn not_an_option(label: Node<'_>, text: &str, labels: &[&str]) -> Finding {
    let message = format!("`{}` is no option of the item", excerpt(text));
    let help = match labels.iter().find(|other| folded(other) == folded(text)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("its options are {}", labels.join(", ")),
    };
    Finding::error(code::KEY_NOT_AN_OPTION, label.span(), message).with_help(help)
}

fn read_short(node: Node<'_>, accept: Entry<'_>) -> Option<ShortAnswer> {
    let groups = |node: Node<'_>| node.items().map(texts_of).collect::<Vec<_>>();
    let value = accept.value;
    let accept = match accept.name() {
        "accept" => Accept::Texts(value.items().map(read_accepted).collect::<Option<_>>()?),
        "accept-words" => Accept::Words(groups(value)),
        "accept-list" => Accept::List {
            entries: groups(value.get("entries")?),
            order: named(value, "order", &EntryOrder::ALL).unwrap_or_default(),
            partial: truth(value, "partial").unwrap_or(false),
        },
        _ => Accept::Number {
            value: decimal(value, "value")?,
            tolerance: decimal(value, "tolerance").unwrap_or_default(),
            units: texts(value, "units"),
        },
    };
    let matching = node.get("match").map_or_else(Matching::default, |node| Matching {
        case: named(node, "case", &Case::ALL).unwrap_or_default(),
        typos: truth(node, "typos").unwrap_or(true),
    });
    Some(ShortAnswer { accept, reject: texts(node, "reject"), matching })
}

fn read_accepted(node: Node<'_>) -> Option<AcceptedText> {
    let full = Fraction::from_integer(1);
    if let Some(text) = node.text() {
        return Some(AcceptedText { text: text.to_owned(), credit: full, feedback: None });
    }
    Some(AcceptedText {
        text: text(node, "text")?,
        credit: decimal(node, "credit").unwrap_or(full),
        feedback: text(node, "feedback"),
    })
}

/// The text without regard to letter case.
fn folded(text: &str) -> Cow<'_, str> {
    if !text.is_ascii() {
        Cow::Owned(caseless::default_case_fold_str(text))
    } else if text.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}
