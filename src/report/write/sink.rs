//! Where a recorder's blocks go.

use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// A writer that workers share. Blocks come one at a time, so the lock is never waited for.
#[derive(Debug)]
pub(super) struct Sink<W> {
    out: Mutex<W>,
    /// How many bytes the last block had.
    last: AtomicUsize,
}

impl<W: Write> Sink<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out: Mutex::new(out), last: AtomicUsize::new(0) }
    }

    /// Gives a block that holds nothing yet a little more room than the last one took, so that it need not move as it
    /// grows.
    #[inline]
    pub(super) fn make_room(&self, block: &mut Vec<u8>) {
        if block.capacity() == 0 {
            let last = self.last.load(Ordering::Relaxed);
            block.reserve(last + last / 8);
        }
    }

    pub(super) fn write(&self, block: &[u8]) -> io::Result<()> {
        self.last.store(block.len(), Ordering::Relaxed);
        self.out.lock().unwrap_or_else(PoisonError::into_inner).write_all(block)
    }

    pub(super) fn into_inner(self) -> W {
        self.out.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
