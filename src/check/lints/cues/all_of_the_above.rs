//! `all-of-the-above`.

use super::tell_phrase;
use crate::check::lints::prelude::*;
use crate::check::words::ALL_OF_THE_ABOVE;

pub(in crate::check) static LINT: Lint = Lint {
    id: "all-of-the-above",
    group: Group::Cues,
    severity: Severity::Warning,
    pedantic: false,
    summary: "An option reads \"all of the above\"",
    explanation: "\
Fires on an option that reads \"all of the above\" or \"all of these\". Who sees that two options are right knows the answer without judging \
the others, and who sees that one is wrong can drop two options at once. It is also the key far too often: in 75 % of the 55 items that \
have it among 2,848 practice items, and in 63 % of 324 in a larger set, where chance is 25 %.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 26",
    check: Check::Item(check),
    fires: &["\
stem: Which of these shows attention?
options:
  A: Nodding
  B: Turning toward the person
  C: ⟦All of the above⟧
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
options: {A: \"all of these visits\", B: \"All of the above visits were missed\", C: Some}
answer: C
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    let help = "name the options that are right in a multiple-response item, or write another distractor";
    tell_phrase(&LINT, item, ALL_OF_THE_ABOVE, help, out);
}
