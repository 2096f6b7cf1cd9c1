//! `glued-lines`.

use super::texts;
use crate::check::lints::prelude::*;
use crate::diagnostic::Span;
use crate::load::keys::ITEM;
use crate::yaml::NodeKind;

pub(in crate::check) static LINT: Lint = Lint {
    id: "glued-lines",
    group: Group::Yaml,
    severity: Severity::Warning,
    pedantic: false,
    summary: "A line was meant as an entry or a key and has become part of a text",
    explanation: "\
Fires where a text without quotes goes on in a next line that begins with `- `, or with a key of an item and a colon without a space behind it. A `-` that is indented farther than the ones above it, and `level:recall` without the space, are \
glued to the text before.",
    reference: "YAML 1.2.2, section 7.3.3",
    check: Check::Item(check),
    fires: &[
        "\
stem: What is the skill called?
accept:
  - reflecting
   ⟦- reflection⟧
",
        "\
stem: What is the skill called
  ⟦level:recall⟧
accept: [reflecting]
",
    ],
    quiet: &[
        "\
stem: What is the skill called?
accept:
  - reflecting
  - reflection
",
        "\
stem: What is the skill called
  note:well that is repeated?
accept: [reflecting]
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    texts(item, |_, node| {
        if node.kind() != NodeKind::Plain {
            return;
        }
        let span = node.span();
        let raw = item.source().slice(span);
        let mut at = 0;
        for (number, line) in raw.split_inclusive('\n').enumerate() {
            let content = line.trim();
            if number > 0 && is_meant_otherwise(content) {
                let start =
                    span.start + u32::try_from(at + line.len() - line.trim_start().len()).unwrap_or(0);
                let end = start + u32::try_from(content.len()).unwrap_or(0);
                out.push(
                    Finding::warning(
                        LINT.id,
                        Span { start, end, ..span },
                        "this line has become part of the text above it",
                    )
                    .with_help("check its indentation, and that a space stands behind its `:`"),
                );
            }
            at += line.len();
        }
    });
}

fn is_meant_otherwise(line: &str) -> bool {
    let key = line.split_once(':').filter(|(_, rest)| !rest.is_empty() && !rest.starts_with([' ', '/']));
    line.starts_with("- ") || key.is_some_and(|(name, _)| ITEM.keys.iter().any(|key| key.name == name))
}
