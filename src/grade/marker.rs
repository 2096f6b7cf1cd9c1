//! From a cell to the slot it hits. One worker owns a [`Markers`]; nothing in it is shared.

mod item;
mod unread;

use super::compile::Compiled;
use super::feed::PrintedLabels;
use super::known::{Extra, Known};
use super::lead::Answer;
use super::runs::{Run, Shorts};
use super::scheme::{SlotId, index};
use super::tally::{ReviewEntry, Tally};
use crate::model::OptionSet;
use crate::scoring::Rule;
use crate::sheets::cell::{CellForm, ChoiceReader, Chosen};
use crate::sheets::dialect::Dialect;
use item::{Kind, Marker};
use std::ops::Range;
use std::sync::Arc;

/// The code in [`Markers::one_byte`] of a cell that needs a closer look: above every option.
pub const LOOK_CLOSER: u8 = u8::MAX;

/// Distinct short answers that one worker remembers for one item before it forgets them all.
const REMEMBERED: usize = 20_000;

/// Distinct unreadable cells that one worker keeps for one item before it hands them all over.
const UNREAD: usize = 1_000;

/// Distinct cells of all choice items together that one worker remembers. Few sheets have more; what comes then is
/// read each time.
const CHOICES_REMEMBERED: usize = 1 << 16;

/// The longest cell of a choice item that is remembered, in bytes.
const LONGEST_REMEMBERED: usize = 256;

/// What a cell turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Options of a choice item, at least one.
    Options(OptionSet),
    /// A short answer, by its place in the memory of the item.
    Remembered(u32),
    /// Nothing.
    Blank,
    /// No response to the item.
    Unreadable,
}

/// Reads the cells of all items of a scheme.
pub struct Markers<'a> {
    readers: Vec<Marker<'a>>,
    /// The labels that cells are read by; `None` for the banks' own.
    printed: Option<Arc<PrintedLabels>>,
    /// Whether some item has had more distinct short answers, or unreadable cells, than are remembered.
    is_crowded: bool,
    /// How many more cells of choice items may be remembered.
    room: usize,
    /// How short cells are read: few ways, since most items have the same labels.
    shorts: Vec<Shorts>,
}

impl<'a> Markers<'a> {
    /// Readers for every item.
    pub fn new(compiled: &'a Compiled) -> Self {
        let items = compiled.scheme.items.iter().zip(&compiled.readings);
        let readers = items.map(|(item, reading)| Marker::new(item, reading)).collect();
        let mut markers =
            Self { readers, printed: None, is_crowded: false, room: CHOICES_REMEMBERED, shorts: Vec::new() };
        markers.prepare_shorts();
        markers
    }

    fn prepare_shorts(&mut self) {
        self.shorts.clear();
        // For each way an item that is read so.
        let mut first: Vec<usize> = Vec::new();
        for item in 0..self.readers.len() {
            let marker = &self.readers[item];
            let alike = first.iter().position(|&first| self.readers[first].is_like(marker));
            let shorts = alike.unwrap_or_else(|| {
                let runs = marker.runs();
                self.shorts.iter().position(|shorts| *shorts.runs() == runs).unwrap_or_else(|| {
                    self.shorts.push(Shorts::new(runs));
                    first.push(item);
                    first.len() - 1
                })
            });
            self.readers[item].shorts = index(shorts);
        }
    }

    /// Starts another file, whose cells are read by the labels of a printed form, or by the banks' own.
    pub fn read_by(&mut self, printed: Option<&Arc<PrintedLabels>>) {
        // What ends a cell may be another byte there.
        self.readers.iter_mut().for_each(|marker| marker.leads.clear());
        if self.printed.as_ref() == printed {
            return;
        }
        self.printed = printed.cloned();
        self.room = CHOICES_REMEMBERED;
        for (place, marker) in self.readers.iter_mut().enumerate() {
            let labels = printed.and_then(|printed| printed.0.get(place)?.as_ref());
            if let (Kind::Single(reader) | Kind::Multiple { reader, .. }, Some(choice)) =
                (&mut marker.kind, marker.item.item.choice())
            {
                *reader = match labels {
                    None => ChoiceReader::new(choice),
                    Some(labels) => ChoiceReader::of_printed(choice, labels),
                };
                marker.memo.clear();
            }
        }
        self.prepare_shorts();
    }

    /// Which of the ways of [`Markers::run`] reads the short cells of an item.
    pub(super) fn shorts(&self, item: usize) -> u32 {
        self.readers[item].shorts
    }

