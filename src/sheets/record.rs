//! Records and fields of CSV, looked at where they lie.
//!
//! A quote opens a field only as the field's first byte; within, `""` is a quote; behind the closing
//! quote anything up to the delimiter belongs to the field as it stands. A record ends at `\n`, `\r\n` or a lone
//! `\r`; lines with nothing at all are no records. This is what the `csv` crate reads by default.

use super::dialect::Dialect;
use super::scan::end_of_bare;
use memchr::memchr;
use std::ops::Range;

/// One field: where it lies, and what comes behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// First byte, the opening quote included.
    pub start: usize,
    /// One past the last byte, the closing quote included.
    pub end: usize,
    /// How its text is had from these bytes.
    pub quoting: Quoting,
    /// Where the next field, or the next record, begins.
    pub next: usize,
    /// Whether it is the last of its record.
    pub ends_record: bool,
}

/// How a field is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quoting {
    /// Not at all: the bytes are the text.
    None,
    /// In quotes, with nothing to undo within.
    Plain,
    /// In quotes, with doubled quotes within or text behind the closing quote.
    Escaped,
    /// The closing quote is missing.
    Unclosed,
}

impl Field {
    /// Reads the field that starts at `at`.
    #[inline]
    pub fn read(bytes: &[u8], at: usize, dialect: Dialect) -> Self {
        if dialect.quoting && bytes.get(at) == Some(&b'"') {
            Self::read_quoted(bytes, at, dialect)
        } else {
            Self::read_bare(bytes, at, at, Quoting::None, dialect)
        }
    }

    /// Reads on from `from` to the end of a field that began at `start`.
    #[inline]
    fn read_bare(bytes: &[u8], start: usize, from: usize, quoting: Quoting, dialect: Dialect) -> Self {
        let end = end_of_bare(bytes, from, dialect.delimiter);
        Self { quoting, ..Self::bare(bytes, start, end, dialect) }
    }

    /// The field without quotes from `start` to `end`, where [`end_of_bare`] found its end.
    #[inline]
    pub fn bare(bytes: &[u8], start: usize, end: usize, dialect: Dialect) -> Self {
        let (next, ends_record) = match bytes.get(end) {
            Some(&byte) if byte == dialect.delimiter => (end + 1, false),
            Some(b'\r') if bytes.get(end + 1) == Some(&b'\n') => (end + 2, true),
            Some(_) => (end + 1, true),
            None => (end, true),
        };
        Self { start, end, quoting: Quoting::None, next, ends_record }
    }

    fn read_quoted(bytes: &[u8], start: usize, dialect: Dialect) -> Self {
        let mut quoting = Quoting::Plain;
        let mut at = start + 1;
        loop {
            let Some(quote) = memchr(b'"', &bytes[at..]).map(|found| at + found) else {
                let end = bytes.len();
                return Self { start, end, quoting: Quoting::Unclosed, next: end, ends_record: true };
            };
            if bytes.get(quote + 1) == Some(&b'"') {
                quoting = Quoting::Escaped;
                at = quote + 2;
                continue;
            }
            let field = Self::read_bare(bytes, start, quote + 1, quoting, dialect);
            return if field.end == quote + 1 { field } else { Self { quoting: Quoting::Escaped, ..field } };
        }
    }

    /// The text of the field; `scratch` holds it where quotes had to be undone.
    #[inline]
    pub fn text<'a>(&self, bytes: &'a [u8], scratch: &'a mut Vec<u8>) -> &'a [u8] {
        let raw = &bytes[self.start..self.end];
        match self.quoting {
            Quoting::None => raw,
            Quoting::Plain => &raw[1..raw.len() - 1],
            Quoting::Escaped | Quoting::Unclosed => {
                unquote(raw, scratch);
                scratch
            }
        }
    }
}

/// Undoes the quotes of a field that begins with one.
fn unquote(raw: &[u8], out: &mut Vec<u8>) {
    out.clear();
    let mut rest = &raw[1..];
    while let Some(quote) = memchr(b'"', rest) {
        out.extend_from_slice(&rest[..quote]);
        rest = &rest[quote + 1..];
        if rest.first() == Some(&b'"') {
            out.push(b'"');
            rest = &rest[1..];
        } else {
            break;
        }
    }
    out.extend_from_slice(rest);
}

/// Skips line ends that stand where a record could begin.
#[inline]
pub fn skip_empty_lines(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() && matches!(bytes[at], b'\n' | b'\r') {
        at += 1;
    }
    at
}

/// The texts of all fields of the record at `at`, and where the next record begins. `None` behind the last.
pub fn read_texts(bytes: &[u8], at: usize, dialect: Dialect) -> Option<(Vec<Vec<u8>>, usize)> {
    let mut at = skip_empty_lines(bytes, at);
    if at >= bytes.len() {
        return None;
    }
    let mut scratch = Vec::new();
    let mut texts = Vec::new();
    loop {
        let field = Field::read(bytes, at, dialect);
        texts.push(field.text(bytes, &mut scratch).to_vec());
        at = field.next;
        if field.ends_record {
            return Some((texts, at));
        }
    }
}

