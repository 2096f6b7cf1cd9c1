//! Who moved since an earlier report, by how much, and because of which ruling.
//!
//! The same sheets are graded twice, under the rulings of the earlier report and under those in force now, each
//! time with a [`ScoreTaker`]. Candidates come in the same order both times, so what a ruling did to each is
//! the difference of two scores. Whatever is left between the earlier report and now has another cause: a
//! changed bank, changed sheets, another policy.

use super::format::{PointsFormat, cell};
use crate::grade::recorder::{GradedSheet, Recorder};
use crate::grade::scheme::Scheme;
use crate::model::{Decision, Fraction, Ruling, fraction};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::sync::{Mutex, PoisonError};

/// An item about which the rulings are not those of the earlier report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RulingChange {
    /// Id of the item.
    pub item: String,
    /// What is decided now, or was and no longer is, in words.
    pub decision: String,
    /// Why, in the words of the ruling.
    pub reason: String,
    /// How many candidates it moved.
    pub candidates: u64,
}

/// A candidate whose points or maximum changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The candidate.
    pub candidate: String,
    /// Points in the earlier report; `None` for one who is new.
    pub old_points: Option<String>,
    /// Maximum in the earlier report.
    pub old_max_points: Option<String>,
    /// Points now.
    pub points: String,
    /// Maximum now.
    pub max_points: String,
    /// Points now less points then, as a decimal with its sign.
    pub change: Option<String>,
    /// What moved the candidate, as indices into [`Comparison::rulings`].
    pub rulings: Vec<usize>,
    /// Whether something else than rulings did too.
    pub other: bool,
}

/// All that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// The report that this one is compared with, as given.
    pub with: String,
    /// Items with other rulings than then.
    pub rulings: Vec<RulingChange>,
    /// Candidates whose points or maximum changed, in the order of the sheets. In JSON how many; `changes.csv`
    /// lists them.
    #[serde(serialize_with = "how_many")]
    pub moved: Vec<Moved>,
    /// How many candidates did not move.
    pub unmoved: u64,
    /// Candidates of the earlier report who are not among the sheets now.
    pub gone: Vec<String>,
    /// What else changed since then, in words.
    pub changed: Vec<String>,
}

/// Points and maximum of each candidate in an earlier report, as written there; ids as in `candidates.csv`.
pub type OldScores = HashMap<String, (String, String)>;

/// The items whose rulings differ, with what to say about each. `before` and `after` are the rulings in force.
pub fn ruling_changes(before: &[Ruling], after: &[Ruling]) -> Vec<RulingChange> {
    let mut items: BTreeMap<&str, (Vec<&Ruling>, Vec<&Ruling>)> = BTreeMap::new();
    for ruling in before {
        items.entry(&ruling.item).or_default().0.push(ruling);
    }
    for ruling in after {
        items.entry(&ruling.item).or_default().1.push(ruling);
    }
    let decisions = |rulings: &[&Ruling]| -> Vec<Decision> {
        rulings.iter().map(|ruling| ruling.decision.clone()).collect()
    };
    let changed = items.into_iter().filter(|(_, (then, now))| decisions(then) != decisions(now));
    changed
        .map(|(item, (then, now))| {
            let is_new = |ruling: &&&Ruling| !then.iter().any(|old| old.decision == ruling.decision);
            let is_gone = |ruling: &&&Ruling| !now.iter().any(|new| new.decision == ruling.decision);
            let new = now.iter().filter(is_new).map(|ruling| (ruling.decision.to_string(), *ruling));
            let gone =
                then.iter().filter(is_gone).map(|ruling| (format!("no longer {}", ruling.decision), *ruling));
            let all: Vec<(String, &Ruling)> = new.chain(gone).collect();
            let join = |texts: Vec<String>| texts.join("; ");
            let mut reasons: Vec<String> = all.iter().map(|(_, ruling)| ruling.reason.clone()).collect();
            reasons.dedup();
            RulingChange {
                item: item.to_owned(),
                decision: join(all.into_iter().map(|(text, _)| text).collect()),
                reason: join(reasons),
                candidates: 0,
            }
        })
        .collect()
}

/// What was taken down of the sheets graded under one set of rulings.
#[derive(Debug, Default)]
pub struct Scores {
    /// Candidates, their totals and maxima in units, in the order of the sheets.
    candidates: Vec<(Box<str>, i64, i64)>,
    /// For each candidate, score and maximum in units of every item watched.
    items: Vec<(i64, i64)>,
}

/// Takes down the totals of all candidates, and their scores in a few items.
#[derive(Debug)]
pub struct ScoreTaker<'a> {
    scheme: &'a Scheme,
    watched: Vec<usize>,
    scores: Mutex<Scores>,
}

