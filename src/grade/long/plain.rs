//! The fast path of long sheets: rows `candidate,item,response` and no more, as programs write them.
//!
//! A row is read here if it begins with the bytes of the candidate of the row before, if its item has not been
//! answered yet, and if its response is one label, or nothing, or a cell that was read before. The item is mostly the
//! one behind that of the row before, so that its id is compared and not looked up. Every other row is left to the
//! parent module: the first of a candidate, one with quotes, an unknown item, a second response to an item.

use super::super::marker::{BLANK, Mark};
use super::super::recorder::Recorder;
use super::super::scheme::Scheme;
use super::super::worker::Worker;
use super::{Columns, Run};
use crate::model::OptionSet;
use crate::sheets::dialect::Dialect;
use crate::sheets::layout::Long;
use crate::sheets::scan::{end_of_bare, words_of};

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
    blank: u32,
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
            blank: item.blank,
        });
        let each = each.collect();
        Some(Self { each, tables, delimiter: dialect.delimiter, quoting: dialect.quoting })
    }
}

/// Reads the rows from `at` on that are plain and of the candidate of `run`. Gives where the first other row starts, and
/// how many were read.
pub(super) fn read_rows<R: Recorder>(
    items: &Items,
    columns: &Columns<'_>,
    bytes: &[u8],
    mut at: usize,
    run: &mut Run,
    worker: &mut Worker<'_, R>,
) -> (usize, u64) {
    let mut rows = 0;
    while run.lead.leads(bytes, at) {
        let Some((number, cell)) = items.find(columns, bytes, at + run.lead.length, run.guess) else { break };
        let (Some(item), Some(earlier @ None)) = (items.each.get(number), run.marks.get_mut(number)) else {
            break;
        };
        let Some(&[first, second]) = bytes.get(cell..).and_then(<[u8]>::first_chunk) else { break };
        let code = items.tables[item.table][usize::from(first)];
        let (mark, next) = if code < BLANK && second == b'\n' {
            worker.slots[number] = item.first_slot + u32::from(code);
            (Mark::Options(OptionSet::single(code.into())), cell + 2)
        } else {
            let end = end_of_bare(bytes, cell, items.delimiter);
            let next = match bytes.get(end..).and_then(<[u8]>::first_chunk) {
                Some(b"\r\n") => end + 2,
                Some(&[b'\n', _]) => end + 1,
                _ => break,
            };
            if end == cell {
                worker.slots[number] = item.blank;
                (Mark::Blank, next)
            } else if items.quoting && first == b'"' {
                break;
            } else {
                let Some(mark) = worker.put_known(number, bytes, cell..end) else { break };
                (mark, next)
            }
        };
        *earlier = Some(mark);
        run.guess = number + 1;
        at = next;
        rows += 1;
    }
    (at, rows)
}

impl Items {
    /// The item whose id stands at `at`, and where its response starts. `guess` is tried first.
    #[inline]
    fn find(&self, columns: &Columns<'_>, bytes: &[u8], at: usize, guess: usize) -> Option<(usize, usize)> {
        if let Some(item) = self.each.get(guess)
            && item.id.leads(bytes, at)
        {
            return Some((guess, at + item.id.length));
        }
        let end = end_of_bare(bytes, at, self.delimiter);
        let is_field = bytes.get(end) == Some(&self.delimiter) && bytes.get(at) != Some(&b'"');
        let item = columns.find(bytes.get(at..end).filter(|_| is_field)?, guess)?;
        Some((item, end + 1))
    }
}

/// A field with the delimiter behind it, to be compared with what rows begin with.
#[derive(Default)]
pub(super) struct Lead {
    /// The first bytes, and then 0.
    words: [u64; WORDS],
    /// The bits of `words` that are compared.
    masks: [u64; WORDS],
    /// The bytes that `words` have no room for.
    rest: Vec<u8>,
    /// How many bytes; 0 leads nothing.
    length: usize,
}

const WORDS: usize = 3;
const HEAD: usize = 8 * WORDS;

impl Lead {
    /// Of a field without quotes.
    pub(super) fn new(field: &[u8], delimiter: u8) -> Self {
        let mut lead = Self::default();
        lead.set(field, delimiter);
        lead
    }

    /// Makes it that of another field.
    pub(super) fn set(&mut self, field: &[u8], delimiter: u8) {
        let (mut head, mut mask) = ([0; HEAD], [0; HEAD]);
        self.length = field.len() + 1;
        self.rest.clear();
        for (place, &byte) in field.iter().chain([&delimiter]).enumerate() {
            match (head.get_mut(place), mask.get_mut(place)) {
                (Some(head), Some(mask)) => (*head, *mask) = (byte, 0xFF),
                _ => self.rest.push(byte),
            }
        }
        (self.words, self.masks) = (words_of(&head), words_of(&mask));
    }

    /// Leads nothing from now on.
    pub(super) fn clear(&mut self) {
        self.length = 0;
    }

    /// Whether it stands at `at`. Near the end of the bytes it is not found.
    #[inline]
    fn leads(&self, bytes: &[u8], at: usize) -> bool {
        let Some(head) = bytes.get(at..).and_then(<[u8]>::first_chunk::<HEAD>) else { return false };
        let pairs = words_of::<HEAD, WORDS>(head).into_iter().zip(self.words).zip(self.masks);
        let differing = pairs.fold(0, |all, ((found, word), mask)| all | (found ^ word) & mask);
        differing == 0
            && self.length > 0
            && (self.rest.is_empty() || bytes[at + HEAD..].starts_with(&self.rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_lead_is_found_where_its_bytes_stand(
            field in proptest::collection::vec(proptest::sample::select(b"ab".to_vec()), 0..40),
            change in proptest::option::of(0_usize..40),
        ) {
            let lead = Lead::new(&field, b',');
            let mut bytes = [b"..", &field[..], b",", &[b'a'; HEAD][..]].concat();
            if let Some(byte) = change.and_then(|place| bytes.get_mut(2 + place)) {
                *byte ^= 1;
            }
            let expected = bytes[2..].starts_with(&[&field[..], b","].concat());
            prop_assert_eq!(lead.leads(&bytes, 2), expected);
            prop_assert!(!lead.leads(&bytes, bytes.len() - HEAD + 1));
        }
    }
}
