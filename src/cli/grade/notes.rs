//! What the reader of a report must be told of the run: nothing is set aside silently.

use super::outputs::Recorders;
use super::sheets::Opened;
use crate::grade::Outcome;
use crate::grade::SheetSource;
use crate::grade::repeat::Repeated;
use crate::grade::scheme::Scheme;
use crate::grade::tally::Tally;
use crate::grade::worker::Counts;
use crate::model::Item;
use crate::report::Note;
use crate::sheets::layout::{Layout, Wide};

/// How many names a note lists.
const LISTED: usize = 8;

/// The notes of a run, for the report.
pub(super) fn of(
    opened: &Opened<'_>,
    given_to_nobody: &[String],
    scheme: &Scheme,
    graded: &Outcome<Recorders>,
) -> Vec<Note> {
    let mut notes = of_columns(opened, given_to_nobody);
    notes.extend(of_rows(scheme, graded));
    notes.extend(of_candidates(opened, graded));
    notes.retain(|note| note.count > 0);
    notes
}

/// Columns and items that found no partner.
fn of_columns(opened: &Opened<'_>, given_to_nobody: &[String]) -> Vec<Note> {
    let mut notes = Vec::new();
    for source in &opened.sources {
        let name = &source.input.name;
        let remark = |remark: &str| Note::new("remark", format!("{name}: {remark}."), 1);
        notes.extend(source.input.remark().map(remark));
        let Layout::Wide(wide) = &source.file.layout else { continue };
        notes.extend(wide.remarks.iter().map(|text| remark(text)));
        let unmatched = number(wide.unmatched.len());
        let text = format!(
            "{name}: {} no item of the bank: {}.",
            things(unmatched, "column belongs to", "columns belong to"),
            list(&wide.unmatched)
        );
        notes.push(Note::new("unmatched_columns", text, unmatched));
        let names: Vec<&String> = wide.repeated.iter().map(|(_, column)| column).collect();
        let repeated = number(names.len());
        let text = format!(
            "{name}: {} an item that already has one, and the first counts: {}.",
            things(repeated, "column is for", "columns are for"),
            list(&names)
        );
        notes.push(Note::new("repeated_columns", text, repeated));
    }
    let unmatched = opened.unmatched.iter().map(|item: &&Item| item.id.as_str());
    let ids: Vec<&str> = unmatched.chain(given_to_nobody.iter().map(String::as_str)).collect();
    notes.extend(unmatched_items(&ids));
    notes
}

/// Items of the banks that no sheet has.
pub(in crate::cli) fn unmatched_items(ids: &[&str]) -> Option<Note> {
    let unmatched = number(ids.len());
    let text = format!(
        "{}: {}.",
        things(
            unmatched,
            "item of the bank is in no sheet and is left out",
            "items of the bank are in no sheet and are left out"
        ),
        list(ids)
    );
    (unmatched > 0).then(|| Note::new("unmatched_items", text, unmatched))
}

/// Rows and cells that could not be taken as they stand.
fn of_rows(scheme: &Scheme, graded: &Outcome<Recorders>) -> Vec<Note> {
    let sum = |count: fn(&Counts) -> u64| graded.counts.iter().map(count).sum::<u64>();
    let (short, replaced) = (sum(|counts| counts.short_rows), sum(|counts| counts.replaced));
    let empty = sum(|counts| counts.empty_rows);
    let unfinished = sum(|counts| counts.unfinished);
    let rejected = things(
        graded.rejected,
        "row could not be read and was not graded; with -o, rejected.csv lists it",
        "rows could not be read and were not graded; with -o, rejected.csv lists them",
    );
    let fewer = things(short, "row has", "rows have");
    let again = things(replaced, "row answers", "rows answer");
    vec![
        Note::new("rejected_rows", format!("{rejected}."), graded.rejected),
        Note::new(
            "short_rows",
            format!("{fewer} fewer cells than the header; what is missing counts as blank."),
            short,
        ),
        Note::new(
            "unfinished_attempts",
            format!(
                "{}, so that {} not graded.",
                things(
                    unfinished,
                    "row is of an attempt that was not finished, or of a candidate who was absent",
                    "rows are of attempts that were not finished, or of candidates who were absent"
                ),
                if unfinished == 1 { "it was" } else { "they were" }
            ),
            unfinished,
        ),
        Note::new(
            "empty_rows",
            format!(
                "{}.",
                things(
                    empty,
                    "row has no text and was passed over",
                    "rows have no text and were passed over"
                )
            ),
            empty,
        ),
        Note::new(
            "repeated_responses",
            format!(
                "{again} an item that the candidate had answered before; options of a multiple response were \
                 united, else the later counts."
            ),
            replaced,
        ),
        unreadable_cells(scheme, &graded.tally),
    ]
}

