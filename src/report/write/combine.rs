//! Several recorders as one, so that one pass over the sheets writes several files.
//!
//! A pair of recorders is a recorder, a recorder that may be absent is one, and pairs nest:
//! `(candidates, (Option<topics>, Option<responses>))`.

use crate::grade::recorder::{GradedSheet, Recorder, Rejected};
use std::io;

impl<A: Recorder, B: Recorder> Recorder for (A, B) {
    type Block = (A::Block, B::Block);

    fn wants_responses(&self) -> bool {
        self.0.wants_responses() || self.1.wants_responses()
    }

    fn record(&self, block: &mut Self::Block, sheet: &GradedSheet<'_>) {
        self.0.record(&mut block.0, sheet);
        self.1.record(&mut block.1, sheet);
    }

    fn reject(&self, rejected: &Rejected<'_>) -> io::Result<()> {
        self.0.reject(rejected)?;
        self.1.reject(rejected)
    }

    fn write(&self, block: Self::Block) -> io::Result<()> {
        self.0.write(block.0)?;
        self.1.write(block.1)
    }
}

impl<A: Recorder> Recorder for Option<A> {
    type Block = A::Block;

    fn wants_responses(&self) -> bool {
        self.as_ref().is_some_and(Recorder::wants_responses)
    }

    fn record(&self, block: &mut Self::Block, sheet: &GradedSheet<'_>) {
        if let Some(recorder) = self {
            recorder.record(block, sheet);
        }
    }

    fn reject(&self, rejected: &Rejected<'_>) -> io::Result<()> {
        self.as_ref().map_or(Ok(()), |recorder| recorder.reject(rejected))
    }

    fn write(&self, block: Self::Block) -> io::Result<()> {
        self.as_ref().map_or(Ok(()), |recorder| recorder.write(block))
    }
}