impl<'a> ScoreTaker<'a> {
    /// Watches the items of `changes`.
    pub fn new(scheme: &'a Scheme, changes: &[RulingChange]) -> Self {
        let place = |change: &RulingChange| scheme.items.iter().position(|one| one.item.id == change.item);
        // An item that no sheet has is watched in vain: the place is beyond every sheet's items.
        let watched = changes.iter().map(|change| place(change).unwrap_or(usize::MAX)).collect();
        Self { scheme, watched, scores: Mutex::default() }
    }

    /// What was taken down.
    pub fn into_scores(self) -> Scores {
        self.scores.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Recorder for ScoreTaker<'_> {
    type Block = Scores;

    fn record(&self, block: &mut Scores, sheet: &GradedSheet<'_>) {
        block.candidates.push((sheet.candidate.into(), sheet.points, sheet.max));
        block.items.extend(self.watched.iter().map(|&item| {
            let Some(entry) = self.scheme.items.get(item) else { return (0, 0) };
            let slot = sheet.slots[item];
            let max = if slot == entry.not_presented { 0 } else { entry.max };
            (self.scheme.slots[slot as usize].score, max)
        }));
    }

    fn write(&self, mut block: Scores) -> io::Result<()> {
        let mut scores = self.scores.lock().unwrap_or_else(PoisonError::into_inner);
        scores.candidates.append(&mut block.candidates);
        scores.items.append(&mut block.items);
        Ok(())
    }
}

/// Scores under one scheme: what was taken down, and what a unit is.
#[derive(Debug)]
pub struct Graded<'a> {
    /// Totals and scores.
    pub scores: &'a Scores,
    /// Units to a point.
    pub unit: i64,
}

/// Compares two gradings of the same sheets, and both with what an earlier report says, where it is at hand.
pub fn compare(
    with: &str,
    mut rulings: Vec<RulingChange>,
    before: &Graded<'_>,
    after: &Graded<'_>,
    mut old: Option<OldScores>,
) -> Comparison {
    let (then, now) = (PointsFormat::new(before.unit), PointsFormat::new(after.unit));
    let watched = rulings.len();
    let mut moved = Vec::new();
    let mut unmoved = 0;
    for (place, (was, is)) in before.scores.candidates.iter().zip(&after.scores.candidates).enumerate() {
        let (points, max_points) = (written(now, is.1), written(now, is.2));
        let recomputed = (written(then, was.1), written(then, was.2));
        let earlier = match &mut old {
            Some(old) => old.remove(&*cell(&is.0)),
            None => Some(recomputed.clone()),
        };
        if earlier.as_ref().is_some_and(|old| old.0 == points && old.1 == max_points) {
            unmoved += 1;
            continue;
        }
        let of_candidate = place * watched..(place + 1) * watched;
        let items = before.scores.items[of_candidate.clone()].iter().zip(&after.scores.items[of_candidate]);
        let differs = |(was, is): (&(i64, i64), &(i64, i64))| {
            let points = |units: i64, graded: &Graded<'_>| Fraction::new(units, graded.unit);
            points(was.0, before) != points(is.0, after) || points(was.1, before) != points(is.1, after)
        };
        let causes: Vec<usize> =
            items.enumerate().filter(|(_, pair)| differs(*pair)).map(|(place, _)| place).collect();
        for &cause in &causes {
            rulings[cause].candidates += 1;
        }
        let change = earlier.as_ref().and_then(|old| change(&old.0, &points));
        moved.push(Moved {
            candidate: is.0.to_string(),
            other: earlier.as_ref() != Some(&recomputed),
            old_points: earlier.as_ref().map(|old| old.0.clone()),
            old_max_points: earlier.map(|old| old.1),
            points,
            max_points,
            change,
            rulings: causes,
        });
    }
    let mut gone: Vec<String> = old.into_iter().flatten().map(|(candidate, _)| candidate).collect();
    gone.sort_unstable();
    Comparison { with: with.to_owned(), rulings, moved, unmoved, gone, changed: Vec::new() }
}

fn how_many<S: serde::Serializer>(moved: &[Moved], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u64(moved.len() as u64)
}

fn written(format: PointsFormat, units: i64) -> String {
    let mut out = Vec::new();
    format.push(&mut out, units);
    String::from_utf8(out).unwrap_or_default()
}

/// `+1`, `-0.5`, `0`.
fn change(old: &str, new: &str) -> Option<String> {
    let change = fraction::parse_decimal(new)? - fraction::parse_decimal(old)?;
    let sign = if change > Fraction::from_integer(0) { "+" } else { "" };
    Some(format!("{sign}{}", fraction::to_decimal(change, 6)))
}
