//! All earlier answers, found by item.

use super::{Answer, fingerprint};
use crate::model::Item;
use foldhash::{HashMap, HashMapExt};

/// Every answer of the history, oldest first.
#[derive(Debug, Default)]
pub struct Past {
    answers: Vec<Answer>,
    by_item: HashMap<String, Vec<usize>>,
}

/// What an answer is still worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It counts.
    Current,
    /// Its item's key, options or accepted answers have changed since: it is shown, and counts for nothing.
    Stale,
}

impl Past {
    /// From answers in any order.
    pub fn new(mut answers: Vec<Answer>) -> Self {
        answers.sort_by_key(|answer| (answer.moment, answer.session, answer.place));
        let mut by_item: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, answer) in answers.iter().enumerate() {
            by_item.entry(answer.item.clone()).or_default().push(number);
        }
        Self { answers, by_item }
    }

    /// All of them, oldest first.
    pub fn answers(&self) -> &[Answer] {
        &self.answers
    }

    /// The answers to `item` as it is now, oldest first. Stale ones are not among them.
    pub fn of(&self, item: &Item) -> Vec<&Answer> {
        let Some(numbers) = self.by_item.get(&item.id) else { return Vec::new() };
        let now = fingerprint(item);
        let answers = numbers.iter().map(|&number| &self.answers[number]);
        answers.filter(|answer| answer.fingerprint == now).collect()
    }

    /// Whether an answer still counts. `item` is the item of its id in the banks at hand; where there is none, the
    /// last answer shows what the item was like in the end.
    pub fn standing(&self, answer: &Answer, item: Option<&Item>) -> Standing {
        let now = match item {
            Some(item) => Some(fingerprint(item)),
            None => self
                .by_item
                .get(&answer.item)
                .and_then(|numbers| numbers.last())
                .map(|&number| self.answers[number].fingerprint.clone()),
        };
        if now.as_deref() == Some(answer.fingerprint.as_str()) { Standing::Current } else { Standing::Stale }
    }
}
