//! The upper and the lower 27 % by total (Kelley 1939), with ties shared.
//!
//! Candidates tied at a cut all take part, each with the weight places left ÷ tied, so which of them
//! stands first in the file does not matter.

use crate::grade::scheme::{SchemeItem, SlotId};
use crate::grade::tally::{ScoreGroup, SlotSums, Tally};
use num_bigint::BigInt;
use std::borrow::Cow;

/// Finds the upper and lower groups of items.
pub(super) struct Cuts<'a> {
    tally: &'a Tally,
    slots: &'a [SlotSums],
    /// Of the items that all candidates were given, mostly all items.
    of_all: Option<Cut<'a>>,
}

/// The upper and lower group among those who were given one item.
#[derive(Clone)]
pub(super) struct Cut<'a> {
    upper: Part<'a>,
    lower: Part<'a>,
    /// Candidates in either, weights added: g.
    pub(super) size: i128,
}

/// One of the two.
#[derive(Clone)]
struct Part<'a> {
    /// What belongs to it whole.
    whole: Whole<'a>,
    /// The score group at the cut, which may belong to it in part.
    edge: &'a ScoreGroup,
    /// How many places the edge has.
    places: i128,
    /// How many candidates share them; at least `places`.
    tied: i128,
}

/// Several score groups.
#[derive(Clone)]
enum Whole<'a> {
    Groups(Vec<&'a ScoreGroup>),
    /// How often each slot was hit in them.
    Hits(Vec<u64>),
}

/// A weighted sum as numerator and denominator; the denominator is above 0.
pub(super) type Weighted = (BigInt, BigInt);

impl<'a> Cuts<'a> {
    /// `slots` holds the sums of every slot.
    pub(super) fn new(tally: &'a Tally, slots: &'a [SlotSums]) -> Self {
        let groups = tally.score_groups.values().map(|group| (group, group.candidates.into()));
        let mut of_all = Cut::new(&groups.collect::<Vec<_>>());
        if let Some(cut) = &mut of_all {
            cut.upper.whole.add_up(slots.len());
            cut.lower.whole.add_up(slots.len());
        }
        Self { tally, slots, of_all }
    }

    /// The groups of one item; `None` where they would be empty.
    pub(super) fn of_item(&self, item: &SchemeItem) -> Option<Cow<'_, Cut<'a>>> {
        if self.slots[item.not_presented as usize].hits == 0 {
            return self.of_all.as_ref().map(Cow::Borrowed);
        }
        let given = |group: &ScoreGroup| {
            i128::from(group.candidates) - i128::from(group.counts.get(item.not_presented))
        };
        let groups = self.tally.score_groups.values().map(|group| (group, given(group)));
        Cut::new(&groups.filter(|&(_, n)| n > 0).collect::<Vec<_>>()).map(Cow::Owned)
    }
}

impl<'a> Cut<'a> {
    /// Of score groups with how many of each were given the item. `None` where a group would be empty:
    /// g = floor(0.27 n + 0.5).
    fn new(groups: &[(&'a ScoreGroup, i128)]) -> Option<Self> {
        let n: i128 = groups.iter().map(|&(_, n)| n).sum();
        let size = (27 * n + 50) / 100;
        let upper = Part::take(groups.iter().rev().copied(), size)?;
        let lower = Part::take(groups.iter().copied(), size)?;
        Some(Self { upper, lower, size })
    }

    /// Σ worth over the hits of the upper group, weighted; for each slot what a hit is worth.
    pub(super) fn upper(&self, worth: impl IntoIterator<Item = (SlotId, i64)>) -> Weighted {
        self.upper.sum(worth)
    }

    /// As [`Cut::upper`], over the lower group.
    pub(super) fn lower(&self, worth: impl IntoIterator<Item = (SlotId, i64)>) -> Weighted {
        self.lower.sum(worth)
    }
}

impl<'a> Part<'a> {
    fn take(groups: impl Iterator<Item = (&'a ScoreGroup, i128)>, size: i128) -> Option<Self> {
        let mut whole = Vec::new();
        let mut places = size;
        for (group, n) in groups {
            if n >= places {
                let whole = Whole::Groups(whole);
                return (places > 0).then_some(Self { whole, edge: group, places, tied: n });
            }
            places -= n;
            whole.push(group);
        }
        None
    }

    fn sum(&self, worth: impl IntoIterator<Item = (SlotId, i64)>) -> Weighted {
        let (mut whole, mut edge) = (0, 0);
        for (slot, worth) in worth {
            whole += i128::from(worth) * i128::from(self.whole.hits(slot));
            edge += i128::from(worth) * i128::from(self.edge.counts.get(slot));
        }
        (BigInt::from(whole) * self.tied + BigInt::from(edge) * self.places, self.tied.into())
    }
}

impl Whole<'_> {
    /// Counts the hits of all slots at once, for whoever will ask for most of them.
    fn add_up(&mut self, slots: usize) {
        if let Self::Groups(groups) = self {
            let mut hits = vec![0; slots];
            for group in groups {
                group.counts.visit(0, &mut hits, |hits, count| *hits += u64::from(count));
            }
            *self = Self::Hits(hits);
        }
    }

    fn hits(&self, slot: SlotId) -> u64 {
        match self {
            Self::Groups(groups) => groups.iter().map(|group| u64::from(group.counts.get(slot))).sum(),
            Self::Hits(hits) => hits[slot as usize],
        }
    }
}
