//! From a cell of one item to the slot it hits.

use super::super::compile::Reading;
use super::super::known::Known;
use super::super::lead::Leads;
use super::super::memo::Memo;
use super::super::runs::Runs;
use super::super::scheme::{SchemeItem, SlotId, index};
use super::super::tally::ReviewEntry;
use super::Mark;
use super::unread::Unread;
use crate::model::{Fraction, OptionSet, Status};
use crate::scoring::{Rule, ShortScorer, choice};
use crate::sheets::cell::ChoiceReader;
use crate::sheets::header::text_of;

/// Reads the cells of an item.
pub(super) struct Marker<'a> {
    pub(super) item: &'a SchemeItem,
    pub(super) kind: Kind<'a>,
    pub(super) memo: Memo<Known>,
    /// Of a short answer, those of the file at hand.
    pub(super) leads: Leads,
    pub(super) unread: Unread,
    /// How its short cells are read, see [`super::Markers::run`].
    pub(super) shorts: u32,
}

/// How.
pub(super) enum Kind<'a> {
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
        /// Those seen before.
        answers: Vec<Answer>,
    },
}

/// A short answer that was seen before.
pub(super) struct Answer {
    pub(super) outcome: SlotId,
    pub(super) rule: Rule,
    /// Normalised text and entry of one that a person has to rule on.
    pub(super) review: Option<Box<(String, ReviewEntry)>>,
    /// How often it was given on sheets that count.
    pub(super) count: u64,
}

impl<'a> Marker<'a> {
    pub(super) fn new(item: &'a SchemeItem, reading: &'a Reading) -> Self {
        let kind = match (reading, item.item.choice()) {
            (Reading::Multiple { keyed, outcomes }, Some(choice)) => Kind::Multiple {
                reader: ChoiceReader::new(choice),
                keyed: *keyed,
                distractors: choice.options.len() - keyed.len(),
                outcomes,
                rule: choice::rule(choice),
            },
            (Reading::Short { scorer, credits }, _) => Kind::Short { scorer, credits, answers: Vec::new() },
            (_, Some(choice)) => Kind::Single(ChoiceReader::new(choice)),
            (Reading::Single | Reading::Multiple { .. }, None) => {
                unreachable!("choice readings are made for choice items")
            }
        };
        Self {
            item,
            kind,
            memo: Memo::default(),
            leads: Leads::default(),
            unread: Unread::default(),
            shorts: 0,
        }
    }

    /// Whether the short cells of two single responses, or of two short answers, are read alike.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let blank = |item: &SchemeItem| item.blank - item.slots.start;
        let labels_are = match (&self.kind, &other.kind) {
            (Kind::Single(a), Kind::Single(b)) => a.has_letters_of(b),
            (Kind::Short { .. }, Kind::Short { .. }) => true,
            _ => false,
        };
        labels_are && blank(self.item) == blank(other.item)
    }

    pub(super) fn runs(&self) -> Runs {
        let reader = match &self.kind {
            Kind::Single(reader) | Kind::Multiple { reader, .. } => Some(reader),
            Kind::Short { .. } => None,
        };
        Runs::new(self.item, reader, |chosen| {
            self.known(if chosen.is_empty() { Mark::Blank } else { Mark::Options(chosen) })
        })
    }

    #[inline]
    pub(super) fn outcome(&self, mark: Mark) -> SlotId {
        match (&self.kind, mark) {
            (_, Mark::Blank) => self.item.blank,
            (Kind::Single(_), Mark::Options(chosen)) if chosen.len() == 1 => {
                self.item.outcomes.start + chosen.first()
            }
            (Kind::Multiple { keyed, distractors, outcomes, .. }, Mark::Options(chosen)) => {
                let hit = chosen.common(*keyed);
                self.item.outcomes.start + outcomes[hit * (distractors + 1) + chosen.len() - hit]
            }
            (Kind::Short { answers, .. }, Mark::Remembered(place)) => answers[place as usize].outcome,
            _ => self.item.unreadable,
        }
    }

    /// The marks of the chosen options of a multiple response that had this outcome.
    pub(super) fn marks(&self, mark: Mark, outcome: SlotId) -> impl Iterator<Item = SlotId> {
        let chosen = match (&self.kind, mark) {
            (Kind::Multiple { .. }, Mark::Options(chosen)) => chosen,
            _ => OptionSet::EMPTY,
        };
        let level = (outcome - self.item.outcomes.start) as usize;
        chosen.iter().map(move |option| self.item.option_slots[option][level])
    }

    /// What a mark comes to that is no short answer. `None` for more chosen options than are remembered.
    pub(super) fn known(&self, mark: Mark) -> Option<Known> {
        let outcome = self.outcome(mark);
        Known::of_choice(mark, outcome, self.marks(mark, outcome))
    }

    /// Scores a short answer that was not seen before.
    #[cold]
    pub(super) fn learn(&mut self, cell: &[u8]) -> Mark {
        let Kind::Short { scorer, credits, answers } = &mut self.kind else {
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
        let mark = Mark::Remembered(index(answers.len()));
        // A cell with a NUL byte makes its row unreadable, which is not to be forgotten the next time.
        if !cell.contains(&0) {
            self.memo.insert(cell, Known::of_answer(mark, outcome));
        }
        answers.push(Answer { outcome, rule: graded.rule, review, count: 0 });
        mark
    }
}
