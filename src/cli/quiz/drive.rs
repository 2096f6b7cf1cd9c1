//! A session with the clock and the journal that it has in this process.

use crate::history::{HistoryError, cause};
use crate::quiz::journal::Journal;
use crate::quiz::{Effect, Event, Session};
use std::io;
use std::time::{Duration, Instant};

/// How often the journal hears that a session goes on while nothing happens.
const HEARTBEAT: Duration = Duration::from_secs(5);

/// How a front ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Left {
    /// The session is over.
    Ended,
    /// The candidate left before it was.
    Open,
}

/// A session that is going on.
pub(super) struct Sitting {
    session: Session,
    journal: Box<dyn Journal>,
    /// The session's time at `since`.
    base: Duration,
    since: Instant,
    told: Duration,
    /// The first failure of the journal. The session goes on; its end tells.
    failure: Option<io::Error>,
}

impl Sitting {
    /// Begins a session that was not begun before.
    pub(super) fn begin(session: Session, mut journal: Box<dyn Journal>) -> io::Result<Self> {
        journal.begin(session.setup())?;
        Ok(Self::go_on(session, journal))
    }

    /// Goes on with a session that the journal knows.
    pub(super) fn go_on(session: Session, journal: Box<dyn Journal>) -> Self {
        let base = session.now();
        Self { session, journal, base, since: Instant::now(), told: base, failure: None }
    }

    pub(super) fn session(&self) -> &Session {
        &self.session
    }

    /// Lets an event happen now. What the session accepted is written down before this returns.
    pub(super) fn send(&mut self, event: Event) -> Vec<Effect> {
        let now = self.base + self.since.elapsed();
        let effects = self.session.handle(event.clone(), now);
        let refused = matches!(effects.last(), Some(Effect::Refused(_)));
        let happened = effects.len() > usize::from(refused);
        // An event that was refused may have been preceded by what fell due, such as the end of time.
        let event = if refused { Event::Tick } else { event };
        if event != Event::Tick || happened {
            let written = self.journal.event(now, &event, &self.session);
            self.note(now, written);
        } else if now >= self.told + HEARTBEAT && self.session.end().is_none() {
            let written = self.journal.alive(now);
            self.note(now, written);
        }
        effects
    }

    /// That another window took the session up, so that this one is to end; told once.
    pub(super) fn taken_over(&mut self) -> Option<io::Error> {
        let is_taken_over =
            |error: &mut io::Error| matches!(cause(error), Some(HistoryError::TakenOver { .. }));
        self.failure.take_if(is_taken_over)
    }

    /// Gives the session back. A failure of the journal is told on stderr.
    pub(super) fn finish(self) -> Session {
        if let Some(failure) = self.failure {
            tell!("The session could not be written down while it went on: {failure}");
        }
        self.session
    }

    fn note(&mut self, now: Duration, written: io::Result<()>) {
        self.told = now;
        if let Err(error) = written {
            self.failure.get_or_insert(error);
        }
    }
}
