//! Grades blocks of wide sheets: one row a candidate.
//!
//! A row is read by whichever of these is the first to know its next cell:
//!
//! 1. `Columns::read_shorts`, eight labels of single responses together. See `super::letters`.
//! 2. `Columns::read_short`: a cell of up to seven bytes that is a run of labels, or blank. See `super::runs`.
//! 3. `Columns::read_answer`: a short answer that was read before in this file, without looking for its end. See
//!    `super::lead`.
//! 4. `Columns::read_known`: a cell without quotes that was read before: a short answer, an option's text. See
//!    `super::memo`.
//! 5. `read_row`: any cell, and the candidate. What it makes of a cell is remembered for 4, and a short answer for 3.
//!
//! The others only ever take cells that the last would read in the same way; laws in `tests/paths.rs` hold that.

use super::export::{self, ExportColumns};
use super::letters::{CELLS, Letters, Limits};
use super::marker::Markers;
use super::recorder::Recorder;
use super::repeat::{Fate, Lookout};
use super::row::{Fault, Row, Verdict, candidate_of, judge, reject};
use super::scheme::{Scheme, SlotId, index};
use super::tally::TooMany;
use super::worker::{Graded, Worker};
use crate::sheets::dialect::Dialect;
use crate::sheets::layout::Wide;
use crate::sheets::record::{Field, line_ends, skip_empty_lines};
use crate::sheets::scan::{end_of_bare, end_of_bare_text, first_zero};
use std::collections::BTreeMap;

/// The columns of one wide file, ready for cells.
pub struct Columns {
    candidate: usize,
    dialect: Dialect,
    roles: Vec<Column>,
    /// The slots of a sheet before its cells are read: items without a column are not presented.
    start: Vec<u32>,
    /// The labels of most columns.
    letters: Letters,
    /// For each column how it is read together with those behind it.
    eights: Vec<Eight>,
    /// The first slot of each item, and a few more behind that count for nothing.
    firsts: Vec<SlotId>,
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

/// Columns side by side.
#[derive(Clone, Copy)]
struct Eight {
    /// How many options of each have one of [`Columns::letters`].
    limits: Limits,
    /// The item of the first, which the others follow. Where they do not, nothing is read together, and this is the
    /// place behind the last item.
    item: u32,
}

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
        let labels = |item| Letters::of(&worker.markers.one_byte(item, dialect), dialect.delimiter);
        let (letters, options) = letters_of(&roles, labels);
        let mut firsts: Vec<SlotId> = scheme.items.iter().map(|item| item.slots.start).collect();
        firsts.resize(worker.slots.len(), 0);
        Self {
            candidate: wide.candidate,
            dialect,
            letters,
            eights: eights_of(&roles, &options, scheme.items.len()),
            firsts,
            roles,
            start: scheme.items.iter().map(|item| item.not_presented).collect(),
            delimiters: u64::from_le_bytes([dialect.delimiter; 8]),
            export: ExportColumns::new(wide, scheme),
        }
    }

    /// The fast path: puts short cells on the sheet as long as the delimiter follows right behind. Gives the column
    /// and the byte of the first cell that is anything else, which may still be a plain one: the last of its row, or
    /// of the bytes. Slots of cells behind that are left undefined: they are still to be read.
    // A function by itself, since the loop has use for all registers.
    #[inline(never)]
    fn read_shorts(
        &self,
        bytes: &[u8],
        mut at: usize,
        mut place: usize,
        slots: &mut [SlotId],
        marks: &mut Vec<SlotId>,
        markers: &mut Markers<'_>,
    ) -> (usize, usize) {
        while let (Some(eight), Some(cells)) =
            (self.eights.get(place), bytes.get(at..).and_then(<[u8]>::first_chunk))
        {
            let item = eight.item as usize;
            let firsts = self.firsts.get(item..item + CELLS).and_then(<[SlotId]>::first_chunk);
            let read = slots.get_mut(item..item + CELLS).and_then(<[SlotId]>::first_chunk_mut);
            let (Some(firsts), Some(read)) = (firsts, read) else { break };
            let labels = self.letters.read(*cells, eight.limits, firsts, read);
            if labels == CELLS {
                // Where the next cells stand is foretold then, and need not be waited for.
                place += CELLS;
                at += 2 * CELLS;
                continue;
            }
            place += labels;
            at += 2 * labels;
            let column = self.roles.get(place);
            let next = column.and_then(|column| self.read_short(bytes, at, column, slots, marks, markers));
            let Some(next) = next else { break };
            place += 1;
            at = next;
        }
        (place, at)
    }

    /// Puts the short cell at `at` on the sheet, if it is one. Gives where the next cell starts.
    #[inline]
    fn read_short(
        &self,
        bytes: &[u8],
        at: usize,
        column: &Column,
        slots: &mut [SlotId],
        marks: &mut Vec<SlotId>,
        markers: &mut Markers<'_>,
    ) -> Option<usize> {
        let eight = u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?);
        let length = first_zero(eight ^ self.delimiters)?;
        if column.shorts == NO_SHORTS {
            return None;
        }
        let run = markers.run(column.shorts, eight, length);
        if !run.is_known() {
            return None;
        }
        *slots.get_mut(column.item as usize)? = run.outcome(column.first);
        run.push_marks(column.first, marks);
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
        let Some((_, length)) = worker.put_answer(column.item as usize, bytes, row.next) else {
            return false;
        };
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
            worker.markers.remember_answer(column.item as usize, &bytes[start..end], bytes, start..end);
        }
        row.see(Field::bare(bytes, start, end, self.dialect));
        true
    }
}

