//! The history for people.
//!
//! Styles are always written; a caller without colours strips them. Numbers stand before charts, and no meaning rests on
//! a chart or on colour alone.

use super::table::{heading, paragraph, table};
use super::topics;
use crate::analyze::say::{FOOTNOTE, Says, percent, points, range};
use crate::history::Overview;
use crate::history::overview::Score;
use crate::model::Topics;
use crate::model::time::format_duration;
use crate::report::write::text::{clean, wrap};
use anstyle::Style;
use std::fmt::Write;
use std::time::Duration;

const FAINT: Style = Style::new().dimmed();

/// Narrower terminals break lines themselves.
const LEAST_COLUMNS: usize = 40;
/// How many sessions are listed; `--export` has them all.
const MOST_SESSIONS: usize = 10;

/// What the text depends on besides the figures.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting<'a> {
    /// Titles of topics.
    pub(super) topics: &'a Topics,
    /// Columns of the terminal.
    pub(super) columns: usize,
    /// Whether charts are drawn.
    pub(super) charts: bool,
}

/// The whole page.
pub(super) fn overview(overview: &Overview, setting: &Setting<'_>) -> String {
    let mut out = String::new();
    let columns = setting.columns.max(LEAST_COLUMNS);
    heading(&mut out, "Study history");
    paragraph(&mut out, &summary(overview), columns);
    sessions(&mut out, overview, columns);
    topics::now(&mut out, overview, setting, columns);
    topics::over_time(&mut out, overview, setting, columns);
    notes(&mut out, overview, columns);
    out
}

/// A result in words: counts of few items, a percentage of more.
pub(super) fn score(score: &Score) -> String {
    match (Says::of(score.items), score.percent) {
        (Says::Tentative | Says::Comparison, Some(value)) => percent(value),
        _ => format!("{} of {}", points(score.points), points(score.maximum)),
    }
}

/// The range of a result, where its items allow one.
pub(super) fn score_range(score: &Score) -> String {
    match Says::of(score.items) {
        Says::Counts => String::new(),
        _ => score.interval.map(range).unwrap_or_default(),
    }
}

/// Time spent; hours and minutes for long sessions, where seconds say nothing.
pub(super) fn spent(duration: Duration) -> String {
    let coarse = if duration.as_secs() >= 3600 { duration.as_secs() / 60 * 60 } else { duration.as_secs() };
    format_duration(Duration::from_secs(coarse))
}

/// `1 item`, `2 items`.
pub(super) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

fn summary(overview: &Overview) -> String {
    if overview.sessions.is_empty() {
        return "No sessions yet. `qbank quiz` begins one.".to_owned();
    }
    let streak = overview.streak;
    let mut text = format!(
        "{}, {} on {}.",
        count(overview.sessions.len(), "session"),
        count(overview.answers, "answer"),
        count(streak.days, "day")
    );
    if streak.days > 0 {
        let until = match (streak.current, streak.today) {
            (0, _) => "0 at present".to_owned(),
            (days, true) => format!("{days}, today included"),
            (days, false) => format!("{days}, up to yesterday"),
        };
        let _ = write!(text, " Days of study in a row: {until}; longest {}.", streak.longest);
    }
    text
}

fn sessions(out: &mut String, overview: &Overview, columns: usize) {
    if overview.sessions.is_empty() {
        return;
    }
    let hidden = overview.sessions.len().saturating_sub(MOST_SESSIONS);
    let shown = &overview.sessions[hidden..];
    let wide = columns >= 72;
    let mut rows =
        vec![session_cells(["No", "Began", "Session", "Mode", "Score", "95 % range", "Time"], wide)];
    for session in shown {
        let (score, range) = session.score.as_ref().map_or_else(
            || ("unfinished".to_owned(), String::new()),
            |result| (score(result), score_range(result)),
        );
        let began = session.began.strftime(if wide { "%Y-%m-%d" } else { "%m-%d" }).to_string();
        let (number, time, title) = (session.id.to_string(), spent(session.spent), clean(&session.title));
        let cells = [&number, &began, &title, &session.mode, &score, &range, &time];
        rows.push(session_cells(cells.map(String::as_str), wide));
    }
    out.push('\n');
    table(out, &rows, 2, if wide { &[1, 2, 3] } else { &[1, 2] }, columns);
    if hidden > 0 {
        paragraph(out, &format!("{} before these: see --export.", count(hidden, "session")), columns);
    }
    if let Some(last) = overview.sessions.iter().rev().find(|session| session.score.is_none()) {
        let text = format!(
            "Go on with session {0} ({1} of {2} answered): qbank quiz --resume={0}",
            last.id, last.answered, last.items
        );
        paragraph(out, &text, columns);
    }
}

/// The cells that there is room for: without mode, range and time on a narrow terminal.
fn session_cells(cells: [&str; 7], wide: bool) -> Vec<String> {
    let kept = cells.into_iter().enumerate().filter(|(column, _)| wide || ![3, 5, 6].contains(column));
    kept.map(|(_, cell)| cell.to_owned()).collect()
}

fn notes(out: &mut String, overview: &Overview, columns: usize) {
    let progress = &overview.progress;
    let mut notes = Vec::new();
    if progress.stale > 0 {
        notes.push(format!(
            "{} not counted under topics: the key, the options or the accepted answers of the item have changed since.",
            if progress.stale == 1 { "1 answer is".to_owned() } else { format!("{} answers are", progress.stale) }
        ));
    }
    if progress.elsewhere > 0 {
        notes.push(format!(
            "{} to items that are not in the banks at hand; name other banks as PATH.",
            if progress.elsewhere == 1 {
                "1 answer is".to_owned()
            } else {
                format!("{} answers are", progress.elsewhere)
            }
        ));
    }
    if !notes.is_empty() {
        out.push('\n');
    }
    for note in notes {
        paragraph(out, &note, columns);
    }
    if !progress.topics.is_empty() {
        out.push('\n');
        for line in wrap(FOOTNOTE, columns) {
            let _ = writeln!(out, "{FAINT}{line}{FAINT:#}");
        }
    }
}
