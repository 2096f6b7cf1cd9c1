//! Counts on their way into a tally, kept so small that they stay near the processor.
//!
//! A tally counts for each total how often each slot was hit. Nearly all of a worker's time with a tally
//! goes into finding the score group and touching its counts. Here a count has 8 bits and a group is found by its
//! total; 255 sheets of one total fill a group at most, and then it is handed over.
//!
//! The first outcomes of all items, which nearly all responses are, are counted side by side: every item's first
//! outcome where the sheet has it, then every item's second, and so on.

use super::super::lanes::{BATCH, LANES, Lanes, above};
use super::super::recorder::Subscore;
use super::super::scheme::{Scheme, SlotId};
use super::{GroupSums, Tally, TooMany};
use std::ops::Range;
use wide::bytemuck::cast;
use wide::i8x16;

/// Bytes that the counts may take. Schemes with more totals times slots are counted by the tally itself: few of their
/// sheets would share a total, and nothing would be gained.
const BUDGET: usize = 2 << 20;

/// After how many sheets the sums are handed over. The counts of a total take more than 128 bytes, so that there are fewer
/// than 2 to the power of 14 totals within [`BUDGET`], and the sum of the squares of so many subscores stays below 2 to the
/// power of 50.
const SHEETS: u32 = 1 << 22;

/// How many outcomes of each item are counted side by side: all of a single response with four options.
const FIRST: u8 = 8;

/// How often each of the first outcomes was hit, of [`LANES`] items that follow each other.
type FirstCounts = [i8x16; FIRST as usize];

/// Counts of sheets that a [`Tally`] has not been told of yet.
pub struct Narrow {
    /// The outcomes of each item.
    outcomes: Vec<Range<SlotId>>,
    slots: usize,
    /// By total in units; empty where the tally counts itself.
    by_total: Vec<Counts>,
    /// Sums for each [`super::super::scheme::Group`].
    sums: Vec<NarrowSums>,
    max_points: i64,
    /// How many sheets are in the sums.
    summed: u32,
}

/// Counts of the sheets with one total, 255 at most.
#[derive(Clone, Default)]
struct Counts {
    sheets: u8,
    /// Of every [`LANES`] items; empty before the first sheet.
    firsts: Vec<FirstCounts>,
    /// How often each other slot was hit.
    others: Vec<u8>,
}

/// As [`GroupSums`], of no more than [`SHEETS`] sheets.
#[derive(Clone, Copy, Default)]
struct NarrowSums {
    candidates: u32,
    points: i64,
    squares: i64,
    max: i64,
}

impl Narrow {
    /// No counts.
    pub fn new(scheme: &Scheme) -> Self {
        let slots = scheme.slots.len();
        let totals = usize::try_from(scheme.max()).map_or(usize::MAX, |max| max.saturating_add(1));
        let of_total = slots + scheme.items.len().div_ceil(LANES) * size_of::<FirstCounts>();
        let totals = if totals.saturating_mul(of_total) <= BUDGET { totals } else { 0 };
        Self {
            outcomes: scheme.items.iter().map(|item| item.outcomes.clone()).collect(),
            slots,
            by_total: vec![Counts::default(); totals],
            sums: vec![NarrowSums::default(); scheme.groups.len()],
            max_points: 0,
            summed: 0,
        }
    }

    /// Adds one sheet, as [`Tally::add`] does. `tally` is told of it now or later. The outcomes are in `lanes` too.
    #[inline]
    pub(in crate::grade) fn add(
        &mut self,
        tally: &mut Tally,
        total: i64,
        max: i64,
        (outcomes, lanes, marks): (&[SlotId], &Lanes, &[SlotId]),
        subscores: &[Subscore],
    ) -> Result<(), TooMany> {
        let place = usize::try_from(total).unwrap_or(usize::MAX);
        let Some(counts) = self.by_total.get_mut(place) else {
            return tally.add(total, max, [outcomes, marks], subscores);
        };
        if counts.firsts.is_empty() {
            counts.make_room(self.outcomes.len(), self.slots);
        }
        counts.sheets += 1;
        for (counts, found) in counts.firsts.iter_mut().zip(lanes.batches().as_flattened()) {
            for (outcome, count) in (0..).zip(counts) {
                // What is alike is -1.
                *count -= found.simd_eq(i8x16::splat(outcome));
            }
        }
        let mut hit = |slot: SlotId| counts.others[slot as usize] += 1;
        for (batch, outcomes) in lanes.batches().iter().zip(outcomes.chunks(BATCH)) {
            let mut behind = above(batch, FIRST.cast_signed() - 1);
            while behind != 0 {
                hit(outcomes[behind.trailing_zeros() as usize]);
                behind &= behind - 1;
            }
        }
        for &slot in marks {
            hit(slot);
        }
        for (sums, subscore) in self.sums.iter_mut().zip(subscores) {
            sums.candidates += u32::from(subscore.items > 0);
            sums.points += subscore.points;
            sums.squares += subscore.points * subscore.points;
            sums.max += subscore.max;
        }
        self.max_points += max;
        self.summed += 1;
        if counts.sheets == u8::MAX {
            self.hand_over(place, tally)?;
        }
        if self.summed == SHEETS {
            self.hand_over_sums(tally);
        }
        Ok(())
    }

    /// Hands over all that is left.
    pub fn finish(&mut self, tally: &mut Tally) -> Result<(), TooMany> {
        for place in 0..self.by_total.len() {
            if self.by_total[place].sheets > 0 {
                self.hand_over(place, tally)?;
            }
        }
        self.hand_over_sums(tally);
        Ok(())
    }

    #[cold]
    fn hand_over(&mut self, place: usize, tally: &mut Tally) -> Result<(), TooMany> {
        let Counts { sheets, firsts, others } = &mut self.by_total[place];
        for (firsts, outcomes) in firsts.iter().zip(self.outcomes.chunks(LANES)) {
            let firsts: [[u8; LANES]; FIRST as usize] = cast(*firsts);
            for (lane, slots) in outcomes.iter().enumerate() {
                for (firsts, slot) in firsts.iter().zip(slots.clone()) {
                    others[slot as usize] += firsts[lane];
                }
            }
        }
        let total = i64::try_from(place).unwrap_or(i64::MAX);
        tally.add_counts(total, u64::from(std::mem::take(sheets)), others)?;
        firsts.fill(FirstCounts::default());
        others.fill(0);
        Ok(())
    }

    fn hand_over_sums(&mut self, tally: &mut Tally) {
        for (sums, narrow) in tally.group_sums.iter_mut().zip(&mut self.sums) {
            let NarrowSums { candidates, points, squares, max } = std::mem::take(narrow);
            sums.merge(GroupSums {
                candidates: candidates.into(),
                points: points.into(),
                squares: squares.into(),
                max: max.into(),
            });
        }
        tally.max_points += i128::from(std::mem::take(&mut self.max_points));
        self.summed = 0;
    }
}

impl Counts {
    #[cold]
    fn make_room(&mut self, items: usize, slots: usize) {
        self.firsts.resize(items.div_ceil(LANES), FirstCounts::default());
        self.others.resize(slots, 0);
    }
}
