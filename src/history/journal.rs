//! A sitting, written down as it goes on: the history's side of [`crate::quiz::journal`].

use super::score::score;
use super::writer::{Beginning, Happening, Stand, Writer};
use super::{HistoryError, Store};
use crate::model::Item;
use crate::model::item::name_of;
use crate::quiz::journal::Journal;
use crate::quiz::{Event, Mode, Session, Setup};
use jiff::Timestamp;
use std::fmt;
use std::io;
use std::time::Duration;

/// Tells the moment of day.
pub type Moment = Box<dyn Fn() -> Timestamp>;

/// Writes one sitting into the history.
pub struct SessionJournal {
    state: State,
    moment: Moment,
    /// What the file holds of each answer, so that only what changed is written.
    written: Vec<Option<Stand>>,
}

enum State {
    /// The sitting has not begun. The store is taken out when it does.
    Waiting(Option<Store>, Vec<(String, Item)>),
    Writing(Writer),
}

impl SessionJournal {
    /// For a new sitting that asks these items, each with the id of its bank.
    pub fn new(store: Store, asked: Vec<(String, Item)>, moment: Moment) -> Self {
        Self { state: State::Waiting(Some(store), asked), moment, written: Vec::new() }
    }

    /// For a sitting that is taken up.
    pub(super) fn going_on(writer: Writer, moment: Moment) -> Self {
        Self { state: State::Writing(writer), moment, written: Vec::new() }
    }

    /// The number of the session, once it has begun.
    pub fn session(&self) -> Option<i64> {
        match &self.state {
            State::Waiting(..) => None,
            State::Writing(writer) => Some(writer.session()),
        }
    }

    fn writer(&mut self) -> io::Result<&mut Writer> {
        match &mut self.state {
            State::Writing(writer) => Ok(writer),
            State::Waiting(..) => Err(io::Error::other("the session has not begun")),
        }
    }
}

impl fmt::Debug for SessionJournal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("SessionJournal").field("session", &self.session()).finish_non_exhaustive()
    }
}

impl Journal for SessionJournal {
    fn begin(&mut self, setup: &Setup) -> io::Result<()> {
        let started = (self.moment)();
        let State::Waiting(store, asked) = &mut self.state else { return Ok(()) };
        let ids = asked.iter().map(|(_, item)| &item.id);
        if !ids.eq(setup.items.iter().map(|asked| &asked.item)) {
            return Err(io::Error::other("the session asks other items than its journal knows"));
        }
        let asked: Vec<(&str, &Item)> = asked.iter().map(|(bank, item)| (bank.as_str(), item)).collect();
        let Some(store) = store.take() else { return Err(io::Error::other("the history is closed")) };
        let beginning = Beginning {
            title: &setup.title,
            mode: name_of(&Mode::ALL, setup.mode),
            setup: &serde_json::to_string(setup)?,
            asked: &asked,
            started,
        };
        self.state = State::Writing(Writer::begin(store, &beginning).map_err(io::Error::other)?);
        Ok(())
    }

    fn event(&mut self, now: Duration, event: &Event, session: &Session) -> io::Result<()> {
        let moment = (self.moment)();
        self.written.resize(session.entries().len(), None);
        let changed: Vec<Stand> = (0..session.entries().len())
            .filter_map(|place| stand(session, place, is_flagged_by(event, place)))
            .filter(|stand| self.written[stand.place].as_ref() != Some(stand))
            .collect();
        let happening = Happening {
            clock: now,
            moment,
            event: &serde_json::to_string(event)?,
            answers: &changed,
            end: session.end().map(|_| score(session)),
        };
        self.writer()?.record(&happening).map_err(io::Error::other)?;
        for stand in changed {
            let place = stand.place;
            self.written[place] = Some(stand);
        }
        Ok(())
    }

    fn alive(&mut self, now: Duration) -> io::Result<()> {
        let moment = (self.moment)();
        self.writer()?.beat(now, moment).map_err(io::Error::other)
    }
}

/// Whether an event puts up or takes down the flag of an item: that an unseen item has none any more must be told too.
fn is_flagged_by(event: &Event, item: usize) -> bool {
    matches!(event, Event::Flag { place, .. } if *place == item)
}

/// Where the answer to an item stands; `None` while there is nothing to tell: the item was not seen, nothing happened to
/// it just now, and its session is not an exam that is over.
fn stand(session: &Session, place: usize, is_touched: bool) -> Option<Stand> {
    let entry = &session.entries()[place];
    let over = session.end().is_some() && session.is_presented(place);
    if !entry.seen && !entry.flagged && !over && !is_touched {
        return None;
    }
    let mark = session.mark(place);
    Some(Stand {
        place,
        response: session.cell(place),
        status: mark.status,
        credit: mark.credit,
        taken: entry.spent,
        changes: u32::try_from(entry.changes()).unwrap_or(u32::MAX),
        turn: session.turn(place),
        flagged: entry.flagged,
        overruled: entry.overruled,
    })
}

/// The history's own error within what a journal reports, if it is one.
pub fn cause(error: &io::Error) -> Option<&HistoryError> {
    error.get_ref()?.downcast_ref()
}
