//! Cells and lists of pages.

use super::super::text::{clean, truncate};
use maud::{Markup, html};

/// How many columns of an id or a response are shown; files have the whole.
const MOST_SHOWN: usize = 160;

/// Text from a file, on one line, set apart from the direction of the text around it.
pub(super) fn own(text: &str) -> Markup {
    html! { bdi { (truncate(&clean(text), MOST_SHOWN)) } }
}

/// Text from a file with its line breaks.
pub(super) fn prose(text: &str) -> String {
    text.trim().lines().map(clean).collect::<Vec<_>>().join("\n")
}

/// A cell with a figure, and the number it is sorted by; empty where there is none.
pub(super) fn number(value: Option<f64>, say: impl Fn(f64) -> String) -> Markup {
    html! {
        @match value {
            Some(value) => td.num data-value=(value) { (say(value)) },
            None => td.num data-value="" {},
        }
    }
}

/// A cell with a count.
pub(super) fn count(count: u64) -> Markup {
    html! { td.num { (count) } }
}

/// A table that may be wider than the screen: it scrolls by itself, by keyboard too. What it shows stands above
/// it, where it does not scroll away.
pub(super) fn wide(name: &str, about: &str, rows: &Markup) -> Markup {
    html! {
        @if !about.is_empty() { p.about { (about) } }
        (scrolling(name, rows))
    }
}

/// Something that may be wider than the screen.
pub(super) fn scrolling(name: &str, content: &Markup) -> Markup {
    html! { div.scroll tabindex="0" role="region" aria-label=(name) { (content) } }
}
