//! Headings, paragraphs and tables on a terminal.

use crate::report::write::text::{clean, pad, pad_left, truncate, width, wrap};
use anstyle::Style;
use std::fmt::Write;

/// The narrowest column that is cut.
pub(super) const NARROWEST: usize = 12;

const HEADING: Style = Style::new().bold();

pub(super) fn heading(out: &mut String, text: &str) {
    let _ = writeln!(out, "{HEADING}{text}{HEADING:#}");
}

pub(super) fn paragraph(out: &mut String, text: &str, columns: usize) {
    for line in wrap(&clean(text), columns) {
        out.push_str(&line);
        out.push('\n');
    }
}

/// Rows of cells: the column numbered `wide` takes what room is left and is cut; columns in `left` are set to the left,
/// others to the right. The first row is the heading.
pub(super) fn table(out: &mut String, rows: &[Vec<String>], wide: usize, left: &[usize], columns: usize) {
    let cells = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max();
    let mut widths: Vec<usize> = (0..cells).map(|column| widest(column).unwrap_or(0)).collect();
    let others: usize = (0..cells).filter(|&column| column != wide).map(|column| widths[column]).sum();
    let room = columns.saturating_sub(others + 2 * cells.saturating_sub(1)).max(NARROWEST);
    widths[wide] = widths[wide].min(room);
    for (number, row) in rows.iter().enumerate() {
        let set = |(column, cell): (usize, &String)| {
            let cell = truncate(cell, widths[column]);
            if left.contains(&column) { pad(&cell, widths[column]) } else { pad_left(&cell, widths[column]) }
        };
        let line = row.iter().enumerate().map(set).collect::<Vec<_>>().join("  ");
        let line = line.trim_end();
        let _ = match number {
            0 => writeln!(out, "{HEADING}{line}{HEADING:#}"),
            _ => writeln!(out, "{line}"),
        };
    }
}
