//! Where sheets come from, and whether they can be read twice.
#![expect(clippy::disallowed_methods, reason = "this is where sheets are opened")]

use super::dialect::Dialect;
use super::encoding::Encoding;
use super::workbook;
use sha2::{Digest, Sha256};
use std::fs::{File, Metadata};
use std::io::{self, Cursor, Read};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

/// The most of a stream that is kept in memory, so that a short one can be read a second time.
pub const KEPT_OF_STREAM: usize = 8 * 1024 * 1024;

/// How many bytes are looked at to find encoding, dialect and layout.
pub const SAMPLE: usize = 1024 * 1024;

/// One source of sheets.
#[derive(Clone)]
pub struct Input {
    /// The name in messages: a path, or `-` for standard input.
    pub name: String,
    /// Size in bytes where it is known beforehand.
    pub size: Option<u64>,
    origin: Origin,
    /// Of a workbook, SHA-256 of its bytes in hexadecimal; what is read is the CSV that was made of it.
    digest: Option<String>,
    /// What the reader of a report should know of how it was read.
    remark: Option<String>,
    /// What a file was like when it was opened.
    state: Option<State>,
}

/// What tells whether a file has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct State {
    size: u64,
    /// Where the file system keeps it.
    modified: Option<SystemTime>,
}

impl State {
    fn of(metadata: &Metadata) -> Self {
        Self { size: metadata.len(), modified: metadata.modified().ok() }
    }
}

#[derive(Clone)]
enum Origin {
    File(PathBuf),
    Memory(Arc<[u8]>),
    /// A stream of which the start has been read. It can be had once.
    Stream(Arc<Mutex<Option<Stream>>>),
}

/// A stream whose start was read beforehand.
struct Stream {
    /// What is left of the start. Its memory is let go as soon as it has been read.
    start: Cursor<Vec<u8>>,
    rest: Box<dyn Read + Send>,
}

impl Read for Stream {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.start.read(out)?;
        if count > 0 || out.is_empty() {
            return Ok(count);
        }
        self.start = Cursor::default();
        self.rest.read(out)
    }
}

