//! Where the answer to one item of one session stands.

use crate::model::{Fraction, Status};
use crate::quiz::Turn;
use jiff::Timestamp;
use std::time::Duration;

/// One item as it was answered in one session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Number of the session.
    pub session: i64,
    /// Place in its form, from 0.
    pub place: usize,
    /// Id of the bank that the item was in.
    pub bank: String,
    /// Id of the item.
    pub item: String,
    /// Topic of the item, at the time.
    pub topic: String,
    /// What decided the credit, see [`super::fingerprint()`].
    pub fingerprint: String,
    /// When the answer last changed.
    pub moment: Timestamp,
    /// What was answered: the bank's labels joined by `;`, or the text. Empty where nothing was.
    pub response: String,
    /// How it was graded.
    pub status: Status,
    /// From 0 to 1.
    pub credit: Fraction,
    /// Time spent on the item, over all visits.
    pub taken: Duration,
    /// How often an answer was replaced by another.
    pub changes: u32,
    /// What came of the changes.
    pub turn: Option<Turn>,
    /// Whether it was flagged for another look.
    pub flagged: bool,
    /// Whether the candidate credited it herself after a `review`.
    pub overruled: bool,
    /// Whether its session was an exam that was handed in, so that a blank counts.
    pub submitted: bool,
}

impl Answer {
    /// Whether the candidate took a stand: she answered, or handed in an exam with the item left blank. An item skipped
    /// in practice is not missed.
    pub fn is_given(&self) -> bool {
        match self.status {
            Status::NotPresented => false,
            Status::Blank => self.submitted,
            _ => true,
        }
    }

    /// Whether it earned less than full credit and no person has still to decide.
    pub fn is_missed(&self) -> bool {
        self.is_given() && matches!(self.status, Status::Incorrect | Status::Partial | Status::Blank)
    }
}

/// What can come of changes of mind, with the names in the file and in exports.
pub const TURNS: [(Turn, &str); 3] = [
    (Turn::RightToWrong, "right-to-wrong"),
    (Turn::WrongToRight, "wrong-to-right"),
    (Turn::WrongToWrong, "wrong-to-wrong"),
];
