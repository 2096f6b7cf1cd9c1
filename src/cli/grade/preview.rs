//! `--dry-run`: which column holds what, and the first rows as they are understood.

use super::notes;
use super::sheets::Opened;
use crate::diagnostic::render::visible;
use crate::grade::recorder::{GradedSheet, Recorder, Rejected};
use crate::grade::scheme::Scheme;
use crate::grade::{self, Compiled, PrintedLabels, Sharing, SheetSource};
use crate::model::{Item, Status};
use crate::sheets::cell::{CellForm, ChoiceReader, Chosen};
use crate::sheets::encoding::{Encoding, to_utf8};
use crate::sheets::input::Input;
use crate::sheets::layout::{Layout, SheetFile, Wide};
use crate::sheets::record;
use anyhow::Context;
use std::io;
use std::sync::{Mutex, PoisonError};
use unicode_width::UnicodeWidthStr;

/// How many rows are shown of a file with a row a candidate, and of one with a row a response.
const ROWS: (usize, usize) = (3, 12);

/// The most characters of a header or a response that are shown.
const SHOWN: usize = 36;

/// Prints to stdout what was recognised of every file.
pub(super) fn print(opened: &Opened<'_>, compiled: &Compiled) -> anyhow::Result<()> {
    let mut lines = Vec::new();
    for source in &opened.sources {
        lines.push(notes::of_file(source));
        lines.extend(source.input.remark().map(|remark| format!("  note: {remark}")));
        if let Layout::Wide(wide) = &source.file.layout {
            lines.extend(wide.remarks.iter().map(|remark| format!("  note: {remark}")));
            lines.extend(columns(source, wide, &opened.items));
        }
        lines.push("  The first rows as understood:".to_owned());
        let rows =
            first_rows(source, compiled).with_context(|| format!("cannot read {}", source.input.name))?;
        lines.extend(rows);
    }
    if !opened.unmatched.is_empty() {
        let ids: Vec<&str> = opened.unmatched.iter().map(|item| item.id.as_str()).collect();
        lines.extend(notes::unmatched_items(&ids).map(|note| note.text));
    }
    lines.push("Nothing was graded and nothing was written.".to_owned());
    let text = lines.iter().fold(String::new(), |text, line| text + &visible(line) + "\n");
    crate::cli::print(text.as_bytes())
}

/// A line for each column: its number, its header, what it holds.
fn columns(source: &SheetSource, wide: &Wide, items: &[&Item]) -> Vec<String> {
    let rows = source.file.header.columns.iter().enumerate().map(|(place, header)| {
        let holds = match (wide.items[place], wide.matched[place]) {
            (Some(item), Some(by)) => format!("{}, by {}", items[item].id, by.name()),
            _ if place == wide.candidate => "the candidate".to_owned(),
            _ if wide.filter.is_some_and(|filter| filter.column == place) => {
                "whether the sheet counts".to_owned()
            }
            _ if wide.repeated.iter().any(|(repeated, _)| *repeated == place) => {
                "not read: its item has a column already".to_owned()
            }
            _ if wide.unmatched.contains(header) => "not read: no item of the bank".to_owned(),
            _ => "not read".to_owned(),
        };
        [(place + 1).to_string(), shortened(header), holds]
    });
    let head = ["column", "header", "holds"].map(str::to_owned);
    table(&std::iter::once(head).chain(rows).collect::<Vec<_>>())
}

/// The first rows, graded but not counted anywhere.
fn first_rows(source: &SheetSource, compiled: &Compiled) -> anyhow::Result<Vec<String>> {
    let (start, cells) = (start_of(source)?, cells_of(&source.file.layout));
    let printed = source.printed.as_deref();
    let recorder = || Ok(Preview { scheme: &compiled.scheme, printed, cells, lines: Mutex::default() });
    let sharing = Sharing::of_threads(1);
    let graded = grade::grade(compiled, &[start], recorder, sharing, &|_| {})?;
    let mut lines = graded.recorder.lines.into_inner().unwrap_or_else(PoisonError::into_inner);
    let unfinished: u64 = graded.counts.iter().map(|counts| counts.unfinished).sum();
    if unfinished > 0 {
        lines.push(format!("  {unfinished} of them not finished, so not graded"));
    }
    for again in graded.repeated.iter().filter(|again| !again.scattered) {
        lines.push(format!("  {} comes {} times; the last sheet counts", again.candidate, again.sheets));
    }
    if lines.is_empty() {
        lines.push("  none".to_owned());
    }
    Ok(lines)
}

