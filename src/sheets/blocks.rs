//! Stretches of whole records, so that threads can work side by side.

use super::dialect::Dialect;
use super::header::trimmed_text;
use super::record;
use std::io::{self, Read};

/// How much is usually read at a time.
pub const BLOCK: usize = 1024 * 1024;

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
        block.bytes.clear();
        block.bytes.append(&mut self.carry);
        block.offset = self.offset;
        block.overlong = false;
        let mut wanted = self.block;
        loop {
            if !self.at_end {
                self.fill(&mut block.bytes, wanted)?;
            }
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
    /// likely a quote in that line was never closed and has swallowed good records.
    pub fn give_back_all_but_first_line(&mut self, block: &mut Block, from: usize) -> io::Result<()> {
        let line_end = record::end_of_line(&block.bytes, from.min(block.bytes.len()));
        if line_end < block.bytes.len() {
            let rest = block.bytes.split_off(line_end);
            self.offset -= rest.len() as u64;
            self.carry.splice(0..0, rest);
            return Ok(());
        }
        // A line without end: it is passed over without being kept.
        let mut passed = Vec::new();
        while !self.at_end {
            passed.clear();
            self.fill(&mut passed, self.block)?;
            let line_end = record::end_of_line(&passed, 0);
            self.offset += line_end as u64;
            if line_end < passed.len() {
                self.carry.extend_from_slice(&passed[line_end..]);
                block.bytes.push(b'\n');
                break;
            }
        }
        Ok(())
    }

    /// Fills `bytes` up to `wanted`, or to the end of the stream.
    fn fill(&mut self, bytes: &mut Vec<u8>, wanted: usize) -> io::Result<()> {
        let mut filled = bytes.len();
        bytes.resize(wanted.max(filled), 0);
        while filled < bytes.len() {
            match self.reader.read(&mut bytes[filled..]) {
                Ok(0) => {
                    self.at_end = true;
                    break;
                }
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
        let end = record::last_record_end(bytes, self.dialect)?;
        match self.together {
            Some(column) if bytes.len() <= MAX_RECORD => {
                start_of_last_run(&bytes[..end], column, self.dialect)
            }
            _ => Some(end),
        }
    }
}

/// Where the last run of records with one text in `column`, trimmed, begins; `None` where all are one run.
fn start_of_last_run(bytes: &[u8], column: usize, dialect: Dialect) -> Option<usize> {
    let mut start_of_run = 0;
    let mut text = String::new();
    let mut scratch = Vec::new();
    let mut at = record::skip_empty_lines(bytes, 0);
    let mut first = true;
    while at < bytes.len() {
        let start = at;
        let mut place = 0;
        loop {
            let field = record::Field::read(bytes, at, dialect);
            at = field.next;
            if place == column {
                let found = trimmed_text(field.text(bytes, &mut scratch));
                if found != text {
                    text.clear();
                    text.push_str(&found);
                    if !first {
                        start_of_run = start;
                    }
                    first = false;
                }
            }
            place += 1;
            if field.ends_record {
                break;
            }
        }
        at = record::skip_empty_lines(bytes, at);
    }
    (start_of_run > 0).then_some(start_of_run)
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
        check("a,1\nb,\"open\nc,2\n", 5, None, &["a,1\n", "b,\"open\nc,2\n"]);
    }
}
