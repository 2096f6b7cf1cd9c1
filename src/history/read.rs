//! Reading sessions and answers back.

use super::answer::TURNS;
use super::{Answer, HistoryError, Past, Store, Writer};
use crate::model::{Fraction, Status};
use crate::quiz::Turn;
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row};
use std::time::Duration;

/// A session in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Its number.
    pub id: i64,
    /// When it began.
    pub started: Timestamp,
    /// What it is called.
    pub title: String,
    /// `exam` or `practice`.
    pub mode: String,
    /// How many items it asks.
    pub items: usize,
    /// How many of them are answered.
    pub answered: usize,
    /// The last sign of life.
    pub seen: Timestamp,
    /// What the session's clock showed then.
    pub clock: Duration,
    /// When it was brought to an end; `None` while it is unfinished.
    pub ended: Option<Timestamp>,
    /// Points and the most that could be had, once it is over.
    pub score: Option<(Fraction, Fraction)>,
}

/// All that a replay of a session needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSession {
    /// What lists tell of it.
    pub row: SessionRow,
    /// Its setup, as JSON.
    pub setup: String,
    /// What was asked, in order.
    pub asked: Vec<Asked>,
    /// Everything that happened: the session's clock, and the event as JSON.
    pub events: Vec<(Duration, String)>,
}

/// An item of a stored session, as it then was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Id of its bank.
    pub bank: String,
    /// Its id.
    pub item: String,
    /// See [`super::fingerprint()`].
    pub fingerprint: String,
    /// See [`super::layout()`].
    pub layout: String,
}

const SESSION: &str = "SELECT id, started, title, mode, seen, clock, ended, points, maximum,
        (SELECT count(*) FROM asked WHERE asked.session = id),
        (SELECT count(*) FROM answer WHERE answer.session = id AND status NOT IN ('blank', 'not_presented'))
    FROM session";

impl Store {
    /// Every session, oldest first.
    pub fn sessions(&self) -> Result<Vec<SessionRow>, HistoryError> {
        let mut select = self.connection.prepare(&format!("{SESSION} ORDER BY id"))?;
        Ok(select.query_map([], session_row)?.collect::<Result<_, _>>()?)
    }

    /// Sessions that were not brought to an end, oldest first.
    pub fn unfinished(&self) -> Result<Vec<SessionRow>, HistoryError> {
        let mut select = self.connection.prepare(&format!("{SESSION} WHERE ended IS NULL ORDER BY id"))?;
        Ok(select.query_map([], session_row)?.collect::<Result<_, _>>()?)
    }

