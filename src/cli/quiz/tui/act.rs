//! From keys to events of the session.

use super::editor::Editor;
use super::keys::{Edit, Intent, intent};
use super::ui::{Dialog, Ui};
use super::{Sitting, review, screen};
use crate::cli::quiz::words;
use crate::quiz::view::ScreenView;
use crate::quiz::{Effect, Event, Mode, Phase, Response, Session};
use ratatui::Frame;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::time::Duration;

/// How long a message stays.
const MESSAGE: Duration = Duration::from_secs(6);

/// So close to the end what is typed is handed over at once.
const NEAR_THE_END: Duration = Duration::from_secs(2);

/// The session with the state of the screen.
pub(super) struct Front<'s> {
    pub(super) sitting: &'s mut Sitting,
    ui: Ui,
    /// What `ui` belongs to: the phase and the open item.
    shown: (Phase, usize),
    /// Columns of the terminal.
    pub(super) columns: usize,
    /// Whether the candidate leaves.
    pub(super) leaves: bool,
    /// Whether the process is to be stopped for a while.
    pub(super) suspends: bool,
    /// Whether everything has to be drawn anew.
    pub(super) redraws: bool,
}

impl<'s> Front<'s> {
    pub(super) fn new(sitting: &'s mut Sitting, keeps_answers: bool) -> Self {
        let leaving = if keeps_answers { "`--resume` goes on." } else { "Answers are lost." };
        let shown = (sitting.session().phase(), sitting.session().open());
        let ui = Ui { leaving, ..Ui::default() };
        let mut front =
            Self { sitting, ui, shown, columns: 80, leaves: false, suspends: false, redraws: false };
        front.enter_screen();
        front
    }

    pub(super) fn draw(&mut self, frame: &mut Frame<'_>) {
        let session = self.sitting.session();
        screen::draw(frame, &session.view(), session.setup(), &mut self.ui);
    }

    pub(super) fn is_over(&self) -> bool {
        self.session().end().is_some()
    }

    pub(super) fn key(&mut self, key: KeyEvent) {
        self.ui.message = None;
        if self.ui.help {
            return self.help_key(key);
        }
        if self.ui.dialog.is_some() {
            return self.dialog_key(key);
        }
        if let Some(intent) = intent(key, &self.session().view().screen) {
            self.act(intent);
        }
    }

    pub(super) fn paste(&mut self, text: &str) {
        if self.is_typing() {
            self.ui.editor.insert(text);
            self.typed();
        }
    }

    /// Lets time pass.
    pub(super) fn tick(&mut self) {
        let left = [self.session().left(), self.session().item_left()].into_iter().flatten().min();
        if left.is_some_and(|left| left <= NEAR_THE_END) {
            self.flush();
        }
        self.send(Event::Tick);
        let now = self.session().now();
        self.ui.message.take_if(|(_, until)| *until <= now);
    }

    /// Tells the session what was typed.
    pub(super) fn flush(&mut self) {
        if std::mem::take(&mut self.ui.is_dirty) && self.is_typing() {
            let response = Response::Text(self.ui.editor.text().to_owned());
            self.send(Event::Answer { place: self.session().open(), response });
        }
    }

    /// Pauses where there is something to pause.
    pub(super) fn pause(&mut self) {
        self.flush();
        if matches!(self.session().phase(), Phase::Item | Phase::Review | Phase::Warning) {
            self.send(Event::Pause);
        }
    }

    fn session(&self) -> &Session {
        self.sitting.session()
    }

    fn is_typing(&self) -> bool {
        let session = self.session();
        let open = session.open();
        session.phase() == Phase::Item
            && session.items()[open].choice().is_none()
            && !session.entries()[open].is_final()
    }

