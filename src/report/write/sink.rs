//! Where a recorder's blocks go.

use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

/// A writer that workers share. Blocks come one at a time, so the lock is never waited for.
#[derive(Debug)]
pub(super) struct Sink<W>(Mutex<W>);

impl<W: Write> Sink<W> {
    pub(super) fn new(out: W) -> Self {
        Self(Mutex::new(out))
    }

    pub(super) fn write(&self, block: &[u8]) -> io::Result<()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write_all(block)
    }

    pub(super) fn into_inner(self) -> W {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
