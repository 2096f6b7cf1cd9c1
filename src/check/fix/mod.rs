//! The mends that findings carry, made: edits of the files that keep comments and layout.
//!
//! Mends are made round by round, since one can make place for another. After each round the files are read again; where a
//! bank would mean something else than before, but for what the mends are about, its file is left as it was.

mod meaning;

use super::{Settings, check};
use crate::diagnostic::{Edit, Finding, Place, Severity, SourceId, apply};
use crate::load::Loaded;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// After so many rounds nothing more is mended; two are enough for what the lints mend today.
const MAX_ROUNDS: usize = 10;

/// What can be mended.
#[derive(Debug, Default)]
pub struct Fixes {
    /// The new text of every file that changes.
    pub changed: BTreeMap<SourceId, String>,
    /// What is mended, in the order of the files and of the places in them.
    pub made: Vec<Made>,
    /// The files that are left as they are, though they hold something to mend.
    pub refused: Vec<Refused>,
    /// The files read again; `None` where nothing changes.
    pub after: Option<Loaded>,
}

/// One mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The file.
    pub source: SourceId,
    /// Where it is made, in the file as it was in its round.
    pub place: Place,
    /// Code of the finding that it removes.
    pub code: String,
    /// What it does.
    pub message: String,
}

/// A file that is left as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The file.
    pub path: PathBuf,
    /// Why.
    pub why: &'static str,
}

/// The mends of one round for one file.
#[derive(Default)]
struct Round {
    edits: Vec<Edit>,
    made: Vec<Made>,
    /// Start and end of what is edited.
    taken: BTreeMap<u32, u32>,
}

/// Mends what can be mended safely in the files that were loaded together.
pub fn fix(loaded: &Loaded, settings: &Settings) -> Fixes {
    let mut fixes = Fixes::default();
    let faulty: BTreeSet<SourceId> = loaded
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| finding.span.source)
        .collect();
    let mut left_alone: BTreeMap<SourceId, &'static str> =
        faulty.into_iter().map(|source| (source, "it holds errors; mend those first")).collect();
    let mut told = BTreeSet::new();
    for _ in 0..MAX_ROUNDS {
        let now = fixes.after.as_ref().unwrap_or(loaded);
        let mut rounds = plan(now, &check(now, settings));
        for (source, why) in &left_alone {
            if rounds.remove(source).is_some() && told.insert(*source) {
                fixes.refused.push(Refused { path: now.sources.get(*source).path().to_owned(), why });
            }
        }
        if rounds.is_empty() {
            break;
        }
        let mut texts = fixes.changed.clone();
        for (source, round) in &rounds {
            let text = apply(now.sources.get(*source).text(), &round.edits);
            texts.extend(text.map(|text| (*source, text)));
        }
        let next = loaded.with_texts(&texts);
        let unsound = meaning::lost(now, &next, rounds.keys());
        if unsound.is_empty() {
            fixes.made.extend(rounds.into_values().flat_map(|round| round.made));
            fixes.changed = texts;
            fixes.after = Some(next);
        }
        let why = "its items would mean something else";
        left_alone.extend(unsound.into_iter().map(|source| (source, why)));
    }
    fixes.made.sort_by_key(|made| made.source);
    fixes
}

/// The mends that can be made together, by file. Of two that overlap, the first one counts.
fn plan(loaded: &Loaded, findings: &[Finding]) -> BTreeMap<SourceId, Round> {
    let mut rounds: BTreeMap<SourceId, Round> = BTreeMap::new();
    for finding in findings {
        let Some(fix) = &finding.fix else { continue };
        let source = finding.span.source;
        let changes = |edit: &Edit| loaded.sources.get(source).slice(edit.span) != edit.text;
        let edits: Vec<&Edit> = fix.edits.iter().filter(|edit| changes(edit)).collect();
        let round = rounds.entry(source).or_default();
        if edits.is_empty() || edits.iter().any(|edit| edit.span.source != source || round.is_taken(edit)) {
            continue;
        }
        round.taken.extend(edits.iter().map(|edit| (edit.span.start, edit.span.end)));
        round.edits.extend(edits.into_iter().cloned());
        round.made.push(Made {
            source,
            place: loaded.sources.get(source).place(finding.span.start),
            code: finding.code.clone().into_owned(),
            message: fix.message.clone(),
        });
    }
    rounds.retain(|_, round| !round.edits.is_empty());
    rounds
}

impl Round {
    /// Whether an edit touches one that is made already.
    fn is_taken(&self, edit: &Edit) -> bool {
        let before = self.taken.range(..=edit.span.start).next_back();
        let behind = self.taken.range(edit.span.start..).next();
        before.is_some_and(|(start, end)| *end > edit.span.start || *start == edit.span.start)
            || behind.is_some_and(|(start, _)| *start < edit.span.end)
    }
}

#[cfg(test)]
mod tests;
