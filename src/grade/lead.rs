//! Fields known beforehand, recognised where they stand: with what is behind them, so that their end need not be looked
//! for.

use super::known::Known;
use crate::sheets::scan::words_of;
use std::ops::Range;

/// A field as it stands in a file, its quotes included, and the byte behind it, which ends it.
#[derive(Debug, Clone)]
pub(super) struct Lead {
    /// The first bytes, and then 0.
    words: [u64; WORDS],
    /// The bits of `words` that are compared. Where `words` has others nothing is led.
    masks: [u64; WORDS],
    /// The bytes that `words` have no room for.
    rest: Vec<u8>,
    /// How many bytes.
    length: usize,
}

impl Default for Lead {
    /// Leads nothing.
    fn default() -> Self {
        Self { words: [1; WORDS], masks: [0; WORDS], rest: Vec::new(), length: 0 }
    }
}

const WORDS: usize = 4;
const HEAD: usize = 8 * WORDS;

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
        let (mut head, mut mask) = ([0; HEAD], [0; HEAD]);
        self.length = field.len() + 1;
        self.rest.clear();
        for (place, &byte) in field.iter().chain([&behind]).enumerate() {
            match (head.get_mut(place), mask.get_mut(place)) {
                (Some(head), Some(mask)) => (*head, *mask) = (byte, 0xFF),
                _ => self.rest.push(byte),
            }
        }
        (self.words, self.masks) = (words_of(&head), words_of(&mask));
    }

    /// Leads nothing from now on.
    pub(super) fn clear(&mut self) {
        *self = Self { rest: std::mem::take(&mut self.rest), ..Self::default() };
    }

    /// Whether it stands at `at`. Near the end of the bytes it is not found.
    #[inline]
    pub(super) fn leads(&self, bytes: &[u8], at: usize) -> bool {
        let Some(head) = bytes.get(at..).and_then(<[u8]>::first_chunk::<HEAD>) else { return false };
        let found: [u64; WORDS] = words_of(head);
        let differs = |word: usize| found[word] & self.masks[word] ^ self.words[word];
        // Most fields are short, and what is compared with each other is mostly alike in that.
        differs(0) | differs(1) == 0
            && (self.length <= 2 * 8
                || differs(2) | differs(3) == 0
                    && (self.rest.is_empty() || bytes[at + HEAD..].starts_with(&self.rest)))
    }
}

/// Cells of one item that were read before, each in the bucket of its first bytes. A bucket holds the last two.
#[derive(Default)]
pub(super) struct Leads(Vec<[(Lead, Option<Known>); 2]>);

const BUCKET_BITS: u32 = 4;

impl Leads {
    /// What the cell at `at` came to, and how long it is with the byte behind it.
    #[inline]
    pub(super) fn find(&self, bytes: &[u8], at: usize) -> Option<(&Known, usize)> {
        let mut bucket = self.0.get(bucket_of(bytes, at)?)?.iter();
        let (lead, known) = bucket.find(|(lead, _)| lead.leads(bytes, at))?;
        Some((known.as_ref()?, lead.length))
    }

    /// Remembers what the cell at `range` of `bytes` came to, if there is anything behind it.
    pub(super) fn remember(&mut self, bytes: &[u8], range: Range<usize>, known: Known) {
        let (Some(bucket), Some(&behind)) = (bucket_of(bytes, range.start), bytes.get(range.end)) else {
            return;
        };
        self.0.resize_with(1 << BUCKET_BITS, Default::default);
        self.0[bucket].rotate_right(1);
        self.0[bucket][0] = (Lead::new(&bytes[range], behind), Some(known));
    }

    /// Forgets every cell.
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
