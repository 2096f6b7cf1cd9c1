//! What is written while sheets are graded, and after.

use super::rejections::FirstRejections;
use super::{Args, Detail, Format};
use crate::cli::output::{self, OutputFile, OutputFolder};
use crate::grade::scheme::{GroupBy, Scheme};
use crate::report::Report;
use crate::report::write::candidate_topics::CandidateTopicsCsv;
use crate::report::write::candidates::CandidatesCsv;
use crate::report::write::candidates_json::CandidatesJson;
use crate::report::write::rejected::RejectedCsv;
use crate::report::write::responses::ResponsesCsv;
use crate::report::write::{changes, html, items, json, markdown, options, review, topics};
use anyhow::Context;
use std::fs::File;
use std::io::{self, BufWriter, IntoInnerError};

/// The recorders of one pass; each may be absent.
pub(super) type Recorders = (
    Option<CandidatesCsv<OutputFile>>,
    (
        Option<RejectedCsv<OutputFile>>,
        (
            Option<CandidateTopicsCsv<OutputFile>>,
            (Option<ResponsesCsv<OutputFile>>, (Option<CandidatesJson<BufWriter<File>>>, FirstRejections)),
        ),
    ),
);

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
        let in_json = if self.wants_json { Some(BufWriter::new(tempfile::tempfile()?)) } else { None };
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
                            FirstRejections::default(),
                        ),
                    ),
                ),
            ),
        ))
    }

    /// Completes the files of the recorders, writes the report and gives every file its name.
    pub(super) fn finish(mut self, recorders: Recorders, report: &Report) -> anyhow::Result<Finished> {
        let (candidates, (rejected, (candidate_topics, (responses, (in_json, rejections))))) = recorders;
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
            folder.commit()?;
        }
        let in_json = in_json.map(|recorder| recorder.into_inner().into_inner()).transpose();
        let candidates = in_json.map_err(IntoInnerError::into_error).context("cannot write the results")?;
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
