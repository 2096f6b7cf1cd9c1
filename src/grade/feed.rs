//! Hands out blocks of all files in order, to whichever thread asks.

use super::pass::GradeError;
use crate::sheets::blocks::{Block, Blocks};
use crate::sheets::encoding::Utf8Reader;
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
pub struct Feed<'a> {
    sources: &'a [SheetSource],
    block: usize,
    progress: &'a (dyn Fn(u64) + Sync),
    current: Option<(Blocks<Utf8Reader<Watched<'a>>>, SharedHash)>,
    /// SHA-256 of each file that was read to its end, in hexadecimal.
    digests: Vec<String>,
    /// Number of the file after the current one.
    next_file: usize,
    number: u64,
}

impl<'a> Feed<'a> {
    /// Blocks of about `block` bytes. Nothing is opened yet.
    pub fn new(sources: &'a [SheetSource], block: usize, progress: &'a (dyn Fn(u64) + Sync)) -> Self {
        Self { sources, block, progress, current: None, digests: Vec::new(), next_file: 0, number: 0 }
    }

    /// Reads the next block into `block`. `None` at the end of the last file.
    pub fn next(&mut self, block: &mut Block) -> Result<Option<Task>, GradeError> {
        loop {
            let Some((blocks, hash)) = &mut self.current else {
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
                blocks
                    .give_back_all_but_first_line(block, skip)
                    .map_err(|error| read_error(source, error))?;
            }
            return Ok(Some(Task { number, file, skip, overlong }));
        }
    }

    /// SHA-256 of each file, in hexadecimal, once all are read.
    pub fn into_digests(self) -> Vec<String> {
        self.digests
    }
}

type SharedHash = Arc<Mutex<Sha256>>;

fn digest_of(hash: &SharedHash) -> String {
    let hash = hash.lock().unwrap_or_else(PoisonError::into_inner).clone();
    hex::encode(hash.finalize())
}

fn open<'a>(
    source: &SheetSource,
    block: usize,
    progress: &'a (dyn Fn(u64) + Sync),
) -> io::Result<(Blocks<Utf8Reader<Watched<'a>>>, SharedHash)> {
    let hash = SharedHash::default();
    let watched = Watched { inner: source.input.open()?, progress, hash: Arc::clone(&hash) };
    let decoded = Utf8Reader::new(watched, source.file.encoding);
    let together = match &source.file.layout {
        Layout::Wide(_) => None,
        Layout::Long(long) => Some(long.candidate),
    };
    Ok((Blocks::new(decoded, source.file.dialect, together, block), hash))
}

fn read_error(source: &SheetSource, error: io::Error) -> GradeError {
    GradeError::Read { name: source.input.name.clone(), source: error }
}

/// Tells how many bytes were read, and hashes them.
struct Watched<'a> {
    inner: Box<dyn Read + Send>,
    progress: &'a (dyn Fn(u64) + Sync),
    hash: SharedHash,
}

impl Read for Watched<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(out)?;
        (self.progress)(count as u64);
        self.hash.lock().unwrap_or_else(PoisonError::into_inner).update(&out[..count]);
        Ok(count)
    }
}
