//! `qbank list`.

use super::banks::Paths;
use super::{Outcome, terminal};
use crate::diagnostic::render::visible;
use crate::load::Loaded;
use crate::model::{Item, ItemKind, Key, Level, ancestors_and_self, topic};
use crate::report::write::text;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The narrowest column of titles.
const NARROWEST: usize = 12;

/// Arguments of `qbank list`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    paths: Paths,
    /// How the list is written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How the list is written.
#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
enum Format {
    /// Tables, for people
    #[default]
    Human,
    /// One document for programs
    Json,
}

/// Prints what is in the banks. Items with an error are not counted, which is said on stderr.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let loaded = args.paths.load()?;
    let listing = Listing::new(&loaded);
    match args.format {
        Format::Human => super::print(listing.to_text(terminal::width()).as_bytes())?,
        Format::Json => super::print(format!("{}\n", serde_json::to_string_pretty(&listing)?).as_bytes())?,
    }
    let errors = loaded.summary().errors;
    super::leave(loaded);
    if errors == 0 {
        return Ok(Outcome::Clean);
    }
    tell!("{errors} errors; items with an error are left out: see `qbank check`");
    Ok(Outcome::Findings)
}

/// What is in the banks.
#[derive(Serialize)]
struct Listing<'a> {
    banks: Vec<BankRow<'a>>,
    exams: Vec<ExamRow<'a>>,
    topics: Vec<TopicRow>,
}

#[derive(Serialize)]
struct BankRow<'a> {
    bank: &'a str,
    title: Option<&'a str>,
    path: String,
    #[serde(flatten)]
    counts: Counts,
}

#[derive(Serialize)]
struct ExamRow<'a> {
    exam: &'a str,
    title: Option<&'a str>,
    items: usize,
}

#[derive(Serialize)]
struct TopicRow {
    topic: String,
    title: String,
    depth: usize,
    #[serde(flatten)]
    counts: Counts,
}

/// How many items of each kind and level; of a topic, everything below it included.
#[derive(Serialize, Default, Clone, Copy)]
struct Counts {
    items: usize,
    single_response: usize,
    multiple_response: usize,
    short_answer: usize,
    recall: usize,
    application: usize,
    analysis: usize,
}

impl Counts {
    fn add(&mut self, item: &Item) {
        self.items += 1;
        match &item.kind {
            ItemKind::Choice(choice) if matches!(choice.key, Key::Single(_)) => self.single_response += 1,
            ItemKind::Choice(_) => self.multiple_response += 1,
            ItemKind::Short(_) => self.short_answer += 1,
        }
        match item.level {
            Some(Level::Recall) => self.recall += 1,
            Some(Level::Application) => self.application += 1,
            Some(Level::Analysis) => self.analysis += 1,
            None => {}
        }
    }

    fn cells(&self) -> [usize; 7] {
        [
            self.items,
            self.single_response,
            self.multiple_response,
            self.short_answer,
            self.recall,
            self.application,
            self.analysis,
        ]
    }
}

impl<'a> Listing<'a> {
    fn new(loaded: &'a Loaded) -> Self {
        let banks = loaded.banks.iter().map(|bank| {
            let mut counts = Counts::default();
            bank.bank.items.iter().for_each(|item| counts.add(item));
            let path = loaded.sources.get(bank.source).path().to_string_lossy().into_owned();
            BankRow { bank: &bank.bank.id, title: bank.bank.title.as_deref(), path, counts }
        });
        let exams = loaded.exams.iter().map(|exam| ExamRow {
            exam: &exam.value.id,
            title: exam.value.title.as_deref(),
            items: exam.value.items(),
        });
        let mut topics: BTreeMap<Vec<&str>, Counts> = BTreeMap::new();
        for id in loaded.topics.keys().flat_map(|id| ancestors_and_self(id)) {
            topics.entry(id.split('/').collect()).or_default();
        }
        for found in loaded.items() {
            for path in ancestors_and_self(&found.item.topic) {
                topics.entry(path.split('/').collect()).or_default().add(found.item);
            }
        }
        let topics = topics.into_iter().map(|(path, counts)| {
            let id = path.join("/");
            TopicRow { title: topic::title_of(&id, &loaded.topics), topic: id, depth: path.len() - 1, counts }
        });
        Self { banks: banks.collect(), exams: exams.collect(), topics: topics.collect() }
    }

    /// Tables of at most `columns` columns, as far as titles can be cut.
    fn to_text(&self, columns: usize) -> String {
        let header = ["items", "single", "multi", "short", "recall", "apply", "analyze"];
        let mut out = String::new();
        let banks: Vec<_> =
            self.banks.iter().map(|row| (title_and_id(row.title, row.bank), row.counts.cells())).collect();
        write_table(&mut out, columns, "Bank", &header, &banks);
        let topics: Vec<_> = self
            .topics
            .iter()
            .map(|row| (format!("{}{}", "  ".repeat(row.depth), row.title), row.counts.cells()))
            .collect();
        write_table(&mut out, columns, "Topic", &header, &topics);
        let exams: Vec<_> =
            self.exams.iter().map(|row| (title_and_id(row.title, row.exam), [row.items])).collect();
        write_table(&mut out, columns, "Exam", &["items"], &exams);
        out
    }
}

fn title_and_id(title: Option<&str>, id: &str) -> String {
    title.map_or_else(|| id.to_owned(), |title| format!("{title} ({id})"))
}

/// Writes a table with its first column to the left, cut where it would not fit, and numbers to the right;
/// nothing without rows.
fn write_table<const N: usize>(
    out: &mut String,
    columns: usize,
    name: &str,
    header: &[&str; N],
    rows: &[(String, [usize; N])],
) {
    if rows.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push('\n');
    }
    let numbers: usize = header.iter().map(|title| title.len() + 2).sum();
    let rows: Vec<_> = rows.iter().map(|(first, cells)| (visible(first), cells)).collect();
    let widest = rows.iter().map(|(first, _)| text::width(first)).chain([text::width(name)]).max();
    let room = columns.saturating_sub(numbers).max(NARROWEST);
    let width = widest.unwrap_or(0).min(room);
    // Writing to a text does not fail.
    let _ = write!(out, "{}", text::pad(name, width));
    for title in header {
        let _ = write!(out, "  {title}");
    }
    out.push('\n');
    for (first, cells) in rows {
        out.push_str(&text::pad(&text::truncate(&first, width), width));
        for (cell, title) in cells.iter().zip(header) {
            let _ = write!(out, "  {cell:>width$}", width = title.len());
        }
        out.push('\n');
    }
}
