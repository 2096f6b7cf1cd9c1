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
/// The longest bar of totals.
const MOST_BAR_COLUMNS: usize = 60;
/// Stands behind the bar in which the target lies.
const TARGET: &str = "< target";
/// How many items to look at are shown.
const MOST_ITEMS: usize = 10;

/// Writes the summary in lines of at most `columns` columns (32 at least).
pub fn write(out: &mut impl Write, report: &Report, columns: usize) -> io::Result<()> {
    let columns = columns.max(LEAST_COLUMNS);
    if !report.title.is_empty() {
        heading(out, &truncate(&clean(&report.title), columns))?;
    }
    paragraph(out, &words::group(report).join(" "), columns)?;
    totals(out, report, columns)?;
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

/// How totals are spread, a bar a row.
fn totals(out: &mut impl Write, report: &Report, columns: usize) -> io::Result<()> {
    let Some(spread) = report.distribution.as_ref().filter(|_| report.group.candidates > 1) else {
        return Ok(());
    };
    let bars = words::bars(spread);
    let names = bars.iter().map(|(name, ..)| width(name)).max().unwrap_or(0).max("Points".len());
    let heading = format!("{}  Candidates", pad("Points", names));
    let room = columns.saturating_sub(width(&heading) + 2).min(MOST_BAR_COLUMNS);
    // Where the target lies goes before how long the bars are.
    let bar_room = room.saturating_sub(TARGET.len() + 1);
    let most = bars.iter().map(|(_, bar, _)| bar.candidates).max().unwrap_or(0).max(1);
    writeln!(out, "\n{HEADING}{}{HEADING:#}", truncate(&heading, columns))?;
    for (name, one, target) in &bars {
        let count = pad_left(&one.candidates.to_string(), "Candidates".len());
        write!(out, "{}", truncate(&format!("{}  {count}", pad(name, names)), columns))?;
        let bar = bar_of_count(one.candidates, most, bar_room);
        if !bar.is_empty() {
            write!(out, "  {BAR}{bar}{BAR:#}")?;
        }
        if *target && room >= TARGET.len() {
            write!(out, "{}{TARGET}", if bar.is_empty() { "  " } else { " " })?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// A bar for a count, of at most `columns`: anyone at all has a bar.
fn bar_of_count(count: u64, most: u64, columns: usize) -> String {
    let columns = u64::try_from(columns).unwrap_or(0);
    let length = if count == 0 { 0 } else { (count * columns / most).max(1).min(columns) };
    "█".repeat(usize::try_from(length).unwrap_or(0))
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
        let chosen = words::options(item).unwrap_or_default();
        for line in wrap(&clean(&chosen), columns - 4) {
            writeln!(out, "    {FAINT}{line}{FAINT:#}")?;
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
