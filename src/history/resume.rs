//! Taking up a sitting whose process ended: killed, closed, or without power.

use super::journal::{Moment, SessionJournal};
use super::{HistoryError, Store, StoredSession, fingerprint, layout};
use crate::model::Item;
use crate::quiz::journal::Journal;
use crate::quiz::{Event, Session, Setup};
use crate::scoring::Lexicon;
use std::time::Duration;

/// A sitting that goes on.
#[derive(Debug)]
pub struct Resumed {
    /// As it stood at its last sign of life. It has still to be told [`Event::Reopen`], unless it is over: its time
    /// had run out before its process ended.
    pub session: Session,
    /// Goes on writing it down.
    pub journal: SessionJournal,
    /// How long nobody was at work on it, by the calendar.
    pub away: Duration,
}

/// Takes up session `id`, or the unfinished one that was at work last.
///
/// The session's clock goes on from its last sign of life, which is at most a few seconds before its process ended: time
/// spent on the open item counts, time away does not. What is lost is at most what was not yet an answer.
pub fn resume<'a>(
    store: Store,
    id: Option<i64>,
    find: impl Fn(&str) -> Option<&'a Item>,
    lexicon: &Lexicon,
    moment: Moment,
) -> Result<Resumed, HistoryError> {
    let id = if let Some(id) = id {
        id
    } else {
        let unfinished = store.unfinished()?;
        unfinished.iter().max_by_key(|row| (row.seen, row.id)).ok_or(HistoryError::NothingUnfinished)?.id
    };
    check_items(&store.session(id)?, &find)?;
    let (stored, writer) = store.take_up(id)?;
    let mut session = replay(&stored, &find, lexicon)?;
    let clock = stored.row.clock;
    session.handle(Event::Tick, clock);
    let now = moment();
    let away = now.duration_since(stored.row.seen).try_into().unwrap_or(Duration::ZERO);
    let mut journal = SessionJournal::going_on(writer, moment);
    if session.end().is_some() {
        journal
            .event(clock, &Event::Tick, &session)
            .map_err(|error| HistoryError::Unreadable { session: id, why: error.to_string() })?;
    }
    Ok(Resumed { session, journal, away })
}

/// The session as it stood after its last event.
pub fn replay<'a>(
    stored: &StoredSession,
    find: impl Fn(&str) -> Option<&'a Item>,
    lexicon: &Lexicon,
) -> Result<Session, HistoryError> {
    let unreadable = |why: String| HistoryError::Unreadable { session: stored.row.id, why };
    let setup: Setup = serde_json::from_str(&stored.setup).map_err(|error| unreadable(error.to_string()))?;
    let events =
        stored.events.iter().map(|(clock, event)| Ok((*clock, serde_json::from_str::<Event>(event)?)));
    let events: Vec<(Duration, Event)> =
        events.collect::<serde_json::Result<_>>().map_err(|error| unreadable(error.to_string()))?;
    Session::replay(setup, find, lexicon, events).map_err(|error| unreadable(error.to_string()))
}

/// A sitting cannot go on with items that are not those it was begun with.
fn check_items<'a>(
    stored: &StoredSession,
    find: impl Fn(&str) -> Option<&'a Item>,
) -> Result<(), HistoryError> {
    let session = stored.row.id;
    let mut changed = Vec::new();
    for asked in &stored.asked {
        match find(&asked.item) {
            None => {
                let (item, bank) = (asked.item.clone(), asked.bank.clone());
                return Err(HistoryError::BankMissing { session, item, bank });
            }
            Some(item) if fingerprint(item) != asked.fingerprint || layout(item) != asked.layout => {
                changed.push(asked.item.as_str());
            }
            Some(_) => {}
        }
    }
    if changed.is_empty() {
        Ok(())
    } else {
        Err(HistoryError::ItemsChanged { session, items: changed.join(", ") })
    }
}
