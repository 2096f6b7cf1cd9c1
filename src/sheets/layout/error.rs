//! Why a file cannot be read as sheets, and what to do about it.

use std::io;
use thiserror::Error;

/// Why a file cannot be read as sheets.
#[derive(Debug, Error)]
pub enum SheetError {
    /// It cannot be read at all.
    #[error("cannot read {name}")]
    Io {
        /// The file.
        name: String,
        /// Why.
        source: io::Error,
    },
    /// There is nothing in it.
    #[error("{0} is empty: it needs a header row that names the columns")]
    Empty(String),
    /// It is no text.
    #[error("{0} holds NUL bytes in its first line: it is not a CSV file; export the sheets as CSV in UTF-8")]
    Binary(String),
    /// The header is a single field.
    #[error(
        "{0}: the header has one column only; a comma, semicolon, tab or bar should part the columns \
         (`--delimiter` names another)"
    )]
    OneColumn(String),
    /// The header goes on beyond the sample.
    #[error("{0}: the header row does not end within {limit} bytes; is a quote in it never closed?", limit = crate::sheets::input::SAMPLE)]
    LongHeader(String),
    /// A column that the user named is not there.
    #[error("{name}: there is no column `{column}`; the columns are: {columns}")]
    NoSuchColumn {
        /// The file.
        name: String,
        /// The column asked for.
        column: String,
        /// Those that are there.
        columns: String,
    },
    /// A `--column` names an item that is in no bank.
    #[error("`--column {column}={item}`: no bank has an item `{item}`")]
    NoSuchItem {
        /// The column.
        column: String,
        /// The item asked for.
        item: String,
    },
    /// No column says who the candidate is.
    #[error(
        "{name} was read as {layout}, in which no column names the candidate; say which does with `--id-column HEADER`; the columns are: {columns}"
    )]
    NoCandidate {
        /// The file.
        name: String,
        /// The layout.
        layout: &'static str,
        /// Its columns.
        columns: String,
    },
    /// The file has scores and no answers.
    #[error("{name} has scores but no answers ({what}), so it cannot be graded; {instead}")]
    ScoresOnly {
        /// The file.
        name: String,
        /// What it is.
        what: &'static str,
        /// What to export.
        instead: &'static str,
    },
    /// No column belongs to an item of the bank.
    #[error(
        "{name}: no column is headed by an item of the bank; its columns are {columns}, the bank's items \
         {items}. Head each column by the item's id, its number (`Q1`) or its stem, or say \
         `--column HEADER=ITEM`; sheets with one row a response need the columns candidate, item, response"
    )]
    NoItems {
        /// The file.
        name: String,
        /// A few of its columns.
        columns: String,
        /// A few items.
        items: String,
    },
}

/// The first few of a list, for a message.
pub(super) fn a_few<'a>(names: impl Iterator<Item = &'a str>) -> String {
    const SHOWN: usize = 6;
    const WIDEST: usize = 40;
    let mut shown = Vec::new();
    for (place, name) in names.enumerate() {
        if place == SHOWN {
            shown.push("…".to_owned());
            break;
        }
        let cut: String = name.chars().take(WIDEST).collect();
        let dots = if cut.len() < name.len() { "…" } else { "" };
        shown.push(format!("`{cut}{dots}`"));
    }
    shown.join(", ")
}
