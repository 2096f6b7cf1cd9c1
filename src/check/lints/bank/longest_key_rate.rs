//! `longest-key-rate`.

use super::{float, single_response};
use crate::check::chance::at_least;
use crate::check::lints::prelude::*;

/// Fewer items say nothing.
const MIN_ITEMS: usize = 20;
/// Chance alone does this in one bank of a hundred.
const LEVEL: f64 = 0.01;

pub(in crate::check) static LINT: Lint = Lint {
    id: "longest-key-rate",
    group: Group::Bank,
    severity: Severity::Warning,
    pedantic: false,
    summary: "The key is the longest option more often than chance explains",
    explanation: "\
Counts in how many single-response items of a bank (20 or more) the key is longer than every distractor, and compares with one in the number of options by an exact one-sided test. Fires where chance alone would do that in fewer than 1 % of banks. \
Sound banks pass: the share is 24 % in practice items (chance 25 %) and 20 % in the LSAT (chance 20 %).",
    reference: "Haladyna, Downing & Rodriguez 2002, guidelines 24 and 28d",
    check: Check::Bank(check),
    fires: super::LONG_KEYS,
    quiet: super::EVEN_KEYS,
};

fn check(bank: BankContext<'_>, out: &mut Vec<Finding>) {
    let items = single_response(bank);
    if items.len() < MIN_ITEMS {
        return;
    }
    let longest = items.iter().filter(|item| is_key_longest(**item)).count();
    let chances: Vec<f64> = items.iter().map(|item| 1.0 / float(item.options().len())).collect();
    let p = at_least(longest, &chances);
    if p < LEVEL {
        let expected: f64 = chances.iter().sum();
        let message = format!(
            "the key is the longest option in {longest} of {} items, where chance gives {expected:.0} (p {})",
            items.len(),
            super::shown(p)
        );
        out.push(
            Finding::warning(LINT.id, bank.span(), message)
                .with_help("shorten keys, or let some distractors say as much"),
        );
    }
}

fn is_key_longest(item: ItemContext<'_>) -> bool {
    let Some((key, distractors)) = item.key_and_distractors() else { return false };
    let length = |index: usize| item.options()[index].raw.chars().count();
    distractors.into_iter().all(|index| length(index) < length(key))
}
