//! `unfocused-stem`.

use crate::check::lints::prelude::*;

/// A stem that is no question has at least so many words.
const MIN_WORDS: usize = 5;

pub(in crate::check) static LINT: Lint = Lint {
    id: "unfocused-stem",
    group: Group::Stem,
    severity: Severity::Warning,
    pedantic: false,
    summary: "The stem does not say what is asked",
    explanation: "\
Fires on the stem of a choice item that has fewer than five words and no question mark, and on one that says no more than \"which of the following is \
true\" (correct, false, incorrect). Cover the options: a sound stem can be answered without them. Otherwise each option is a true-false item of its own, \
and the item asks about nothing in particular.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 15; NBME, cover-the-options rule",
    check: Check::Item(check),
    fires: &[
        "\
stem: ⟦Which of the following statements is true?⟧
options: {A: Silence is rude, B: Silence gives time to think, C: Silence ends a talk}
answer: B
",
        "\
stem: ⟦Active listening⟧
options: {A: is rare, B: takes attention, C: is easy}
answer: B
",
    ],
    quiet: &[
        "\
stem: What does a short silence do for the person?
options: {A: It offends, B: It gives time to think, C: It ends the talk}
answer: B
",
        "\
stem: Which of the following statements about silence is true?
options: {A: x, B: y, C: z}
answer: B
",
        "\
stem: Why listen?
options: {A: x, B: y, C: z}
answer: B
",
    ],
};

/// How such a stem begins, word by word.
const OPENINGS: [&[&str]; 4] = [
    &["which", "of", "the", "following", "statements"],
    &["which", "of", "the", "following"],
    &["which", "of", "these", "statements"],
    &["which", "of", "following"],
];
const JUDGEMENTS: [&str; 4] = ["true", "correct", "false", "incorrect"];

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    if item.choice().is_none() || !item.is_english() {
        return;
    }
    let stem = item.stem();
    let asks = stem.raw.contains('?');
    if stem.tokens.len() < MIN_WORDS && !asks {
        let message = "the stem is a few words and no question";
        out.push(
            Finding::warning(LINT.id, item.stem_span(), message)
                .with_help("ask something that can be answered with the options covered"),
        );
        return;
    }
    let words: Vec<&str> = stem.tokens.iter().map(|token| &*item.word(*token).text).collect();
    let rest = OPENINGS.iter().find_map(|opening| words.strip_prefix(*opening));
    let bare = rest.is_some_and(|rest| match rest {
        ["is" | "are", judgement] | ["is" | "are", "not", judgement] => JUDGEMENTS.contains(judgement),
        _ => false,
    });
    if bare {
        let message = "the stem names no subject: each option is an item of its own";
        out.push(
            Finding::warning(LINT.id, item.stem_span(), message)
                .with_help("ask about one thing, so that the options can be covered"),
        );
    }
}
