//! Grades blocks of long sheets: one row a response, the rows of a candidate side by side.
//!
//! Most rows are read by `plain`, and what it leaves by this module. Where rows are not side by side, the second pass brings them together, see `super::repeat`.

mod plain;

use super::lead::Lead;
use super::marker::Mark;
use super::recorder::Recorder;
use super::repeat::{Fate, Lookout};
use super::row::{Fault, Row, Verdict, candidate_of, judge, reject};
use super::scheme::{Scheme, index};
use super::tally::TooMany;
use super::worker::{Fragment, Graded, Worker};
use crate::sheets::dialect::Dialect;
use crate::sheets::layout::Long;
use crate::sheets::record::{Field, Quoting, line_ends, skip_empty_lines};
use foldhash::fast::FixedState;
use std::collections::HashMap;

/// The columns of one long file and the items that its rows name.
pub struct Columns<'a> {
    long: Long,
    dialect: Dialect,
    items: HashMap<&'a [u8], u32, FixedState>,
    ids: Vec<&'a [u8]>,
    plain: Option<plain::Items>,
}

impl<'a> Columns<'a> {
    /// Prepares to find the items of `scheme`.
    pub fn new<R: Recorder>(
        long: Long,
        dialect: Dialect,
        scheme: &'a Scheme,
        worker: &Worker<'_, R>,
    ) -> Self {
        let ids: Vec<&[u8]> = scheme.items.iter().map(|item| item.item.id.as_bytes()).collect();
        let items = ids.iter().zip(0..).map(|(&id, index)| (id, index)).collect();
        Self { long, dialect, items, ids, plain: plain::Items::new(long, dialect, scheme, worker) }
    }

    /// The item with this id. Rows mostly name items in the order of the row before, so that `guess` is
    /// right and nothing needs to be hashed.
    #[inline]
    fn find(&self, id: &[u8], guess: usize) -> Option<usize> {
        if self.ids.get(guess).is_some_and(|known| *known == id) {
            return Some(guess);
        }
        self.items.get(id.trim_ascii()).map(|&item| item as usize)
    }
}

/// The sheet at hand: a run of rows of one candidate.
#[derive(Default)]
struct Run {
    candidate: String,
    open: bool,
    /// For each item the mark, if a row named it.
    marks: Vec<Option<Mark>>,
    /// The item that the next row most likely names.
    guess: usize,
    /// What the next row begins with if it is plain and of the same candidate.
    lead: Lead,
    cells: Vec<(u32, Vec<u8>)>,
    fate: Option<Fate>,
}

/// Grades every row of a block but for the first `skip` bytes, which are the header.
pub fn grade_block<R: Recorder>(
    columns: &Columns<'_>,
    bytes: &[u8],
    skip: usize,
    lookout: Lookout,
    worker: &mut Worker<'_, R>,
    out: &mut Graded<R::Block>,
) -> Result<(), TooMany> {
    let mut scratch = [Vec::new(), Vec::new(), Vec::new()];
    let mut run = Run { marks: vec![None; columns.ids.len()], ..Run::default() };
    let mut at = skip_empty_lines(bytes, skip);
    out.counts.lines += line_ends(&bytes[..at]);
    while at < bytes.len() {
        let (row, item, response) = read_row(columns, bytes, at);
        out.counts.rows += 1;
        let [candidate_scratch, item_scratch, response_scratch] = &mut scratch;
        let candidate = candidate_of(bytes, row.candidate, candidate_scratch);
        // Rows that are passed over end a run too, if they are another's: blocks are cut between runs, and where
        // that is must not depend on what a row turns out to be.
        if run.candidate != candidate {
            finish_run(&mut run, worker, out)?;
        }
        let mut next = row.next;
        match judge(&bytes[at..next], &row, &candidate, columns.long.columns, columns.dialect) {
            Verdict::Empty => out.counts.empty_rows += 1,
            Verdict::Broken(reason) => next = reject(bytes, at, &row, reason, out),
            Verdict::Sound => {
                if !run.open {
                    let sighting = lookout.sight(&candidate, at);
                    run.open(&candidate, worker.fate(&candidate, sighting, out));
                    run.expect(row.candidate, bytes, columns.dialect);
                    worker.clear();
                }
                let id = item.map_or(&b""[..], |field| field.text(bytes, item_scratch));
                let cell = response.map_or(&b""[..], |field| field.text(bytes, response_scratch));
                if let Some(found) = columns.find(id, run.guess) {
                    run.put(found, cell, worker, out);
                    run.guess = found + 1;
                } else {
                    reject(bytes, at, &row, unknown_item(id), out);
                }
            }
        }
        out.counts.lines += row.line_ends(bytes, at, next);
        if let (true, Some(items)) = (run.open, &columns.plain) {
            let (end, rows) = plain::read_rows(items, columns, bytes, next, &mut run, worker);
            next = end;
            out.counts.rows += rows;
            out.counts.lines += rows;
        }
        at = skip_empty_lines(bytes, next);
        out.counts.lines += line_ends(&bytes[next..at]);
    }
    finish_run(&mut run, worker, out)
}

