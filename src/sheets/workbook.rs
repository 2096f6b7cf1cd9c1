//! Workbooks (`.xlsx`, `.ods`) as CSV in memory, so that all layouts read them like any other file.
//!
//! A row of the worksheet is a line of the CSV, empty ones included, so that a message about line 7 is about
//! row 7. Numbers are written as short as they can be (`7`, not `7.0`), times as `2026-09-27 15:00:00`; text
//! stays as it is, `00417` too.

use super::dialect::Dialect;
use calamine::{Cell, CellType, Data, DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Sheets, Xlsx};
use std::fmt::{Display, Write as _};
use std::io::{Cursor, Read as _};
use thiserror::Error;

/// How the CSV is written.
pub const DIALECT: Dialect = Dialect { delimiter: b',', quoting: true };

/// The most bytes of CSV that one worksheet may become.
const MAX_CSV: usize = 512 * 1024 * 1024;

/// The most bytes of a workbook as it lies on disk.
pub const MAX_PACKED: u64 = 256 * 1024 * 1024;

/// The most bytes that its parts may unpack to: a small archive can hold very much of the same.
const MAX_UNPACKED: u64 = 2 * MAX_CSV as u64;

/// What a workbook begins with: a zip archive, or for `.xls` a compound file.
const MAGIC: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0"];

/// Why a workbook cannot be read.
#[derive(Debug, Error)]
pub enum WorkbookError {
    /// It is none, or damaged.
    #[error("it is no workbook that can be read ({0}); save the sheets as CSV in UTF-8")]
    Damaged(String),
    /// No worksheet has text.
    #[error("none of its worksheets has any text")]
    Empty,
    /// It is far larger than sheets are.
    #[error("it is too large for a workbook (over {} MiB); save the sheets as CSV in UTF-8", MAX_CSV / (1024 * 1024))]
    TooLarge,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worksheet {
    /// The CSV.
    pub csv: Vec<u8>,
    /// The worksheet's name.
    pub name: String,
    /// Names of those that were not read.
    pub others: Vec<String>,
}

/// Whether a file that begins so may be a workbook.
pub fn may_be(start: &[u8]) -> bool {
    MAGIC.iter().any(|magic| start.starts_with(magic))
}

/// The first worksheet of a workbook that has text, as CSV. Hidden ones are passed over.
pub fn read(bytes: &[u8]) -> Result<Worksheet, WorkbookError> {
    let mut workbook = open(bytes)?;
    let sheets = workbook.sheets_metadata().iter();
    let is_open = |sheet: &&calamine::Sheet| {
        sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible
    };
    let names: Vec<String> = sheets.filter(is_open).map(|sheet| sheet.name.clone()).collect();
    for name in &names {
        let csv = read_sheet(&mut workbook, name)?;
        if !csv.iter().all(u8::is_ascii_whitespace) {
            let others = names.iter().filter(|other| *other != name).cloned().collect();
            return Ok(Worksheet { csv, name: name.clone(), others });
        }
    }
    Err(WorkbookError::Empty)
}

fn open(bytes: &[u8]) -> Result<Sheets<Cursor<&[u8]>>, WorkbookError> {
    refuse_bomb(bytes)?;
    calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| {
        // That it is of no known kind says less than why it is not of the usual one.
        let usual: Result<Xlsx<_>, _> = Xlsx::new(Cursor::new(bytes));
        usual.err().map_or_else(|| damaged(error), damaged)
    })
}

/// Refuses what unpacks to very much. Every part is unpacked once without keeping it, since its own account of its size
/// may be wrong.
fn refuse_bomb(bytes: &[u8]) -> Result<(), WorkbookError> {
    // What is no archive, or a damaged one, is told by the reader.
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Ok(()) };
    if archive.decompressed_size().is_some_and(|size| size > u128::from(MAX_UNPACKED)) {
        return Err(WorkbookError::TooLarge);
    }
    let mut left = MAX_UNPACKED;
    for part in 0..archive.len() {
        let Ok(part) = archive.by_index(part) else { continue };
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).unwrap_or(0);
        left = left.checked_sub(unpacked).ok_or(WorkbookError::TooLarge)?;
    }
    Ok(())
}

