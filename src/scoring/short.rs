//! Short answers: the rules of `docs/short-answers.md`, compiled for one item.

use super::normalize::normalize;
use super::phrase::{Rules, Typed};
use super::text::Texts;
use super::verdict::Verdict;
use super::{Lexicon, Rule};
use crate::model::{Accept, Case, Fraction, ShortAnswer, Status};
use rustc_hash::FxHashMap;

/// Scores responses to one short-answer item.
///
/// Compiled once; scoring shares nothing and may run in parallel.
#[derive(Debug, Clone)]
pub struct ShortScorer {
    form: Form,
    rules: Rules,
    rulings: FxHashMap<String, Fraction>,
    credits: Vec<Fraction>,
}

/// One response as scored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graded {
    /// Correct, partial, incorrect, blank or review.
    pub status: Status,
    /// From 0 to 1, one of [`ShortScorer::credits`]. A response under review has 0.
    pub credit: Fraction,
    /// The rule that decided.
    pub rule: Rule,
    /// For a response under review, the accepted text that lies nearest, as the author wrote it.
    pub nearest: Option<String>,
    /// For a response under review, why it was not credited, in words for a leader.
    pub why: Option<String>,
    /// The response in the form in which it is compared. Responses with the same key have the same outcome and
    /// are one row for review; a ruling on one holds for all. Empty for a blank one.
    pub key: String,
}

#[derive(Debug, Clone)]
enum Form {
    Texts(Texts),
}

impl ShortScorer {
    /// Compiles an item. `rulings` are responses with the credit that was decided for them; they win over
    /// everything, the last one on the same response over earlier ones.
    pub fn new(short: &ShortAnswer, lexicon: &Lexicon, rulings: &[(String, Fraction)]) -> Self {
        let rules = Rules::new(short, lexicon);
        let form = match &short.accept {
            Accept::Texts(accepted) => Form::Texts(Texts::new(accepted, &rules)),
            _ => Form::Texts(Texts::new(&[], &rules)),
        };
        let mut scorer = Self { form, rules, rulings: FxHashMap::default(), credits: Vec::new() };
        for (text, credit) in rulings {
            scorer.rulings.insert(scorer.key(text), *credit);
        }
        scorer.credits = scorer.every_credit();
        scorer
    }

    /// Scores a response.
    pub fn score(&self, response: &str) -> Graded {
        let key = self.key(response);
        let zero = Fraction::from_integer(0);
        let graded = |status, credit, rule| (status, credit, rule, None, None);
        let (status, credit, rule, nearest, why) = if key.is_empty() {
            graded(Status::Blank, zero, Rule::None)
        } else if let Some(credit) = self.rulings.get(&key) {
            graded(Status::from_credit(*credit), *credit, Rule::Ruling)
        } else {
            match self.verdict(response, &key) {
                Verdict::Credit(credit, rule) => graded(Status::from_credit(credit), credit, rule),
                Verdict::Rejected => graded(Status::Incorrect, zero, Rule::Rejected),
                Verdict::NoMatch => graded(Status::Incorrect, zero, Rule::NoMatch),
                Verdict::Review { nearest, why } => {
                    (Status::Review, zero, Rule::Review, nearest.map(str::to_owned), Some(why.to_string()))
                }
            }
        };
        Graded { status, credit, rule, nearest, why, key }
    }

    /// Every credit that a response can earn, rising, 0 among them.
    pub fn credits(&self) -> &[Fraction] {
        &self.credits
    }

    /// The form in which a response is merged with others and compared with rulings; see [`Graded::key`].
    pub fn key(&self, response: &str) -> String {
        normalize(response, self.rules.case)
    }

    fn verdict<'a>(&'a self, response: &'a str, normal: &'a str) -> Verdict<'a> {
        match &self.form {
            Form::Texts(texts) => texts.score(response, &Typed::new(normal), &self.rules),
        }
    }

    fn every_credit(&self) -> Vec<Fraction> {
        let mut credits = vec![Fraction::from_integer(0)];
        match &self.form {
            Form::Texts(texts) => credits.extend(texts.credits()),
        }
        credits.extend(self.rulings.iter().map(|(_, credit)| *credit));
        credits.sort_unstable();
        credits.dedup();
        credits
    }
}

/// Whether a response says nothing, and so is blank.
pub fn is_blank(response: &str) -> bool {
    response.is_empty() || normalize(response, Case::Fold).is_empty()
}
