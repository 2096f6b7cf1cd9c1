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
}

/// What is lost when the whole item is.
pub const THE_ITEM: &str = "the item";

impl Lost {
    /// Something of an item that a writer cannot put down.
    pub fn of(item: &str, what: impl Into<String>, why: impl Into<String>) -> Self {
        Self { item: item.to_owned(), place: None, what: what.into(), why: why.into() }
    }
}

/// Finds the place of a byte in a text.
#[derive(Debug)]
pub(super) struct Places<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Places<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        Self { text, starts: std::iter::once(0).chain(ends).collect() }
    }

    pub(super) fn at(&self, offset: usize) -> Place {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        let column = self.text.get(start..offset).map_or(0, |before| before.chars().count()) + 1;
        Place { line, column }
    }
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
    }
}
