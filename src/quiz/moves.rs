//! What each event does to a session.

use super::event::{Event, Response};
use super::session::Session;
use super::setup::Mode;
use super::state::{Effect, End, Phase, Refusal, Screen, State};
use crate::model::Status;
use std::time::Duration;

/// The longest text that is taken as a response, in bytes; what is longer is refused.
const MAX_TEXT: usize = 10_000;

impl Session {
    pub(super) fn take(&mut self, event: Event, effects: &mut Vec<Effect>) -> Result<(), Refusal> {
        match event {
            Event::Tick => Ok(()),
            Event::Start => self.start(),
            Event::Reopen { away } => self.reopen(away),
            Event::Timer { hidden } => self.while_on(|state| state.timer_hidden = hidden),
            Event::Pause => self.pause(),
            Event::Resume => self.resume(),
            Event::EndBreak => self.end_break(effects),
            Event::Answer { place, response } => self.answer(place, response),
            Event::Check { place } => self.check(place),
            Event::Overrule { place } => self.overrule(place),
            Event::Flag { place, on } => self.flag(place, on),
            Event::Strike { place, option, on } => self.strike(place, option, on),
            Event::Skip { place } => self.skip(place, effects),
            Event::Next => {
                self.in_phase(Phase::Item)?;
                self.forward(self.state.open + 1, effects);
                Ok(())
            }
            Event::Previous => self.previous(),
            Event::Go { place } => self.go(place, effects),
            Event::Review => self.review(),
            Event::Submit => self.submit(effects),
        }
    }

    fn start(&mut self) -> Result<(), Refusal> {
        self.in_phase(Phase::Ready)?;
        self.open_item(0);
        Ok(())
    }

    fn reopen(&mut self, away: Duration) -> Result<(), Refusal> {
        let paused = match self.state.phase {
            Phase::Done(_) => return Err(Refusal::NotNow),
            phase => phase.screen().map(|before| Phase::Paused { before }),
        };
        self.state.phase = paused.unwrap_or(self.state.phase);
        self.state.interruptions += 1;
        self.state.away += away;
        Ok(())
    }

    fn pause(&mut self) -> Result<(), Refusal> {
        let before = self.state.phase.screen().ok_or(Refusal::NotNow)?;
        self.settle();
        self.state.phase = Phase::Paused { before };
        self.state.pauses += 1;
        Ok(())
    }

    fn resume(&mut self) -> Result<(), Refusal> {
        let Phase::Paused { before } = self.state.phase else { return Err(Refusal::NotNow) };
        self.state.phase = match before {
            Screen::Item => Phase::Item,
            Screen::Review => Phase::Review,
            Screen::Warning => Phase::Warning,
        };
        Ok(())
    }

    fn end_break(&mut self, effects: &mut Vec<Effect>) -> Result<(), Refusal> {
        let Phase::Break { next } = self.state.phase else { return Err(Refusal::NotNow) };
        effects.push(Effect::BreakEnded);
        self.show(next);
        Ok(())
    }

    fn answer(&mut self, place: usize, response: Response) -> Result<(), Refusal> {
        self.is_open(place)?;
        if matches!(&response, Response::Text(text) if text.len() > MAX_TEXT) {
            return Err(Refusal::NotAResponse);
        }
        let marker = &self.paper.markers[place];
        let entry = &mut self.state.entries[place];
        if entry.is_final() {
            return Err(Refusal::Final);
        }
        entry.response = marker.normal(response).map_err(|()| Refusal::NotAResponse)?;
        if let Some(Response::Options(chosen)) = &entry.response {
            entry.struck.retain(|option| !chosen.contains(option));
        }
        if entry.response.is_some() {
            entry.skipped = false;
        }
        if marker.settles_at_once() {
            entry.settle();
        }
        Ok(())
    }

    fn check(&mut self, place: usize) -> Result<(), Refusal> {
        self.in_practice()?;
        self.is_open(place)?;
        let entry = &mut self.state.entries[place];
        if entry.is_final() {
            return Err(Refusal::Final);
        }
        if entry.response.is_none() {
            return Err(Refusal::NothingThere);
        }
        entry.settle();
        entry.checked = true;
        Ok(())
    }

    fn overrule(&mut self, place: usize) -> Result<(), Refusal> {
        self.in_practice()?;
        self.is_open(place)?;
        if !self.state.entries[place].is_final() || self.mark(place).status != Status::Review {
            return Err(Refusal::NothingThere);
        }
        self.state.entries[place].overruled = true;
        Ok(())
    }

    fn flag(&mut self, place: usize, on: bool) -> Result<(), Refusal> {
        if !matches!(self.state.phase, Phase::Item | Phase::Review) {
            return Err(Refusal::NotNow);
        }
        self.state.entries.get_mut(place).ok_or(Refusal::NoSuchPlace)?.flagged = on;
        Ok(())
    }

