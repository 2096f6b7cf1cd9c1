//! `accept-list`: several entries, each with its synonyms: rule 8 of `docs/short-answers.md`.

use super::Rule;
use super::near::nearest;
use super::normalize::normalize;
use super::pairing::pair_up;
use super::phrase::{Likeness, Phrase, Rules, Typed};
use super::verdict::Verdict;
use super::why::Why;
use crate::model::{Case, EntryOrder, Fraction};
use std::borrow::Cow;

/// How many entries of a response are looked at, beside those that count.
const MAX_ENTRIES: usize = 100;

/// The expected entries of an item.
#[derive(Debug, Clone)]
pub(super) struct List {
    entries: Vec<Vec<Phrase>>,
    order: EntryOrder,
    partial: bool,
}

/// What one entry of a response is.
#[derive(Debug)]
struct Entry {
    /// Normalized; empty where nothing stands between two commas.
    normal: String,
    /// The expected entries that it matches.
    matches: Vec<usize>,
    /// The rejected text that it is.
    rejected: Option<usize>,
}

impl List {
    /// Prepares the expected entries.
    pub(super) fn new(entries: &[Vec<String>], order: EntryOrder, partial: bool, rules: &Rules) -> Self {
        let phrase = |text: &String| Phrase::new(&with_and(text), rules.case);
        let entries = entries.iter().map(|synonyms| synonyms.iter().map(phrase).collect()).collect();
        Self { entries, order, partial }
    }

    /// Every credit that a list can give.
    pub(super) fn credits(&self) -> Vec<Fraction> {
        if self.partial {
            (0..=self.entries.len()).map(|count| self.share(count)).collect()
        } else {
            vec![1.into()]
        }
    }

    /// Scores a response that is not blank.
    pub(super) fn score(&self, raw: &str, rules: &Rules) -> Verdict<'_> {
        if !rules.rejects.is_empty() {
            let whole = normalize(&with_and(raw), rules.case);
            if rules.reject_outright(&Typed::new(&whole)) {
                return Verdict::Rejected;
            }
        }
        let mut given = self.entries_of(raw, rules);
        let rejected = given.iter().find_map(|entry| entry.rejected).and_then(|at| rules.rejects.get(at));
        let only_rejected = given.iter().all(|entry| entry.rejected.is_some() || entry.normal.is_empty());
        given.truncate(self.entries.len());

