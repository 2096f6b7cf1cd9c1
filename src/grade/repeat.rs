//! Candidates that come more than once.
//!
//! While sheets are graded each leaves a sighting: a hash of the candidate and the place, 16 bytes. Where a
//! hash comes twice, the input is graded again, now knowing which sheet counts: of several files the last
//! that has the candidate; in a wide file its last row; in a long file all its rows together. The second time the
//! ids themselves are compared, so that a mere collision of hashes changes nothing.

use foldhash::fast::FixedState;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hasher};
use std::sync::Mutex;

/// One sheet, as seen in passing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sighting {
    /// Hash of the candidate's id.
    pub hash: u64,
    /// File (upper 16 bits) and byte at which the sheet starts.
    pub place: u64,
}

/// The most files in one run, since a place has 16 bits for the file.
pub const MAX_FILES: usize = 1 << 16;

/// From where sheets are seen: a block of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lookout {
    /// Seed of the hashes.
    pub seed: u64,
    /// Number of the file.
    pub file: usize,
    /// Byte of the file at which the block starts.
    pub offset: u64,
}

impl Lookout {
    /// A sheet of `candidate` that starts at byte `at` of the block.
    #[inline]
    pub fn sight(self, candidate: &str, at: usize) -> Sighting {
        let mut hasher = FixedState::with_seed(self.seed).build_hasher();
        hasher.write(candidate.as_bytes());
        Sighting { hash: hasher.finish(), place: (self.file as u64) << 48 | (self.offset + at as u64) }
    }
}

impl Sighting {
    /// The number of the file.
    pub fn file(self) -> usize {
        (self.place >> 48) as usize
    }
}

/// Every sheet that was seen, 16 bytes each.
///
/// They lie in buckets by the first bits of their hashes, and these in pieces that never move: to grow one list of all
/// would take half as much again for a while. A bucket is sorted by itself, near the processor.
#[derive(Debug)]
pub struct Sightings {
    buckets: Vec<Bucket>,
}

#[derive(Debug, Clone, Default)]
struct Bucket {
    /// The piece that is not full yet.
    open: Vec<Sighting>,
    full: Vec<Vec<Sighting>>,
}

/// How many bits of a hash choose the bucket.
const BUCKET_BITS: u32 = 7;

/// How many sightings the first piece of a bucket holds.
const FIRST_PIECE: usize = 8;

/// How many the largest holds.
const LARGEST_PIECE: usize = 512;

impl Default for Sightings {
    fn default() -> Self {
        Self { buckets: vec![Bucket::default(); 1 << BUCKET_BITS] }
    }
}

impl Extend<Sighting> for Sightings {
    fn extend<T: IntoIterator<Item = Sighting>>(&mut self, sightings: T) {
        for sighting in sightings {
            let bucket = &mut self.buckets[(sighting.hash >> (u64::BITS - BUCKET_BITS)) as usize];
            if bucket.open.len() == bucket.open.capacity() {
                bucket.close();
            }
            bucket.open.push(sighting);
        }
    }
}

impl Bucket {
    /// Makes room for another piece.
    #[cold]
    fn close(&mut self) {
        // Few sheets must not touch a page of memory for each bucket.
        let room = (2 * self.open.len()).clamp(FIRST_PIECE, LARGEST_PIECE);
        let full = std::mem::replace(&mut self.open, Vec::with_capacity(room));
        if !full.is_empty() {
            self.full.push(full);
        }
    }

    fn into_pieces(self) -> Vec<Vec<Sighting>> {
        let mut pieces = self.full;
        pieces.push(self.open);
        pieces
    }
}

/// A bit for each of many parts of all hashes: whether one was seen in it, and whether another was.
///
/// Nearly all come once, and two looks at each take less time than to sort them all.
#[derive(Default)]
struct Traces {
    once: Vec<u64>,
    again: Vec<u64>,
}

/// How many parts there are for each sighting, so that few come into one by chance.
const PARTS: usize = 16;

impl Traces {
    /// The sightings of a bucket whose hash may have come more than once: every one that has, and a few others.
    fn perhaps_repeated(&mut self, pieces: &[Vec<Sighting>]) -> Vec<Sighting> {
        let all = || pieces.iter().flatten();
        let sightings: usize = pieces.iter().map(Vec::len).sum();
        let words = (sightings * PARTS).div_ceil(64).next_power_of_two();
        for bits in [&mut self.once, &mut self.again] {
            bits.clear();
            bits.resize(words, 0);
        }
        // The lowest bits: the highest are the same in all of a bucket.
        let part = |sighting: &Sighting| {
            ((sighting.hash >> 6) as usize & (words - 1), 1_u64 << (sighting.hash % 64))
        };
        for sighting in all() {
            let (word, bit) = part(sighting);
            self.again[word] |= self.once[word] & bit;
            self.once[word] |= bit;
        }
        let came_again = |sighting: &&Sighting| {
            let (word, bit) = part(sighting);
            self.again[word] & bit != 0
        };
        all().filter(came_again).copied().collect()
    }
}

