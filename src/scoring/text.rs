//! `accept`: whole texts, in the author's order.

use super::Rule;
use super::alternatives::alternatives;
use super::near::nearest;
use super::phrase::{Likeness, Phrase, Rules, Typed};
use super::verdict::Verdict;
use super::why::Why;
use crate::model::{AcceptedText, Fraction};

/// The accepted texts of an item.
#[derive(Debug, Clone)]
pub(super) struct Texts {
    texts: Vec<(Phrase, Fraction)>,
}

impl Texts {
    /// Prepares the accepted texts.
    pub(super) fn new(accepted: &[AcceptedText], rules: &Rules) -> Self {
        let text = |accepted: &AcceptedText| (Phrase::new(&accepted.text, rules.case), accepted.credit);
        Self { texts: accepted.iter().map(text).collect() }
    }

    /// Every credit that a text can give.
    pub(super) fn credits(&self) -> impl Iterator<Item = Fraction> {
        self.texts.iter().map(|(_, credit)| *credit)
    }

    /// Scores a response that is not blank.
    pub(super) fn score<'a>(&'a self, raw: &str, typed: &Typed<'_>, rules: &Rules) -> Verdict<'a> {
        self.outright(typed, rules)
            .or_else(|| self.either(raw, typed, rules))
            .or_else(|| self.slipped(typed, rules))
            .or_else(|| self.near(typed, rules))
            .unwrap_or(Verdict::NoMatch)
    }

    /// The first accepted text that matches, in the author's order, decides the credit; a rejected text that
    /// matches as surely as any accepted one goes before it.
    fn outright<'a>(&'a self, typed: &Typed<'_>, rules: &Rules) -> Option<Verdict<'a>> {
        let likeness =
            |phrase: &Phrase| Likeness::SURE.into_iter().find(|way| phrase.is_like(*way, typed, rules));
        let rejected = rules.rejects.iter().filter_map(likeness).min();
        let accepted = self.texts.iter().filter_map(|(text, _)| likeness(text)).min();
        match (accepted, rejected) {
            (None, None) => None,
            (Some(accepted), rejected) if rejected.is_none_or(|rejected| accepted < rejected) => {
                let mut in_order = self.texts.iter();
                in_order.find_map(|(text, credit)| Some(Verdict::Credit(*credit, likeness(text)?.rule())))
            }
            _ => Some(Verdict::Rejected),
        }
    }

    /// Alternatives are credited, at the least of their credits, where every one is acceptable.
    fn either<'a>(&'a self, raw: &str, typed: &Typed<'_>, rules: &Rules) -> Option<Verdict<'a>> {
        let parts = if typed.is_long() { Vec::new() } else { alternatives(raw, typed.normal, rules.case) };
        if parts.len() < 2 {
            return None;
        }
        let (mut credited, mut rejected, mut nearest_text) = (Vec::new(), 0, None);
        for part in &parts {
            let part = Typed::new(part);
            match self.outright(&part, rules).or_else(|| self.slipped(&part, rules)) {
                Some(Verdict::Credit(credit, rule)) => {
                    credited.push((credit, rule));
                    nearest_text = nearest_text.or_else(|| self.matched(&part, rules));
                }
                Some(Verdict::Rejected) => rejected += 1,
                Some(Verdict::Review { nearest, .. }) => nearest_text = nearest_text.or(nearest),
                Some(Verdict::NoMatch) | None => {}
            }
        }
        if credited.len() == parts.len() {
            let credit = credited.iter().map(|(credit, _)| *credit).min()?;
            let rule = credited.iter().map(|(_, rule)| *rule).max()?;
            return Some(Verdict::Credit(credit, rule));
        }
        if rejected == parts.len() {
            return Some(Verdict::Rejected);
        }
        nearest_text.map(|text| Verdict::review(Some(text), &Why::TwoAnswers(raw.trim())))
    }

    /// One slip in a long word is forgiven, unless a rejected text lies as near.
    fn slipped<'a>(&'a self, typed: &Typed<'_>, rules: &Rules) -> Option<Verdict<'a>> {
        let like = |phrase: &Phrase| phrase.is_like(Likeness::Slipped, typed, rules);
        let (text, credit) = self.texts.iter().find(|(text, _)| like(text))?;
        Some(match rules.rejects.iter().find(|reject| like(reject)) {
            Some(reject) => Verdict::review(Some(&text.shown), &Why::NearRejected(&reject.shown)),
            None => Verdict::Credit(*credit, Rule::Typo),
        })
    }

    fn near<'a>(&'a self, typed: &Typed<'_>, rules: &Rules) -> Option<Verdict<'a>> {
        let (text, why) = nearest(typed, self.texts.iter().map(|(text, _)| text), rules)?;
        Some(Verdict::review(Some(&text.shown), &why))
    }

    /// The first text that the response is like.
    fn matched(&self, typed: &Typed<'_>, rules: &Rules) -> Option<&str> {
        self.texts
            .iter()
            .find(|(text, _)| text.likeness(typed, rules).is_some())
            .map(|(text, _)| &*text.shown)
    }
}
