//! From a stretch of a text back to the file.
//!
//! A text that was folded over lines or held escapes is not in the file letter by letter, but its words are, in the
//! same order: the third `not` of a text is the third `not` of its stretch of the file.

use crate::diagnostic::{Source, Span};
use crate::yaml::Node;
use std::ops::Range;

/// Where `text[range]` stands in the file; the whole value where it cannot be told. `node` is the value whose text
/// is `text`.
pub(in crate::check) fn place_of(source: &Source, node: Node<'_>, text: &str, range: Range<usize>) -> Span {
    let whole = trimmed(source, node.span());
    let raw = source.slice(whole);
    let mut words = text[range.clone()].split_whitespace();
    let Some(first) = words.next() else { return whole };
    let earlier = text.match_indices(first).take_while(|(at, _)| *at < range.start).count();
    let Some((start, _)) = raw.match_indices(first).nth(earlier) else { return whole };
    let mut end = start + first.len();
    for word in words {
        let rest = raw[end..].trim_start();
        if !rest.starts_with(word) {
            return whole;
        }
        end = raw.len() - rest.len() + word.len();
    }
    let byte = |at: usize| whole.start + u32::try_from(at).unwrap_or(0);
    Span { start: byte(start), end: byte(end), ..whole }
}

/// A span without white space at its end: that of a block text runs into the next line.
pub(in crate::check) fn trimmed(source: &Source, span: Span) -> Span {
    let kept = source.slice(span).trim_end().len();
    Span { end: span.start + u32::try_from(kept).unwrap_or(0), ..span }
}

/// The first line of a span, which is what is shown of a long text.
pub(in crate::check) fn first_line(source: &Source, span: Span) -> Span {
    let span = trimmed(source, span);
    let kept = source.slice(span).lines().next().unwrap_or("").trim_end().len();
    Span { end: span.start + u32::try_from(kept).unwrap_or(0), ..span }
}