impl Input {
    /// A file. It is opened to see that it can be read. What cannot be read twice, such as a named pipe, is
    /// taken as a stream. A workbook is turned into CSV in memory.
    pub fn from_path(path: impl Into<PathBuf>) -> io::Result<Self> {
        let path = path.into();
        let name = path.display().to_string();
        let file = File::open(&path)?;
        let metadata = file.metadata()?;
        if metadata.is_dir() {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "this is a folder, not a file"));
        }
        if !metadata.is_file() {
            return Self::from_stream(name, file);
        }
        let mut start = Vec::new();
        File::open(&path)?.take(8).read_to_end(&mut start)?;
        if workbook::may_be(&start) {
            if metadata.len() > workbook::MAX_PACKED {
                return Err(io::Error::new(io::ErrorKind::InvalidData, workbook::WorkbookError::TooLarge));
            }
            return Self::from_archive(name, std::fs::read(&path)?);
        }
        Ok(Self {
            name,
            size: Some(metadata.len()),
            origin: Origin::File(path),
            digest: None,
            remark: None,
            state: Some(State::of(&metadata)),
        })
    }

    /// Whether a file is another than it was when it was opened, or is gone. What was read of it may then be a
    /// mixture.
    pub fn has_changed(&self) -> bool {
        let Origin::File(path) = &self.origin else { return false };
        std::fs::metadata(path).ok().map(|metadata| State::of(&metadata)) != self.state
    }

    /// A stream such as standard input. Up to [`KEPT_OF_STREAM`] bytes are read at once.
    pub fn from_stream(name: impl Into<String>, mut stream: impl Read + Send + 'static) -> io::Result<Self> {
        let mut start = Vec::new();
        stream.by_ref().take(KEPT_OF_STREAM as u64).read_to_end(&mut start)?;
        let name = name.into();
        if start.len() < KEPT_OF_STREAM {
            let is_archive = workbook::may_be(&start);
            return if is_archive {
                Self::from_archive(name, start)
            } else {
                Ok(Self::from_bytes(name, start))
            };
        }
        let stream = Stream { start: Cursor::new(start), rest: Box::new(stream) };
        let origin = Origin::Stream(Arc::new(Mutex::new(Some(stream))));
        Ok(Self { name, size: None, origin, digest: None, remark: None, state: None })
    }

    /// Bytes in memory.
    pub fn from_bytes(name: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        Self {
            name: name.into(),
            size: Some(bytes.len() as u64),
            origin: Origin::Memory(bytes),
            digest: None,
            remark: None,
            state: None,
        }
    }

    /// A workbook; or where only its name could make it one, the bytes as they are.
    fn from_archive(name: String, bytes: Vec<u8>) -> io::Result<Self> {
        let is_named_so = [".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"]
            .iter()
            .any(|ending| name.to_ascii_lowercase().ends_with(ending));
        match workbook::read(&bytes) {
            Ok(worksheet) => {
                let digest = Some(hex::encode(Sha256::digest(&bytes)));
                let remark = (!worksheet.others.is_empty()).then(|| {
                    let others = worksheet.others.join("`, `");
                    format!("the worksheet `{}` was read, and not `{others}`", worksheet.name)
                });
                Ok(Self { digest, remark, ..Self::from_bytes(name, worksheet.csv) })
            }
            Err(error) if is_named_so => Err(io::Error::new(io::ErrorKind::InvalidData, error)),
            Err(_) => Ok(Self::from_bytes(name, bytes)),
        }
    }

    /// What the reader of a report should know of how it was read.
    pub fn remark(&self) -> Option<&str> {
        self.remark.as_deref()
    }

    /// SHA-256 in hexadecimal of what lies on disk, where that is not what is read.
    pub fn digest(&self) -> Option<&str> {
        self.digest.as_deref()
    }

    /// The encoding, where there is no doubt of it.
    pub fn encoding(&self) -> Option<Encoding> {
        self.digest.is_some().then_some(Encoding::Utf8)
    }

    /// The dialect, where there is no doubt of it.
    pub fn dialect(&self) -> Option<Dialect> {
        self.digest.is_some().then_some(workbook::DIALECT)
    }

    /// Whether [`Input::open`] works more than once.
    pub fn is_rereadable(&self) -> bool {
        !matches!(self.origin, Origin::Stream(_))
    }

    /// The first bytes, at most [`SAMPLE`], and whether that is all. Of a stream they are to be had before it is opened.
    pub fn sample(&self) -> io::Result<(Vec<u8>, bool)> {
        let mut sample = Vec::new();
        match &self.origin {
            Origin::File(path) => {
                let file = File::open(path)?;
                let size = usize::try_from(file.metadata()?.len()).unwrap_or(SAMPLE).min(SAMPLE);
                sample.reserve_exact(size + 1);
                file.take(SAMPLE as u64).read_to_end(&mut sample)?;
            }
            Origin::Memory(bytes) => sample.extend_from_slice(&bytes[..bytes.len().min(SAMPLE)]),
            Origin::Stream(stream) => {
                let stream = stream.lock().unwrap_or_else(PoisonError::into_inner);
                let start = stream.as_ref().ok_or_else(read_before)?.start.get_ref();
                sample.extend_from_slice(&start[..start.len().min(SAMPLE)]);
            }
        }
        let whole = sample.len() < SAMPLE;
        Ok((sample, whole))
    }

    /// Opens it for reading from the start, as bytes.
    pub fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(match &self.origin {
            Origin::File(path) => Box::new(File::open(path)?),
            Origin::Memory(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
            Origin::Stream(stream) => {
                let mut stream = stream.lock().unwrap_or_else(PoisonError::into_inner);
                Box::new(stream.take().ok_or_else(read_before)?)
            }
        })
    }
}

fn read_before() -> io::Error {
    io::Error::other("a stream can be read only once")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_stream_can_be_read_twice_and_a_long_one_once() {
        #[track_caller]
        fn check(length: usize, twice: bool) {
            let input = Input::from_stream("-", io::repeat(b'x').take(length as u64)).expect("reads");
            assert_eq!(input.is_rereadable(), twice);
            let read_all = || -> io::Result<usize> {
                let mut bytes = Vec::new();
                input.open()?.read_to_end(&mut bytes)
            };
            assert_eq!(read_all().expect("reads"), length);
            assert_eq!(read_all().is_ok(), twice);
        }
        check(0, true);
        check(10, true);
        check(KEPT_OF_STREAM + 5, false);
    }
}
