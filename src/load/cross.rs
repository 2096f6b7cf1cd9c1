//! What can only be told with all files at hand.

use super::bank::BankRead;
use super::file::FileKind;
use super::index::{Index, MAX_SUGGESTIONS};
use super::loaded::Loaded;
use super::spoiled::Spoiled;
use super::values::named;
use crate::diagnostic::{Finding, SourceId, Span, code};
use crate::model::{FormKind, Topics, ancestors_and_self};
use crate::yaml::Node;
use crate::yaml::shape::nearest;
use foldhash::{HashMap, HashSet};

/// Adds topics to the others. Of an id with two titles the first stays; [`check_banks`] tells it.
pub(super) fn merge(topics: &mut Topics, more: Topics) {
    for (id, title) in more {
        topics.entry(id).or_insert(title);
    }
}

/// Ids of items and topics over all files; fills the index of items.
pub(super) fn check_banks(loaded: &mut Loaded, banks: &[(SourceId, BankRead)]) {
    let mut findings = Vec::new();
    let spoiled = Spoiled::new(&loaded.findings);
    check_titles(loaded, &mut findings);
    let known: HashSet<&str> = loaded.topics.keys().flat_map(|topic| ancestors_and_self(topic)).collect();
    let mut first: HashMap<&str, Node<'_>> = HashMap::default();
    let mut suggested = 0;
    let mut counted = Vec::new();
    for (source, read) in banks {
        for (place, _) in &read.items {
            let node = loaded.node(*source, *place);
            if let Some((id_node, id)) = node.get("id").and_then(|node| Some((node, node.text()?))) {
                match first.entry(id) {
                    std::collections::hash_map::Entry::Occupied(earlier) => {
                        let message = format!("the item id `{id}` is used twice");
                        findings.push(
                            Finding::error(code::DUPLICATE_ID, id_node.span(), message)
                                .with_label(earlier.get().span(), "first here"),
                        );
                    }
                    std::collections::hash_map::Entry::Vacant(free) => {
                        free.insert(id_node);
                    }
                }
            }
            let Some((topic_node, topic)) = node.get("topic").and_then(|node| Some((node, node.text()?)))
            else {
                continue;
            };
            if known.contains(topic) {
                counted.push((topic, node.get("options").is_none()));
            } else if !loaded.index.topics_lost && !spoiled.within(topic_node.span()) {
                let message = format!("no file declares the topic `{topic}`");
                let mut finding = Finding::error(code::UNKNOWN_TOPIC, topic_node.span(), message);
                suggested += 1;
                let near = (suggested <= MAX_SUGGESTIONS)
                    .then(|| nearest(topic, loaded.topics.keys().map(String::as_str)))
                    .flatten();
                finding.help = Some(match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "declare it under `topics` of the bank or of a topics file".to_owned(),
                });
                findings.push(finding);
            }
        }
    }
    let mut index = Index::default();
    index.has_banks = !banks.is_empty();
    index.damaged = loaded.index.damaged;
    index.topics_lost = loaded.index.topics_lost;
    index.items = first.keys().map(|id| ((*id).to_owned(), None)).collect();
    for (topic, is_short) in counted {
        index.count(topic, is_short);
    }
    loaded.index = index;
    loaded.findings.append(&mut findings);
}

/// Ids of banks, exams and forms.
pub(super) fn check_ids(loaded: &mut Loaded) {
    let mut first: HashMap<(&str, &str), Span> = HashMap::default();
    let mut findings = Vec::new();
    for file in &loaded.files {
        let key = match file.kind {
            Some(FileKind::Bank) => "bank",
            Some(FileKind::Exam) => "exam",
            Some(FileKind::Form) => "form",
            _ => continue,
        };
        let Some(node) = file.root(&loaded.sources).and_then(|root| root.get(key)) else { continue };
        let Some(id) = node.text() else { continue };
        let earlier = *first.entry((key, id)).or_insert(node.span());
        if earlier != node.span() {
            let message = format!("the {key} id `{id}` is used twice");
            let finding = Finding::error(code::DUPLICATE_ID, node.span(), message);
            findings.push(finding.with_label(earlier, "first here"));
        }
    }
    loaded.findings.append(&mut findings);
}

/// Holds the draw of an exam against the topics and the items there are.
pub(super) fn check_exam(loaded: &Loaded, root: Node<'_>, findings: &mut Vec<Finding>) {
    // Without banks and topics, nothing can be said about either.
    if !loaded.index.has_banks {
        return;
    }
    let kind = named(root, "kind", &FormKind::ALL).unwrap_or_default();
    let spoiled = Spoiled::new(&loaded.findings);
    for entry in root.get("draw").into_iter().flat_map(Node::entries) {
        let (Some(topic), Some(count)) = (entry.key.text(), entry.value.text()) else { continue };
        let known = loaded.topics.contains_key(topic) || below(&loaded.topics, topic);
        if !known {
            if !spoiled.within(entry.key.span()) && !loaded.index.topics_lost {
                let message = format!("no file declares the topic `{topic}`");
                let finding = Finding::error(code::UNKNOWN_TOPIC, entry.key.span(), message);
                let near = nearest(topic, loaded.topics.keys().map(String::as_str));
                findings.push(match near.filter(|_| findings.len() < MAX_SUGGESTIONS) {
                    Some(near) => finding.with_help(format!("did you mean `{near}`?")),
                    None => finding,
                });
            }
            continue;
        }
        let available = loaded.index.under(topic, kind);
        let Ok(count) = count.parse::<usize>() else { continue };
        if count > available && !loaded.index.damaged {
            let what = match kind {
                FormKind::Any => "items",
                FormKind::Choice => "multiple-choice items",
                FormKind::Short => "short-answer items",
            };
            let message = format!("the exam draws {count} {what} from `{topic}`, which has {available}");
            findings.push(Finding::error(code::DRAW_TOO_LARGE, entry.value.span(), message));
        }
    }
}

/// A topic id with two titles.
fn check_titles(loaded: &Loaded, findings: &mut Vec<Finding>) {
    let mut first: HashMap<&str, Node<'_>> = HashMap::default();
    for file in &loaded.files {
        if !matches!(file.kind, Some(FileKind::Bank | FileKind::Topics)) {
            continue;
        }
        let topics = file.root(&loaded.sources).and_then(|root| root.get("topics"));
        let mut here = HashSet::default();
        for entry in topics.into_iter().flat_map(Node::entries) {
            let (Some(id), true) = (entry.key.text(), entry.value.kind().is_text()) else { continue };
            // Twice in one map is a duplicate key, which has been told.
            if !here.insert(id) {
                continue;
            }
            let earlier = *first.entry(id).or_insert(entry.value);
            if earlier.text() != entry.value.text() {
                let message = format!("the topic `{id}` has two titles");
                findings.push(
                    Finding::error(code::DUPLICATE_TOPIC, entry.value.span(), message)
                        .with_label(earlier.span(), "the other title"),
                );
            }
        }
    }
}

/// Whether a topic lies below `path`.
fn below(topics: &Topics, path: &str) -> bool {
    let prefix = format!("{path}/");
    topics.range(prefix.clone()..).next().is_some_and(|(id, _)| id.starts_with(&prefix))
}
