//! Draws a screen: three lines above, the keys below, and between them what scrolls.

use super::ui::{Dialog, Ui};
use super::{hints, item, review};
use crate::cli::quiz::words;
use crate::quiz::view::{Header, ScreenView, View};
use crate::quiz::{Mode, Setup};
use crate::report::write::text::{clean, pad, truncate, width, wrap};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

/// The least that the full screen needs.
pub(super) const LEAST: (u16, u16) = (40, 12);

/// From this height on a rule stands below the header.
const ROOMY: u16 = 14;

/// Lines that scroll, and what of them must be seen.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) lines: Vec<Line<'static>>,
    /// The first and the last line of what the cursor stands on.
    pub(super) focus: Option<(usize, usize)>,
    /// Line and column of the text cursor.
    pub(super) caret: Option<(usize, usize)>,
}

/// Draws everything. Puts what had to move right in `ui`.
pub(super) fn draw(frame: &mut Frame<'_>, view: &View<'_>, setup: &Setup, ui: &mut Ui) {
    let area = frame.area();
    if area.width < LEAST.0 || area.height < LEAST.1 {
        let text = format!("This needs {} × {} characters. Make the window larger.", LEAST.0, LEAST.1);
        let lines: Vec<Line<'_>> = wrap(&text, usize::from(area.width)).into_iter().map(Line::from).collect();
        frame.render_widget(Paragraph::new(lines), area);
        return;
    }
    let columns = usize::from(area.width);
    let body = if ui.help { help(setup.mode, columns) } else { body(view, setup, ui, columns) };
    let keys = hints::lines(view, ui, columns);
    let below = u16::try_from(keys.len()).unwrap_or(1) + 1;
    let [above, rest] = split(area, if area.height < ROOMY { 3 } else { 4 });
    let [middle, below] = split(rest, rest.height.saturating_sub(below));
    frame.render_widget(Paragraph::new(head(view, ui, columns)), above);
    let more = scroll(frame, middle, body, ui);
    let mut foot = vec![rule(ui, more, columns)];
    foot.extend(keys);
    frame.render_widget(Paragraph::new(foot), below);
}

fn body(view: &View<'_>, setup: &Setup, ui: &mut Ui, columns: usize) -> Body {
    match &view.screen {
        ScreenView::Item(item) => item::body(item, ui, columns),
        ScreenView::Review(review) => review::body(review, ui, columns),
        ScreenView::Ready => {
            let mut texts = vec![view.header.title.to_owned(), String::new()];
            texts.extend(words::introduction(setup));
            texts.extend([String::new(), "Enter begins.".to_owned()]);
            texts_body(&texts, columns)
        }
        ScreenView::Warning { unanswered } => texts_body(
            &[
                words::warning(*unanswered),
                String::new(),
                "Hand in now? Nothing can be changed after that.".to_owned(),
            ],
            columns,
        ),
        ScreenView::Break { left } => texts_body(
            &[
                format!("Break: {} left.", words::clock(*left)),
                String::new(),
                "The exam's clock stands still. It goes on by itself when the break is over, or when you press Enter."
                    .to_owned(),
            ],
            columns,
        ),
        ScreenView::Paused => {
            let marked = match setup.mode {
                Mode::Exam => "The clock stands still. The report will say that you paused.",
                Mode::Practice => "The clock stands still.",
            };
            texts_body(&["Paused.".to_owned(), String::new(), marked.to_owned()], columns)
        }
        ScreenView::Done(end) => texts_body(&[words::end(*end).to_owned()], columns),
    }
}

/// Texts in paragraphs, the first of them strong.
fn texts_body(texts: &[String], columns: usize) -> Body {
    let mut lines = vec![Line::default()];
    for (number, text) in texts.iter().enumerate() {
        let style = if number == 0 { Style::new().add_modifier(Modifier::BOLD) } else { Style::new() };
        let wrapped = if text.is_empty() { vec![String::new()] } else { wrap(&clean(text), columns - 4) };
        lines.extend(wrapped.into_iter().map(|line| Line::styled(format!("  {line}"), style)));
    }
    Body { lines, ..Body::default() }
}

fn help(mode: Mode, columns: usize) -> Body {
    let mut lines = Vec::new();
    for (keys, meaning) in hints::all(mode) {
        let meaning = wrap(meaning, columns.saturating_sub(16));
        for (number, text) in meaning.into_iter().enumerate() {
            let keys = if number == 0 { keys } else { "" };
            lines.push(Line::from(vec![
                Span::styled(format!(" {}", pad(keys, 14)), Style::new().add_modifier(Modifier::BOLD)),
                Span::raw(text),
            ]));
        }
    }
    Body { lines, ..Body::default() }
}

