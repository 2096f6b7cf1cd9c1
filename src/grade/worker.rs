//! One worker: grades the sheets of one block after another into a tally of its own.

use super::compile::Compiled;
use super::known::Extra;
use super::lanes::Lanes;
use super::lead::Answer;
use super::letters::CELLS;
use super::marker::{Mark, Markers};
use super::recorder::{GradedSheet, Recorder, Response};
use super::repeat::{Fate, Resolution, Sighting};
use super::scheme::{Scheme, SlotId, index};
use super::score::{Adder, Sums};
use super::tally::narrow::Narrow;
use super::tally::{Tally, TooMany};
use crate::model::OptionSet;
use crate::scoring::Rule;
use crate::sheets::header::text_of;
use std::ops::Range;

/// What a worker hands over for one block.
#[derive(Debug, Default)]
pub struct Graded<B> {
    /// What the recorder collected.
    pub recorded: B,
    /// Records that could not be read.
    pub rejected: Vec<RejectedRecord>,
    /// Every sheet, to notice repeated candidates.
    pub sightings: Vec<Sighting>,
    /// Parts of sheets that lie scattered over a long file.
    pub fragments: Vec<Fragment>,
    /// Counters.
    pub counts: Counts,
}

/// What happened, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Records read, rejected ones included.
    pub rows: u64,
    /// Sheets that count.
    pub sheets: u64,
    /// Line ends passed.
    pub lines: u64,
    /// Records with fewer fields than the header; the missing cells count as blank.
    pub short_rows: u64,
    /// Responses replaced by a later row for the same candidate and item.
    pub replaced: u64,
    /// Records without any text, such as the rows of delimiters that spreadsheets leave behind.
    pub empty_rows: u64,
    /// Records of attempts that were not finished, or of candidates who were absent.
    pub unfinished: u64,
}

impl Counts {
    /// Adds what happened elsewhere.
    pub fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        self.sheets += other.sheets;
        self.lines += other.lines;
        self.short_rows += other.short_rows;
        self.replaced += other.replaced;
        self.empty_rows += other.empty_rows;
        self.unfinished += other.unfinished;
    }
}

/// A record that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectedRecord {
    /// Byte in the block at which it starts.
    pub at: usize,
    /// Why, and what to do.
    pub reason: String,
    /// The record, cut to [`ROW_SHOWN`].
    pub row: String,
}

/// The most characters of a rejected row that are kept.
pub const ROW_SHOWN: usize = 10_000;

/// The rows of one candidate in one stretch of a long file, kept until all are there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fragment {
    /// The candidate.
    pub candidate: String,
    /// Item and cell.
    pub cells: Vec<(u32, Vec<u8>)>,
}

/// The buffers of one worker.
pub struct Worker<'a, R: Recorder> {
    /// Reads cells.
    pub markers: Markers<'a>,
    /// What was counted so far, but for what `narrow` still holds.
    tally: Tally,
    narrow: Narrow,
    scheme: &'a Scheme,
    recorder: &'a R,
    resolution: &'a Resolution,
    /// For each item of the scheme the outcome on the sheet at hand, and a few more that count for nothing.
    pub slots: Vec<SlotId>,
    /// Marks of chosen options of multiple responses on the sheet at hand.
    pub marks: Vec<SlotId>,
    /// Cells that need a word beyond their slot: short answers.
    pub noted: Vec<(u32, Mark)>,
    /// Unreadable cells on the sheet at hand, see [`Markers::unreadable`].
    unreadable: Vec<(u32, u32)>,
    texts: Texts,
    lanes: Lanes,
    adder: Adder,
}

/// What was entered on the sheet at hand.
#[derive(Default)]
struct Texts {
    wanted: bool,
    arena: String,
    /// For each item where its text lies, and its rule.
    places: Vec<(usize, usize, Rule)>,
}

impl<'a, R: Recorder> Worker<'a, R> {
    /// A worker with an empty tally.
    pub fn new(compiled: &'a Compiled, recorder: &'a R, resolution: &'a Resolution) -> Self {
        let scheme = &compiled.scheme;
        Self {
            markers: Markers::new(compiled),
            tally: Tally::new(scheme),
            narrow: Narrow::new(scheme),
            scheme,
            recorder,
            resolution,
            // The last cells that are read together may be of no item.
            slots: vec![0; scheme.items.len() + CELLS],
            marks: Vec::new(),
            noted: Vec::new(),
            unreadable: Vec::new(),
            texts: Texts { wanted: recorder.wants_responses(), ..Texts::default() },
            lanes: Lanes::new(&scheme.items),
            adder: Adder::new(scheme),
        }
    }

    /// Starts a sheet on which nothing was presented yet.
    pub fn clear(&mut self) {
        for (slot, item) in self.slots.iter_mut().zip(&self.scheme.items) {
            *slot = item.not_presented;
        }
        self.start();
    }

    /// Starts a sheet whose slots will all be overwritten, or kept from the sheet before.
    #[inline]
    pub fn start(&mut self) {
        self.marks.clear();
        self.noted.clear();
        self.unreadable.clear();
        if self.texts.wanted {
            self.texts.arena.clear();
            self.texts.places.clear();
            self.texts.places.resize(self.scheme.items.len(), (0, 0, Rule::None));
        }
    }

    /// Whether every cell has to pass [`Worker::note`], because texts are wanted.
    pub fn wants_texts(&self) -> bool {
        self.texts.wanted
    }

