//! `rejected.csv`: rows that could not be read.

use super::super::format::{push_field, push_integer};
use super::sink::Sink;
use crate::grade::recorder::{GradedSheet, Recorder, Rejected};
use std::io::{self, Write};

/// Writes `rejected.csv` to `W`, a row as soon as a record is rejected.
#[derive(Debug)]
pub struct RejectedCsv<W> {
    sink: Sink<W>,
}

impl<W: Write> RejectedCsv<W> {
    /// Writes the header.
    pub fn new(mut out: W) -> io::Result<Self> {
        out.write_all(b"file,line,reason,row\n")?;
        Ok(Self { sink: Sink::new(out) })
    }

    /// The writer, to be flushed and closed.
    pub fn into_inner(self) -> W {
        self.sink.into_inner()
    }
}

impl<W: Write + Send> Recorder for RejectedCsv<W> {
    type Block = ();

    fn record(&self, (): &mut (), _: &GradedSheet<'_>) {}

    fn reject(&self, rejected: &Rejected<'_>) -> io::Result<()> {
        let mut row = Vec::new();
        push_field(&mut row, rejected.file);
        row.push(b',');
        push_integer(&mut row, rejected.line);
        for text in [rejected.reason, rejected.row] {
            row.push(b',');
            push_field(&mut row, text);
        }
        row.push(b'\n');
        self.sink.write(&row)
    }

    fn write(&self, (): ()) -> io::Result<()> {
        Ok(())
    }
}
