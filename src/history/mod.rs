//! Past sessions, in one `SQLite` file: what was asked, everything that happened, and where the answers stand.
//!
//! [`Store`] opens the file. Every event of a session is on disk before the session goes on, so that a session can be
//! taken up after any end of its process. [`Past`] holds the answers of all sessions; [`pick()`] chooses items by them,
//! [`progress()`] and [`streak`] tell how study goes. Time is an argument everywhere.

pub mod due;
pub mod overview;
pub mod pick;
pub mod progress;

mod answer;
mod damage;
mod error;
mod fingerprint;
mod journal;
mod past;
mod read;
mod resume;
mod schema;
mod score;
mod store;
mod study;
mod writer;

#[cfg(test)]
pub(crate) mod testkit;
#[cfg(test)]
mod tests;

pub use answer::{Answer, TURNS};
pub use damage::SetAside;
pub use error::HistoryError;
pub use fingerprint::{fingerprint, layout};
pub use journal::{Moment, SessionJournal, cause};
pub use overview::Overview;
pub use past::{Past, Standing};
pub use pick::{Pick, Picked, pick};
pub use progress::{Progress, progress};
pub use read::{Asked, SessionRow, StoredSession};
pub use resume::{Resumed, replay, resume};
pub use score::score;
pub use store::{Opened, Store};
pub use study::{Streak, streak};
pub use writer::{Beginning, Happening, Stand, Writer};
