//! Banks and exams as a whole, and `allow`.

pub(in crate::check) mod blueprint_gap;
pub(in crate::check) mod duplicate_item;
pub(in crate::check) mod key_position;
pub(in crate::check) mod key_run;
pub(in crate::check) mod longest_key_rate;
pub(in crate::check) mod missing_schema_line;
pub(in crate::check) mod recall_heavy;
pub(in crate::check) mod testwise_guesser;
pub(in crate::check) mod unknown_lint;
pub(in crate::check) mod useless_allow;

mod cases;

use super::prelude::*;
use cases::{BROKEN_RUN, EVEN_KEYS, LONG_KEYS, MIXED_LEVELS, RECALL, RUN, SKEWED_KEYS};

/// The single-response items of a bank with two options or more, in its order.
fn single_response(bank: BankContext<'_>) -> Vec<ItemContext<'_>> {
    bank.items().filter(|item| item.key().is_some() && item.options().len() > 1).collect()
}

/// How many keys stand at each position.
fn positions(items: &[ItemContext<'_>]) -> Vec<f64> {
    let most = items.iter().map(|item| item.options().len()).max().unwrap_or(0);
    let mut counts = vec![0.0; most];
    for key in items.iter().filter_map(|item| item.key()) {
        counts[key] += 1.0;
    }
    counts
}

#[expect(clippy::cast_precision_loss, reason = "counts of items are far below 2^53")]
fn float(count: usize) -> f64 {
    count as f64
}

/// A probability for people.
fn shown(p: f64) -> String {
    if p < 0.001 { "< 0.001".to_owned() } else { format!("= {p:.3}") }
}
