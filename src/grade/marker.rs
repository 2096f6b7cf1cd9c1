//! From a cell to the slot it hits. One worker owns a [`Markers`]; nothing in it is shared.

use super::compile::{Compiled, Reading};
use super::feed::PrintedLabels;
use super::scheme::{SchemeItem, SlotId, index};
use super::tally::{ReviewEntry, Tally};
use crate::model::{Fraction, OptionSet, Status};
use crate::scoring::{Rule, ShortScorer, choice};
use crate::sheets::cell::{CellForm, ChoiceReader, Chosen};
use crate::sheets::header::text_of;
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::sync::Arc;

/// The code in [`Markers::one_byte`] of a cell that needs a closer look.
pub const LOOK_CLOSER: u8 = u8::MAX;
/// The code of no cell in [`Markers::one_byte`]: left for a cell without any byte.
pub const BLANK: u8 = LOOK_CLOSER - 1;

/// Distinct short answers that one worker remembers for one item before it forgets them all.
const REMEMBERED: usize = 20_000;

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
    /// Whether some item has had more distinct short answers than are remembered.
    is_crowded: bool,
}

struct Marker<'a> {
    item: &'a SchemeItem,
    kind: Kind<'a>,
}

enum Kind<'a> {
    Single(ChoiceReader),
    Multiple {
        reader: ChoiceReader,
        keyed: OptionSet,
        distractors: usize,
        outcomes: &'a [SlotId],
        rule: Rule,
    },
    Short {
        scorer: &'a ShortScorer,
        credits: &'a [Fraction],
        memory: Memory,
    },
}

/// Short answers seen before.
#[derive(Default)]
struct Memory {
    places: HashMap<Box<[u8]>, u32, FixedState>,
    answers: Vec<Answer>,
}

struct Answer {
    outcome: SlotId,
    rule: Rule,
    /// Normalised text and entry of one that a person has to rule on; the count grows.
    review: Option<Box<(String, ReviewEntry)>>,
}

impl<'a> Markers<'a> {
    /// Readers for every item.
    pub fn new(compiled: &'a Compiled) -> Self {
        let items = compiled.scheme.items.iter().zip(&compiled.readings);
        let markers = items.map(|(item, reading)| Marker::new(item, reading)).collect();
        Self { readers: markers, printed: None, is_crowded: false }
    }

    /// Reads the cells from now on by the labels of a printed form, or by the banks' own.
    pub fn read_by(&mut self, printed: Option<&Arc<PrintedLabels>>) {
        if self.printed.as_ref() == printed {
            return;
        }
        self.printed = printed.cloned();
        for (place, marker) in self.readers.iter_mut().enumerate() {
            let labels = printed.and_then(|printed| printed.0.get(place)?.as_ref());
            if let (Kind::Single(reader) | Kind::Multiple { reader, .. }, Some(choice)) =
                (&mut marker.kind, marker.item.item.choice())
            {
                *reader = match labels {
                    None => ChoiceReader::new(choice),
                    Some(labels) => ChoiceReader::of_printed(choice, labels),
                };
            }
        }
    }

