//! Grades blocks of wide sheets: one row a candidate.
//!
//! A row is read by whichever of these is the first to know its next cell:
//!
//! 1. `Columns::read_shorts`, four labels of single responses together. Every other byte is a delimiter, which one
//!    comparison of eight bytes tells, and each label is one look-up in a table.
//! 2. `Columns::read_short`: a cell of up to seven bytes that is a run of labels, or blank. See `super::runs`.
//! 3. `Columns::read_answer`: a short answer that was read before in this file, without looking for its end. See
//!    `super::lead`.
//! 4. `Columns::read_known`: a cell without quotes that was read before: a short answer, an option's text. See
//!    `super::memo`.
//! 5. `read_row`: any cell, and the candidate. What it makes of a cell is remembered for 4, and that for 3.
//!
//! The others only ever take cells that the last would read in the same way; laws in `tests/paths.rs` hold that.

use super::export::{self, ExportColumns};
use super::marker::LOOK_CLOSER;
use super::recorder::Recorder;
use super::repeat::{Fate, Lookout};
use super::row::{Fault, Row, Verdict, candidate_of, judge, reject};
use super::scheme::{Scheme, SlotId, index};
use super::tally::TooMany;
use super::worker::{Graded, Worker};
use crate::sheets::dialect::Dialect;
use crate::sheets::layout::Wide;
use crate::sheets::record::{Field, skip_empty_lines};
use crate::sheets::scan::{end_of_bare, end_of_bare_text, first_zero};

/// The columns of one wide file, ready for cells.
pub struct Columns {
    candidate: usize,
    dialect: Dialect,
    roles: Vec<Column>,
    /// The slots of a sheet before its cells are read: items without a column are not presented.
    start: Vec<u32>,
    /// For each byte the option that it names in most columns, see [`super::marker::Markers::one_byte`].
    labels: [u8; 256],
    /// For each column how it is read together with the three behind it.
    fours: Vec<Four>,
    /// Eight times the delimiter.
    delimiters: u64,
    /// How rows are read that a program exported; plain ones are read here.
    export: Option<ExportColumns>,
}

#[derive(Clone, Copy)]
struct Column {
    /// The item, or [`NO_ITEM`].
    item: u32,
    /// Its first slot.
    first: u32,
    /// Its slot for a blank.
    blank: u32,
    /// Whether its cells are texts and not labels.
    is_text: bool,
    /// How its short cells are read, see [`super::marker::Markers::run`].
    shorts: u32,
}

const NO_ITEM: u32 = u32::MAX;

/// Cells that have to be told are not read on a fast path, nor those of other columns.
const NO_SHORTS: u32 = u32::MAX;

/// Four columns side by side.
#[derive(Clone, Copy)]
struct Four {
    /// The first slot of each item.
    firsts: [SlotId; 4],
    /// Added to the option that [`Columns::labels`] tells, sets the high bit where it is none of the column's.
    limits: [u8; 4],
    /// The item of the first; the others follow it.
    item: u32,
}

/// The limit of a column whose cells are not labels of [`Columns::labels`].
const NO_LABELS: u8 = 0x80;

impl Columns {
    /// Prepares the columns of `wide`, whose items are places in `scheme`.
    pub fn new<R: Recorder>(wide: &Wide, dialect: Dialect, scheme: &Scheme, worker: &Worker<'_, R>) -> Self {
        let column = |&item: &Option<usize>| match item {
            None => Column { item: NO_ITEM, first: 0, blank: 0, is_text: false, shorts: NO_SHORTS },
            Some(item) => {
                let (first, blank) = (scheme.items[item].slots.start, scheme.items[item].blank);
                let is_text = scheme.items[item].item.short_answer().is_some();
                let shorts = if worker.wants_texts() { NO_SHORTS } else { worker.markers.shorts(item) };
                Column { item: index(item), first, blank, is_text, shorts }
            }
        };
        let roles: Vec<Column> = wide.items.iter().map(column).collect();
        let (labels, limits) = labels_of(&roles, scheme, |item| worker.markers.one_byte(item, dialect));
        Self {
            candidate: wide.candidate,
            dialect,
            labels,
            fours: fours_of(&roles, &limits, scheme.items.len()),
            roles,
            start: scheme.items.iter().map(|item| item.not_presented).collect(),
            delimiters: u64::from_le_bytes([dialect.delimiter; 8]),
            export: ExportColumns::new(wide, scheme),
        }
    }

    /// The fast path: puts short cells on the sheet as long as the delimiter follows right behind. Gives the column
    /// and the byte of the first cell that is anything else, which may still be a plain one: the last of its row, or
    /// of the bytes. Slots of cells behind that are left undefined: they are still to be read.
    #[inline]
    fn read_shorts<R: Recorder>(
        &self,
        bytes: &[u8],
        mut at: usize,
        mut place: usize,
        worker: &mut Worker<'_, R>,
    ) -> (usize, usize) {
        while let (Some(four), Some(eight)) =
            (self.fours.get(place), bytes.get(at..).and_then(<[u8]>::first_chunk::<8>))
        {
            let Some(slots) =
                worker.slots.get_mut(four.item as usize..).and_then(<[SlotId]>::first_chunk_mut::<4>)
            else {
                break;
            };
            let options =
                [eight[0], eight[2], eight[4], eight[6]].map(|label| self.labels[usize::from(label)]);
            for ((slot, first), option) in slots.iter_mut().zip(four.firsts).zip(options) {
                *slot = first + u32::from(option);
            }
            let other = u32::from_le_bytes(options).wrapping_add(u32::from_le_bytes(four.limits)) & HIGHS;
            let odd = (u64::from_le_bytes(*eight) ^ self.delimiters) & BEHIND_LABELS;
            // One branch, not two that would each be foretold for itself.
            if u64::from(other) | odd == 0 {
                place += 4;
                at += 8;
                continue;
            }
            let labels = (other.trailing_zeros() / 8).min(odd.trailing_zeros() / 16) as usize;
            place += labels;
            at += 2 * labels;
            let column = self.roles.get(place);
            let Some(next) = column.and_then(|column| self.read_short(bytes, at, column, worker)) else {
                break;
            };
            place += 1;
            at = next;
        }
        (place, at)
    }

