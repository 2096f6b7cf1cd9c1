//! The full-screen front.

mod act;
mod editor;
mod hints;
mod item;
mod keys;
mod review;
mod screen;
mod terminal;
#[cfg(test)]
mod tests;
mod ui;

use super::drive::{Left, Sitting};
use act::Front;
use ratatui::crossterm::event::{self, Event as Input, KeyEventKind};
use std::io;
use std::time::Duration;
use terminal::{FullScreen, Signals};

/// How often time is looked at while no key comes.
const LOOK: Duration = Duration::from_millis(200);

/// Runs a session from its present state until it is over or left.
pub(super) fn run(sitting: &mut Sitting, keeps_answers: bool) -> io::Result<Left> {
    let signals = Signals::watch()?;
    let mut screen = FullScreen::enter()?;
    let mut front = Front::new(sitting, keeps_answers);
    loop {
        let size = screen.terminal.size()?;
        front.columns = usize::from(size.width);
        screen.terminal.draw(|frame| front.draw(frame))?;
        let is_idle = !event::poll(LOOK)?;
        if signals.ends() {
            front.flush();
            return Ok(Left::Open);
        }
        if is_idle {
            front.flush();
        } else {
            match event::read()? {
                Input::Key(key) if key.kind != KeyEventKind::Release => front.key(key),
                Input::Paste(text) => front.paste(&text),
                _ => {}
            }
        }
        front.tick();
        if let Some(error) = front.sitting.taken_over() {
            return Err(error);
        }
        if front.is_over() {
            return Ok(Left::Ended);
        }
        if front.leaves {
            front.flush();
            return Ok(Left::Open);
        }
        if std::mem::take(&mut front.suspends) || signals.stops() {
            front.pause();
            screen.suspend()?;
        }
        if std::mem::take(&mut front.redraws) {
            screen.forget()?;
        }
    }
}
