//! Source texts and places in them.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

/// Number of a source in its [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(u32);

impl SourceId {
    /// The number of the source that is added so many after this one.
    #[must_use]
    pub fn plus(self, after: usize) -> Self {
        Self(self.0.saturating_add(u32::try_from(after).unwrap_or(u32::MAX)))
    }

    /// The number, from 0 in the order in which sources were added.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A stretch of a source, in bytes of its decoded text. `end` is not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// Which source.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The empty span at the start of this one.
    #[must_use]
    pub fn at_start(self) -> Self {
        Self { end: self.start, ..self }
    }

    /// The stretch from the start of this span to the end of `last`.
    #[must_use]
    pub fn to(self, last: Self) -> Self {
        Self { end: last.end.max(self.start), ..self }
    }
}

/// A path with slashes between folders, whatever the system puts there: as programs read it that follow diffs, URIs and
/// the paths of a repository.
pub fn with_slashes(path: &Path) -> String {
    let path = path.to_string_lossy();
    // Elsewhere a backslash may be part of a name.
    if MAIN_SEPARATOR == '/' { path.into_owned() } else { path.replace(MAIN_SEPARATOR, "/") }
}

/// A place for people: line and column from 1, columns in Unicode characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
}

/// One file as text, with an index of its lines.
#[derive(Debug, Clone)]
pub struct Source {
    path: PathBuf,
    text: String,
    line_starts: Vec<u32>,
    /// How many characters begin before each block of [`BLOCK_BYTES`], so that a column in a very long
    /// line costs no more than one in a short line.
    characters: Vec<u32>,
}

/// Bytes from one count of characters to the next.
const BLOCK_BYTES: usize = 4096;

impl Source {
    /// A text and where it comes from. Texts of 4 GiB and more must be refused before.
    pub fn new(path: impl Into<PathBuf>, text: String) -> Self {
        let mut line_starts = vec![0];
        line_starts.extend(
            memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| u32::try_from(at + 1).unwrap_or(u32::MAX)),
        );
        let mut characters = vec![0];
        for block in text.as_bytes().chunks(BLOCK_BYTES) {
            let before = characters.last().copied().unwrap_or(0);
            characters.push(before + u32::try_from(count_characters(block)).unwrap_or(0));
        }
        Self { path: path.into(), text, line_starts, characters }
    }

    /// The path as the user gave it.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The decoded text, without a byte-order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span, empty where the span does not fit.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// Line and column of a byte.
    pub fn place(&self, byte: u32) -> Place {
        let byte = (byte as usize).min(self.text.len());
        let line = self.line_starts.partition_point(|&start| start as usize <= byte);
        let start = self.line_starts[line - 1] as usize;
        let column = if byte - start <= BLOCK_BYTES {
            count_characters(&self.text.as_bytes()[start..byte])
        } else {
            self.characters_before(byte) - self.characters_before(start)
        };
        Place { line, column: column + 1 }
    }

    /// The text of a line (from 1) without its line end, and the byte at which it starts.
    pub fn line(&self, line: usize) -> Option<(&str, usize)> {
        let start = *self.line_starts.get(line.checked_sub(1)?)? as usize;
        let end = self.line_starts.get(line).map_or(self.text.len(), |&next| next as usize);
        Some((self.text[start..end].trim_end_matches(['\n', '\r']), start))
    }

    fn characters_before(&self, byte: usize) -> usize {
        let block = byte / BLOCK_BYTES;
        self.characters[block] as usize + count_characters(&self.text.as_bytes()[block * BLOCK_BYTES..byte])
    }

    /// How many lines there are.
    pub fn lines(&self) -> usize {
        self.line_starts.len()
    }
}

/// All sources of one run.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    sources: Vec<Source>,
}

impl Sources {
    /// Adds a text, see [`Source::new`].
    pub fn add(&mut self, path: impl Into<PathBuf>, text: String) -> SourceId {
        self.push(Source::new(path, text))
    }

    /// Adds a source; it has the next number.
    pub fn push(&mut self, source: Source) -> SourceId {
        let id = self.next_id();
        self.sources.push(source);
        id
    }

    /// The number that the source added next will have.
    pub fn next_id(&self) -> SourceId {
        SourceId(u32::try_from(self.sources.len()).unwrap_or(u32::MAX))
    }

    /// The source with this number.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.sources[id.0 as usize]
    }

    /// All sources with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        (0..).map(SourceId).zip(&self.sources)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.sources.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }
}

/// Counts the bytes that begin a character.
fn count_characters(bytes: &[u8]) -> usize {
    if bytes.is_ascii() { bytes.len() } else { bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_set_apart_by_slashes() {
        assert_eq!(with_slashes(&Path::new("a b").join("c").join("d.yaml")), "a b/c/d.yaml");
        #[cfg(unix)]
        assert_eq!(with_slashes(Path::new("a\\b.yaml")), "a\\b.yaml");
    }

    #[test]
    fn places_count_lines_and_characters_from_one() {
        #[track_caller]
        fn check(source: &Source, byte: u32, line: usize, column: usize) {
            assert_eq!(source.place(byte), Place { line, column });
        }
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", "é: 1\nab\n".to_owned());
        let source = sources.get(id);
        check(source, 0, 1, 1);
        check(source, 2, 1, 2);
        check(source, 5, 1, 5);
        check(source, 6, 2, 1);
        check(source, 8, 2, 3);
        check(source, 9, 3, 1);
        check(source, 99, 3, 1);
        assert_eq!(source.line(2), Some(("ab", 6)));
        assert_eq!(source.line(4), None);
    }

    #[test]
    fn places_in_long_lines_count_characters_too() {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", format!("x\n{}", "é".repeat(10_000)));
        for at in [0, 1, 2000, 5000, 10_000] {
            let byte = u32::try_from(2 + 2 * at).expect("a small number");
            assert_eq!(sources.get(id).place(byte), Place { line: 2, column: at + 1 });
        }
    }
}
