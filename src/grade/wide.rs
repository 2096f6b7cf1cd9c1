//! Grades blocks of wide sheets: one row a candidate.
//!
//! A row is read by whichever of these is the first to know its next cell:
//!
//! 1. `Columns::read_fours`: four single responses of one label each. Every other byte is a delimiter, which one
//!    comparison of eight bytes tells, and each label is one look-up in the table of its column.
//! 2. `Columns::read_labels`: one label, or nothing, with a delimiter behind.
//! 3. `Columns::read_known`: a cell without quotes that was read before: a run of labels, a short answer, a label
//!    with a space behind it. See `super::memo` and `super::runs`.
//! 4. `read_row`: any cell, and the candidate. What it makes of a cell is remembered for 3.
//!
//! The first three only ever take cells that the fourth would read in the same way; laws in `tests/paths.rs` hold that.

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
use crate::sheets::scan::{end_of_bare, end_of_bare_text};

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
    /// For each column what it shares with those behind it.
    stretches: Vec<Stretch>,
    /// For each column the first slot of its item.
    firsts: Vec<u32>,
    /// The delimiter where four labels have it behind them, see [`BEHIND_LABELS`].
    delimiters: u64,
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
    /// Whether its cells are texts and not labels.
    is_text: bool,
}

const NO_ITEM: u32 = u32::MAX;

/// Columns side by side whose items have labels of one byte, the same ones, and follow each other in the scheme.
#[derive(Clone, Copy)]
struct Stretch {
    /// How many; 0 for a column without such labels.
    columns: u32,
    /// Their table.
    table: u32,
    /// The first item.
    item: u32,
}

