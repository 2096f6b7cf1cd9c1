//! `sa-number`.

use crate::check::lints::prelude::*;
use crate::check::words::{IDENTIFIER_PREFIXES, IDENTIFIERS};

pub(in crate::check) static LINT: Lint = Lint {
    id: "sa-number",
    group: Group::ShortAnswer,
    severity: Severity::Warning,
    pedantic: false,
    summary: "An accepted text is a number, or a name with a number that forgives slips",
    explanation: "\
Fires where an accepted text is a number: `accept-number` reads 12, twelve and 12.0 alike and knows tolerance and units. Fires also where it is a name made of digits, such as 988 or SB 803, and slips of the keyboard \
are forgiven: 998 is another line, so say `match: {typos: false}`.",
    reference: "none: it follows from how answers are matched, docs/short-answers.md",
    check: Check::Item(check),
    fires: &[
        "\
stem: How many core values do the guidelines list?
accept: [⟦\"12\"⟧, twelve]
",
        "\
stem: Which line helps in a crisis?
accept: [⟦\"988\"⟧]
",
        "\
stem: Which act is this?
accept: [⟦SB 803⟧]
",
    ],
    quiet: &[
        "\
stem: How many core values do the guidelines list?
accept-number: {value: 12}
",
        "\
stem: Which line helps in a crisis?
accept: [\"988\", 988 lifeline]
match: {typos: false}
",
        "\
stem: Which one is it?
accept: [the 12 steps, twelve steps]
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    let Some(short) = item.item().short_answer().filter(|_| item.node().get("accept").is_some()) else {
        return;
    };
    let mut nodes = None;
    for (index, answer) in item.answers().iter().enumerate() {
        let text = |at: usize| answer.tokens.get(at).map_or("", |token| &*item.word(*token).text);
        let is_number = |at: usize| {
            let word = text(at);
            word.starts_with(|c: char| c.is_ascii_digit())
                && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        };
        let whole = answer.raw.trim().trim_start_matches(['-', '+', '$']).trim_end_matches(['.', '%']);
        let is_name = IDENTIFIERS.contains(&whole)
            || (answer.tokens.len() == 2 && IDENTIFIER_PREFIXES.contains(&text(0)) && is_number(1));
        let is_plain = answer.tokens.len() == 1 && is_number(0) && answer.slice(answer.tokens[0]) == whole;
        let (message, help) = if is_name && short.matching.typos {
            (
                "is a name made of digits, and slips of the keyboard are forgiven",
                "add `match: {typos: false}`",
            )
        } else if is_plain && !is_name {
            ("is a number", "use `accept-number`, which knows its other forms")
        } else {
            continue;
        };
        let nodes = nodes.get_or_insert_with(|| item.answer_nodes());
        let Some(node) = nodes.get(index) else { continue };
        let message = format!("`{}` {message}", answer.raw);
        out.push(Finding::warning(LINT.id, node.span(), message).with_help(help));
    }
}
