//! The upper and the lower 27 % by total (Kelley 1939), with ties shared.
//!
//! Candidates tied at a cut all take part, each with the weight places left ÷ tied, so which of them
//! stands first in the file does not matter.

use super::sums::presented;
use crate::grade::scheme::{Scheme, SchemeItem, SlotId};
use crate::grade::tally::{ScoreGroup, Tally};
use num_bigint::BigInt;

/// The upper and lower group among those who were given one item.
pub(super) struct Cut<'a> {
    upper: Part<'a>,
    lower: Part<'a>,
    /// Candidates in either, weights added: g.
    pub(super) size: i128,
}

/// One of the two.
struct Part<'a> {
    /// Score groups that belong to it whole.
    whole: Vec<&'a ScoreGroup>,
    /// The score group at the cut, which may belong to it in part.
    edge: &'a ScoreGroup,
    /// How many places the edge has.
    places: i128,
    /// How many candidates share them; at least `places`.
    tied: i128,
}

/// A weighted sum as numerator and denominator; the denominator is above 0.
pub(super) type Weighted = (BigInt, BigInt);

impl<'a> Cut<'a> {
    /// `None` where a group would be empty: g = floor(0.27 n + 0.5).
    pub(super) fn new(scheme: &Scheme, tally: &'a Tally, item: &SchemeItem) -> Option<Self> {
        let presented: Vec<SlotId> = presented(scheme, item).collect();
        let groups: Vec<(&ScoreGroup, i128)> = tally
            .score_groups
            .values()
            .map(|group| (group, hits(group, &presented)))
            .filter(|&(_, n)| n > 0)
            .collect();
        let n: i128 = groups.iter().map(|&(_, n)| n).sum();
        let size = (27 * n + 50) / 100;
        let upper = Part::take(groups.iter().rev().copied(), size)?;
        let lower = Part::take(groups.iter().copied(), size)?;
        Some(Self { upper, lower, size })
    }

    /// Σ `value` over the upper group, weighted.
    pub(super) fn upper(&self, value: impl Fn(&ScoreGroup) -> i128) -> Weighted {
        self.upper.sum(value)
    }

    /// Σ `value` over the lower group, weighted.
    pub(super) fn lower(&self, value: impl Fn(&ScoreGroup) -> i128) -> Weighted {
        self.lower.sum(value)
    }
}

impl<'a> Part<'a> {
    fn take(groups: impl Iterator<Item = (&'a ScoreGroup, i128)>, size: i128) -> Option<Self> {
        let mut whole = Vec::new();
        let mut places = size;
        for (group, n) in groups {
            if n >= places {
                return (places > 0).then_some(Self { whole, edge: group, places, tied: n });
            }
            places -= n;
            whole.push(group);
        }
        None
    }

    fn sum(&self, value: impl Fn(&ScoreGroup) -> i128) -> Weighted {
        let whole: i128 = self.whole.iter().map(|group| value(group)).sum();
        let sum = BigInt::from(whole) * self.tied + BigInt::from(value(self.edge)) * self.places;
        (sum, self.tied.into())
    }
}

/// How often any of `slots` was hit in a score group.
pub(super) fn hits(group: &ScoreGroup, slots: &[SlotId]) -> i128 {
    let hits: u64 = slots.iter().map(|&slot| u64::from(group.counts[slot as usize])).sum();
    hits.into()
}
