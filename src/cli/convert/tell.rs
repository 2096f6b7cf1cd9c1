//! Telling what could not come along: one line for each item and reason.

use super::{count, item_name};
use crate::convert::{Lost, THE_ITEM};
use crate::load::Loaded;
use std::path::PathBuf;

/// What was lost in one file, read or to be written.
pub(super) struct Losses {
    /// The file.
    pub(super) path: PathBuf,
    /// What was lost.
    pub(super) lost: Vec<Lost>,
}

/// Says how many files were read that hold no bank, and stay as they are.
pub(super) fn beside(loaded: &Loaded) {
    let others = [
        (loaded.exams.len(), "exam stays in its own file", "exams stay in their own files"),
        (loaded.forms.len(), "form stays in its own file", "forms stay in their own files"),
        (loaded.rulings.len(), "ruling stays in its own file", "rulings stay in their own files"),
    ];
    for (count, one, several) in others.into_iter().filter(|(count, ..)| *count > 0) {
        tell!("note: {count} {}; a bank is converted alone", if count == 1 { one } else { several });
    }
}

/// Tells on stderr what was lost. Returns how much it was.
pub(super) fn tell(losses: &[Losses]) -> usize {
    for part in losses {
        let mut rest = &part.lost[..];
        while let Some(first) = rest.first() {
            let alike = rest.iter().take_while(|lost| {
                (&lost.item, lost.place, &lost.why) == (&first.item, first.place, &first.why)
            });
            let alike = alike.count();
            let what: Vec<&str> = rest[..alike].iter().map(|lost| &*lost.what).collect();
            let place = first.place.map(|place| format!(":{place}")).unwrap_or_default();
            let path = part.path.display();
            let note = if first.is_aside { "note: " } else { "" };
            let what = if what == [THE_ITEM] {
                "not converted".to_owned()
            } else {
                format!("lost {}", what.join(", "))
            };
            tell!("{note}{path}{place}: {}: {what}: {}", item_name(first), first.why);
            rest = &rest[alike..];
        }
    }
    let items = losses.iter().flat_map(|part| &part.lost).filter(|lost| lost.what == THE_ITEM).count();
    let total = count(losses);
    if total > 0 {
        let noun = if total == 1 { "thing has" } else { "things have" };
        tell!("{total} {noun} no counterpart, {items} whole items among them");
    }
    total
}