impl Columns {
    /// Prepares the columns of `wide`, whose items are places in `scheme`.
    pub fn new<R: Recorder>(wide: &Wide, dialect: Dialect, scheme: &Scheme, worker: &Worker<'_, R>) -> Self {
        let mut tables: Vec<[u8; 256]> = Vec::new();
        let mut table = |item: Option<usize>| {
            let table = match item {
                Some(item) if !worker.wants_texts() => {
                    let mut table = worker.markers.one_byte(item, dialect);
                    table[usize::from(dialect.delimiter)] = BLANK;
                    table
                }
                _ => [LOOK_CLOSER; 256],
            };
            index(tables.iter().position(|known| *known == table).unwrap_or_else(|| {
                tables.push(table);
                tables.len() - 1
            }))
        };
        let column = |&item: &Option<usize>| match item {
            None => Column { table: table(None), item: NO_ITEM, first: 0, blank: 0, is_text: false },
            Some(item) => {
                let (first, blank) = (scheme.items[item].slots.start, scheme.items[item].blank);
                let is_text = scheme.items[item].item.short_answer().is_some();
                Column { table: table(Some(item)), item: index(item), first, blank, is_text }
            }
        };
        let columns: Vec<Column> = wide.items.iter().map(column).collect();
        Self {
            candidate: wide.candidate,
            dialect,
            stretches: stretches_of(&columns, &tables),
            firsts: columns.iter().map(|column| column.first).collect(),
            roles: columns,
            start: scheme.items.iter().map(|item| item.not_presented).collect(),
            tables,
            delimiters: u64::from_le_bytes([dialect.delimiter; 8]) & BEHIND_LABELS,
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
        loop {
            let read = self.read_fours(bytes, at, place, slots);
            place += read;
            at += 2 * read;
            let (Some(column), Some(&[first, second])) =
                (self.roles.get(place), bytes.get(at..).and_then(<[u8]>::first_chunk))
            else {
                return (place, at);
            };
            let code = self.tables[column.table as usize][usize::from(first)];
            if code == BLANK {
                slots[column.item as usize] = column.blank;
                at += 1;
            } else if second == delimiter && code < BLANK {
                slots[column.item as usize] = column.first + u32::from(code);
                at += 2;
            } else {
                return (place, at);
            }
            place += 1;
        }
    }

    /// Puts cells of one label into `slots`, four at a time. Gives how many there were up to the first that is
    /// anything else, or to where fewer than four columns of a stretch are left. The slots of cells behind those are
    /// left undefined: they are still to be read.
    #[inline]
    fn read_fours(&self, bytes: &[u8], at: usize, place: usize, slots: &mut [SlotId]) -> usize {
        let Some(&Stretch { columns, table, item }) = self.stretches.get(place) else { return 0 };
        let (columns, item) = (columns as usize, item as usize);
        let (Some(table), Some(firsts), Some(slots), Some(bytes)) = (
            self.tables.get(table as usize),
            self.firsts.get(place..place + columns),
            slots.get_mut(item..item + columns),
            bytes.get(at..),
        ) else {
            return 0;
        };
        let eights = bytes.as_chunks::<8>().0.iter();
        let fours = firsts.as_chunks::<4>().0.iter().zip(slots.as_chunks_mut::<4>().0);
        let mut read = 0;
        for ((firsts, slots), &eight) in fours.zip(eights) {
            let codes = [eight[0], eight[2], eight[4], eight[6]].map(|label| table[usize::from(label)]);
            for ((slot, first), code) in slots.iter_mut().zip(firsts).zip(codes) {
                *slot = first + u32::from(code);
            }
            let odd = (u64::from_le_bytes(eight) ^ self.delimiters) & BEHIND_LABELS;
            if odd != 0 || codes.iter().fold(0, |all, code| all | code) & NO_LABEL != 0 {
                return read + labels_before(odd, codes);
            }
            read += 4;
        }
        read
    }

    /// Puts the cell that comes next on the sheet, if it was read before; else tells so. A quoted one may hold the
    /// delimiter.
    #[inline]
    fn read_known<R: Recorder>(
        &self,
        bytes: &[u8],
        column: Column,
        row: &mut Row,
        worker: &mut Worker<'_, R>,
    ) -> bool {
        let start = row.next;
        let find_end = if column.is_text { end_of_bare_text } else { end_of_bare };
        let end = find_end(bytes, start, self.dialect.delimiter);
        let is_quoted = self.dialect.quoting && bytes.get(start) == Some(&b'"');
        if is_quoted || worker.put_known(column.item as usize, bytes, start..end).is_none() {
            return false;
        }
        row.see(Field::bare(bytes, start, end, self.dialect));
        true
    }
}

/// How many of four cells are labels up to the first that is not, where `odd` has bits in the delimiters that are
/// none.
#[inline]
fn labels_before(odd: u64, codes: [u8; 4]) -> usize {
    let odd = codes.iter().rev().fold(0, |bits, code| bits << 16 | u64::from(code & NO_LABEL)) | odd;
    (odd.trailing_zeros() / 16) as usize
}

/// The bit that [`LOOK_CLOSER`] and [`BLANK`] have, and the code of no label: there are too few options.
const NO_LABEL: u8 = 0x80;

/// Of four labels with delimiters the bytes of the delimiters.
const BEHIND_LABELS: u64 = u64::from_le_bytes([0, 0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF]);

/// For each column the stretch of columns that starts with it.
fn stretches_of(columns: &[Column], tables: &[[u8; 256]]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::with_capacity(columns.len());
    for &Column { table, item, .. } in columns.iter().rev() {
        let has_labels = tables[table as usize].iter().any(|code| code & NO_LABEL == 0);
        let behind =
            stretches.last().filter(|next| next.table == table && item.checked_add(1) == Some(next.item));
        let columns = if has_labels { 1 + behind.map_or(0, |next| next.columns) } else { 0 };
        stretches.push(Stretch { columns, table, item });
    }
    stretches.reverse();
    stretches
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
    while !row.ended {
        (row.fields, row.next) = columns.read_labels(bytes, row.next, row.fields, &mut worker.slots);
        let Some(&column) = columns.roles.get(row.fields) else { break };
        if column.item != NO_ITEM && columns.read_known(bytes, column, &mut row, worker) {
            continue;
        }
        let field = Field::read(bytes, row.next, columns.dialect);
        if row.fields == columns.candidate {
            row.candidate = Some(field);
        } else if column.item != NO_ITEM {
            let cell = field.text(bytes, scratch);
            if memchr::memchr(0, cell).is_some() {
                row.fault = Some(Fault::Nul);
            } else {
                worker.put_new(column.item as usize, cell);
            }
        }
        row.see(field);
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
