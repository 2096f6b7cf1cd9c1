//! Which column of a file holds what. One file for each layout.
//!
//! A layout recognises a header, by the position of its columns since names may repeat, and makes a
//! [`plan::Plan`]: what each column is, how cells are written, which rows are finished sheets. [`items`] says which item
//! a header means. From then on all files with one row a candidate are graded alike, as [`Wide`].

pub mod amc;
pub mod canvas;
mod error;
mod first_rows;
pub mod google_forms;
pub mod items;
pub mod long;
pub mod microsoft_forms;
pub mod moodle;
pub mod nops;
pub mod plan;
pub mod scores_only;
pub mod wide;
pub mod zipgrade;

#[cfg(test)]
mod tests;

use super::cell::CellForm;
use super::dialect::Dialect;
use super::encoding::{Encoding, to_utf8};
use super::header::Header;
use super::input::Input;
pub use error::SheetError;
use first_rows::FirstRows;
pub use items::{ItemIndex, MatchedBy};
use plan::{Plan, RowFilter, Sight};

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
            Self::Wide(wide) => wide.layout.name(),
            Self::Long(_) => LayoutName::Long.name(),
        }
    }
}

/// Columns of a file with one row a candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wide {
    /// Which layout it is.
    pub layout: LayoutName,
    /// The column of the candidate.
    pub candidate: usize,
    /// For each column the item it holds responses to.
    pub items: Vec<Option<usize>>,
    /// For each column by what its item was found.
    pub matched: Vec<Option<MatchedBy>>,
    /// How cells are written.
    pub cells: CellForm,
    /// Which rows are finished sheets; without it all are.
    pub filter: Option<RowFilter>,
    /// For columns of responses the column that says which options were right on that very paper, where papers
    /// had their options in different orders.
    pub solutions: Vec<(usize, usize)>,
    /// Columns that belong to no item, by name.
    pub unmatched: Vec<String>,
    /// Columns of an item that already has one: position and name. They are not read.
    pub repeated: Vec<(usize, String)>,
    /// What else the reader of a report should know.
    pub remarks: Vec<String>,
}

impl Wide {
    /// Takes note that a form says in which order the options stood, so that solutions on papers say nothing more.
    pub fn trust_form(&mut self) {
        self.solutions.clear();
        self.remarks.retain(|remark| remark != nops::SHUFFLED);
    }

    /// How many columns were matched in each way, with the ways that matched none left out.
    pub fn matches(&self) -> Vec<(MatchedBy, usize)> {
        let count = |by| self.matched.iter().filter(|found| **found == Some(by)).count();
        MatchedBy::ALL.iter().map(|&(by, _)| (by, count(by))).filter(|(_, count)| *count > 0).collect()
    }
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
    /// One row a candidate, as people make it.
    Wide,
    /// One row a response.
    Long,
    /// The sheet that a Google form is linked to.
    GoogleSheet,
    /// The CSV that a Google form itself gives.
    GoogleCsv,
    /// Microsoft Forms.
    MicrosoftForms,
    /// Responses of a Moodle quiz.
    Moodle,
    /// Student analysis of a Canvas quiz.
    Canvas,
    /// ZipGrade in full format.
    ZipGrade,
    /// auto-multiple-choice with ticks.
    Amc,
    /// `nops_eval` of R/exams.
    Nops,
}

impl LayoutName {
    /// Every layout with its name.
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::Wide, "wide"),
        (Self::Long, "long"),
        (Self::GoogleSheet, "google-sheet"),
        (Self::GoogleCsv, "google-csv"),
        (Self::MicrosoftForms, "microsoft-forms"),
        (Self::Moodle, "moodle"),
        (Self::Canvas, "canvas"),
        (Self::ZipGrade, "zipgrade"),
        (Self::Amc, "amc"),
        (Self::Nops, "nops"),
    ];

    /// The name in messages.
    pub fn name(self) -> &'static str {
        crate::model::item::name_of(&Self::ALL, self)
    }
}

/// A layout with one row a candidate: how its header is recognised, and what its columns are.
type Exporter = (LayoutName, fn(&Sight<'_>) -> bool, fn(&Sight<'_>) -> Plan);

/// The layouts of programs, in the order in which they are tried.
const EXPORTERS: [Exporter; 8] = [
    (LayoutName::GoogleSheet, google_forms::recognise_sheet, google_forms::plan_sheet),
    (LayoutName::GoogleCsv, google_forms::recognise_csv, google_forms::plan_csv),
    (LayoutName::MicrosoftForms, microsoft_forms::recognise, microsoft_forms::plan),
    (LayoutName::Moodle, moodle::recognise, moodle::plan),
    (LayoutName::Canvas, canvas::recognise, canvas::plan),
    (LayoutName::ZipGrade, zipgrade::recognise, zipgrade::plan),
    (LayoutName::Amc, amc::recognise, amc::plan),
    (LayoutName::Nops, nops::recognise, nops::plan),
];

/// How many records behind the header a layout looks at.
const ROWS_SEEN: usize = 200;

/// Looks at the first bytes of `input` and decides how to read it.
pub fn detect(input: &Input, items: &ItemIndex<'_>, overrides: &Overrides) -> Result<SheetFile, SheetError> {
    let io_error = |source| SheetError::Io { name: input.name.clone(), source };
    let (raw, whole) = input.sample().map_err(io_error)?;
    let encoding = input.encoding().or(overrides.encoding).unwrap_or_else(|| Encoding::detect(&raw, whole));
    let sample = to_utf8(&raw, encoding).map_err(io_error)?;

    let first_line = &sample[..memchr::memchr(b'\n', &sample).unwrap_or(sample.len())];
    if memchr::memchr(0, first_line).is_some() {
        return Err(SheetError::Binary(input.name.clone()));
    }
    if sample.iter().all(u8::is_ascii_whitespace) {
        return Err(SheetError::Empty(input.name.clone()));
    }
    let dialect = input
        .dialect()
        .or_else(|| Dialect::detect(&sample, whole, overrides.delimiter))
        .ok_or_else(|| SheetError::OneColumn(input.name.clone()))?;
    let header = Header::read(&sample, dialect).ok_or_else(|| SheetError::Empty(input.name.clone()))?;
    if header.length >= sample.len() && !whole {
        return Err(SheetError::LongHeader(input.name.clone()));
    }
    let rows = FirstRows::read(&sample[header.length..], whole, dialect, ROWS_SEEN);
    let layout = layout_of(&Sight::new(&input.name, &header, rows), items, overrides)?;
    Ok(SheetFile { encoding, dialect, header, layout })
}

fn layout_of(sight: &Sight<'_>, items: &ItemIndex<'_>, overrides: &Overrides) -> Result<Layout, SheetError> {
    let recognised = || {
        if long::recognise(sight.header) {
            return Ok(LayoutName::Long);
        }
        if let Some((name, ..)) = EXPORTERS.iter().find(|(_, recognise, _)| recognise(sight)) {
            return Ok(*name);
        }
        scores_only::refuse(sight).map(|()| LayoutName::Wide)
    };
    let name = overrides.layout.map_or_else(recognised, Ok)?;
    if name == LayoutName::Long {
        return long::read(sight, overrides).map(Layout::Long);
    }
    let plan = match EXPORTERS.iter().find(|(known, ..)| *known == name) {
        Some((.., plan)) => plan(sight),
        None => wide::plan(sight),
    };
    plan.carry_out(sight, items, overrides).map(Layout::Wide)
}
