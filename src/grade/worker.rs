//! One worker: grades the sheets of one block after another into a tally of its own.

use super::compile::Compiled;
use super::marker::{Mark, Markers};
use super::recorder::{GradedSheet, Recorder, Response, Subscore};
use super::repeat::{Fate, Resolution, Sighting};
use super::scheme::{Scheme, SchemeItem, Slot, SlotId, index};
use super::tally::narrow::Narrow;
use super::tally::{Tally, TooMany};
use crate::model::{OptionSet, Status};
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
    /// For each item of the scheme the outcome on the sheet at hand.
    pub slots: Vec<SlotId>,
    /// Marks of chosen options of multiple responses on the sheet at hand.
    pub marks: Vec<SlotId>,
    /// Cells that need a word beyond their slot: short answers and unreadable ones.
    pub noted: Vec<(u32, Mark)>,
    texts: Texts,
    /// For each slot what it adds to a sheet.
    worths: Vec<Worth>,
    /// The items put together by their first group.
    by_group: ByGroup,
    /// Items that belong to more groups, with these.
    more_groups: Vec<(u32, u32)>,
    /// For each group the subscore, and behind them one that gathers what belongs to no group.
    subscores: Vec<Subscore>,
    /// Subscores and total of a sheet with every item presented and nothing right.
    full: Vec<Subscore>,
    full_total: (i64, u32),
}

/// What was entered on the sheet at hand.
#[derive(Default)]
struct Texts {
    wanted: bool,
    arena: String,
    /// For each item where its text lies, and its rule.
    places: Vec<(usize, usize, Rule)>,
    /// Unreadable cells, which are listed whether texts are wanted or not.
    unreadable: Vec<(u32, String)>,
}

/// What one slot adds to a sheet: its score in units, and a tick in one of the four counters of 16 bits that
/// [`Statuses`] unpacks. Four sums in one keep the loop over a sheet short.
#[derive(Clone, Copy)]
struct Worth {
    score: i64,
    ticks: u64,
}

impl Worth {
    fn of_slots(scheme: &Scheme) -> Vec<Self> {
        let of_slot = |slot: &Slot| {
            let counter = match slot.status {
                Status::Blank => 1,
                Status::NotPresented => 2,
                // A short answer for review is answered as well.
                Status::Review => 3,
                _ => 0,
            };
            let counts = !scheme.items[slot.item as usize].void;
            Self { score: slot.score, ticks: u64::from(counts) << (16 * counter) }
        };
        scheme.slots.iter().map(of_slot).collect()
    }
}

/// How many items of a sheet had which status, void ones left out.
#[derive(Default)]
struct Statuses {
    answered: u32,
    blank: u32,
    not_presented: u32,
    review: u32,
}

impl Statuses {
    /// How many ticks a counter of 16 bits has room for.
    const ROOM: usize = u16::MAX as usize;

    /// Adds four packed counters.
    #[inline]
    fn add(&mut self, ticks: u64) {
        let counter = |place: u32| ((ticks >> (16 * place)) & 0xFFFF) as u32;
        self.answered += counter(0) + counter(3);
        self.blank += counter(1);
        self.not_presented += counter(2);
        self.review += counter(3);
    }
}

/// The items in the order of the first of their groups, so that the points of a group are added up in one go.
struct ByGroup {
    items: Vec<u32>,
    /// For each group that has items where they end in `items`. Items without a group are in one behind the last.
    ends: Vec<(usize, usize)>,
}

impl ByGroup {
    fn new(scheme: &Scheme) -> Self {
        let group_of = |item: u32| {
            let groups = &scheme.items[item as usize].groups;
            groups.first().map_or(scheme.groups.len(), |&group| group as usize)
        };
        let mut items: Vec<u32> = (0..index(scheme.items.len())).collect();
        items.sort_by_key(|&item| group_of(item));
        let mut end = 0;
        let of_group = |items: &[u32]| {
            end += items.len();
            (group_of(items[0]), end)
        };
        let ends = items.chunk_by(|&a, &b| group_of(a) == group_of(b)).map(of_group).collect();
        Self { items, ends }
    }

