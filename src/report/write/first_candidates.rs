//! The first candidates, kept for the report's page. Files have all of them.

use crate::analyze::interval::of_points;
use crate::analyze::ratio;
use crate::grade::recorder::{GradedSheet, Recorder};
use crate::grade::scheme::Scheme;
use crate::report::CandidateLine;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// How many are kept.
pub const KEPT: usize = 200;

/// Keeps the first candidates in the order of the input.
#[derive(Debug)]
pub struct FirstCandidates {
    unit: i64,
    kept: Mutex<Vec<CandidateLine>>,
    full: AtomicBool,
}

impl FirstCandidates {
    /// Of sheets graded by `scheme`.
    pub fn new(scheme: &Scheme) -> Self {
        Self { unit: scheme.unit, kept: Mutex::default(), full: AtomicBool::new(false) }
    }

    /// Those that were kept.
    pub fn take(&self) -> Vec<CandidateLine> {
        std::mem::take(&mut self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Recorder for FirstCandidates {
    type Block = Vec<CandidateLine>;

    fn record(&self, block: &mut Vec<CandidateLine>, sheet: &GradedSheet<'_>) {
        if block.len() < KEPT && !self.full.load(Ordering::Relaxed) {
            block.push(line(sheet, self.unit));
        }
    }

    fn write(&self, block: Vec<CandidateLine>) -> io::Result<()> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let room = KEPT - kept.len();
        kept.extend(block.into_iter().take(room));
        if kept.len() == KEPT {
            self.full.store(true, Ordering::Relaxed);
        }
        Ok(())
    }
}

/// What a list says of one sheet.
fn line(sheet: &GradedSheet<'_>, unit: i64) -> CandidateLine {
    CandidateLine {
        candidate: sheet.candidate.to_owned(),
        answered: sheet.answered,
        blank: sheet.blank,
        review: sheet.review,
        points: ratio(sheet.points, unit),
        max_points: ratio(sheet.max, unit),
        percent: (sheet.max > 0).then(|| ratio(sheet.points.saturating_mul(100), sheet.max)),
        interval: of_points(sheet.points, sheet.max, sheet.presented as usize),
    }
}
