//! `missing-rationale`.

use crate::check::lints::prelude::*;

pub(in crate::check) static LINT: Lint = Lint {
    id: "missing-rationale",
    group: Group::Options,
    severity: Severity::Warning,
    pedantic: false,
    summary: "The item does not say why its key is right",
    explanation: "\
Fires on an item without `rationale`. Whoever reviews the item needs the reason for the key, and in practice it is what people learn from.",
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
rationale: It names the feeling as a guess, which leaves the person free to correct it.
"],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    if item.item().rationale.is_none() {
        out.push(
            Finding::warning(LINT.id, item.opening(), "the item has no `rationale`")
                .with_help("say why the key is right, and why a tempting distractor is not"),
        );
    }
}