/// The labels that most columns have, and for each column how many options have one of them; 0 where it has others.
fn letters_of(columns: &[Column], labels: impl Fn(usize) -> Option<(Letters, u8)>) -> (Letters, Vec<u8>) {
    // Columns whose short cells are read alike have the same labels.
    let mut alike: BTreeMap<u32, Option<(Letters, u8)>> = BTreeMap::new();
    let mut of_column = |column: &Column| {
        let found = || labels(column.item as usize);
        if column.shorts == NO_SHORTS { None } else { *alike.entry(column.shorts).or_insert_with(found) }
    };
    let found: Vec<Option<(Letters, u8)>> = columns.iter().map(&mut of_column).collect();
    let count = |letters: Letters| found.iter().flatten().filter(|(found, _)| *found == letters).count();
    let most = alike.values().flatten().map(|&(letters, _)| letters).max_by_key(|&letters| count(letters));
    let options = found.iter().map(|found| match found {
        Some((letters, options)) if Some(*letters) == most => *options,
        _ => 0,
    });
    (most.unwrap_or_default(), options.collect())
}

/// For each column how it is read together with those behind it, given how many options have a label. A sheet has
/// slots for `items`, and for a few behind them that count for nothing.
fn eights_of(columns: &[Column], options: &[u8], items: usize) -> Vec<Eight> {
    let items = index(items);
    let eight = |place: usize| {
        let item = columns[place].item;
        let mut labelled = [0; CELLS];
        for next in 0..CELLS {
            let item = item.saturating_add(index(next));
            match columns.get(place + next) {
                Some(column) if column.item == item && item < items => {
                    labelled[next] = options[place + next];
                }
                // What is read into slots behind the items does no harm.
                _ if item >= items && columns[place].item < items => {}
                // Into those of other columns it would.
                _ => return Eight { limits: Limits::new([0; CELLS]), item: items },
            }
        }
        Eight { limits: Limits::new(labelled), item }
    };
    (0..columns.len()).map(eight).collect()
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
    out.counts.lines += line_ends(&bytes[..at]);
    while at < bytes.len() {
        let row = match &columns.export {
            None => read_row(columns, bytes, at, worker, &mut scratch),
            Some(export) => match export.read_row(bytes, at, columns.dialect, worker, &mut scratch) {
                (row, export::Outcome::Read) => row,
                (row, export::Outcome::Unfinished) => {
                    out.counts.rows += 1;
                    out.counts.unfinished += 1;
                    let next = skip_empty_lines(bytes, row.next);
                    out.counts.lines += row.line_ends(bytes, at, next);
                    at = next;
                    continue;
                }
            },
        };
        out.counts.rows += 1;
        let candidate = candidate_of(bytes, row.candidate, &mut scratch);
        let mut next = row.next;
        match judge(&bytes[at..next], &row, &candidate, columns.roles.len(), columns.dialect) {
            Verdict::Empty => out.counts.empty_rows += 1,
            Verdict::Broken(reason) => next = reject(bytes, at, &row, reason, out),
            Verdict::Sound => {
                let sighting = lookout.sight(&candidate, at);
                out.counts.short_rows += u64::from(row.fields < columns.roles.len());
                if worker.fate(&candidate, sighting, out) == Fate::Counts {
                    worker.finish(&candidate, out)?;
                }
            }
        }
        next = skip_empty_lines(bytes, next);
        out.counts.lines += row.line_ends(bytes, at, next);
        at = next;
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
        let Worker { slots, marks, markers, .. } = &mut *worker;
        (row.fields, row.next) = columns.read_shorts(bytes, row.next, row.fields, slots, marks, markers);
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
                // One over several lines has to be seen each time, so that lines are counted.
                if column.is_text && !worker.wants_texts() && memchr::memchr2(b'\n', b'\r', cell).is_none() {
                    let range = field.start..field.end;
                    worker.markers.remember_answer(column.item as usize, cell, bytes, range);
                }
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