    /// What a bare cell of the first `length` of eight bytes comes to, read in one of the ways for short cells.
    #[inline]
    pub(super) fn run(&mut self, shorts: u32, eight: u64, length: usize) -> Run {
        self.shorts[shorts as usize].find(eight, length)
    }

    /// For each byte the outcome of a bare cell of that one byte, counted from the item's first slot, or
    /// [`LOOK_CLOSER`]. What means something to the dialect is no label.
    pub fn one_byte(&self, item: usize, dialect: Dialect) -> [u8; 256] {
        let mut codes = [LOOK_CLOSER; 256];
        if let Kind::Single(reader) = &self.readers[item].kind {
            for (byte, option) in reader.labels_of_one_byte() {
                codes[usize::from(byte)] = u8::try_from(option).unwrap_or(LOOK_CLOSER);
            }
        }
        for byte in [b'"', b'\r', b'\n', dialect.delimiter] {
            codes[usize::from(byte)] = LOOK_CLOSER;
        }
        codes
    }

    /// What the cell at `range` of `bytes` came to, if it was read before.
    #[inline]
    pub fn recall(&self, item: usize, bytes: &[u8], range: Range<usize>) -> Option<&Known> {
        self.readers[item].memo.find(bytes, range)
    }

    /// What the short answer at `at` came to, if it was read before in this file, and how long it is with the byte that
    /// ends it.
    #[inline]
    pub(super) fn recall_answer(&self, item: usize, bytes: &[u8], at: usize) -> Option<(Answer, usize)> {
        self.readers[item].leads.find(bytes, at)
    }

    /// Remembers that the short answer at `range` of `bytes`, whose text is `cell`, came to what [`Markers::recall`] tells.
    pub(super) fn remember_answer(&mut self, item: usize, cell: &[u8], bytes: &[u8], range: Range<usize>) {
        let marker = &mut self.readers[item];
        if let Some(&Known { mark, outcome, .. }) = marker.memo.find(cell, 0..cell.len()) {
            marker.leads.remember(bytes, range, Answer { mark, outcome });
        }
    }

    /// What the cells of an item bring besides their outcome.
    #[inline]
    pub fn extra(&self, item: usize) -> Extra {
        match &self.readers[item].kind {
            Kind::Single(_) => Extra::None,
            Kind::Multiple { .. } => Extra::Marks,
            Kind::Short { .. } => Extra::Note,
        }
    }

    /// Remembers a mark that [`Markers::read`] gave, unless it is remembered already or there is too much to remember.
    pub fn remember(&mut self, item: usize, cell: &[u8], mark: Mark) {
        let marker = &mut self.readers[item];
        let is_known = matches!(mark, Mark::Remembered(_)) || marker.memo.find(cell, 0..cell.len()).is_some();
        if self.room == 0 || cell.len() > LONGEST_REMEMBERED || is_known {
            return;
        }
        if let Some(known) = marker.known(mark) {
            self.room -= 1;
            marker.memo.insert(cell, known);
        }
    }

    /// The place of an unreadable cell among those of its item, for [`Markers::count_unreadable`].
    pub(super) fn unreadable(&mut self, item: usize, cell: &[u8]) -> u32 {
        let unread = &mut self.readers[item].unread;
        let place = unread.place(cell);
        self.is_crowded |= unread.len() > UNREAD;
        place
    }

    /// Takes note of an unreadable cell of a sheet that counts, so that it is listed.
    pub(super) fn count_unreadable(&mut self, item: usize, place: u32) {
        self.readers[item].unread.count(place);
    }

    /// Reads a cell.
    #[inline]
    pub fn read(&mut self, item: usize, cell: &[u8]) -> Mark {
        let marker = &mut self.readers[item];
        match &mut marker.kind {
            Kind::Single(reader) | Kind::Multiple { reader, .. } => match reader.read(cell) {
                Chosen::Options(chosen) => Mark::Options(chosen),
                Chosen::Blank => Mark::Blank,
                Chosen::Unreadable => Mark::Unreadable,
            },
            Kind::Short { .. } => {
                if cell.is_empty() {
                    Mark::Blank
                } else if let Some(known) = marker.memo.find(cell, 0..cell.len()) {
                    known.mark
                } else {
                    let mark = marker.learn(cell);
                    self.is_crowded |=
                        matches!(mark, Mark::Remembered(place) if place as usize >= REMEMBERED);
                    mark
                }
            }
        }
    }

