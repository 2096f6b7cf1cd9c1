//! The one tally: counts that add up, from which every figure of a report follows.

pub mod narrow;
pub mod parts;

use super::recorder::Subscore;
use super::scheme::{Scheme, SlotId};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use thiserror::Error;

/// How many distinct unreadable cells of one item are kept.
pub const UNREADABLE_KEPT: usize = 10;

/// Bytes that the counts of all score groups may take before groups widen.
const COUNTS_BUDGET: usize = 24 * 1024 * 1024;

/// Counts over any number of sheets. Tallies of parts of a group add up to the tally of the group, in any
/// order, exactly.
///
/// Candidates are put into *score groups* by their total; a group counts how often each slot was hit by
/// them. Everything else follows: an item's sum of scores is its slots' counts times their scores, its
/// sum of products with the total is the same weighted by the group's total, and so on.
///
/// Where points come in so many fractions that totals hardly repeat, score groups widen: they then hold
/// 2, 4, 8 … neighbouring totals, as many as keep their counts within 24 MiB. The
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
    max_groups: usize,
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

/// More candidates than a tally can count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("more than {} sheets", u32::MAX)]
pub struct TooMany;

impl Tally {
    /// A tally of no sheets.
    pub fn new(scheme: &Scheme) -> Self {
        let slots = scheme.slots.len();
        Self {
            score_groups: BTreeMap::new(),
            width: 1,
            group_sums: vec![GroupSums::default(); scheme.groups.len()],
            max_points: 0,
            review: BTreeMap::new(),
            unreadable: BTreeMap::new(),
            slots,
            max_groups: (COUNTS_BUDGET / (size_of::<u32>() * slots.max(1))).clamp(256, 1 << 16),
        }
    }

    /// The same with at most `max_groups` score groups.
    #[cfg(test)]
    pub(crate) fn with_max_groups(self, max_groups: usize) -> Self {
        Self { max_groups, ..self }
    }

    /// Adds one sheet: its total and maximum in units, the slots its responses hit (outcomes and marks), its
    /// subscores by group.
    pub fn add(
        &mut self,
        total: i64,
        max: i64,
        hits: [&[SlotId]; 2],
        subscores: &[Subscore],
    ) -> Result<(), TooMany> {
        let (width, group) = self.group_of(total);
        if group.candidates == u64::from(u32::MAX) {
            return Err(TooMany);
        }
        group.candidates += 1;
        if width == 1 {
            for slots in hits {
                for &slot in slots {
                    group.counts[slot as usize] += 1;
                }
            }
        } else {
            group.add_at(total.rem_euclid(width).unsigned_abs(), hits.into_iter().flatten().copied());
        }
        for (sums, subscore) in self.group_sums.iter_mut().zip(subscores) {
            sums.add(*subscore);
        }
        self.max_points += i128::from(max);
        self.widen_if_many();
        Ok(())
    }

    /// Adds sheets with the same total: how many, and how often each slot was hit. Their maxima and subscores are
    /// left to the caller.
    fn add_counts(&mut self, total: i64, sheets: u64, counts: &[u8]) -> Result<(), TooMany> {
        let (width, group) = self.group_of(total);
        let counts = counts.iter().map(|&count| u32::from(count)).collect();
        let of_total = ScoreGroup { candidates: sheets, counts, ..ScoreGroup::default() };
        group.merge(&of_total, total.rem_euclid(width).unsigned_abs())?;
        self.widen_if_many();
        Ok(())
    }

    /// The score group of a total, and the width of all.
    fn group_of(&mut self, total: i64) -> (i64, &mut ScoreGroup) {
        let (slots, width) = (self.slots, self.width);
        let group = self.score_groups.entry(total.div_euclid(width));
        (width, group.or_insert_with(|| ScoreGroup::new(slots, width)))
    }

    fn widen_if_many(&mut self) {
        while self.score_groups.len() > self.max_groups {
            self.widen();
        }
    }

    /// Counts a short answer that needs a person.
    pub fn add_review(&mut self, item: u32, normalized: &str, entry: &ReviewEntry) {
        match self.review.entry((item, normalized.to_owned())) {
            Entry::Vacant(vacant) => {
                vacant.insert(entry.clone());
            }
            Entry::Occupied(mut known) => {
                let known = known.get_mut();
                known.count += entry.count;
                if entry.response < known.response {
                    known.response.clone_from(&entry.response);
                }
            }
        }
    }

    /// Counts a cell that could not be read. Of each item the first [`UNREADABLE_KEPT`] texts in byte order are
    /// kept: a text once dropped never comes back, so the counts of those that stay are whole.
    pub fn add_unreadable(&mut self, item: u32, text: &str, count: u64) {
        let key = (item, text.to_owned());
        if let Some(known) = self.unreadable.get_mut(&key) {
            *known += count;
            return;
        }
        let of_item = (item, String::new())..(item + 1, String::new());
        if self.unreadable.range(of_item.clone()).count() == UNREADABLE_KEPT {
            let last = self.unreadable.range(of_item).next_back().map(|(last, _)| last.clone());
            match last {
                Some(last) if key < last => self.unreadable.remove(&last),
                _ => return,
            };
        }
        self.unreadable.insert(key, count);
    }

