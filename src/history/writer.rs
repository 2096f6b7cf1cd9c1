//! Writing down a session while it runs: whatever happens is on disk before the session goes on.

use super::answer::TURNS;
use super::{HistoryError, Store, fingerprint, layout};
use crate::model::item::name_of;
use crate::model::{Fraction, Item, Status};
use crate::quiz::Turn;
use jiff::Timestamp;
use rusqlite::{Transaction, TransactionBehavior, params};
use std::time::Duration;

/// What is known of a session when it begins.
#[derive(Debug, Clone, Copy)]
pub struct Beginning<'a> {
    /// What lists call it.
    pub title: &'a str,
    /// `exam` or `practice`.
    pub mode: &'a str,
    /// The session's setup, as JSON.
    pub setup: &'a str,
    /// Ids of banks and items, in the order of the form.
    pub asked: &'a [(&'a str, &'a Item)],
    /// When it begins.
    pub started: Timestamp,
}

/// One thing that happened.
#[derive(Debug, Clone, Copy)]
pub struct Happening<'a> {
    /// What the session's clock showed.
    pub clock: Duration,
    /// The moment of day.
    pub moment: Timestamp,
    /// The event, as JSON.
    pub event: &'a str,
    /// Where the answers that it touched stand after it.
    pub answers: &'a [Stand],
    /// Points and their maximum, where it brought the session to its end.
    pub end: Option<(Fraction, Fraction)>,
}

/// Where the answer to one item stands; the columns of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Stand {
    /// Place in the form, from 0.
    pub place: usize,
    /// See [`super::Answer::response`].
    pub response: String,
    /// How it is graded.
    pub status: Status,
    /// From 0 to 1.
    pub credit: Fraction,
    /// Time spent on the item so far.
    pub taken: Duration,
    /// How often the answer was changed.
    pub changes: u32,
    /// What came of it.
    pub turn: Option<Turn>,
    /// Whether it is flagged.
    pub flagged: bool,
    /// Whether the candidate overruled a `review`.
    pub overruled: bool,
}

/// A running session's way to the file. Whoever opened a session last may write; an earlier one gets
/// [`HistoryError::TakenOver`].
#[derive(Debug)]
pub struct Writer {
    store: Store,
    session: i64,
    holder: String,
    next: i64,
}

impl Writer {
    /// Writes down that a session begins.
    pub fn begin(mut store: Store, beginning: &Beginning<'_>) -> Result<Self, HistoryError> {
        let transaction = store.write()?;
        let (session, holder) = transaction.query_row(
            "INSERT INTO session (started, title, mode, setup, holder, seen, clock)
             VALUES (?1, ?2, ?3, ?4, hex(randomblob(16)), ?1, 0) RETURNING id, holder",
            params![beginning.started.as_millisecond(), beginning.title, beginning.mode, beginning.setup],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let mut insert = transaction.prepare(
            "INSERT INTO asked (session, place, bank, item, topic, fingerprint, layout)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        )?;
        for (place, (bank, item)) in (0_i64..).zip(beginning.asked) {
            insert.execute(params![
                session,
                place,
                bank,
                item.id,
                item.topic,
                fingerprint(item),
                layout(item)
            ])?;
        }
        drop(insert);
        transaction.commit()?;
        Ok(Self { store, session, holder, next: 0 })
    }

    /// Takes a session over: from now on only this writer may write it.
    pub(super) fn take_over(mut store: Store, session: i64) -> Result<Self, HistoryError> {
        let transaction = store.write()?;
        let holder = transaction.query_row(
            "UPDATE session SET holder = hex(randomblob(16)) WHERE id = ? RETURNING holder",
            [session],
            |row| row.get(0),
        )?;
        transaction.commit()?;
        Ok(Self { store, session, holder, next: 0 })
    }

    /// Says how many events there are already.
    pub(super) fn continue_after(&mut self, events: usize) {
        self.next = i64::try_from(events).unwrap_or(i64::MAX);
    }

    /// The file that is written to.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The session's number, by which people name it.
    pub fn session(&self) -> i64 {
        self.session
    }

    /// Writes down an event with its consequences. On disk when this returns.
    pub fn record(&mut self, happening: &Happening<'_>) -> Result<(), HistoryError> {
        let (session, next) = (self.session, self.next);
        let transaction = self.sign_of_life(happening.clock, happening.moment)?;
        transaction
            .prepare_cached(
                "INSERT INTO event (session, number, clock, moment, event) VALUES (?, ?, ?, ?, ?)",
            )?
            .execute(params![
                session,
                next,
                nanoseconds(happening.clock),
                happening.moment.as_millisecond(),
                happening.event
            ])?;
        for stand in happening.answers {
            keep(&transaction, session, stand, happening.moment)?;
        }
        if let Some((points, maximum)) = happening.end {
            transaction.execute(
                "UPDATE session SET ended = ?, points = ?, maximum = ? WHERE id = ?",
                params![happening.moment.as_millisecond(), points.to_string(), maximum.to_string(), session],
            )?;
        }
        transaction.commit()?;
        self.next += 1;
        Ok(())
    }

    /// Writes down that the session still runs, so that time spent in thought counts after a crash.
    pub fn beat(&mut self, clock: Duration, moment: Timestamp) -> Result<(), HistoryError> {
        Ok(self.sign_of_life(clock, moment)?.commit()?)
    }

    /// Begins a transaction in which the session still is this writer's, and notes the time.
    fn sign_of_life(&mut self, clock: Duration, moment: Timestamp) -> Result<Transaction<'_>, HistoryError> {
        let transaction = self.store.write()?;
        let changed = transaction
            .prepare_cached("UPDATE session SET seen = ?, clock = max(clock, ?) WHERE id = ? AND holder = ?")?
            .execute(params![moment.as_millisecond(), nanoseconds(clock), self.session, self.holder])?;
        if changed == 1 { Ok(transaction) } else { Err(HistoryError::TakenOver { session: self.session }) }
    }
}

impl Store {
    /// A transaction that may write, whose turn has come.
    pub(super) fn write(&mut self) -> Result<Transaction<'_>, HistoryError> {
        Ok(self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
    }
}

/// Writes where an answer stands. The moment stays as it was where only flags or time changed.
fn keep(
    transaction: &Transaction<'_>,
    session: i64,
    stand: &Stand,
    moment: Timestamp,
) -> Result<(), HistoryError> {
    transaction
        .prepare_cached(
            "INSERT INTO answer (session, place, moment, response, status, credit, taken, changes, turn, flagged, overruled)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
             ON CONFLICT (session, place) DO UPDATE SET
                 moment = CASE WHEN response = ?4 AND status = ?5 THEN moment ELSE ?3 END,
                 response = ?4, status = ?5, credit = ?6, taken = ?7, changes = ?8, turn = ?9, flagged = ?10,
                 overruled = ?11",
        )?
        .execute(params![
            session,
            i64::try_from(stand.place).unwrap_or(i64::MAX),
            moment.as_millisecond(),
            stand.response,
            stand.status.name(),
            stand.credit.to_string(),
            nanoseconds(stand.taken),
            stand.changes,
            stand.turn.map(|turn| name_of(&TURNS, turn)),
            stand.flagged,
            stand.overruled,
        ])?;
    Ok(())
}

/// A duration as the file keeps it; 292 years at most.
fn nanoseconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX)
}
