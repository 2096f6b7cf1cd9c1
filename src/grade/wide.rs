//! Grades blocks of wide sheets: one row a candidate.

use super::export::{self, ExportColumns};
use super::marker::{BLANK, LOOK_CLOSER};
use super::recorder::Recorder;
use super::repeat::{Fate, Lookout};
use super::row::{Fault, Row, Verdict, candidate_of, judge, reject};
use super::scheme::{Scheme, SlotId, index};
use super::tally::TooMany;
use super::worker::{Graded, Worker};
use crate::sheets::dialect::Dialect;
use crate::sheets::layout::Wide;
use crate::sheets::record::{Field, skip_empty_lines};

/// The columns of one wide file, ready for cells.
pub struct Columns {
    candidate: usize,
    dialect: Dialect,
    roles: Vec<Column>,
    /// The slots of a sheet before its cells are read: items without a column are not presented.
    start: Vec<u32>,
    /// For each byte what a cell of this one byte means, see [`super::marker::Markers::one_byte`], and
    /// [`BLANK`] for the delimiter. Columns whose items have the same labels share a table: the fewer there
    /// are, the nearer they stay to the processor.
    tables: Vec<[u8; 256]>,
    /// How rows are read that a program exported; plain ones are read here.
    export: Option<ExportColumns>,
}

#[derive(Clone, Copy)]
struct Column {
    /// Its table.
    table: u32,
    /// The item, or [`NO_ITEM`].
    item: u32,
    /// Its first slot.
    first: u32,
    /// Its slot for a blank.
    blank: u32,
}

const NO_ITEM: u32 = u32::MAX;

impl Columns {
    /// Prepares the columns of `wide`, whose items are places in `scheme`.
    pub fn new<R: Recorder>(wide: &Wide, dialect: Dialect, scheme: &Scheme, worker: &Worker<'_, R>) -> Self {
        let mut tables: Vec<[u8; 256]> = Vec::new();
        let mut table = |item: Option<usize>| {
            let table = match item {
                Some(item) if !worker.wants_texts() => table_of(&worker.markers.one_byte(item), dialect),
                _ => [LOOK_CLOSER; 256],
            };
            index(tables.iter().position(|known| *known == table).unwrap_or_else(|| {
                tables.push(table);
                tables.len() - 1
            }))
        };
        let columns = wide.items.iter().map(|&item| match item {
            None => Column { table: table(None), item: NO_ITEM, first: 0, blank: 0 },
            Some(item) => {
                let (first, blank) = (scheme.items[item].slots.start, scheme.items[item].blank);
                Column { table: table(Some(item)), item: index(item), first, blank }
            }
        });
        Self {
            candidate: wide.candidate,
            dialect,
            roles: columns.collect(),
            start: scheme.items.iter().map(|item| item.not_presented).collect(),
            tables,
            export: ExportColumns::new(wide, scheme),
        }
    }

    /// The fast path: puts cells of one label, or of nothing, into `slots` as long as the delimiter follows
    /// right behind. Gives the column and the byte of the first cell that is anything else, which may still
    /// be a plain one: the last of its row, or of the bytes.
    #[inline]
    fn read_labels(
        &self,
        bytes: &[u8],
        mut at: usize,
        mut place: usize,
        slots: &mut [SlotId],
    ) -> (usize, usize) {
        let delimiter = self.dialect.delimiter;
        while let (Some(column), Some(&[first, second])) =
            (self.roles.get(place), bytes.get(at..).and_then(<[u8]>::first_chunk))
        {
            let code = self.tables[column.table as usize][usize::from(first)];
            if second == delimiter && code < BLANK {
                slots[column.item as usize] = column.first + u32::from(code);
                at += 2;
            } else if code == BLANK {
                slots[column.item as usize] = column.blank;
                at += 1;
            } else {
                break;
            }
            place += 1;
        }
        (place, at)
    }
}

