//! What wide and long rows have in common: whose they are, and whether they can be read.

use super::worker::{Graded, ROW_SHOWN, RejectedRecord};
use crate::sheets::header::text_of;
use crate::sheets::record::{Field, Quoting};
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
}

impl Row {
    /// Takes note of the next field.
    #[inline]
    pub(super) fn see(&mut self, field: Field) {
        self.fields += 1;
        self.next = field.next;
        self.ended = field.ends_record;
        if field.quoting == Quoting::Unclosed {
            self.fault = Some(Fault::Unclosed);
        }
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

const NUL: &str =
    "holds a NUL byte: the file is damaged, or UTF-16 without a mark (say `--encoding utf-16le`)";

/// Why a record cannot be graded, if so, and what to do.
pub(super) fn broken_row(row: &Row, columns: usize) -> Option<String> {
    Some(match row.fault? {
        Fault::Unclosed => {
            "a quote is opened and never closed: close it, or double it where it is part of the text"
                .to_owned()
        }
        Fault::Nul => NUL.to_owned(),
        Fault::ExtraText => format!(
            "{} fields where the header has {columns}: put quotes around cells that hold the delimiter",
            row.fields
        ),
    })
}

/// The candidate's id as text, trimmed, or why there is none.
pub(super) fn candidate_of<'a>(
    bytes: &'a [u8],
    field: Option<Field>,
    scratch: &'a mut Vec<u8>,
) -> Result<Cow<'a, str>, &'static str> {
    let text = field.map_or(&b""[..], |field| field.text(bytes, scratch));
    if memchr::memchr(0, text).is_some() {
        return Err(
            "holds a NUL byte: the file is damaged, or UTF-16 without a mark (say `--encoding utf-16le`)",
        );
    }
    let candidate = match std::str::from_utf8(text) {
        Ok(text) => Cow::Borrowed(text.trim()),
        Err(_) => Cow::Owned(text_of(text).trim().to_owned()),
    };
    if candidate.is_empty() {
        return Err("has no candidate: fill the candidate's column, or name another with `--id-column`");
    }
    Ok(candidate)
}

/// A record that goes on beyond any sheet.
pub(super) fn overlong(bytes: &[u8]) -> RejectedRecord {
    let start = &bytes[..bytes.len().min(ROW_SHOWN)];
    RejectedRecord {
        at: 0,
        reason: format!(
            "goes on for more than {} MiB: a quote opened here is never closed, or the line end is missing",
            crate::sheets::blocks::MAX_RECORD / (1024 * 1024)
        ),
        row: text_of(start).trim_end_matches(['\n', '\r']).to_owned(),
    }
}

/// Lists a record as rejected and says where to go on. After a quote that is never closed that is the next
/// line: what follows was swallowed by the quote only.
#[cold]
pub(super) fn reject<B>(bytes: &[u8], at: usize, row: &Row, reason: String, out: &mut Graded<B>) -> usize {
    let next = if row.fault == Some(Fault::Unclosed) {
        memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end + 1)
    } else {
        row.next
    };
    let shown = text_of(&bytes[at..next]);
    let shown = shown.trim_end_matches(['\n', '\r']).chars().take(ROW_SHOWN).collect();
    out.rejected.push(RejectedRecord { at, reason, row: shown });
    next
}
