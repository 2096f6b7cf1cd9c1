//! Slips of YAML that change a text without being an error.

pub(in crate::check) mod comment_cuts_text;
pub(in crate::check) mod escape_in_text;
pub(in crate::check) mod glued_lines;
pub(in crate::check) mod stray_space;

use super::prelude::*;
use crate::yaml::{Node, NodeKind};

/// Shows every text of an item, with the name of the key it stands behind.
fn texts<'a>(item: ItemContext<'a>, mut see: impl FnMut(&'a str, Node<'a>)) {
    fn walk<'a>(name: &'a str, node: Node<'a>, see: &mut impl FnMut(&'a str, Node<'a>)) {
        match node.kind() {
            NodeKind::Map => node.entries().for_each(|entry| {
                let is_label = name == "options";
                walk(if is_label { "text" } else { entry.name() }, entry.value, see);
            }),
            NodeKind::List => node.items().for_each(|child| walk(name, child, see)),
            _ => see(name, node),
        }
    }
    walk("", item.node(), &mut see);
}
