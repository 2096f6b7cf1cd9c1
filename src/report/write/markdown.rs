//! `report.md`: the report for people, as it renders on GitHub.

use super::super::format::figure;
use super::text::clean;
use super::words;
use crate::analyze::ItemFigures;
use crate::analyze::say::{FOOTNOTE, coefficient, percent};
use crate::report::compare::Comparison;
use crate::report::{Provenance, Report};
use std::io::{self, Write};

/// Longer files do not render on GitHub: how many items are shown as such to look at, and in all.
const MOST_TO_LOOK_AT: usize = 100;
const MOST_ITEMS: usize = 500;

/// Writes the report.
pub fn write(out: &mut impl Write, report: &Report) -> io::Result<()> {
    let title = if report.title.is_empty() { "Exam report" } else { &report.title };
    writeln!(out, "# {}\n", escape(title))?;
    for sentence in words::group(report) {
        writeln!(out, "- {}", escape(&sentence))?;
    }
    if let Some(line) = words::target(report) {
        writeln!(out, "- {}", escape(&line))?;
    }
    totals(out, report)?;
    topics(out, report)?;
    items_to_look_at(out, report)?;
    if let Some(line) = words::review(report) {
        writeln!(out, "\n## Short answers to review\n\n{}", escape(&line))?;
    }
    if let Some(changes) = &report.changes {
        changed(out, changes)?;
    }
    items(out, report)?;
    if !report.notes.is_empty() {
        writeln!(out, "\n## Notes\n")?;
        for note in &report.notes {
            writeln!(out, "- {}", escape(&note.text))?;
        }
    }
    provenance(out, &report.provenance)?;
    writeln!(out, "\n---\n\n{FOOTNOTE}")
}

fn totals(out: &mut impl Write, report: &Report) -> io::Result<()> {
    let Some(spread) = report.distribution.as_ref().filter(|_| report.group.candidates > 1) else {
        return Ok(());
    };
    writeln!(out, "\n## Totals\n\n| Points | Candidates | |\n|:--|--:|:--|")?;
    for (name, bar, target) in words::bars(spread) {
        writeln!(out, "| {name} | {} | {} |", bar.candidates, if target { "practice target" } else { "" })?;
    }
    Ok(())
}

fn topics(out: &mut impl Write, report: &Report) -> io::Result<()> {
    let heading = words::heading(report.by);
    writeln!(out, "\n## {heading}\n\n| {heading} | Items | Mean | 95 % range |\n|:--|--:|--:|--:|")?;
    for topic in report.topics.iter().filter(|topic| topic.items > 0) {
        writeln!(
            out,
            "| {}{} | {} | {} | {} |",
            "&emsp;".repeat(topic.depth),
            escape(&topic.title),
            topic.items,
            words::topic_mean(topic),
            words::topic_range(topic)
        )?;
    }
    match words::comparison(report) {
        Some(line) => writeln!(out, "\n{}", escape(&line)),
        None => Ok(()),
    }
}

fn items_to_look_at(out: &mut impl Write, report: &Report) -> io::Result<()> {
    let items = words::items_to_look_at(report);
    if items.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Items to look at\n")?;
    if let Some(caution) = words::caution(report) {
        writeln!(out, "{caution}\n")?;
    }
    for (item, flags) in items.iter().take(MOST_TO_LOOK_AT) {
        writeln!(out, "- **{}**", escape(&item.item))?;
        for flag in flags {
            writeln!(out, "  - {}", escape(&flag.text))?;
        }
        if let Some(chosen) = words::options(item) {
            writeln!(out, "  - {}", escape(&chosen))?;
        }
    }
    if let Some(line) = words::beyond(items.len(), MOST_TO_LOOK_AT, "items.csv") {
        writeln!(out, "\n{line}")?;
    }
    Ok(())
}