/// The field at `place`, counted from 0, of the record that starts at `at`, if it has one.
pub fn nth_field(bytes: &[u8], at: usize, place: usize, dialect: Dialect) -> Option<Field> {
    let mut field = Field::read(bytes, at, dialect);
    for _ in 0..place {
        if field.ends_record {
            return None;
        }
        field = Field::read(bytes, field.next, dialect);
    }
    Some(field)
}

/// A record as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// How many fields it has.
    pub fields: usize,
    /// Whether any field is in quotes from its first byte to its last.
    pub has_quoted: bool,
    /// Whether the last field lacks its closing quote.
    pub is_unclosed: bool,
    /// Where what comes behind the record begins.
    pub next: usize,
}

impl Extent {
    /// Looks over the record that starts at `at`. Only quoted fields are read; what lies between them is counted.
    pub fn read(bytes: &[u8], at: usize, dialect: Dialect) -> Self {
        let delimiters = |stretch| memchr::memchr_iter(dialect.delimiter, stretch).count();
        let mut extent = Self { fields: 1, has_quoted: false, is_unclosed: false, next: at };
        let mut from = at;
        loop {
            let line = &bytes[from..end_of_line(bytes, from)];
            let Some(open) = next_opening_quote(line, 0, dialect) else {
                extent.fields += delimiters(line);
                extent.next = from + line.len();
                return extent;
            };
            let field = Field::read(bytes, from + open, dialect);
            extent.fields += delimiters(&line[..open]) + usize::from(!field.ends_record);
            extent.has_quoted |= field.quoting == Quoting::Plain;
            extent.is_unclosed |= field.quoting == Quoting::Unclosed;
            extent.next = field.next;
            if field.ends_record {
                return extent;
            }
            from = field.next;
        }
    }
}

/// One past the end of the line that `at` stands in.
pub fn end_of_line(bytes: &[u8], at: usize) -> usize {
    match memchr::memchr2(b'\n', b'\r', &bytes[at..]).map(|found| at + found) {
        Some(end) if bytes[end..].starts_with(b"\r\n") => end + 2,
        Some(end) => end + 1,
        None => bytes.len(),
    }
}

/// How many lines end in `bytes`: at `\n`, `\r\n` or `\r`. Stretches that are cut at line ends add up.
pub fn line_ends(bytes: &[u8]) -> u64 {
    let line_feeds = memchr::memchr_iter(b'\n', bytes).count() as u64;
    let alone =
        memchr::memchr_iter(b'\r', bytes).filter(|&at| bytes.get(at + 1) != Some(&b'\n')).count() as u64;
    line_feeds + alone
}

/// One past the end of the last whole record in `bytes`, which begin at the start of a record; `None`
/// where no record ends in them. What follows belongs to a record that goes on. `quoted` is told of every
/// stretch that stands in quotes, the quotes included, also of those that follow.
///
/// The parity of quotes would be wrong as soon as one cell holds a bare quote, so this hops from quoted
/// field to quoted field.
pub fn last_record_end(
    bytes: &[u8],
    dialect: Dialect,
    mut quoted: impl FnMut(Range<usize>),
) -> Option<usize> {
    let mut bare = Vec::new();
    let mut from = 0;
    while let Some(open) = next_opening_quote(bytes, from, dialect) {
        bare.push(from..open);
        // What is not closed goes on to the end.
        from = closing_quote(bytes, open).map_or(bytes.len(), |close| close + 1);
        quoted(open..from);
    }
    bare.push(from..bytes.len());
    // Mostly it is in the last stretch.
    bare.into_iter().rev().find_map(|stretch| last_line_end(bytes, stretch.start, stretch.end))
}

/// The next quote at or behind `from` that opens a field.
fn next_opening_quote(bytes: &[u8], from: usize, dialect: Dialect) -> Option<usize> {
    if !dialect.quoting {
        return None;
    }
    let mut at = from;
    loop {
        let quote = at + memchr(b'"', &bytes[at..])?;
        let opens = quote == 0 || {
            let before = bytes[quote - 1];
            before == dialect.delimiter || before == b'\n' || before == b'\r'
        };
        if opens {
            return Some(quote);
        }
        at = quote + 1;
    }
}

/// The quote that closes the field opened at `open`; `None` also where the bytes end right behind a quote,
/// which may be the first half of a doubled one.
fn closing_quote(bytes: &[u8], open: usize) -> Option<usize> {
    let mut at = open + 1;
    loop {
        let quote = at + memchr(b'"', bytes.get(at..)?)?;
        match bytes.get(quote + 1) {
            Some(b'"') => at = quote + 2,
            Some(_) => return Some(quote),
            None => return None,
        }
    }
}

