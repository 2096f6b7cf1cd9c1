//! What the terminal is like.

use anyhow::Context;
use std::fmt::Arguments;
use std::io::Write;

/// What is said when stdout takes no more.
pub(super) const CANNOT_PRINT: &str = "cannot write to the standard output";

/// Writes a line to stderr. Where that is full or its reader is gone, the work goes on: results matter more than
/// what is told about them, and a program that ends by a panic would lose them.
pub fn tell(line: Arguments<'_>) {
    let _ = writeln!(anstream::stderr().lock(), "{line}");
}

/// Columns of the terminal on stdout: `COLUMNS` where it is set, else what the terminal says, else 80.
pub fn width() -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let found = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    asked.filter(|&columns| columns > 0).or_else(found).unwrap_or(80)
}

/// Writes text with ANSI styles to stdout, without them where they are not wanted.
pub fn print_styled(text: &[u8]) -> anyhow::Result<()> {
    let mut stdout = anstream::stdout().lock();
    stdout.write_all(text).and_then(|()| stdout.flush()).context(CANNOT_PRINT)
}