/// Every item that was given to anyone, folded away.
fn items(out: &mut impl Write, report: &Report) -> io::Result<()> {
    let given: Vec<&ItemFigures> = report.items.iter().filter(|item| item.n > 0).collect();
    if given.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "\n<details>\n<summary>All items ({})</summary>\n\n\
         | Item | N | Mean credit | Discrimination | Upper − lower | Blank | Unreadable | To review | Flags |\n\
         |:--|--:|--:|--:|--:|--:|--:|--:|:--|",
        given.len()
    )?;
    for item in given.iter().take(MOST_ITEMS) {
        let flags: Vec<&str> = item.flags.iter().map(|flag| flag.kind.id()).collect();
        writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            escape(&item.item),
            item.n,
            item.facility.map(|value| percent(value * 100.0)).unwrap_or_default(),
            item.discrimination.map(coefficient).unwrap_or_default(),
            item.upper_lower.map(coefficient).unwrap_or_default(),
            item.blank,
            item.unreadable,
            item.review,
            flags.join(", ")
        )?;
    }
    if let Some(line) = words::beyond(given.len(), MOST_ITEMS, "items.csv") {
        writeln!(out, "\n{line}")?;
    }
    writeln!(out, "\n</details>")
}

fn changed(out: &mut impl Write, changes: &Comparison) -> io::Result<()> {
    writeln!(out, "\n## Since {}\n", escape(&changes.with))?;
    writeln!(out, "- {} moved, {} did not; `changes.csv` names them", changes.moved.len(), changes.unmoved)?;
    for ruling in &changes.rulings {
        writeln!(
            out,
            "- {}: {} ({}) moved {}",
            escape(&ruling.item),
            escape(&ruling.decision),
            escape(&ruling.reason),
            ruling.candidates
        )?;
    }
    for line in &changes.changed {
        writeln!(out, "- {}", escape(line))?;
    }
    Ok(())
}

fn provenance(out: &mut impl Write, from: &Provenance) -> io::Result<()> {
    writeln!(out, "\n## Where the figures come from\n\n- qbank {}", escape(&from.qbank))?;
    for bank in &from.banks {
        writeln!(
            out,
            "- Bank {}: {} (SHA-256 {})",
            escape(&bank.bank),
            escape(&bank.path),
            short(&bank.sha256)
        )?;
    }
    for sheet in &from.sheets {
        writeln!(
            out,
            "- Sheets {}: {} rows, {} layout (SHA-256 {})",
            escape(&sheet.path),
            sheet.rows,
            escape(&sheet.layout),
            short(&sheet.sha256)
        )?;
    }
    if let Some(policy) = &from.policy {
        writeln!(out, "- Scoring policy: {}", escape(policy))?;
    }
    if let Some(penalty) = from.penalty {
        writeln!(out, "- Penalty for a wrong response: {}", figure(Some(penalty)))?;
    }
    for ruling in &from.rulings {
        writeln!(
            out,
            "- Ruling on {}: {} ({})",
            escape(&ruling.item),
            escape(&ruling.decision),
            escape(&ruling.reason)
        )?;
    }
    Ok(())
}

/// The beginning of a checksum, enough to tell files apart; `report.json` has the whole.
fn short(sha256: &str) -> String {
    escape(&sha256.chars().take(12).collect::<String>())
}

/// Text as it should be read: nothing in it is markup, and it stays on its line.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for c in clean(text).chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' | '$' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '@' => escaped.push_str("&#64;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_from_files_is_not_markup() {
        #[track_caller]
        fn check(text: &str, expected: &str) {
            assert_eq!(escape(text), expected);
        }
        check("a|b", "a\\|b");
        check("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;");
        check("*bold* _x_ `code` [a](b)", "\\*bold\\* \\_x\\_ \\`code\\` \\[a\\](b)");
        check("two\nlines", "two lines");
        check("&amp; @someone", "&amp;amp; &#64;someone");
        check("\u{1b}[2J", "\\[2J");
    }
}