/// One past the last line end in `from..to`. A `\r` that ends the bytes is left: its `\n` may follow.
fn last_line_end(bytes: &[u8], from: usize, to: usize) -> Option<usize> {
    let stretch = &bytes[from..to];
    let line_feed = memchr::memrchr(b'\n', stretch);
    let found = line_feed.or_else(|| {
        let without_last = stretch.strip_suffix(b"\r").filter(|_| to == bytes.len()).unwrap_or(stretch);
        memchr::memrchr(b'\r', without_last)
    })?;
    Some(from + found + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ours(bytes: &[u8], dialect: Dialect) -> Vec<Vec<Vec<u8>>> {
        let mut records = Vec::new();
        let mut at = 0;
        while let Some((texts, next)) = read_texts(bytes, at, dialect) {
            records.push(texts);
            at = next;
        }
        records
    }

    fn csv_crate(bytes: &[u8], dialect: Dialect) -> Vec<Vec<Vec<u8>>> {
        csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(dialect.delimiter)
            .quoting(dialect.quoting)
            .from_reader(bytes)
            .into_byte_records()
            .map(|record| record.expect("reads").iter().map(<[u8]>::to_vec).collect())
            .collect()
    }

    const COMMA: Dialect = Dialect { delimiter: b',', quoting: true };

    /// Where fields in quotes stand in whole records, from the first quote to the one that closes it.
    fn quoted_fields(bytes: &[u8]) -> Vec<Range<usize>> {
        let mut stretches = Vec::new();
        let mut at = skip_empty_lines(bytes, 0);
        while at < bytes.len() {
            let field = Field::read(bytes, at, COMMA);
            if field.quoting != Quoting::None {
                let inner = &bytes[field.start + 1..];
                let mut close = 0;
                while inner[close] != b'"' || inner.get(close + 1) == Some(&b'"') {
                    close += if inner[close] == b'"' { 2 } else { 1 };
                }
                stretches.push(field.start..field.start + close + 2);
            }
            at = if field.ends_record { skip_empty_lines(bytes, field.next) } else { field.next };
        }
        stretches
    }

    #[test]
    fn records_are_read_as_the_csv_crate_reads_them() {
        #[track_caller]
        fn check(text: &str) {
            assert_eq!(ours(text.as_bytes(), COMMA), csv_crate(text.as_bytes(), COMMA), "{text:?}");
        }
        check("");
        check("a");
        check("a,b\nc,d\n");
        check("a,b\r\nc,d");
        check("a\rb");
        check("\n\n\na,\n\n");
        check("\"a,b\",c");
        check("\"a\"\"b\",c");
        check("\"a\nb\",c\n");
        check("5\" x,\"y\"");
        check("\"a\"b,c");
        check("\"a\"b\"c\",d");
        check("\"open,b\nc");
        check("\"\",\"\"\n");
        check("\"a\"\r\n\"b\"");
    }

    proptest! {
        #[test]
        fn any_bytes_give_the_records_of_the_csv_crate(
            bytes in proptest::collection::vec(prop_oneof![
                4 => proptest::sample::select(b"\",;\n\rab ".to_vec()), 1 => any::<u8>()], 0..80),
            quoting: bool, semicolon: bool,
        ) {
            let dialect = Dialect { delimiter: if semicolon { b';' } else { b',' }, quoting };
            prop_assert_eq!(ours(&bytes, dialect), csv_crate(&bytes, dialect));
        }

        #[test]
        fn the_extent_of_a_record_is_that_of_its_fields(
            bytes in proptest::collection::vec(proptest::sample::select(b"\"\",,\n\rab".to_vec()), 0..60),
            start in 0_usize..60, quoting: bool,
        ) {
            let dialect = Dialect { delimiter: b',', quoting };
            let start = start.min(bytes.len());
            let mut field = Field::read(&bytes, start, dialect);
            let mut fields = vec![field];
            while !field.ends_record {
                field = Field::read(&bytes, field.next, dialect);
                fields.push(field);
            }
            let has = |quoting| fields.iter().any(|field| field.quoting == quoting);
            let (has_quoted, is_unclosed) = (has(Quoting::Plain), has(Quoting::Unclosed));
            let expected = Extent { fields: fields.len(), has_quoted, is_unclosed, next: field.next };
            prop_assert_eq!(Extent::read(&bytes, start, dialect), expected);
        }

        #[test]
        fn cutting_at_the_last_record_end_changes_no_record(
            bytes in proptest::collection::vec(proptest::sample::select(b"\"\",,\n\rab".to_vec()), 0..60),
            cut in 0_usize..60,
        ) {
            let head = &bytes[..cut.min(bytes.len())];
            let mut quoted = Vec::new();
            if let Some(end) = last_record_end(head, COMMA, |stretch| quoted.push(stretch)) {
                quoted.retain(|stretch| stretch.end <= end);
                prop_assert_eq!(quoted, quoted_fields(&bytes[..end]));
                let mut parts = ours(&bytes[..end], COMMA);
                parts.extend(ours(&bytes[end..], COMMA));
                prop_assert_eq!(parts, ours(&bytes, COMMA));
            }
        }
    }
}
