//! Which column of a file holds what. One file for each layout.

pub mod long;
pub mod wide;

use super::dialect::Dialect;
use super::encoding::{Encoding, Utf8Reader};
use super::header::Header;
use super::input::Input;
use std::collections::HashMap;
use std::io::{self, Read};
use thiserror::Error;

/// What is known of one file before its rows are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetFile {
    /// Bytes to text.
    pub encoding: Encoding,
    /// Text to fields.
    pub dialect: Dialect,
    /// The columns.
    pub header: Header,
    /// What the columns hold.
    pub layout: Layout,
}

/// What the columns of a file hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Layout {
    /// One row a candidate, one column an item.
    Wide(Wide),
    /// One row a response.
    Long(Long),
}

impl Layout {
    /// The name in messages and for `--layout`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Wide(_) => LayoutName::Wide.name(),
            Self::Long(_) => LayoutName::Long.name(),
        }
    }
}

/// Columns of a file with one row a candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wide {
    /// The column of the candidate.
    pub candidate: usize,
    /// For each column the item it holds responses to.
    pub items: Vec<Option<usize>>,
    /// Columns that belong to no item, by name.
    pub unmatched: Vec<String>,
    /// Columns of an item that already has one: position and name. They are not read.
    pub repeated: Vec<(usize, String)>,
}

/// Columns of a file with one row a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Long {
    /// The column of the candidate.
    pub candidate: usize,
    /// The column of the item's id.
    pub item: usize,
    /// The column of the response.
    pub response: usize,
    /// How many columns there are.
    pub columns: usize,
}

/// What the user said about a file, each overriding what would be found.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// `--layout`.
    pub layout: Option<LayoutName>,
    /// `--delimiter`.
    pub delimiter: Option<u8>,
    /// `--encoding`.
    pub encoding: Option<Encoding>,
    /// `--id-column`: the header of the candidate's column.
    pub id_column: Option<String>,
    /// `--column HEADER=ITEM`.
    pub columns: Vec<(String, String)>,
}

/// The layouts by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LayoutName {
    /// See [`Wide`].
    Wide,
    /// See [`Long`].
    Long,
}

impl LayoutName {
    /// Every layout with its name.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Wide, "wide"), (Self::Long, "long")];

    /// The name in messages.
    pub fn name(self) -> &'static str {
        crate::model::item::name_of(&Self::ALL, self)
    }
}

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
    #[error("{0}: the header row does not end within {limit} bytes; is a quote in it never closed?", limit = super::input::SAMPLE)]
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
    /// No column belongs to an item of the bank.
    #[error(
        "{name}: no column is headed by an item of the bank; its columns are {columns}, the bank's items \
         {items}. Head each column by the item's id, or say `--column HEADER=ITEM`; sheets with one row a \
         response need the columns candidate, item, response"
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

/// Item ids to their places in the marking scheme.
pub type ItemIndex<'a> = HashMap<&'a str, usize>;

/// Looks at the first bytes of `input` and decides how to read it.
pub fn detect(input: &Input, items: &ItemIndex<'_>, overrides: &Overrides) -> Result<SheetFile, SheetError> {
    let io_error = |source| SheetError::Io { name: input.name.clone(), source };
    let (raw, whole) = input.sample().map_err(io_error)?;
    let encoding = overrides.encoding.unwrap_or_else(|| Encoding::detect(&raw, whole));
    let mut sample = Vec::new();
    Utf8Reader::new(raw.as_slice(), encoding).read_to_end(&mut sample).map_err(io_error)?;

    let first_line = &sample[..memchr::memchr(b'\n', &sample).unwrap_or(sample.len())];
    if memchr::memchr(0, first_line).is_some() {
        return Err(SheetError::Binary(input.name.clone()));
    }
    if sample.iter().all(u8::is_ascii_whitespace) {
        return Err(SheetError::Empty(input.name.clone()));
    }
    let dialect = Dialect::detect(&sample, whole, overrides.delimiter)
        .ok_or_else(|| SheetError::OneColumn(input.name.clone()))?;
    let header = Header::read(&sample, dialect).ok_or_else(|| SheetError::Empty(input.name.clone()))?;
    if header.length >= sample.len() && !whole {
        return Err(SheetError::LongHeader(input.name.clone()));
    }
    let layout = layout_of(&input.name, &header, items, overrides)?;
    Ok(SheetFile { encoding, dialect, header, layout })
}

fn layout_of(
    name: &str,
    header: &Header,
    items: &ItemIndex<'_>,
    overrides: &Overrides,
) -> Result<Layout, SheetError> {
    let found = if long::recognise(header) { LayoutName::Long } else { LayoutName::Wide };
    match overrides.layout.unwrap_or(found) {
        LayoutName::Wide => wide::read(name, header, items, overrides).map(Layout::Wide),
        LayoutName::Long => long::read(name, header, overrides).map(Layout::Long),
    }
}

/// The position of the column with this header, letter case ignored.
fn find_column(name: &str, header: &Header, column: &str) -> Result<usize, SheetError> {
    header.columns.iter().position(|found| found.eq_ignore_ascii_case(column.trim())).ok_or_else(|| {
        SheetError::NoSuchColumn {
            name: name.to_owned(),
            column: column.to_owned(),
            columns: a_few(header.columns.iter().map(String::as_str)),
        }
    })
}

/// The first few of a list, for a message.
fn a_few<'a>(names: impl Iterator<Item = &'a str>) -> String {
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
