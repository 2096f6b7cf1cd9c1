//! Where the answer to one item of one session stands.

use crate::model::{Fraction, Status};
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

/// What came of changes of mind: the first answer against the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// A right answer was given up.
    RightToWrong,
    /// A wrong answer was mended.
    WrongToRight,
    /// One wrong answer was replaced by another.
    WrongToWrong,
    /// A right answer was given up and come back to, or replaced by another right one.
    RightToRight,
}

impl Turn {
    /// Every turn with its name in the file and in exports.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::RightToWrong, "right-to-wrong"),
        (Self::WrongToRight, "wrong-to-right"),
        (Self::WrongToWrong, "wrong-to-wrong"),
        (Self::RightToRight, "right-to-right"),
    ];

    /// From whether the first and the last answer were right.
    pub fn of(first: bool, last: bool) -> Self {
        match (first, last) {
            (true, true) => Self::RightToRight,
            (true, false) => Self::RightToWrong,
            (false, true) => Self::WrongToRight,
            (false, false) => Self::WrongToWrong,
        }
    }
}