    /// For each byte the outcome of a cell of that one byte, counted from the item's first slot, or
    /// [`LOOK_CLOSER`].
    pub fn one_byte(&self, item: usize) -> [u8; 256] {
        let mut codes = [LOOK_CLOSER; 256];
        if let Kind::Single(reader) = &self.readers[item].kind {
            for (byte, option) in reader.labels_of_one_byte() {
                codes[usize::from(byte)] =
                    u8::try_from(option).ok().filter(|code| *code < BLANK).unwrap_or(LOOK_CLOSER);
            }
        }
        codes
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
            Kind::Short { memory, .. } => {
                if cell.is_empty() {
                    Mark::Blank
                } else if let Some(&place) = memory.places.get(cell) {
                    Mark::Remembered(place)
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
        let marker = &self.readers[item];
        match (&marker.kind, mark) {
            (_, Mark::Blank) => marker.item.blank,
            (Kind::Single(_), Mark::Options(chosen)) if chosen.len() == 1 => {
                marker.item.outcomes.start + chosen.first()
            }
            (Kind::Multiple { keyed, distractors, outcomes, .. }, Mark::Options(chosen)) => {
                let hit = chosen.common(*keyed);
                marker.item.outcomes.start + outcomes[hit * (distractors + 1) + chosen.len() - hit]
            }
            (Kind::Short { memory, .. }, Mark::Remembered(place)) => memory.answers[place as usize].outcome,
            _ => marker.item.unreadable,
        }
    }

    /// Adds the marks of the chosen options of a multiple response that had this outcome.
    #[inline]
    pub fn push_marks(&self, item: usize, mark: Mark, outcome: SlotId, marks: &mut Vec<SlotId>) {
        let marker = &self.readers[item];
        if let (Kind::Multiple { .. }, Mark::Options(chosen)) = (&marker.kind, mark) {
            let level = (outcome - marker.item.outcomes.start) as usize;
            for option in chosen.iter() {
                marks.push(marker.item.option_slots[option][level]);
            }
        }
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
            (Kind::Short { memory, .. }, Mark::Remembered(place)) => memory.answers[place as usize].rule,
            (Kind::Single(_), Mark::Options(chosen)) if chosen.len() == 1 => Rule::Key,
            (Kind::Multiple { rule, .. }, Mark::Options(_)) => *rule,
            _ => Rule::None,
        }
    }

    /// Takes note of a mark of a sheet that counts, so that short answers for review are listed.
    #[inline]
    pub fn count(&mut self, item: usize, mark: Mark) {
        if let (Kind::Short { memory, .. }, Mark::Remembered(place)) = (&mut self.readers[item].kind, mark)
            && let Some(review) = &mut memory.answers[place as usize].review
        {
            review.1.count += 1;
        }
    }

    /// Forgets the short answers of items that have had too many. To be called between sheets.
    #[inline]
    pub fn forget_if_many(&mut self, tally: &mut Tally) {
        if std::mem::take(&mut self.is_crowded) {
            self.flush(tally, REMEMBERED);
        }
    }

    /// Hands all that was counted for review to the tally.
    pub fn finish(&mut self, tally: &mut Tally) {
        self.flush(tally, 0);
    }

    fn flush(&mut self, tally: &mut Tally, allowed: usize) {
        for (item, marker) in (0..).zip(&mut self.readers) {
            if let Kind::Short { memory, .. } = &mut marker.kind
                && memory.answers.len() > allowed
            {
                memory.places.clear();
                for answer in memory.answers.drain(..) {
                    if let Some(review) = answer.review.filter(|review| review.1.count > 0) {
                        tally.add_review(item, &review.0, &review.1);
                    }
                }
            }
        }
    }
}

impl<'a> Marker<'a> {
    fn new(item: &'a SchemeItem, reading: &'a Reading) -> Self {
        let kind = match (reading, item.item.choice()) {
            (Reading::Multiple { keyed, outcomes }, Some(choice)) => Kind::Multiple {
                reader: ChoiceReader::new(choice),
                keyed: *keyed,
                distractors: choice.options.len() - keyed.len(),
                outcomes,
                rule: choice::rule(choice),
            },
            (Reading::Short { scorer, credits }, _) => {
                Kind::Short { scorer, credits, memory: Memory::default() }
            }
            (_, Some(choice)) => Kind::Single(ChoiceReader::new(choice)),
            (Reading::Single | Reading::Multiple { .. }, None) => {
                unreachable!("choice readings are made for choice items")
            }
        };
        Self { item, kind }
    }

    /// Scores a short answer that was not seen before.
    #[cold]
    fn learn(&mut self, cell: &[u8]) -> Mark {
        let Kind::Short { scorer, credits, memory } = &mut self.kind else {
            return Mark::Unreadable;
        };
        let text = text_of(cell);
        let graded = scorer.score(&text);
        let first = self.item.outcomes.start;
        let outcome = match graded.status {
            Status::Blank => return Mark::Blank,
            Status::Review => self.item.blank - 1,
            _ => first + index(credits.partition_point(|credit| *credit < graded.credit)),
        };
        let review = (graded.status == Status::Review).then(|| {
            let entry = ReviewEntry {
                response: text.trim().to_owned(),
                count: 0,
                nearest: graded.nearest.unwrap_or_default(),
                why: graded.why.unwrap_or_default(),
            };
            Box::new((graded.key, entry))
        });
        let place = index(memory.answers.len());
        memory.answers.push(Answer { outcome, rule: graded.rule, review });
        memory.places.insert(cell.into(), place);
        Mark::Remembered(place)
    }
}