    fn strike(&mut self, place: usize, option: usize, on: bool) -> Result<(), Refusal> {
        self.is_open(place)?;
        let options = self.paper.items[place].choice().map_or(0, |choice| choice.options.len());
        let entry = &mut self.state.entries[place];
        if option >= options {
            return Err(Refusal::NoSuchPlace);
        }
        if entry.is_final() {
            return Err(Refusal::Final);
        }
        if on && matches!(&entry.response, Some(Response::Options(chosen)) if chosen.contains(&option)) {
            return Err(Refusal::Chosen);
        }
        entry.struck.retain(|&struck| struck != option);
        if on {
            entry.struck.push(option);
            entry.struck.sort_unstable();
        }
        Ok(())
    }

    /// In practice a response that was not checked is taken back, so that skipping never counts as answering.
    fn skip(&mut self, place: usize, effects: &mut Vec<Effect>) -> Result<(), Refusal> {
        self.is_open(place)?;
        let practice = self.paper.setup.mode == Mode::Practice;
        let entry = &mut self.state.entries[place];
        if !entry.is_final() {
            if practice {
                entry.response = None;
            }
            entry.skipped = entry.response.is_none();
        }
        self.forward(place + 1, effects);
        Ok(())
    }

    fn previous(&mut self) -> Result<(), Refusal> {
        match self.state.phase {
            Phase::Item if self.state.open > 0 => self.open_item(self.state.open - 1),
            Phase::Item => return Err(Refusal::NoSuchPlace),
            Phase::Review => self.open_item(self.state.open),
            Phase::Warning => self.state.phase = Phase::Review,
            _ => return Err(Refusal::NotNow),
        }
        Ok(())
    }

    fn go(&mut self, place: usize, effects: &mut Vec<Effect>) -> Result<(), Refusal> {
        if !matches!(self.state.phase, Phase::Item | Phase::Review | Phase::Warning) {
            return Err(Refusal::NotNow);
        }
        if place >= self.state.entries.len() {
            return Err(Refusal::NoSuchPlace);
        }
        self.forward(place, effects);
        Ok(())
    }

    fn review(&mut self) -> Result<(), Refusal> {
        if !matches!(self.state.phase, Phase::Item | Phase::Warning) {
            return Err(Refusal::NotNow);
        }
        self.show(self.state.entries.len());
        Ok(())
    }

    fn submit(&mut self, effects: &mut Vec<Effect>) -> Result<(), Refusal> {
        match self.state.phase {
            Phase::Item | Phase::Review => {
                self.settle();
                self.state.phase = Phase::Warning;
            }
            Phase::Warning => self.finish(End::Submitted, effects),
            _ => return Err(Refusal::NotNow),
        }
        Ok(())
    }

    /// Goes to an item or, past the last one, to the review screen; by way of the break where it falls due.
    pub(super) fn forward(&mut self, to: usize, effects: &mut Vec<Effect>) {
        let due = self.paper.setup.limits.pause.filter(|pause| {
            let last = self.state.entries.len();
            !self.state.break_begun && (1..last).contains(&pause.after) && to >= pause.after && to < last
        });
        // The break falls due when its item is passed, not when the review screen is looked at before.
        if due.is_some_and(|pause| self.state.open < pause.after) {
            self.settle();
            self.state.break_begun = true;
            self.state.phase = Phase::Break { next: to };
            effects.push(Effect::BreakBegan);
        } else {
            self.show(to);
        }
    }

    pub(super) fn show(&mut self, to: usize) {
        if to < self.state.entries.len() {
            self.open_item(to);
        } else {
            self.settle();
            self.state.phase = Phase::Review;
        }
    }

    fn open_item(&mut self, place: usize) {
        self.settle();
        self.state.open = place;
        self.state.entries[place].seen = true;
        self.state.phase = Phase::Item;
    }

    pub(super) fn finish(&mut self, end: End, effects: &mut Vec<Effect>) {
        self.settle();
        self.state.phase = Phase::Done(end);
        effects.push(Effect::Ended(end));
    }

    /// The open item's response stood while it was open.
    pub(super) fn settle(&mut self) {
        self.state.entries[self.state.open].settle();
    }

    fn in_phase(&self, phase: Phase) -> Result<(), Refusal> {
        if self.state.phase == phase { Ok(()) } else { Err(Refusal::NotNow) }
    }

    fn in_practice(&self) -> Result<(), Refusal> {
        if self.paper.setup.mode == Mode::Practice { Ok(()) } else { Err(Refusal::NotNow) }
    }

    fn is_open(&self, place: usize) -> Result<(), Refusal> {
        self.in_phase(Phase::Item)?;
        if place == self.state.open { Ok(()) } else { Err(Refusal::NotNow) }
    }

    fn while_on(&mut self, change: impl FnOnce(&mut State)) -> Result<(), Refusal> {
        if matches!(self.state.phase, Phase::Ready | Phase::Done(_)) {
            return Err(Refusal::NotNow);
        }
        change(&mut self.state);
        Ok(())
    }
}
