//! Runs of one-letter labels, such as `A;C`, read all letters at once.

use super::known::Known;
use crate::model::OptionSet;
use crate::sheets::cell::ChoiceReader;

/// The most options of an item whose runs are read here: one bit each, and one for what is no label.
const OPTIONS: usize = 7;

/// For an item every set of options, with what choosing them comes to.
pub(super) struct Runs {
    /// For each byte the bit of the option that it names, 0 if it only separates, or [`OTHER`].
    bits: Box<[u8; 256]>,
    /// By set, from that of the first option alone.
    known: Vec<Known>,
}

const OTHER: u8 = 1 << OPTIONS;

/// A separator, to fill eight bytes up with.
const SPACES: u64 = u64::from_le_bytes([b' '; 8]);

impl Runs {
    /// Prepares to read the runs of an item, or `None` where it has too many options. `known` tells what choosing
    /// options comes to.
    pub(super) fn new(
        reader: &ChoiceReader,
        options: usize,
        known: impl Fn(OptionSet) -> Option<Known>,
    ) -> Option<Self> {
        if options > OPTIONS {
            return None;
        }
        let mut bits = Box::new([OTHER; 256]);
        for byte in ChoiceReader::separators() {
            bits[usize::from(byte)] = 0;
        }
        for (byte, option) in reader.labels_of_one_byte() {
            bits[usize::from(byte)] = 1 << option;
        }
        let set = |bits: u32| (0..options).filter(|option| bits >> option & 1 == 1).collect();
        let known: Option<Vec<Known>> = (1..1 << options).map(|bits| known(set(bits))).collect();
        Some(Self { bits, known: known? })
    }

    /// What a cell of these first `length` bytes comes to, if it is a run with at least one label.
    #[inline]
    pub(super) fn find(&self, eight: [u8; 8], length: usize) -> Option<&Known> {
        // `length` is at least 1.
        let beyond = u64::MAX.checked_shl(8 * u32::try_from(length).unwrap_or(u32::MAX)).unwrap_or(0);
        let word = u64::from_le_bytes(eight) & !beyond | SPACES & beyond;
        let set = word.to_le_bytes().iter().fold(0, |set, &byte| set | self.bits[usize::from(byte)]);
        self.known.get(usize::from(set).wrapping_sub(1))
    }
}
