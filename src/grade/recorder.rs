//! What is told about each graded sheet, and to whom.

use super::scheme::SlotId;
use crate::scoring::Rule;
use std::io;

/// One sheet as graded. Borrowed from the worker's buffers: valid only during [`Recorder::record`].
#[derive(Debug, Clone, Copy)]
pub struct GradedSheet<'a> {
    /// The candidate's id as text, as it stands on the sheet (trimmed).
    pub candidate: &'a str,
    /// For each item of the scheme, the outcome.
    pub slots: &'a [SlotId],
    /// The marks hit: for every chosen option of a multiple response one of its
    /// [`option_slots`](super::scheme::SchemeItem::option_slots).
    pub marks: &'a [SlotId],
    /// For each item what was entered and by which rule it was scored; empty unless
    /// [`Recorder::wants_responses`].
    pub responses: &'a [Response<'a>],
    /// Total in units, after the floor at 0 where that holds.
    pub points: i64,
    /// Sum of the maxima of the items presented, in units.
    pub max: i64,
    /// Items presented, without void ones.
    pub presented: u32,
    /// Items with a response that is not blank.
    pub answered: u32,
    /// Items left blank.
    pub blank: u32,
    /// Short answers that need a person.
    pub review: u32,
    /// For each group of the scheme, the subscore.
    pub groups: &'a [Subscore],
}

/// One response in the words of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Response<'a> {
    /// The cell's text, unquoted.
    pub text: &'a str,
    /// The rule that decided the credit.
    pub rule: Rule,
}

/// A candidate's score in one group of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Subscore {
    /// Points in units.
    pub points: i64,
    /// Maximum over the items presented, in units.
    pub max: i64,
    /// Items presented, without void ones.
    pub items: u32,
}

/// A record that could not be read as a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rejected<'a> {
    /// The file.
    pub file: &'a str,
    /// The line at which the record starts, from 1.
    pub line: u64,
    /// Why, and what to do.
    pub reason: &'a str,
    /// The record as it stands, cut where it is very long.
    pub row: &'a str,
}

/// Receives every graded sheet. Workers call [`record`](Self::record) in parallel, each with a block of its
/// own; blocks are then written one at a time, in the order of the input.
pub trait Recorder: Sync {
    /// What a worker collects for a stretch of the input, such as formatted rows.
    type Block: Default + Send;

    /// Whether [`GradedSheet::responses`] is to be filled.
    fn wants_responses(&self) -> bool {
        false
    }

    /// Takes note of a sheet.
    fn record(&self, block: &mut Self::Block, sheet: &GradedSheet<'_>);

    /// Takes note of a record that could not be read. Called in the order of the input, one call at a time.
    fn reject(&self, rejected: &Rejected<'_>) -> io::Result<()> {
        let _ = rejected;
        Ok(())
    }

    /// Writes a block. Called in the order of the input, one call at a time.
    fn write(&self, block: Self::Block) -> io::Result<()>;
}