    /// One session with everything that happened in it.
    pub fn session(&self, id: i64) -> Result<StoredSession, HistoryError> {
        let row = self
            .connection
            .query_row(&format!("{SESSION} WHERE id = ?"), [id], session_row)
            .optional()?
            .ok_or(HistoryError::NoSession { session: id })?;
        let setup =
            self.connection.query_row("SELECT setup FROM session WHERE id = ?", [id], |row| row.get(0))?;
        let mut select = self
            .connection
            .prepare("SELECT bank, item, fingerprint, layout FROM asked WHERE session = ? ORDER BY place")?;
        let asked = select
            .query_map([id], |row| {
                Ok(Asked {
                    bank: row.get(0)?,
                    item: row.get(1)?,
                    fingerprint: row.get(2)?,
                    layout: row.get(3)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        let mut select =
            self.connection.prepare("SELECT clock, event FROM event WHERE session = ? ORDER BY number")?;
        let events =
            select.query_map([id], |row| Ok((duration(row, 0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        Ok(StoredSession { row, setup, asked, events })
    }

    /// Every answer of every session.
    pub fn past(&self) -> Result<Past, HistoryError> {
        let mut select = self.connection.prepare(
            "SELECT answer.session, answer.place, asked.bank, asked.item, asked.topic, asked.fingerprint, answer.moment,
                 answer.response, answer.status, answer.credit, answer.taken, answer.changes, answer.turn,
                 answer.flagged, answer.overruled, session.mode = 'exam' AND session.ended IS NOT NULL
             FROM answer
             JOIN asked USING (session, place)
             JOIN session ON session.id = answer.session",
        )?;
        let answers = select.query_map([], answer)?.collect::<Result<Vec<_>, _>>()?;
        Ok(Past::new(answers))
    }

    /// Takes up a session where its process ended. From now on only this writer writes it, so what is read after that
    /// is whole.
    pub fn take_up(self, id: i64) -> Result<(StoredSession, Writer), HistoryError> {
        if self.session(id)?.row.ended.is_some() {
            return Err(HistoryError::Finished { session: id });
        }
        let mut writer = Writer::take_over(self, id)?;
        let stored = writer.store().session(id)?;
        writer.continue_after(stored.events.len());
        Ok((stored, writer))
    }
}

fn session_row(row: &Row<'_>) -> rusqlite::Result<SessionRow> {
    let points: Option<Fraction> = parsed(row, 7)?;
    let maximum: Option<Fraction> = parsed(row, 8)?;
    Ok(SessionRow {
        id: row.get(0)?,
        started: moment(row, 1)?,
        title: row.get(2)?,
        mode: row.get(3)?,
        items: count(row, 9)?,
        answered: count(row, 10)?,
        seen: moment(row, 4)?,
        clock: duration(row, 5)?,
        ended: match row.get::<_, Option<i64>>(6)? {
            Some(_) => Some(moment(row, 6)?),
            None => None,
        },
        score: points.zip(maximum),
    })
}

fn answer(row: &Row<'_>) -> rusqlite::Result<Answer> {
    let status: String = row.get(8)?;
    let turn: Option<String> = row.get(12)?;
    let credit = parsed(row, 9)?;
    Ok(Answer {
        session: row.get(0)?,
        place: count(row, 1)?,
        bank: row.get(2)?,
        item: row.get(3)?,
        topic: row.get(4)?,
        fingerprint: row.get(5)?,
        moment: moment(row, 6)?,
        response: row.get(7)?,
        status: STATUSES.into_iter().find(|known| known.name() == status).ok_or_else(|| odd(8, &status))?,
        credit: credit.ok_or_else(|| odd(9, "nothing"))?,
        taken: duration(row, 10)?,
        changes: row.get(11)?,
        turn: turn.map(|name| named_turn(&name)).transpose()?,
        flagged: row.get(13)?,
        overruled: row.get(14)?,
        submitted: row.get(15)?,
    })
}

fn named_turn(name: &str) -> rusqlite::Result<Turn> {
    let known = TURNS.iter().find(|(_, known)| *known == name);
    known.map(|(turn, _)| *turn).ok_or_else(|| odd(12, name))
}

const STATUSES: [Status; 7] = [
    Status::Correct,
    Status::Partial,
    Status::Incorrect,
    Status::Blank,
    Status::NotPresented,
    Status::Unreadable,
    Status::Review,
];

fn moment(row: &Row<'_>, column: usize) -> rusqlite::Result<Timestamp> {
    let milliseconds: i64 = row.get(column)?;
    Timestamp::from_millisecond(milliseconds).map_err(|_| odd(column, &milliseconds.to_string()))
}

fn count(row: &Row<'_>, column: usize) -> rusqlite::Result<usize> {
    let count: i64 = row.get(column)?;
    usize::try_from(count).map_err(|_| odd(column, &count.to_string()))
}

fn duration(row: &Row<'_>, column: usize) -> rusqlite::Result<Duration> {
    let nanoseconds: i64 = row.get(column)?;
    u64::try_from(nanoseconds).map(Duration::from_nanos).map_err(|_| odd(column, &nanoseconds.to_string()))
}

fn parsed(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Fraction>> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| text.parse().map_err(|_| odd(column, &text))).transpose()
}

/// A value that this program does not write.
fn odd(column: usize, value: &str) -> rusqlite::Error {
    let message = format!("`{value}` is no value of this column");
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, message.into())
}
