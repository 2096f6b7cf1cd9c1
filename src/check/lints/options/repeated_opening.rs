//! `repeated-opening`.

use crate::check::lints::prelude::*;

/// So many first words are the same in all options.
const MIN_WORDS: usize = 3;

pub(in crate::check) static LINT: Lint = Lint {
    id: "repeated-opening",
    group: Group::Options,
    severity: Severity::Note,
    pedantic: true,
    summary: "All options begin with the same three words",
    explanation: "\
Fires where all options begin with the same three words or more. What they share belongs into the stem, so that it is read once. It is a matter of style; hence the lint is off until it is \
asked for.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 16",
    check: Check::Item(check),
    fires: &["\
stem: What does a pause do?
⟦options⟧: {A: It gives the person time, B: It gives the person advice, C: It gives the person a name}
answer: A
"],
    quiet: &[
        "\
stem: What does a pause give the person?
options: {A: Time, B: Advice, C: A name}
answer: A
",
        "\
stem: What does a pause do?
options: {A: It gives time, B: It gives advice, C: It gives hope}
answer: A
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    let [first, others @ ..] = item.options() else { return };
    let same = |option: &Text<'_>| {
        option.tokens.len() > MIN_WORDS && option.words().take(MIN_WORDS).eq(first.words().take(MIN_WORDS))
    };
    if !others.is_empty() && first.tokens.len() > MIN_WORDS && others.iter().all(same) {
        let words: Vec<&str> = first.tokens[..MIN_WORDS].iter().map(|token| first.slice(*token)).collect();
        let message = format!("all options begin with `{}`", words.join(" "));
        out.push(
            Finding::note(LINT.id, item.key_span("options"), message)
                .with_help("move those words into the stem"),
        );
    }
}
