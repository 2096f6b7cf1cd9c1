//! What the terminal is like.

use crate::diagnostic::render::visible;
use anstream::ColorChoice;
use anstream::adapter::strip_bytes;
use anyhow::{Context, bail};
use std::fmt::Arguments;
use std::io::{IsTerminal, Write};

/// What is said when stdout takes no more.
pub(super) const CANNOT_PRINT: &str = "cannot write to the standard output";

/// Writes lines to stderr, with nothing in them that acts on a terminal. Where that is full or its reader is gone, the work goes on: results matter more than
/// what is told about them, and a program that ends by a panic would lose them.
pub fn tell(line: Arguments<'_>) {
    let text = line.to_string();
    let lines: Vec<_> = text.split('\n').map(visible).collect();
    let _ = writeln!(std::io::stderr().lock(), "{}", lines.join("\n"));
}

/// Columns of the terminal on stdout: `COLUMNS` where it is set, else what the terminal says, else 80.
pub fn width() -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let found = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    asked.filter(|&columns| columns > 0).or_else(found).unwrap_or(80)
}

/// Writes text with ANSI styles to stderr, as `tell` does.
pub fn tell_styled(text: &str) {
    let mut stderr = anstream::stderr().lock();
    let _ = match stderr.current_choice() {
        ColorChoice::Never => stderr.into_inner().write_all(&without_styles(text.as_bytes())),
        _ => stderr.write_all(text.as_bytes()),
    };
}

/// Writes text with ANSI styles to stdout, without them where they are not wanted.
pub fn print_styled(text: &[u8]) -> anyhow::Result<()> {
    if !has_styles() {
        return super::print(&without_styles(text));
    }
    let mut stdout = anstream::stdout().lock();
    stdout.write_all(text).and_then(|()| stdout.flush()).context(CANNOT_PRINT)
}

/// Whether styles are wanted on stdout.
pub fn has_styles() -> bool {
    anstream::AutoStream::choice(&std::io::stdout()) != ColorChoice::Never
}

/// The text without ANSI styles, in one piece: `anstream` would hand over what stands between two styles on its own,
/// which is a call of the system for each.
fn without_styles(text: &[u8]) -> Vec<u8> {
    strip_bytes(text).into_vec()
}

/// Writes a file's bytes to stdout. A program gets them as they are; on a terminal nothing in them acts, and what is
/// no text is refused.
pub fn print_data(bytes: &[u8]) -> anyhow::Result<()> {
    if !std::io::stdout().is_terminal() {
        return super::print(bytes);
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        bail!("this is no text and would upset the terminal: name a file with -o")
    };
    let lines: Vec<_> = text.split('\n').map(visible).collect();
    super::print(lines.join("\n").as_bytes())
}
