//! Hands out blocks of all files in order, to whichever thread asks.

use super::pass::{GradeError, lock};
use crate::sheets::blocks::{Block, Blocks};
use crate::sheets::encoding::{BYTE_ORDER_MARK, Encoding, Utf8Reader};
use crate::sheets::input::Input;
use crate::sheets::layout::{Layout, SheetFile};
use sha2::{Digest, Sha256};
use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

/// One file of sheets: where it is, and how it is read.
#[derive(Clone)]
pub struct SheetSource {
    /// Where it is.
    pub input: Input,
    /// How it is read. Items are places in the scheme.
    pub file: SheetFile,
    /// The labels on the paper it was filled in on, where they are not the bank's.
    pub printed: Option<Arc<PrintedLabels>>,
}

/// The labels of one printed form: for each item of the scheme the label that stands beside each option, in the
/// bank's order of options; `None` where labels are the bank's own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrintedLabels(pub Vec<Option<Vec<String>>>);

/// What a thread is to do with a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Task {
    /// Blocks are numbered over all files.
    pub number: u64,
    /// The file's number.
    pub file: usize,
    /// Bytes to skip: the header.
    pub skip: usize,
    /// The block is one record that is too long to be a sheet.
    pub overlong: bool,
}

/// The open end of the input.
///
/// A thread that has read a block lets the next one read while it hashes: reading has one lock and hashing another, and
/// the second is taken before the first is given back, so that blocks are hashed in their order.
pub struct Feed<'a>(Mutex<Reading<'a>>);

struct Reading<'a> {
    sources: &'a [SheetSource],
    block: usize,
    progress: &'a (dyn Fn(u64) + Sync),
    current: Option<Current<'a>>,
    /// SHA-256 of each file that was read to its end, in hexadecimal.
    digests: Vec<String>,
    /// Number of the file after the current one.
    next_file: usize,
    number: u64,
}

/// The file that is read.
struct Current<'a> {
    blocks: Blocks<Utf8Reader<Watched<'a>>>,
    hash: SharedHash,
    /// Whether its blocks are hashed; otherwise its bytes are as they are read.
    by_blocks: bool,
}

impl<'a> Feed<'a> {
    /// Blocks of about `block` bytes. Nothing is opened yet.
    pub fn new(sources: &'a [SheetSource], block: usize, progress: &'a (dyn Fn(u64) + Sync)) -> Self {
        let digests = Vec::new();
        Self(Mutex::new(Reading {
            sources,
            block,
            progress,
            current: None,
            digests,
            next_file: 0,
            number: 0,
        }))
    }

    /// Reads the next block into `block`. `None` at the end of the last file.
    pub fn next(&self, block: &mut Block) -> Result<Option<Task>, GradeError> {
        let mut reading = lock(&self.0);
        let Some(task) = reading.next(block)? else { return Ok(None) };
        let hash = reading.current.as_ref().filter(|current| current.by_blocks && !task.overlong);
        let Some(hash) = hash.map(|current| Arc::clone(&current.hash)) else { return Ok(Some(task)) };
        let mut hash = lock(&hash);
        drop(reading);
        hash.update(&block.bytes);
        Ok(Some(task))
    }

    /// SHA-256 of each file, in hexadecimal, once all are read.
    pub fn into_digests(self) -> Vec<String> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner).digests
    }
}

