//! Marks responses by the rules by which sheets are graded.

use super::{Entry, Response, Turn};
use crate::model::{Choice, Fraction, Item, ItemKind, Key, OptionSet, Status};
use crate::scoring::{Lexicon, Rule, ShortScorer, choice, is_blank};

/// What a response is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Blank where nothing was answered.
    pub status: Status,
    /// From 0 to 1.
    pub credit: Fraction,
    /// The rule that decided.
    pub rule: Rule,
    /// For a response under review, why it was not credited.
    pub why: Option<String>,
}

/// Marks the responses to one item.
#[derive(Debug, Clone)]
pub(super) enum Marker {
    Choice(Choice),
    Short(Box<ShortScorer>),
}

impl Marker {
    pub(super) fn new(item: &Item, lexicon: &Lexicon) -> Self {
        match &item.kind {
            ItemKind::Choice(choice) => Self::Choice(choice.clone()),
            ItemKind::Short(short) => Self::Short(Box::new(ShortScorer::new(short, lexicon, &[]))),
        }
    }

    /// The response in its one form: options rising and each once. `None` inside for a blank one.
    ///
    /// `Err` where the response is none to this item.
    pub(super) fn normal(&self, response: Response) -> Result<Option<Response>, ()> {
        match (self, response) {
            (Self::Choice(choice), Response::Options(mut options)) => {
                options.sort_unstable();
                options.dedup();
                let single = matches!(choice.key, Key::Single(_));
                if options.last().is_some_and(|&last| last >= choice.options.len())
                    || (single && options.len() > 1)
                {
                    return Err(());
                }
                Ok((!options.is_empty()).then_some(Response::Options(options)))
            }
            (Self::Short(_), Response::Text(text)) => Ok((!is_blank(&text)).then_some(Response::Text(text))),
            _ => Err(()),
        }
    }

    /// Whether a new response to the item stands at once.
    pub(super) fn settles_at_once(&self) -> bool {
        matches!(self, Self::Choice(Choice { key: Key::Single(_), .. }))
    }

    pub(super) fn mark(&self, response: Option<&Response>) -> Mark {
        let of = |credit, rule| Mark { status: Status::from_credit(credit), credit, rule, why: None };
        match (self, response) {
            (Self::Choice(options), Some(Response::Options(chosen))) => {
                let chosen: OptionSet = chosen.iter().copied().collect();
                of(choice::credit(options, chosen), choice::rule(options))
            }
            (Self::Short(scorer), Some(Response::Text(text))) => {
                let graded = scorer.score(text);
                Mark { status: graded.status, credit: graded.credit, rule: graded.rule, why: graded.why }
            }
            _ => Mark { status: Status::Blank, credit: 0.into(), rule: Rule::None, why: None },
        }
    }

    /// The mark of an entry, her own ruling included.
    pub(super) fn mark_entry(&self, entry: &Entry) -> Mark {
        let mark = self.mark(entry.response.as_ref());
        if entry.overruled && mark.status == Status::Review {
            return Mark { status: Status::Correct, credit: 1.into(), rule: Rule::Ruling, why: None };
        }
        mark
    }

    /// What came of changing the response to an item; `None` where it was not changed, or was right throughout.
    pub(super) fn turn(&self, entry: &Entry) -> Option<Turn> {
        let last = entry.response.as_ref().filter(|&last| entry.settled.iter().any(|other| other != last))?;
        let full = Fraction::from_integer(1);
        let right = |response: &Response| self.mark(Some(response)).credit >= full;
        let earlier = || entry.settled.iter().filter(|&other| other != last);
        match (self.mark_entry(entry).credit >= full, earlier().any(right)) {
            (false, true) => Some(Turn::RightToWrong),
            (false, false) if self.mark(Some(last)).status != Status::Review => Some(Turn::WrongToWrong),
            (true, _) if !earlier().all(right) => Some(Turn::WrongToRight),
            _ => None,
        }
    }
}
