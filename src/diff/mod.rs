//! What changed between two states of the banks, in meaning: what a reviewer of a change must look at.
//!
//! Items are known by their ids. Options are compared by their texts, so that a key which is only printed under another
//! label has not changed.

pub mod write;

mod item;

use crate::model::{Bank, Item, Topics};
use serde::Serialize;
use std::collections::BTreeMap;

#[cfg(test)]
mod tests;

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Change {
    /// What sort of change, the gravest first.
    pub kind: Kind,
    /// Id of the item or topic; as it is now, where it is still there.
    pub id: String,
    /// What changed, such as `stem`, `option B`, `points`; empty where the item or topic as a whole did.
    pub what: String,
    /// As it was.
    pub old: Option<String>,
    /// As it is.
    pub new: Option<String>,
}

/// The sorts of change, in the order in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Another option or answer is right.
    Key,
    /// The item earns other points, or by another rule.
    Scoring,
    /// The item is no longer there.
    Removed,
    /// The item is new.
    Added,
    /// The item has another id, and is the same otherwise.
    Renamed,
    /// The item belongs to another topic or bank.
    Moved,
    /// The stem or an option reads otherwise.
    Reworded,
    /// Anything else about the item: rationale, reference, level and so on.
    Details,
    /// A topic was added, removed or has another title.
    Topic,
}

impl Kind {
    /// Every kind with its heading.
    pub const ALL: [(Self, &'static str); 9] = [
        (Self::Key, "Key changed"),
        (Self::Scoring, "Scoring changed"),
        (Self::Removed, "Removed"),
        (Self::Added, "Added"),
        (Self::Renamed, "Renamed"),
        (Self::Moved, "Moved"),
        (Self::Reworded, "Reworded"),
        (Self::Details, "Details changed"),
        (Self::Topic, "Topics"),
    ];
}

/// One state of the banks.
#[derive(Debug, Clone, Copy)]
pub struct State<'a> {
    /// The banks.
    pub banks: &'a [&'a Bank],
    /// The topics of all files.
    pub topics: &'a Topics,
}

/// Every change from `old` to `new`, by kind and then in the order of ids.
pub fn changes(old: State<'_>, new: State<'_>) -> Vec<Change> {
    let (mut then, mut now) = (by_id(old), by_id(new));
    let mut changes = Vec::new();
    for (&id, &(bank, item)) in &now {
        let Some(&(old_bank, old_item)) = then.get(id) else { continue };
        if old_bank.id != bank.id {
            changes.push(Change::of(Kind::Moved, id, "bank", Some(&old_bank.id), Some(&bank.id)));
        }
        item::compare(old_item, item, &mut changes);
    }
    let known: Vec<&str> = now.keys().copied().filter(|id| then.contains_key(id)).collect();
    for id in known {
        then.remove(id);
        now.remove(id);
    }
    // What is left was removed, added or renamed. An item that is the same but for its id was renamed.
    for (id, (_, item)) in now {
        let renamed = then.iter().find(|(_, (_, old))| is_same_but_for_its_id(old, item)).map(|(id, _)| *id);
        match renamed {
            Some(old) => {
                then.remove(old);
                changes.push(Change::of(Kind::Renamed, id, "", Some(old), Some(id)));
            }
            None => changes.push(Change::of(Kind::Added, id, "", None, Some(&item.stem))),
        }
    }
    for (id, (_, item)) in then {
        changes.push(Change::of(Kind::Removed, id, "", Some(&item.stem), None));
    }
    compare_topics(old.topics, new.topics, &mut changes);
    changes.sort();
    changes
}

impl Change {
    fn of(kind: Kind, id: &str, what: &str, old: Option<&str>, new: Option<&str>) -> Self {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Self { kind, id: id.to_owned(), what: what.to_owned(), old: owned(old), new: owned(new) }
    }
}

fn by_id(state: State<'_>) -> BTreeMap<&str, (&Bank, &Item)> {
    let items = state.banks.iter().flat_map(|bank| bank.items.iter().map(|item| (&**bank, item)));
    items.map(|(bank, item)| (item.id.as_str(), (bank, item))).collect()
}

fn is_same_but_for_its_id(old: &Item, new: &Item) -> bool {
    old.stem == new.stem && old.kind == new.kind
}

fn compare_topics(old: &Topics, new: &Topics, changes: &mut Vec<Change>) {
    for (id, title) in new {
        let was = old.get(id);
        if was != Some(title) {
            changes.push(Change::of(Kind::Topic, id, "title", was.map(String::as_str), Some(title)));
        }
    }
    for (id, title) in old.iter().filter(|(id, _)| !new.contains_key(*id)) {
        changes.push(Change::of(Kind::Topic, id, "title", Some(title), None));
    }
}
