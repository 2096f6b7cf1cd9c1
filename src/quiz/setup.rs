//! What is settled before a session begins. With the events that follow it makes the session: stored
//! together, they are the session.

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// The settled part of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setup {
    /// What stands above the session, such as the exam's title.
    pub title: String,
    /// Id of the exam whose blueprint was drawn from.
    pub exam: Option<String>,
    /// Id of the form that is sat.
    pub form: String,
    /// Seed of the draw, which reproduces it; `None` for a form from a file that names none.
    pub seed: Option<u64>,
    /// Exam or practice.
    pub mode: Mode,
    /// Clocks and the break.
    pub limits: Limits,
    /// The items in the order in which they are asked.
    pub items: Vec<Asked>,
}

/// How a session treats answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// No feedback until the end.
    Exam,
    /// Feedback after each item.
    Practice,
}

impl Mode {
    /// Both modes with their names on the command line.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Exam, "exam"), (Self::Practice, "practice")];
}

/// The clocks of a session and its break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Limits {
    /// Time for the whole session, breaks and pauses not counted.
    pub total: Option<Duration>,
    /// Time for each item, counted while it is open.
    pub item: Option<Duration>,
    /// Time meant for an item, which the pace line is measured by. Never a limit.
    pub pace: Option<Duration>,
    /// The scheduled break.
    pub pause: Option<ScheduledBreak>,
}

/// A break that begins when the candidate first goes on from the item with this number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScheduledBreak {
    /// After how many items.
    pub after: usize,
    /// How long at most.
    pub time: Duration,
}

/// One item as it is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Id of the item.
    pub item: String,
    /// For each printed place the option that stands there, as an index into the bank's options. Empty for a
    /// short answer.
    pub options: Vec<usize>,
}