/// Grades a candidate whose rows lay scattered, now that all are there.
pub fn grade_fragment<R: Recorder>(
    fragment: &Fragment,
    worker: &mut Worker<'_, R>,
    out: &mut Graded<R::Block>,
) -> Result<(), TooMany> {
    let mut run = Run { marks: vec![None; worker.slots.len()], ..Run::default() };
    run.open(&fragment.candidate, Fate::Counts);
    worker.clear();
    for (item, cell) in &fragment.cells {
        run.put(*item as usize, cell, worker, out);
    }
    finish_run(&mut run, worker, out)
}

impl Run {
    fn open(&mut self, candidate: &str, fate: Fate) {
        candidate.clone_into(&mut self.candidate);
        self.open = true;
        self.fate = Some(fate);
        self.guess = 0;
        self.lead.clear();
    }

    /// Plain rows of the candidate whose `field` this is may follow, if the sheet counts.
    fn expect(&mut self, field: Option<Field>, bytes: &[u8], dialect: Dialect) {
        if let (Some(Fate::Counts), Some(Field { start, end, quoting: Quoting::None, .. })) =
            (self.fate, field)
        {
            self.lead.set(&bytes[start..end], dialect.delimiter);
        }
    }

    /// Takes one response.
    #[inline]
    fn put<R: Recorder>(
        &mut self,
        item: usize,
        cell: &[u8],
        worker: &mut Worker<'_, R>,
        out: &mut Graded<R::Block>,
    ) {
        match self.fate {
            Some(Fate::Counts) => {}
            Some(Fate::Scattered) => return self.cells.push((index(item), cell.to_vec())),
            _ => return,
        }
        let mut mark = worker.markers.read(item, cell);
        if let Some(earlier) = self.marks[item] {
            mark = worker.markers.unite(item, earlier, mark);
            out.counts.replaced += 1;
            worker.take_back(item, earlier);
            worker.put(item, mark, cell);
        } else {
            worker.put(item, mark, cell);
            worker.markers.remember(item, cell, mark);
        }
        self.marks[item] = Some(mark);
    }
}

fn finish_run<R: Recorder>(
    run: &mut Run,
    worker: &mut Worker<'_, R>,
    out: &mut Graded<R::Block>,
) -> Result<(), TooMany> {
    if !std::mem::take(&mut run.open) {
        return Ok(());
    }
    match run.fate {
        Some(Fate::Counts) => worker.finish(&run.candidate, out)?,
        Some(Fate::Scattered) => out
            .fragments
            .push(Fragment { candidate: run.candidate.clone(), cells: std::mem::take(&mut run.cells) }),
        _ => {}
    }
    run.marks.fill(None);
    Ok(())
}

/// The three fields of a row.
fn read_row(columns: &Columns<'_>, bytes: &[u8], start: usize) -> (Row, Option<Field>, Option<Field>) {
    let mut row = Row { next: start, ..Row::default() };
    let (mut item, mut response) = (None, None);
    while !row.ended {
        let field = Field::read(bytes, row.next, columns.dialect);
        match row.fields {
            place if place == columns.long.candidate => row.candidate = Some(field),
            place if place == columns.long.item => item = Some(field),
            place if place == columns.long.response => response = Some(field),
            place if place >= columns.long.columns && field.end > field.start => {
                row.fault = Some(Fault::ExtraText);
            }
            _ => {}
        }
        row.see(field);
    }
    if response.is_some_and(|field| memchr::memchr(0, &bytes[field.start..field.end]).is_some()) {
        row.fault = row.fault.or(Some(Fault::Nul));
    }
    (row, item, response)
}

fn unknown_item(id: &[u8]) -> String {
    let id: String = crate::sheets::header::text_of(id).trim().chars().take(60).collect();
    if id.is_empty() {
        "names no item".to_owned()
    } else {
        format!("names the item `{id}`, which no bank has")
    }
}
