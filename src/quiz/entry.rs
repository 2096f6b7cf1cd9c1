//! What a session knows of one item.

use super::Response;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// One item of a session as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "they are independent of each other: each is one thing that was done"
)]
pub struct Entry {
    /// The response; `None` while there is none. Never blank.
    pub response: Option<Response>,
    /// Every response that stood for a while, in order, the present one last once it is settled. A single choice is
    /// settled at once; a set of options or a text when the item is left, checked or handed in.
    pub settled: Vec<Response>,
    /// Time the item was open, over all visits. In practice until it was checked.
    pub spent: Duration,
    /// Whether it was ever open.
    pub seen: bool,
    /// Whether it is flagged.
    pub flagged: bool,
    /// Options that are struck out, rising, as indices into the bank's options.
    pub struck: Vec<usize>,
    /// Practice: whether feedback was given, so that the response is final.
    pub checked: bool,
    /// Whether its own time ran out, so that the response is final.
    pub timed_out: bool,
    /// Whether it was left unanswered on purpose.
    pub skipped: bool,
    /// Whether the candidate counted an answer under review as right.
    pub overruled: bool,
}

/// What came of changing a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Turn {
    /// An earlier response was right and the last one is not.
    RightToWrong,
    /// An earlier response was wrong and the last one is right.
    WrongToRight,
    /// Changed between responses that are both not right.
    WrongToWrong,
}

impl Entry {
    /// How often a response was replaced by another.
    pub fn changes(&self) -> usize {
        self.settled.len().saturating_sub(1)
    }

    /// Whether the response can no longer be changed.
    pub fn is_final(&self) -> bool {
        self.checked || self.timed_out
    }

    /// Takes note of the present response as one that stood.
    pub(super) fn settle(&mut self) {
        if let Some(response) = self.response.as_ref().filter(|&now| self.settled.last() != Some(now)) {
            self.settled.push(response.clone());
        }
    }
}
