//! Counts on their way into a tally, kept so small that they stay near the processor.
//!
//! A tally counts for each total how often each slot was hit, in 32 bits. Nearly all of a worker's time with a tally
//! goes into finding the score group and touching its counts. Here a count has 8 bits and a group is found by its
//! total; 255 sheets of one total fill a group at most, and then it is handed over.

use super::super::recorder::Subscore;
use super::super::scheme::{Scheme, SlotId};
use super::{GroupSums, Tally, TooMany};

/// Bytes that the counts may take. Schemes with more totals times slots are counted by the tally itself: few of their
/// sheets would share a total, and nothing would be gained.
const BUDGET: usize = 1 << 20;

/// After how many sheets the sums are handed over. A subscore is below [`BUDGET`] units, so that the sum of so many
/// squares stays below 2 to the power of 62.
const SHEETS: u32 = 1 << 22;

/// Counts of sheets that a [`Tally`] has not been told of yet.
pub struct Narrow {
    slots: usize,
    /// For each total in units how many sheets there are; empty where the tally counts itself.
    sheets: Vec<u8>,
    /// For each total how often each slot was hit.
    counts: Vec<u8>,
    /// Sums for each [`super::super::scheme::Group`].
    sums: Vec<NarrowSums>,
    max_points: i64,
    /// How many sheets are in the sums.
    summed: u32,
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
        let totals = if totals.saturating_mul(slots) <= BUDGET { totals } else { 0 };
        Self {
            slots,
            sheets: vec![0; totals],
            counts: vec![0; totals * slots],
            sums: vec![NarrowSums::default(); scheme.groups.len()],
            max_points: 0,
            summed: 0,
        }
    }

    /// Adds one sheet, as [`Tally::add`] does. `tally` is told of it now or later.
    #[inline]
    pub fn add(
        &mut self,
        tally: &mut Tally,
        total: i64,
        max: i64,
        hits: [&[SlotId]; 2],
        subscores: &[Subscore],
    ) -> Result<(), TooMany> {
        let place = usize::try_from(total).unwrap_or(usize::MAX);
        let Some(sheets) = self.sheets.get_mut(place) else {
            return tally.add(total, max, hits, subscores);
        };
        *sheets += 1;
        let counts = &mut self.counts[place * self.slots..][..self.slots];
        let mut hit = |slot: SlotId| counts[slot as usize] += 1;
        for hits in hits {
            let (fours, rest) = hits.as_chunks::<4>();
            for four in fours {
                for &slot in four {
                    hit(slot);
                }
            }
            for &slot in rest {
                hit(slot);
            }
        }
        for (sums, subscore) in self.sums.iter_mut().zip(subscores) {
            sums.candidates += u32::from(subscore.items > 0);
            sums.points += subscore.points;
            sums.squares += subscore.points * subscore.points;
            sums.max += subscore.max;
        }
        self.max_points += max;
        self.summed += 1;
        if *sheets == u8::MAX {
            self.hand_over(place, tally)?;
        }
        if self.summed == SHEETS {
            self.hand_over_sums(tally);
        }
        Ok(())
    }

    /// Hands over all that is left.
    pub fn finish(&mut self, tally: &mut Tally) -> Result<(), TooMany> {
        for place in 0..self.sheets.len() {
            if self.sheets[place] > 0 {
                self.hand_over(place, tally)?;
            }
        }
        self.hand_over_sums(tally);
        Ok(())
    }

    #[cold]
    fn hand_over(&mut self, place: usize, tally: &mut Tally) -> Result<(), TooMany> {
        let counts = &mut self.counts[place * self.slots..][..self.slots];
        let sheets = std::mem::take(&mut self.sheets[place]);
        let total = i64::try_from(place).unwrap_or(i64::MAX);
        tally.add_counts(total, u64::from(sheets), counts)?;
        counts.fill(0);
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
