//! Short answers: the rules of `docs/short-answers.md`, compiled for one item.

use super::characters::is_slash;
use super::list::{self, List};
use super::normalize::normalize;
use super::number::{self, Number};
use super::phrase::{Rules, Typed};
use super::text::Texts;
use super::verdict::Verdict;
use super::words::Words;
use super::{Lexicon, Rule};
use crate::model::{Accept, Case, Fraction, ShortAnswer, Status};
use foldhash::HashMap;

/// The longest response, in bytes, that is looked at. A longer one is incorrect unless a ruling says otherwise.
const MAX_LENGTH: usize = 10_000;

/// Scores responses to one short-answer item.
///
/// Compiled once; scoring shares nothing and may run in parallel.
#[derive(Debug, Clone)]
pub struct ShortScorer {
    form: Form,
    rules: Rules,
    rulings: HashMap<String, Fraction>,
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
    Words(Words),
    List(List),
    Number(Number),
}

impl ShortScorer {
    /// Compiles an item. `rulings` are responses with the credit that was decided for them; they win over
    /// everything, the last one on the same response over earlier ones.
    pub fn new(short: &ShortAnswer, lexicon: &Lexicon, rulings: &[(String, Fraction)]) -> Self {
        let rules = Rules::new(short, lexicon);
        let form = match &short.accept {
            Accept::Texts(accepted) => Form::Texts(Texts::new(accepted, &rules)),
            Accept::Words(groups) => Form::Words(Words::new(groups, &rules)),
            Accept::List { entries, order, partial } => {
                Form::List(List::new(entries, *order, *partial, &rules))
            }
            Accept::Number { value, tolerance, units } => {
                Form::Number(Number::new(*value, *tolerance, units, &rules))
            }
        };
        let mut scorer = Self { form, rules, rulings: HashMap::default(), credits: Vec::new() };
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
                    (Status::Review, zero, Rule::Review, nearest.map(str::to_owned), Some(why))
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
        let case = self.rules.case;
        let key = |text: &str| match &self.form {
            Form::Texts(_) | Form::Words(_) => text_key(text, case),
            Form::List(_) => list::key(text, case),
            Form::Number(_) => number::key(text, case),
        };
        match beginning(response) {
            None => key(response),
            Some(_) if is_blank(response) => String::new(),
            // No key of a whole response has an ellipsis, which is punctuation.
            Some(beginning) => key(beginning) + "…",
        }
    }

    fn verdict(&self, response: &str, key: &str) -> Verdict<'_> {
        let rules = &self.rules;
        if beginning(response).is_some() {
            return Verdict::NoMatch;
        }
        match &self.form {
            Form::List(list) => list.score(response, rules),
            Form::Number(number) => number.score(response, rules),
            Form::Texts(_) | Form::Words(_) if response.contains(is_slash) => {
                self.whole_verdict(response, &normalize(response, rules.case))
            }
            Form::Texts(_) | Form::Words(_) => self.whole_verdict(response, key),
        }
    }

    /// The verdict of the forms that take a response as one text.
    fn whole_verdict(&self, response: &str, normal: &str) -> Verdict<'_> {
        match &self.form {
            Form::Texts(texts) => texts.score(response, &Typed::new(normal), &self.rules),
            Form::Words(words) => words.score(response, &Typed::new(normal), &self.rules),
            Form::List(_) | Form::Number(_) => Verdict::NoMatch,
        }
    }

    fn every_credit(&self) -> Vec<Fraction> {
        let mut credits = vec![Fraction::from_integer(0)];
        match &self.form {
            Form::Texts(texts) => credits.extend(texts.credits()),
            Form::List(list) => credits.extend(list.credits()),
            Form::Words(_) | Form::Number(_) => credits.push(Fraction::from_integer(1)),
        }
        credits.extend(self.rulings.values());
        credits.sort_unstable();
        credits.dedup();
        credits
    }
}

/// A slash may set two answers apart, so it stays in the key, unlike in the text that is compared.
fn text_key(response: &str, case: Case) -> String {
    if !response.contains(is_slash) {
        return normalize(response, case);
    }
    let parts = response.split(is_slash).map(|part| normalize(part, case)).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" / ")
}

/// The beginning of a response that is too long to be looked at; `None` for one that is not.
fn beginning(response: &str) -> Option<&str> {
    let response = response.trim();
    (response.len() > MAX_LENGTH).then(|| response.split_at(boundary(response)).0)
}

/// Whether a response says nothing, and so is blank.
pub fn is_blank(mut response: &str) -> bool {
    while !response.is_empty() {
        let (part, rest) = response.split_at(boundary(response));
        if !normalize(part, Case::Fold).is_empty() {
            return false;
        }
        response = rest;
    }
    true
}

/// The last place between two characters within the longest length.
fn boundary(text: &str) -> usize {
    let mut at = text.len().min(MAX_LENGTH);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
