//! An exam file.

use super::values::{duration, named, text};
use crate::model::{Break, Draw, Exam, FormKind};
use crate::yaml::Node;
use crate::yaml::shape::parse_percent;

/// Reads an exam file whose tree has been held against its keys.
pub(super) fn read(root: Node<'_>) -> Option<Exam> {
    let draw = root.get("draw")?.entries().map(|entry| {
        let count = entry.value.text()?.parse().ok()?;
        Some(Draw { topic: entry.key.text()?.to_owned(), count })
    });
    Some(Exam {
        id: text(root, "exam")?,
        title: text(root, "title"),
        time: duration(root, "time"),
        pause: root.get("break").and_then(|node| {
            let after = node.get("after")?.text()?.parse().ok()?;
            Some(Break { after, time: duration(node, "time")? })
        }),
        kind: named(root, "kind", &FormKind::ALL).unwrap_or_default(),
        draw: draw.collect::<Option<_>>()?,
        practice_target: root.get("practice-target").and_then(Node::text).and_then(parse_percent),
        note: text(root, "note"),
        source: text(root, "source"),
    })
}
