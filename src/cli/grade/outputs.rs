//! What is written while sheets are graded, and after.

use super::presented;
use super::rejections::FirstRejections;
use super::{Args, Detail, Format};
use crate::cli::output::{self, OutputFile, OutputFolder};
use crate::cli::progress;
use crate::grade::scheme::{GroupBy, Scheme};
use crate::report::write::candidate_topics::CandidateTopicsCsv;
use crate::report::write::candidates::CandidatesCsv;
use crate::report::write::candidates_json::CandidatesJson;
use crate::report::write::first_candidates::FirstCandidates;
use crate::report::write::html::candidate::{SheetSpool, write_pages as write_candidate_pages};
use crate::report::write::rejected::RejectedCsv;
use crate::report::write::responses::ResponsesCsv;
use crate::report::write::{candidates, changes, html, items, json, markdown, options, review, topics};
use crate::report::{CandidateLine, Report};
use anyhow::Context;
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, IntoInnerError, Seek, SeekFrom};

/// The recorders of one pass; each may be absent.
pub(super) type Recorders = (
    Option<CandidatesCsv<OutputFile>>,
    (
        Option<RejectedCsv<OutputFile>>,
        (
            Option<CandidateTopicsCsv<OutputFile>>,
            (
                Option<ResponsesCsv<OutputFile>>,
                (
                    Option<CandidatesJson<Spool>>,
                    (Option<SheetSpool<Spool>>, (FirstCandidates, FirstRejections)),
                ),
            ),
        ),
    ),
);

/// A temporary file without a name.
type Spool = BufWriter<File>;

/// The folder of the candidates' pages.
const PAGES: &str = "candidates";

/// What is left of a run when everything is written.
pub(super) struct Finished {
    /// The candidates for the JSON report, if asked for.
    pub(super) candidates: Option<File>,
    /// The first rejected rows, for the terminal.
    pub(super) rejections: Vec<String>,
}

/// Everything that a run writes besides its summary.
pub(super) struct Outputs {
    folder: Option<OutputFolder>,
    detail: Vec<Detail>,
    wants_json: bool,
    wants_pages: bool,
    by: GroupBy,
    target: Option<f64>,
}

impl Outputs {
    /// Prepares the output folder, if one is asked for.
    pub(super) fn prepare(
        args: &Args,
        scheme: &Scheme,
        by: GroupBy,
        target: Option<f64>,
    ) -> anyhow::Result<Self> {
        debug_assert!(!scheme.items.is_empty());
        Ok(Self {
            folder: args.output.as_deref().map(OutputFolder::create).transpose()?,
            detail: args.detail.clone(),
            wants_json: args.format == Format::Json,
            wants_pages: args.candidate_reports,
            by,
            target,
        })
    }

    /// Recorders for a pass over the sheets. What an earlier pass wrote is begun anew.
    pub(super) fn recorder(&mut self, scheme: &Scheme) -> io::Result<Recorders> {
        let (by, target) = (self.by, self.target);
        let wants = |detail| self.detail.contains(&detail);
        let (wants_topics, wants_responses) = (wants(Detail::Topics), wants(Detail::Responses));
        let mut file = |wanted: bool, name: &str| match &mut self.folder {
            Some(folder) if wanted => folder.file(name).map(Some),
            _ => Ok(None),
        };
        let candidates = file(true, "candidates.csv")?;
        let rejected = file(true, "rejected.csv")?;
        let candidate_topics = file(wants_topics, "candidate-topics.csv")?;
        let responses = file(wants_responses, "responses.csv")?;
        let spool = |wanted: bool| -> io::Result<Option<Spool>> {
            if wanted { new_spool().map(Some) } else { Ok(None) }
        };
        let (in_json, pages) = (spool(self.wants_json)?, spool(self.wants_pages)?);
        Ok((
            candidates.map(|file| CandidatesCsv::new(scheme, by, file)).transpose()?,
            (
                rejected.map(RejectedCsv::new).transpose()?,
                (
                    candidate_topics.map(|file| CandidateTopicsCsv::new(scheme, target, file)).transpose()?,
                    (
                        responses.map(|file| ResponsesCsv::new(scheme, file)).transpose()?,
                        (
                            in_json.map(|file| CandidatesJson::new(scheme, target, file)),
                            (
                                pages.map(|file| SheetSpool::new(scheme, file)),
                                (FirstCandidates::new(scheme), FirstRejections::default()),
                            ),
                        ),
                    ),
                ),
            ),
        ))
    }

