//! `escape-in-text`.

use super::texts;
use crate::check::lints::prelude::*;
use crate::yaml::NodeKind;

pub(in crate::check) static LINT: Lint = Lint {
    id: "escape-in-text",
    group: Group::Yaml,
    severity: Severity::Warning,
    pedantic: false,
    summary: "A backslash in double quotes has become a control character",
    explanation: "\
Fires on a text in double quotes that holds a control character other than a line end, as \"\\frac\" does: `\\f` is a form feed there, `\\t` a tab and `\\b` a backspace, and what is left reads `rac`. In single quotes, or \
without any, a backslash is a backslash.",
    reference: "YAML 1.2.2, section 5.7",
    check: Check::Item(check),
    fires: &["\
stem: ⟦\"What is \\frac{1}{2} of ten?\"⟧
options: {A: Five, B: Four, C: Six}
answer: A
"],
    quiet: &[
        "\
stem: 'What is \\frac{1}{2} of ten?'
options: {A: Five, B: Four, C: Six}
answer: A
",
        "\
stem: \"First line.\\nWhat is \\\\frac{1}{2} of ten?\"
options: {A: Five, B: Four, C: Six}
answer: A
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    texts(item, |_, node| {
        let Some(text) = node.text().filter(|_| node.kind() == NodeKind::DoubleQuoted) else { return };
        if let Some(control) = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\u{85}')) {
            let message = format!(
                "an escape in double quotes has become the control character U+{:04X}",
                u32::from(control)
            );
            out.push(
                Finding::warning(LINT.id, node.span(), message)
                    .with_help("write the backslash twice, or put the text in single quotes"),
            );
        }
    });
}
