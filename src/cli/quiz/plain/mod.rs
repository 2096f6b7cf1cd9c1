//! The plain front: lines of text, for screen readers, scripts and whoever likes them.

mod command;
mod input;
mod lines;

use super::drive::{Left, Sitting};
use crate::cli::terminal;
use crate::quiz::view::ScreenView;
use crate::quiz::{Effect, Event, Mode, Phase, Response};
use command::{Command, parse};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use input::{Input, Typed};
use std::io::{self, IsTerminal, Write};
use std::time::Duration;

/// How often time is looked at while nothing is typed.
const LOOK: Duration = Duration::from_millis(200);

/// Runs a session from its present state until it is over or left.
pub(super) fn run(sitting: &mut Sitting) -> io::Result<Left> {
    let input = Input::start();
    let mut front = Front { sitting, is_terminal: io::stdin().is_terminal() && io::stdout().is_terminal() };
    front.show()?;
    front.prompt()?;
    loop {
        let typed = input.next(LOOK);
        let before = front.sitting.session().phase();
        let effects = front.sitting.send(Event::Tick);
        let moved = front.sitting.session().phase() != before || !effects.is_empty();
        front.tell(&effects, moved)?;
        if let Some(error) = front.sitting.taken_over() {
            return Err(error);
        }
        if front.is_over() {
            return Ok(Left::Ended);
        }
        match typed {
            // A line typed for a screen that is gone is no answer to the one that came in its place.
            Typed::Line(_) if front.sitting.session().phase() != before => front.prompt()?,
            Typed::Line(line) => {
                let command = parse(&line, &front.sitting.session().view().screen);
                if command == Command::Quit {
                    return Ok(Left::Open);
                }
                front.obey(command)?;
                if front.is_over() {
                    return Ok(Left::Ended);
                }
                front.prompt()?;
            }
            Typed::Nothing if moved => front.prompt()?,
            Typed::Nothing => {}
            Typed::End => return Ok(Left::Open),
        }
    }
}

struct Front<'s> {
    sitting: &'s mut Sitting,
    /// Whether somebody sits there, who wants a prompt and a bar.
    is_terminal: bool,
}

