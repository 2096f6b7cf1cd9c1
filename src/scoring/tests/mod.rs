//! Tests of the rules of short answers, as data: an item, a response, what it earns.

mod laws;
mod lists;
mod numbers;
mod texts;
mod words;

use super::{Graded, Lexicon, ShortScorer};
use crate::model::{Accept, AcceptedText, EntryOrder, Fraction, Matching, ShortAnswer, Status};
use std::sync::LazyLock;

/// The lexicon of no bank, built once.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::default);

/// An item in one line, for tests.
#[derive(Debug, Clone)]
struct Item(ShortAnswer);

fn item(accept: Accept) -> Item {
    Item(ShortAnswer { accept, reject: Vec::new(), matching: Matching::default() })
}

/// `accept`, with full credit for every text.
fn accept(texts: &[&str]) -> Item {
    accept_credits(&texts.iter().map(|text| (*text, 1, 1)).collect::<Vec<_>>())
}

/// `accept`, with credits as numerator and denominator.
fn accept_credits(texts: &[(&str, i64, i64)]) -> Item {
    let text = |(text, numer, denom): &(&str, i64, i64)| AcceptedText {
        text: (*text).to_owned(),
        credit: Fraction::new(*numer, *denom),
        feedback: None,
    };
    item(Accept::Texts(texts.iter().map(text).collect()))
}

/// `accept-words`, with synonyms set apart by `|`.
fn accept_words(groups: &[&str]) -> Item {
    item(Accept::Words(groups.iter().map(|group| synonyms(group)).collect()))
}

/// `accept-list`, with synonyms set apart by `|`.
fn accept_list(entries: &[&str], order: EntryOrder, partial: bool) -> Item {
    item(Accept::List { entries: entries.iter().map(|entry| synonyms(entry)).collect(), order, partial })
}

/// `accept-number`.
fn accept_number(value: (i64, i64), tolerance: (i64, i64), units: &[&str]) -> Item {
    item(Accept::Number {
        value: Fraction::new(value.0, value.1),
        tolerance: Fraction::new(tolerance.0, tolerance.1),
        units: units.iter().map(|unit| (*unit).to_owned()).collect(),
    })
}

fn synonyms(texts: &str) -> Vec<String> {
    texts.split('|').map(str::to_owned).collect()
}

impl Item {
    fn reject(mut self, texts: &[&str]) -> Self {
        self.0.reject = texts.iter().map(|text| (*text).to_owned()).collect();
        self
    }

    fn matching(mut self, matching: Matching) -> Self {
        self.0.matching = matching;
        self
    }

    fn scorer(&self) -> ShortScorer {
        ShortScorer::new(&self.0, &LEXICON, &[])
    }

    fn score(&self, response: &str) -> Graded {
        self.scorer().score(response)
    }
}

/// What a response earned in one word: a credit such as `1` or `3/4`, `R` for review, `-` for blank.
fn outcome(graded: &Graded) -> String {
    match graded.status {
        Status::Review => "R".to_owned(),
        Status::Blank => "-".to_owned(),
        _ => graded.credit.to_string(),
    }
}

/// Checks what responses earn, and that each outcome is told consistently.
#[track_caller]
fn check(item: &Item, expected: &[(&str, &str)]) {
    let scorer = item.scorer();
    for (response, expected) in expected {
        let graded = scorer.score(response);
        assert_eq!(outcome(&graded), *expected, "{response:?}: {graded:?}");
        check_consistent(&scorer, &graded);
    }
}

#[track_caller]
fn check_consistent(scorer: &ShortScorer, graded: &Graded) {
    assert!(scorer.credits().contains(&graded.credit), "{graded:?} not in {:?}", scorer.credits());
    assert_eq!(graded.status == Status::Review, graded.why.is_some(), "{graded:?}");
    assert_eq!(graded.status == Status::Blank, graded.key.is_empty(), "{graded:?}");
    if !matches!(graded.status, Status::Review | Status::Blank) {
        assert_eq!(graded.status, Status::from_credit(graded.credit), "{graded:?}");
    }
}

/// Checks the reason given to a leader.
#[track_caller]
fn check_why(item: &Item, expected: &[(&str, &str, &str)]) {
    for (response, nearest, why) in expected {
        let graded = item.score(response);
        assert_eq!(
            (graded.nearest.as_deref(), graded.why.as_deref()),
            (Some(*nearest), Some(*why)),
            "{response:?}: {graded:?}"
        );
    }
}

#[test]
fn rules_have_the_names_that_are_written() {
    use crate::scoring::Rule;
    for rule in [Rule::Key, Rule::AllOrNothing, Rule::PerOption, Rule::Typo, Rule::NoMatch, Rule::None] {
        assert_eq!(serde_json::to_value(rule).ok(), Some(rule.name().into()));
    }
}
