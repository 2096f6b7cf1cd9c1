//! `negative-unemphasised`.

use super::{is_emphasised, negative_word};
use crate::check::lints::prelude::*;
use crate::diagnostic::{Edit, Fix};

pub(in crate::check) static LINT: Lint = Lint {
    id: "negative-unemphasised",
    group: Group::Stem,
    severity: Severity::Warning,
    pedantic: false,
    summary: "The stem asks for what is not so, and the word is easily overlooked",
    explanation: "\
Fires where the last sentence of the stem, quotes left out, has not, except, least, never, incorrect or false, neither in capitals nor in bold. \
\"Whether or not\", \"not only\" and \"at least\" are left out. People who know the answer overlook the small word and choose what is so.\n\
7.9 % of the stems of 2,848 practice items use not or except, and only 19 % of those in capitals.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 17",
    check: Check::Item(check),
    fires: &[
        "\
stem: Which of these is ⟦not⟧ a core skill of listening?
options: {A: Affirming, B: Advising, C: Reflecting}
answer: B
",
        "\
stem: \"Sam is not well. All of these help, ⟦except⟧:\"
options: {A: Rest, B: Blame, C: Company}
answer: B
",
    ],
    quiet: &[
        "\
stem: Which of these is NOT a core skill of listening?
options: {A: Affirming, B: Advising, C: Reflecting}
answer: B
",
        "\
stem: Which reply fits, whether or not Sam asks for at least one?
options: {A: x, B: y, C: z}
answer: B
",
        "\
stem: \"What does \\\"I'm not sure\\\" call for?\"
options: {A: x, B: y, C: z}
answer: B
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    let Some(token) = negative_word(item).filter(|token| !is_emphasised(item, *token)) else { return };
    let word = item.stem().slice(token);
    let span = item.in_stem(token.range());
    let mut finding =
        Finding::warning(LINT.id, span, format!("`{word}` turns the stem round and is easily overlooked"))
            .with_help("ask for what is so; where that cannot be, write the word in capitals");
    // Only where the span is the word itself can it be replaced.
    if item.source().slice(span) == word {
        let text = word.to_uppercase();
        finding.fix = Some(Fix { message: format!("write `{text}`"), edits: vec![Edit { span, text }] });
    }
    out.push(finding);
}
