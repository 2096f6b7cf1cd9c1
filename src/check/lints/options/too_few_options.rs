//! `too-few-options`.

use super::is_true_false;
use crate::check::lints::prelude::*;

/// Fewer options than this are too few.
const FEWEST: usize = 3;

pub(in crate::check) static LINT: Lint = Lint {
    id: "too-few-options",
    group: Group::Options,
    severity: Severity::Warning,
    pedantic: false,
    summary: "The item has fewer than three options",
    explanation: "\
Fires on a choice item with fewer than three options; a note where they are true and false, or yes and no. Half of those who know nothing guess such an item right. Three \
options are enough: over 80 years of research, items with three were as good as items with more, and quicker to write and to read (Rodriguez 2005).",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 18; Rodriguez 2005",
    check: Check::Item(check),
    fires: &["\
stem: Which reply reflects the feeling?
⟦options⟧: {A: You sound sad, B: You should rest}
answer: A
"],
    quiet: &["\
stem: Which reply reflects the feeling?
options: {A: You sound sad, B: You should rest, C: Why is that}
answer: A
"],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    let count = item.options().len();
    if item.choice().is_none() || count >= FEWEST {
        return;
    }
    let span = item.key_span("options");
    let message = format!("the item has {count} option{}", if count == 1 { "" } else { "s" });
    let finding = if is_true_false(item) {
        Finding::note(LINT.id, span, message)
    } else {
        Finding::warning(LINT.id, span, message)
    };
    out.push(finding.with_help("write a third option that people who do not know the answer would choose"));
}