    /// Reads a cell in the form of the program that wrote it.
    pub fn read_as(&mut self, item: usize, cell: &[u8], form: CellForm) -> Mark {
        match &self.readers[item].kind {
            Kind::Single(reader) | Kind::Multiple { reader, .. } => match reader.read_as(cell, form) {
                Chosen::Options(chosen) => Mark::Options(chosen),
                Chosen::Blank => Mark::Blank,
                Chosen::Unreadable => Mark::Unreadable,
            },
            Kind::Short { .. } if form.is_blank(cell) => Mark::Blank,
            Kind::Short { .. } => self.read(item, cell),
        }
    }

    /// The outcome of choosing options on a paper where those of `right` are the keyed ones. `None` for what is no
    /// response, such as two options of a single response.
    pub fn outcome_of_counts(&self, item: usize, chosen: OptionSet, right: OptionSet) -> Option<SlotId> {
        let marker = &self.readers[item];
        let hit = chosen.common(right);
        match &marker.kind {
            Kind::Single(_) if chosen.len() != 1 => None,
            Kind::Single(_) if hit == 1 => {
                let key = marker.item.item.choice()?.key.keyed();
                Some(marker.item.outcomes.start + key.first())
            }
            Kind::Single(_) => Some(marker.item.blank - 1),
            Kind::Multiple { distractors, outcomes, .. } => {
                let outcome = outcomes.get(hit * (distractors + 1) + chosen.len() - hit)?;
                Some(marker.item.outcomes.start + outcome)
            }
            Kind::Short { .. } => None,
        }
    }

    /// The outcome of a mark.
    #[inline]
    pub fn outcome(&self, item: usize, mark: Mark) -> SlotId {
        self.readers[item].outcome(mark)
    }

    /// Adds the marks of the chosen options of a multiple response that had this outcome.
    pub fn push_marks(&self, item: usize, mark: Mark, outcome: SlotId, marks: &mut Vec<SlotId>) {
        marks.extend(self.readers[item].marks(mark, outcome));
    }

    /// Two rows that answer one item: options of a multiple response are united, else the later counts.
    pub fn unite(&self, item: usize, earlier: Mark, later: Mark) -> Mark {
        match (&self.readers[item].kind, earlier, later) {
            (Kind::Multiple { .. }, Mark::Options(a), Mark::Options(b)) => Mark::Options(a.union(b)),
            (Kind::Multiple { .. }, _, Mark::Blank) => earlier,
            _ => later,
        }
    }

    /// The rule by which a mark was scored.
    pub fn rule(&self, item: usize, mark: Mark) -> Rule {
        match (&self.readers[item].kind, mark) {
            (Kind::Short { answers, .. }, Mark::Remembered(place)) => answers[place as usize].rule,
            (Kind::Single(_), Mark::Options(chosen)) if chosen.len() == 1 => Rule::Key,
            (Kind::Multiple { rule, .. }, Mark::Options(_)) => *rule,
            _ => Rule::None,
        }
    }

    /// Takes note of a mark of a sheet that counts, so that short answers for review are listed.
    #[inline]
    pub fn count(&mut self, item: usize, mark: Mark) {
        if let (Kind::Short { answers, .. }, Mark::Remembered(place)) = (&mut self.readers[item].kind, mark) {
            answers[place as usize].count += 1;
        }
    }

    /// Forgets the short answers of items that have had too many, and unreadable cells. To be called between sheets.
    #[inline]
    pub fn forget_if_many(&mut self, tally: &mut Tally) {
        if std::mem::take(&mut self.is_crowded) {
            self.flush(tally, REMEMBERED);
        }
    }

    /// Hands all that was counted for review, or could not be read, to the tally.
    pub fn finish(&mut self, tally: &mut Tally) {
        self.flush(tally, 0);
    }

    fn flush(&mut self, tally: &mut Tally, allowed: usize) {
        for (item, marker) in (0..).zip(&mut self.readers) {
            for (text, count) in marker.unread.drain() {
                tally.add_unreadable(item, text.trim(), count);
            }
            if let Kind::Short { answers, .. } = &mut marker.kind
                && answers.len() > allowed
            {
                marker.memo.clear();
                marker.leads.clear();
                for answer in answers.drain(..) {
                    if let Some((text, entry)) = answer.review.map(|review| *review)
                        && answer.count > 0
                    {
                        tally.add_review(item, &text, &ReviewEntry { count: answer.count, ..entry });
                    }
                }
            }
        }
    }
}
