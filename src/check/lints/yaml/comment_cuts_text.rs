//! `comment-cuts-text`.

use super::texts;
use crate::check::lints::prelude::*;
use crate::diagnostic::Span;
use crate::yaml::NodeKind;

/// Keys whose text people read; behind others a comment is usual.
const PROSE: [&str; 7] = ["stem", "text", "feedback", "rationale", "accept", "reject", "reference"];

pub(in crate::check) static LINT: Lint = Lint {
    id: "comment-cuts-text",
    group: Group::Yaml,
    severity: Severity::Warning,
    pedantic: false,
    summary: "A # has made the rest of a text a comment",
    explanation: "\
Fires where a text without quotes that people read is followed in its line by a `#` with a letter or digit right behind it: in `stem: What is step #4?` YAML takes `#4?` for a comment and the stem ends before it. A comment with a \
space behind its `#` is left alone.",
    reference: "YAML 1.2.2, section 6.6",
    check: Check::Item(check),
    fires: &["\
stem: Which principle is ⟦#4 on the list?⟧
options: {A: Safety, B: Trust, C: Choice}
answer: A
"],
    quiet: &[
        "\
stem: \"Which principle is #4 on the list?\"
options: {A: Safety, B: Trust, C: Choice}
answer: A
",
        "\
stem: Which principle is this?  # the fourth
options: {A: Safety, B: C#, C: Choice} #ok
answer: A
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    texts(item, |name, node| {
        if node.kind() != NodeKind::Plain || !PROSE.contains(&name) {
            return;
        }
        let span = node.span();
        let source = item.source();
        let rest = &source.text()[span.end as usize..];
        let line = rest.split(['\n', '\r']).next().unwrap_or("");
        let comment = line.trim_start();
        let is_text =
            comment.strip_prefix('#').is_some_and(|behind| behind.starts_with(char::is_alphanumeric));
        if !is_text || comment.len() == line.len() {
            return;
        }
        let start = span.end + u32::try_from(line.len() - comment.len()).unwrap_or(0);
        let end = start + u32::try_from(comment.trim_end().len()).unwrap_or(0);
        out.push(
            Finding::warning(
                LINT.id,
                Span { start, end, ..span },
                "this is a comment, and the text ends before it",
            )
            .with_help("put the whole text in quotes"),
        );
    });
}
