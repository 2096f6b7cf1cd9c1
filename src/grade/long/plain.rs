//! The fast path of long sheets: rows `candidate,item,response` and no more, as programs write them.
//!
//! A row is read here if it begins with the bytes of the candidate of the row before, if its item has not been
//! answered yet, and if its response is one label, or nothing, or a cell that was read before. The item is mostly the
//! one behind that of the row before, so that its id is compared and not looked up. Every other row is left to the
//! parent module: the first of a candidate, one with quotes, an unknown item, a second response to an item.

use super::super::lead::Lead;
use super::super::marker::{LOOK_CLOSER, Mark};
use super::super::recorder::Recorder;
use super::super::scheme::Scheme;
use super::super::worker::Worker;
use super::{Columns, Run};
use crate::model::OptionSet;
use crate::sheets::dialect::Dialect;
use crate::sheets::layout::Long;
use crate::sheets::scan::{end_of_bare, short_line};

/// The items of a scheme, ready for plain rows.
pub(super) struct Items {
    each: Vec<Item>,
    /// For each byte what a response of this one byte means, see [`super::super::marker::Markers::one_byte`]. Items
    /// with the same labels share a table.
    tables: Vec<[u8; 256]>,
    delimiter: u8,
    quoting: bool,
}

struct Item {
    /// Its id with a delimiter behind.
    id: Lead,
    table: usize,
    first_slot: u32,
    /// How its short cells are read, see [`super::super::marker::Markers::run`].
    shorts: u32,
}

impl Items {
    /// Prepares to read plain rows, if those of `long` are.
    pub(super) fn new<R: Recorder>(
        long: Long,
        dialect: Dialect,
        scheme: &Scheme,
        worker: &Worker<'_, R>,
    ) -> Option<Self> {
        let is_plain = (long.candidate, long.item, long.response, long.columns) == (0, 1, 2, 3);
        if !is_plain || worker.wants_texts() {
            return None;
        }
        let mut tables: Vec<[u8; 256]> = Vec::new();
        let mut table_of = |item: usize| {
            let table = worker.markers.one_byte(item, dialect);
            tables.iter().position(|known| *known == table).unwrap_or_else(|| {
                tables.push(table);
                tables.len() - 1
            })
        };
        let each = scheme.items.iter().enumerate().map(|(number, item)| Item {
            id: Lead::new(item.item.id.as_bytes(), dialect.delimiter),
            table: table_of(number),
            first_slot: item.slots.start,
            shorts: worker.markers.shorts(number),
        });
        let each = each.collect();
        Some(Self { each, tables, delimiter: dialect.delimiter, quoting: dialect.quoting })
    }
}

/// Reads the rows from `at` on that are plain and of the candidate of `run`. Gives where the first other row starts, and
/// how many were read.
// A function by itself, since the loop has use for all registers.
#[inline(never)]
pub(super) fn read_rows<R: Recorder>(
    items: &Items,
    columns: &Columns<'_>,
    bytes: &[u8],
    mut at: usize,
    run: &mut Run,
    worker: &mut Worker<'_, R>,
) -> (usize, u64) {
    let (marks, mut guess, mut rows) = (&mut run.marks[..], run.guess, 0);
    while run.lead.leads(bytes, at) {
        let Some((number, item, cell)) = items.find(columns, bytes, at + run.lead.length(), guess) else {
            break;
        };
        let Some(earlier @ None) = marks.get_mut(number) else { break };
        let Some(&[byte, end]) = bytes.get(cell..).and_then(<[u8]>::first_chunk) else { break };
        let code = items.tables[item.table][usize::from(byte)];
        let (mark, next) = if code != LOOK_CLOSER && end == b'\n' {
            worker.slots[number] = item.first_slot + u32::from(code);
            (Mark::Options(OptionSet::single(code.into())), cell + 2)
        } else if let Some(read) = items.read_more(bytes, cell, number, item, worker) {
            read
        } else {
            break;
        };
        *earlier = Some(mark);
        guess = number + 1;
        at = next;
        rows += 1;
    }
    run.guess = guess;
    (at, rows)
}

