//! Short cells: nothing, a label, or a run of labels such as ` a` or `A;C`.
//!
//! What a cell holds cannot be foretold, so that there are no branches on it but for cells that are something else.
//! What a cell comes to is looked up by its bytes, all of them at once.

use super::known::Known;
use super::scheme::{SchemeItem, SlotId};
use crate::model::OptionSet;
use crate::sheets::cell::ChoiceReader;

/// How the short cells of some items are read: of those whose labels and keys are alike.
pub(super) struct Shorts {
    runs: Runs,
    /// Cells that were read before, each in the bucket of its hash. One that comes later takes the place of the
    /// one before.
    seen: Box<[Seen; 1 << BUCKET_BITS]>,
}

#[derive(Clone, Copy)]
struct Seen {
    cell: u64,
    run: Run,
}

const BUCKET_BITS: u32 = 8;

/// The most bytes of a short cell.
pub(super) const SHORT: usize = 7;

/// Every run there can be. Slots are counted from the item's first.
#[derive(PartialEq, Eq)]
pub(super) struct Runs {
    /// For each byte the bit of the option that it names, 0 for a space, [`PUNCTUATION`], or [`OTHER`].
    bits: Box<[u8; 256]>,
    /// By the bits of all bytes of a cell what it comes to.
    runs: [Run; 2 * OTHER as usize],
}

/// What a short cell comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    outcome: u8,
    /// The bits of the options chosen.
    chosen: u8,
    /// The first so many of `marks` are those of the chosen options of a multiple response; [`UNKNOWN`] where the
    /// cell has to be looked at more closely.
    marked: u8,
    marks: [u8; OPTIONS],
}

/// Cells with labels of options behind these many are left to others.
const OPTIONS: usize = 5;
/// The bit of what stands between labels and is no space: alone it is no blank.
const PUNCTUATION: u8 = 1 << OPTIONS;
/// The bit of what is in no run.
const OTHER: u8 = PUNCTUATION << 1;
/// More marks than there are.
const UNKNOWN: u8 = u8::MAX;

impl Shorts {
    /// Nothing was seen yet.
    pub(super) fn new(runs: Runs) -> Self {
        // No cell has such a length.
        let none = Seen { cell: u64::MAX, run: Run::UNKNOWN };
        Self { runs, seen: Box::new([none; 1 << BUCKET_BITS]) }
    }

    /// Every run there can be.
    pub(super) fn runs(&self) -> &Runs {
        &self.runs
    }

    /// What a bare cell of the first `length` of eight bytes comes to; `length` is at most [`SHORT`].
    #[inline]
    pub(super) fn find(&mut self, eight: u64, length: usize) -> Run {
        const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
        debug_assert!(length <= SHORT);
        let cell = eight & ((1 << (8 * length)) - 1) | (length as u64) << 56;
        let seen = &mut self.seen[(cell.wrapping_mul(ODD) >> (u64::BITS - BUCKET_BITS)) as usize];
        if seen.cell != cell {
            *seen = Seen { cell, run: self.runs.read(cell, length) };
        }
        seen.run
    }
}

impl Runs {
    /// Prepares to read the cells of an item, or of a short answer, which has no `reader`, those that are blank.
    /// `known` tells what choosing options comes to, none of them for a blank.
    pub(super) fn new(
        item: &SchemeItem,
        reader: Option<&ChoiceReader>,
        known: impl Fn(OptionSet) -> Option<Known>,
    ) -> Self {
        let mut runs = [Run::UNKNOWN; 2 * OTHER as usize];
        for chosen in 0..1 << item.option_slots.len().min(OPTIONS) {
            let known = known(OptionSet::from_bits(chosen.into()));
            // What cannot be read is listed each time.
            let known = known.filter(|known| known.outcome != item.unreadable);
            if let Some(run) = known.and_then(|known| Run::new(chosen, &known, item.slots.start)) {
                runs[usize::from(chosen)] = run;
                if chosen > 0 {
                    runs[usize::from(chosen | PUNCTUATION)] = run;
                }
            }
        }
        Self { bits: bits_of(reader), runs }
    }

    /// What the first `length` bytes of `cell` come to.
    #[cold]
    fn read(&self, cell: u64, length: usize) -> Run {
        let bytes = &cell.to_le_bytes()[..length];
        let bits = bytes.iter().fold(0, |bits, &byte| bits | self.bits[usize::from(byte)]);
        self.runs[usize::from(bits)]
    }
}

impl Run {
    const UNKNOWN: Self = Self { outcome: 0, chosen: 0, marked: UNKNOWN, marks: [0; OPTIONS] };

    /// `None` for slots too far from the item's `first`.
    fn new(chosen: u8, known: &Known, first: SlotId) -> Option<Self> {
        let near = |slot: SlotId| u8::try_from(slot.checked_sub(first)?).ok();
        let mut marks = [0; OPTIONS];
        for (mark, slot) in marks.iter_mut().zip(known.marks()) {
            *mark = near(*slot)?;
        }
        let marked = u8::try_from(known.marks().len()).ok()?;
        Some(Self { outcome: near(known.outcome)?, chosen, marked, marks })
    }

    /// Whether the cell is a run.
    #[inline]
    pub(super) fn is_known(self) -> bool {
        self.marked != UNKNOWN
    }

    /// The options chosen; none for a blank.
    #[inline]
    pub(super) fn chosen(self) -> OptionSet {
        OptionSet::from_bits(self.chosen.into())
    }

    /// The outcome of an item with this `first` slot.
    #[inline]
    pub(super) fn outcome(self, first: SlotId) -> SlotId {
        first + SlotId::from(self.outcome)
    }

    /// Adds the marks of the chosen options of a multiple response.
    #[inline]
    pub(super) fn push_marks(self, first: SlotId, marks: &mut Vec<SlotId>) {
        if self.marked > 0 {
            // All are copied, since that takes less time than a loop of a length that cannot be foretold.
            let marked = marks.len() + usize::from(self.marked);
            marks.extend_from_slice(&self.marks.map(|mark| first + SlotId::from(mark)));
            marks.truncate(marked);
        }
    }
}

/// The bit of each byte.
fn bits_of(reader: Option<&ChoiceReader>) -> Box<[u8; 256]> {
    let mut bits = Box::new([OTHER; 256]);
    for byte in ChoiceReader::separators() {
        bits[usize::from(byte)] = if byte.is_ascii_whitespace() { 0 } else { PUNCTUATION };
    }
    for (byte, option) in reader.into_iter().flat_map(ChoiceReader::labels_of_one_byte) {
        bits[usize::from(byte)] = if option < OPTIONS { 1 << option } else { OTHER };
    }
    // These end a record, or open a field in quotes.
    for byte in *b"\r\n\"" {
        bits[usize::from(byte)] = OTHER;
    }
    bits
}
