//! Where a session stands, and what may follow.

use super::clock::Clock;
use super::entry::Entry;
use std::time::Duration;

/// Everything that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct State {
    pub(super) phase: Phase,
    /// The open item, or the one to come back to.
    pub(super) open: usize,
    pub(super) entries: Vec<Entry>,
    pub(super) clock: Clock,
    /// Whether the scheduled break was begun.
    pub(super) break_begun: bool,
    pub(super) timer_hidden: bool,
    /// How often the session was paused.
    pub(super) pauses: usize,
    /// How often the program ended in the middle of the session, and for how long it was away.
    pub(super) interruptions: usize,
    pub(super) away: Duration,
}

/// Where a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Not begun; no clock runs.
    Ready,
    /// An item is open.
    Item,
    /// The review screen.
    Review,
    /// The last look before handing in: how many items are unanswered.
    Warning,
    /// In the scheduled break.
    Break {
        /// Where the candidate goes on: an item, or past the last one the review screen.
        next: usize,
    },
    /// Paused.
    Paused {
        /// What was on the screen.
        before: Screen,
    },
    /// Over.
    Done(End),
}

/// What a pause goes back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// The open item.
    Item,
    /// The review screen.
    Review,
    /// The last look before handing in: how many items are unanswered.
    Warning,
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The candidate handed it in.
    Submitted,
    /// Time was up.
    Expired,
}

/// What follows from an event, for the front to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// This much time is left.
    TimeLeft(Duration),
    /// The time of an item was up.
    ItemExpired(usize),
    /// The scheduled break begins.
    BreakBegan,
    /// The scheduled break is over.
    BreakEnded,
    /// The session is over.
    Ended(End),
    /// The event changed nothing.
    Refused(Refusal),
}

/// Why an event changed nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It does not fit what is on the screen.
    NotNow,
    /// There is no such item or option.
    NoSuchPlace,
    /// The response is none to this item.
    NotAResponse,
    /// The response to this item is final.
    Final,
    /// There is nothing to check or to overrule.
    NothingThere,
    /// A chosen option cannot be struck out.
    Chosen,
}

impl Phase {
    /// What a pause would go back to; `None` where there is nothing to pause.
    pub(super) fn screen(self) -> Option<Screen> {
        match self {
            Self::Item => Some(Screen::Item),
            Self::Review => Some(Screen::Review),
            Self::Warning => Some(Screen::Warning),
            Self::Ready | Self::Break { .. } | Self::Paused { .. } | Self::Done(_) => None,
        }
    }
}
