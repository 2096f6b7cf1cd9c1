//! The one tally: counts that add up, from which every figure of a report follows.

use super::scheme::{Scheme, SlotId};
use std::collections::BTreeMap;

/// Counts over any number of sheets. Tallies of parts of a group add up to the tally of the group, in any
/// order, exactly.
///
/// Candidates are put into *score groups* by their total; a group counts how often each slot was hit by
/// them. Everything else follows: an item's sum of scores is its slots' counts times their scores, its
/// sum of products with the total is the same weighted by the group's total, and so on.
///
/// Where points come in so many fractions that totals hardly repeat, score groups widen: they then hold
/// 2, 4, 8 … neighbouring totals, as many as keep the number of groups within [`Tally::max_groups`]. The
/// distances from the group's lowest total are summed as well, so that sums stay exact; only the cut into upper and
/// lower groups then sees totals of one score group as tied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Score groups by lowest total in units, divided by `width` (rounded down).
    pub score_groups: BTreeMap<i64, ScoreGroup>,
    /// How many neighbouring totals, in units, share a score group. A power of two.
    pub width: i64,
    /// Sums for each [`super::scheme::Group`].
    pub group_sums: Vec<GroupSums>,
    /// Sum of all candidates' maxima, in units.
    pub max_points: i128,
    /// Short answers that need a person, by item and normalised text.
    pub review: BTreeMap<(u32, String), ReviewEntry>,
    /// Unreadable cells: by item, the first few in byte order, with counts.
    pub unreadable: BTreeMap<(u32, String), u64>,
    slots: usize,
}

/// The candidates whose totals fall into one score group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScoreGroup {
    /// How many.
    pub candidates: u64,
    /// Sums of the first to fourth power of (total − lowest total of the group) over candidates.
    pub distance: [u128; 4],
    /// How often each slot was hit.
    pub counts: Box<[u32]>,
    /// For each slot, the sum of (total − lowest total of the group) over its hits, and of its square;
    /// empty while `width` is 1, since all distances are 0.
    pub slot_distance: Box<[(u64, u128)]>,
}

/// Sums of the points that candidates got in one group of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GroupSums {
    /// Candidates who were given at least one of its items.
    pub candidates: u64,
    /// Sum of their points, in units.
    pub points: i128,
    /// Sum of the squares of their points.
    pub squares: i128,
    /// Sum of their maxima.
    pub max: i128,
}

/// One distinct short answer that needs a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewEntry {
    /// As typed; of several spellings the first in byte order.
    pub response: String,
    /// How many gave it.
    pub count: u64,
    /// The accepted text that lies nearest.
    pub nearest: String,
    /// Why it was not credited.
    pub why: String,
}

impl Tally {
    /// A tally of no sheets.
    pub fn new(scheme: &Scheme) -> Self {
        Self {
            score_groups: BTreeMap::new(),
            width: 1,
            group_sums: vec![GroupSums::default(); scheme.groups.len()],
            max_points: 0,
            review: BTreeMap::new(),
            unreadable: BTreeMap::new(),
            slots: scheme.slots.len(),
        }
    }

    /// How many candidates were counted.
    pub fn candidates(&self) -> u64 {
        self.score_groups.values().map(|group| group.candidates).sum()
    }

    /// How often a slot was hit, over all candidates.
    pub fn count(&self, slot: SlotId) -> u64 {
        self.score_groups.values().map(|group| u64::from(group.counts[slot as usize])).sum()
    }

    /// The lowest total of a score group, from its key in [`Tally::score_groups`].
    pub fn lowest_total(&self, key: i64) -> i64 {
        key * self.width
    }
}
