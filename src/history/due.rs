//! When an item is due again, by FSRS: the longer it was remembered, the later.
//!
//! The scheduler is `rs-fsrs` with its default weights, a wanted recall of 90 %, without random spread, and in whole
//! days: what was answered today is due tomorrow at the earliest. Each given answer is one review, rated by
//! [`rating`]. `docs/history.md` tells users the same.

use super::Answer;
use crate::model::{Item, Status};
use chrono::{DateTime, Utc};
use jiff::Timestamp;
use rs_fsrs::{Card, FSRS, Parameters, Rating};
use std::time::Duration;

/// When an item is due, and how likely it is remembered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Due {
    /// From this moment on.
    pub at: Timestamp,
    /// The probability, 0 to 1, that it is remembered now.
    pub recall: f64,
}

/// The state of an item after `answers`, oldest first, which are all of it and all up to date. `None` where none of
/// them says anything.
pub fn due(item: &Item, answers: &[&Answer], now: Timestamp) -> Option<Due> {
    let scheduler =
        FSRS::new(Parameters { enable_fuzz: false, enable_short_term: false, ..Parameters::default() });
    let mut card = Card::default();
    let mut reviewed: Option<Timestamp> = None;
    let mut right_before = false;
    for answer in answers {
        let Some(rating) = rating(answer, item.time, right_before) else { continue };
        right_before = rating != Rating::Again;
        // A clock that was set back must not make negative days.
        let moment = reviewed.map_or(answer.moment, |last| last.max(answer.moment));
        card = scheduler.next(card, instant(moment), rating).card;
        reviewed = Some(moment);
    }
    let now = now.max(reviewed?);
    Some(Due {
        at: Timestamp::from_second(card.due.timestamp()).ok()?,
        recall: card.get_retrievability(instant(now)),
    })
}

/// How an answer is rated, in the four steps of FSRS.
///
/// - again: no credit, or left blank in an exam that was handed in
/// - hard: part of the credit; or full credit after changing a wrong answer, by the candidate's own ruling, or with more
///   than the `meant` time
/// - easy: full credit in half of the `meant` time or less, and the answer before was right too: a first quick hit may
///   be a guess
/// - good: any other full credit
///
/// `None` for what says nothing: not answered, unreadable, or waiting for a person.
pub fn rating(answer: &Answer, meant: Option<Duration>, right_before: bool) -> Option<Rating> {
    if !answer.is_given() {
        return None;
    }
    let turned = answer.turn == Some(crate::quiz::Turn::WrongToRight);
    match answer.status {
        Status::Review | Status::Unreadable | Status::NotPresented => None,
        Status::Incorrect | Status::Blank => Some(Rating::Again),
        Status::Partial => Some(Rating::Hard),
        Status::Correct => Some(match meant {
            _ if turned || answer.overruled => Rating::Hard,
            Some(meant) if answer.taken > meant => Rating::Hard,
            Some(meant) if right_before && answer.changes == 0 && answer.taken * 2 <= meant => Rating::Easy,
            _ => Rating::Good,
        }),
    }
}

/// The moment in the scheduler's own type.
fn instant(moment: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp(moment.as_second(), 0).unwrap_or_default()
}
