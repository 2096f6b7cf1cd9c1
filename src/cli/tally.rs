//! Tally files: the sums of sheets graded apart, with all that is needed to add them up and report.
//!
//! `docs/scale.md` documents the format. A tally holds the bank's own text, so that adding needs no other file and
//! cannot be done against another bank.

use super::output::OutputFile;
use crate::grade::Policy;
use crate::grade::scheme::GroupBy;
use crate::grade::tally::parts::Sums;
use crate::load::{FileKind, Loaded};
use crate::model::item::name_of;
use crate::model::{Decision, Fraction, Ruling, Scoring};
use crate::report::{Note, RulingSource, SheetSource};
use anyhow::{Context, anyhow, ensure};
use serde::{Deserialize, Serialize};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Version of the format. The first had the distances of totals for each score group and slot.
const VERSION: u32 = 2;

/// What the first key of a tally file says.
const KIND: &str = "qbank-tally";

/// A tally file.
#[derive(Debug, Serialize, Deserialize)]
pub struct TallyFile {
    /// `qbank-tally`.
    kind: String,
    /// Version of the format.
    version: u32,
    /// Version of the program; rules of scoring may differ between versions.
    qbank: String,
    /// The banks, with the topics and exams that were loaded beside them.
    files: Vec<BankFile>,
    policy: PolicyPart,
    rulings: Vec<RulingSource>,
    /// Target in percent.
    pub(super) target: Option<f64>,
    /// The answer sheets.
    pub(super) sheets: Vec<SheetSource>,
    /// Whether rows were rejected or repeats could not be resolved.
    pub(super) incomplete: bool,
    /// What a report must say about the sheets.
    pub(super) notes: Vec<Note>,
    /// The sums.
    pub(super) sums: Sums,
}

#[derive(Debug, Serialize, Deserialize)]
struct BankFile {
    path: String,
    sha256: String,
    text: String,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct PolicyPart {
    scoring: Option<String>,
    /// As a fraction such as `1/4`, if one was asked for.
    penalty: Option<String>,
    allow_negative: bool,
    by: String,
}

/// What a grading run puts into a tally file besides its sums.
pub struct Run<'a> {
    /// The banks.
    pub loaded: &'a Loaded,
    /// How they were graded.
    pub policy: &'a Policy,
    /// The penalty that was asked for, if any.
    pub penalty: Option<Fraction>,
    /// The rulings in force.
    pub rulings: &'a [RulingSource],
    /// Target in percent.
    pub target: Option<f64>,
    /// The sheets.
    pub sheets: &'a [SheetSource],
    /// Whether rows were rejected or repeats could not be resolved.
    pub incomplete: bool,
    /// What a report must say about the sheets.
    pub notes: &'a [Note],
}

impl TallyFile {
    /// The file of a run.
    pub fn new(run: &Run<'_>, sums: Sums) -> Self {
        let Run { loaded, policy, penalty, rulings, target, sheets, incomplete, notes } = run;
        let kept = |kind| matches!(kind, Some(FileKind::Bank | FileKind::Topics | FileKind::Exam));
        let files = loaded.files.iter().filter(|file| kept(file.kind)).map(|file| {
            let source = loaded.sources.get(file.source);
            BankFile {
                path: source.path().display().to_string(),
                sha256: file.sha256(&loaded.sources),
                text: source.text().to_owned(),
            }
        });
        Self {
            kind: KIND.to_owned(),
            version: VERSION,
            qbank: env!("CARGO_PKG_VERSION").to_owned(),
            files: files.collect(),
            policy: PolicyPart::of(policy, *penalty),
            rulings: rulings.to_vec(),
            target: *target,
            sheets: sheets.to_vec(),
            incomplete: *incomplete,
            notes: notes.to_vec(),
            sums,
        }
    }

