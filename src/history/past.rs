//! All earlier answers, found by item.

use super::{Answer, fingerprint};
use crate::model::Item;
use std::collections::BTreeMap;

/// Every answer of the history, oldest first.
#[derive(Debug, Default)]
pub struct Past {
    answers: Vec<Answer>,
    by_item: BTreeMap<String, Vec<usize>>,
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
        let mut by_item: BTreeMap<String, Vec<usize>> = BTreeMap::new();
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

    /// Whether each of [`Self::answers`] still counts. `find` gives the item of an id in the banks at hand; where there is
    /// none, the last answer shows what the item was like in the end.
    pub fn standings<'a>(&self, find: impl Fn(&str) -> Option<&'a Item>) -> Vec<Standing> {
        let mut standings = vec![Standing::Stale; self.answers.len()];
        for (id, numbers) in &self.by_item {
            let last = || numbers.last().map(|&number| self.answers[number].fingerprint.clone());
            let now = find(id).map(fingerprint).or_else(last);
            for &number in numbers {
                if now.as_deref() == Some(self.answers[number].fingerprint.as_str()) {
                    standings[number] = Standing::Current;
                }
            }
        }
        standings
    }
}
