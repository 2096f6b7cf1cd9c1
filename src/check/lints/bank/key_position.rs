//! `key-position`.

use super::{float, positions, single_response};
use crate::check::chance::{share_as_extreme, statistic, tail_of_chi_square};
use crate::check::lints::prelude::*;

/// Fewer items say nothing.
const MIN_ITEMS: usize = 20;
/// From so many expected keys at each position on the formula holds; below, keys are drawn.
const MIN_EXPECTED: f64 = 5.0;
/// Chance alone does this in one bank of a hundred.
const LEVEL: f64 = 0.01;

pub(in crate::check) static LINT: Lint = Lint {
    id: "key-position",
    group: Group::Bank,
    severity: Severity::Warning,
    pedantic: false,
    summary: "The keys stand at some positions more often than chance explains",
    explanation: "\
Counts at which position the keys of a bank's single-response items stand (20 items or more) and compares with an even spread by a chi-square test; where fewer than five keys are expected at a position, with 2,000 seeded draws. Fires where chance \
alone would do that in fewer than 1 % of banks: a warning, or a note where every item may be shuffled. Writers prefer the middle or the end, and people who guess know it. 15 of 57 published sets fail the test; one has 45 % of its keys at D.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 19",
    check: Check::Bank(check),
    fires: super::SKEWED_KEYS,
    quiet: super::EVEN_KEYS,
};

fn check(bank: BankContext<'_>, out: &mut Vec<Finding>) {
    let items = single_response(bank);
    if items.len() < MIN_ITEMS {
        return;
    }
    let options: Vec<usize> = items.iter().map(|item| item.options().len()).collect();
    let (observed, expected) = (positions(&items), expected(&options));
    let value = statistic(&observed, &expected);
    let p = if expected.iter().all(|count| *count >= MIN_EXPECTED) {
        tail_of_chi_square(value, u32::try_from(expected.len() - 1).unwrap_or(u32::MAX))
    } else {
        share_as_extreme(&options, value, |counts| statistic(counts, &expected))
    };
    if p >= LEVEL {
        return;
    }
    let counts: Vec<String> = observed.iter().map(|count| format!("{count:.0}")).collect();
    let message = format!(
        "the keys stand at the positions {} times, which chance hardly does (p {})",
        counts.join(", "),
        super::shown(p)
    );
    let finding = if items.iter().all(|item| item.item().shuffle) {
        Finding::note(LINT.id, bank.span(), message)
            .with_help("a quiz shuffles the options; for a printed paper, spread the keys")
    } else {
        Finding::warning(LINT.id, bank.span(), message)
            .with_help("put keys at other positions, or let quizzes shuffle the options")
    };
    out.push(finding);
}

/// How many keys an even spread puts at each position.
fn expected(options: &[usize]) -> Vec<f64> {
    let most = options.iter().copied().max().unwrap_or(0);
    let at = |position: usize| {
        options.iter().filter(|count| **count > position).map(|count| 1.0 / float(*count)).sum()
    };
    (0..most).map(at).collect()
}