    /// The groups with their items.
    #[inline]
    fn iter(&self) -> impl Iterator<Item = (usize, &[u32])> {
        let mut start = 0;
        self.ends.iter().map(move |&(group, end)| {
            let items = &self.items[start..end];
            start = end;
            (group, items)
        })
    }
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
            slots: vec![0; scheme.items.len()],
            marks: Vec::new(),
            noted: Vec::new(),
            texts: Texts { wanted: recorder.wants_responses(), ..Texts::default() },
            worths: Worth::of_slots(scheme),
            by_group: ByGroup::new(scheme),
            more_groups: more_groups(scheme),
            subscores: vec![Subscore::default(); scheme.groups.len() + 1],
            full: full_subscores(scheme),
            full_total: (scheme.max(), scheme.items.iter().filter(|item| !item.void).map(|_| 1).sum()),
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
        if self.texts.wanted {
            self.texts.arena.clear();
            self.texts.places.clear();
            self.texts.places.resize(self.scheme.items.len(), (0, 0, Rule::None));
        }
        self.texts.unreadable.clear();
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
        known.push_marks(&mut self.marks);
        if known.is_for_review {
            self.noted.push((index(item), mark));
        }
        if self.texts.wanted {
            self.note(item, self.markers.rule(item, mark), &bytes[range]);
        }
        Some(mark)
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
                self.texts.unreadable.push((index(item), text_of(cell)));
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
        self.texts.unreadable.retain(|(unreadable, _)| *unreadable != index(item));
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
        let (mut total, statuses) = self.add_up();
        let (mut max, mut presented) = self.full_total;
        if statuses.not_presented > 0 {
            let (withheld, items) = self.withhold();
            max -= withheld;
            presented -= items;
        }
        for group in (0..self.scheme.groups.len()).rev() {
            if let Some(parent) = self.scheme.groups[group].parent {
                let child = self.subscores[group];
                let parent = &mut self.subscores[parent as usize];
                parent.points += child.points;
                parent.max += child.max;
                parent.items += child.items;
            }
        }
        if !self.scheme.allow_negative {
            total = total.max(0);
        }

        let groups = &self.subscores[..self.scheme.groups.len()];
        self.narrow.add(&mut self.tally, total, max, [&self.slots, &self.marks], groups)?;
        for &(item, mark) in &self.noted {
            self.markers.count(item as usize, mark);
        }
        for (item, text) in &self.texts.unreadable {
            self.tally.add_unreadable(*item, text.trim(), 1);
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
            slots: &self.slots,
            marks: &self.marks,
            responses: &responses,
            points: total,
            max,
            presented,
            answered: statuses.answered,
            blank: statuses.blank,
            review: statuses.review,
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

    /// Adds up the scores of the sheet at hand, in all and by group, and counts its statuses.
    #[inline]
    fn add_up(&mut self) -> (i64, Statuses) {
        self.subscores.copy_from_slice(&self.full);
        let (mut total, mut statuses) = (0, Statuses::default());
        let (worths, subscores) = (&self.worths[..], &mut self.subscores[..]);
        for (group, items) in self.by_group.iter() {
            let mut points = 0;
            for items in items.chunks(Statuses::ROOM) {
                let mut ticks = 0;
                for &item in items {
                    let worth = worths[self.slots[item as usize] as usize];
                    points += worth.score;
                    ticks += worth.ticks;
                }
                statuses.add(ticks);
            }
            subscores[group].points = points;
            total += points;
        }
        for &(item, group) in &self.more_groups {
            subscores[group as usize].points += worths[self.slots[item as usize] as usize].score;
        }
        (total, statuses)
    }

    /// Takes the items that were not presented out of the subscores' maxima. Gives their maximum and number.
    fn withhold(&mut self) -> (i64, u32) {
        let (mut max, mut items) = (0, 0);
        for (item, &slot) in self.scheme.items.iter().zip(&self.slots) {
            if slot == item.not_presented && !item.void {
                max += item.max;
                items += 1;
                for &group in &item.groups {
                    let subscore = &mut self.subscores[group as usize];
                    subscore.max -= item.max;
                    subscore.items -= 1;
                }
            }
        }
        (max, items)
    }
}

/// For each group the subscore of no points out of its own items' maxima, those of its children not included.
fn full_subscores(scheme: &Scheme) -> Vec<Subscore> {
    let mut full = vec![Subscore::default(); scheme.groups.len() + 1];
    for item in scheme.items.iter().filter(|item| !item.void) {
        for &group in &item.groups {
            full[group as usize].max += item.max;
            full[group as usize].items += 1;
        }
    }
    full
}

/// Every group of an item but its first.
fn more_groups(scheme: &Scheme) -> Vec<(u32, u32)> {
    let of_item = |(number, item): (u32, &SchemeItem)| {
        let more: Vec<u32> = item.groups.iter().skip(1).copied().collect();
        more.into_iter().map(move |group| (number, group))
    };
    (0..).zip(&scheme.items).flat_map(of_item).collect()
}
