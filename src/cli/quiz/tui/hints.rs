//! The keys at the foot, and all of them for the help.

use super::ui::{Dialog, Ui};
use crate::quiz::Mode;
use crate::quiz::view::{ItemView, ScreenView, View};
use crate::report::write::text::width;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

/// How many lines the keys may take.
const MOST_LINES: usize = 2;

/// The keys of a screen in at most two lines. The first ones matter most; help comes always.
pub(super) fn lines(view: &View<'_>, ui: &Ui, columns: usize) -> Vec<Line<'static>> {
    let mut hints = hints(view, ui);
    let help = ("?", "help");
    let shows_help = ui.dialog.is_none() && !ui.help;
    let help = match &view.screen {
        ScreenView::Item(item) if item.text.is_some() && !item.is_final => ("F1", "help"),
        _ => help,
    };
    // What does not fit is dropped from the end.
    loop {
        let all: Vec<(String, &str)> =
            hints.iter().cloned().chain(shows_help.then(|| (help.0.to_owned(), help.1))).collect();
        let rows = rows(&all, columns);
        if rows.len() <= MOST_LINES || hints.pop().is_none() {
            return rows.into_iter().map(line).collect();
        }
    }
}

type Row<'h> = Vec<&'h (String, &'static str)>;

fn rows<'h>(hints: &'h [(String, &'static str)], columns: usize) -> Vec<Row<'h>> {
    let mut rows: Vec<Row<'h>> = Vec::new();
    let mut used = 0;
    for hint in hints {
        let wide = width(&hint.0) + 1 + width(hint.1);
        match rows.last_mut() {
            Some(row) if used + 2 + wide <= columns => {
                row.push(hint);
                used += 2 + wide;
            }
            _ => {
                rows.push(vec![hint]);
                used = wide;
            }
        }
    }
    rows
}

fn line(row: Row<'_>) -> Line<'static> {
    let bold = Style::new().add_modifier(Modifier::BOLD);
    let spans = row.into_iter().enumerate().flat_map(|(number, (key, word))| {
        let gap = if number == 0 { "" } else { "  " };
        [Span::raw(gap), Span::styled(key.clone(), bold), Span::raw(format!(" {word}"))]
    });
    Line::from(spans.collect::<Vec<_>>())
}

fn hints(view: &View<'_>, ui: &Ui) -> Vec<(String, &'static str)> {
    let own = |hints: &[(&str, &'static str)]| -> Vec<(String, &'static str)> {
        hints.iter().map(|&(key, word)| (key.to_owned(), word)).collect()
    };
    match (&ui.dialog, &view.screen) {
        _ if ui.help => own(&[("Esc", "closes the help"), ("↑ ↓", "scroll")]),
        (Some(Dialog::GoTo(_)), _) => own(&[("Enter", "go"), ("Esc", "stay")]),
        (Some(Dialog::Quit), _) => own(&[("y", "leave"), ("n", "stay")]),
        (None, ScreenView::Item(item)) if item.text.is_some() && !item.is_final => {
            let (enter, tab) = match view.header.mode {
                Mode::Exam => ("next", None),
                Mode::Practice => ("check", Some(("Tab", "next"))),
            };
            let mut hints = own(&[("Enter", enter)]);
            hints.extend(own(tab.as_slice()));
            hints.extend(own(&[("Shift-Tab", "back"), ("Ctrl-F", "flag"), ("Ctrl-R", "review")]));
            hints
        }
        (None, ScreenView::Item(item)) => of_choice(item, view.header.mode),
        (None, ScreenView::Review(_)) => own(&[
            ("Enter", "open"),
            ("s", "hand in"),
            ("Esc", "back"),
            ("f", "flag"),
            ("g", "go to"),
            ("t", "timer"),
            ("z", "pause"),
        ]),
        (None, ScreenView::Warning { .. }) => own(&[("y", "hand in"), ("Esc", "back")]),
        (None, ScreenView::Ready) => own(&[("Enter", "begin"), ("q", "leave")]),
        (None, _) => own(&[("Enter", "go on"), ("q", "leave")]),
    }
}

/// A key that is a label here is left out.
fn of_choice(item: &ItemView<'_>, mode: Mode) -> Vec<(String, &'static str)> {
    let labels: Vec<String> = item.options.iter().map(|option| option.label.to_lowercase()).collect();
    let mut hints = Vec::new();
    if let (false, Some(first), Some(last)) = (item.is_final, item.options.first(), item.options.last()) {
        hints.push((format!("{}–{}", first.label, last.label), "choose"));
    }
    let overrules = item.feedback.as_ref().is_some_and(|told| told.status == crate::model::Status::Review);
    let others: &[(&str, &str, bool)] = &[
        ("Enter", if mode == Mode::Practice && !item.is_final { "check" } else { "next" }, true),
        ("o", "I was right", overrules),
        ("←", "back", true),
        ("f", "flag", true),
        ("x", "strike", !item.is_final),
        ("s", "skip", mode == Mode::Practice && !item.is_final),
        ("r", "review", true),
        ("g", "go to", true),
        ("t", "timer", true),
        ("z", "pause", true),
    ];
    let free = |key: &str| item.is_final || !labels.iter().any(|label| label == key);
    hints.extend(
        others
            .iter()
            .filter(|(key, _, shown)| *shown && free(key))
            .map(|&(key, word, _)| (key.to_owned(), word)),
    );
    hints
}

/// Every key with what it does.
pub(super) fn all(mode: Mode) -> Vec<(&'static str, &'static str)> {
    let mut keys = vec![
        ("A, B, C …", "choose the option with this label"),
        ("↑ ↓, Space", "move to an option, choose it"),
        ("Backspace", "take the answer back"),
    ];
    keys.push(match mode {
        Mode::Exam => ("Enter", "next item"),
        Mode::Practice => ("Enter", "check the answer; then next item"),
    });
    keys.extend([
        ("→ or n", "next item"),
        ("← or p", "item before"),
        ("g, or digits", "go to an item by its number"),
        ("f or *", "flag the item for another look, or take the flag off"),
        ("x or -", "strike out the option at the cursor, or take that back"),
        ("s", "skip the item"),
        ("r", "review: what is answered, not answered, not seen, flagged; hand in"),
        ("t", "hide or show the timer; it comes back for the last 5 minutes"),
    ]);
    keys.push(match mode {
        Mode::Exam => ("z", "pause; the report will say so"),
        Mode::Practice => ("z", "pause"),
    });
    if mode == Mode::Practice {
        keys.push(("o", "count a short answer near a right one as right"));
    }
    keys.extend([
        ("PgUp, PgDn", "scroll"),
        ("q or Esc", "leave without handing in"),
        ("Ctrl-Z", "pause and go back to the shell; fg returns"),
        ("Short answers", "type; Enter ends. Tab and Shift-Tab go on and back. For the other keys hold Ctrl: Ctrl-F, Ctrl-R, Ctrl-G, Ctrl-T, Ctrl-S, Ctrl-P (pause)"),
        ("Labels first", "where an option has the label F, the key f chooses it, and * flags"),
    ]);
    keys
}
