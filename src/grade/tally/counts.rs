//! How often each slot was hit, in as few bits as will do.

use super::super::scheme::SlotId;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::ops::AddAssign;

/// How often each slot was hit by the candidates of a score group.
///
/// A candidate hits a slot at most once, so that no count exceeds the number of candidates. Counts have 8 bits for up
/// to 255 candidates, 16 for up to 65,535, and 32 beyond. Equal counts are equal whatever their bits.
#[derive(Debug, Clone)]
pub enum Counts {
    /// Of few candidates.
    Eight(Box<[u8]>),
    /// Of many.
    Sixteen(Box<[u16]>),
    /// Of very many.
    Full(Box<[u32]>),
}

impl Counts {
    /// No hits of any of `slots` slots.
    pub fn new(slots: usize) -> Self {
        Self::Eight(vec![0; slots].into())
    }

    /// How often a slot was hit.
    #[inline]
    pub fn get(&self, slot: SlotId) -> u32 {
        let slot = slot as usize;
        match self {
            Self::Eight(counts) => counts[slot].into(),
            Self::Sixteen(counts) => counts[slot].into(),
            Self::Full(counts) => counts[slot],
        }
    }

    /// How many slots there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Eight(counts) => counts.len(),
            Self::Sixteen(counts) => counts.len(),
            Self::Full(counts) => counts.len(),
        }
    }

    /// Whether there is no slot.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All counts.
    pub fn to_vec(&self) -> Vec<u32> {
        let mut all = vec![0; self.len()];
        self.add_onto(&mut all);
        all
    }

    /// Makes counts wide enough for so many candidates.
    #[inline]
    pub(super) fn make_room(&mut self, candidates: u64) {
        let fits = match self {
            Self::Eight(_) => u8::try_from(candidates).is_ok(),
            Self::Sixteen(_) => u16::try_from(candidates).is_ok(),
            Self::Full(_) => true,
        };
        if !fits {
            *self = self.widened(candidates);
        }
    }

    #[cold]
    fn widened(&self, candidates: u64) -> Self {
        if u16::try_from(candidates).is_ok() {
            let mut wide = vec![0_u16; self.len()].into_boxed_slice();
            self.add_onto(&mut wide);
            Self::Sixteen(wide)
        } else {
            Self::Full(self.to_vec().into())
        }
    }

    /// Counts a hit of each of `slots`. There must be room for it.
    #[inline]
    pub(super) fn hit(&mut self, slots: &[SlotId]) {
        match self {
            Self::Eight(counts) => hit(counts, slots),
            Self::Sixteen(counts) => hit(counts, slots),
            Self::Full(counts) => hit(counts, slots),
        }
    }

    /// Adds other counts. There must be room for them.
    pub(super) fn add(&mut self, other: &Self) {
        match self {
            Self::Eight(counts) => other.add_onto(counts),
            Self::Sixteen(counts) => other.add_onto(counts),
            Self::Full(counts) => other.add_onto(counts),
        }
    }

    /// Adds counts of 8 bits. There must be room for them.
    pub(super) fn add_narrow(&mut self, others: &[u8]) {
        match self {
            Self::Eight(counts) => add(counts, others),
            Self::Sixteen(counts) => add(counts, others),
            Self::Full(counts) => add(counts, others),
        }
    }

    /// Calls `each` with every place from `from` on and its count, as far as `places` goes.
    #[inline]
    pub fn visit<T>(&self, from: usize, places: &mut [T], each: impl Fn(&mut T, u32)) {
        let range = from..from + places.len();
        match self {
            Self::Eight(counts) => visit(&counts[range], places, each),
            Self::Sixteen(counts) => visit(&counts[range], places, each),
            Self::Full(counts) => visit(&counts[range], places, each),
        }
    }

    fn add_onto<C>(&self, counts: &mut [C])
    where
        C: AddAssign + TryFrom<u8> + TryFrom<u16> + TryFrom<u32> + Default,
    {
        match self {
            Self::Eight(others) => add(counts, others),
            Self::Sixteen(others) => add(counts, others),
            Self::Full(others) => add(counts, others),
        }
    }
}

