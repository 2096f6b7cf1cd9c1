//! `missing-reference`.

use crate::check::lints::prelude::*;

pub(in crate::check) static LINT: Lint = Lint {
    id: "missing-reference",
    group: Group::Options,
    severity: Severity::Note,
    pedantic: false,
    summary: "The item does not say where its key can be checked",
    explanation: "\
Fires on an item without `reference`. A key that nobody can look up rests on its author alone, and cannot be defended when someone objects to it.",
    reference: "Standards for Educational and Psychological Testing (2014), chapter 4",
    check: Check::Item(check),
    fires: &["\
⟦-⟧
stem: Which reply reflects the feeling?
options: {A: You sound sad, B: You should rest, C: Why is that}
answer: A
"],
    quiet: &["\
stem: Which reply reflects the feeling?
options: {A: You sound sad, B: You should rest, C: Why is that}
answer: A
reference: SAMHSA TIP 35 (2019), chapter 3
"],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    if item.item().reference.is_none() {
        out.push(
            Finding::note(LINT.id, item.opening(), "the item has no `reference`")
                .with_help("name the page or section where the key can be checked"),
        );
    }
}
