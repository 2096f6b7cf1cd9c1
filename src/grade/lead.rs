//! Fields known beforehand, recognised where they stand: with what is behind them, so that their end need not be looked
//! for.

use super::marker::Mark;
use super::scheme::SlotId;
use std::ops::Range;
use wide::bytemuck::cast;
use wide::i8x16;

/// A field as it stands in a file, its quotes included, and the byte behind it, which ends it.
#[derive(Debug, Clone)]
pub(super) struct Lead {
    /// The first bytes, and then 0.
    head: [i8x16; HALVES],
    /// How many bytes. Of more than there are in `head` and `rest` nothing is led.
    length: usize,
    /// The bytes that `head` has no room for.
    rest: Vec<u8>,
}

impl Default for Lead {
    /// Leads nothing.
    fn default() -> Self {
        Self { head: [i8x16::ZERO; HALVES], length: usize::MAX, rest: Vec::new() }
    }
}

const HALF: usize = 16;
const HALVES: usize = 2;
const HEAD: usize = HALF * HALVES;

impl Lead {
    /// Of a field and the byte that ends it.
    pub(super) fn new(field: &[u8], behind: u8) -> Self {
        let mut lead = Self::default();
        lead.set(field, behind);
        lead
    }

    /// How many bytes, the one behind the field included.
    #[inline]
    pub(super) fn length(&self) -> usize {
        self.length
    }

    /// Makes it that of another field.
    pub(super) fn set(&mut self, field: &[u8], behind: u8) {
        let mut head = [0; HEAD];
        self.length = field.len() + 1;
        self.rest.clear();
        for (place, &byte) in field.iter().chain([&behind]).enumerate() {
            match head.get_mut(place) {
                Some(head) => *head = byte,
                None => self.rest.push(byte),
            }
        }
        self.head = cast(head);
    }

    /// Leads nothing from now on.
    pub(super) fn clear(&mut self) {
        self.length = usize::MAX;
    }

    /// Whether it stands at `at`. Near the end of the bytes it is not found.
    #[inline]
    pub(super) fn leads(&self, bytes: &[u8], at: usize) -> bool {
        let Some(found) = bytes.get(at..).and_then(<[u8]>::first_chunk::<HEAD>) else { return false };
        let found: [i8x16; HALVES] = cast(*found);
        // A bit for each byte that is alike, the first the lowest.
        let alike = |half: usize| found[half].simd_eq(self.head[half]).to_bitmask();
        let first = alike(0);
        // Most fields are short, and what is compared with each other is mostly alike in that.
        if self.length <= HALF {
            return first.trailing_ones() as usize >= self.length;
        }
        (first | alike(1) << HALF).trailing_ones() as usize >= self.length.min(HEAD)
            && (self.length <= HEAD || bytes[at..].get(HEAD..self.length) == Some(&self.rest))
    }
}

/// Short answers to one item that were read before, each in the bucket of its first bytes. A bucket holds the last two.
#[derive(Default)]
pub(super) struct Leads(Vec<[(Lead, Answer); 2]>);

/// What a short answer came to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answer {
    /// Its mark.
    pub(super) mark: Mark,
    /// Its outcome.
    pub(super) outcome: SlotId,
}

impl Default for Answer {
    /// Of a lead that leads nothing.
    fn default() -> Self {
        Self { mark: Mark::Blank, outcome: 0 }
    }
}

const BUCKET_BITS: u32 = 4;

impl Leads {
    /// What the answer at `at` came to, and how long it is with the byte behind it.
    #[inline]
    pub(super) fn find(&self, bytes: &[u8], at: usize) -> Option<(Answer, usize)> {
        let mut bucket = self.0.get(bucket_of(bytes, at)?)?.iter();
        bucket.find(|(lead, _)| lead.leads(bytes, at)).map(|(lead, answer)| (*answer, lead.length))
    }

    /// Remembers what the answer at `range` of `bytes` came to, if there is anything behind it.
    pub(super) fn remember(&mut self, bytes: &[u8], range: Range<usize>, answer: Answer) {
        let (Some(bucket), Some(&behind)) = (bucket_of(bytes, range.start), bytes.get(range.end)) else {
            return;
        };
        self.0.resize_with(1 << BUCKET_BITS, Default::default);
        self.0[bucket].rotate_right(1);
        self.0[bucket][0] = (Lead::new(&bytes[range], behind), answer);
    }

    /// Forgets every answer.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}

/// The bucket of what starts with the eight bytes at `at`.
#[inline]
fn bucket_of(bytes: &[u8], at: usize) -> Option<usize> {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    let eight = u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?);
    Some((eight.wrapping_mul(ODD) >> (u64::BITS - BUCKET_BITS)) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_lead_is_found_where_its_bytes_stand(
            field in proptest::collection::vec(proptest::sample::select(b"ab".to_vec()), 0..40),
            change in proptest::option::of(0_usize..40),
        ) {
            let lead = Lead::new(&field, b',');
            let mut bytes = [b"..", &field[..], b",", &[b'a'; HEAD][..]].concat();
            if let Some(byte) = change.and_then(|place| bytes.get_mut(2 + place)) {
                *byte ^= 1;
            }
            let expected = bytes[2..].starts_with(&[&field[..], b","].concat());
            prop_assert_eq!(lead.leads(&bytes, 2), expected);
            prop_assert!(!lead.leads(&bytes, bytes.len() - HEAD + 1));
        }
    }
}
