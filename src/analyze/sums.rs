//! What the tally's counts add up to for one item. Sums of products with the total come from the score
//! groups, through the distances where these are wider than one total.

use super::exact::Sums;
use crate::grade::scheme::{Scheme, SchemeItem, SlotId};
use crate::grade::tally::Tally;
use crate::model::Status;

/// Sums over the candidates who were given one item, in units. x is the item's score, X the total.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ItemSums {
    /// Of x.
    pub(super) score: Sums,
    /// Of X.
    pub(super) total: Sums,
    /// Σ xX.
    pub(super) products: i128,
}

/// For each slot the totals of all who hit it.
pub(super) struct SlotTotals(Vec<Sums>);

impl SlotTotals {
    /// Adds them up for all slots at once, since the counts of a score group lie side by side.
    pub(super) fn new(scheme: &Scheme, tally: &Tally) -> Self {
        let mut totals = vec![Sums::default(); scheme.slots.len()];
        for (&key, group) in &tally.score_groups {
            let lowest = tally.lowest_total(key);
            for (slot, (sums, &count)) in totals.iter_mut().zip(&group.counts).enumerate() {
                if count > 0 {
                    let distance = group.slot_distance.get(slot).map_or((0, 0), |&(d, dd)| (d.into(), dd));
                    *sums = add(*sums, count.into(), lowest, distance);
                }
            }
        }
        Self(totals)
    }

    /// The totals of all who hit a slot.
    pub(super) fn of(&self, slot: SlotId) -> Sums {
        self.0[slot as usize]
    }

    /// How many hit a slot.
    pub(super) fn count(&self, slot: SlotId) -> u64 {
        u64::try_from(self.of(slot).n).unwrap_or(u64::MAX)
    }
}

impl ItemSums {
    /// Adds up the outcomes of an item.
    pub(super) fn new(scheme: &Scheme, totals: &SlotTotals, item: &SchemeItem) -> Self {
        let mut sums = Self::default();
        for slot in presented(scheme, item) {
            let score = i128::from(scheme.slots[slot as usize].score);
            let hits = totals.of(slot);
            sums.score.n += hits.n;
            sums.score.sum += score * hits.n;
            sums.score.squares += score * score * hits.n;
            sums.total.sum += hits.sum;
            sums.total.squares += hits.squares;
            sums.products += score * hits.sum;
        }
        sums.total.n = sums.score.n;
        sums
    }

    /// Of r = X − x, the total without the item.
    pub(super) fn rest(&self) -> Sums {
        Sums {
            n: self.score.n,
            sum: self.total.sum - self.score.sum,
            squares: self.total.squares - 2 * self.products + self.score.squares,
        }
    }

    /// Σ xr.
    pub(super) fn products_with_rest(&self) -> i128 {
        self.products - self.score.squares
    }
}

/// The outcomes of those who were given the item.
pub(super) fn presented(scheme: &Scheme, item: &SchemeItem) -> impl Iterator<Item = SlotId> {
    item.outcomes.clone().filter(|&slot| scheme.slots[slot as usize].status != Status::NotPresented)
}

/// Of all totals.
pub(super) fn all_totals(tally: &Tally) -> Sums {
    tally.score_groups.iter().fold(Sums::default(), |sums, (&key, group)| {
        let distance = (group.distance[0], group.distance[1]);
        add(sums, group.candidates.into(), tally.lowest_total(key), distance)
    })
}

/// Adds n totals of `lowest` + d, of which Σd and Σd² are given.
fn add(sums: Sums, n: i128, lowest: i64, (d, dd): (u128, u128)) -> Sums {
    let (lowest, d, dd) = (i128::from(lowest), signed(d), signed(dd));
    Sums {
        n: sums.n + n,
        sum: sums.sum + lowest * n + d,
        squares: sums.squares + lowest * lowest * n + 2 * lowest * d + dd,
    }
}

/// Distances are below the width of a group, so their sums stay far below 2¹²⁷.
fn signed(sum: u128) -> i128 {
    i128::try_from(sum).unwrap_or(i128::MAX)
}
