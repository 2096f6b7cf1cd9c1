//! Keys of a map: each a text, and each only once.

use super::tree::{Node, NodeKind};
use crate::diagnostic::{Finding, code};
use foldhash::HashMap;

/// Up to this many keys, comparing each with each is faster than hashing.
const COMPARED_ONE_BY_ONE: usize = 12;

/// Adds a finding for each key of `map` that is no text or that stood before.
pub(super) fn check_keys(map: Node<'_>, findings: &mut Vec<Finding>) {
    let mut first = FirstPlaces::Few(Vec::new());
    for entry in map.entries() {
        let Some(name) = entry.key.text() else {
            if entry.key.kind() != NodeKind::Refused {
                let message = format!("a key must be a text, not {}", entry.key.kind().describe());
                findings.push(Finding::error(code::WRONG_KIND, entry.key.span(), message));
            }
            continue;
        };
        if let Some(earlier) = first.insert(name, entry.key) {
            findings.push(
                Finding::error(
                    code::DUPLICATE_KEY,
                    entry.key.span(),
                    format!("the key `{name}` stands here twice"),
                )
                .with_label(earlier.span(), "first here"),
            );
        }
    }
}

/// The first node of each name.
enum FirstPlaces<'a> {
    Few(Vec<(&'a str, Node<'a>)>),
    Many(HashMap<&'a str, Node<'a>>),
}

impl<'a> FirstPlaces<'a> {
    /// Notes `node` unless the name was there; then returns the earlier node.
    fn insert(&mut self, name: &'a str, node: Node<'a>) -> Option<Node<'a>> {
        if let Self::Few(few) = self {
            if let Some((_, earlier)) = few.iter().find(|(other, _)| *other == name) {
                return Some(*earlier);
            }
            if few.len() < COMPARED_ONE_BY_ONE {
                few.push((name, node));
                return None;
            }
            *self = Self::Many(few.drain(..).collect());
        }
        match self {
            Self::Few(_) => None,
            Self::Many(many) => match many.entry(name) {
                std::collections::hash_map::Entry::Occupied(earlier) => Some(*earlier.get()),
                std::collections::hash_map::Entry::Vacant(free) => {
                    free.insert(node);
                    None
                }
            },
        }
    }
}