    fn act(&mut self, intent: Intent) {
        let place = self.session().open();
        match intent {
            Intent::Type(c) => {
                self.ui.editor.insert(&c.to_string());
                return self.typed();
            }
            Intent::Edit(edit) => return self.edit(edit),
            _ => self.flush(),
        }
        match intent {
            Intent::Choose(option) => self.choose(option),
            Intent::ChooseHere => {
                if let Some(option) = self.option_at_cursor() {
                    self.choose(option);
                }
            }
            Intent::Strike => {
                if let Some(option) = self.option_at_cursor() {
                    let on = !self.session().entries()[place].struck.contains(&option);
                    self.send(Event::Strike { place, option, on });
                }
            }
            Intent::Clear => self.send(Event::Answer { place, response: Response::Options(Vec::new()) }),
            Intent::On => self.on(),
            Intent::Next => self.send(Event::Next),
            Intent::Previous => self.send(Event::Previous),
            Intent::Skip => self.send(Event::Skip { place }),
            Intent::Flag => {
                let place = if self.session().phase() == Phase::Review { self.ui.cursor } else { place };
                let on = !self.session().entries()[place].flagged;
                self.send(Event::Flag { place, on });
            }
            Intent::Review => self.send(Event::Review),
            Intent::Overrule => self.send(Event::Overrule { place }),
            Intent::Submit => self.send(Event::Submit),
            Intent::GoTo(digit) => self.ui.dialog = Some(Dialog::GoTo(digit.into_iter().collect())),
            Intent::Timer => self.send(Event::Timer { hidden: !self.session().is_timer_hidden() }),
            Intent::Pause => self.pause(),
            Intent::Help => {
                self.ui.help = true;
                self.ui.scroll = 0;
            }
            Intent::Quit => self.ui.dialog = Some(Dialog::Quit),
            Intent::Suspend => self.suspends = true,
            Intent::Move(columns, rows) => self.go(columns, rows),
            Intent::Page(pages) => self.page(pages),
            Intent::Far(last) => self.ui.cursor = if last { self.last() } else { 0 },
            Intent::Redraw => self.redraws = true,
            Intent::Type(_) | Intent::Edit(_) => {}
        }
    }

    /// What Enter does.
    fn on(&mut self) {
        let session = self.session();
        let place = session.open();
        let entry = &session.entries()[place];
        let checks = session.setup().mode == Mode::Practice && !entry.is_final();
        let event = match session.phase() {
            Phase::Ready => Event::Start,
            Phase::Item if checks && entry.response.is_none() => {
                return self.tell("Answer first, or skip the item.".to_owned());
            }
            Phase::Item if checks => Event::Check { place },
            Phase::Item => Event::Next,
            Phase::Review => Event::Go { place: self.ui.cursor },
            Phase::Break { .. } => Event::EndBreak,
            Phase::Paused { .. } => Event::Resume,
            Phase::Warning | Phase::Done(_) => return,
        };
        self.send(event);
        self.ui.follows = true;
    }

    /// A single choice replaces; several are put in and taken out.
    fn choose(&mut self, option: usize) {
        let session = self.session();
        let place = session.open();
        let ScreenView::Item(item) = session.view().screen else { return };
        let mut chosen: Vec<usize> = item
            .options
            .iter()
            .filter(|other| item.multiple && other.chosen)
            .map(|other| other.option)
            .collect();
        if chosen.contains(&option) {
            chosen.retain(|&other| other != option);
        } else {
            chosen.push(option);
        }
        let printed = item.options.iter().position(|other| other.option == option);
        self.ui.cursor = printed.unwrap_or(self.ui.cursor);
        self.send(Event::Answer { place, response: Response::Options(chosen) });
    }

    fn option_at_cursor(&self) -> Option<usize> {
        let session = self.session();
        let order = &session.setup().items[session.open()].options;
        order.get(self.ui.cursor).copied().filter(|_| session.phase() == Phase::Item)
    }

    fn edit(&mut self, edit: Edit) {
        let editor = &mut self.ui.editor;
        match edit {
            Edit::Left => editor.left(),
            Edit::Right => editor.right(),
            Edit::Home => editor.home(),
            Edit::End => editor.end(),
            Edit::Backspace => editor.backspace(),
            Edit::Delete => editor.delete(),
            Edit::Clear => editor.clear(),
        }
        self.typed();
    }

    fn typed(&mut self) {
        self.ui.is_dirty = true;
        self.ui.follows = true;
    }

    /// Moves the cursor, or scrolls where there is none.
    fn go(&mut self, columns: isize, rows: isize) {
        let session = self.session();
        let has_options = session.phase() == Phase::Item
            && session.items()[session.open()].choice().is_some()
            && !session.entries()[session.open()].is_final();
        let step = match session.phase() {
            Phase::Review => columns + rows * review::per_row(self.columns).cast_signed(),
            _ if has_options => rows,
            _ => {
                self.ui.follows = false;
                self.ui.scroll = self.ui.scroll.saturating_add_signed(rows);
                return;
            }
        };
        let target = self.ui.cursor.checked_add_signed(step).filter(|&target| target <= self.last());
        self.ui.cursor = target.unwrap_or(self.ui.cursor);
        self.ui.moved = true;
        self.ui.follows = true;
    }

