//! What changed since an earlier report: `changes.csv`, and a section for people.

use super::super::format::cell;
use super::text::{clean, pad, pad_left, truncate, width, wrap};
use super::words;
use crate::report::compare::{Comparison, Moved};
use std::io::{self, Write};

/// How many candidates are named on a terminal.
const MOST_CANDIDATES: usize = 20;

/// Writes a row for each candidate who moved, and one for each who is gone.
pub fn write_csv(out: impl Write, comparison: &Comparison) -> csv::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record([
        "candidate",
        "old_points",
        "old_max_points",
        "points",
        "max_points",
        "change",
        "because",
    ])?;
    for moved in &comparison.moved {
        rows.write_record([
            &*cell(&moved.candidate),
            moved.old_points.as_deref().unwrap_or(""),
            moved.old_max_points.as_deref().unwrap_or(""),
            &moved.points,
            &moved.max_points,
            moved.change.as_deref().unwrap_or(""),
            &*cell(&because(comparison, moved)),
        ])?;
    }
    for candidate in &comparison.gone {
        rows.write_record([candidate, "", "", "", "", "", "no longer among the sheets"])?;
    }
    Ok(rows.flush()?)
}

/// Writes the section in lines of at most `columns` columns.
pub fn write(out: &mut impl Write, comparison: &Comparison, columns: usize) -> io::Result<()> {
    let paragraph = |out: &mut dyn Write, text: &str, indent: &str| -> io::Result<()> {
        for line in wrap(text, columns.saturating_sub(width(indent))) {
            writeln!(out, "{indent}{line}")?;
        }
        Ok(())
    };
    writeln!(out)?;
    paragraph(out, &format!("Since {}", clean(&comparison.with)), "")?;
    let moved = comparison.moved.len();
    paragraph(out, &words::moved(comparison), "")?;
    for ruling in &comparison.rulings {
        let text = format!(
            "{}: {} ({}) moved {}",
            clean(&ruling.item),
            clean(&ruling.decision),
            clean(&ruling.reason),
            ruling.candidates
        );
        paragraph(out, &text, "  ")?;
    }
    for line in &comparison.changed {
        paragraph(out, &clean(line), "  ")?;
    }
    if moved > 0 {
        writeln!(out)?;
    }
    let shown = &comparison.moved[..moved.min(MOST_CANDIDATES)];
    let name = |moved: &Moved| truncate(&clean(&moved.candidate), 24);
    let widest = shown.iter().map(|moved| width(&name(moved))).max().unwrap_or(0);
    for moved in shown {
        let points = |points: &str, max: &str| format!("{points} of {max}");
        let old = moved.old_points.as_deref().zip(moved.old_max_points.as_deref());
        let old = old.map_or_else(|| "new".to_owned(), |(old, max)| points(old, max));
        let line = format!(
            "{}  {} to {}  {}",
            pad(&name(moved), widest),
            pad_left(&old, 9),
            points(&moved.points, &moved.max_points),
            moved.change.as_deref().unwrap_or("")
        );
        writeln!(out, "  {}", line.trim_end())?;
        paragraph(out, &clean(&because(comparison, moved)), "    ")?;
    }
    if moved > shown.len() {
        paragraph(out, &format!("… and {} more: see changes.csv.", moved - shown.len()), "  ")?;
    }
    if !comparison.gone.is_empty() {
        let names: Vec<String> = comparison.gone.iter().take(8).map(|name| clean(name)).collect();
        let more = if comparison.gone.len() > names.len() { " …" } else { "" };
        let text = format!("No longer among the sheets: {}{more}", names.join(", "));
        paragraph(out, &text, "")?;
    }
    Ok(())
}

/// Why a candidate moved, in words.
pub(super) fn because(comparison: &Comparison, moved: &Moved) -> String {
    let of_ruling = |&place: &usize| {
        let ruling = &comparison.rulings[place];
        format!("{} {}", ruling.item, ruling.decision)
    };
    let mut causes: Vec<String> = moved.rulings.iter().map(of_ruling).collect();
    if moved.old_points.is_none() {
        causes.push("not in the earlier report".to_owned());
    } else if moved.other {
        causes.push("the bank, the sheets or the policy changed".to_owned());
    }
    causes.join("; ")
}
