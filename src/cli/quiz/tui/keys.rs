//! What a key means on each screen.

use crate::quiz::view::{ItemView, ScreenView};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// What the candidate wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Intent {
    /// An option of the bank is chosen or, where several may be, no longer chosen.
    Choose(usize),
    /// The same for the option under the cursor.
    ChooseHere,
    /// Strikes out the option under the cursor, or takes that back.
    Strike,
    /// Takes the answer back.
    Clear,
    /// What the screen is about: begin, check, next, open.
    On,
    Next,
    Previous,
    Skip,
    Flag,
    Review,
    Overrule,
    Submit,
    /// Opens the line for a number, with its first digit.
    GoTo(Option<char>),
    Timer,
    Pause,
    Help,
    Quit,
    Suspend,
    /// Moves the cursor by columns and rows.
    Move(isize, isize),
    /// Scrolls by pages.
    Page(isize),
    /// To the first or the last.
    Far(bool),
    /// Types into the short answer.
    Type(char),
    Edit(Edit),
    Redraw,
}

/// Keys of the short answer's line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edit {
    Left,
    Right,
    Home,
    End,
    Backspace,
    Delete,
    Clear,
}

/// The meaning of a key; `None` where it has none. Labels of options come before letters of commands, and while a
/// short answer is typed commands need Ctrl.
pub(super) fn intent(key: KeyEvent, screen: &ScreenView<'_>) -> Option<Intent> {
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        return with_control(key.code);
    }
    if let KeyCode::F(1) = key.code {
        return Some(Intent::Help);
    }
    match screen {
        ScreenView::Item(item) if item.text.is_some() && !item.is_final => typing(key.code),
        ScreenView::Item(item) => option(key.code, item).or_else(|| on_item(key.code)),
        ScreenView::Review(_) => on_review(key.code),
        ScreenView::Warning { .. } => match key.code {
            KeyCode::Char('y' | 'Y' | 's') => Some(Intent::Submit),
            KeyCode::Esc | KeyCode::Enter | KeyCode::Char('n' | 'N' | 'b') => Some(Intent::Previous),
            code => anywhere(code),
        },
        ScreenView::Ready | ScreenView::Break { .. } | ScreenView::Paused | ScreenView::Done(_) => {
            match key.code {
                KeyCode::Enter | KeyCode::Char(' ') => Some(Intent::On),
                code => anywhere(code),
            }
        }
    }
}

/// The option with the label typed, letter case ignored.
fn option(code: KeyCode, item: &ItemView<'_>) -> Option<Intent> {
    let KeyCode::Char(typed) = code else { return None };
    let typed = typed.to_lowercase().to_string();
    let found = item.options.iter().find(|option| option.label.to_lowercase() == typed);
    found.filter(|_| !item.is_final).map(|option| Intent::Choose(option.option))
}

fn with_control(code: KeyCode) -> Option<Intent> {
    Some(match code {
        KeyCode::Char('c') => Intent::Quit,
        KeyCode::Char('z') => Intent::Suspend,
        KeyCode::Char('f') => Intent::Flag,
        KeyCode::Char('r') => Intent::Review,
        KeyCode::Char('g') => Intent::GoTo(None),
        KeyCode::Char('t') => Intent::Timer,
        KeyCode::Char('s') => Intent::Skip,
        KeyCode::Char('p') => Intent::Pause,
        KeyCode::Char('u') => Intent::Edit(Edit::Clear),
        KeyCode::Char('l') => Intent::Redraw,
        _ => return None,
    })
}

fn typing(code: KeyCode) -> Option<Intent> {
    Some(match code {
        KeyCode::Char(c) => Intent::Type(c),
        KeyCode::Enter => Intent::On,
        KeyCode::Tab => Intent::Next,
        KeyCode::BackTab => Intent::Previous,
        KeyCode::Left => Intent::Edit(Edit::Left),
        KeyCode::Right => Intent::Edit(Edit::Right),
        KeyCode::Home => Intent::Edit(Edit::Home),
        KeyCode::End => Intent::Edit(Edit::End),
        KeyCode::Backspace => Intent::Edit(Edit::Backspace),
        KeyCode::Delete => Intent::Edit(Edit::Delete),
        KeyCode::PageUp => Intent::Page(-1),
        KeyCode::PageDown => Intent::Page(1),
        KeyCode::Up => Intent::Move(0, -1),
        KeyCode::Down => Intent::Move(0, 1),
        _ => return None,
    })
}

fn on_item(code: KeyCode) -> Option<Intent> {
    Some(match code {
        KeyCode::Char(' ') => Intent::ChooseHere,
        KeyCode::Enter => Intent::On,
        KeyCode::Right | KeyCode::Tab | KeyCode::Char('n') => Intent::Next,
        KeyCode::Left | KeyCode::BackTab | KeyCode::Char('p') => Intent::Previous,
        KeyCode::Up | KeyCode::Char('k') => Intent::Move(0, -1),
        KeyCode::Down | KeyCode::Char('j') => Intent::Move(0, 1),
        KeyCode::Char('x' | '-') => Intent::Strike,
        KeyCode::Backspace | KeyCode::Delete => Intent::Clear,
        KeyCode::Char('f' | '*') => Intent::Flag,
        KeyCode::Char('s') => Intent::Skip,
        KeyCode::Char('o') => Intent::Overrule,
        KeyCode::Char('r') => Intent::Review,
        KeyCode::Char('g') => Intent::GoTo(None),
        KeyCode::Char(digit @ '1'..='9') => Intent::GoTo(Some(digit)),
        code => return anywhere(code),
    })
}

fn on_review(code: KeyCode) -> Option<Intent> {
    Some(match code {
        KeyCode::Enter | KeyCode::Char(' ') => Intent::On,
        KeyCode::Esc | KeyCode::Char('b') => Intent::Previous,
        KeyCode::Left | KeyCode::Char('h') => Intent::Move(-1, 0),
        KeyCode::Right | KeyCode::Char('l') => Intent::Move(1, 0),
        KeyCode::Up | KeyCode::Char('k') => Intent::Move(0, -1),
        KeyCode::Down | KeyCode::Char('j') => Intent::Move(0, 1),
        KeyCode::Home => Intent::Far(false),
        KeyCode::End => Intent::Far(true),
        KeyCode::Char('f' | '*') => Intent::Flag,
        KeyCode::Char('s') => Intent::Submit,
        KeyCode::Char('g') => Intent::GoTo(None),
        KeyCode::Char(digit @ '1'..='9') => Intent::GoTo(Some(digit)),
        code => return anywhere(code),
    })
}

fn anywhere(code: KeyCode) -> Option<Intent> {
    Some(match code {
        KeyCode::Up => Intent::Move(0, -1),
        KeyCode::Down => Intent::Move(0, 1),
        KeyCode::PageUp => Intent::Page(-1),
        KeyCode::PageDown => Intent::Page(1),
        KeyCode::Char('t') => Intent::Timer,
        KeyCode::Char('z') => Intent::Pause,
        KeyCode::Char('?') => Intent::Help,
        KeyCode::Char('q') | KeyCode::Esc => Intent::Quit,
        _ => return None,
    })
}