    fn page(&mut self, pages: isize) {
        self.ui.follows = false;
        let lines = pages * self.ui.page.cast_signed();
        self.ui.scroll = self.ui.scroll.saturating_add_signed(lines);
    }

    /// The last place of the cursor.
    fn last(&self) -> usize {
        let session = self.session();
        let places = match session.phase() {
            Phase::Review => session.entries().len(),
            _ => session.setup().items[session.open()].options.len(),
        };
        places.saturating_sub(1)
    }

    fn help_key(&mut self, key: KeyEvent) {
        match key.code {
            KeyCode::Up => self.ui.scroll = self.ui.scroll.saturating_sub(1),
            KeyCode::Down => self.ui.scroll += 1,
            KeyCode::PageUp => self.page(-1),
            KeyCode::PageDown | KeyCode::Char(' ') => self.page(1),
            _ => {
                self.ui.help = false;
                self.ui.scroll = 0;
                self.ui.follows = true;
            }
        }
    }

    fn dialog_key(&mut self, key: KeyEvent) {
        let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
        match (self.ui.dialog.take(), key.code) {
            (Some(Dialog::Quit), KeyCode::Char('y' | 'Y')) => self.leaves = true,
            (Some(Dialog::Quit), KeyCode::Char('c')) if is_control => self.leaves = true,
            (Some(Dialog::GoTo(_)), KeyCode::Char('c')) if is_control => self.ui.dialog = Some(Dialog::Quit),
            (Some(Dialog::GoTo(mut number)), KeyCode::Char(digit @ '0'..='9')) if number.len() < 6 => {
                number.push(digit);
                self.ui.dialog = Some(Dialog::GoTo(number));
            }
            (Some(Dialog::GoTo(mut number)), KeyCode::Backspace) => {
                number.pop();
                self.ui.dialog = Some(Dialog::GoTo(number));
            }
            (Some(Dialog::GoTo(number)), KeyCode::Enter) => {
                match number.parse::<usize>().ok().and_then(|number| number.checked_sub(1)) {
                    Some(place) => self.send(Event::Go { place }),
                    None => self.tell("That is no number of an item.".to_owned()),
                }
            }
            (Some(Dialog::GoTo(number)), KeyCode::Char(_)) => self.ui.dialog = Some(Dialog::GoTo(number)),
            _ => {}
        }
    }

    /// Lets an event happen, and brings the screen in line with what came of it.
    fn send(&mut self, event: Event) {
        let effects = self.sitting.send(event);
        let hidden = self.session().view().header.timer.is_some_and(|timer| timer.hidden);
        for effect in effects {
            match effect {
                Effect::TimeLeft(_) if hidden => {}
                Effect::TimeLeft(left) => self.tell(format!("{} left.", words::time(left))),
                Effect::ItemExpired(place) => self.tell(format!("Time for item {} is up.", place + 1)),
                Effect::BreakEnded => self.tell("The break is over.".to_owned()),
                Effect::Refused(refusal) => self.tell(words::refusal(refusal).to_owned()),
                Effect::BreakBegan | Effect::Ended(_) => {}
            }
        }
        let shown = (self.session().phase(), self.session().open());
        if self.shown != shown {
            self.shown = shown;
            self.enter_screen();
        }
    }

    /// Another screen: the cursor stands on what is chosen, and the line holds what was typed.
    fn enter_screen(&mut self) {
        let session = self.sitting.session();
        let (mut cursor, mut editor) = (0, Editor::default());
        match session.view().screen {
            ScreenView::Item(item) => {
                cursor = item.options.iter().position(|option| option.chosen).unwrap_or(0);
                editor = Editor::new(item.text.unwrap_or_default());
            }
            ScreenView::Review(review) => cursor = review.open,
            _ => {}
        }
        self.ui.cursor = cursor;
        self.ui.editor = editor;
        self.ui.is_dirty = false;
        self.ui.moved = false;
        self.ui.scroll = 0;
        self.ui.follows = true;
        self.ui.dialog = None;
    }

    fn tell(&mut self, text: String) {
        self.ui.message = Some((text, self.session().now() + MESSAGE));
    }
}
