//! The report: every number already computed, and the writers that set it out.
//!
//! [`Report::build`] joins the figures of [`crate::analyze`] with what the caller knows of the run: where
//! the sheets came from and what was set aside. The writers under [`mod@write`] do no arithmetic; they take an
//! [`std::io::Write`] and know nothing of paths.

pub mod compare;
pub mod format;
pub mod schema;
pub mod write;

mod build;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]
mod tests;

pub use crate::analyze::Note;
pub use build::{
    BankSource, CandidateLine, Context, Provenance, Report, ReviewRow, RulingSource, SheetSource,
};