/// Title and timer; where one is; how far; a rule.
fn head(view: &View<'_>, ui: &Ui, columns: usize) -> Vec<Line<'static>> {
    let header = &view.header;
    let bold = Style::new().add_modifier(Modifier::BOLD);
    let (timer, style) = timer(header);
    let title = truncate(&clean(header.title), columns.saturating_sub(width(&timer) + 2));
    let gap = columns.saturating_sub(width(&title) + width(&timer));
    let place = match &view.screen {
        _ if ui.help => "Help".to_owned(),
        ScreenView::Item(item) => {
            let flag = if item.flagged { "  ⚑ flagged" } else { "" };
            format!("Item {} of {}{flag}", item.place + 1, header.items)
        }
        ScreenView::Review(_) => "Review".to_owned(),
        ScreenView::Ready => "Before you begin".to_owned(),
        ScreenView::Warning { .. } => "Hand in".to_owned(),
        ScreenView::Break { .. } => "Break".to_owned(),
        ScreenView::Paused => "Paused".to_owned(),
        ScreenView::Done(_) => "The end".to_owned(),
    };
    let item_left = match &view.screen {
        ScreenView::Item(item) => item.left.map(|left| format!("this item: {}", words::clock(left))),
        _ => None,
    };
    let aside = item_left.unwrap_or_default();
    let place_gap = columns.saturating_sub(width(&place) + width(&aside));
    vec![
        Line::from(vec![Span::styled(title, bold), Span::raw(" ".repeat(gap)), Span::styled(timer, style)]),
        Line::from(format!("{place}{}{aside}", " ".repeat(place_gap))),
        progress(header, columns),
        Line::styled("─".repeat(columns), Style::new().add_modifier(Modifier::DIM)),
    ]
}

fn timer(header: &Header<'_>) -> (String, Style) {
    let bold = Style::new().add_modifier(Modifier::BOLD);
    match header.timer {
        None => (format!("{} used", words::clock(header.used)), Style::new()),
        Some(timer) if timer.hidden => ("time hidden".to_owned(), Style::new().add_modifier(Modifier::DIM)),
        Some(timer) if timer.last_call => {
            (format!("! {} left", words::clock(timer.left)), bold.add_modifier(Modifier::REVERSED))
        }
        Some(timer) => (format!("{} left", words::clock(timer.left)), bold),
    }
}

/// `━━━━──── 34 of 120 · 4 min ahead of 75 s an item`, with as much of it as there is room for.
fn progress(header: &Header<'_>, columns: usize) -> Line<'static> {
    let pace = header.pace.as_ref().map(words::pace);
    let count = format!("{} of {} answered", header.answered, header.items);
    let long = pace.as_ref().map(|pace| format!("{count} · {pace}"));
    let text = [long, pace.filter(|_| columns < 60), Some(count)]
        .into_iter()
        .flatten()
        .find(|text| width(text) + 8 <= columns)
        .unwrap_or_default();
    let bar = columns.saturating_sub(width(&text) + 2).min(24);
    let full = (bar * header.answered).checked_div(header.items).unwrap_or(0);
    Line::from(vec![
        Span::styled("━".repeat(full), Style::new().fg(Color::Cyan)),
        Span::styled("─".repeat(bar - full), Style::new().add_modifier(Modifier::DIM)),
        Span::raw(format!("  {text}")),
    ])
}

/// Draws what fits, so that the focus is in it unless the candidate scrolled. Returns what lies above and below.
fn scroll(frame: &mut Frame<'_>, area: Rect, body: Body, ui: &mut Ui) -> (bool, bool) {
    let height = usize::from(area.height);
    let last = body.lines.len().saturating_sub(height);
    if let Some((first, end)) = body.focus.filter(|_| ui.follows) {
        if end >= ui.scroll + height {
            ui.scroll = (end + 1).saturating_sub(height);
        }
        ui.scroll = ui.scroll.min(first);
    }
    ui.scroll = ui.scroll.min(last);
    ui.page = height.saturating_sub(1).max(1);
    if let Some((line, column)) = body.caret {
        let row = line.checked_sub(ui.scroll).filter(|&row| row < height && !ui.help);
        if let (Some(row), Ok(column)) = (row, u16::try_from(column)) {
            let row = area.y + u16::try_from(row).unwrap_or_default();
            frame.set_cursor_position(Position::new(area.x + column, row));
        }
    }
    let below = ui.scroll < last;
    let above = ui.scroll > 0;
    let lines: Vec<Line<'_>> = body.lines.into_iter().skip(ui.scroll).take(height).collect();
    frame.render_widget(Paragraph::new(lines), area);
    (above, below)
}

/// The line above the keys: a question or a message, else a rule that says whether there is more.
fn rule(ui: &Ui, (above, below): (bool, bool), columns: usize) -> Line<'static> {
    let strong = Style::new().add_modifier(Modifier::BOLD | Modifier::REVERSED);
    let asked = match &ui.dialog {
        Some(Dialog::GoTo(number)) => Some(format!(" Go to item: {number}_")),
        Some(Dialog::Quit) => Some(format!(" Leave now? {} ", ui.leaving)),
        None => ui.message.as_ref().map(|(text, _)| format!(" {text} ")),
    };
    if let Some(text) = asked {
        return Line::styled(truncate(&text, columns), strong);
    }
    let more = match (above, below) {
        (false, false) => "",
        (true, false) => " ↑ more above (PgUp) ",
        (false, true) => " ↓ more below (PgDn) ",
        (true, true) => " ↑↓ more (PgUp, PgDn) ",
    };
    let dashes = columns.saturating_sub(width(more) + 2);
    Line::from(format!("──{more}{}", "─".repeat(dashes)))
}

fn split(area: Rect, upper: u16) -> [Rect; 2] {
    let upper = upper.min(area.height);
    let rest = Rect { y: area.y + upper, height: area.height - upper, ..area };
    [Rect { height: upper, ..area }, rest]
}
