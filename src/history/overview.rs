//! Everything that `qbank history` tells, computed.

use super::progress::{Progress, TopicProgress, progress};
use super::study::{Streak, streak};
use super::{HistoryError, Past, SessionRow, Store};
use crate::analyze::compare::{Proportion, weakest};
use crate::analyze::interval::{Interval, wilson};
use crate::analyze::say::Says;
use crate::model::{Fraction, Item};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, civil};
use num_traits::ToPrimitive;
use std::time::Duration;

/// The study history at a glance.
#[derive(Debug, Clone, PartialEq)]
pub struct Overview {
    /// Every session, oldest first.
    pub sessions: Vec<Session>,
    /// How many answers were given.
    pub answers: usize,
    /// Days of study.
    pub streak: Streak,
    /// Topics over time.
    pub progress: Progress,
    /// The topic that stands out as the weakest, as an index into the topics of `progress`; mostly none does.
    pub weakest: Option<usize>,
    /// How many topics had items enough to be compared.
    pub compared: usize,
}

/// A session in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// Its number.
    pub id: i64,
    /// When it began, by the clock on the wall.
    pub began: DateTime,
    /// What it is called.
    pub title: String,
    /// `exam` or `practice`.
    pub mode: String,
    /// How many items it asks.
    pub items: usize,
    /// How many of them are answered.
    pub answered: usize,
    /// Its own clock: time spent, without the time that the program was not at work.
    pub spent: Duration,
    /// The result; `None` while it is unfinished.
    pub score: Option<Score>,
}

/// The result of a session.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// Points.
    pub points: f64,
    /// The most that could be had.
    pub maximum: f64,
    /// Over how many items.
    pub items: usize,
    /// In percent; `None` where there was nothing to be had.
    pub percent: Option<f64>,
    /// Wilson interval, in percent.
    pub interval: Option<Interval>,
}

impl Score {
    fn of((points, maximum): (Fraction, Fraction), items: usize) -> Self {
        let float = |fraction: Fraction| fraction.to_f64().unwrap_or_default();
        let share = (maximum > 0.into()).then(|| float(points) / float(maximum));
        Self {
            points: float(points),
            maximum: float(maximum),
            items,
            percent: share.map(|share| share * 100.0),
            interval: share.and_then(|share| wilson(share, items)),
        }
    }
}

impl Session {
    /// From a row of the file; days and hours are those of `zone`.
    pub fn of(row: &SessionRow, zone: &TimeZone) -> Self {
        Self {
            id: row.id,
            began: row.started.to_zoned_datetime(zone.clone()).datetime(),
            title: row.title.clone(),
            mode: row.mode.clone(),
            items: row.items,
            answered: row.answered,
            spent: row.clock,
            score: row.score.map(|score| Score::of(score, row.items)),
        }
    }
}

impl Overview {
    /// Reads and counts everything. `find` gives the item of an id in the banks at hand.
    pub fn read<'a>(
        store: &Store,
        find: impl Fn(&str) -> Option<&'a Item>,
        now: Timestamp,
        zone: &TimeZone,
    ) -> Result<Self, HistoryError> {
        let sessions = store.sessions()?;
        Ok(Self::new(&sessions, &store.past()?, find, now.to_zoned_datetime(zone.clone()).date(), zone))
    }

    /// [`Self::read`] of what was read.
    pub fn new<'a>(
        sessions: &[SessionRow],
        past: &Past,
        find: impl Fn(&str) -> Option<&'a Item>,
        today: civil::Date,
        zone: &TimeZone,
    ) -> Self {
        let progress = progress(past, find, zone);
        let (weakest, compared) = stands_out(&progress.topics);
        Self {
            sessions: sessions.iter().map(|row| Session::of(row, zone)).collect(),
            answers: past.answers().iter().filter(|answer| answer.is_given()).count(),
            streak: streak(past, today, zone),
            progress,
            weakest,
            compared,
        }
    }
}

/// The topic that is the weakest beyond doubt, and among how many: those of the outermost level that has several.
fn stands_out(topics: &[TopicProgress]) -> (Option<usize>, usize) {
    let depth = |topic: &TopicProgress| topic.topic.matches('/').count();
    let deepest = topics.iter().map(depth).max().unwrap_or(0);
    let at = |level| (0..topics.len()).filter(|&index| depth(&topics[index]) == level).collect::<Vec<_>>();
    let level = (0..=deepest).map(at).find(|level| level.len() > 1).unwrap_or_default();
    let (places, shares): (Vec<usize>, Vec<Proportion>) = level
        .into_iter()
        .filter(|&index| Says::of(topics[index].now.items) == Says::Comparison)
        .filter_map(|index| {
            let now = &topics[index].now;
            Some((index, Proportion { share: now.share()?, items: now.items }))
        })
        .unzip();
    (weakest(&shares).map(|index| places[index]), shares.len())
}