/// Cells that are no response to their item.
pub(in crate::cli) fn unreadable_cells(scheme: &Scheme, tally: &Tally) -> Note {
    let hits = tally.hits();
    let cells: u64 = scheme.items.iter().map(|item| hits[item.unreadable as usize]).sum();
    let unreadable = things(
        cells,
        "cell is no response to the item and earns nothing",
        "cells are no response to the item and earn nothing",
    );
    Note::new("unreadable_cells", format!("{unreadable}: {}.", list(&unreadable_texts(scheme, tally))), cells)
}

/// Candidates that came more than once.
fn of_candidates(opened: &Opened<'_>, graded: &Outcome<Recorders>) -> Vec<Note> {
    let names = |scattered: bool| -> Vec<String> {
        let of_kind = graded.repeated.iter().filter(|repeated| repeated.scattered == scattered);
        let name = |repeated: &Repeated| match repeated.files {
            (first, last) if first == last => repeated.candidate.clone(),
            (first, last) => {
                let file = |number: usize| &opened.sources[number].input.name;
                format!("{} (in {} and {})", repeated.candidate, file(first), file(last))
            }
        };
        of_kind.map(name).collect()
    };
    let (repeated, scattered) = (names(false), names(true));
    let (repeats, parts) = (number(repeated.len()), number(scattered.len()));
    let again = things(repeats, "candidate comes", "candidates come");
    let apart = things(parts, "candidate has", "candidates have");
    let unresolved = things(graded.unresolved, "candidate comes", "candidates come");
    vec![
        Note::new(
            "repeated_candidates",
            format!("{again} more than once; the last sheet counts: {}.", list(&repeated)),
            repeats,
        ),
        Note::new(
            "scattered_candidates",
            format!(
                "{apart} rows in several places of a file; they were put together: {}.",
                list(&scattered)
            ),
            parts,
        ),
        Note::new(
            "unresolved_candidates",
            format!(
                "{unresolved} more than once in a stream that cannot be read again, and every sheet was counted; \
                 grade from a file instead."
            ),
            graded.unresolved,
        ),
    ]
}

/// A line on each file: what was recognised.
pub(super) fn of_files(opened: &Opened<'_>, counts: &[Counts]) -> Vec<String> {
    let files = opened.sources.iter().zip(counts).map(|(source, counts)| {
        format!(
            "{}, {}, {}",
            of_file(source),
            things(counts.rows, "row", "rows"),
            things(counts.sheets, "candidate", "candidates")
        )
    });
    files.collect()
}

/// What was recognised of a file.
pub(super) fn of_file(source: &SheetSource) -> String {
    let file = &source.file;
    let matched = match &file.layout {
        Layout::Wide(wide) => format!(", {}", of_matches(wide)),
        Layout::Long(_) => String::new(),
    };
    format!(
        "{}: {} layout, {}, {}{}{matched}",
        source.input.name,
        file.layout.name(),
        file.dialect.delimiter_name(),
        file.encoding.name(),
        if file.dialect.quoting { "" } else { ", quotes taken as text" },
    )
}

/// How many columns were matched, and by what.
fn of_matches(wide: &Wide) -> String {
    let matches = wide.matches();
    let columns = |count: usize| things(number(count), "column", "columns");
    if let [(by, count)] = matches.as_slice() {
        return format!("{} matched by {}", columns(*count), by.name());
    }
    let ways: Vec<String> = matches.iter().map(|(by, count)| format!("{count} by {}", by.name())).collect();
    let all = matches.iter().map(|(_, count)| count).sum();
    format!("{} matched ({})", columns(all), ways.join(", "))
}

fn unreadable_texts(scheme: &Scheme, tally: &Tally) -> Vec<String> {
    let texts = tally.unreadable.iter().map(|((item, text), count)| {
        let id = &scheme.items[*item as usize].item.id;
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

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// A number with the words for one thing or for several.
fn things(count: u64, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}
