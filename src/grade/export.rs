//! Rows of sheets that a program exported: not every row is a finished sheet, and cells are written in the
//! program's own way.
//!
//! All fields of a row are found first, since what one cell means may depend on another. Plain sheets do not
//! come here.

use super::recorder::Recorder;
use super::row::{Fault, Row};
use super::scheme::Scheme;
use super::worker::Worker;
use crate::model::{Item, Key, OptionSet};
use crate::sheets::cell::{CellForm, ChoiceReader, Chosen};
use crate::sheets::dialect::Dialect;
use crate::sheets::header::trimmed_text;
use crate::sheets::layout::Wide;
use crate::sheets::layout::plan::RowFilter;
use crate::sheets::record::Field;

/// How the rows of one file are read.
pub(super) struct ExportColumns {
    candidate: usize,
    columns: usize,
    cells: CellForm,
    filter: Option<RowFilter>,
    /// Columns with responses.
    responses: Vec<ResponseColumn>,
}

struct ResponseColumn {
    place: usize,
    item: usize,
    /// The column with the paper's own solution, if that counts.
    solution: Option<PaperKey>,
}

/// Where a paper says which of its options were right, since it has them in an order of its own.
struct PaperKey {
    column: usize,
    reader: ChoiceReader,
    /// How many options are right on any paper.
    keys: usize,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Its cells are on the sheet at hand.
    Read,
    /// It is no finished sheet.
    Unfinished,
}

impl ExportColumns {
    /// Prepares to read the rows of `wide`, unless they are plain.
    pub(super) fn new(wide: &Wide, scheme: &Scheme) -> Option<Self> {
        let is_plain = wide.cells == CellForm::Plain && wide.filter.is_none();
        let response = |(place, item): (usize, &Option<usize>)| {
            let item = (*item)?;
            let solution = wide.solutions.iter().find(|(answer, _)| *answer == place);
            let solution = solution.and_then(|&(_, column)| PaperKey::new(&scheme.items[item].item, column));
            Some(ResponseColumn { place, item, solution })
        };
        (!is_plain).then(|| Self {
            candidate: wide.candidate,
            columns: wide.items.len(),
            cells: wide.cells,
            filter: wide.filter,
            responses: wide.items.iter().enumerate().filter_map(response).collect(),
        })
    }

    /// Puts the cells of the row at `start` on the sheet at hand, if it is a finished sheet.
    pub(super) fn read_row<R: Recorder>(
        &self,
        bytes: &[u8],
        start: usize,
        dialect: Dialect,
        worker: &mut Worker<'_, R>,
        scratch: &mut Vec<u8>,
    ) -> (Row, Outcome) {
        worker.start();
        let mut row = Row { next: start, ..Row::default() };
        let mut fields = Vec::with_capacity(self.columns);
        while !row.ended {
            let field = Field::read(bytes, row.next, dialect);
            row.see(field);
            let is_blank = |text: &[u8]| text.iter().all(u8::is_ascii_whitespace);
            if fields.len() < self.columns {
                fields.push(field);
            } else if !is_blank(field.text(bytes, scratch)) {
                row.fault = row.fault.or(Some(Fault::ExtraText));
            }
        }
        row.candidate = fields.get(self.candidate).copied();
        if row.fault.is_none() && self.is_unfinished(&fields, bytes, scratch) {
            return (row, Outcome::Unfinished);
        }
        for column in &self.responses {
            let solution = column.solution.as_ref().and_then(|key| {
                let field = fields.get(key.column)?;
                key.read(field.text(bytes, scratch), self.cells)
            });
            let cell = fields.get(column.place).map_or(&b""[..], |field| field.text(bytes, scratch));
            if memchr::memchr(0, cell).is_some() {
                row.fault = row.fault.or(Some(Fault::Nul));
            }
            let mark = worker.markers.read_as(column.item, cell, self.cells);
            match solution {
                Some(right) => worker.put_on_paper(column.item, mark, right, cell),
                None => worker.put(column.item, mark, cell),
            }
        }
        (row, Outcome::Read)
    }

    /// Whether a row says that it is no finished sheet. A row of nobody is no attempt of anybody; whoever judges rows
    /// says what it is.
    fn is_unfinished(&self, fields: &[Field], bytes: &[u8], scratch: &mut Vec<u8>) -> bool {
        let Some(filter) = &self.filter else { return false };
        let mut text = |column: usize| {
            let field = fields.get(column).map_or(&b""[..], |field| field.text(bytes, scratch));
            trimmed_text(field).into_owned()
        };
        !text(self.candidate).is_empty() && !filter.passes(&text(filter.column))
    }
}

impl PaperKey {
    fn new(item: &Item, column: usize) -> Option<Self> {
        let choice = item.choice()?;
        let keys = match choice.key {
            Key::Single(_) => 1,
            Key::Multiple { keyed, .. } => keyed.len(),
        };
        Some(Self { column, reader: ChoiceReader::new(choice), keys })
    }

    /// The places that are right on this paper. A solution that cannot be the key in another order is none, and
    /// then the bank's key counts.
    fn read(&self, cell: &[u8], form: CellForm) -> Option<OptionSet> {
        match self.reader.read_as(cell, form) {
            Chosen::Options(right) if right.len() == self.keys => Some(right),
            _ => None,
        }
    }
}
