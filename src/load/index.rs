//! Which items there are, over all banks: also those with an error, so that one error does not make
//! others.

use crate::diagnostic::{Finding, Span, code};
use crate::model::{FormKind, ancestors_and_self};
use crate::yaml::shape::nearest;
use foldhash::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many unknown names of a run get a suggestion; each costs a look at every known name.
pub(super) const MAX_SUGGESTIONS: usize = 50;

/// Every item by its id, and how many lie under each topic.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Bank and place in it, `None` for an item with an error.
    pub(super) items: HashMap<String, Option<(usize, usize)>>,
    /// Multiple-choice and short-answer items under a topic, everything below it included.
    counts: HashMap<String, (usize, usize)>,
    /// Whether there are banks at all.
    pub(super) has_banks: bool,
    /// Whether parts of banks could not be read, so that items may be missing here.
    pub(super) damaged: bool,
    /// Whether the topics of a bank or topics file could not be read.
    pub(super) topics_lost: bool,
    /// Atomic only so that threads may share what was loaded: files that name items are read one after the other.
    suggested: AtomicUsize,
}

/// Whether an item is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    Yes,
    No,
}

impl Index {
    /// Counts an item under its topic.
    pub(super) fn count(&mut self, topic: &str, is_short: bool) {
        for path in ancestors_and_self(topic) {
            if !self.counts.contains_key(path) {
                self.counts.insert(path.to_owned(), (0, 0));
            }
            if let Some((choice, short)) = self.counts.get_mut(path) {
                *choice += usize::from(!is_short);
                *short += usize::from(is_short);
            }
        }
    }

    /// How many items an exam of this kind finds under a topic.
    pub(super) fn under(&self, topic: &str, kind: FormKind) -> usize {
        let (choice, short) = self.counts.get(topic).copied().unwrap_or_default();
        match kind {
            FormKind::Choice => choice,
            FormKind::Short => short,
            FormKind::Any => choice + short,
        }
    }

    /// Whether a bank has the item; a finding if it certainly has not.
    pub(super) fn know(&self, id: &str, span: Span, findings: &mut Vec<Finding>) -> Known {
        if self.items.contains_key(id) {
            return Known::Yes;
        }
        // Without banks nothing can be said, and in a damaged one the item may be there.
        if self.has_banks && !self.damaged {
            let mut finding =
                Finding::error(code::UNKNOWN_ITEM, span, format!("no bank has the item `{id}`"));
            if self.suggested.fetch_add(1, Ordering::Relaxed) < MAX_SUGGESTIONS
                && let Some(near) = nearest(id, self.items.keys().map(String::as_str))
            {
                finding = finding.with_help(format!("did you mean `{near}`?"));
            }
            findings.push(finding);
        }
        Known::No
    }
}
