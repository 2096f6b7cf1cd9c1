//! `true-false-options`.

use super::is_true_false;
use crate::check::lints::prelude::*;

pub(in crate::check) static LINT: Lint = Lint {
    id: "true-false-options",
    group: Group::Options,
    severity: Severity::Note,
    pedantic: false,
    summary: "The options are true and false, or yes and no",
    explanation: "\
Fires where every option is true, false, yes or no. Half of those who know nothing guess right, and a statement has to be wholly true or wholly false, which few \
statements worth asking about are.",
    reference: "Moore, item-writing flaws (IWF) rubric",
    check: Check::Item(check),
    fires: &["\
stem: Is silence a way to listen?
⟦options⟧: {A: Yes, B: No}
answer: A
"],
    quiet: &[
        "\
stem: What does silence give a person?
options: {A: Time to think, B: A sense of hurry, C: Advice}
answer: A
",
        "\
stem: Is silence a way to listen?
options: {A: Yes, B: No, C: Only for experts}
answer: A
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    if is_true_false(item) {
        out.push(
            Finding::note(LINT.id, item.key_span("options"), "the options only say yes or no")
                .with_help("ask what is true, and let three options say it"),
        );
    }
}