impl Reading<'_> {
    /// Reads the next block; one that is too long is hashed too.
    fn next(&mut self, block: &mut Block) -> Result<Option<Task>, GradeError> {
        loop {
            let Some(Current { blocks, hash, by_blocks }) = &mut self.current else {
                let Some(source) = self.sources.get(self.next_file) else { return Ok(None) };
                self.current =
                    Some(open(source, self.block, self.progress).map_err(|error| read_error(source, error))?);
                self.next_file += 1;
                continue;
            };
            let file = self.next_file - 1;
            let source = &self.sources[file];
            if !blocks.next_into(block).map_err(|error| read_error(source, error))? {
                self.digests.push(source.input.digest().map_or_else(|| digest_of(hash), str::to_owned));
                self.current = None;
                continue;
            }
            // A very long header, or lines without anything before it, may take up more than a block.
            let header = source.file.header.length as u64;
            let left = usize::try_from(header.saturating_sub(block.offset)).unwrap_or(usize::MAX);
            let skip = left.min(block.bytes.len());
            let number = self.number;
            self.number += 1;
            let overlong = block.overlong;
            if overlong {
                // Otherwise reading on takes this lock.
                let mut hash = by_blocks.then(|| lock(hash));
                let see = |bytes: &[u8]| {
                    if let Some(hash) = &mut hash {
                        hash.update(bytes);
                    }
                };
                blocks
                    .give_back_all_but_first_line(block, skip, see)
                    .map_err(|error| read_error(source, error))?;
            }
            return Ok(Some(Task { number, file, skip, overlong }));
        }
    }
}

type SharedHash = Arc<Mutex<Sha256>>;

fn digest_of(hash: &SharedHash) -> String {
    hex::encode(lock(hash).clone().finalize())
}

fn open<'a>(
    source: &SheetSource,
    block: usize,
    progress: &'a (dyn Fn(u64) + Sync),
) -> io::Result<Current<'a>> {
    let mut inner = source.input.open()?;
    let mut hash = Sha256::new();
    // The blocks of a file in UTF-8 are its bytes, but for the byte-order mark.
    let by_blocks = source.file.encoding == Encoding::Utf8;
    if by_blocks {
        let mut start = Vec::new();
        inner.by_ref().take(BYTE_ORDER_MARK.len() as u64).read_to_end(&mut start)?;
        if start == BYTE_ORDER_MARK {
            hash.update(&start);
        }
        inner = Box::new(io::Cursor::new(start).chain(inner));
    }
    let hash = Arc::new(Mutex::new(hash));
    let of_bytes = (!by_blocks).then(|| Arc::clone(&hash));
    let decoded = Utf8Reader::new(Watched { inner, progress, hash: of_bytes }, source.file.encoding);
    let together = match &source.file.layout {
        Layout::Wide(_) => None,
        Layout::Long(long) => Some(long.candidate),
    };
    Ok(Current { blocks: Blocks::new(decoded, source.file.dialect, together, block), hash, by_blocks })
}

fn read_error(source: &SheetSource, error: io::Error) -> GradeError {
    GradeError::Read { name: source.input.name.clone(), source: error }
}

/// Tells how many bytes were read, and hashes them where that is not done by blocks.
struct Watched<'a> {
    inner: Box<dyn Read + Send>,
    progress: &'a (dyn Fn(u64) + Sync),
    hash: Option<SharedHash>,
}

impl Read for Watched<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(out)?;
        (self.progress)(count as u64);
        if let Some(hash) = &self.hash {
            lock(hash).update(&out[..count]);
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bank, sources};
    use super::*;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Duration;

    #[test]
    fn nobody_reads_on_until_a_block_has_its_turn_to_be_hashed() {
        let sources = sources(&bank(), &[b"candidate,q1,q2,q3\nann,B,,\nbo,B,,\n"]);
        let has_read = AtomicBool::new(false);
        let progress = |_| has_read.store(true, Ordering::Release);
        let feed = Feed::new(&sources, 20, &progress);
        assert!(feed.next(&mut Block::default()).expect("reads").is_some());
        let hash = Arc::clone(&lock(&feed.0).current.as_ref().expect("is open").hash);
        has_read.store(false, Ordering::Release);
        std::thread::scope(|scope| {
            // As if the block before were being hashed.
            let hashing = lock(&hash);
            scope.spawn(|| feed.next(&mut Block::default()));
            while !has_read.load(Ordering::Acquire) {
                std::thread::yield_now();
            }
            for _ in 0..50 {
                assert!(feed.0.try_lock().is_err(), "blocks could be hashed in another order");
                std::thread::sleep(Duration::from_millis(1));
            }
            drop(hashing);
        });
    }
}
