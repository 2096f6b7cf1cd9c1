//! `stray-space`.

use super::texts;
use crate::check::lints::prelude::*;
use crate::diagnostic::{Edit, Fix, Span};
use crate::yaml::{Node, NodeKind};
use std::ops::Range;

pub(in crate::check) static LINT: Lint = Lint {
    id: "stray-space",
    group: Group::Yaml,
    severity: Severity::Note,
    pedantic: false,
    summary: "A text has two spaces in a row, or one at its beginning or end",
    explanation: "\
Fires on a text that people read (stem, options, feedback, rationale, reference, accepted and rejected answers) with two or more spaces or tabs between words of a line, or with any at its beginning or end, which only \
quotes and folded lines let in. Blocks that keep their lines are left alone: there, spaces may be layout. Spaces count for nothing when answers are compared, but they show in reports, and make two texts differ that read alike.",
    reference: "none: the files' own hygiene",
    check: Check::Item(check),
    fires: &[
        "\
stem: What does⟦  ⟧a peer supporter do first?
accept: [\"listen⟦ ⟧\"]
",
        "\
stem: >
  What does a peer supporter⟦  ⟧do
  first?
accept: [listen]
",
        "\
stem: >
  What does a peer supporter⟦ ⟧
  do first?
accept: [listen]
",
    ],
    quiet: &[
        "\
stem: What does a peer supporter do first?
accept: [\"listen\"]   # before all else
",
        "\
stem: |
  Fill in the table.
  hear    listen
  see     ____
accept: [watch]
",
        "\
stem: >
  What does a peer supporter do
  first, and
  why?
accept:   [listen]
",
    ],
};

/// The keys whose texts people read.
const READ: [&str; 9] =
    ["stem", "text", "feedback", "rationale", "reference", "accept", "accept-words", "entries", "reject"];

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    texts(item, |name, node| {
        if !READ.contains(&name) {
            return;
        }
        let span = node.span();
        let raw = item.source().slice(span);
        let byte = |at: usize| span.start + u32::try_from(at).unwrap_or(0);
        let edits: Vec<Edit> = stray(node, raw)
            .into_iter()
            .map(|(range, text)| {
                let span = Span { start: byte(range.start), end: byte(range.end), ..span };
                Edit { span, text: text.to_owned() }
            })
            .collect();
        let Some(first) = edits.first() else { return };
        let mut finding = Finding::note(LINT.id, first.span, "white space that no reader sees");
        finding.fix = Some(Fix { message: "take it out".to_owned(), edits });
        out.push(finding);
    });
}

/// The stretches of white space in a value as written, each with what should stand there.
fn stray(node: Node<'_>, raw: &str) -> Vec<(Range<usize>, &'static str)> {
    let quotes = match node.kind() {
        NodeKind::SingleQuoted | NodeKind::DoubleQuoted => 1,
        NodeKind::Plain => 0,
        NodeKind::Block if node.text().is_some_and(|text| !text.contains('\n')) => 0,
        _ => return Vec::new(),
    };
    // A backslash may make white space a part of the text, or of nothing.
    if node.kind() == NodeKind::DoubleQuoted
        && ["\\ ", "\\\t", "\\\n", "\\\r"].iter().any(|escape| raw.contains(escape))
    {
        return Vec::new();
    }
    let inner = quotes..raw.len().saturating_sub(quotes).max(quotes);
    let Some(content) = raw.get(inner.clone()) else { return Vec::new() };
    let is_space = |c: char| matches!(c, ' ' | '\t');
    let mut found = Vec::new();
    let mut start = inner.start;
    for line in content.split_inclusive('\n') {
        let text = line.trim_end_matches(['\n', '\r']);
        let (from, to) = (start, start + text.len());
        start += line.len();
        let words = text.trim_matches(is_space);
        if words.is_empty() {
            continue;
        }
        let first = from + (text.len() - text.trim_start_matches(is_space).len());
        let last = first + words.len();
        if quotes > 0 && from == inner.start && first > from {
            found.push((from..first, ""));
        }
        // Most lines have no two in a row, and are not looked at word by word. Pairs are counted, since processors do
        // that for many at a time.
        let pairs = words.bytes().zip(words.bytes().skip(1));
        let blank = |byte: u8| matches!(byte, b' ' | b'\t');
        let has_run = pairs.filter(|&(one, next)| blank(one) && blank(next)).count() > 0;
        let mut at = if has_run { first } else { last };
        while let Some(next) = raw[at..last].find(is_space) {
            let from = at + next;
            at = last - raw[from..last].trim_start_matches(is_space).len();
            if at - from > 1 {
                found.push((from..at, " "));
            }
        }
        let ends_text = quotes > 0 && to == inner.end;
        if last < to && (ends_text || node.kind() == NodeKind::Block) {
            found.push((last..to, ""));
        }
    }
    found
}
