//! `qbank grade`.
//!
//! Above 400 lines because its options, each with its help, take up half of it.

mod compare;
pub(super) mod notes;
pub(super) mod outputs;
mod papers;
mod presented;
mod preview;
mod rejections;
mod sheets;

use super::tally::{Run, TallyFile};
use super::{Outcome, banks, named, output, progress, terminal};
use crate::grade::scheme::{GroupBy, Scheme};
use crate::grade::tally::parts::Sums;
use crate::grade::{self, Policy};
use crate::load::{self, Loaded, LoadedBank};
use crate::model::{Form, Fraction, Item, Ruling, Scoring, fraction};
use crate::report::write::{json, terminal as summary};
use crate::report::{BankSource, Context as ReportContext, Provenance, Report, RulingSource, SheetSource};
use crate::scoring::Lexicon;
use crate::sheets::encoding::Encoding;
use crate::sheets::layout::LayoutName;
use anyhow::{Context, bail};
use clap::ValueEnum;
use papers::Papers;
use std::collections::HashSet;
use std::fs::File;
use std::io::IsTerminal;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// Arguments of `qbank grade`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    papers: Papers,

    /// Bank files, or folders of them; without it `question-banks`, else the shipped banks
    #[arg(short, long, value_name = "PATH", num_args = 1)]
    bank: Vec<PathBuf>,

    /// Write the report and its tables into this folder
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,

    /// What to print: a summary for people, or the whole report as JSON, candidates included
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// Decisions taken after the exam: a rulings file, or a review.csv with its `credit` column filled in; may be
    /// given several times, and what comes later wins
    #[arg(long, value_name = "FILE")]
    rulings: Vec<PathBuf>,

    /// Tell who moved since this earlier report, by how much, and because of which ruling
    #[arg(long, value_name = "OLD/report.json")]
    compare: Option<PathBuf>,

    /// Score every multiple response by this rule instead of the item's own
    #[arg(long, value_name = "NAME", value_parser = scoring)]
    policy: Option<Scoring>,

    /// Take this off for a wrong single response, as a share of the item's points
    #[arg(long, value_name = "P", value_parser = penalty)]
    penalty: Option<Fraction>,

    /// Let a candidate's total fall below 0
    #[arg(long)]
    allow_negative: bool,

    /// Draw a target line at this percentage, instead of the exam's practice target
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    target: Option<Fraction>,

    /// What subscores are made for: topic, competency, level or tag
    #[arg(long, value_name = "WHAT", default_value = "topic", value_parser = group_by)]
    by: GroupBy,

    /// Also write candidate-topics.csv (`topics`) or responses.csv (`responses`); needs -o
    #[arg(long, value_enum, value_delimiter = ',', requires = "output")]
    detail: Vec<Detail>,

    /// Write the sums into this file too, to be added to others by `qbank merge`
    #[arg(long, value_name = "FILE")]
    tally: Option<PathBuf>,

    /// Also write a page for each candidate, to be handed to that person: candidates/*.html; needs -o
    #[arg(long, requires = "output")]
    candidate_reports: bool,

    /// Show which column holds what and the first rows as they are understood; grade nothing and write nothing
    #[arg(long)]
    dry_run: bool,

    /// How many threads to use [default: one a core, one for small files]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,

    #[command(flatten)]
    reading: Reading,
}

/// What overrides the detection of a file's layout.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "How sheets are read, where detection errs")]
struct Reading {
    /// `wide` (a row a candidate), `long` (a row a response), or the program: `google-sheet`, `google-csv`,
    /// `microsoft-forms`, `moodle`, `canvas`, `zipgrade`, `amc`, `nops`
    #[arg(long, value_name = "NAME", value_parser = layout)]
    layout: Option<LayoutName>,

    /// The character between columns; `tab` for a tab
    #[arg(long, value_name = "C", value_parser = delimiter)]
    delimiter: Option<u8>,

    /// `utf-8`, `utf-16le`, `utf-16be` or `windows-1252`
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<Encoding>,

    /// The header of the column that names the candidate
    #[arg(long, value_name = "HEADER")]
    id_column: Option<String>,

