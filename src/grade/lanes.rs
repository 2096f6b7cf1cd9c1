//! The outcomes of a sheet as bytes side by side, so that many are looked at together.

use super::scheme::{SchemeItem, SlotId};
use wide::bytemuck::cast;
use wide::{i8x16, i16x8, i32x8};

/// How many outcomes lie side by side.
pub(super) const LANES: usize = 16;

/// So many times [`LANES`] outcomes have a bit each in a word.
const OF_A_WORD: usize = 4;

/// How many outcomes a word has bits for.
pub(super) const BATCH: usize = LANES * OF_A_WORD;

/// Outcomes of items that follow each other in the scheme.
pub(super) type Batch = [i8x16; OF_A_WORD];

/// The outcomes of one sheet, each counted from the first slot of its item. One that is too far from it is [`FAR`], and
/// those behind the last item mean nothing.
pub(super) struct Lanes {
    /// The first slot of each item.
    firsts: Vec<[SlotId; LANES]>,
    outcomes: Vec<Batch>,
}

/// No outcome of an item of which all are near.
pub(super) const FAR: i8 = i8::MAX;

impl Lanes {
    /// Room for sheets of these items.
    pub(super) fn new(items: &[SchemeItem]) -> Self {
        let of_some = |items: &[SchemeItem]| {
            let mut firsts = [0; LANES];
            firsts.iter_mut().zip(items).for_each(|(first, item)| *first = item.slots.start);
            firsts
        };
        Self {
            firsts: items.chunks(LANES).map(of_some).collect(),
            outcomes: vec![Batch::default(); items.len().div_ceil(BATCH)],
        }
    }

    /// Takes the outcomes of another sheet, one for each item.
    #[inline]
    pub(super) fn set(&mut self, slots: &[SlotId]) {
        let (whole, rest) = slots.as_chunks();
        let mut last = [0; LANES];
        last[..rest.len()].copy_from_slice(rest);
        let mut outcomes = self.outcomes.as_flattened_mut().iter_mut().zip(&self.firsts);
        for (slots, (outcomes, firsts)) in whole.iter().zip(&mut outcomes) {
            *outcomes = outcomes_of(slots, firsts);
        }
        if let Some((outcomes, firsts)) = outcomes.next() {
            *outcomes = outcomes_of(&last, firsts);
        }
    }

    /// The outcomes, those of the first items first.
    pub(super) fn batches(&self) -> &[Batch] {
        &self.outcomes
    }
}

/// Whether all outcomes of an item are told by [`Lanes`].
pub(super) fn are_near(item: &SchemeItem) -> bool {
    item.outcomes.len() <= FAR.unsigned_abs().into()
}

/// A bit for each outcome that is the one at the same place of another batch, the first the lowest.
#[inline]
pub(super) fn alike(batch: &Batch, other: &Batch) -> u64 {
    bits_of(std::array::from_fn(|place| batch[place].simd_eq(other[place])))
}

/// A bit for each outcome that lies behind `last`, the first the lowest.
#[inline]
pub(super) fn above(batch: &Batch, last: i8) -> u64 {
    bits_of(batch.map(|outcomes| outcomes.simd_gt(i8x16::splat(last))))
}

/// The bit of each byte that is all ones.
#[inline]
fn bits_of(batch: Batch) -> u64 {
    (0..OF_A_WORD).fold(0, |bits, place| bits | u64::from(batch[place].to_bitmask()) << (LANES * place))
}

/// A byte for each item, those behind the last being `none`.
pub(super) fn batches_of(bytes: &[i8], none: i8) -> Vec<Batch> {
    let of_some = |bytes: &[i8]| {
        let mut batch = [none; BATCH];
        batch[..bytes.len()].copy_from_slice(bytes);
        cast(batch)
    };
    bytes.chunks(BATCH).map(of_some).collect()
}

/// How far slots lie from the first of their items.
#[inline]
fn outcomes_of(slots: &[SlotId; LANES], firsts: &[SlotId; LANES]) -> i8x16 {
    let [slots, firsts] = [slots, firsts].map(|slots| cast::<[SlotId; LANES], [i32x8; 2]>(*slots));
    let outcomes = [0, 1].map(|half| i16x8::from_i32x8_saturate(slots[half] - firsts[half]));
    i8x16::from_i16x16_saturate(cast(outcomes))
}
