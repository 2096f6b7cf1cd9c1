//! The open item as lines.

use super::screen::Body;
use super::ui::Ui;
use crate::cli::quiz::words;
use crate::model::Status;
use crate::quiz::view::{Feedback, ItemView, OptionView};
use crate::report::write::text::{clean, pad, width, wrap};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};

/// What stands before the line in which a short answer is typed.
const PROMPT: &str = "> ";

pub(super) fn body(item: &ItemView<'_>, ui: &Ui, columns: usize) -> Body {
    let mut body = Body::default();
    for paragraph in item.stem.trim().lines() {
        let lines = wrap(&clean(paragraph), columns);
        body.lines.extend(if lines.is_empty() { vec![Line::default()] } else { plain(lines) });
    }
    body.lines.push(Line::default());
    let widest = item.options.iter().map(|option| width(&option.label)).max().unwrap_or(0);
    for (place, option) in item.options.iter().enumerate() {
        let first = body.lines.len();
        let has_cursor = place == ui.cursor && !item.is_final;
        body.lines.extend(option_lines(option, item.multiple, has_cursor, widest, columns));
        if has_cursor && ui.moved {
            body.focus = Some((first, body.lines.len() - 1));
        }
    }
    if let Some(text) = item.text {
        answer_line(&mut body, item, text, ui, columns);
    }
    match &item.feedback {
        Some(told) => {
            let first = body.lines.len();
            body.lines.push(Line::default());
            body.lines.extend(feedback(told, columns));
            body.focus = Some((first, body.lines.len() - 1));
        }
        None if item.is_final => body.lines.push(dim("The time for this item is up; the answer stands.")),
        None => body.lines.push(dim(item.asks)),
    }
    body
}

fn answer_line(body: &mut Body, item: &ItemView<'_>, text: &str, ui: &Ui, columns: usize) {
    let room = columns.saturating_sub(width(PROMPT) + 1);
    if item.is_final {
        let lines = wrap(&clean(&format!("{PROMPT}{text}")), columns);
        body.lines.extend(plain(lines));
        return;
    }
    let (shown, column) = ui.editor.window(room);
    let line = body.lines.len();
    let underlined = Style::new().add_modifier(Modifier::UNDERLINED);
    body.lines.push(Line::from(vec![
        Span::styled(PROMPT, Style::new().add_modifier(Modifier::BOLD)),
        Span::styled(pad(shown, room.min(40)), underlined),
    ]));
    body.caret = Some((line, width(PROMPT) + column));
    body.focus = Some((line, line));
    body.lines.push(Line::default());
}

/// `› (•) A  text`; signs carry the meaning, styles only support them.
fn option_lines(
    option: &OptionView<'_>,
    multiple: bool,
    has_cursor: bool,
    widest: usize,
    columns: usize,
) -> Vec<Line<'static>> {
    let mark = match (multiple, option.chosen, option.struck) {
        (_, _, true) => "───",
        (false, true, _) => "(•)",
        (false, false, _) => "( )",
        (true, true, _) => "[x]",
        (true, false, _) => "[ ]",
    };
    let lead =
        format!("{} {mark} {}  ", if has_cursor { "›" } else { " " }, pad(&clean(&option.label), widest));
    let indent = width(&lead);
    let judged = match (option.key, option.chosen) {
        (Some(true), true) => "  ✓ right",
        (Some(true), false) => "  ← right answer",
        (Some(false), true) => "  ✗ not right",
        _ => "",
    };
    let text = format!("{}{judged}", clean(option.text));
    let mut style = Style::new();
    if option.chosen {
        style = style.add_modifier(Modifier::BOLD);
    }
    if option.struck {
        style = style.add_modifier(Modifier::CROSSED_OUT | Modifier::DIM);
    }
    style = match (option.key, option.chosen) {
        (Some(true), _) => style.fg(Color::Green),
        (Some(false), true) => style.fg(Color::Red),
        _ => style,
    };
    let mut lines = Vec::new();
    for (number, line) in wrap(&text, columns.saturating_sub(indent)).into_iter().enumerate() {
        let lead = if number == 0 { lead.clone() } else { " ".repeat(indent) };
        lines.push(Line::from(vec![Span::raw(lead), Span::styled(line, style)]));
    }
    if lines.is_empty() {
        lines.push(Line::raw(lead));
    }
    lines
}

fn feedback(told: &Feedback<'_>, columns: usize) -> Vec<Line<'static>> {
    let (sign, colour) = match told.status {
        Status::Correct => ("✓", Color::Green),
        Status::Partial => ("½", Color::Yellow),
        Status::Review => ("?", Color::Yellow),
        _ => ("✗", Color::Red),
    };
    let style = Style::new().fg(colour).add_modifier(Modifier::BOLD);
    let verdict = wrap(&clean(&format!("{sign} {}", words::verdict(told))), columns);
    let mut lines: Vec<Line<'static>> = verdict.into_iter().map(|line| Line::styled(line, style)).collect();
    let right = (told.status != Status::Correct).then(|| words::right(told));
    let why = told.rationale.map(|text| format!("Why: {text}"));
    let see = told.reference.map(|text| format!("See: {text}"));
    let texts = told.remarks.iter().cloned().chain(right).chain(why).chain(see);
    lines.extend(texts.flat_map(|text| plain(wrap(&clean(&text), columns))));
    lines
}

fn plain(lines: Vec<String>) -> Vec<Line<'static>> {
    lines.into_iter().map(Line::from).collect()
}

fn dim(text: &'static str) -> Line<'static> {
    Line::styled(text, Style::new().add_modifier(Modifier::DIM))
}