fn damaged(error: impl Into<calamine::Error>) -> WorkbookError {
    WorkbookError::Damaged(error.into().to_string())
}

fn read_sheet(workbook: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Result<Vec<u8>, WorkbookError> {
    let mut rows = Rows::default();
    if let Sheets::Xlsx(xlsx) = workbook {
        // Cell by cell, since a stray cell in the last column and row would make a table of all cells enormous.
        let mut cells = xlsx.worksheet_cells_reader(name).map_err(damaged)?;
        while let Some(cell) = cells.next_cell().map_err(damaged)? {
            rows.push(&cell, text_of_ref(cell.get_value()))?;
        }
    } else {
        let range = workbook.worksheet_range(name).map_err(damaged)?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let place = |from: u32, at: usize| from.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
            let cell = Cell::new((place(top, row), place(left, column)), value.clone());
            rows.push(&cell, text_of(value))?;
        }
    }
    Ok(rows.finish())
}

/// Puts cells, which come row by row, into lines.
#[derive(Default)]
struct Rows {
    csv: String,
    /// Row and column of the next cell that can be written.
    row: u32,
    column: u32,
    /// How many columns the first row with text has. Later rows are filled up to it.
    width: Option<u32>,
}

impl Rows {
    fn push<T: CellType>(&mut self, cell: &Cell<T>, text: Option<String>) -> Result<(), WorkbookError> {
        let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(()) };
        let (row, column) = cell.get_position();
        while self.row < row {
            self.end_row();
        }
        if self.column > 0 {
            self.csv.push(',');
        }
        while self.column < column {
            self.csv.push(',');
            self.column += 1;
        }
        self.column += 1;
        push_quoted(&mut self.csv, &text);
        if self.csv.len() > MAX_CSV { Err(WorkbookError::TooLarge) } else { Ok(()) }
    }

    fn end_row(&mut self) {
        if self.column > 0 {
            let width = *self.width.get_or_insert(self.column);
            for _ in self.column..width {
                self.csv.push(',');
            }
        }
        self.csv.push('\n');
        self.row += 1;
        self.column = 0;
    }

    fn finish(mut self) -> Vec<u8> {
        if self.column > 0 {
            self.end_row();
        }
        self.csv.into_bytes()
    }
}

/// Line breaks within a cell become spaces, so that every row is one line.
fn push_quoted(csv: &mut String, text: &str) {
    let text = text.replace("\r\n", " ").replace(['\n', '\r'], " ");
    if text.contains([',', '"']) {
        csv.push('"');
        csv.push_str(&text.replace('"', "\"\""));
        csv.push('"');
    } else {
        csv.push_str(&text);
    }
}

fn text_of_ref(value: &DataRef<'_>) -> Option<String> {
    match value {
        DataRef::SharedString(text) => Some((*text).to_owned()),
        other => text_of(&Data::from(other.clone())),
    }
}

fn text_of(value: &Data) -> Option<String> {
    let number = |value: &dyn Display| Some(value.to_string());
    match value {
        Data::Empty => None,
        Data::Int(value) => number(value),
        Data::Float(value) => number(value),
        Data::String(text) | Data::DurationIso(text) => Some(text.clone()),
        Data::DateTimeIso(text) => Some(text.replacen('T', " ", 1)),
        Data::Bool(value) => Some(if *value { "TRUE" } else { "FALSE" }.to_owned()),
        Data::DateTime(time) => Some(date_and_time(time)),
        Data::Error(error) => number(error),
    }
}

fn date_and_time(time: &ExcelDateTime) -> String {
    if time.is_duration() {
        return time.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, milli) = time.to_ymd_hms_milli();
    let mut text = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second, milli) != (0, 0, 0, 0) {
        // Writing to a string cannot fail.
        let _ = write!(text, " {hour:02}:{minute:02}:{second:02}");
    }
    text
}
