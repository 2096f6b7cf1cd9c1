//! `--compare OLD/report.json`: grades under the rulings of then and of now, and tells who moved.

use super::sheets::Opened;
use crate::grade::{self, Policy, Sharing, compile};
use crate::load::Loaded;
use crate::model::{Decision, Ruling};
use crate::report::compare::{Comparison, Graded, OldScores, ScoreTaker, Scores, compare, ruling_changes};
use crate::report::{Provenance, format};
use crate::scoring::Lexicon;
use anyhow::{Context, bail, ensure};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// What is needed of an earlier report. Unknown fields are passed over, so that reports of later versions serve.
#[derive(Debug, Deserialize)]
pub(super) struct OldReport {
    format: u32,
    provenance: OldProvenance,
    #[serde(default)]
    candidates: Vec<OldCandidate>,
    #[serde(skip)]
    path: PathBuf,
}

#[derive(Debug, Deserialize)]
struct OldProvenance {
    #[serde(default)]
    banks: Vec<OldBank>,
    #[serde(default)]
    sheets: Vec<OldSheets>,
    policy: Option<String>,
    penalty: Option<f64>,
    #[serde(default)]
    rulings: Vec<OldRuling>,
}

#[derive(Debug, Deserialize)]
struct OldBank {
    bank: String,
    sha256: String,
}

#[derive(Debug, Deserialize)]
struct OldSheets {
    sha256: String,
}

#[derive(Debug, Deserialize)]
struct OldRuling {
    item: String,
    decision: String,
    reason: String,
}

#[derive(Debug, Deserialize)]
struct OldCandidate {
    candidate: String,
    points: serde_json::Number,
    max_points: serde_json::Number,
}

/// What is graded, and how.
pub(super) struct Job<'a> {
    pub(super) loaded: &'a Loaded,
    pub(super) opened: &'a Opened<'a>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) policy: &'a Policy,
    pub(super) rulings: &'a [Ruling],
    pub(super) sharing: Sharing,
}

impl OldReport {
    /// Reads a report that an earlier run wrote.
    pub(super) fn read(path: &Path) -> anyhow::Result<Self> {
        let shown = path.display();
        let text = crate::cli::json_file::read(path).with_context(|| format!("cannot read {shown}"))?;
        let report: Self = serde_json::from_slice(&text)
            .with_context(|| format!("{shown} is no report.json that `qbank grade` wrote"))?;
        ensure!(report.format == 1, "{shown} has the format {}; this program knows 1", report.format);
        Ok(Self { path: path.to_owned(), ..report })
    }

    /// Grades the sheets under the rulings of then and of now.
    pub(super) fn compare(&self, job: &Job<'_>, now: &Provenance) -> anyhow::Result<Comparison> {
        ensure!(
            job.opened.sources.iter().all(|source| source.input.is_rereadable()),
            "`--compare` reads the sheets again, which a long standard input does not allow; grade from a file"
        );
        let before = self.rulings(job.loaded)?;
        let changes = ruling_changes(&before, job.rulings);
        let score = |rulings: &[Ruling]| -> anyhow::Result<(Scores, i64)> {
            let compiled = compile(&job.opened.items, &job.loaded.topics, job.lexicon, job.policy, rulings)?;
            let taker = || Ok(ScoreTaker::new(&compiled.scheme, &changes));
            let graded = grade::grade(&compiled, &job.opened.sources, taker, job.sharing, &|_| {})?;
            Ok((graded.recorder.into_scores(), compiled.scheme.unit))
        };
        let (then, old_unit) = score(&before)?;
        let (scores, unit) = score(job.rulings)?;
        let name = self.path.display().to_string();
        let mut comparison = compare(
            &name,
            changes.clone(),
            &Graded { scores: &then, unit: old_unit },
            &Graded { scores: &scores, unit },
            self.scores()?,
        );
        comparison.changed = self.other_changes(now);
        Ok(comparison)
    }

    /// The rulings that were in force, for items that are still there.
    fn rulings(&self, loaded: &Loaded) -> anyhow::Result<Vec<Ruling>> {
        let read = |ruling: &OldRuling| -> anyhow::Result<Ruling> {
            let decision = ruling.decision.parse::<Decision>();
            let Ok(decision) = decision else {
                bail!("{}: `{}` is no ruling that this program knows", self.path.display(), ruling.decision)
            };
            Ok(Ruling { item: ruling.item.clone(), decision, reason: ruling.reason.clone() })
        };
        let known = self.provenance.rulings.iter().filter(|ruling| loaded.item(&ruling.item).is_some());
        known.map(read).collect()
    }

    /// The scores of then: from the report itself, else from the `candidates.csv` beside it, if it is there.
    fn scores(&self) -> anyhow::Result<Option<OldScores>> {
        if !self.candidates.is_empty() {
            let score = |one: &OldCandidate| {
                let id = format::cell(&one.candidate).into_owned();
                (id, (decimal(&one.points), decimal(&one.max_points)))
            };
            return Ok(Some(self.candidates.iter().map(score).collect()));
        }
        let path = self.path.with_file_name("candidates.csv");
        if !path.is_file() {
            return Ok(None);
        }
        let context = || format!("cannot read {}", path.display());
        let mut rows = csv::Reader::from_path(&path).with_context(context)?;
        let headers = rows.headers().with_context(context)?;
        let column = |name: &str| headers.iter().position(|header| header == name);
        let (Some(candidate), Some(points), Some(max)) =
            (column("candidate"), column("points"), column("max_points"))
        else {
            bail!("{} is no candidates.csv that `qbank grade` wrote", path.display())
        };
        let mut scores = OldScores::new();
        for row in rows.records() {
            let row = row.with_context(context)?;
            let text = |column: usize| row.get(column).unwrap_or("").to_owned();
            scores.insert(text(candidate), (text(points), text(max)));
        }
        Ok(Some(scores))
    }

    /// What else is not as it was, in words.
    fn other_changes(&self, now: &Provenance) -> Vec<String> {
        let old = &self.provenance;
        let mut changed = Vec::new();
        for bank in &now.banks {
            match old.banks.iter().find(|other| other.bank == bank.bank) {
                Some(other) if other.sha256 == bank.sha256 => {}
                Some(_) => changed.push(format!("The bank {} was changed since.", bank.bank)),
                None => changed.push(format!("The bank {} was not there then.", bank.bank)),
            }
        }
        let sheets = |hashes: &mut Vec<String>| hashes.sort_unstable();
        let mut then: Vec<String> = old.sheets.iter().map(|file| file.sha256.clone()).collect();
        let mut given: Vec<String> = now.sheets.iter().map(|file| file.sha256.clone()).collect();
        sheets(&mut then);
        sheets(&mut given);
        if then != given {
            changed.push("The sheets are not the same files.".to_owned());
        }
        if old.policy != now.policy || old.penalty != now.penalty {
            changed.push("The policy or the penalty is another.".to_owned());
        }
        changed
    }
}

/// A number of a report as `candidates.csv` writes it: `3`, not `3.0`.
fn decimal(number: &serde_json::Number) -> String {
    let text = number.to_string();
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}
