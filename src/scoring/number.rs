//! `accept-number`: a number, a tolerance and units: rule 9 of `docs/short-answers.md`.

use super::characters::is_dash;
use super::near::word_edits;
use super::normalize::{fold, is_number_form, normalize};
use super::numeral::{Between, Numeral};
use super::phrase::{Rules, Typed};
use super::plural::same_but_for_plural;
use super::slip::letters_only;
use super::verdict::Verdict;
use super::why::Why;
use super::{Rule, guard};
use crate::model::{Case, Fraction};
use num_traits::{CheckedAdd, CheckedSub};

/// The longest response, in bytes, that is read as a number. A longer one is incorrect.
const MAX_LENGTH: usize = 400;

/// Number words, by value.
const NUMBER_WORDS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];

/// Words that make a number of their own, or another number of the one beside them.
const LARGER_WORDS: [&str; 32] = [
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fourty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "million",
    "millions",
    "billion",
    "dozen",
    "dozens",
    "half",
    "quarter",
    "once",
    "twice",
    "couple",
    "pair",
    "double",
];

/// The accepted number of an item.
#[derive(Debug, Clone)]
pub(super) struct Number {
    low: Fraction,
    high: Fraction,
    /// Folded, in the author's order.
    units: Vec<String>,
    /// The value and its first unit, which stand for the accepted text.
    shown: String,
}

/// A response taken apart.
#[derive(Debug, Default)]
struct Parts<'t> {
    numbers: Vec<(Numeral, &'t str)>,
    /// What stands before, between and behind the numbers, without punctuation; no empty ones. The flag says
    /// whether a number stands before it.
    others: Vec<(&'t str, bool)>,
}

impl Number {
    /// Prepares the number.
    pub(super) fn new(value: Fraction, tolerance: Fraction, units: &[String], rules: &Rules) -> Self {
        let shown = crate::model::fraction::to_decimal(value, 6);
        Self {
            // A range beyond what integers hold shrinks to the value: it never grows.
            low: value.checked_sub(&tolerance).unwrap_or(value),
            high: value.checked_add(&tolerance).unwrap_or(value),
            shown: units.first().map_or_else(|| shown.clone(), |unit| format!("{shown} {unit}")),
            units: units.iter().map(|unit| collapsed(trimmed(&fold(unit, rules.case), false))).collect(),
        }
    }

    /// Scores a response that is not blank.
    pub(super) fn score(&self, raw: &str, rules: &Rules) -> Verdict<'_> {
        let normal = if rules.rejects.is_empty() { String::new() } else { normalize(raw, rules.case) };
        let typed = Typed::new(&normal);
        if rules.reject_outright(&typed) {
            return Verdict::Rejected;
        }
        let text = plain(raw, rules.case);
        if text.len() > MAX_LENGTH {
            return Verdict::NoMatch;
        }
        let parts = Parts::of(&text);
        let other = parts.others.iter().map(|(other, _)| *other).collect::<Vec<_>>().join(" ");
        let unclear = raw.contains(is_number_form) || self.has_larger_word(&parts);
        let why = match &parts.numbers[..] {
            _ if unclear => Why::UnclearNumber(raw.trim()),
            [(first, _), rest @ ..] if rest.iter().any(|(number, _)| number.usual != first.usual) => {
                Why::TwoNumbers
            }
            [(Numeral { usual: None, .. }, written), ..] => Why::UnclearNumber(written),
            [(Numeral { usual: Some(usual), .. }, _), ..] if self.admits(*usual) => {
                if parts.others.is_empty() || self.is_unit_of(&parts) {
                    return Verdict::Credit(Fraction::from_integer(1), Rule::Number);
                }
                if self.is_another_unit(&parts, rules) {
                    return Verdict::NoMatch;
                }
                guard::rejected(&typed, rules)
                    .map_or(Why::NumberAnd(&other), |reject| Why::AlsoRejected(&reject.shown))
            }
            [(Numeral { rarer: Some(rarer), .. }, written), ..] if self.admits(*rarer) => {
                Why::TwoReadings(written)
            }
            _ => return Verdict::NoMatch,
        };
        Verdict::review(Some(&self.shown), &why)
    }

    fn admits(&self, value: Between) -> bool {
        self.low <= value.low && value.high <= self.high
    }

    /// Whether all that stands beside the number is a listed unit: behind it, or a sign such as `$` before it.
    fn is_unit_of(&self, parts: &Parts<'_>) -> bool {
        match parts.others[..] {
            [(other, behind)] => self.is_listed(other) && (behind || !other.chars().any(char::is_alphabetic)),
            _ => false,
        }
    }

    fn is_listed(&self, other: &str) -> bool {
        let other = collapsed(other);
        self.units.iter().any(|unit| same_but_for_plural(&other, unit))
    }

    /// Whether one word stands behind the number that is not near any listed unit: `36 days` where hours are asked.
    fn is_another_unit(&self, parts: &Parts<'_>, rules: &Rules) -> bool {
        let is_near =
            |other: &str| self.units.iter().any(|unit| word_edits(other, unit, &rules.lexicon).is_some());
        match parts.others[..] {
            [(other, true)] => !self.units.is_empty() && letters_only(other) && !is_near(other),
            _ => false,
        }
    }

    /// Whether words or digits of other scripts may make another number; a listed unit (`quarter`) does not.
    fn has_larger_word(&self, parts: &Parts<'_>) -> bool {
        let words = |text: &str| {
            text.split(|c: char| !c.is_alphabetic())
                .any(|word| LARGER_WORDS.iter().any(|larger| larger.eq_ignore_ascii_case(word)))
        };
        parts
            .others
            .iter()
            .any(|(other, _)| (words(other) || other.contains(char::is_numeric)) && !self.is_listed(other))
    }
}