/// What becomes of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It counts.
    Counts,
    /// A later one counts instead.
    Superseded,
    /// Its rows are to be put together with others of the same candidate.
    Scattered,
}

/// Which sheets count, of candidates that come more than once.
#[derive(Debug, Default)]
pub struct Resolution {
    /// Seed of the hashes.
    pub seed: u64,
    repeated: HashMap<u64, Kept>,
    ids: Mutex<BTreeMap<u64, Ids>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Kept {
    place: u64,
    scattered: bool,
    sheets: u64,
    first_file: usize,
}

impl Kept {
    fn file(self) -> usize {
        Sighting { hash: 0, place: self.place }.file()
    }
}

#[derive(Debug, Default)]
struct Ids {
    candidate: String,
    collision: bool,
}

/// A candidate that came more than once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeated {
    /// The id.
    pub candidate: String,
    /// How many sheets, or stretches of a long file.
    pub sheets: u64,
    /// Whether they were put together as parts of one sheet; otherwise the last one counts.
    pub scattered: bool,
    /// The first and the last file with a sheet of theirs.
    pub files: (usize, usize),
}

impl Resolution {
    /// Nothing is known yet; ids are hashed with `seed`.
    pub fn with_seed(seed: u64) -> Self {
        Self { seed, ..Self::default() }
    }

    /// Finds the repeated hashes among all sightings. `is_long` says which files are long. `None` where every
    /// candidate came once.
    pub fn of(seed: u64, sightings: Sightings, is_long: impl Fn(usize) -> bool) -> Option<Self> {
        let mut repeated = HashMap::new();
        let mut traces = Traces::default();
        for pieces in sightings.buckets.into_iter().map(Bucket::into_pieces) {
            let mut bucket = traces.perhaps_repeated(&pieces);
            drop(pieces);
            // By hash alone, which is quicker; the few that share one are compared below.
            bucket.sort_unstable_by_key(|sighting| sighting.hash);
            for group in bucket.chunk_by(|a, b| a.hash == b.hash).filter(|group| group.len() > 1) {
                let (Some(first), Some(last)) = (group.iter().min(), group.iter().max()) else { continue };
                let in_last_file = group.iter().filter(|sighting| sighting.file() == last.file()).count();
                let kept = Kept {
                    place: last.place,
                    scattered: is_long(last.file()) && in_last_file > 1,
                    sheets: group.len() as u64,
                    first_file: first.file(),
                };
                repeated.insert(last.hash, kept);
            }
        }
        (!repeated.is_empty()).then(|| Self { seed, repeated, ids: Mutex::default() })
    }

    /// Whether repeated candidates have been looked for and found.
    pub fn is_final(&self) -> bool {
        !self.repeated.is_empty()
    }

    /// How many candidates come more than once.
    pub fn len(&self) -> u64 {
        self.repeated.len() as u64
    }

    /// Whether no candidate does.
    pub fn is_empty(&self) -> bool {
        self.repeated.is_empty()
    }

    /// What becomes of this sheet.
    #[inline]
    pub fn fate(&self, candidate: &str, sighting: Sighting) -> Fate {
        if self.repeated.is_empty() {
            return Fate::Counts;
        }
        let Some(kept) = self.repeated.get(&sighting.hash) else { return Fate::Counts };
        self.remember(candidate, sighting.hash);
        let last_file = kept.file();
        if sighting.place == kept.place && !kept.scattered {
            Fate::Counts
        } else if kept.scattered && sighting.file() == last_file {
            Fate::Scattered
        } else {
            Fate::Superseded
        }
    }

    fn remember(&self, candidate: &str, hash: u64) {
        let Ok(mut ids) = self.ids.lock() else { return };
        let known = ids.entry(hash).or_default();
        if known.candidate.is_empty() {
            candidate.clone_into(&mut known.candidate);
        } else if known.candidate != candidate {
            known.collision = true;
        }
    }

    /// After a pass: whether two candidates were seen to share a hash, so that the pass does not count.
    pub fn has_collision(&self) -> bool {
        self.ids.lock().is_ok_and(|ids| ids.values().any(|ids| ids.collision))
    }

