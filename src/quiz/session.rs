//! The state machine.

use super::clock::Clock;
use super::entry::{Entry, Turn};
use super::event::Event;
use super::marker::Mark;
use super::paper::{Paper, SetupError};
use super::setup::{Mode, Setup};
use super::state::{Effect, End, Phase, State};
use crate::model::Item;
use crate::scoring::Lexicon;
use std::time::Duration;

/// A sitting.
#[derive(Debug, Clone)]
pub struct Session {
    pub(super) paper: Paper,
    pub(super) state: State,
}

impl Session {
    /// Prepares a session. `find` gives an item by its id; the lexicon is the one by which sheets are graded.
    pub fn new<'i>(
        setup: Setup,
        find: impl Fn(&str) -> Option<&'i Item>,
        lexicon: &Lexicon,
    ) -> Result<Self, SetupError> {
        let paper = Paper::new(setup, find, lexicon)?;
        let state = State {
            phase: Phase::Ready,
            open: 0,
            entries: vec![Entry::default(); paper.items.len()],
            clock: Clock::default(),
            break_begun: false,
            timer_hidden: false,
            pauses: 0,
            interruptions: 0,
            away: Duration::ZERO,
        };
        Ok(Self { paper, state })
    }

    /// Makes a session from its setup and its events again.
    pub fn replay<'i>(
        setup: Setup,
        find: impl Fn(&str) -> Option<&'i Item>,
        lexicon: &Lexicon,
        events: impl IntoIterator<Item = (Duration, Event)>,
    ) -> Result<Self, SetupError> {
        let mut session = Self::new(setup, find, lexicon)?;
        for (now, event) in events {
            session.handle(event, now);
        }
        Ok(session)
    }

    /// Takes an event. `now` is the time since the session began; a time before the latest one told counts as that one.
    ///
    /// First time runs on to `now`, and everything falls due that lies before. The effects stand in the order in which
    /// they happened; a [`Effect::Refused`] stands last.
    pub fn handle(&mut self, event: Event, now: Duration) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.run_to(now, &mut effects);
        if let Err(refusal) = self.take(event, &mut effects) {
            effects.push(Effect::Refused(refusal));
        }
        effects
    }

    /// What was settled beforehand.
    pub fn setup(&self) -> &Setup {
        &self.paper.setup
    }

    /// The items in the order in which they are asked.
    pub fn items(&self) -> &[Item] {
        &self.paper.items
    }

    /// What is known of each item, in the same order.
    pub fn entries(&self) -> &[Entry] {
        &self.state.entries
    }

    /// Where the session stands.
    pub fn phase(&self) -> Phase {
        self.state.phase
    }

    /// How it ended, if it did.
    pub fn end(&self) -> Option<End> {
        match self.state.phase {
            Phase::Done(end) => Some(end),
            _ => None,
        }
    }

    /// The place of the open item, or of the one to come back to.
    pub fn open(&self) -> usize {
        self.state.open
    }

    /// The latest time told, since the session began.
    pub fn now(&self) -> Duration {
        self.state.clock.now
    }

    /// Time that counts against the limit: without breaks and pauses.
    pub fn used(&self) -> Duration {
        self.state.clock.used
    }

    /// Time in pauses, and how many there were.
    pub fn paused(&self) -> (Duration, usize) {
        (self.state.clock.paused, self.state.pauses)
    }

    /// Time that the program was not at work in the middle of the session, and how often that was.
    pub fn away(&self) -> (Duration, usize) {
        (self.state.away, self.state.interruptions)
    }

    /// Whether the candidate hid the timer.
    pub fn is_timer_hidden(&self) -> bool {
        self.state.timer_hidden
    }

    /// Time left of the whole session, if it is limited.
    pub fn left(&self) -> Option<Duration> {
        self.paper.setup.limits.total.map(|total| total.saturating_sub(self.state.clock.used))
    }

    /// What an item's response is worth. A short answer that the candidate counted as right earns full credit.
    pub fn mark(&self, place: usize) -> Mark {
        self.paper.markers[place].mark_entry(&self.state.entries[place])
    }

    /// What came of changing the response to an item; `None` where it was not changed, or was right throughout.
    pub fn turn(&self, place: usize) -> Option<Turn> {
        self.paper.markers[place].turn(&self.state.entries[place])
    }

    /// The response to an item in the words of an answer sheet: the bank's labels joined by `;`, or the text. Empty
    /// where there is none.
    pub fn cell(&self, place: usize) -> String {
        let response = self.state.entries[place].response.as_ref();
        response.map(|response| self.paper.cell(place, response)).unwrap_or_default()
    }

    /// Whether an item counts as given to the candidate: in an exam every one, in practice those that were answered or
    /// whose time ran out.
    pub fn is_presented(&self, place: usize) -> bool {
        let entry = &self.state.entries[place];
        self.paper.setup.mode == Mode::Exam || entry.response.is_some() || entry.timed_out
    }

    /// How many items have no response.
    pub fn unanswered(&self) -> usize {
        self.state.entries.iter().filter(|entry| entry.response.is_none()).count()
    }
}