impl Items {
    /// Puts the response at `at` on the sheet if it is more than one label, and plain. Gives its mark and where the next
    /// row starts.
    // Apart from the loop, so that this has registers of its own: one response in eight comes here.
    #[inline(never)]
    fn read_more<R: Recorder>(
        &self,
        bytes: &[u8],
        at: usize,
        number: usize,
        item: &Item,
        worker: &mut Worker<'_, R>,
    ) -> Option<(Mark, usize)> {
        let &eight = bytes.get(at..)?.first_chunk()?;
        if let Some((chosen, length)) = self.read_short(item, eight, number, worker) {
            let mark = if chosen.is_empty() { Mark::Blank } else { Mark::Options(chosen) };
            return Some((mark, at + length));
        }
        if let Some((mark, length)) = worker.put_answer(number, bytes, at) {
            return Some((mark, at + length));
        }
        self.read_known(bytes, at, number, worker)
    }

    /// Puts the response that starts with `eight` on the sheet if it is a short one with a line end behind. Gives the
    /// options chosen, and the length with the line end.
    #[inline]
    fn read_short<R: Recorder>(
        &self,
        item: &Item,
        eight: [u8; 8],
        number: usize,
        worker: &mut Worker<'_, R>,
    ) -> Option<(OptionSet, usize)> {
        let (length, with_end) = short_line(eight, self.delimiter)?;
        let run = worker.markers.run(item.shorts, u64::from_le_bytes(eight), length);
        if !run.is_known() {
            return None;
        }
        worker.slots[number] = run.outcome(item.first_slot);
        run.push_marks(item.first_slot, &mut worker.marks);
        Some((run.chosen(), with_end))
    }

    /// Puts the response at `at` on the sheet if it is one without quotes that was read before, with a line end behind.
    /// Gives its mark and where the next row starts.
    fn read_known<R: Recorder>(
        &self,
        bytes: &[u8],
        at: usize,
        number: usize,
        worker: &mut Worker<'_, R>,
    ) -> Option<(Mark, usize)> {
        let end = end_of_bare(bytes, at, self.delimiter);
        let next = match bytes.get(end..)?.first_chunk()? {
            b"\r\n" => end + 2,
            [b'\n', _] => end + 1,
            _ => return None,
        };
        if self.quoting && bytes.get(at) == Some(&b'"') {
            return None;
        }
        let mark = worker.put_known(number, bytes, at..end)?;
        // One that is found again by its bytes up to the line end need not be looked up.
        if matches!(mark, Mark::Remembered(_)) && next == end + 1 {
            worker.markers.remember_answer(number, &bytes[at..end], bytes, at..end);
        }
        Some((mark, next))
    }

    /// The item whose id stands at `at`, with its number, and where its response starts. `guess` is tried first.
    #[inline]
    fn find(
        &self,
        columns: &Columns<'_>,
        bytes: &[u8],
        at: usize,
        guess: usize,
    ) -> Option<(usize, &Item, usize)> {
        match self.each.get(guess) {
            Some(item) if item.id.leads(bytes, at) => Some((guess, item, at + item.id.length())),
            _ => self.find_elsewhere(columns, bytes, at, guess),
        }
    }

    /// The same where another item comes than was expected.
    #[inline(never)]
    fn find_elsewhere(
        &self,
        columns: &Columns<'_>,
        bytes: &[u8],
        at: usize,
        guess: usize,
    ) -> Option<(usize, &Item, usize)> {
        let end = end_of_bare(bytes, at, self.delimiter);
        let is_field = bytes.get(end) == Some(&self.delimiter) && bytes.get(at) != Some(&b'"');
        let number = columns.find(bytes.get(at..end).filter(|_| is_field)?, guess)?;
        Some((number, self.each.get(number)?, end + 1))
    }
}
