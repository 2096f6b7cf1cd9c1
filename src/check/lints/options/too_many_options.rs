//! `too-many-options`.

use crate::check::lints::prelude::*;

/// More options than this are too many.
const MOST: usize = 6;

pub(in crate::check) static LINT: Lint = Lint {
    id: "too-many-options",
    group: Group::Options,
    severity: Severity::Note,
    pedantic: false,
    summary: "The item has more than six options",
    explanation: "\
Fires on a choice item with more than six options. Three are enough (Rodriguez 2005): the others cost reading time, and hardly anyone chooses the weakest distractors.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 18; Rodriguez 2005",
    check: Check::Item(check),
    fires: &["\
stem: Which skill is this?
⟦options⟧: {A: q, B: r, C: s, D: t, E: u, F: v, G: w}
answer: A
"],
    quiet: &[
        "\
stem: Which skill is this?
options: {A: q, B: r, C: s, D: t}
answer: A
",
        "\
stem: Which skill is this?
options: {A: q, B: r, C: s, D: t, E: u, F: v}
answer: A
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    let count = item.options().len();
    if count > MOST {
        let message = format!("the item has {count} options");
        out.push(
            Finding::note(LINT.id, item.key_span("options"), message)
                .with_help("leave out the distractors that hardly anyone would choose"),
        );
    }
}
