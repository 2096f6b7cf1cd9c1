//! Stretches of whole records, so that threads can work side by side.

use super::dialect::Dialect;
use super::header::trimmed_text;
use super::record;
use std::io::{self, Read};
use std::ops::Range;

/// How much is usually read at a time: about what the second cache of a processor holds, so that much of it is still
/// there when it is hashed and graded.
pub const BLOCK: usize = 512 * 1024;

/// The longest record. What goes on longer is no sheet: most likely a quote was never closed.
pub const MAX_RECORD: usize = 16 * 1024 * 1024;

/// A stretch of whole records.
#[derive(Debug, Default)]
pub struct Block {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Where they stand in the decoded file.
    pub offset: u64,
    /// Whether the records are not whole: a quote is never closed, or a line goes on beyond [`MAX_RECORD`].
    pub overlong: bool,
}

/// Cuts a stream into blocks.
pub struct Blocks<R> {
    reader: R,
    dialect: Dialect,
    /// The column by which neighbouring records belong together, if any.
    together: Option<usize>,
    carry: Vec<u8>,
    offset: u64,
    block: usize,
    at_end: bool,
}

impl<R: Read> Blocks<R> {
    /// Blocks of about `block` bytes of records of `reader`. With `together`, neighbouring records with the
    /// same text in that column are kept in one block, up to [`MAX_RECORD`] bytes.
    pub fn new(reader: R, dialect: Dialect, together: Option<usize>, block: usize) -> Self {
        Self { reader, dialect, together, carry: Vec::new(), offset: 0, block: block.max(1), at_end: false }
    }

    /// Reads the next block into `block`, whose buffer is used again. False at the end.
    pub fn next_into(&mut self, block: &mut Block) -> io::Result<bool> {
        // What the buffer held is overwritten, which takes less time than to clear it and to fill it with zeros.
        let mut filled = self.carry.len();
        let kept = block.bytes.len().min(filled);
        block.bytes[..kept].copy_from_slice(&self.carry[..kept]);
        block.bytes.extend_from_slice(&self.carry[kept..]);
        self.carry.clear();
        block.offset = self.offset;
        block.overlong = false;
        let mut wanted = self.block;
        loop {
            self.fill(&mut block.bytes, filled, wanted)?;
            filled = block.bytes.len();
            if block.bytes.is_empty() {
                return Ok(false);
            }
            if self.at_end {
                break;
            }
            if let Some(end) = self.cut(&block.bytes) {
                self.carry.extend_from_slice(&block.bytes[end..]);
                block.bytes.truncate(end);
                break;
            }
            if block.bytes.len() > MAX_RECORD {
                block.overlong = true;
                break;
            }
            wanted = block.bytes.len() + block.bytes.len().max(self.block);
        }
        self.offset += block.bytes.len() as u64;
        Ok(true)
    }

    /// Of an overlong block keeps the line that starts at `from`, and gives back the rest to be read again: most
    /// likely a quote in that line was never closed and has swallowed good records. `see` is shown every byte up to
    /// the end of the line, also where there are too many to keep them.
    pub fn give_back_all_but_first_line(
        &mut self,
        block: &mut Block,
        from: usize,
        mut see: impl FnMut(&[u8]),
    ) -> io::Result<()> {
        let line_end = record::end_of_line(&block.bytes, from.min(block.bytes.len()));
        if line_end < block.bytes.len() {
            let mut rest = block.bytes.split_off(line_end);
            self.offset -= rest.len() as u64;
            rest.append(&mut self.carry);
            self.carry = rest;
            see(&block.bytes);
            return Ok(());
        }
        see(&block.bytes);
        // A line without end: it is passed over without being kept.
        let mut passed = Vec::new();
        while !self.at_end {
            self.fill(&mut passed, 0, self.block)?;
            let line_end = record::end_of_line(&passed, 0);
            self.offset += line_end as u64;
            see(&passed[..line_end]);
            if line_end < passed.len() {
                self.carry.extend_from_slice(&passed[line_end..]);
                block.bytes.push(b'\n');
                break;
            }
        }
        Ok(())
    }

