//! What a report holds, and how it is put together.

use super::compare::Comparison;
use crate::analyze::{
    self, AgainstTarget, Analysis, Distribution, GroupFigures, Interval, ItemFigures, Note, TopicFigures,
};
use crate::grade::scheme::{GroupBy, Scheme};
use crate::grade::tally::Tally;
use serde::{Deserialize, Serialize};

/// `report.json` without `candidates`, which are streamed beside it (see
/// [`CandidatesJson`](super::write::candidates_json::CandidatesJson)). Fields that are skipped are for
/// reports to people only.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Version of the format: 1.
    pub format: u32,
    /// Where the figures come from.
    pub provenance: Provenance,
    /// Figures of all candidates.
    pub group: GroupFigures,
    /// Figures by topic, parents before children.
    pub topics: Vec<TopicFigures>,
    /// Figures by item, without void ones.
    pub items: Vec<ItemFigures>,
    /// What was set aside, found odd or must be known: the caller's notes, then those that follow from
    /// figures.
    pub notes: Vec<Note>,
    /// Who moved since an earlier report, where one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Comparison>,
    /// What stands above the report.
    #[serde(skip)]
    pub title: String,
    /// By what `topics` are made.
    #[serde(skip)]
    pub by: GroupBy,
    /// The topic that stands out as the weakest, as an index into `topics`.
    #[serde(skip)]
    pub weakest: Option<usize>,
    /// How many topics had items enough to be compared.
    #[serde(skip)]
    pub compared: usize,
    /// Study target in percent; never a pass mark.
    #[serde(skip)]
    pub target: Option<f64>,
    /// Candidates against the target.
    #[serde(skip)]
    pub against_target: Option<AgainstTarget>,
    /// How totals are spread; `None` without candidates.
    #[serde(skip)]
    pub distribution: Option<Distribution>,
    /// The first candidates, in the order of the sheets.
    #[serde(skip)]
    pub candidates: Vec<CandidateLine>,
    /// Whether each candidate has a page.
    #[serde(skip)]
    pub candidate_pages: bool,
    /// Short answers that need a person.
    #[serde(skip)]
    pub review: Vec<ReviewRow>,
}

/// What the caller knows of the run.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// What stands above the report, such as the exam's title.
    pub title: String,
    /// Where the figures come from.
    pub provenance: Provenance,
    /// What was not matched, rejected or repeated.
    pub notes: Vec<Note>,
    /// By what the scheme's groups are made.
    pub by: GroupBy,
    /// Study target in percent (`--target`, or the exam's `practice-target` times 100).
    pub target: Option<f64>,
    /// Who moved since an earlier report, where one was given.
    pub changes: Option<Comparison>,
    /// The first candidates, for reports to people.
    pub candidates: Vec<CandidateLine>,
    /// Whether each candidate has a page.
    pub candidate_pages: bool,
}

/// Where the figures come from.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Provenance {
    /// Version of the program.
    pub qbank: String,
    /// The banks, in the order loaded.
    pub banks: Vec<BankSource>,
    /// The answer sheets, in the order read.
    pub sheets: Vec<SheetSource>,
    /// Name of the scoring policy that replaced the banks' own (`--policy`).
    pub policy: Option<String>,
    /// What a wrong single response costs, as credit (`--penalty`).
    pub penalty: Option<f64>,
    /// The rulings that were applied.
    pub rulings: Vec<RulingSource>,
}

impl Provenance {
    /// Figures from this version of the program and from nothing yet.
    pub fn of_this_program() -> Self {
        Self { qbank: env!("CARGO_PKG_VERSION").to_owned(), ..Self::default() }
    }
}

/// One bank file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BankSource {
    /// Id of the bank.
    pub bank: String,
    /// Path as given.
    pub path: String,
    /// SHA-256 of the file in hexadecimal.
    pub sha256: String,
}

/// One file of answer sheets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetSource {
    /// Path as given; `-` for standard input.
    pub path: String,
    /// SHA-256 of the file in hexadecimal.
    pub sha256: String,
    /// Name of the layout that was recognised.
    pub layout: String,
    /// Records read, without the header.
    pub rows: u64,
}

/// One ruling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulingSource {
    /// Id of the item.
    pub item: String,
    /// What was decided, in the words of the file: `void: true`, `answer: C`.
    pub decision: String,
    /// Why.
    pub reason: String,
}

/// One candidate in a list for people.
#[derive(Debug, Clone, PartialEq)]
pub struct CandidateLine {
    /// Id.
    pub candidate: String,
    /// Items with a response that is not blank.
    pub answered: u32,
    /// Items left blank.
    pub blank: u32,
    /// Short answers that need a person.
    pub review: u32,
    /// Total, in points.
    pub points: f64,
    /// Maximum of the items presented, in points.
    pub max_points: f64,
    /// Points over maximum, in percent; `None` where the maximum is 0.
    pub percent: Option<f64>,
    /// What that says about other items like these; see [`Interval`].
    pub interval: Option<Interval>,
}

/// One row of `review.csv`: a distinct short answer that needs a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewRow {
    /// Id of the item.
    pub item: String,
    /// As typed.
    pub response: String,
    /// How many gave it.
    pub count: u64,
    /// The accepted text that lies nearest.
    pub nearest: String,
    /// Why it was not credited.
    pub why: String,
}

impl Report {
    /// Computes every figure of a report.
    pub fn build(scheme: &Scheme, tally: &Tally, context: Context) -> Self {
        let Context { title, provenance, mut notes, by, target, changes, candidates, candidate_pages } =
            context;
        let Analysis { group, topics, items, weakest, compared, against_target, distribution, notes: more } =
            analyze::analyze(scheme, tally, target);
        notes.extend(more);
        Self {
            format: 1,
            provenance,
            group,
            topics,
            items,
            notes,
            changes,
            title,
            by,
            weakest,
            compared,
            target,
            against_target,
            distribution,
            candidates,
            candidate_pages,
            review: review(scheme, tally),
        }
    }
}

/// Short answers to review: by item, the most frequent first.
fn review(scheme: &Scheme, tally: &Tally) -> Vec<ReviewRow> {
    let mut entries: Vec<_> = tally.review.iter().collect();
    entries.sort_by_key(|((item, text), entry)| (*item, std::cmp::Reverse(entry.count), text.as_str()));
    entries
        .into_iter()
        .map(|((item, _), entry)| ReviewRow {
            item: scheme.items[*item as usize].item.id.clone(),
            response: entry.response.clone(),
            count: entry.count,
            nearest: entry.nearest.clone(),
            why: entry.why.clone(),
        })
        .collect()
}