    /// Puts the short cell at `at` on the sheet, if it is one. Gives where the next cell starts.
    #[inline]
    fn read_short<R: Recorder>(
        &self,
        bytes: &[u8],
        at: usize,
        column: &Column,
        worker: &mut Worker<'_, R>,
    ) -> Option<usize> {
        let eight = u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?);
        let length = first_zero(eight ^ self.delimiters)?;
        if column.shorts == NO_SHORTS {
            return None;
        }
        let run = worker.markers.run(column.shorts, eight, length);
        if !run.is_known() {
            return None;
        }
        worker.slots[column.item as usize] = run.outcome(column.first);
        run.push_marks(column.first, &mut worker.marks);
        Some(at + length + 1)
    }

    /// Puts the short answer that comes next on the sheet, if it was read before in this file; else tells so.
    #[inline]
    fn read_answer<R: Recorder>(
        &self,
        bytes: &[u8],
        column: Column,
        row: &mut Row,
        worker: &mut Worker<'_, R>,
    ) -> bool {
        let Some(length) = worker.put_answer(column.item as usize, bytes, row.next) else { return false };
        let end = row.next + length - 1;
        row.see(Field::bare(bytes, row.next, end, self.dialect));
        true
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
        if column.is_text && !worker.wants_texts() {
            worker.markers.remember_answer(column.item as usize, bytes, start..end);
        }
        row.see(Field::bare(bytes, start, end, self.dialect));
        true
    }
}

/// Of four labels with delimiters the bytes of the delimiters.
const BEHIND_LABELS: u64 = u64::from_le_bytes([0, 0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF]);

/// The high bits of four bytes.
const HIGHS: u32 = u32::from_le_bytes([NO_LABELS; 4]);

/// The labels of the columns that have most of them, as [`super::marker::Markers::one_byte`] tells them, and the limit
/// of each column: others mostly have the first few of these labels.
fn labels_of(
    columns: &[Column],
    scheme: &Scheme,
    one_byte: impl Fn(usize) -> [u8; 256],
) -> ([u8; 256], Vec<u8>) {
    // Columns whose short cells are read alike have the same labels.
    let mut alike: Vec<(u32, [u8; 256])> = Vec::new();
    for column in columns.iter().filter(|column| column.shorts != NO_SHORTS) {
        if alike.iter().all(|(shorts, _)| *shorts != column.shorts) {
            alike.push((column.shorts, one_byte(column.item as usize)));
        }
    }
    let count = |labels: &[u8; 256]| labels.iter().filter(|&&option| option != LOOK_CLOSER).count();
    let most = alike.iter().max_by_key(|(_, labels)| count(labels));
    let common = most.map_or([LOOK_CLOSER; 256], |(_, labels)| *labels);
    let limit = |column: &Column| {
        let (_, own) = alike.iter().find(|(shorts, _)| *shorts == column.shorts)?;
        let options = scheme.items[column.item as usize].option_slots.len();
        let limit = NO_LABELS.checked_sub(u8::try_from(options).ok()?)?;
        let within = common.map(|option| if option + limit < NO_LABELS { option } else { LOOK_CLOSER });
        (within == *own).then_some(limit)
    };
    (common, columns.iter().map(|column| limit(column).unwrap_or(NO_LABELS)).collect())
}

/// For each column how it is read together with the three behind it. A sheet has slots for `items`, and for three
/// behind them that count for nothing.
fn fours_of(columns: &[Column], limits: &[u8], items: usize) -> Vec<Four> {
    let items = index(items);
    let four = |place: usize| {
        let mut four = Four { firsts: [0; 4], limits: [NO_LABELS; 4], item: columns[place].item };
        for next in 0..4 {
            let item = four.item.saturating_add(index(next));
            match columns.get(place + next) {
                Some(column) if column.item == item && item < items => {
                    four.firsts[next] = column.first;
                    four.limits[next] = limits[place + next];
                }
                // What is read into slots behind the items does no harm.
                _ if item >= items && four.item < items => {}
                _ => return Four { firsts: [0; 4], limits: [NO_LABELS; 4], item: items },
            }
        }
        four
    };
    (0..columns.len()).map(four).collect()
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
    worker.slots[..columns.start.len()].copy_from_slice(&columns.start);
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
        (row.fields, row.next) = columns.read_shorts(bytes, row.next, row.fields, worker);
        let Some(&column) = columns.roles.get(row.fields) else { break };
        if column.is_text && columns.read_answer(bytes, column, &mut row, worker) {
            continue;
        }
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