/// The table of a column of `dialect` whose labels have these codes. What means something to the dialect is
/// no label.
fn table_of(labels: &[u8; 256], dialect: Dialect) -> [u8; 256] {
    let mut table = *labels;
    for byte in *b"\"\r\n" {
        table[usize::from(byte)] = LOOK_CLOSER;
    }
    table[usize::from(dialect.delimiter)] = BLANK;
    table
}

/// Grades every row of a block but for the first `skip` bytes, which are the header.
pub fn grade_block<R: Recorder>(
    columns: &Columns,
    bytes: &[u8],
    skip: usize,
    lookout: Lookout,
    worker: &mut Worker<'_, R>,
    out: &mut Graded<R::Block>,
) -> Result<(), TooMany> {
    let mut scratch = Vec::new();
    worker.slots.copy_from_slice(&columns.start);
    let mut at = skip_empty_lines(bytes, skip);
    while at < bytes.len() {
        let row = match &columns.export {
            None => read_row(columns, bytes, at, worker, &mut scratch),
            Some(export) => match export.read_row(bytes, at, columns.dialect, worker, &mut scratch) {
                (row, export::Outcome::Read) => row,
                (row, export::Outcome::Unfinished) => {
                    out.counts.rows += 1;
                    out.counts.unfinished += 1;
                    at = skip_empty_lines(bytes, row.next);
                    continue;
                }
            },
        };
        out.counts.rows += 1;
        let candidate = candidate_of(bytes, row.candidate, &mut scratch);
        match judge(&bytes[at..row.next], &row, &candidate, columns.roles.len(), columns.dialect) {
            Verdict::Empty => {
                out.counts.empty_rows += 1;
                at = row.next;
            }
            Verdict::Broken(reason) => at = reject(bytes, at, &row, reason, out),
            Verdict::Sound => {
                let sighting = lookout.sight(&candidate, at);
                out.counts.short_rows += u64::from(row.fields < columns.roles.len());
                if worker.fate(&candidate, sighting, out) == Fate::Counts {
                    worker.finish(&candidate, out)?;
                }
                at = row.next;
            }
        }
        at = skip_empty_lines(bytes, at);
    }
    Ok(())
}

/// Puts the cells of one row on the sheet at hand.
fn read_row<R: Recorder>(
    columns: &Columns,
    bytes: &[u8],
    start: usize,
    worker: &mut Worker<'_, R>,
    scratch: &mut Vec<u8>,
) -> Row {
    worker.start();
    let mut row = Row { next: start, ..Row::default() };
    loop {
        let (place, at) = columns.read_labels(bytes, row.next, row.fields, &mut worker.slots);
        (row.fields, row.next) = (place, at);
        let Some(&column) = columns.roles.get(place) else { break };
        let field = Field::read(bytes, at, columns.dialect);
        row.see(field);
        if place == columns.candidate {
            row.candidate = Some(field);
        } else if column.item != NO_ITEM {
            let cell = field.text(bytes, scratch);
            if memchr::memchr(0, cell).is_some() {
                row.fault = Some(Fault::Nul);
            }
            let mark = worker.markers.read(column.item as usize, cell);
            worker.put(column.item as usize, mark, cell);
        }
        if row.ended {
            break;
        }
    }
    if row.ended {
        // What a row lacks at its end was left empty by the program that wrote it.
        for column in &columns.roles[row.fields..] {
            if column.item != NO_ITEM {
                worker.slots[column.item as usize] = column.blank;
            }
        }
    } else {
        skip_rest(columns, bytes, &mut row, scratch);
    }
    row
}

/// Passes over fields beyond the header's; empty ones do no harm.
#[cold]
fn skip_rest(columns: &Columns, bytes: &[u8], row: &mut Row, scratch: &mut Vec<u8>) {
    loop {
        let field = Field::read(bytes, row.next, columns.dialect);
        if !field.text(bytes, scratch).iter().all(u8::is_ascii_whitespace) {
            row.fault = Some(Fault::ExtraText);
        }
        row.see(field);
        if row.ended {
            return;
        }
    }
}