    /// Keeps the first `filled` of `bytes` and fills them up to `wanted`, or to the end of the stream.
    fn fill(&mut self, bytes: &mut Vec<u8>, mut filled: usize, wanted: usize) -> io::Result<()> {
        bytes.resize(wanted.max(filled), 0);
        while filled < bytes.len() && !self.at_end {
            match self.reader.read(&mut bytes[filled..]) {
                Ok(0) => self.at_end = true,
                Ok(count) => filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        bytes.truncate(filled);
        Ok(())
    }

    /// Where to cut.
    fn cut(&self, bytes: &[u8]) -> Option<usize> {
        let Some(column) = self.together.filter(|_| bytes.len() <= MAX_RECORD) else {
            return record::last_record_end(bytes, self.dialect, |_| {});
        };
        let mut quoted = Vec::new();
        let end = record::last_record_end(bytes, self.dialect, |stretch| quoted.push(stretch))?;
        start_of_last_run(&bytes[..end], quoted, column, self.dialect)
    }
}

/// Where the last run of records with one text in `column`, trimmed, begins; `None` where all are one run. `quoted` are the
/// stretches in quotes. Records are looked at from the last one back, so that a block costs no more than its last run.
fn start_of_last_run(
    bytes: &[u8],
    mut quoted: Vec<Range<usize>>,
    column: usize,
    dialect: Dialect,
) -> Option<usize> {
    let mut run: Option<(usize, String)> = None;
    let mut scratch = Vec::new();
    let mut end = bytes.len();
    while end > 0 {
        let start = start_of_last_line(&bytes[..end], &mut quoted);
        let is_record = record::skip_empty_lines(bytes, start) == start;
        if let Some(field) = record::nth_field(bytes, start, column, dialect).filter(|_| is_record) {
            let found = trimmed_text(field.text(bytes, &mut scratch));
            match &mut run {
                Some((start_of_run, text)) if *text == found => *start_of_run = start,
                Some((start_of_run, _)) => return Some(*start_of_run),
                None => run = Some((start, found.into_owned())),
            }
        }
        end = start;
    }
    None
}

/// Where the last line of `bytes` begins, which end with a line end. Line ends within the `quoted` stretches are none;
/// those behind the line are dropped.
fn start_of_last_line(bytes: &[u8], quoted: &mut Vec<Range<usize>>) -> usize {
    let mut end = bytes.len() - 1;
    while let Some(line_end) = memchr::memrchr2(b'\n', b'\r', &bytes[..end]) {
        while quoted.last().is_some_and(|stretch| line_end < stretch.start) {
            quoted.pop();
        }
        match quoted.last() {
            Some(stretch) if stretch.contains(&line_end) => end = stretch.start,
            _ => return line_end + 1,
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMA: Dialect = Dialect { delimiter: b',', quoting: true };

    fn cut_up(text: &str, block: usize, together: Option<usize>) -> Vec<String> {
        let mut blocks = Blocks::new(text.as_bytes(), COMMA, together, block);
        let mut parts = Vec::new();
        let mut part = Block::default();
        let mut offset = 0;
        while blocks.next_into(&mut part).expect("reads") {
            assert_eq!(part.offset, offset);
            offset += part.bytes.len() as u64;
            parts.push(String::from_utf8(part.bytes.clone()).expect("is text"));
        }
        parts
    }

    #[test]
    fn blocks_end_where_records_end() {
        #[track_caller]
        fn check(text: &str, block: usize, together: Option<usize>, expected: &[&str]) {
            let parts = cut_up(text, block, together);
            assert_eq!(parts, expected);
            assert_eq!(parts.concat(), text);
        }
        check("", 4, None, &[]);
        check("a,1\nb,2\nc,3", 4, None, &["a,1\n", "b,2\n", "c,3"]);
        check("a,1\nb,2\nc,3\n", 9, None, &["a,1\nb,2\n", "c,3\n"]);
        check("a,\"x\ny\"\nb,2222\n", 6, None, &["a,\"x\ny\"\n", "b,2222\n"]);
        check("a,1\na,2\nb,1\nb,2\nc,1\n", 12, Some(0), &["a,1\na,2\n", "b,1\nb,2\n", "c,1\n"]);
        check("a,1\r\na,2\r\n\r\nb,1\r\nb,2\r\n", 22, Some(0), &["a,1\r\na,2\r\n\r\n", "b,1\r\nb,2\r\n"]);
        check("a,1\n b ,1\n\"b\",\"x\ny,\"\nb,3\n", 22, Some(0), &["a,1\n", " b ,1\n\"b\",\"x\ny,\"\nb,3\n"]);
        check("a,1\nb,\"open\nc,2\n", 5, None, &["a,1\n", "b,\"open\nc,2\n"]);
    }
}