impl Front<'_> {
    fn is_over(&self) -> bool {
        self.sitting.session().end().is_some()
    }

    fn obey(&mut self, command: Command) -> io::Result<()> {
        let session = self.sitting.session();
        let (place, mode) = (session.open(), session.setup().mode);
        let entry = &session.entries()[place];
        match command {
            Command::On => return self.on(),
            Command::Answer(response) => return self.answer(place, response),
            Command::Help => return print(&lines::help(mode)),
            Command::Show => return self.show(),
            Command::Time => {
                let line = lines::time(&session.view(), session.item_left());
                return print(&[line]);
            }
            Command::Unknown => {
                return print(&["That is no answer and no command here; ? lists the commands.".to_owned()]);
            }
            _ => {}
        }
        let flagged = entry.flagged;
        let event = match command {
            Command::Next => Event::Next,
            Command::Previous => Event::Previous,
            Command::Go(place) => Event::Go { place },
            Command::Skip => Event::Skip { place },
            Command::Flag => Event::Flag { place, on: !flagged },
            Command::Strike(option) => Event::Strike { place, option, on: !entry.struck.contains(&option) },
            Command::Clear => Event::Answer { place, response: self.blank(place) },
            Command::Overrule => Event::Overrule { place },
            Command::Review => Event::Review,
            Command::Timer => Event::Timer { hidden: !session.is_timer_hidden() },
            Command::Pause => Event::Pause,
            _ => Event::Submit,
        };
        self.happen(event)
    }

    /// The empty line: what is most wanted next.
    fn on(&mut self) -> io::Result<()> {
        let event = match self.sitting.session().phase() {
            Phase::Ready => Event::Start,
            Phase::Item => Event::Next,
            Phase::Break { .. } => Event::EndBreak,
            Phase::Paused { .. } => Event::Resume,
            Phase::Review | Phase::Warning | Phase::Done(_) => return self.show(),
        };
        self.happen(event)
    }

    /// In an exam on to the next item; in practice the feedback.
    fn answer(&mut self, place: usize, response: Response) -> io::Result<()> {
        let effects = self.sitting.send(Event::Answer { place, response });
        if !effects.is_empty() {
            return self.tell(&effects, !matches!(effects[..], [Effect::Refused(_)]));
        }
        if self.sitting.session().setup().mode == Mode::Exam {
            return self.happen(Event::Next);
        }
        let effects = self.sitting.send(Event::Check { place });
        if !effects.is_empty() {
            return self.tell(&effects, true);
        }
        let feedback = lines::feedback(&self.sitting.session().feedback(place), terminal::width());
        print(&feedback)
    }

    /// Lets something happen, and shows what came of it.
    fn happen(&mut self, event: Event) -> io::Result<()> {
        let told = match &event {
            Event::Flag { on: true, .. } => Some("Flagged."),
            Event::Flag { .. } => Some("The flag is off."),
            Event::Strike { on: true, .. } => Some("Struck out."),
            Event::Strike { .. } => Some("No longer struck out."),
            Event::Timer { hidden: true } => Some("The time is hidden until 5 minutes are left."),
            Event::Timer { .. } => Some("The time is told again."),
            Event::Overrule { .. } => Some("Counted as right, by your own decision."),
            Event::Answer { .. } => Some("Taken back."),
            _ => None,
        };
        let effects = self.sitting.send(event);
        match (told, effects.as_slice()) {
            (Some(told), []) => print(&[told.to_owned()]),
            (_, effects) => self.tell(effects, !matches!(effects, [Effect::Refused(_)])),
        }
    }

    /// Tells effects and, where the screen is another one, shows it.
    fn tell(&mut self, effects: &[Effect], moved: bool) -> io::Result<()> {
        let hidden = self.sitting.session().view().header.timer.is_some_and(|timer| timer.hidden);
        let is_told = |effect: &&Effect| !(hidden && matches!(effect, Effect::TimeLeft(_)));
        let told: Vec<String> =
            effects.iter().filter(is_told).filter_map(|&effect| lines::effect(effect)).collect();
        print(&told)?;
        let only_time =
            !effects.is_empty() && effects.iter().all(|effect| matches!(effect, Effect::TimeLeft(_)));
        if moved && !only_time { self.show() } else { Ok(()) }
    }

    fn show(&mut self) -> io::Result<()> {
        let session = self.sitting.session();
        let view = session.view();
        if matches!(view.screen, ScreenView::Item(_)) && self.is_terminal {
            draw_bar(view.header.answered, view.header.items);
        }
        let screen = lines::screen(&view, session.setup(), terminal::width());
        print(&screen)
    }

    fn blank(&self, place: usize) -> Response {
        match self.sitting.session().items()[place].choice() {
            Some(_) => Response::Options(Vec::new()),
            None => Response::Text(String::new()),
        }
    }

    fn prompt(&self) -> io::Result<()> {
        if self.is_terminal {
            let mut out = io::stdout().lock();
            out.write_all(b"> ")?;
            out.flush()?;
        }
        Ok(())
    }
}

fn print(lines: &[String]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
    out.flush()
}

/// Leaves a bar of what is answered on the terminal.
fn draw_bar(answered: usize, items: usize) {
    let items = u64::try_from(items).unwrap_or(u64::MAX);
    let bar = ProgressBar::with_draw_target(Some(items), ProgressDrawTarget::stderr());
    // A template that is wrong would leave the plain bar, which serves as well.
    if let Ok(style) = ProgressStyle::with_template("{bar:24} {pos} of {len} answered") {
        bar.set_style(style);
    }
    bar.set_position(u64::try_from(answered).unwrap_or(u64::MAX));
    bar.abandon();
}
