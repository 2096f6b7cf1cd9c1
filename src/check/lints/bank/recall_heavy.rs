//! `recall-heavy`.

use super::float;
use crate::check::lints::prelude::*;
use crate::model::Level;

/// Fewer items with a level say nothing.
const MIN_ITEMS: usize = 10;
/// A larger share at recall level is heavy.
const MAX_SHARE: f64 = 0.7;

pub(in crate::check) static LINT: Lint = Lint {
    id: "recall-heavy",
    group: Group::Bank,
    severity: Severity::Note,
    pedantic: false,
    summary: "Most items of the bank only ask to remember something",
    explanation: "\
Fires on a bank in which more than 70 % of the items with a `level` (ten or more) are at `recall`. Most exams for a profession ask what to do in a case, and practice that only asks for terms prepares badly for them.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 3",
    check: Check::Bank(check),
    fires: super::RECALL,
    quiet: super::MIXED_LEVELS,
};

fn check(bank: BankContext<'_>, out: &mut Vec<Finding>) {
    let levels: Vec<Level> = bank.items().filter_map(|item| item.item().level).collect();
    let recall = levels.iter().filter(|level| **level == Level::Recall).count();
    if levels.len() >= MIN_ITEMS && float(recall) > MAX_SHARE * float(levels.len()) {
        let message = format!("{recall} of {} items only ask to remember something", levels.len());
        out.push(
            Finding::note(LINT.id, bank.span(), message)
                .with_help("add items on what to do in a case (`level: application` or `analysis`)"),
        );
    }
}
