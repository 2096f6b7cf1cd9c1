//! What cells came to that were read before, found by their bytes.
//!
//! Cells repeat: `b `, an option's text, a short answer. Nothing is allocated to find one. Cells of up to 32 bytes,
//! which nearly all are, are found without any branch that depends on how long they are: the processor could not
//! foretell it, and would lose more time than all the rest takes.

use super::scheme::index;
use crate::sheets::scan::words_of;
use std::ops::Range;

/// Cells with a value each. The table holds places in `entries` counted from 1; 0 is a free bucket. It is never more
/// than a quarter full, so that a search ends soon.
#[derive(Debug, Clone)]
pub(super) struct Memo<V> {
    buckets: Vec<u32>,
    entries: Vec<Entry<V>>,
    texts: Vec<u8>,
}

#[derive(Debug, Clone)]
struct Entry<V> {
    head: Head,
    length: u32,
    /// Where its bytes lie in `texts`.
    text: u32,
    value: V,
}

/// The first bytes of a cell, and 0 behind a shorter one.
type Head = [u64; WORDS];

const WORDS: usize = 4;
const HEAD: usize = 8 * WORDS;

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self { buckets: Vec::new(), entries: Vec::new(), texts: Vec::new() }
    }
}

impl<V> Memo<V> {
    /// What the cell at `range` of `bytes` came to.
    #[inline]
    pub(super) fn find(&self, bytes: &[u8], range: Range<usize>) -> Option<&V> {
        let head = head_of(bytes, &range);
        let mask = self.buckets.len().checked_sub(1)?;
        let mut bucket = hash_of(&head, bytes.get(range.clone())?) & mask;
        loop {
            let entry = self.entries.get((*self.buckets.get(bucket)? as usize).checked_sub(1)?)?;
            let differing = entry.head.iter().zip(head).fold(0, |all, (known, word)| all | (known ^ word));
            if differing == 0
                && entry.length as usize == range.len()
                && (range.len() <= HEAD || self.text(entry) == bytes.get(range.clone()))
            {
                return Some(&entry.value);
            }
            bucket = (bucket + 1) & mask;
        }
    }

    /// Remembers a cell that is not known yet. One too long to be numbered is forgotten at once.
    pub(super) fn insert(&mut self, cell: &[u8], value: V) {
        let (Ok(length), Ok(text)) = (u32::try_from(cell.len()), u32::try_from(self.texts.len())) else {
            return;
        };
        if self.buckets.len() < 4 * (self.entries.len() + 1) {
            self.grow();
        }
        let head = head_of(cell, &(0..cell.len()));
        self.entries.push(Entry { head, length, text, value });
        self.texts.extend_from_slice(cell);
        self.enter(self.entries.len() - 1);
    }

    /// Forgets every cell.
    pub(super) fn clear(&mut self) {
        self.buckets.fill(0);
        self.entries.clear();
        self.texts.clear();
    }

    fn text(&self, entry: &Entry<V>) -> Option<&[u8]> {
        self.texts.get(entry.text as usize..)?.get(..entry.length as usize)
    }

    fn grow(&mut self) {
        let buckets = (2 * self.buckets.len()).max(64);
        self.buckets.clear();
        self.buckets.resize(buckets, 0);
        for place in 0..self.entries.len() {
            self.enter(place);
        }
    }

    /// Puts the entry at `place` into a bucket.
    fn enter(&mut self, place: usize) {
        let mask = self.buckets.len() - 1;
        let entry = &self.entries[place];
        let mut bucket = hash_of(&entry.head, self.text(entry).unwrap_or_default()) & mask;
        while self.buckets[bucket] != 0 {
            bucket = (bucket + 1) & mask;
        }
        self.buckets[bucket] = index(place + 1);
    }
}

/// The head of the cell at `range` of `bytes`.
#[inline]
fn head_of(bytes: &[u8], range: &Range<usize>) -> Head {
    let length = range.len();
    let mut head: Head = if let Some(head) = bytes.get(range.start..).and_then(<[u8]>::first_chunk::<HEAD>) {
        words_of(head)
    } else {
        let mut head = [0; HEAD];
        head.iter_mut().zip(&bytes[range.clone()]).for_each(|(to, from)| *to = *from);
        words_of(&head)
    };
    for (word, start) in head.iter_mut().zip((0..).step_by(8)) {
        *word &= first_bytes(length.saturating_sub(start));
    }
    head
}

/// The bits of the first `length` bytes of a word.
#[inline]
fn first_bytes(length: usize) -> u64 {
    if length < 8 { (1 << (8 * length)) - 1 } else { u64::MAX }
}

/// A hash of a cell with this head. Of a long one eight bytes in the middle and the last eight are hashed too.
#[inline]
fn hash_of(head: &Head, cell: &[u8]) -> usize {
    const ODD: [u64; WORDS] =
        [0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x27D4_EB2F_1656_67C5];
    let products = head.iter().zip(ODD).map(|(word, odd)| word.wrapping_mul(odd).rotate_right(31));
    let mut mixed = products.fold(cell.len() as u64, |all, product| all ^ product);
    if cell.len() > HEAD {
        let ends = [&cell[..cell.len() / 2], cell].map(|part| part.last_chunk().copied().unwrap_or_default());
        mixed ^= ends.iter().fold(0, |all, end| (all ^ u64::from_le_bytes(*end)).wrapping_mul(ODD[1]));
    }
    (mixed.wrapping_mul(ODD[0]) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #[test]
        fn a_memo_is_a_map(cells in proptest::collection::vec(
            proptest::collection::vec(proptest::sample::select(b"ab\0".to_vec()), 0..40), 0..80),
        ) {
            let (mut memo, mut map) = (Memo::default(), HashMap::new());
            for (cell, value) in cells.iter().zip(0..) {
                prop_assert_eq!(memo.find(cell, 0..cell.len()), map.get(cell));
                if !map.contains_key(cell) {
                    memo.insert(cell, value);
                    map.insert(cell.clone(), value);
                }
            }
            for cell in &cells {
                prop_assert_eq!(memo.find(cell, 0..cell.len()), map.get(cell));
                // The same within other bytes.
                let bytes = [b"..", &cell[..], &[b'x'; HEAD][..]].concat();
                prop_assert_eq!(memo.find(&bytes, 2..2 + cell.len()), map.get(cell));
            }
            memo.clear();
            prop_assert!(cells.iter().all(|cell| memo.find(cell, 0..cell.len()).is_none()));
        }
    }
}
