//! Where a session is written down while it goes on.

use super::{Event, Session, Setup};
use std::io;
use std::time::Duration;

/// Keeps a session safe: what was written is there after the program was killed.
///
/// The session is its [`Setup`] and every event with its time; [`Session::replay`](super::Session::replay)
/// makes it from them again.
pub trait Journal {
    /// A session begins. Told once, before any event.
    fn begin(&mut self, setup: &Setup) -> io::Result<()>;

    /// An event that the session accepted, as soon as it happened. `now` is the time since the session began,
    /// and `session` stands as it is after the event.
    fn event(&mut self, now: Duration, event: &Event, session: &Session) -> io::Result<()>;

    /// The session is still going on, told every few seconds while nothing happens: after a kill the session
    /// goes on from the latest `now` told, so that no more time than that is lost.
    fn alive(&mut self, now: Duration) -> io::Result<()>;
}

/// Keeps nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NoJournal;

impl Journal for NoJournal {
    fn begin(&mut self, _: &Setup) -> io::Result<()> {
        Ok(())
    }

    fn event(&mut self, _: Duration, _: &Event, _: &Session) -> io::Result<()> {
        Ok(())
    }

    fn alive(&mut self, _: Duration) -> io::Result<()> {
        Ok(())
    }
}
