//! A form file.

use super::index::{Index, Known};
use super::values::{text, texts};
use crate::diagnostic::{Finding, code};
use crate::model::{Form, FormItem, Item};
use crate::yaml::Node;

/// Reads a form file whose tree has been held against its keys.
pub(super) fn read(root: Node<'_>) -> Option<Form> {
    let items = root.get("items")?.items().map(|node| {
        let item = text(node, "item")?;
        Some(FormItem { item, options: texts(node, "options") })
    });
    Some(Form {
        id: text(root, "form")?,
        exam: text(root, "exam"),
        seed: root.get("seed").and_then(Node::text).and_then(|seed| seed.parse().ok()),
        items: items.collect::<Option<_>>()?,
    })
}

/// Holds a form against the banks.
pub(super) fn check<'i>(
    root: Node<'_>,
    index: &Index,
    find: impl Fn(&str) -> Option<&'i Item>,
    findings: &mut Vec<Finding>,
) {
    let mut first = foldhash::HashMap::default();
    for node in root.get("items").into_iter().flat_map(Node::items) {
        let Some((place, id)) = node.get("item").and_then(|node| Some((node, node.text()?))) else {
            continue;
        };
        let earlier: Node<'_> = *first.entry(id).or_insert(place);
        if earlier.id() != place.id() {
            let message = format!("the item `{id}` stands twice in the form");
            let finding = Finding::error(code::DUPLICATE_ID, place.span(), message);
            findings.push(finding.with_label(earlier.span(), "first here"));
        }
        if index.know(id, place.span(), findings) != Known::Yes {
            continue;
        }
        let (Some(item), Some(options)) = (find(id), node.get("options")) else { continue };
        let Some(choice) = item.choice() else {
            let message = format!("`{id}` is a short-answer item and has no options");
            findings.push(Finding::error(code::NOT_A_PERMUTATION, options.span(), message));
            continue;
        };
        let mut printed: Vec<&str> = options.items().filter_map(Node::text).collect();
        let mut labels: Vec<&str> = choice.options.iter().map(|option| &*option.label).collect();
        let help = format!("its options are {}", labels.join(", "));
        printed.sort_unstable();
        labels.sort_unstable();
        if printed != labels {
            let message = format!("these are not the options of `{id}`, each once");
            let finding = Finding::error(code::NOT_A_PERMUTATION, options.span(), message);
            findings.push(finding.with_help(help));
        }
    }
}
