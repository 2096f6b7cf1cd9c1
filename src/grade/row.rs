//! What wide and long rows have in common: whose they are, and whether they can be read.

use super::worker::{Graded, ROW_SHOWN, RejectedRecord};
use crate::sheets::blocks::MAX_RECORD;
use crate::sheets::dialect::Dialect;
use crate::sheets::header::{text_of, trimmed_text};
use crate::sheets::record::{Field, Quoting, end_of_line, line_ends};
use std::borrow::Cow;

/// What was seen of one record.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Row {
    /// The candidate's field.
    pub(super) candidate: Option<Field>,
    /// How many fields there are.
    pub(super) fields: usize,
    /// Where the next record starts.
    pub(super) next: usize,
    /// Whether its end was reached.
    pub(super) ended: bool,
    /// Why it cannot be graded, if so.
    pub(super) fault: Option<Fault>,
    /// Whether any of its fields is in quotes, so that it may go over several lines.
    pub(super) is_quoted: bool,
}

impl Row {
    /// Takes note of the next field.
    #[inline]
    pub(super) fn see(&mut self, field: Field) {
        self.fields += 1;
        self.next = field.next;
        self.ended = field.ends_record;
        self.is_quoted |= field.quoting != Quoting::None;
        if field.quoting == Quoting::Unclosed {
            self.fault = Some(Fault::Unclosed);
        }
    }

    /// The line ends from its start at `at` to where the next record starts, at `next`.
    #[inline]
    pub(super) fn line_ends(&self, bytes: &[u8], at: usize, next: usize) -> u64 {
        if self.is_quoted || next != self.next {
            return line_ends(&bytes[at..next]);
        }
        // All but the last of a file end in one.
        u64::from(matches!(bytes[..next].last(), Some(b'\n' | b'\r')))
    }
}

/// What is wrong with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// A quote is never closed.
    Unclosed,
    /// There is text beyond the last column.
    ExtraText,
    /// A cell holds a NUL byte.
    Nul,
}

/// What is to be done with a record.
pub(super) enum Verdict {
    /// It is a sheet, or a row of one.
    Sound,
    /// It has no text at all.
    Empty,
    /// It cannot be graded, for this reason.
    Broken(String),
}

/// Judges a record of `candidate` under a header of so many columns.
#[inline]
pub(super) fn judge(record: &[u8], row: &Row, candidate: &str, columns: usize, dialect: Dialect) -> Verdict {
    let is_short = record.len() <= MAX_RECORD;
    if is_short && row.fault.is_none() && !candidate.is_empty() && candidate.bytes().all(|byte| byte != 0) {
        return Verdict::Sound;
    }
    // Blocks end where they happen to: what is too long must be so wherever they do.
    if !is_short {
        return Verdict::Broken(too_long());
    }
    let is_void = |byte: &u8| *byte == dialect.delimiter || *byte == b'"' || byte.is_ascii_whitespace();
    if row.fault.is_none() && record.iter().all(is_void) {
        return Verdict::Empty;
    }
    Verdict::Broken(match row.fault {
        Some(Fault::Unclosed) => {
            "a quote is opened and never closed: close it, or double it where it is part of the text"
                .to_owned()
        }
        Some(Fault::ExtraText) => format!(
            "{} fields where the header has {columns}: put quotes around cells that hold the delimiter",
            row.fields
        ),
        None if candidate.is_empty() => {
            "has no candidate: fill the candidate's column, or name another with `--id-column`".to_owned()
        }
        Some(Fault::Nul) | None => {
            "holds a NUL byte: the file is damaged, or UTF-16 without a mark (say `--encoding utf-16le`)"
                .to_owned()
        }
    })
}

/// The candidate's id as text, trimmed; empty where there is none.
#[inline]
pub(super) fn candidate_of<'a>(
    bytes: &'a [u8],
    field: Option<Field>,
    scratch: &'a mut Vec<u8>,
) -> Cow<'a, str> {
    field.map_or(Cow::Borrowed(""), |field| trimmed_text(field.text(bytes, scratch)))
}

fn too_long() -> String {
    format!(
        "goes on for more than {} MiB: a quote opened here is never closed, or the line end is missing",
        MAX_RECORD / (1024 * 1024)
    )
}

/// A record that goes on beyond any sheet.
pub(super) fn overlong(bytes: &[u8]) -> RejectedRecord {
    let start = &bytes[..bytes.len().min(ROW_SHOWN)];
    RejectedRecord {
        at: 0,
        reason: too_long(),
        row: text_of(start).trim_end_matches(['\n', '\r']).to_owned(),
    }
}

/// Lists a record as rejected and says where to go on. After a quote that is never closed, or not within the longest
/// record, that is the next line: what follows was swallowed by the quote only.
#[cold]
pub(super) fn reject<B>(bytes: &[u8], at: usize, row: &Row, reason: String, out: &mut Graded<B>) -> usize {
    let is_swallowed = row.fault == Some(Fault::Unclosed) || row.next - at > MAX_RECORD;
    let next = if is_swallowed { end_of_line(bytes, at) } else { row.next };
    let shown = text_of(&bytes[at..next]);
    let shown = shown.trim_end_matches(['\n', '\r']).chars().take(ROW_SHOWN).collect();
    out.rejected.push(RejectedRecord { at, reason, row: shown });
    next
}
