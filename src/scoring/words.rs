//! `accept-words`: groups of synonyms, each of which the response must meet: rule 7 of `docs/short-answers.md`.

use super::Rule;
use super::alternatives::is_or;
use super::characters::is_slash;
use super::guard;
use super::near::edits_inside;
use super::normalize::normalize;
use super::phrase::{Phrase, Rules, Typed};
use super::verdict::Verdict;
use super::why::Why;
use crate::model::Fraction;

/// How many groups there must be for a response to lie near that meets all but one.
const MANY_GROUPS: usize = 3;

/// The groups of an item.
#[derive(Debug, Clone)]
pub(super) struct Words {
    groups: Vec<Vec<Phrase>>,
    /// The first synonym of each group, which stands for the accepted text.
    shown: String,
}

impl Words {
    /// Prepares the groups.
    pub(super) fn new(groups: &[Vec<String>], rules: &Rules) -> Self {
        let first: Vec<&str> = groups.iter().filter_map(|group| group.first()).map(String::as_str).collect();
        let phrases = |group: &Vec<String>| group.iter().map(|text| Phrase::new(text, rules.case)).collect();
        Self { shown: first.join(" + "), groups: groups.iter().map(phrases).collect() }
    }

    /// Scores a response that is not blank.
    pub(super) fn score<'a>(&'a self, raw: &str, typed: &Typed<'_>, rules: &Rules) -> Verdict<'a> {
        if rules.reject_outright(typed) {
            return Verdict::Rejected;
        }
        let missing: Vec<&Vec<Phrase>> =
            self.groups.iter().filter(|group| !is_met(group, typed, rules)).collect();
        if self.groups.is_empty() || (typed.is_long() && !missing.is_empty()) {
            return Verdict::NoMatch;
        }
        let doubt = if missing.is_empty() {
            self.doubt(raw, typed, rules)
        } else {
            self.near(&missing, typed, rules)
        };
        match doubt {
            Some(why) => Verdict::review(Some(&self.shown), &why),
            None if missing.is_empty() => Verdict::Credit(Fraction::from_integer(1), Rule::Words),
            None => Verdict::NoMatch,
        }
    }

    /// What speaks against a response that meets every group.
    fn doubt<'w>(&'w self, raw: &'w str, typed: &Typed<'w>, rules: &'w Rules) -> Option<Why<'w>> {
        let is_own =
            |word: &str| self.groups.iter().flatten().flat_map(|text| &text.words).any(|own| **own == *word);
        if typed.is_long() {
            Some(Why::Long)
        } else if let Some(word) = guard::negator_beside(typed, is_own) {
            Some(Why::Negated(word))
        } else if let Some(reject) = guard::rejected(typed, rules) {
            Some(Why::AlsoRejected(&reject.shown))
        } else if self.leaves_a_choice(raw, typed, rules) {
            Some(Why::TwoAnswers(raw.trim()))
        } else {
            None
        }
    }

    /// How a response lies near that misses some groups.
    fn near<'w>(
        &'w self,
        missing: &[&'w Vec<Phrase>],
        typed: &Typed<'w>,
        rules: &'w Rules,
    ) -> Option<Why<'w>> {
        let misspelt = |group: &&'w Vec<Phrase>| {
            let found = group.iter().filter_map(|text| Some((edits_inside(typed, text, rules)?, text)));
            found.min_by_key(|(edits, _)| *edits)
        };
        let nearly: Option<Vec<(usize, &Phrase)>> = missing.iter().map(misspelt).collect();
        if let Some((edits, text)) = nearly.and_then(|nearly| nearly.first().copied()) {
            return Some(Why::Edits(edits, &text.shown));
        }
        match missing {
            [group] if self.groups.len() >= MANY_GROUPS => Some(Why::GroupMissing(&group.first()?.shown)),
            _ => None,
        }
    }

    /// Whether the response leaves open which of two things it means. An "or" between synonyms of one group does
    /// not (`feeling or emotion`).
    fn leaves_a_choice(&self, raw: &str, typed: &Typed<'_>, rules: &Rules) -> bool {
        if raw.contains(is_slash) {
            let spelled_out = normalize(&raw.replace(is_slash, " or "), rules.case);
            return self.has_open_or(&Typed::new(&spelled_out).words);
        }
        self.has_open_or(&typed.words)
    }

    fn has_open_or(&self, words: &[&str]) -> bool {
        let within_a_group = |around: &[&str]| {
            let is_in = |group: &[Phrase], word: &str| {
                group.iter().any(|text| matches!(&text.words[..], [only] if text.is_folded(word, only)))
            };
            matches!(around, [left, _, right] if self.groups.iter().any(|group| is_in(group, left) && is_in(group, right)))
        };
        let ors = words.iter().enumerate().filter(|(_, word)| is_or(word));
        ors.map(|(at, _)| words.get(at.wrapping_sub(1)..at + 2))
            .any(|around| !around.is_some_and(within_a_group))
    }
}

fn is_met(group: &[Phrase], typed: &Typed<'_>, rules: &Rules) -> bool {
    group.iter().any(|text| text.stands_in(typed, rules, true).is_some())
}
