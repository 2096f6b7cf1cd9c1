//! What the terminal is like.

use std::io::Write;

/// Columns of the terminal on stdout: `COLUMNS` where it is set, else what the terminal says, else 80.
pub fn width() -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let found = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    asked.filter(|&columns| columns > 0).or_else(found).unwrap_or(80)
}

/// Writes text with ANSI styles to stdout, without them where they are not wanted.
pub fn print_styled(text: &[u8]) -> std::io::Result<()> {
    let mut stdout = anstream::stdout().lock();
    stdout.write_all(text)?;
    stdout.flush()
}