fn hit<C: AddAssign + From<u8>>(counts: &mut [C], slots: &[SlotId]) {
    for &slot in slots {
        counts[slot as usize] += C::from(1);
    }
}

/// Counts of more bits are never added to those of fewer, since whoever adds has made room.
fn add<C: AddAssign + TryFrom<D> + Default, D: Copy>(counts: &mut [C], others: &[D]) {
    for (count, &other) in counts.iter_mut().zip(others) {
        *count += C::try_from(other).unwrap_or_default();
    }
}

fn visit<T, C: Copy + Into<u32>>(counts: &[C], places: &mut [T], each: impl Fn(&mut T, u32)) {
    for (place, &count) in places.iter_mut().zip(counts) {
        each(place, count.into());
    }
}

impl PartialEq for Counts {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Eight(counts), Self::Eight(others)) => counts == others,
            (Self::Sixteen(counts), Self::Sixteen(others)) => counts == others,
            _ => self.to_vec() == other.to_vec(),
        }
    }
}

impl Eq for Counts {}

impl Default for Counts {
    fn default() -> Self {
        Self::new(0)
    }
}

impl From<Vec<u32>> for Counts {
    /// With the fewest bits that hold the greatest count.
    fn from(counts: Vec<u32>) -> Self {
        let greatest = counts.iter().max().copied().unwrap_or_default();
        let mut narrow = Self::new(counts.len());
        narrow.make_room(greatest.into());
        let all = Self::Full(counts.into());
        if matches!(narrow, Self::Full(_)) {
            return all;
        }
        narrow.add(&all);
        narrow
    }
}

impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Eight(counts) => serializer.collect_seq(counts),
            Self::Sixteen(counts) => serializer.collect_seq(counts),
            Self::Full(counts) => serializer.collect_seq(counts),
        }
    }
}

impl<'de> Deserialize<'de> for Counts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<u32>::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(first: &[u32], second: &[u32], candidates: u64, bits: usize) {
        let mut counts = Counts::from(first.to_vec());
        counts.make_room(candidates);
        counts.add(&Counts::from(second.to_vec()));
        let sum: Vec<u32> = first.iter().zip(second).map(|(one, other)| one + other).collect();
        assert_eq!(counts.to_vec(), sum);
        assert_eq!(counts, Counts::from(sum));
        let kept = match &counts {
            Counts::Eight(counts) => size_of_val(&counts[0]),
            Counts::Sixteen(counts) => size_of_val(&counts[0]),
            Counts::Full(counts) => size_of_val(&counts[0]),
        };
        assert_eq!(kept * 8, bits, "{first:?} + {second:?} of {candidates}");
    }

    #[test]
    fn counts_take_the_bits_that_candidates_need() {
        check(&[0, 255], &[3, 0], 255, 8);
        check(&[0, 255], &[3, 0], 256, 16);
        check(&[0, 255], &[3, 1], 256, 16);
        check(&[256, 1], &[300, 255], 65_535, 16);
        check(&[65_535, 1], &[1, 2], 65_536, 32);
        check(&[1, 0], &[2, 1], 65_536, 32);
        check(&[70_000, 1], &[2, 80_000], 150_000, 32);
    }

    #[test]
    fn hits_of_any_bits_count() {
        for candidates in [2, 300, 70_000] {
            let mut counts = Counts::new(4);
            counts.make_room(candidates);
            counts.hit(&[1, 3]);
            counts.hit(&[3]);
            counts.add_narrow(&[9, 0, 0, 1]);
            assert_eq!(counts.to_vec(), [9, 1, 0, 3]);
            assert_eq!([counts.get(0), counts.get(3)], [9, 3]);
        }
    }
}
