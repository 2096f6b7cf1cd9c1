//! The one tally: counts that add up, from which every figure of a report follows.

pub mod counts;
pub mod group;
pub mod narrow;
pub mod parts;
pub mod totals;

use super::recorder::Subscore;
use super::scheme::{Scheme, SlotId};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use thiserror::Error;

pub use group::ScoreGroup;
use totals::SlotTotals;
pub use totals::Totals;

/// How many distinct unreadable cells of one item are kept.
pub const UNREADABLE_KEPT: usize = 10;

/// Bytes that the counts of all score groups may take before groups widen, at four bytes a count.
const COUNTS_BUDGET: usize = 24 * 1024 * 1024;

/// So many score groups may be there whatever they take. Most counts take one byte then, since candidates are spread
/// over the groups.
const LEAST_MAX_GROUPS: usize = 256;

/// How many slots are summed over all score groups at a time, so that their sums stay near the processor.
const SLOTS_AT_A_TIME: usize = 512;

/// Counts over any number of sheets. Tallies of parts of a group add up to the tally of the group, in any
/// order, exactly.
///
/// Candidates are put into *score groups* by their total; a group counts how often each slot was hit by
/// them. Everything else follows: an item's sum of scores is its slots' counts times their scores, its
/// sum of products with the total is the same weighted by the group's total, and so on.
///
/// Where totals hardly repeat, because there are very many items or points come in many fractions, score groups
/// widen: they then hold 2, 4, 8 … neighbouring totals, as many as keep their counts within 24 MiB or their number
/// at 256. What lies between a total and the lowest of its group is summed as well, and for each slot the totals of those
/// who hit it, so that sums stay exact; only the cut into upper and lower groups then sees totals of one score group
/// as tied.
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
    /// For each slot the totals of those who hit it; empty while `width` is 1, since they follow from the counts.
    slot_totals: SlotTotals,
    slots: usize,
    max_groups: usize,
}

/// All who hit a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SlotSums {
    /// How many.
    pub hits: u64,
    /// Their totals.
    pub totals: Totals,
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
            slot_totals: SlotTotals::default(),
            slots,
            max_groups: (COUNTS_BUDGET / (size_of::<u32>() * slots.max(1))).clamp(LEAST_MAX_GROUPS, 1 << 16),
        }
    }

    /// The same with at most `max_groups` score groups.
    #[cfg(test)]
    pub(crate) fn with_max_groups(self, max_groups: usize) -> Self {
        Self { max_groups, ..self }
    }

    /// The same of no sheets, with that many totals to a score group.
    #[cfg(test)]
    pub(crate) fn with_width(mut self, width: i64) -> Self {
        while self.width < width {
            self.widen();
        }
        self
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
        let (distance, group) = self.group_of(total);
        group.admit(1)?;
        group.add_distance(distance, 1);
        for slots in hits {
            group.counts.hit(slots);
        }
        if !self.slot_totals.is_empty() {
            self.slot_totals.add(total, hits);
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
        let (distance, group) = self.group_of(total);
        group.admit(sheets)?;
        group.add_distance(distance, sheets);
        group.counts.add_narrow(counts);
        if !self.slot_totals.is_empty() {
            self.slot_totals.add_counts(total, sheets, counts);
        }
        self.widen_if_many();
        Ok(())
    }

    /// How far a total lies above the lowest of its score group, and the group.
    #[inline]
    fn group_of(&mut self, total: i64) -> (u64, &mut ScoreGroup) {
        let (slots, width) = (self.slots, self.width);
        let group = self.score_groups.entry(total.div_euclid(width));
        (total.rem_euclid(width).unsigned_abs(), group.or_insert_with(|| ScoreGroup::new(slots)))
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
        self.slot_totals.merge(&other.slot_totals);
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

    /// How often each slot was hit, over all candidates.
    pub fn hits(&self) -> Vec<u64> {
        let mut hits = vec![0; self.slots];
        self.visit(&mut hits, |hits, _, count| *hits += u64::from(count));
        hits
    }

    /// For each slot all who hit it.
    pub fn slot_sums(&self) -> Vec<SlotSums> {
        if self.width > 1 {
            let hits = self.hits().into_iter().zip(self.slot_totals.iter());
            return hits.map(|(hits, totals)| SlotSums { hits, totals }).collect();
        }
        let mut sums = vec![SlotSums::default(); self.slots];
        self.visit(&mut sums, |sums, key, count| sums.add(Totals::of(key), count));
        sums
    }

    /// Calls `each` for every slot and score group: with the place of the slot, the key of the group and the count.
    fn visit<T>(&self, slots: &mut [T], each: impl Fn(&mut T, i64, u32)) {
        for (some, first) in slots.chunks_mut(SLOTS_AT_A_TIME).zip((0..).step_by(SLOTS_AT_A_TIME)) {
            for (&key, group) in &self.score_groups {
                group.counts.visit(first, some, |place, count| each(place, key, count));
            }
        }
    }

    /// The totals of all candidates.
    pub fn totals(&self) -> Totals {
        self.score_groups.iter().fold(Totals::default(), |mut totals, (&key, group)| {
            let (lowest, n) = (i128::from(self.lowest_total(key)), i128::from(group.candidates));
            let [first, second, ..] = group.distance.map(|sum| i128::try_from(sum).unwrap_or(i128::MAX));
            let sum = lowest * n + first;
            totals += Totals { sum, squares: lowest * lowest * n + 2 * lowest * first + second };
            totals
        })
    }

    /// The lowest total of a score group, from its key in [`Tally::score_groups`].
    pub fn lowest_total(&self, key: i64) -> i64 {
        key * self.width
    }

    /// Doubles the width: every two neighbouring score groups become one.
    fn widen(&mut self) {
        if self.width == 1 {
            let sums = self.slot_sums();
            self.slot_totals = SlotTotals::new(sums.iter().map(|sums| sums.totals), self.totals().squares);
        }
        let old_width = self.width.unsigned_abs();
        self.width *= 2;
        for (key, mut group) in std::mem::take(&mut self.score_groups) {
            let shift = if key.rem_euclid(2) == 1 { old_width } else { 0 };
            match self.score_groups.entry(key.div_euclid(2)) {
                Entry::Vacant(vacant) => {
                    group.move_by(shift);
                    vacant.insert(group);
                }
                Entry::Occupied(mut wide) => {
                    // Two groups of one tally never hold more candidates than the tally could count.
                    let merged = wide.get_mut().merge(&group, shift);
                    debug_assert!(merged.is_ok());
                }
            }
        }
    }
}

impl SlotSums {
    /// Adds so many who have the same totals.
    #[inline]
    fn add(&mut self, totals: Totals, count: u32) {
        if count > 0 {
            self.hits += u64::from(count);
            self.totals += totals.times(count);
        }
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
