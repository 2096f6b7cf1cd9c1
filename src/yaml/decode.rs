//! Bytes to text: UTF-8, with or without a byte-order mark.

use super::MAX_FILE_BYTES;
use crate::diagnostic::{Finding, Source, SourceId, Span, code};
use std::path::PathBuf;

/// How many lines with bytes that are not UTF-8 are told one by one; beyond, the file is another encoding.
const MAX_BAD_LINES: usize = 20;

/// A file as text.
#[derive(Debug)]
pub struct Decoded {
    /// Its text.
    pub source: Source,
    /// Whether a byte-order mark was removed.
    pub byte_order_mark: bool,
    /// Whether the text is worth parsing. If not, a finding says why.
    pub readable: bool,
}

/// Decodes a file, which has or will have the number `id` among the sources.
///
/// Bytes that are not UTF-8 are shown as `U+FFFD`, each line of them with a finding, and the rest of the
/// file can still be read.
pub fn decode(path: PathBuf, bytes: Vec<u8>, id: SourceId, findings: &mut Vec<Finding>) -> Decoded {
    let whole = Span { source: id, start: 0, end: 0 };
    let unread =
        |path| Decoded { source: Source::new(path, String::new()), byte_order_mark: false, readable: false };
    if bytes.len() > MAX_FILE_BYTES {
        let message = format!("the file is larger than the limit of {} MiB", MAX_FILE_BYTES >> 20);
        findings.push(Finding::error(code::LIMIT, whole, message).with_help("split it into several files"));
        return unread(path);
    }
    if let Some(encoding) = wide_encoding(&bytes) {
        let message = format!("the file is {encoding}, not UTF-8");
        findings.push(Finding::error(code::NOT_UTF8, whole, message).with_help("save it as UTF-8"));
        return unread(path);
    }
    let byte_order_mark = bytes.starts_with(b"\xEF\xBB\xBF");
    let (text, bad) = match String::from_utf8(bytes) {
        Ok(text) => (text, Vec::new()),
        Err(error) => replace_bad_bytes(error.as_bytes()),
    };
    let text = match text.strip_prefix('\u{FEFF}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    let shift = if byte_order_mark { '\u{FEFF}'.len_utf8() } else { 0 };
    // A NUL would end the parser's text without a word. U+0001 is as long and refused at its place.
    let text = if memchr::memchr(0, text.as_bytes()).is_some() { text.replace('\0', "\u{1}") } else { text };
    let source = Source::new(path, text);
    let readable = report_bad_bytes(id, &source, &bad, shift, findings);
    Decoded { source, byte_order_mark, readable }
}

/// The lossy text, and where in it each replacement stands.
fn replace_bad_bytes(bytes: &[u8]) -> (String, Vec<usize>) {
    let mut text = String::with_capacity(bytes.len());
    let mut bad = Vec::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            bad.push(text.len());
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    (text, bad)
}

/// Adds a finding for each line with bad bytes. Returns whether the file should be read all the same.
fn report_bad_bytes(
    id: SourceId,
    source: &Source,
    bad: &[usize],
    shift: usize,
    findings: &mut Vec<Finding>,
) -> bool {
    let mut lines: Vec<(usize, Span)> = Vec::new();
    for &at in bad {
        let start = u32::try_from(at - shift).unwrap_or(u32::MAX);
        let line = source.place(start).line;
        if lines.last().is_none_or(|(last, _)| *last != line) {
            lines.push((line, Span { source: id, start, end: start + 3 }));
        }
    }
    let readable = lines.len() <= MAX_BAD_LINES;
    let shown = if readable { lines.len() } else { 1 };
    for (_, span) in &lines[..shown] {
        let message = if readable {
            "bytes that are not UTF-8".to_owned()
        } else {
            format!("the file is not UTF-8: {} lines have other bytes", lines.len())
        };
        findings.push(Finding::error(code::NOT_UTF8, *span, message).with_help("save the file as UTF-8"));
    }
    readable
}

/// The name of a 16- or 32-bit encoding, by its byte-order mark or by zero bytes among the first characters.
fn wide_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Some("UTF-32"),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some("UTF-16"),
        [0, a, 0, b, ..] | [a, 0, b, 0, ..] if *a != 0 && *b != 0 => Some("UTF-16"),
        _ => None,
    }
}
