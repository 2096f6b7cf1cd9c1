//! `double-negative`.

use super::negative_word;
use crate::check::lints::prelude::*;

pub(in crate::check) static LINT: Lint = Lint {
    id: "double-negative",
    group: Group::Stem,
    severity: Severity::Warning,
    pedantic: false,
    summary: "The stem is negative and so is an option",
    explanation: "\
Fires where the last sentence of the stem, quotes left out, has not, except, least, never, incorrect or false, and an option has not, no or never. \
To choose it, people have to turn the sense round twice, which tests patience and not knowledge.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 27",
    check: Check::Item(check),
    fires: &["\
stem: Which of these is NOT a sign of listening?
options: {A: Nodding, B: ⟦Not looking up⟧, C: Waiting}
answer: B
"],
    quiet: &[
        "\
stem: Which of these is NOT a sign of listening?
options: {A: Nodding, B: Reading the mail, C: Waiting}
answer: B
",
        "\
stem: Which of these shows a lack of attention?
options: {A: Nodding, B: Not looking up, C: Waiting}
answer: B
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    let Some(token) = negative_word(item) else { return };
    for (index, option) in item.options().iter().enumerate() {
        if let Some(negation) = option.first_of(Class::NEGATION, item.vocabulary()) {
            let message = format!("`{}` stands in an option of a negative stem", option.slice(negation));
            out.push(
                Finding::warning(LINT.id, item.option_span(index), message)
                    .with_label(item.in_stem(token.range()), "the stem turns the sense round")
                    .with_help("word the option or the stem without the negation"),
            );
        }
    }
}
