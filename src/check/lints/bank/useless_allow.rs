//! `useless-allow`.

use crate::check::lints::prelude::*;

pub(in crate::check) static LINT: Lint = Lint {
    id: "useless-allow",
    group: Group::Bank,
    severity: Severity::Warning,
    pedantic: false,
    summary: "`allow` names a lint that does not fire in the item",
    explanation: "\
Fires on a lint in `allow` of an item that does not fire there, unless settings have turned that lint off. Such a line outlives the fault it was written for and would hide the next one.",
    reference: "none: it keeps `allow` honest",
    check: Check::OfAllow,
    fires: &["\
stem: Which reply fits?
options: {A: x, B: y, C: z}
answer: A
allow:
  ⟦opinion-stem⟧: the item is on opinions
"],
    quiet: &["\
stem: Which reply do you think fits?
options: {A: x, B: y, C: z}
answer: A
allow:
  opinion-stem: the item is on opinions
"],
};
