//! `negative-stem`.

use super::{is_emphasised, negative_word};
use crate::check::lints::prelude::*;

pub(in crate::check) static LINT: Lint = Lint {
    id: "negative-stem",
    group: Group::Stem,
    severity: Severity::Note,
    pedantic: false,
    summary: "The stem asks for what is not so",
    explanation: "\
Fires where the last sentence of the stem, quotes left out, has not, except, least, never, incorrect or false in capitals or bold. Emphasis keeps people \
from overlooking the word, but to find the one wrong thing among right ones shows less than to know the right one.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 17",
    check: Check::Item(check),
    fires: &[
        "\
stem: Which of these is ⟦NOT⟧ a core skill of listening?
options: {A: Affirming, B: Advising, C: Reflecting}
answer: B
",
        "\
stem: Which of these is **⟦not⟧** a core skill?
options: {A: Affirming, B: Advising, C: Reflecting}
answer: B
",
    ],
    quiet: &[
        "\
stem: Which of these is a roadblock to listening?
options: {A: Affirming, B: Advising, C: Reflecting}
answer: B
",
        "\
stem: Sam does NOT answer. What do you do?
options: {A: x, B: y, C: z}
answer: B
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    let Some(token) = negative_word(item).filter(|token| is_emphasised(item, *token)) else { return };
    let message = format!("the stem asks for what is not so (`{}`)", item.stem().slice(token));
    out.push(
        Finding::note(LINT.id, item.in_stem(token.range()), message)
            .with_help("ask for what is so, if the item allows it"),
    );
}
