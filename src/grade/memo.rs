//! What cells came to that were read before, found by their bytes.
//!
//! Cells repeat: `A;C`, `b `, an option's text, a short answer. A cell that is found here costs a hash of a few of
//! its bytes and one comparison, and nothing is allocated.

use super::scheme::index;
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
    /// The bytes of a cell of at most eight, else its first eight.
    head: u64,
    length: u32,
    /// Where its bytes lie in `texts`.
    text: u32,
    value: V,
}

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self { buckets: Vec::new(), entries: Vec::new(), texts: Vec::new() }
    }
}

/// The longest cell that its head and its length tell apart from all others.
const SHORT: usize = 8;

impl<V> Memo<V> {
    /// How many cells are known.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// What the cell at `range` of `bytes` came to.
    #[inline]
    pub(super) fn find(&self, bytes: &[u8], range: Range<usize>) -> Option<&V> {
        let length = range.len();
        let head = match bytes.get(range.start..).and_then(<[u8]>::first_chunk) {
            Some(&eight) => u64::from_le_bytes(eight) & first_bytes(length),
            None => head_of(&bytes[range.clone()]),
        };
        let mask = self.buckets.len().checked_sub(1)?;
        let mut bucket = hash_of(head, &bytes[range.clone()]) & mask;
        loop {
            let entry = self.entries.get((*self.buckets.get(bucket)? as usize).checked_sub(1)?)?;
            if entry.head == head
                && entry.length as usize == length
                && (length <= SHORT || self.text(entry) == bytes.get(range.clone()))
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
        let head = head_of(cell);
        self.entries.push(Entry { head, length, text, value });
        self.texts.extend_from_slice(cell);
        let place = index(self.entries.len());
        self.enter(hash_of(head, cell), place);
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
            let entry = &self.entries[place];
            let hash = hash_of(entry.head, self.text(entry).unwrap_or_default());
            self.enter(hash, index(place + 1));
        }
    }

    fn enter(&mut self, hash: usize, place: u32) {
        let mask = self.buckets.len() - 1;
        let mut bucket = hash & mask;
        while self.buckets[bucket] != 0 {
            bucket = (bucket + 1) & mask;
        }
        self.buckets[bucket] = place;
    }
}

/// The first eight bytes of a cell as a number; of a shorter one all, and then 0.
fn head_of(cell: &[u8]) -> u64 {
    let mut eight = [0; SHORT];
    eight.iter_mut().zip(cell).for_each(|(to, from)| *to = *from);
    u64::from_le_bytes(eight)
}

/// The bits of the first `length` bytes of a number.
#[inline]
fn first_bytes(length: usize) -> u64 {
    if length < SHORT { (1 << (8 * length)) - 1 } else { u64::MAX }
}

/// Of a long cell the first, the last and the middle eight bytes are hashed.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "a hash may lose bits")]
fn hash_of(head: u64, cell: &[u8]) -> usize {
    let word = |bytes: Option<&[u8; SHORT]>| bytes.map_or(0, |eight| u64::from_le_bytes(*eight));
    let tail = word(cell.last_chunk());
    let mut mixed = mix(head ^ tail.rotate_left(32) ^ cell.len() as u64);
    if cell.len() > 2 * SHORT {
        mixed = mix(mixed ^ word(cell.get(cell.len() / 2 - SHORT / 2..).and_then(<[u8]>::first_chunk)));
    }
    mixed as usize
}

/// Spreads every bit over the lower ones.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "both halves go into the result")]
fn mix(word: u64) -> u64 {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    let product = u128::from(word) * u128::from(ODD);
    (product >> 64) as u64 ^ product as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #[test]
        fn a_memo_is_a_map(cells in proptest::collection::vec(
            proptest::collection::vec(proptest::sample::select(b"ab\0".to_vec()), 0..20), 0..80),
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
            }
            prop_assert_eq!(memo.len(), map.len());
            memo.clear();
            prop_assert!(cells.iter().all(|cell| memo.find(cell, 0..cell.len()).is_none()));
        }
    }
}