    /// Puts the cell at `range` of `bytes` on the sheet, if it was read before. Gives its mark.
    #[inline]
    pub fn put_known(&mut self, item: usize, bytes: &[u8], range: Range<usize>) -> Option<Mark> {
        let known = self.markers.recall(item, bytes, range.clone())?;
        let mark = known.mark;
        self.slots[item] = known.outcome;
        // Which kind of item comes in which column can be foretold; what a cell came to cannot.
        match self.markers.extra(item) {
            Extra::None => {}
            Extra::Marks => known.push_marks(&mut self.marks),
            Extra::Note => self.noted.push((index(item), mark)),
        }
        if known.outcome == self.scheme.items[item].unreadable {
            self.list_unreadable(item, &bytes[range.clone()]);
        }
        if self.texts.wanted {
            self.note(item, self.markers.rule(item, mark), &bytes[range]);
        }
        Some(mark)
    }

    /// Puts the short answer at `at` on the sheet, if it was read before in this file. Gives its mark, and how long it is
    /// with the byte that ends it.
    #[inline]
    pub(super) fn put_answer(&mut self, item: usize, bytes: &[u8], at: usize) -> Option<(Mark, usize)> {
        let (Answer { mark, outcome }, length) = self.markers.recall_answer(item, bytes, at)?;
        self.slots[item] = outcome;
        self.noted.push((index(item), mark));
        Some((mark, length))
    }

    /// Reads a cell and puts it on the sheet. Gives its mark.
    pub fn put_new(&mut self, item: usize, cell: &[u8]) -> Mark {
        let mark = self.markers.read(item, cell);
        self.put(item, mark, cell);
        self.markers.remember(item, cell, mark);
        mark
    }

    /// Puts a mark on the sheet.
    #[inline]
    pub fn put(&mut self, item: usize, mark: Mark, cell: &[u8]) {
        let outcome = self.markers.outcome(item, mark);
        self.slots[item] = outcome;
        self.markers.push_marks(item, mark, outcome, &mut self.marks);
        match mark {
            Mark::Remembered(_) => self.noted.push((index(item), mark)),
            _ if outcome == self.scheme.items[item].unreadable => {
                self.list_unreadable(item, cell);
            }
            _ => {}
        }
        if self.texts.wanted {
            self.note(item, self.markers.rule(item, mark), cell);
        }
    }

    /// Puts a mark on the sheet that was made on a paper with the options in another order, where `right` are the
    /// places of the keyed ones. Which distractor a place was is not known, so no option counts as chosen.
    pub(super) fn put_on_paper(&mut self, item: usize, mark: Mark, right: OptionSet, cell: &[u8]) {
        let Mark::Options(chosen) = mark else { return self.put(item, mark, cell) };
        let Some(outcome) = self.markers.outcome_of_counts(item, chosen, right) else {
            return self.put(item, Mark::Unreadable, cell);
        };
        self.slots[item] = outcome;
        if self.texts.wanted {
            self.note(item, self.markers.rule(item, mark), cell);
        }
    }

    /// Undoes [`Worker::put`] of an item, before it is put anew.
    #[cold]
    pub fn take_back(&mut self, item: usize, mark: Mark) {
        let slots = self.scheme.items[item].slots.clone();
        self.marks.retain(|slot| !slots.contains(slot));
        self.noted.retain(|noted| *noted != (index(item), mark));
        self.unreadable.retain(|(unreadable, _)| *unreadable != index(item));
    }

    /// Takes note of an unreadable cell, which is listed whether texts are wanted or not.
    #[cold]
    fn list_unreadable(&mut self, item: usize, cell: &[u8]) {
        let place = self.markers.unreadable(item, cell);
        self.unreadable.push((index(item), place));
    }

    /// Keeps the text of a cell for the recorder.
    pub fn note(&mut self, item: usize, rule: Rule, cell: &[u8]) {
        let start = self.texts.arena.len();
        self.texts.arena.push_str(&text_of(cell));
        self.texts.places[item] = (start, self.texts.arena.len(), rule);
    }

    /// Asks what becomes of the sheet of `candidate` that stands at `place`, and reports it as seen.
    #[inline]
    pub fn fate(&self, candidate: &str, sighting: Sighting, out: &mut Graded<R::Block>) -> Fate {
        let fate = self.resolution.fate(candidate, sighting);
        out.sightings.push(sighting);
        fate
    }

    /// Counts the sheet at hand and hands it to the recorder.
    #[inline]
    pub fn finish(&mut self, candidate: &str, out: &mut Graded<R::Block>) -> Result<(), TooMany> {
        let slots = &self.slots[..self.scheme.items.len()];
        self.lanes.set(slots);
        let Sums { points, max, presented, answered, blank, review } =
            self.adder.add_up(slots, &self.lanes, self.scheme);
        let points = if self.scheme.allow_negative { points } else { points.max(0) };
        let groups = self.adder.subscores();
        self.narrow.add(&mut self.tally, points, max, (slots, &self.lanes, &self.marks), groups)?;
        for &(item, mark) in &self.noted {
            self.markers.count(item as usize, mark);
        }
        for &(item, place) in &self.unreadable {
            self.markers.count_unreadable(item as usize, place);
        }
        out.counts.sheets += 1;

        let responses: Vec<Response<'_>> = self
            .texts
            .places
            .iter()
            .map(|&(start, end, rule)| Response { text: &self.texts.arena[start..end], rule })
            .collect();
        let sheet = GradedSheet {
            candidate,
            slots,
            marks: &self.marks,
            responses: &responses,
            points,
            max,
            presented,
            answered,
            blank,
            review,
            groups,
        };
        self.recorder.record(&mut out.recorded, &sheet);
        self.markers.forget_if_many(&mut self.tally);
        Ok(())
    }

    /// Everything that was counted.
    pub fn into_tally(mut self) -> Result<Tally, TooMany> {
        self.markers.finish(&mut self.tally);
        self.narrow.finish(&mut self.tally)?;
        Ok(self.tally)
    }
}
