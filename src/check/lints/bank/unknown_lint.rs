//! `unknown-lint`.

use crate::check::lints::prelude::*;

pub(in crate::check) static LINT: Lint = Lint {
    id: "unknown-lint",
    group: Group::Bank,
    severity: Severity::Warning,
    pedantic: false,
    summary: "`allow` names a lint that does not exist",
    explanation: "\
Fires on a name in `allow` of an item that is no lint: a slip of the keyboard, or a code of validity. An error of validity cannot be allowed: the bank could not be \
trusted to grade.",
    reference: "none: it keeps `allow` honest",
    check: Check::OfAllow,
    fires: &["\
stem: Which reply do you think fits?
options: {A: x, B: y, C: z}
answer: A
allow:
  ⟦opinion-stemm⟧: the item is on opinions
"],
    quiet: &["\
stem: Which reply do you think fits?
options: {A: x, B: y, C: z}
answer: A
allow:
  opinion-stem: the item is on opinions
"],
};
