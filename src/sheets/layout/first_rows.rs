//! The records behind the header that a layout looks at.

use crate::sheets::dialect::Dialect;
use crate::sheets::header::trimmed_text;
use crate::sheets::record::{Field, skip_empty_lines};

/// The first records behind the header, without those that may be cut off by the end of the sample, or have no text.
///
/// Most layouts look at a column or two. So only the places of cells are kept, and their texts are read when they are
/// asked for.
#[derive(Debug)]
pub struct FirstRows<'a> {
    sample: &'a [u8],
    dialect: Dialect,
    /// Where each cell begins, row after row.
    cells: Vec<u32>,
    /// Where each row ends among the cells.
    ends: Vec<usize>,
}

impl<'a> FirstRows<'a> {
    /// Finds at most `most` records in `sample`, what is known of a file behind its header; `whole` says that this is
    /// all.
    pub fn read(sample: &'a [u8], whole: bool, dialect: Dialect, most: usize) -> Self {
        let mut rows = Self { sample, dialect, cells: Vec::new(), ends: Vec::new() };
        let mut scratch = Vec::new();
        let mut at = skip_empty_lines(sample, 0);
        while rows.ends.len() < most && at < sample.len() {
            let first = rows.cells.len();
            let mut has_text = false;
            loop {
                let field = Field::read(sample, at, dialect);
                has_text = has_text || !trimmed_text(field.text(sample, &mut scratch)).is_empty();
                // A sample has a few megabytes at most.
                rows.cells.push(u32::try_from(at).unwrap_or(u32::MAX));
                at = field.next;
                if field.ends_record {
                    break;
                }
            }
            let is_complete = whole || at < sample.len();
            if is_complete && has_text {
                rows.ends.push(rows.cells.len());
            } else {
                rows.cells.truncate(first);
            }
            at = skip_empty_lines(sample, at);
        }
        rows
    }

    /// The cells of a column, trimmed; empty where a row has none.
    pub fn column(&self, column: usize) -> impl Iterator<Item = String> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(move |(start, &end)| {
            let cell = self.cells[start..end].get(column);
            cell.map_or_else(String::new, |&at| self.text(at as usize))
        })
    }

    /// The text of the cell that begins at `at`, trimmed.
    fn text(&self, at: usize) -> String {
        let mut scratch = Vec::new();
        let field = Field::read(self.sample, at, self.dialect);
        trimmed_text(field.text(self.sample, &mut scratch)).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_those_that_have_text_and_are_complete() {
        #[track_caller]
        fn check(sample: &str, whole: bool, column: usize, expected: &[&str]) {
            let dialect = Dialect { delimiter: b',', quoting: true };
            let rows = FirstRows::read(sample.as_bytes(), whole, dialect, 3);
            assert_eq!(rows.column(column).collect::<Vec<_>>(), expected, "{sample:?}");
        }
        check("", true, 0, &[]);
        check("a,b\nc,d\n", true, 1, &["b", "d"]);
        check("a, b \nc\n", true, 1, &["b", ""]);
        check("\n\na,b\r\n\r\nc,d", true, 0, &["a", "c"]);
        check("a,\"b \"\"x\"\"\"\n\"c,\nd\",e\n", true, 1, &["b \"x\"", "e"]);
        check("a,\"b \"\"x\"\"\"\n\"c,\nd\",e\n", true, 0, &["a", "c,\nd"]);
        check(" ,\n,\n,b\n", true, 1, &["b"]);
        check("a\nb\nc\nd\n", true, 0, &["a", "b", "c"]);
        check("a\nb", true, 0, &["a", "b"]);
        check("a\nb", false, 0, &["a"]);
        check("a\nb\n", false, 0, &["a"]);
        check("a\n\"b\nc\n", false, 0, &["a"]);
    }
}
