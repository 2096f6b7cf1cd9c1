//! A `review.csv` that came back with its `credit` column filled in: each row with a credit is a ruling.

use super::index::{Index, Known};
use crate::diagnostic::{Finding, Source, Span, code};
use crate::model::fraction::parse_decimal;
use crate::model::{Decision, Fraction, Item, Ruling};

/// What a spreadsheet may have put between cells when it saved the table.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// The columns that are needed; others may stand between them. `reason` is taken where it is there.
const COLUMNS: [&str; 3] = ["item", "response", "credit"];

/// Reads the rulings of a table. Rows without a credit decide nothing; rows with an error have a finding and
/// are left out. `name` is the file's, for the reason.
pub(super) fn read<'i>(
    source: &Source,
    name: &str,
    index: &Index,
    find: impl Fn(&str) -> Option<&'i Item>,
    whole: Span,
    findings: &mut Vec<Finding>,
) -> Vec<Ruling> {
    let Some(table) = Table::open(source.text(), whole, findings) else { return Vec::new() };
    let mut rulings = Vec::new();
    for row in table.rows() {
        let Some(credit) = table.cell(&row, 2).filter(|cell| !cell.text.trim().is_empty()) else { continue };
        let (Some(item), Some(response)) = (table.cell(&row, 0), table.cell(&row, 1)) else { continue };
        let before = findings.len();
        let id = unescaped(item.text.trim());
        if index.know(id, item.span, findings) == Known::Yes
            && find(id).is_some_and(|item| item.choice().is_some())
        {
            let message = format!("`{id}` is multiple choice; only short answers are reviewed");
            let help = "for a multiple-choice item write a rulings file in YAML";
            findings.push(Finding::error(code::WRONG_KIND, item.span, message).with_help(help));
        }
        if response.text.trim().is_empty() {
            findings.push(Finding::error(code::EMPTY_TEXT, response.span, "`response` is empty"));
        }
        let parsed = parse_credit(&credit.text);
        if parsed.is_none() {
            let message = format!("`{}` is no value for `credit`", credit.text.trim());
            let help = "write a decimal from 0 to 1, or leave the cell empty to decide later";
            findings.push(Finding::error(code::BAD_CREDIT, credit.span, message).with_help(help));
        }
        let Some(credit) = parsed.filter(|_| findings.len() == before) else { continue };
        let reason = table.cell(&row, 3).map(|cell| cell.text.trim().to_owned());
        rulings.push(Ruling {
            item: id.to_owned(),
            decision: Decision::Accept { text: unescaped(&response.text).to_owned(), credit },
            reason: reason
                .filter(|reason| !reason.is_empty())
                .unwrap_or_else(|| format!("reviewed in {name}")),
        });
    }
    rulings
}

/// A share from 0 to 1; the comma that spreadsheets of many countries write is a decimal point too.
fn parse_credit(text: &str) -> Option<Fraction> {
    let range = Fraction::from_integer(0)..=Fraction::from_integer(1);
    parse_decimal(&text.trim().replace(',', ".")).filter(|credit| range.contains(credit))
}

/// The text without the apostrophe that was put before what looks like a formula when the table was written.
fn unescaped(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        _ => text,
    }
}

/// A table with its header read.
struct Table<'a> {
    text: &'a str,
    whole: Span,
    delimiter: u8,
    /// Where [`COLUMNS`] and then `reason` stand.
    columns: [Option<usize>; 4],
    /// First byte after the header.
    start: usize,
}

/// One cell with its place in the file.
struct Cell {
    text: String,
    span: Span,
}

impl<'a> Table<'a> {
    fn open(text: &'a str, whole: Span, findings: &mut Vec<Finding>) -> Option<Self> {
        let place = |header: &[(String, usize, usize)], name: &str| {
            header.iter().position(|(text, ..)| text.trim().eq_ignore_ascii_case(name))
        };
        let found = DELIMITERS.map(|delimiter| {
            let (header, start) = record(text, 0, delimiter);
            let columns = ["item", "response", "credit", "reason"].map(|name| place(&header, name));
            Self { text, whole, delimiter, columns, start }
        });
        let needed = |table: &Self| table.columns[..3].iter().flatten().count();
        let best = found.into_iter().rev().max_by_key(needed)?;
        if needed(&best) == COLUMNS.len() {
            return Some(best);
        }
        let missing =
            COLUMNS.iter().zip(best.columns).find(|(_, at)| at.is_none()).map_or("", |(name, _)| name);
        let message = format!("the table lacks the column `{missing}`");
        let help = "it is the review.csv that `qbank grade -o` wrote, with its `credit` column filled in";
        findings.push(Finding::error(code::MISSING_KEY, whole.at_start(), message).with_help(help));
        None
    }

    fn rows(&self) -> impl Iterator<Item = Vec<(String, usize, usize)>> {
        let mut at = self.start;
        std::iter::from_fn(move || {
            (at < self.text.len()).then(|| {
                let (fields, next) = record(self.text, at, self.delimiter);
                at = next;
                fields
            })
        })
    }

    /// The cell of a row in one of the columns; `None` where the row ends before.
    fn cell(&self, row: &[(String, usize, usize)], column: usize) -> Option<Cell> {
        let (text, start, end) = row.get(self.columns[column]?)?;
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Some(Cell { text: text.clone(), span: Span { start: byte(*start), end: byte(*end), ..self.whole } })
    }
}

/// The fields of the record that starts at a byte, each with its stretch, and where the next record starts.
fn record(text: &str, start: usize, delimiter: u8) -> (Vec<(String, usize, usize)>, usize) {
    let bytes = text.as_bytes();
    let mut fields = Vec::new();
    let mut at = start;
    loop {
        let from = at;
        let mut content = String::new();
        if bytes.get(at) == Some(&b'"') {
            at += 1;
            while at < bytes.len() {
                let end = memchr::memchr(b'"', &bytes[at..]).map_or(bytes.len(), |found| at + found);
                content.push_str(&text[at..end]);
                at = (end + 1).min(bytes.len());
                if bytes.get(at) != Some(&b'"') {
                    break;
                }
                content.push('"');
                at += 1;
            }
        }
        let is_end = |&byte: &u8| byte == delimiter || matches!(byte, b'\n' | b'\r');
        let end = bytes[at..].iter().position(is_end).map_or(bytes.len(), |found| at + found);
        content.push_str(&text[at..end]);
        fields.push((content, from, end));
        at = (end + 1).min(bytes.len());
        if bytes.get(end) != Some(&delimiter) {
            let crlf = bytes.get(end) == Some(&b'\r') && bytes.get(at) == Some(&b'\n');
            return (fields, at + usize::from(crlf));
        }
    }
}