        let met = self.met(&given);
        let count = met.iter().filter(|met| **met).count();
        let credit = if count == self.entries.len() || self.partial { self.share(count) } else { 0.into() };
        match rejected {
            Some(_) if only_rejected => return Verdict::Rejected,
            Some(reject) if credit > 0.into() => {
                return Verdict::review(None, &Why::AlsoRejected(&reject.shown));
            }
            _ => {}
        }
        if let Some(review) = self.near(&given, &met, rules) {
            return review;
        }
        if credit > 0.into() { Verdict::Credit(credit, Rule::List) } else { Verdict::NoMatch }
    }

    /// Which expected entries the given ones meet.
    fn met(&self, given: &[Entry]) -> Vec<bool> {
        let count = self.entries.len();
        match self.order {
            EntryOrder::Given => {
                (0..count).map(|at| given.get(at).is_some_and(|entry| entry.matches.contains(&at))).collect()
            }
            EntryOrder::Any => {
                let edges: Vec<Vec<usize>> = given.iter().map(|entry| entry.matches.clone()).collect();
                pair_up(&edges, count).iter().map(Option::is_some).collect()
            }
        }
    }

    /// Hands the response to a person where an entry that matches nothing lies near one that was not met, and
    /// credit hangs on it.
    fn near(&self, given: &[Entry], met: &[bool], rules: &Rules) -> Option<Verdict<'_>> {
        let alone = given.len() == 1;
        let (mut doubtful, mut reason) = (0, None);
        for (at, entry) in given.iter().enumerate() {
            if !entry.matches.is_empty() || entry.rejected.is_some() {
                continue;
            }
            let typed = Typed::new(&entry.normal);
            let open = (0..self.entries.len()).filter(|expected| {
                !met[*expected] && (alone || self.order == EntryOrder::Any || *expected == at)
            });
            let near: Vec<_> =
                open.filter_map(|at| nearest(&typed, self.entries[at].iter(), rules)).collect();
            doubtful += near.len();
            if let (None, Some((text, why))) = (&reason, near.first()) {
                let why = if near.len() > 1 { &Why::NotSetApart } else { why };
                reason = Some(Verdict::review(Some(&text.shown), why));
            }
        }
        let count = met.iter().filter(|met| **met).count();
        if self.partial || count + doubtful >= self.entries.len() { reason } else { None }
    }

    /// The entries of a response. Blank ones hold their place only where the order counts.
    fn entries_of(&self, raw: &str, rules: &Rules) -> Vec<Entry> {
        let mut entries = Vec::new();
        for part in parts(raw).take(self.entries.len() + MAX_ENTRIES) {
            let normal = normalize(&with_and(part), rules.case);
            if !normal.is_empty() {
                self.add(normal, rules, &mut entries);
            } else if self.order == EntryOrder::Given {
                entries.push(Entry { normal, matches: Vec::new(), rejected: None });
            }
        }
        entries
            .truncate(entries.iter().rposition(|entry| !entry.normal.is_empty()).map_or(0, |last| last + 1));
        entries
    }

    /// Adds one entry, or what "and" joins; a number in front (`1. realize`) is left out.
    fn add(&self, normal: String, rules: &Rules, entries: &mut Vec<Entry>) {
        let is_and = |word: &&str| word.eq_ignore_ascii_case("and");
        let whole = self.entry(normal, rules);
        let typed = Typed::new(&whole.normal);
        let may_be_parted =
            typed.words.iter().any(is_and) || whole.normal.starts_with(|c: char| c.is_ascii_digit());
        if whole.is_known() || !may_be_parted {
            entries.push(whole);
            return;
        }
        let unnumbered = match &typed.words[..] {
            [number, rest @ ..] if !rest.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => rest,
            words => words,
        };
        let joined = unnumbered.split(is_and).filter(|words| !words.is_empty());
        let parts: Vec<Entry> =
            joined.map(|words| self.entry(normalize(&words.join(" "), rules.case), rules)).collect();
        if parts.iter().any(Entry::is_known) {
            entries.extend(parts);
        } else {
            entries.push(whole);
        }
    }

    /// What an entry matches. A rejected text goes before an expected one that is no more alike.
    fn entry(&self, normal: String, rules: &Rules) -> Entry {
        let typed = Typed::new(&normal);
        let alike = |texts: &[Phrase]| texts.iter().filter_map(|text| text.likeness(&typed, rules)).min();
        let rejects = rules.rejects.iter().enumerate();
        let rejected = rejects.filter_map(|(at, reject)| Some((reject.likeness(&typed, rules)?, at))).min();
        let surer = |likeness: Likeness| rejected.is_none_or(|(rejected, _)| likeness < rejected);
        let matches: Vec<usize> =
            (0..self.entries.len()).filter(|at| alike(&self.entries[*at]).is_some_and(surer)).collect();
        let rejected = rejected.filter(|_| matches.is_empty()).map(|(_, at)| at);
        Entry { normal, matches, rejected }
    }

    /// The share of full credit for this many entries.
    fn share(&self, count: usize) -> Fraction {
        let integer = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        if self.entries.is_empty() {
            0.into()
        } else {
            Fraction::new(integer(count), integer(self.entries.len()))
        }
    }
}

impl Entry {
    fn is_known(&self) -> bool {
        !self.matches.is_empty() || self.rejected.is_some()
    }
}

/// The form in which lists are merged and ruled on: normalized entries, set apart.
pub(super) fn key(raw: &str, case: Case) -> String {
    if normalize(raw, case).is_empty() {
        return String::new();
    }
    let mut parts: Vec<String> = parts(raw).map(|part| normalize(&with_and(part), case)).collect();
    parts.truncate(parts.iter().rposition(|part| !part.is_empty()).map_or(0, |last| last + 1));
    parts.join("; ")
}

/// The parts of a list: lines and bullets, and what commas, semicolons and bars set apart in them. A part with
/// nothing in it keeps its place, but not at the end of a line.
fn parts(raw: &str) -> impl Iterator<Item = &str> {
    let lines = raw.split(['\n', '\r', '\t', '•']);
    lines.flat_map(|line| {
        let line = line.trim_end_matches(|c: char| c.is_whitespace() || is_separator(c));
        // An empty line has no part, but splitting it gives one.
        line.split(is_separator).filter(move |_| !line.is_empty())
    })
}

fn is_separator(c: char) -> bool {
    matches!(c, ',' | ';' | '|' | '，' | '；' | '、' | '،')
}

/// An ampersand spelled out.
pub(super) fn with_and(text: &str) -> Cow<'_, str> {
    if text.contains('&') { Cow::Owned(text.replace('&', " and ")) } else { Cow::Borrowed(text) }
}
