//! What is worth another look once a session is over.

use super::entry::{Entry, Turn};
use super::session::Session;
use crate::model::Status;
use std::time::Duration;

/// Places of a session's items by why they deserve another look, each list in the order of the form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LookBack {
    /// Answered without full credit.
    pub missed: Vec<usize>,
    /// Given and not answered.
    pub unanswered: Vec<usize>,
    /// Short answers that a person has to decide on.
    pub review: Vec<usize>,
    /// Took more than half as long again as meant; without a time meant, more than twice the session's median.
    pub slow: Vec<usize>,
    /// Changed from a right response to one that is not.
    pub right_to_wrong: Vec<usize>,
    /// Changed to a right response from one that was not.
    pub wrong_to_right: Vec<usize>,
    /// Flagged.
    pub flagged: Vec<usize>,
}

impl Session {
    /// Looks back at the items that count as given.
    pub fn look_back(&self) -> LookBack {
        let given: Vec<usize> = (0..self.entries().len()).filter(|&place| self.is_presented(place)).collect();
        let of = |test: &dyn Fn(usize) -> bool| given.iter().copied().filter(|&place| test(place)).collect();
        let has = |statuses: &[Status], place: usize| statuses.contains(&self.mark(place).status);
        let median = median(self.entries().iter().filter(|entry| entry.response.is_some()));
        LookBack {
            missed: of(&|place| has(&[Status::Incorrect, Status::Partial], place)),
            unanswered: of(&|place| has(&[Status::Blank], place)),
            review: of(&|place| has(&[Status::Review], place)),
            slow: of(&|place| {
                let meant = self.items()[place].time.or(self.setup().limits.pace);
                let limit = meant.map(|meant| meant * 3 / 2).or(median.map(|median| median * 2));
                limit.is_some_and(|limit| self.entries()[place].spent > limit)
            }),
            right_to_wrong: of(&|place| self.turn(place) == Some(Turn::RightToWrong)),
            wrong_to_right: of(&|place| self.turn(place) == Some(Turn::WrongToRight)),
            flagged: of(&|place| self.entries()[place].flagged),
        }
    }
}

/// The median time of entries; `None` without any.
fn median<'e>(entries: impl Iterator<Item = &'e Entry>) -> Option<Duration> {
    let mut times: Vec<Duration> = entries.map(|entry| entry.spent).collect();
    times.sort_unstable();
    times.get(times.len() / 2).copied()
}
