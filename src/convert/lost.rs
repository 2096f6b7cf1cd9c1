//! What could not come along, and where it stood.

use std::fmt;

/// A place in a source: line and column count from 1, the column in Unicode characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.line, self.column)
    }
}

/// Something of an item, or the whole of it, that has no counterpart on the other side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// Id or name of the item; empty for what belongs to the bank as a whole.
    pub item: String,
    /// Where it stood in the source, as far as there are lines.
    pub place: Option<Place>,
    /// What is lost, such as `feedback of option B` or `the item`.
    pub what: String,
    /// Why.
    pub why: String,
    /// Whether it stands beside what items say, as a comment does: it is told, and the rest is written all the same.
    pub is_aside: bool,
}

/// What is lost when the whole item is.
pub const THE_ITEM: &str = "the item";

impl Lost {
    /// Something of an item that a writer cannot put down.
    pub fn of(item: &str, what: impl Into<String>, why: impl Into<String>) -> Self {
        Self { item: item.to_owned(), place: None, what: what.into(), why: why.into(), is_aside: false }
    }
}

/// Finds the place of a byte in a text.
#[derive(Debug)]
pub(super) struct Places<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// How many characters begin before each block, since a whole file may be one line.
    characters: Vec<usize>,
}

/// Bytes from one count of characters to the next.
const BLOCK: usize = 4096;

impl<'t> Places<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        let mut characters = vec![0];
        for block in text.as_bytes().chunks(BLOCK) {
            let before = characters.last().copied().unwrap_or(0);
            characters.push(before + begun(block));
        }
        Self { text, starts: std::iter::once(0).chain(ends).collect(), characters }
    }

    pub(super) fn at(&self, offset: usize) -> Place {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        Place { line, column: self.before(offset) - self.before(start) + 1 }
    }

    /// How many characters begin before a byte.
    fn before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        self.characters[block] + begun(&self.text.as_bytes()[block * BLOCK..offset])
    }
}

/// How many characters begin in these bytes.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_characters() {
        let places = Places::new("a\né=x\n");
        assert_eq!(places.at(0), Place { line: 1, column: 1 });
        assert_eq!(places.at(4), Place { line: 2, column: 2 });
        assert_eq!(places.at(99), Place { line: 3, column: 1 });
        let long = format!("x\n{}", "é".repeat(5000));
        assert_eq!(Places::new(&long).at(2 + 2 * 4500), Place { line: 2, column: 4501 });
        assert_eq!(Places::new(&long).at(long.len()), Place { line: 2, column: 5001 });
    }
}
