//! `qbank merge`: the report of sheets that were graded apart.

use super::grade::{Format, bank_sources, outputs, print_report, title};
use super::output::{self, OutputFolder};
use super::tally::{Run, TallyFile};
use super::{Outcome, banks};
use crate::grade::compile_part;
use crate::grade::scheme::Scheme;
use crate::grade::tally::Tally;
use crate::grade::tally::parts::Sums;
use crate::load::Loaded;
use crate::model::item::name_of;
use crate::model::{Item, Scoring};
use crate::report::{Context as ReportContext, Note, Provenance, Report};
use crate::scoring::Lexicon;
use anyhow::{Context, anyhow, bail};
use std::collections::HashSet;
use std::path::PathBuf;

/// Arguments of `qbank merge`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Tallies that `qbank grade --tally FILE` wrote, all of the same banks, policy and rulings
    #[arg(required = true, value_name = "TALLY")]
    tallies: Vec<PathBuf>,

    /// Write the report and its tables of the group into this folder
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,

    /// What to print: a summary for people, or the report as JSON
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// Write the sum as a tally too, to be added to others later
    #[arg(long, value_name = "FILE")]
    tally: Option<PathBuf>,
}

/// Adds up tallies and reports.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let mut parts = Vec::with_capacity(args.tallies.len());
    for path in &args.tallies {
        let part = TallyFile::read(path)?;
        if let Some(reason) = parts.first().and_then(|first| part.refuse(first)) {
            bail!("{} cannot be added to {}: {reason}", path.display(), args.tallies[0].display());
        }
        parts.push(part);
    }
    let first = parts.first().context("there is no tally")?;
    let loaded = first.load();
    banks::refuse_invalid(&loaded)?;
    let (policy, penalty, rulings) = (first.policy()?, first.penalty()?, first.rulings()?);
    let (target, rulings_told) = (first.target, rulings.iter().map(super::grade::ruling_source).collect());

    let all: Vec<&Item> = loaded.items().map(|found| found.item).collect();
    let graded: HashSet<String> =
        parts.iter().flat_map(|part| &part.sums.items).map(|item| item.item.clone()).collect();
    let items: Vec<&Item> = all.iter().copied().filter(|item| graded.contains(&item.id)).collect();
    let lexicon = Lexicon::from_items(all.iter().copied());
    let compiled = compile_part(&items, &all, &loaded.topics, &lexicon, &policy, &rulings)?;

    let provenance = Provenance {
        banks: bank_sources(&loaded, |path, _| first.sha256(path)),
        sheets: parts.iter().flat_map(|part| part.sheets.clone()).collect(),
        policy: policy.scoring.map(|scoring| name_of(&Scoring::ALL, scoring).to_owned()),
        penalty: super::grade::penalty_share(penalty),
        rulings: rulings_told,
        ..Provenance::of_this_program()
    };
    let (mut notes, number_of_parts) = (notes_of_parts(&parts), parts.len());
    let incomplete = parts.iter().any(|part| part.incomplete);
    let mut tally = Tally::new(&compiled.scheme);
    for (part, path) in parts.into_iter().zip(&args.tallies) {
        let misfit = |error| anyhow!("{} is damaged: {error}", path.display());
        tally.merge(part.sums.into_tally(&compiled.scheme).map_err(misfit)?)?;
    }
    notes.extend(notes_of_all(number_of_parts, &loaded, &graded, &compiled.scheme, &tally));
    if let Some(path) = &args.tally {
        let run = Run {
            loaded: &loaded,
            policy: &policy,
            penalty,
            rulings: &provenance.rulings,
            target,
            sheets: &provenance.sheets,
            incomplete,
            notes: &notes,
        };
        let file = TallyFile::new(&run, Sums::of(&compiled.scheme, &tally));
        output::write_file(path, |out| file.write(out))?;
    }
    let context = ReportContext {
        title: title(&loaded, &compiled.scheme),
        provenance,
        notes,
        by: policy.group_by,
        target,
        changes: None,
        candidates: Vec::new(),
        candidate_pages: false,
    };
    let report = Report::build(&compiled.scheme, &tally, context);
    if let Some(path) = &args.output {
        let mut folder = OutputFolder::create(path)?;
        outputs::write_report(&mut folder, &report)?;
        folder.commit()?;
        tell!("The report is in {}", path.display());
    }
    print_report(&report, args.format, None)?;
    Ok(if incomplete { Outcome::Findings } else { Outcome::Clean })
}

/// The notes that every part has brought, but for those that [`notes_of_all`] tells anew.
fn notes_of_parts(parts: &[TallyFile]) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    for note in parts.iter().flat_map(|part| &part.notes) {
        if note.kind != "unmatched_items" && note.kind != "unreadable_cells" && !notes.contains(note) {
            notes.push(note.clone());
        }
    }
    notes
}

/// What is told of all parts together: a column for an item in one part is enough.
fn notes_of_all(
    parts: usize,
    loaded: &Loaded,
    graded: &HashSet<String>,
    scheme: &Scheme,
    tally: &Tally,
) -> Vec<Note> {
    let mut notes = vec![super::grade::notes::unreadable_cells(scheme, tally)];
    notes.retain(|note| note.count > 0);
    let ids: Vec<&str> =
        loaded.items().map(|found| found.item.id.as_str()).filter(|id| !graded.contains(*id)).collect();
    notes.extend(super::grade::notes::unmatched_items(&ids));
    if parts > 1 {
        let text =
            format!("{parts} tallies were added; a candidate with sheets in several of them counts in each.");
        notes.push(Note::new("merged_tallies", text, parts as u64));
    }
    notes
}
