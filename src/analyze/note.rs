//! What a reader of the figures must know besides them.

use super::group::GroupFigures;
use super::say::ENOUGH_CANDIDATES;
use super::sums::ItemSums;
use crate::grade::scheme::Scheme;
use crate::grade::tally::Tally;
use serde::{Deserialize, Serialize};

/// One of the `notes` of `report.json`: something that was set aside, found odd or must be known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What sort of note, in lower case with `_`, for programs.
    pub kind: String,
    /// A sentence for people.
    pub text: String,
    /// How many things it is about.
    pub count: u64,
}

impl Note {
    /// A note.
    pub fn new(kind: &str, text: impl Into<String>, count: u64) -> Self {
        Self { kind: kind.to_owned(), text: text.into(), count }
    }
}

/// The notes that follow from figures.
pub(super) fn notes(
    scheme: &Scheme,
    tally: &Tally,
    sums: &[Option<ItemSums>],
    group: &GroupFigures,
) -> Vec<Note> {
    let n = i128::from(group.candidates);
    let count = |is: &dyn Fn(&ItemSums) -> bool| {
        u64::try_from(sums.iter().flatten().filter(|&sums| is(sums)).count()).unwrap_or(u64::MAX)
    };
    let void = u64::try_from(sums.iter().filter(|sums| sums.is_none()).count()).unwrap_or(u64::MAX);
    let not_given = count(&|sums| sums.score.n == 0);
    let given_to_some = count(&|sums| sums.score.n != 0 && sums.score.n != n);
    let several_totals = tally.width > 1;
    let mut notes = Vec::new();
    let mut note = |holds: bool, kind: &str, text: String, count: u64| {
        if holds {
            notes.push(Note::new(kind, text, count));
        }
    };
    note(
        void > 0,
        "void_items",
        format!("{} by a ruling and left out.", things(void, "item was void", "items were void")),
        void,
    );
    note(
        n > 0 && not_given > 0,
        "items_not_given",
        format!(
            "{} to nobody and left out of all figures.",
            things(not_given, "item was given", "items were given")
        ),
        not_given,
    );
    note(
        given_to_some > 0,
        "different_items",
        format!(
            "Candidates were given different items ({} not given to all), so alpha, KR-20, SEM and alpha if \
             deleted are not defined; maxima are means.",
            things(given_to_some, "was", "were")
        ),
        given_to_some,
    );
    note(
        group.alpha.is_some() && group.candidates < ENOUGH_CANDIDATES,
        "few_candidates",
        format!("With fewer than {ENOUGH_CANDIDATES} candidates alpha and item figures are rough."),
        group.candidates,
    );
    note(
        group.alpha.is_some_and(|alpha| alpha < 0.0),
        "negative_alpha",
        "Alpha is below 0: the items do not hang together, or there are too few candidates to tell."
            .to_owned(),
        1,
    );
    note(
        several_totals,
        "wide_score_groups",
        format!(
            "Totals come in so many fractions that {} neighbouring ones were counted together (steps of 1/{} \
             point): median, lowest and highest total are approximate, and so is the cut into upper and lower \
             group.",
            tally.width, scheme.unit
        ),
        tally.width.unsigned_abs(),
    );
    notes
}

/// `1 item was`, `2 items were`.
fn things(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