fn cells_of(layout: &Layout) -> CellForm {
    match layout {
        Layout::Wide(wide) => wide.cells,
        Layout::Long(_) => CellForm::Plain,
    }
}

/// The header and the first records of a file, as a file of their own.
fn start_of(source: &SheetSource) -> io::Result<SheetSource> {
    let file = &source.file;
    let (raw, _) = source.input.sample()?;
    let bytes = to_utf8(&raw, file.encoding)?;
    let rows = if matches!(file.layout, Layout::Wide(_)) { ROWS.0 } else { ROWS.1 };
    let mut end = file.header.length;
    for _ in 0..rows {
        let Some((_, next)) = record::read_texts(&bytes, end, file.dialect) else { break };
        end = next;
    }
    let input = Input::from_bytes(source.input.name.clone(), &bytes[..end]);
    let file = SheetFile { encoding: Encoding::Utf8, ..file.clone() };
    Ok(SheetSource { input, file, printed: source.printed.clone() })
}

/// Says of every sheet how it was understood.
struct Preview<'a> {
    scheme: &'a Scheme,
    /// The labels of the form that was printed, if one was.
    printed: Option<&'a PrintedLabels>,
    cells: CellForm,
    lines: Mutex<Vec<String>>,
}

impl Recorder for Preview<'_> {
    type Block = Vec<String>;

    fn wants_responses(&self) -> bool {
        true
    }

    fn record(&self, block: &mut Self::Block, sheet: &GradedSheet<'_>) {
        block.push(format!("  {}", sheet.candidate));
        let rows = self.scheme.items.iter().zip(sheet.slots).zip(sheet.responses).enumerate();
        let rows = rows.filter_map(|(place, ((item, &slot), response))| {
            let printed = self.printed.and_then(|printed| printed.0.get(place)?.as_deref());
            let status = self.scheme.slots[slot as usize].status;
            let understood = match status {
                Status::NotPresented => return None,
                Status::Blank => String::new(),
                _ => understood(&item.item, printed, response.text, self.cells),
            };
            Some([item.item.id.clone(), status.name().to_owned(), understood])
        });
        block.extend(table(&rows.collect::<Vec<_>>()).into_iter().map(|line| format!("  {line}")));
    }

    fn reject(&self, rejected: &Rejected<'_>) -> io::Result<()> {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        lines.push(format!("  line {}: {}", rejected.line, rejected.reason));
        Ok(())
    }

    fn write(&self, block: Self::Block) -> io::Result<()> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner).extend(block);
        Ok(())
    }
}

/// The bank's labels of the options that a cell names, with the cell's text behind them unless it is just those.
fn understood(item: &Item, printed: Option<&[String]>, text: &str, cells: CellForm) -> String {
    let quoted = format!("“{}”", shortened(text.trim()));
    let Some(choice) = item.choice() else { return quoted };
    let reader =
        printed.map_or_else(|| ChoiceReader::new(choice), |labels| ChoiceReader::of_printed(choice, labels));
    match reader.read_as(text.as_bytes(), cells) {
        Chosen::Options(chosen) => {
            let labels: Vec<&str> = chosen.iter().map(|index| choice.options[index].label.as_str()).collect();
            let labels = labels.join(";");
            if labels.eq_ignore_ascii_case(text.trim()) { labels } else { format!("{labels} {quoted}") }
        }
        Chosen::Blank | Chosen::Unreadable => quoted,
    }
}

fn shortened(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let mut start: String = text.chars().take(SHOWN).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}

/// Rows with their cells one below the other.
fn table(rows: &[[String; 3]]) -> Vec<String> {
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or_default();
    let widths = [width(0), width(1)];
    let pad = |text: &str, width: usize| format!("{text}{}", " ".repeat(width - text.width()));
    let line = |row: &[String; 3]| {
        let line = format!("  {}  {}  {}", pad(&row[0], widths[0]), pad(&row[1], widths[1]), row[2]);
        line.trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}
