//! A rulings file.

use super::index::{Index, Known};
use super::item::not_an_option;
use super::values::{decimal, text, texts_of};
use crate::diagnostic::{Finding, code};
use crate::model::{Decision, Fraction, Item, Key, Ruling};
use crate::yaml::{Entry, Node, NodeId, NodeKind};

/// The keys of which a ruling has exactly one.
const DECISIONS: [&str; 4] = ["void", "full-credit", "answer", "accept"];

/// Reads a rulings file whose tree has been held against its keys.
pub(super) fn read(root: Node<'_>, findings: &mut Vec<Finding>) -> Vec<(NodeId, Ruling)> {
    let rulings = root.get("rulings").into_iter().flat_map(Node::items);
    rulings
        .filter(|node| node.kind() == NodeKind::Map)
        .filter_map(|node| Some((node.id(), read_ruling(node, findings)?)))
        .collect()
}

fn read_ruling(node: Node<'_>, findings: &mut Vec<Finding>) -> Option<Ruling> {
    let decisions: Vec<Entry<'_>> = DECISIONS.iter().filter_map(|key| node.entry(key)).collect();
    if let [first, second, ..] = decisions[..] {
        let message = format!("`{}` does not belong here: a ruling decides one thing", second.name());
        let finding = Finding::error(code::MISPLACED_KEY, second.key.span(), message);
        findings.push(finding.with_label(first.key.span(), "the decision"));
    }
    if let (Some(credit), None) = (node.entry("credit"), node.entry("accept")) {
        let message = "`credit` does not belong here: it goes with `accept`";
        findings.push(Finding::error(code::MISPLACED_KEY, credit.key.span(), message));
    }
    let Some(decision) = decisions.first() else {
        let message = "the ruling decides nothing";
        let finding = Finding::error(code::MISSING_KEY, node.opening(), message);
        findings.push(finding.with_help("add one of void, full-credit, answer, accept"));
        return None;
    };
    let decision = match decision.name() {
        "void" => Decision::Void,
        "full-credit" => Decision::FullCredit,
        "answer" => Decision::NewKey(texts_of(decision.value)),
        _ => Decision::Accept {
            text: decision.value.text()?.to_owned(),
            credit: decimal(node, "credit").unwrap_or(Fraction::from_integer(1)),
        },
    };
    Some(Ruling { item: text(node, "item")?, decision, reason: text(node, "reason")? })
}

/// Holds the rulings of a file against the banks.
pub(super) fn check<'i>(
    root: Node<'_>,
    index: &Index,
    find: impl Fn(&str) -> Option<&'i Item>,
    findings: &mut Vec<Finding>,
) {
    for node in root.get("rulings").into_iter().flat_map(Node::items) {
        let Some((place, id)) = node.get("item").and_then(|node| Some((node, node.text()?))) else {
            continue;
        };
        if index.know(id, place.span(), findings) != Known::Yes {
            continue;
        }
        let Some(item) = find(id) else { continue };
        match item.choice() {
            Some(choice) => {
                if let Some(accept) = node.entry("accept") {
                    let message = format!("`accept` does not belong here: `{id}` is multiple choice");
                    findings.push(Finding::error(code::MISPLACED_KEY, accept.key.span(), message));
                }
                let labels: Vec<&str> = choice.options.iter().map(|option| &*option.label).collect();
                let answer = node.get("answer");
                if let (Some(answer), Key::Single(_)) = (answer, choice.key)
                    && answer.items().count() > 1
                {
                    let message = format!("`{id}` is single response: its key is one label");
                    findings.push(Finding::error(code::WRONG_KIND, answer.span(), message).with_help(
                        "where several options are right, decide `full-credit: true` or `void: true`",
                    ));
                }
                for label in answer.into_iter().flat_map(|node| node.items().chain([node])) {
                    if let Some(text) = label.text().filter(|text| !labels.contains(text)) {
                        findings.push(not_an_option(label, text, &labels));
                    }
                }
            }
            None => {
                if let Some(answer) = node.entry("answer") {
                    let message = format!("`answer` does not belong here: `{id}` is a short-answer item");
                    findings.push(Finding::error(code::MISPLACED_KEY, answer.key.span(), message));
                }
            }
        }
    }
}
