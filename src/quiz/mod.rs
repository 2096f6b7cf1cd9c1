//! A sitting as a state machine, without I/O and without a clock.
//!
//! [`Session`] takes [`Event`]s with the time since it began and answers with [`Effect`]s; [`view`] is what a front
//! draws. A session is its [`Setup`] and its events: replayed, they give the same state, which is how an interrupted
//! sitting goes on. Forms are drawn by [`draw`], and [`journal`] is where a session is written down while it goes on.

pub mod draw;
pub mod journal;
pub mod view;

mod clock;
mod entry;
mod event;
mod look_back;
mod marker;
mod moves;
mod order;
mod paper;
mod session;
mod setup;
mod state;
mod time;

#[cfg(test)]
mod tests;

pub use clock::{ALERTS, LAST_CALL};
pub use entry::{Entry, Turn};
pub use event::{Event, Response};
pub use look_back::LookBack;
pub use marker::Mark;
pub use paper::{SetupError, printed_label};
pub use session::Session;
pub use setup::{Asked, Limits, Mode, ScheduledBreak, Setup};
pub use state::{Effect, End, Phase, Refusal, Screen};
