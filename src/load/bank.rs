//! A bank file.

use super::item;
use super::values::{decimal, duration, text};
use crate::diagnostic::{Finding, Source};
use crate::model::{Bank, Defaults, Item, Topics};
use crate::yaml::{Node, NodeId, NodeKind};

/// A bank as it stands in its file: items with an error are still known by their place.
pub(super) struct BankRead {
    /// The bank, its items not yet filled in.
    pub(super) bank: Bank,
    /// The place of every item, and the item where it could be read.
    pub(super) items: Vec<(NodeId, Option<Item>)>,
}

/// Reads a bank file whose tree has been held against its keys.
pub(super) fn read(root: Node<'_>, source: &Source, findings: &mut Vec<Finding>) -> BankRead {
    let defaults = root.get("defaults").map_or_else(Defaults::default, |node| Defaults {
        points: decimal(node, "points").unwrap_or(Defaults::default().points),
        time: duration(node, "time"),
    });
    let language = text(root, "language");
    let mut items = Vec::new();
    for node in root.get("items").into_iter().flat_map(Node::items) {
        if node.kind() == NodeKind::Map {
            items.push((node.id(), item::read(node, &defaults, language.as_deref(), findings)));
        }
    }
    // A bank that has lost its id is invalid, but its items are read; messages call it by its file.
    let id = text(root, "bank")
        .unwrap_or_else(|| source.path().file_stem().unwrap_or_default().to_string_lossy().into_owned());
    let bank = Bank {
        id,
        title: text(root, "title"),
        language,
        license: text(root, "license"),
        topics: read_topics(root),
        defaults,
        items: Vec::new(),
    };
    BankRead { bank, items }
}

/// The `topics` of a bank or a topics file; of an id that stands twice, the first title.
pub(super) fn read_topics(root: Node<'_>) -> Topics {
    let mut topics = Topics::new();
    for entry in root.get("topics").into_iter().flat_map(Node::entries) {
        if let (Some(id), Some(title)) = (entry.key.text(), entry.value.text()) {
            topics.entry(id.to_owned()).or_insert_with(|| title.to_owned());
        }
    }
    topics
}
