//! The first rows that could not be read, for the terminal. All of them go to `rejected.csv`.

use crate::grade::recorder::{GradedSheet, Recorder, Rejected};
use std::io;
use std::sync::{Mutex, PoisonError};

/// How many are kept.
const KEPT: usize = 5;

/// Keeps the first rejected rows as lines `file:line: reason`.
#[derive(Debug, Default)]
pub(super) struct FirstRejections(Mutex<Vec<String>>);

impl FirstRejections {
    /// The lines.
    pub(super) fn into_lines(self) -> Vec<String> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Recorder for FirstRejections {
    type Block = ();

    fn record(&self, (): &mut (), _: &GradedSheet<'_>) {}

    fn reject(&self, rejected: &Rejected<'_>) -> io::Result<()> {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if lines.len() < KEPT {
            lines.push(format!("{}:{}: {}", rejected.file, rejected.line, rejected.reason));
        }
        Ok(())
    }

    fn write(&self, (): ()) -> io::Result<()> {
        Ok(())
    }
}
