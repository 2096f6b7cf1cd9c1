//! `key-run`.

use super::single_response;
use crate::check::lints::prelude::*;

/// So many equal keys in a row are noticed.
const MIN_RUN: usize = 6;

pub(in crate::check) static LINT: Lint = Lint {
    id: "key-run",
    group: Group::Bank,
    severity: Severity::Note,
    pedantic: false,
    summary: "Many items in a row have their key at the same position",
    explanation: "\
Fires where six or more single-response items with `shuffle: false` in a row have their key at the same position. People notice such runs and begin to doubt what they know. Where a quiz may shuffle the options the bank's order does not matter.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 19",
    check: Check::Bank(check),
    fires: super::RUN,
    quiet: super::BROKEN_RUN,
};

fn check(bank: BankContext<'_>, out: &mut Vec<Finding>) {
    let fixed: Vec<_> = single_response(bank).into_iter().filter(|item| !item.item().shuffle).collect();
    for run in fixed.chunk_by(|a, b| a.key() == b.key()).filter(|run| run.len() >= MIN_RUN) {
        let last = run[run.len() - 1];
        let message = format!("{} items in a row have their key at this position", run.len());
        out.push(
            Finding::note(LINT.id, run[0].value_span("answer"), message)
                .with_label(last.value_span("answer"), "the last of them")
                .with_help("change the order of the items or of options"),
        );
    }
}