    /// Completes the files of the recorders, writes the report and gives every file its name. `presented` is the
    /// part of `scheme` that was given to anyone.
    pub(super) fn finish(
        mut self,
        recorders: Recorders,
        scheme: &Scheme,
        presented: &Scheme,
        report: &Report,
    ) -> anyhow::Result<Finished> {
        let (candidates, (rejected, (candidate_topics, (responses, (in_json, (pages, (_, rejections))))))) =
            recorders;
        let streamed = [
            candidates.map(CandidatesCsv::into_inner),
            rejected.map(RejectedCsv::into_inner),
            candidate_topics.map(CandidateTopicsCsv::into_inner),
            responses.map(ResponsesCsv::into_inner),
        ];
        for file in streamed.into_iter().flatten() {
            output::finish(file).context("cannot write the results")?;
        }
        if let Some(mut folder) = self.folder.take() {
            write_report(&mut folder, report)?;
            drop_empty_columns(&mut folder, scheme, presented, self.by)?;
            if let Some(pages) = pages {
                write_pages(&mut folder, read_back(pages.into_inner())?, scheme, report)?;
            }
            folder.commit()?;
        }
        let candidates = in_json.map(|recorder| read_back(recorder.into_inner())).transpose()?;
        Ok(Finished { candidates, rejections: rejections.into_lines() })
    }
}

/// Writes the report and the tables of the group.
pub(in crate::cli) fn write_report(folder: &mut OutputFolder, report: &Report) -> anyhow::Result<()> {
    folder.write("topics.csv", |file| topics::write(file, report))?;
    folder.write("items.csv", |file| items::write(file, report))?;
    folder.write("options.csv", |file| options::write(file, report))?;
    folder.write("review.csv", |file| review::write(file, report))?;
    if let Some(changes) = &report.changes {
        folder.write("changes.csv", |file| changes::write_csv(file, changes))?;
    }
    folder.write("report.json", |file| json::write(file, report))?;
    folder.write("report.md", |file| markdown::write(file, report))?;
    folder.write("report.html", |file| html::write(file, report))?;
    Ok(())
}

/// Takes the columns of topics that nobody was given items of out of `candidates.csv`.
fn drop_empty_columns(
    folder: &mut OutputFolder,
    scheme: &Scheme,
    presented: &Scheme,
    by: GroupBy,
) -> anyhow::Result<()> {
    let kept: HashSet<&str> = presented.groups.iter().map(|group| group.id.as_str()).collect();
    let dropped: HashSet<String> = scheme
        .groups
        .iter()
        .filter(|group| !kept.contains(group.id.as_str()))
        .map(|group| candidates::column_of(group, by))
        .collect();
    if dropped.is_empty() {
        return Ok(());
    }
    folder.rewrite("candidates.csv", |old, new| presented::copy_columns(old, new, &dropped))
}

/// The first candidates of a pass.
pub(super) fn first_candidates(recorders: &Recorders) -> Vec<CandidateLine> {
    let (_, (_, (_, (_, (_, (_, (first, _))))))) = recorders;
    first.take()
}

/// A temporary file, in the place that the system has for them.
fn new_spool() -> io::Result<Spool> {
    let place = std::env::temp_dir();
    let told = |error: io::Error| {
        io::Error::new(error.kind(), format!("no temporary file can be made in {}: {error}", place.display()))
    };
    tempfile::tempfile_in(&place).map(BufWriter::new).map_err(told)
}

/// A temporary file from its beginning.
fn read_back(spool: Spool) -> anyhow::Result<File> {
    let file = spool.into_inner().map_err(IntoInnerError::into_error);
    let rewound = file.and_then(|mut file| file.seek(SeekFrom::Start(0)).map(|_| file));
    rewound.context("cannot write the results")
}

/// Writes the candidates' pages, with a bar.
fn write_pages(
    folder: &mut OutputFolder,
    spool: File,
    scheme: &Scheme,
    report: &Report,
) -> anyhow::Result<()> {
    let bar = progress::by_pages(report.group.candidates);
    let mut save = |name: &str, page: &str| {
        bar.inc(1);
        folder.page(PAGES, name, page)
    };
    let written = write_candidate_pages(BufReader::new(spool), scheme, report, &mut save);
    bar.finish_and_clear();
    written.context("cannot write the candidates' pages")
}
