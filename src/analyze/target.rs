//! How many candidates stand above a target, below it, or too close to call.

use super::group::same_items;
use super::interval::of_points;
use super::say::{Says, Verdict};
use super::sums::ItemSums;
use crate::grade::scheme::Scheme;
use crate::grade::tally::Tally;

/// Candidates by how their total stands against a target, by the Wilson interval of the total.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AgainstTarget {
    /// The target in percent.
    pub percent: f64,
    /// Over how many items.
    pub items: usize,
    /// Candidates above.
    pub above: u64,
    /// Candidates below.
    pub below: u64,
    /// Candidates too close to call.
    pub too_close: u64,
}

/// Counts candidates against a target in percent. `None` where they were given different items, and for so
/// few items that nothing but counts may be told.
pub(super) fn count(
    scheme: &Scheme,
    tally: &Tally,
    sums: &[Option<ItemSums>],
    percent: f64,
) -> Option<AgainstTarget> {
    let candidates = tally.candidates();
    let items = same_items(candidates.into(), sums, 0..sums.len())?;
    let max: i64 = items.iter().map(|&index| scheme.items[index].max).sum();
    let mut counts = AgainstTarget { percent, items: items.len(), above: 0, below: 0, too_close: 0 };
    if Says::of(counts.items) < Says::Tentative {
        return None;
    }
    for (&key, group) in &tally.score_groups {
        // Where a score group holds several totals, their mean stands for them.
        let distance = group.distance[0] / u128::from(group.candidates.max(1));
        let total = tally.lowest_total(key).saturating_add(i64::try_from(distance).unwrap_or(i64::MAX));
        let interval = of_points(total.clamp(0, max), max, counts.items)?;
        match Verdict::of(interval, percent) {
            Verdict::Above => counts.above += group.candidates,
            Verdict::Below => counts.below += group.candidates,
            Verdict::TooClose => counts.too_close += group.candidates,
        }
    }
    (candidates > 0).then_some(counts)
}