impl<'t> Parts<'t> {
    /// Takes a folded text apart.
    fn of(text: &'t str) -> Self {
        let mut parts = Self::default();
        let (mut at, mut other_from) = (0, 0);
        while let Some(c) = text[at..].chars().next() {
            let (length, number) = number_at(text, at);
            if let Some(mut number) = number {
                let mut other = &text[other_from..at];
                if let Some(before) = without_minus(other) {
                    (other, number) = (before, number.negated());
                }
                parts.add_other(other);
                parts.numbers.push((number, &text[at..at + length]));
                other_from = at + length;
            }
            at += length.max(c.len_utf8());
        }
        parts.add_other(&text[other_from..]);
        parts
    }

    fn add_other(&mut self, other: &'t str) {
        let behind = !self.numbers.is_empty();
        let other = trimmed(other, behind);
        if !other.is_empty() {
            self.others.push((other, behind));
        }
    }
}

/// The form in which numbers are merged and ruled on: folded, spaces collapsed, without punctuation at the end.
pub(super) fn key(raw: &str, case: Case) -> String {
    if normalize(raw, case).is_empty() {
        return String::new();
    }
    let text = plain(raw, case);
    let kept =
        text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?'));
    collapsed(kept)
}

/// A response folded, with plain dashes and apostrophes.
fn plain(raw: &str, case: Case) -> String {
    let plain = |c| match c {
        '’' | '‘' => '\'',
        c if is_dash(c) => '-',
        c => c,
    };
    fold(raw, case).chars().map(plain).collect()
}

/// The word or number that begins at `at`, by its length, and the number if it is one. A length of 0 is neither.
fn number_at(text: &str, at: usize) -> (usize, Option<Numeral>) {
    let rest = &text[at..];
    let word = rest.len() - rest.trim_start_matches(char::is_alphabetic).len();
    if word > 0 {
        let value = NUMBER_WORDS.iter().position(|number| number.eq_ignore_ascii_case(&rest[..word]));
        return (word, value.and_then(|value| i64::try_from(value).ok()).map(Numeral::whole));
    }
    let signed =
        rest.starts_with(['+', '-']) && !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == ')');
    let digits = if signed { &rest[1..] } else { rest };
    let length = digits_length(digits);
    if length == 0 {
        return (0, None);
    }
    let number = Numeral::read(&digits[..length]);
    let sign = usize::from(signed);
    (sign + length, Some(if signed && rest.starts_with('-') { number.negated() } else { number }))
}

/// How many bytes of digits `text` begins with: separators count between digits, a dot also before the first.
fn digits_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut length = usize::from(bytes.first() == Some(&b'.') && digit(1));
    while digit(length)
        || (length > 0 && matches!(bytes.get(length), Some(b'.' | b',' | b'\'')) && digit(length + 1))
    {
        length += 1;
    }
    length
}

/// What stands before a number, without a `minus` at its end.
fn without_minus(other: &str) -> Option<&str> {
    let other = other.trim_end();
    let before = ["minus", "negative"].iter().find_map(|minus| other.strip_suffix(minus))?;
    (!before.ends_with(char::is_alphabetic)).then_some(before)
}

/// A text without white space and punctuation around it. A dash in front goes only behind a number (`36-hour`).
fn trimmed(text: &str, behind: bool) -> &str {
    let punctuation = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '.' | ','
                    | ';'
                    | ':'
                    | '!'
                    | '?'
                    | '('
                    | ')'
                    | '['
                    | ']'
                    | '"'
                    | '\''
                    | '“'
                    | '”'
                    | '*'
                    | '_'
                    | '='
            )
    };
    let text = text.trim_matches(punctuation);
    if behind { text.trim_matches(|c| punctuation(c) || c == '-') } else { text }
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
