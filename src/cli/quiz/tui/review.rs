//! The review screen as lines: a grid of numbers with signs.

use super::screen::Body;
use super::ui::Ui;
use crate::quiz::view::{Progress, ReviewView};
use crate::report::write::text::wrap;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

/// Columns of one item in the grid.
const CELL: usize = 8;

/// How many items stand in a row.
pub(super) fn per_row(columns: usize) -> usize {
    // Whole tens are easier to find one's way in.
    match columns / CELL {
        10.. => 10,
        5..=9 => 5,
        few => few.max(1),
    }
}

pub(super) fn body(review: &ReviewView, ui: &Ui, columns: usize) -> Body {
    let mut body = Body::default();
    body.lines.extend(wrap(&legend(review), columns).into_iter().map(Line::from));
    body.lines.push(Line::default());
    let rows: Vec<usize> = (0..review.rows.len()).collect();
    for places in rows.chunks(per_row(columns)) {
        if places.contains(&ui.cursor) {
            body.focus = Some((body.lines.len(), body.lines.len()));
        }
        body.lines.push(Line::from(places.iter().map(|&place| cell(review, place, ui)).collect::<Vec<_>>()));
    }
    body
}

fn legend(review: &ReviewView) -> String {
    let count = |progress| review.rows.iter().filter(|row| row.progress == progress).count();
    let flagged = review.rows.iter().filter(|row| row.flagged).count();
    let parts = [Progress::Complete, Progress::Incomplete, Progress::Unseen]
        .map(|progress| format!("{} {} {}", sign(progress), count(progress), name(progress)));
    format!("{}, ⚑ {flagged} flagged", parts.join(", "))
}

/// ` 12 ✓ ⚑`, with `›` before it at the cursor.
fn cell(review: &ReviewView, place: usize, ui: &Ui) -> Span<'static> {
    let row = review.rows[place];
    let cursor = if place == ui.cursor { "›" } else { " " };
    let flag = if row.flagged { "⚑" } else { " " };
    let text = format!("{cursor}{:>3} {}{flag} ", place + 1, sign(row.progress));
    let style = match (place == ui.cursor, row.progress) {
        (true, _) => Style::new().add_modifier(Modifier::REVERSED),
        (false, Progress::Complete) => Style::new(),
        (false, Progress::Incomplete) => Style::new().add_modifier(Modifier::BOLD),
        (false, Progress::Unseen) => Style::new().add_modifier(Modifier::DIM),
    };
    Span::styled(text, style)
}

fn sign(progress: Progress) -> &'static str {
    match progress {
        Progress::Complete => "✓",
        Progress::Incomplete => "○",
        Progress::Unseen => "·",
    }
}

fn name(progress: Progress) -> &'static str {
    match progress {
        Progress::Complete => "answered",
        Progress::Incomplete => "not answered",
        Progress::Unseen => "not seen",
    }
}
