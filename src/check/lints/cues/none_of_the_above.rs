//! `none-of-the-above`.

use super::tell_phrase;
use crate::check::lints::prelude::*;
use crate::check::words::NONE_OF_THE_ABOVE;

pub(in crate::check) static LINT: Lint = Lint {
    id: "none-of-the-above",
    group: Group::Cues,
    severity: Severity::Warning,
    pedantic: false,
    summary: "An option reads \"none of the above\"",
    explanation: "\
Fires on an option that reads \"none of the above\" or \"none of these\". It is not much of a cue (the key in 29 % of items that have it, \
22 % in a larger set; chance is 25 %). The fault is in what it measures: who chooses it rightly has shown that the other \
options are wrong, not that they know what is right.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 25",
    check: Check::Item(check),
    fires: &["\
stem: Which of these shows attention?
options:
  A: Nodding
  B: Turning toward the person
  C: ⟦None of the above⟧
answer: C
"],
    quiet: &[
        "\
stem: Which of these shows attention?
options:
  A: Nodding
  B: Looking at the clock
  C: Finishing the sentence
answer: A
",
        "\
stem: What happened to the visits?
options: {A: \"none of these visits\", B: \"None of the above visits were missed\", C: Some}
answer: C
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    let help = "put the right answer among the options, or leave this option out: three are enough";
    tell_phrase(&LINT, item, NONE_OF_THE_ABOVE, help, out);
}