    /// Reads a file.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let shown = path.display();
        let bytes = super::json_file::read(path).with_context(|| format!("cannot read {shown}"))?;
        let head: Head = serde_json::from_slice(&bytes)
            .with_context(|| format!("{shown} is no tally that `qbank grade --tally` wrote"))?;
        ensure!(head.kind == KIND, "{shown} is no tally that `qbank grade --tally` wrote");
        ensure!(
            head.version == VERSION,
            "{shown} is a tally of format {}; this program adds format {VERSION}",
            head.version
        );
        ensure!(
            head.qbank == env!("CARGO_PKG_VERSION"),
            "{shown} was graded by qbank {}, and this is {}; grade its sheets again",
            head.qbank,
            env!("CARGO_PKG_VERSION")
        );
        serde_json::from_slice(&bytes).with_context(|| format!("{shown} is damaged"))
    }

    /// Writes the file.
    pub fn write(&self, out: &mut OutputFile) -> std::io::Result<()> {
        serde_json::to_writer(&mut *out, self)?;
        out.write_all(b"\n")
    }

    /// Why this tally cannot be added to `first`, if so.
    pub fn refuse(&self, first: &Self) -> Option<String> {
        let hashes = |tally: &Self| {
            let mut hashes: Vec<String> = tally.files.iter().map(|file| file.sha256.clone()).collect();
            hashes.sort_unstable();
            hashes
        };
        if hashes(self) != hashes(first) {
            let other = self.files.iter().find(|file| !hashes(first).contains(&file.sha256));
            let name = other.map_or("a file", |file| &file.path);
            return Some(format!("it was graded by other banks: {name} is not the same"));
        }
        if self.policy != first.policy {
            return Some(format!(
                "it was graded by another policy: {}, not {}",
                self.policy.describe(),
                first.policy.describe()
            ));
        }
        if self.rulings != first.rulings {
            return Some("it was graded under other rulings".to_owned());
        }
        (self.target != first.target).then(|| "it was graded with another target".to_owned())
    }

    /// The banks as they were when the sheets were graded.
    pub fn load(&self) -> Loaded {
        let files = self.files.iter().map(|file| (PathBuf::from(&file.path), file.text.clone().into_bytes()));
        Loaded::from_texts(files)
    }

    /// How the sheets were graded.
    pub fn policy(&self) -> anyhow::Result<Policy> {
        self.policy.read().context("the tally names a policy that this program does not know")
    }

    /// The penalty that was asked for, if any.
    pub fn penalty(&self) -> anyhow::Result<Option<Fraction>> {
        self.policy.penalty()
    }

    /// The rulings in force.
    pub fn rulings(&self) -> anyhow::Result<Vec<Ruling>> {
        let read = |ruling: &RulingSource| {
            let decision = ruling.decision.parse::<Decision>();
            let decision = decision
                .map_err(|_| anyhow!("`{}` is no ruling that this program knows", ruling.decision))?;
            Ok(Ruling { item: ruling.item.clone(), decision, reason: ruling.reason.clone() })
        };
        self.rulings.iter().map(read).collect()
    }

    /// SHA-256 of a bank's file as it was, by its path.
    pub fn sha256(&self, path: &Path) -> String {
        let found = self.files.iter().find(|file| Path::new(&file.path) == path);
        found.map(|file| file.sha256.clone()).unwrap_or_default()
    }
}

/// What must fit before the rest is read.
#[derive(Deserialize)]
struct Head {
    kind: String,
    version: u32,
    qbank: String,
}

impl PolicyPart {
    fn of(policy: &Policy, penalty: Option<Fraction>) -> Self {
        Self {
            scoring: policy.scoring.map(|scoring| name_of(&Scoring::ALL, scoring).to_owned()),
            penalty: penalty.map(|penalty| format!("{}/{}", penalty.numer(), penalty.denom())),
            allow_negative: policy.allow_negative,
            by: name_of(&GroupBy::ALL, policy.group_by).to_owned(),
        }
    }

    fn read(&self) -> anyhow::Result<Policy> {
        let scoring = self.scoring.as_deref().map(|name| super::named(&Scoring::ALL, name)).transpose()?;
        Ok(Policy {
            penalty: self.penalty()?.unwrap_or_else(|| Fraction::from_integer(0)),
            scoring,
            allow_negative: self.allow_negative,
            group_by: super::named(&GroupBy::ALL, &self.by)?,
        })
    }

    fn penalty(&self) -> anyhow::Result<Option<Fraction>> {
        let Some(text) = &self.penalty else { return Ok(None) };
        let parts =
            text.split_once('/').and_then(|(above, below)| Some((above.parse().ok()?, below.parse().ok()?)));
        let (above, below): (i64, i64) = parts.context("its penalty is no fraction")?;
        ensure!(below > 0, "its penalty is no fraction");
        Ok(Some(Fraction::new(above, below)))
    }

    fn describe(&self) -> String {
        let scoring = self.scoring.as_deref().unwrap_or("the items' own scoring");
        let negative = if self.allow_negative { ", totals below 0 allowed" } else { "" };
        let penalty = self.penalty.as_deref().unwrap_or("none");
        format!("{scoring}, penalty {penalty}{negative}, by {}", self.by)
    }
}