    /// After a pass: the candidates that came more than once, by id.
    pub fn into_repeated(self) -> Vec<Repeated> {
        let ids = self.ids.into_inner().unwrap_or_default();
        let mut repeated: Vec<Repeated> = ids
            .into_iter()
            .filter_map(|(hash, ids)| {
                let kept = self.repeated.get(&hash)?;
                Some(Repeated {
                    candidate: ids.candidate,
                    sheets: kept.sheets,
                    scattered: kept.scattered,
                    files: (kept.first_file, kept.file()),
                })
            })
            .collect();
        repeated.sort_by(|a, b| a.candidate.cmp(&b.candidate));
        repeated
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sighting(candidate: &str, file: usize, offset: u64) -> Sighting {
        Lookout { seed: 0, file, offset }.sight(candidate, 0)
    }

    fn seen(sightings: impl IntoIterator<Item = Sighting>) -> Sightings {
        let mut seen = Sightings::default();
        seen.extend(sightings);
        seen
    }

    #[test]
    fn files_are_told_in_whatever_order_sheets_were_seen() {
        for turn in 0..40 {
            let mut sightings: Vec<Sighting> = (0..40).map(|file| sighting("a", file, 7)).collect();
            sightings.rotate_left(turn);
            let resolution = Resolution::of(0, seen(sightings), |_| false).expect("repeats");
            assert_eq!(resolution.fate("a", sighting("a", 39, 7)), Fate::Counts);
            assert_eq!(resolution.into_repeated()[0].files, (0, 39));
        }
    }

    #[test]
    fn the_last_sheet_counts() {
        let all = [("a", 0, 10), ("b", 0, 20), ("a", 0, 30), ("b", 1, 5), ("c", 1, 9), ("c", 1, 12)];
        let sightings = all.iter().map(|&(id, file, offset)| sighting(id, file, offset));
        let resolution = Resolution::of(0, seen(sightings), |file| file == 1).expect("some repeat");
        #[track_caller]
        fn check(resolution: &Resolution, id: &str, file: usize, offset: u64, expected: Fate) {
            assert_eq!(resolution.fate(id, sighting(id, file, offset)), expected);
        }
        check(&resolution, "a", 0, 10, Fate::Superseded);
        check(&resolution, "a", 0, 30, Fate::Counts);
        check(&resolution, "b", 0, 20, Fate::Superseded);
        check(&resolution, "b", 1, 5, Fate::Counts);
        check(&resolution, "c", 1, 9, Fate::Scattered);
        check(&resolution, "c", 1, 12, Fate::Scattered);
        check(&resolution, "d", 1, 15, Fate::Counts);
        assert!(!resolution.has_collision());
        let repeated = resolution.into_repeated();
        let told: Vec<_> =
            repeated.iter().map(|r| (r.candidate.as_str(), r.sheets, r.scattered, r.files)).collect();
        assert_eq!(told, [("a", 2, false, (0, 0)), ("b", 2, false, (0, 1)), ("c", 2, true, (1, 1))]);
    }

    #[test]
    fn no_repeat_needs_no_resolution() {
        // More than a piece of a bucket holds.
        let sightings = (0..200_000_u64).map(|place| sighting(&place.to_string(), 0, place));
        assert!(Resolution::of(0, seen(sightings), |_| false).is_none());
    }

    proptest! {
        #[test]
        fn those_that_come_again_are_found(candidates in proptest::collection::vec(0_u32..400, 0..300), wide: bool) {
            // Hashes in one bucket, and hashes in all.
            let hash = |candidate: u32| u64::from(candidate).wrapping_mul(if wide { 0x9E37_79B9_7F4A_7C15 } else { 1 });
            let sightings = candidates.iter().zip(0..).map(|(&candidate, place)| Sighting { hash: hash(candidate), place });
            let resolution = Resolution::of(0, seen(sightings), |_| false).unwrap_or_default();
            let mut kept: Vec<(u64, u64)> = resolution.repeated.iter().map(|(&hash, kept)| (hash, kept.sheets)).collect();
            kept.sort_unstable();
            let mut counts = BTreeMap::new();
            for &candidate in &candidates {
                *counts.entry(hash(candidate)).or_insert(0) += 1;
            }
            prop_assert_eq!(kept, counts.into_iter().filter(|(_, count)| *count > 1).collect::<Vec<_>>());
        }
    }

    #[test]
    fn two_ids_with_one_hash_are_seen() {
        let one = sighting("a", 0, 1);
        let other = Sighting { place: 2, ..one };
        let resolution = Resolution::of(0, seen([one, other]), |_| false).expect("they repeat");
        resolution.fate("a", one);
        assert!(!resolution.has_collision());
        resolution.fate("b", other);
        assert!(resolution.has_collision());
    }
}