    /// Adds another tally of the same scheme. The result is that of one tally over all sheets.
    pub fn merge(&mut self, mut other: Self) -> Result<(), TooMany> {
        debug_assert_eq!(self.slots, other.slots, "tallies of one scheme");
        while self.width < other.width {
            self.widen();
        }
        while other.width < self.width {
            other.widen();
        }
        for (key, group) in other.score_groups {
            match self.score_groups.entry(key) {
                Entry::Vacant(vacant) => {
                    vacant.insert(group);
                }
                Entry::Occupied(mut known) => known.get_mut().merge(&group, 0)?,
            }
        }
        self.widen_if_many();
        for (sums, others) in self.group_sums.iter_mut().zip(&other.group_sums) {
            sums.merge(*others);
        }
        self.max_points += other.max_points;
        for ((item, normalized), entry) in &other.review {
            self.add_review(*item, normalized, entry);
        }
        for ((item, text), count) in &other.unreadable {
            self.add_unreadable(*item, text, *count);
        }
        Ok(())
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

    /// Doubles the width: every two neighbouring score groups become one.
    fn widen(&mut self) {
        let old_width = self.width.unsigned_abs();
        self.width *= 2;
        for (key, group) in std::mem::take(&mut self.score_groups) {
            let shift = if key.rem_euclid(2) == 1 { old_width } else { 0 };
            let (slots, width) = (self.slots, self.width);
            let wide =
                self.score_groups.entry(key.div_euclid(2)).or_insert_with(|| ScoreGroup::new(slots, width));
            // Two groups of one tally never hold more candidates than the tally could count.
            let merged = wide.merge(&group, shift);
            debug_assert!(merged.is_ok());
        }
    }
}

impl ScoreGroup {
    fn new(slots: usize, width: i64) -> Self {
        Self {
            candidates: 0,
            distance: [0; 4],
            counts: vec![0; slots].into(),
            slot_distance: if width == 1 { Box::default() } else { vec![(0, 0); slots].into() },
        }
    }

    /// Adds the hits of a sheet whose total lies `distance` above the lowest of the group.
    fn add_at(&mut self, distance: u64, hits: impl Iterator<Item = SlotId>) {
        let wide = u128::from(distance);
        for (power, sum) in (1..).zip(&mut self.distance) {
            *sum += wide.pow(power);
        }
        for slot in hits {
            self.counts[slot as usize] += 1;
            let (sum, squares) = &mut self.slot_distance[slot as usize];
            *sum += distance;
            *squares += wide * wide;
        }
    }

    /// Adds another group whose lowest total lies `shift` above that of this one.
    fn merge(&mut self, other: &Self, shift: u64) -> Result<(), TooMany> {
        self.candidates += other.candidates;
        if self.candidates > u64::from(u32::MAX) {
            return Err(TooMany);
        }
        for (sum, moved) in self.distance.iter_mut().zip(other.moved_distance(u128::from(shift))) {
            *sum += moved;
        }
        for (count, others) in self.counts.iter_mut().zip(&other.counts) {
            *count += others;
        }
        for (slot, (sum, squares)) in self.slot_distance.iter_mut().enumerate() {
            let (other_sum, other_squares) = other.slot_distance.get(slot).copied().unwrap_or((0, 0));
            let count = u64::from(other.counts[slot]);
            let wide = u128::from(shift);
            *sum += other_sum + count * shift;
            *squares += other_squares + 2 * wide * u128::from(other_sum) + u128::from(count) * wide * wide;
        }
        Ok(())
    }

    /// The power sums of all distances made greater by `shift`, by the binomial theorem.
    fn moved_distance(&self, shift: u128) -> [u128; 4] {
        let [one, two, three, four] = self.distance;
        let count = u128::from(self.candidates);
        let (square, cube) = (shift * shift, shift * shift * shift);
        [
            one + count * shift,
            two + 2 * shift * one + count * square,
            three + 3 * shift * two + 3 * square * one + count * cube,
            four + 4 * shift * three + 6 * square * two + 4 * cube * one + count * cube * shift,
        ]
    }
}

impl GroupSums {
    #[inline]
    fn add(&mut self, subscore: Subscore) {
        if subscore.items == 0 {
            return;
        }
        let points = i128::from(subscore.points);
        self.candidates += 1;
        self.points += points;
        self.squares += points * points;
        self.max += i128::from(subscore.max);
    }

    fn merge(&mut self, other: Self) {
        self.candidates += other.candidates;
        self.points += other.points;
        self.squares += other.squares;
        self.max += other.max;
    }
}
