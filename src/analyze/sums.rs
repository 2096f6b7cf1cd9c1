//! What the tally's counts add up to for one item. Sums of products with the total come from the totals of those who
//! hit each slot.

use super::exact::Sums;
use crate::grade::scheme::{Scheme, SchemeItem, SlotId};
use crate::grade::tally::{SlotSums, Tally};
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

impl ItemSums {
    /// Adds up the outcomes of an item. `slots` holds the sums of every slot of the scheme.
    pub(super) fn new(scheme: &Scheme, slots: &[SlotSums], item: &SchemeItem) -> Self {
        let mut sums = Self::default();
        for slot in presented(scheme, item) {
            let score = i128::from(scheme.slots[slot as usize].score);
            let hits = totals(slots, slot);
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

/// Of the totals of all who hit a slot.
pub(super) fn totals(slots: &[SlotSums], slot: SlotId) -> Sums {
    let SlotSums { hits, totals } = slots[slot as usize];
    Sums { n: hits.into(), sum: totals.sum, squares: totals.squares }
}

/// Of all totals.
pub(super) fn all_totals(tally: &Tally) -> Sums {
    let totals = tally.totals();
    Sums { n: tally.candidates().into(), sum: totals.sum, squares: totals.squares }
}
