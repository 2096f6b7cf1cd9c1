//! Everything that can happen in a session.

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Something that happened. An event that does not fit the state of the session changes nothing
/// ([`Effect::Refused`](super::Effect::Refused) says why).
///
/// `place` is the item's place in the form, from 0. Options are indices into the bank's own order, so that
/// what is stored does not depend on how options were shuffled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// The candidate begins; the clock starts.
    Start,
    /// The open item is answered, or its answer changed or, with a blank response, taken back.
    Answer {
        /// Which item; only the open one can be answered.
        place: usize,
        /// The whole response, not a change to the last one.
        response: Response,
    },
    /// Practice: the answer to the open item is final and feedback is wanted.
    Check {
        /// Which item.
        place: usize,
    },
    /// Practice: a short answer under review is counted as right by the candidate.
    Overrule {
        /// Which item.
        place: usize,
    },
    /// The open item is left unanswered on purpose.
    Skip {
        /// Which item.
        place: usize,
    },
    /// An item is flagged for review, or no longer.
    Flag {
        /// Which item.
        place: usize,
        /// Whether it is flagged from now on.
        on: bool,
    },
    /// An option is struck out, or no longer.
    Strike {
        /// Which item.
        place: usize,
        /// Which option.
        option: usize,
        /// Whether it is struck out from now on.
        on: bool,
    },
    /// To the next item; from the last one to the review screen.
    Next,
    /// To the item before.
    Previous,
    /// To an item by its place.
    Go {
        /// Which item.
        place: usize,
    },
    /// To the review screen.
    Review,
    /// The timer is hidden or shown.
    Timer {
        /// Whether it is hidden from now on.
        hidden: bool,
    },
    /// The clock is stopped and the item hidden; marked in exam mode.
    Pause,
    /// On after a pause.
    Resume,
    /// The scheduled break is over before its time.
    EndBreak,
    /// The candidate wants to hand in; a second one, from the warning, does.
    Submit,
    /// The program is at work again after it had ended in the middle of the session.
    Reopen {
        /// For how long it was not at work, by the calendar. Does not count as time of the session.
        away: Duration,
    },
    /// Time passed. Changes nothing but the clocks.
    Tick,
}

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Response {
    /// Chosen options, rising, each once.
    Options(Vec<usize>),
    /// What was typed.
    Text(String),
}
