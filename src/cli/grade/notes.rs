//! What the reader of a report must be told of the run: nothing is set aside silently.

use super::outputs::Recorders;
use super::sheets::Opened;
use crate::grade::Outcome;
use crate::model::Item;
use crate::report::{Note, Report};
use crate::sheets::layout::Layout;

/// How many names a note lists.
const LISTED: usize = 8;

/// The notes of a run, for the report.
pub(super) fn of(opened: &Opened<'_>, graded: &Outcome<Recorders>) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut note = |kind: &str, count: u64, text: String| {
        if count > 0 {
            notes.push(Note::new(kind, text, count));
        }
    };
    for source in &opened.sources {
        if let Layout::Wide(wide) = &source.file.layout {
            let name = &source.input.name;
            note(
                "unmatched_columns",
                wide.unmatched.len() as u64,
                format!(
                    "{name}: {} no item of the bank: {}.",
                    columns(wide.unmatched.len(), "belongs to", "belong to"),
                    list(&wide.unmatched)
                ),
            );
            let repeated: Vec<&String> = wide.repeated.iter().map(|(_, column)| column).collect();
            note(
                "repeated_columns",
                repeated.len() as u64,
                format!(
                    "{name}: {} an item that already has one, and the first counts: {}.",
                    columns(repeated.len(), "is for", "are for"),
                    list(&repeated)
                ),
            );
        }
    }
    let ids: Vec<&str> = opened.unmatched.iter().map(|item: &&Item| item.id.as_str()).collect();
    note(
        "unmatched_items",
        ids.len() as u64,
        format!(
            "{} of the bank {} no column and {} left out: {}.",
            things(ids.len() as u64, "item", "items"),
            verb(ids.len() as u64, "has", "have"),
            verb(ids.len() as u64, "is", "are"),
            list(&ids)
        ),
    );
    let sum = |count: fn(&crate::grade::worker::Counts) -> u64| graded.counts.iter().map(count).sum::<u64>();
    note(
        "rejected_rows",
        graded.rejected,
        format!(
            "{} could not be read and {} not graded; rejected.csv lists {}.",
            things(graded.rejected, "row", "rows"),
            verb(graded.rejected, "was", "were"),
            verb(graded.rejected, "it", "them")
        ),
    );
    let short = sum(|counts| counts.short_rows);
    note(
        "short_rows",
        short,
        format!(
            "{} fewer cells than the header; what is missing counts as blank.",
            things(short, "row has", "rows have")
        ),
    );
    let replaced = sum(|counts| counts.replaced);
    note(
        "repeated_responses",
        replaced,
        format!(
            "{} an item that the candidate had answered before; options of a multiple response were united, else the later counts.",
            things(replaced, "row answers", "rows answer")
        ),
    );
    let (scattered, repeated): (Vec<_>, Vec<_>) =
        graded.repeated.iter().partition(|repeated| repeated.scattered);
    let names = |list: &[&crate::grade::repeat::Repeated]| -> Vec<String> {
        list.iter().map(|repeated| repeated.candidate.clone()).collect()
    };
    note(
        "repeated_candidates",
        repeated.len() as u64,
        format!(
            "{} more than once; the last sheet counts: {}.",
            things(repeated.len() as u64, "candidate comes", "candidates come"),
            list(&names(&repeated))
        ),
    );
    note(
        "scattered_candidates",
        scattered.len() as u64,
        format!(
            "{} rows in several places of a file; they were put together: {}.",
            things(scattered.len() as u64, "candidate has", "candidates have"),
            list(&names(&scattered))
        ),
    );
    note(
        "unresolved_candidates",
        graded.unresolved,
        format!(
            "{} more than once in a stream that cannot be read again, and every sheet was counted; grade from a file instead.",
            things(graded.unresolved, "candidate comes", "candidates come")
        ),
    );
    let unreadable: u64 = graded.tally.unreadable.values().sum();
    note(
        "unreadable_cells",
        unreadable,
        format!(
            "{} no response to the item and {} nothing: {}.",
            things(unreadable, "cell is", "cells are"),
            verb(unreadable, "earns", "earn"),
            list(&unreadable_texts(opened, graded))
        ),
    );
    notes
}

/// A line on each file: what was recognised.
pub(super) fn of_files(opened: &Opened<'_>, report: &Report) -> Vec<String> {
    let files = opened.sources.iter().zip(&report.provenance.sheets).map(|(source, told)| {
        let file = &source.file;
        let matched = match &file.layout {
            Layout::Wide(wide) => {
                let items = wide.items.iter().flatten().count();
                format!(", {} matched by item id", things(items as u64, "column", "columns"))
            }
            Layout::Long(_) => String::new(),
        };
        format!(
            "{}: {} layout, {}, {}{}{matched}, {}",
            source.input.name,
            file.layout.name(),
            file.dialect.delimiter_name(),
            file.encoding.name(),
            if file.dialect.quoting { "" } else { ", quotes taken as text" },
            things(told.rows, "row", "rows"),
        )
    });
    files.collect()
}

fn unreadable_texts(opened: &Opened<'_>, graded: &Outcome<Recorders>) -> Vec<String> {
    let texts = graded.tally.unreadable.iter().map(|((item, text), count)| {
        let id = opened.items.get(*item as usize).map_or("", |item| item.id.as_str());
        let text: String = text.chars().take(40).collect();
        if *count > 1 { format!("{id} “{text}” ({count} times)") } else { format!("{id} “{text}”") }
    });
    texts.collect()
}

fn list<T: AsRef<str>>(names: &[T]) -> String {
    let shown: Vec<&str> = names.iter().take(LISTED).map(AsRef::as_ref).collect();
    let more = names.len().saturating_sub(LISTED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", shown.join(", "))
}

fn columns(count: usize, one: &str, several: &str) -> String {
    let count = count as u64;
    format!("{} {}", things(count, "column", "columns"), verb(count, one, several))
}

fn things(count: u64, one: &str, several: &str) -> String {
    format!("{count} {}", verb(count, one, several))
}

fn verb<'a>(count: u64, one: &'a str, several: &'a str) -> &'a str {
    if count == 1 { one } else { several }
}
