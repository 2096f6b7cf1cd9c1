//! Sheets × marking scheme → tally, in one pass, in parallel.
//!
//! The [`scheme`] is compiled once from the bank ([`mod@compile`]): every outcome a response can have is a
//! *slot* with an integer score. Threads take blocks of records ([`feed`], [`pass`]); each turns cells into
//! slots ([`marker`], [`wide`], `export`, [`long`]) and counts them in a [`tally`] of its own ([`worker`]). Every figure
//! follows from those counts, so tallies of any parts of the input add up to the tally of the whole. Each
//! graded sheet is shown to a [`recorder`], which writes it down in the order of the input.

pub mod compile;
mod export;
pub mod feed;
mod known;
mod lanes;
mod lead;
mod letters;
pub mod long;
pub mod marker;
mod memo;
pub mod pass;
pub mod recorder;
pub mod repeat;
mod row;
mod runs;
pub mod scheme;
mod score;
pub mod tally;
pub mod wide;
pub mod worker;

#[cfg(test)]
mod tests;

use crate::sheets::blocks::BLOCK;
use crate::sheets::layout::Layout;
pub use compile::{CompileError, Compiled, Policy, compile, compile_part};
pub use feed::{PrintedLabels, SheetSource};
pub use pass::GradeError;
use recorder::Recorder;
use repeat::{Repeated, Resolution};
use tally::Tally;
use worker::Counts;

/// What grading a group of sheets gave.
#[derive(Debug)]
pub struct Outcome<R> {
    /// The sums.
    pub tally: Tally,
    /// For each file what happened.
    pub counts: Vec<Counts>,
    /// How many records were rejected.
    pub rejected: u64,
    /// SHA-256 of each file in hexadecimal.
    pub digests: Vec<String>,
    /// Candidates that came more than once.
    pub repeated: Vec<Repeated>,
    /// How many candidates came more than once where the input could not be read again: all their sheets count.
    pub unresolved: u64,
    /// The recorder, with everything written.
    pub recorder: R,
}

/// How the work is shared out. Results do not depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sharing {
    /// How many threads grade; at least one does.
    pub threads: usize,
    /// About how many bytes a thread takes at a time.
    pub block: usize,
}

impl Sharing {
    /// That many threads, with blocks of the usual size.
    pub fn of_threads(threads: usize) -> Self {
        Self { threads, block: BLOCK }
    }
}

/// Grades all sheets of `sources`. Reads them a second time where a candidate comes more than once, with a
/// fresh recorder.
///
/// `progress` is told of bytes as they are read.
pub fn grade<R: Recorder>(
    compiled: &Compiled,
    sources: &[SheetSource],
    mut recorder: impl FnMut() -> std::io::Result<R>,
    sharing: Sharing,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Outcome<R>, GradeError> {
    let is_long = |file: usize| matches!(sources[file].file.layout, Layout::Long(_));
    let mut resolution = Resolution::default();
    loop {
        let receiver = recorder().map_err(GradeError::Write)?;
        let pass = pass::run(compiled, sources, &resolution, &receiver, sharing, progress)?;
        let seed = resolution.seed;
        let outcome = |repeated, unresolved| Outcome {
            tally: pass.tally,
            counts: pass.counts,
            rejected: pass.rejected,
            digests: pass.digests,
            repeated,
            unresolved,
            recorder: receiver,
        };
        if resolution.has_collision() {
            resolution = Resolution::with_seed(seed + 1);
        } else if resolution.is_final() {
            return Ok(outcome(resolution.into_repeated(), 0));
        } else {
            match Resolution::of(seed, pass.sightings, is_long) {
                None => return Ok(outcome(Vec::new(), 0)),
                Some(found) if sources.iter().any(|source| !source.input.is_rereadable()) => {
                    return Ok(outcome(Vec::new(), found.len()));
                }
                Some(found) => resolution = found,
            }
        }
    }
}