    /// The column with this header holds responses to this item
    #[arg(long, value_name = "HEADER=ITEM", value_parser = column)]
    column: Vec<(String, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Human,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Detail {
    Topics,
    Responses,
}

/// Grades sheets and reports.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let mut loaded = load::load_or_default(&args.bank)?;
    let rulings = read_rulings(args, &mut loaded)?;
    let forms = read_forms(args, &mut loaded)?;
    let old = args.compare.as_deref().map(compare::OldReport::read).transpose()?;
    banks::refuse_invalid(&loaded)?;

    let policy = Policy {
        penalty: args.penalty.unwrap_or_else(|| Fraction::from_integer(0)),
        scoring: args.policy,
        allow_negative: args.allow_negative,
        group_by: args.by,
    };
    let items: Vec<&Item> = loaded.items().map(|item| item.item).collect();
    let opened = sheets::open(&args.papers, &forms, &items, &args.reading)?;
    let lexicon = Lexicon::from_items(items.iter().copied());
    let compiled = grade::compile_part(&opened.items, &items, &loaded.topics, &lexicon, &policy, &rulings)?;

    if args.dry_run {
        preview::print(&opened, &compiled)?;
        return Ok(Outcome::Clean);
    }

    let target = args.target.or_else(|| exam_target(&loaded)).map(to_percent);
    let mut outputs = outputs::Outputs::prepare(args, &compiled.scheme, args.by, target)?;
    let sharing = sheets::sharing(args.threads, opened.size());
    let bar = progress::by_bytes(opened.size());
    let graded =
        grade::grade(&compiled, &opened.sources, || outputs.recorder(&compiled.scheme), sharing, &|bytes| {
            bar.inc(bytes);
        });
    bar.finish_and_clear();
    if let Some(source) = opened.sources.iter().find(|source| source.input.has_changed()) {
        bail!("{} changed while it was read; grade again when it is complete", source.input.name);
    }
    let graded = graded?;

    let absent = presented::given_to_nobody(&compiled.scheme, &graded.tally);
    let presented = if absent.is_empty() {
        None
    } else {
        let compile =
            |kept: &[&Item]| grade::compile_part(kept, &items, &loaded.topics, &lexicon, &policy, &rulings);
        Some(presented::without(&absent, &opened.items, &compiled.scheme, &graded.tally, compile)?)
    };
    let (scheme, tally) = match &presented {
        Some((scheme, tally)) => (scheme, tally),
        None => (&compiled.scheme, &graded.tally),
    };

    let notes = notes::of(&opened, &absent, &compiled.scheme, &graded);
    let provenance = provenance(args, &loaded, &rulings, &opened, &graded);
    let job = compare::Job {
        loaded: &loaded,
        opened: &opened,
        lexicon: &lexicon,
        policy: &policy,
        rulings: &rulings,
        sharing,
    };
    let changes = old.map(|old| old.compare(&job, &provenance)).transpose()?;
    let incomplete = graded.rejected > 0 || graded.unresolved > 0;
    if let Some(path) = &args.tally {
        let run = Run {
            loaded: &loaded,
            policy: &policy,
            penalty: args.penalty,
            rulings: &provenance.rulings,
            target,
            sheets: &provenance.sheets,
            incomplete,
            notes: &notes,
        };
        let file = TallyFile::new(&run, Sums::of(scheme, tally));
        output::write_file(path, |out| file.write(out))?;
    }
    let context = ReportContext {
        title: title(&loaded, scheme),
        provenance,
        notes,
        by: args.by,
        target,
        changes,
        candidates: outputs::first_candidates(&graded.recorder),
        candidate_pages: args.candidate_reports,
    };
    let report = Report::build(scheme, tally, context);
    let outputs::Finished { mut candidates, rejections } =
        outputs.finish(graded.recorder, &compiled.scheme, scheme, &report)?;
    let told = rejections.into_iter().chain(notes::of_files(&opened, &graded.counts));
    // On a terminal the notes stand in the summary.
    let in_summary = args.format == Format::Human && std::io::stdout().is_terminal();
    let notes = report.notes.iter().filter(|_| !in_summary).map(|note| format!("note: {}", note.text));
    for line in told.chain(notes) {
        tell!("{line}");
    }
    match &args.output {
        Some(folder) => tell!("The report is in {}", folder.display()),
        None if args.format == Format::Human => {
            tell!("No files were written; `-o DIR` writes the report and its tables");
        }
        None => {}
    }
    print_report(&report, args.format, candidates.as_mut())?;
    super::leave((report, graded.tally, compiled, opened, lexicon));
    super::leave(loaded);
    Ok(if incomplete { Outcome::Findings } else { Outcome::Clean })
}

/// Prints a report to stdout. `candidates` holds those of a report in JSON.
pub(super) fn print_report(
    report: &Report,
    format: Format,
    candidates: Option<&mut File>,
) -> anyhow::Result<()> {
    let mut text = Vec::new();
    match (format, candidates) {
        (Format::Human, _) => {
            summary::write(&mut text, report, terminal::width())?;
            terminal::print_styled(&text)?;
            return Ok(());
        }
        (Format::Json, Some(file)) => {
            json::write_with_candidates(&mut text, report, file)?;
        }
        (Format::Json, None) => json::write(&mut text, report)?,
    }
    super::print(&text)
}

/// The rulings that were given. Those that lie beside a bank are checked with it, but only `--rulings` applies any.
fn read_rulings(args: &Args, loaded: &mut Loaded) -> anyhow::Result<Vec<Ruling>> {
    let mut rulings = Vec::new();
    for path in &args.rulings {
        rulings.append(&mut loaded.add_rulings(path)?);
    }
    Ok(rulings)
}

/// The forms that were given; those with an error are missing, and the findings tell why.
fn read_forms(args: &Args, loaded: &mut Loaded) -> anyhow::Result<Vec<Form>> {
    let mut forms = Vec::new();
    for path in &args.papers.forms {
        forms.extend(loaded.add_form(path)?);
    }
    Ok(forms)
}

/// The practice target of the exam, where there is exactly one exam.
fn exam_target(loaded: &Loaded) -> Option<Fraction> {
    match loaded.exams.as_slice() {
        [exam] => exam.value.practice_target,
        _ => None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "a percentage of at most six decimals fits")]
pub(super) fn to_percent(share: Fraction) -> f64 {
    let percent = share * Fraction::from_integer(100);
    *percent.numer() as f64 / *percent.denom() as f64
}

/// The title of the bank that all items are from, else how many banks there are.
pub(super) fn title(loaded: &Loaded, scheme: &Scheme) -> String {
    let ids: HashSet<&str> = scheme.items.iter().map(|item| item.item.id.as_str()).collect();
    let used: Vec<&LoadedBank> = loaded
        .banks
        .iter()
        .filter(|bank| bank.bank.items.iter().any(|item| ids.contains(item.id.as_str())))
        .collect();
    match used.as_slice() {
        [bank] => bank.bank.title.clone().unwrap_or_else(|| bank.bank.id.clone()),
        banks => format!("{} banks", banks.len()),
    }
}

fn provenance(
    args: &Args,
    loaded: &Loaded,
    rulings: &[Ruling],
    opened: &sheets::Opened<'_>,
    graded: &grade::Outcome<outputs::Recorders>,
) -> Provenance {
    let sheet_source =
        |((source, counts), digest): ((&grade::SheetSource, &grade::worker::Counts), &String)| SheetSource {
            path: source.input.name.clone(),
            sha256: digest.clone(),
            layout: source.file.layout.name().to_owned(),
            rows: counts.rows,
        };
    Provenance {
        banks: bank_sources(loaded, |_, file| file.sha256(&loaded.sources)),
        sheets: opened.sources.iter().zip(&graded.counts).zip(&graded.digests).map(sheet_source).collect(),
        policy: args.policy.map(|policy| crate::model::item::name_of(&Scoring::ALL, policy).to_owned()),
        penalty: penalty_share(args.penalty),
        rulings: rulings.iter().map(ruling_source).collect(),
        ..Provenance::of_this_program()
    }
}

/// The penalty as a report tells it: nothing where none was asked for.
pub(super) fn penalty_share(penalty: Option<Fraction>) -> Option<f64> {
    penalty.map(|penalty| to_percent(penalty) / 100.0)
}

/// The banks of a report. `sha256` gives the checksum of a bank's file.
pub(super) fn bank_sources(
    loaded: &Loaded,
    sha256: impl Fn(&Path, &load::File) -> String,
) -> Vec<BankSource> {
    let source = |bank: &LoadedBank| {
        let path = loaded.sources.get(bank.source).path();
        BankSource {
            bank: bank.bank.id.clone(),
            path: path.display().to_string(),
            sha256: sha256(path, &loaded.files[bank.source.index()]),
        }
    };
    loaded.banks.iter().map(source).collect()
}

pub(super) fn ruling_source(ruling: &Ruling) -> RulingSource {
    RulingSource {
        item: ruling.item.clone(),
        decision: ruling.decision.to_string(),
        reason: ruling.reason.clone(),
    }
}

fn scoring(name: &str) -> anyhow::Result<Scoring> {
    named(&Scoring::ALL, name)
}

fn group_by(name: &str) -> anyhow::Result<GroupBy> {
    named(&GroupBy::ALL, name)
}

fn layout(name: &str) -> anyhow::Result<LayoutName> {
    named(&LayoutName::ALL, name)
}

fn encoding(name: &str) -> anyhow::Result<Encoding> {
    named(&Encoding::ALL, name)
}

fn penalty(text: &str) -> anyhow::Result<Fraction> {
    let share = match text.split_once('/') {
        Some((above, below)) => match (above.trim().parse(), below.trim().parse()) {
            (Ok(above), Ok(below)) if below > 0 => Some(Fraction::new(above, below)),
            _ => None,
        },
        None => fraction::parse_decimal(text),
    };
    share
        .filter(|share| (Fraction::from_integer(0)..=Fraction::from_integer(1)).contains(share))
        .context("a penalty is a share from 0 to 1, such as 0.25 or 1/3")
}

fn percent(text: &str) -> anyhow::Result<Fraction> {
    fraction::parse_decimal(text.trim().trim_end_matches('%').trim_end())
        .map(|percent| percent / 100)
        .filter(|share| (Fraction::from_integer(0)..=Fraction::from_integer(1)).contains(share))
        .context("a target is a percentage from 0 to 100, such as 70")
}

fn delimiter(text: &str) -> anyhow::Result<u8> {
    match text.as_bytes() {
        [byte]
            if byte.is_ascii() && !byte.is_ascii_alphanumeric() && !matches!(byte, b'"' | b'\n' | b'\r') =>
        {
            Ok(*byte)
        }
        b"tab" | b"\\t" => Ok(b'\t'),
        _ => bail!("a delimiter is one character such as `,` or `;`, or the word `tab`"),
    }
}

fn column(text: &str) -> anyhow::Result<(String, String)> {
    let (header, item) = text.rsplit_once('=').context("it is HEADER=ITEM")?;
    Ok((header.trim().to_owned(), item.trim().to_owned()))
}
