//! The summary for people on a terminal.
//!
//! Styles are always written; a caller without colours strips them (`anstream`). No meaning rests on
//! colour, and numbers stand before bars, so that the text reads well aloud.

use super::text::{clean, pad, pad_left, truncate, width, wrap};
use super::{changes, words};
use crate::analyze::TopicFigures;
use crate::analyze::say::{FOOTNOTE, Says};
use crate::report::Report;
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};

const HEADING: Style = Style::new().bold();
const STRONG: Style = Style::new().bold();
const BAR: Style = AnsiColor::Cyan.on_default();
const FAINT: Style = Style::new().dimmed();

/// From this width on the table of topics has bars, …
const WITH_BARS: usize = 72;
/// … and from this on intervals.
const WITH_RANGES: usize = 50;
/// The length of a full bar.
const BAR_COLUMNS: usize = 20;
/// Narrower terminals break lines themselves.
const LEAST_COLUMNS: usize = 32;
/// How many items to look at are shown.
const MOST_ITEMS: usize = 10;

/// Writes the summary in lines of at most `columns` columns (32 at least).
pub fn write(out: &mut impl Write, report: &Report, columns: usize) -> io::Result<()> {
    let columns = columns.max(LEAST_COLUMNS);
    if !report.title.is_empty() {
        heading(out, &truncate(&clean(&report.title), columns))?;
    }
    paragraph(out, &words::group(report).join(" "), columns)?;
    topics(out, report, columns)?;
    let lines = [words::comparison(report), words::target(report)];
    if lines.iter().any(Option::is_some) {
        writeln!(out)?;
    }
    for line in lines.into_iter().flatten() {
        paragraph(out, &line, columns)?;
    }
    items(out, report, columns)?;
    if let Some(line) = words::review(report) {
        writeln!(out)?;
        paragraph(out, &line, columns)?;
    }
    if let Some(changes) = &report.changes {
        changes::write(out, changes, columns)?;
    }
    if !report.notes.is_empty() {
        writeln!(out)?;
        heading(out, "Notes")?;
        for note in &report.notes {
            bullet(out, &note.text, columns)?;
        }
    }
    writeln!(out)?;
    for line in wrap(FOOTNOTE, columns) {
        writeln!(out, "{FAINT}{line}{FAINT:#}")?;
    }
    Ok(())
}

fn topics(out: &mut impl Write, report: &Report, columns: usize) -> io::Result<()> {
    let given: Vec<&TopicFigures> = report.topics.iter().filter(|topic| topic.items > 0).collect();
    if given.is_empty() {
        return Ok(());
    }
    let mut table: Vec<[String; 3]> = vec![["Items".into(), "Mean".into(), "95 % range".into()]];
    table.extend(
        given
            .iter()
            .map(|topic| [topic.items.to_string(), words::topic_mean(topic), words::topic_range(topic)]),
    );
    let shown = if columns >= WITH_RANGES { 3 } else { 2 };
    let widest = |column: usize| table.iter().map(|row| width(&row[column])).max().unwrap_or(0);
    let widths: Vec<usize> = (0..shown).map(widest).collect();
    let numbers: usize = widths.iter().map(|width| width + 2).sum();
    let bar = if columns >= WITH_BARS { BAR_COLUMNS + 2 } else { 0 };
    let name_columns = columns.saturating_sub(numbers + bar).max(8);

    writeln!(out)?;
    let names = std::iter::once(words::heading(report.by).to_owned());
    let names = names.chain(given.iter().map(|topic| name(topic, name_columns)));
    for (row, (name, cells)) in names.zip(&table).enumerate() {
        let mut line = pad(&name, name_columns);
        for (cell, &width) in cells.iter().zip(&widths) {
            line.push_str("  ");
            line.push_str(&pad_left(cell, width));
        }
        match row.checked_sub(1).map(|topic| bar_of(given[topic])) {
            None => writeln!(out, "{HEADING}{}{HEADING:#}", line.trim_end())?,
            Some(bar) if columns >= WITH_BARS && !bar.is_empty() => {
                writeln!(out, "{line}  {BAR}{bar}{BAR:#}")?;
            }
            Some(_) => writeln!(out, "{}", line.trim_end())?,
        }
    }
    Ok(())
}

/// A topic's title, indented by its depth as far as there is room.
fn name(topic: &TopicFigures, columns: usize) -> String {
    let indent = (2 * topic.depth).min(columns / 3);
    format!("{}{}", " ".repeat(indent), truncate(&clean(&topic.title), columns - indent))
}

/// A bar as long as the mean; none where only counts are told.
fn bar_of(topic: &TopicFigures) -> String {
    let share = match Says::of(topic.items) {
        Says::Counts => 0.0,
        _ => topic.mean_percent.unwrap_or_default() / 100.0,
    };
    let steps = (1_u8..).take(BAR_COLUMNS);
    steps.filter(|&step| share * 20.0 + 0.5 >= f64::from(step)).map(|_| '█').collect()
}

fn items(out: &mut impl Write, report: &Report, columns: usize) -> io::Result<()> {
    let items = words::items_to_look_at(report);
    if items.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    heading(out, &format!("Items to look at: {}", items.len()))?;
    if let Some(caution) = words::caution(report) {
        paragraph(out, &caution, columns)?;
    }
    for (item, flags) in items.iter().take(MOST_ITEMS) {
        let id = truncate(&clean(&item.item), columns - 2);
        writeln!(out, "  {STRONG}{id}{STRONG:#}")?;
        for flag in flags {
            for line in wrap(&clean(&flag.text), columns - 4) {
                writeln!(out, "    {line}")?;
            }
        }
    }
    match items.len().checked_sub(MOST_ITEMS) {
        Some(more) if more > 0 => paragraph(out, &format!("… and {more} more: see items.csv."), columns),
        _ => Ok(()),
    }
}

fn heading(out: &mut impl Write, text: &str) -> io::Result<()> {
    writeln!(out, "{HEADING}{text}{HEADING:#}")
}

fn paragraph(out: &mut impl Write, text: &str, columns: usize) -> io::Result<()> {
    wrap(&clean(text), columns).iter().try_for_each(|line| writeln!(out, "{line}"))
}

fn bullet(out: &mut impl Write, text: &str, columns: usize) -> io::Result<()> {
    for (number, line) in wrap(&clean(text), columns - 2).iter().enumerate() {
        writeln!(out, "{}{line}", if number == 0 { "- " } else { "  " })?;
    }
    Ok(())
}
