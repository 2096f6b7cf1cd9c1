//! How time runs on in a session.

use super::clock;
use super::session::Session;
use super::setup::Mode;
use super::state::{Effect, End, Phase};
use std::time::Duration;

impl Session {
    /// Lets time run on to `now`, from one thing that falls due to the next, so that the state does not depend on how
    /// often it is told of time.
    pub(super) fn run_to(&mut self, now: Duration, effects: &mut Vec<Effect>) {
        let mut rest = now.saturating_sub(self.state.clock.now);
        self.state.clock.now += rest;
        while rest > Duration::ZERO {
            let step = self.due().map_or(rest, |due| due.min(rest));
            self.run(step, effects);
            rest -= step;
            self.fall_due(effects);
        }
    }

    /// After how long the next thing falls due.
    fn due(&self) -> Option<Duration> {
        match self.state.phase {
            Phase::Item => [self.left(), self.item_left()].into_iter().flatten().min(),
            Phase::Review | Phase::Warning => self.left(),
            Phase::Break { .. } => self.break_left(),
            Phase::Ready | Phase::Paused { .. } | Phase::Done(_) => None,
        }
    }

    /// Counts time in which nothing falls due but at its end.
    fn run(&mut self, step: Duration, effects: &mut Vec<Effect>) {
        let state = &mut self.state;
        match state.phase {
            Phase::Ready | Phase::Done(_) => {}
            Phase::Paused { .. } => state.clock.paused += step,
            Phase::Break { .. } => state.clock.on_break += step,
            Phase::Item | Phase::Review | Phase::Warning => {
                let entry = &mut state.entries[state.open];
                if state.phase == Phase::Item && !entry.is_final() {
                    entry.spent += step;
                }
                state.clock.used += step;
                if let Some(left) = self.left() {
                    effects.extend(clock::alerts(left + step, left).map(Effect::TimeLeft));
                }
            }
        }
    }

    fn fall_due(&mut self, effects: &mut Vec<Effect>) {
        let is_running = matches!(self.state.phase, Phase::Item | Phase::Review | Phase::Warning);
        if is_running && self.left() == Some(Duration::ZERO) {
            self.finish(End::Expired, effects);
        } else if self.state.phase == Phase::Item && self.item_left() == Some(Duration::ZERO) {
            let place = self.state.open;
            self.settle();
            self.state.entries[place].timed_out = true;
            effects.push(Effect::ItemExpired(place));
            // In practice feedback is shown first.
            if self.paper.setup.mode == Mode::Exam {
                self.forward(place + 1, effects);
            }
        } else if let (Phase::Break { next }, Some(Duration::ZERO)) = (self.state.phase, self.break_left()) {
            effects.push(Effect::BreakEnded);
            self.show(next);
        }
    }

    /// Time left for the open item, if items are limited and its response is not final.
    pub fn item_left(&self) -> Option<Duration> {
        let entry = &self.state.entries[self.state.open];
        let limit = self.paper.setup.limits.item.filter(|_| !entry.is_final())?;
        Some(limit.saturating_sub(entry.spent))
    }

    /// Time left of the break, if there is one.
    pub fn break_left(&self) -> Option<Duration> {
        let pause = self.paper.setup.limits.pause?;
        Some(pause.time.saturating_sub(self.state.clock.on_break))
    }
}
