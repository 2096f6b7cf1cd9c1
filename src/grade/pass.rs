//! One pass over all sheets: threads take blocks, results are put in order.

use super::compile::Compiled;
use super::feed::{Feed, SheetSource, Task};
use super::recorder::{Recorder, Rejected};
use super::repeat::{Lookout, Resolution, Sightings};
use super::tally::{Tally, TooMany};
use super::worker::{Counts, Fragment, Graded, RejectedRecord, Worker};
use super::{Sharing, long, wide};
use crate::sheets::blocks::Block;
use crate::sheets::layout::Layout;
use crate::sheets::record::line_ends;
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use thiserror::Error;

/// Why grading ended early.
#[derive(Debug, Error)]
pub enum GradeError {
    /// Sheets could not be read.
    #[error("cannot read {name}")]
    Read {
        /// The file.
        name: String,
        /// Why.
        source: io::Error,
    },
    /// Results could not be written.
    #[error("cannot write the results")]
    Write(#[source] io::Error),
    /// More sheets than can be counted.
    #[error(transparent)]
    TooMany(#[from] TooMany),
}

/// What one pass found.
#[derive(Debug)]
pub struct Pass {
    /// The sums.
    pub tally: Tally,
    /// For each file what happened.
    pub counts: Vec<Counts>,
    /// Every sheet.
    pub sightings: Sightings,
    /// How many records were rejected.
    pub rejected: u64,
    /// SHA-256 of each file in hexadecimal.
    pub digests: Vec<String>,
}

/// Results of blocks may wait for their turn up to this many times the number of threads.
const WAITING_PER_THREAD: usize = 4;

/// Grades all sources once.
pub fn run<R: Recorder>(
    compiled: &Compiled,
    sources: &[SheetSource],
    resolution: &Resolution,
    recorder: &R,
    sharing: Sharing,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Pass, GradeError> {
    let feed = Feed::new(sources, sharing.block, progress);
    let order = Mutex::new(Order::new(sources.len()));
    let turn = Condvar::new();
    let tally = Mutex::new(Tally::new(&compiled.scheme));
    let shared = Shared {
        compiled,
        sources,
        resolution,
        recorder,
        feed,
        order,
        turn,
        tally,
        threads: sharing.threads.max(1),
    };
    std::thread::scope(|scope| {
        for _ in 1..shared.threads {
            // Where no more threads can be had, those that are there do all the work.
            if std::thread::Builder::new().spawn_scoped(scope, || shared.work()).is_err() {
                break;
            }
        }
        shared.work();
    });
    let mut order = shared.order.into_inner().unwrap_or_else(PoisonError::into_inner);
    if let Some(error) = order.error.take() {
        return Err(error);
    }
    let mut tally = shared.tally.into_inner().unwrap_or_else(PoisonError::into_inner);
    grade_scattered(compiled, sources, resolution, recorder, &mut order, &mut tally)?;
    let digests = shared.feed.into_digests();
    Ok(Pass { tally, counts: order.counts, sightings: order.sightings, rejected: order.rejected, digests })
}

/// The lock on what a thread that panicked may have held: it ends the run anyway, and the others need not panic too.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Grades the candidates whose rows lay scattered over long files, in the order of their first rows.
fn grade_scattered<R: Recorder>(
    compiled: &Compiled,
    sources: &[SheetSource],
    resolution: &Resolution,
    recorder: &R,
    order: &mut Order<R::Block>,
    tally: &mut Tally,
) -> Result<(), GradeError> {
    let mut worker = Worker::new(compiled, recorder, resolution);
    for ((file, _), fragment) in std::mem::take(&mut order.scattered) {
        let mut out = Graded::<R::Block>::default();
        worker.markers.read_by(sources[file].printed.as_ref());
        long::grade_fragment(&fragment, &mut worker, &mut out)?;
        order.counts[file].add(&out.counts);
        recorder.write(out.recorded).map_err(GradeError::Write)?;
    }
    Ok(tally.merge(worker.into_tally()?)?)
}

/// What all threads share.
struct Shared<'a, R: Recorder> {
    compiled: &'a Compiled,
    sources: &'a [SheetSource],
    resolution: &'a Resolution,
    recorder: &'a R,
    feed: Feed<'a>,
    order: Mutex<Order<R::Block>>,
    turn: Condvar,
    tally: Mutex<Tally>,
    threads: usize,
}

/// How the cells of one file are read.
enum Columns<'a> {
    Wide(Box<wide::Columns>),
    Long(long::Columns<'a>),
}

impl<'a, R: Recorder> Shared<'a, R> {
    /// Grades block after block until there is none, and adds up what was counted. The first error stops all
    /// threads.
    fn work(&self) {
        if let Err(error) = self.grade_blocks() {
            lock(&self.order).error.get_or_insert(error);
            self.turn.notify_all();
        }
    }

    fn grade_blocks(&self) -> Result<(), GradeError> {
        let mut worker = Worker::new(self.compiled, self.recorder, self.resolution);
        let mut columns: Option<(usize, Columns<'a>)> = None;
        let mut block = Block::default();
        let mut sheets = 0;
        while let Some(task) = self.feed.next(&mut block)? {
            if columns.as_ref().is_none_or(|(file, _)| *file != task.file) {
                worker.markers.read_by(self.sources[task.file].printed.as_ref());
                columns = Some((task.file, self.columns(task.file, &worker)));
            }
            let mut out = Graded::default();
            // About as many sheets as in the block before: a list that grows leaves holes in memory.
            out.sightings.reserve(sheets);
            if let Some((_, columns)) = &columns {
                self.grade_block(columns, &task, &block, &mut worker, &mut out)?;
            }
            sheets = out.sightings.len();
            let rejected = lines_of(std::mem::take(&mut out.rejected), &block.bytes);
            if !self.commit(&task, out, rejected) {
                break;
            }
        }
        let counted = worker.into_tally()?;
        Ok(lock(&self.tally).merge(counted)?)
    }

    fn columns(&self, file: usize, worker: &Worker<'_, R>) -> Columns<'a> {
        let scheme = &self.compiled.scheme;
        let sheet = &self.sources[file].file;
        match &sheet.layout {
            Layout::Wide(layout) => {
                Columns::Wide(Box::new(wide::Columns::new(layout, sheet.dialect, scheme, worker)))
            }
            Layout::Long(layout) => Columns::Long(long::Columns::new(*layout, sheet.dialect, scheme, worker)),
        }
    }

    fn grade_block(
        &self,
        columns: &Columns<'a>,
        task: &Task,
        block: &Block,
        worker: &mut Worker<'_, R>,
        out: &mut Graded<R::Block>,
    ) -> Result<(), TooMany> {
        if task.overlong {
            out.counts.rows += 1;
            out.counts.lines += line_ends(&block.bytes);
            out.rejected.push(super::row::overlong(&block.bytes));
            return Ok(());
        }
        let lookout = Lookout { seed: self.resolution.seed, file: task.file, offset: block.offset };
        match columns {
            Columns::Wide(columns) => {
                wide::grade_block(columns, &block.bytes, task.skip, lookout, worker, out)
            }
            Columns::Long(columns) => {
                long::grade_block(columns, &block.bytes, task.skip, lookout, worker, out)
            }
        }
    }

    /// Hands over the result of a block; results leave in the order of the blocks. False where grading stopped.
    fn commit(&self, task: &Task, out: Graded<R::Block>, rejected: Vec<(u64, RejectedRecord)>) -> bool {
        let mut order = lock(&self.order);
        order.waiting.insert(task.number, Waiting { file: task.file, out, rejected });
        while order.waiting.len() > self.threads * WAITING_PER_THREAD
            && order.next != task.number
            && order.error.is_none()
        {
            order = self.turn.wait(order).unwrap_or_else(PoisonError::into_inner);
        }
        while order.error.is_none() {
            let next = order.next;
            let Some(waiting) = order.waiting.remove(&next) else { break };
            order.next += 1;
            if let Err(error) = order.take(waiting, self.sources, self.recorder) {
                order.error = Some(error);
            }
        }
        self.turn.notify_all();
        order.error.is_none()
    }
}

/// Rejected records with their line within the block, from 0.
fn lines_of(rejected: Vec<RejectedRecord>, bytes: &[u8]) -> Vec<(u64, RejectedRecord)> {
    let (mut at, mut line) = (0, 0);
    rejected
        .into_iter()
        .map(|record| {
            line += line_ends(&bytes[at..record.at]);
            at = record.at;
            (line, record)
        })
        .collect()
}

/// Results in the order of the input.
struct Order<B> {
    next: u64,
    waiting: BTreeMap<u64, Waiting<B>>,
    counts: Vec<Counts>,
    sightings: Sightings,
    rejected: u64,
    /// By file and first appearance.
    scattered: BTreeMap<(usize, usize), Fragment>,
    scattered_places: HashMap<(usize, String), usize>,
    error: Option<GradeError>,
}

struct Waiting<B> {
    file: usize,
    out: Graded<B>,
    rejected: Vec<(u64, RejectedRecord)>,
}

impl<B> Order<B> {
    fn new(files: usize) -> Self {
        Self {
            next: 0,
            waiting: BTreeMap::new(),
            counts: vec![Counts::default(); files],
            sightings: Sightings::default(),
            rejected: 0,
            scattered: BTreeMap::new(),
            scattered_places: HashMap::new(),
            error: None,
        }
    }

    fn take<R: Recorder<Block = B>>(
        &mut self,
        waiting: Waiting<B>,
        sources: &[SheetSource],
        recorder: &R,
    ) -> Result<(), GradeError> {
        let Waiting { file, out, rejected } = waiting;
        for (line, record) in rejected {
            self.rejected += 1;
            let rejected = Rejected {
                file: &sources[file].input.name,
                line: self.counts[file].lines + line + 1,
                reason: &record.reason,
                row: &record.row,
            };
            recorder.reject(&rejected).map_err(GradeError::Write)?;
        }
        for fragment in out.fragments {
            let new = self.scattered_places.len();
            let place = *self.scattered_places.entry((file, fragment.candidate.clone())).or_insert(new);
            let known = self.scattered.entry((file, place));
            known.and_modify(|known| known.cells.extend_from_slice(&fragment.cells)).or_insert(fragment);
        }
        self.counts[file].add(&out.counts);
        self.sightings.extend(out.sightings);
        recorder.write(out.recorded).map_err(GradeError::Write)
    }
}
