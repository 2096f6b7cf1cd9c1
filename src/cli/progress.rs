//! A bar on the terminal while sheets are read.

use indicatif::{HumanBytes, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;

/// A bar by bytes read, with an estimate of the time left; a spinner where the size is not known. It is drawn
/// on stderr, and only on a terminal.
pub fn by_bytes(total: Option<u64>) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
    let template = match total {
        Some(_) => "{msg} {bytes} of {total_bytes} {wide_bar} {eta} left",
        None => "{msg} {bytes} {spinner} {elapsed}",
    };
    // A template that is wrong would leave the plain bar, which serves as well.
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.set_message("Grading");
    bar
}

/// A bar by candidates whose pages are written.
pub fn by_pages(total: u64) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{msg} {pos} of {len} {wide_bar} {eta} left") {
        bar.set_style(style);
    }
    bar.set_message("Writing pages");
    bar
}

/// Bytes for people.
pub fn bytes(count: u64) -> String {
    HumanBytes(count).to_string()
}
