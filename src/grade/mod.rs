//! Sheets × marking scheme → tally, in one pass, in parallel.
//!
//! The [`scheme`] is compiled once from the bank: every outcome a response can have is a *slot* with an
//! integer score. Grading a sheet turns each cell into a slot; the [`tally`] counts slots. Every figure
//! follows from those counts, so tallies of any parts of the input add up to the tally of the whole.

pub mod recorder;
pub mod scheme;
pub mod tally;
