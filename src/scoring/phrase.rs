//! A text of the author, ready for comparison, and a response cut into words.

use super::list::with_and;
use super::normalize::normalize;
use super::plural::same_but_for_plural;
use super::slip::is_slip;
use super::{Lexicon, Rule, guard};
use crate::model::{Accept, Case, ShortAnswer};
use std::ops::Range;

/// How many words of a response are looked at. Whole texts are compared at any length.
const MAX_EXAMINED: usize = 200;

/// An accepted or rejected text.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    /// As the author wrote it.
    pub(super) shown: Box<str>,
    /// In the form in which it is compared.
    pub(super) normal: Box<str>,
    /// Its words.
    pub(super) words: Vec<Box<str>>,
    /// The bytes of its words together.
    pub(super) length: usize,
    /// Has a capital within a word, such as `AIDS` or `CalMHSA`: endings count.
    abbreviation: bool,
    /// Has a capital after its first letter, such as `Carl Rogers`: slips are not forgiven.
    name: bool,
}

/// What every form of short answer compares by.
#[derive(Debug, Clone)]
pub(super) struct Rules {
    /// Whether letter case counts.
    pub(super) case: Case,
    /// Whether slips are forgiven.
    pub(super) typos: bool,
    /// The known words.
    pub(super) lexicon: Lexicon,
    /// Texts that never earn credit.
    pub(super) rejects: Vec<Phrase>,
}

/// A response, or a part of one.
#[derive(Debug)]
pub(super) struct Typed<'t> {
    /// In the form in which it is compared.
    pub(super) normal: &'t str,
    /// Its words, at most [`MAX_EXAMINED`].
    pub(super) words: Vec<&'t str>,
}

/// In which way a response is the same as a text, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// Equal.
    Exact,
    /// Equal with the spaces removed.
    Joined,
    /// Equal but for plural endings.
    Folded,
    /// Equal but for a slip of the keyboard.
    Slipped,
}

impl Likeness {
    /// The ways that need no guard, the surest first.
    pub(super) const SURE: [Self; 3] = [Self::Exact, Self::Joined, Self::Folded];

    /// The rule under which a match is recorded.
    pub(super) fn rule(self) -> Rule {
        match self {
            Self::Exact | Self::Joined => Rule::Exact,
            Self::Folded => Rule::Folded,
            Self::Slipped => Rule::Typo,
        }
    }
}

impl Phrase {
    /// Prepares a text of the author.
    pub(super) fn new(text: &str, case: Case) -> Self {
        let normal = normalize(text, case);
        let words: Vec<Box<str>> =
            normal.split(' ').filter(|word| !word.is_empty()).map(Into::into).collect();
        let length = words.iter().map(|word| word.len()).sum();
        let (abbreviation, name) = capitals(text);
        Self { shown: text.trim().into(), normal: normal.into(), words, length, abbreviation, name }
    }

    /// Whether the response is this text in this way.
    pub(super) fn is_like(&self, likeness: Likeness, typed: &Typed<'_>, rules: &Rules) -> bool {
        match likeness {
            Likeness::Exact => *self.normal == *typed.normal,
            Likeness::Joined => self.is_joined(&typed.words) && !guard::negates_otherwise(typed, self),
            Likeness::Folded => {
                self.each_word(typed, |typed, meant| self.is_folded(typed, meant))
                    || (self.is_joined_plural(&typed.words) && !guard::negates_otherwise(typed, self))
            }
            Likeness::Slipped => self.each_word(typed, |typed, meant| self.is_near_word(typed, meant, rules)),
        }
    }

    /// The surest way in which the response is this text.
    pub(super) fn likeness(&self, typed: &Typed<'_>, rules: &Rules) -> Option<Likeness> {
        let ways = [Likeness::Exact, Likeness::Joined, Likeness::Folded, Likeness::Slipped];
        ways.into_iter().find(|way| self.is_like(*way, typed, rules))
    }

    /// Where this text stands within the response, as whole words; `slips` says whether a slip is forgiven.
    pub(super) fn stands_in(&self, typed: &Typed<'_>, rules: &Rules, slips: bool) -> Option<Range<usize>> {
        let count = self.words.len();
        if count == 0 {
            return None;
        }
        // `non verbal` stands where `nonverbal` does, so one word more or less may make up the text.
        for start in 0..typed.words.len() {
            for length in [count, count - 1, count + 1] {
                let Some(window) = typed.words.get(start..start + length) else { continue };
                let same = if length == count {
                    window.iter().zip(&self.words).all(|(typed, meant)| {
                        self.is_folded(typed, meant) || (slips && self.is_near_word(typed, meant, rules))
                    })
                } else {
                    self.is_joined(window) || self.is_joined_plural(window)
                };
                if same && length > 0 {
                    return Some(start..start + length);
                }
            }
        }
        None
    }

    /// Whether the two words are the same, plural endings aside.
    pub(super) fn is_folded(&self, typed: &str, meant: &str) -> bool {
        typed == meant || (!self.abbreviation && same_but_for_plural(typed, meant))
    }

    /// Whether the words are those of this text with the spaces removed.
    fn is_joined(&self, typed: &[&str]) -> bool {
        length_of(typed) == self.length
            && joined(typed.iter().copied()).eq(joined(self.words.iter().map(AsRef::as_ref)))
    }

    /// Whether the words are those of this text, parted otherwise and with a plural ending: `nonverbal cues` for
    /// `non-verbal cue`.
    fn is_joined_plural(&self, typed: &[&str]) -> bool {
        // The longest ending is three bytes, of which one replaces another.
        !self.abbreviation
            && typed.len() != self.words.len()
            && (1..=2).contains(&length_of(typed).abs_diff(self.length))
            && same_but_for_plural(&typed.concat(), &self.words.concat())
    }

    /// Whether the typed word is the one meant, plural endings and one slip aside.
    fn is_near_word(&self, typed: &str, meant: &str, rules: &Rules) -> bool {
        self.is_folded(typed, meant)
            || (rules.typos && !self.abbreviation && !self.name && is_slip(typed, meant, &rules.lexicon))
    }

    fn each_word(&self, typed: &Typed<'_>, same: impl Fn(&str, &str) -> bool) -> bool {
        self.words.len() == typed.words.len()
            && typed.words.iter().zip(&self.words).all(|(typed, meant)| same(typed, meant))
    }
}

impl Rules {
    /// The rules of an item.
    pub(super) fn new(short: &ShortAnswer, lexicon: &Lexicon) -> Self {
        let case = short.matching.case;
        let reject = |text: &String| match short.accept {
            Accept::List { .. } => Phrase::new(&with_and(text), case),
            _ => Phrase::new(text, case),
        };
        Self {
            case,
            typos: short.matching.typos,
            lexicon: lexicon.clone(),
            rejects: short.reject.iter().map(reject).collect(),
        }
    }

    /// Whether the response is a rejected text and nothing else.
    pub(super) fn reject_outright(&self, typed: &Typed<'_>) -> bool {
        self.rejects
            .iter()
            .any(|reject| Likeness::SURE.into_iter().any(|way| reject.is_like(way, typed, self)))
    }
}

impl<'t> Typed<'t> {
    /// Cuts a normalized text into words.
    pub(super) fn new(normal: &'t str) -> Self {
        let words = normal.split(' ').filter(|word| !word.is_empty()).take(MAX_EXAMINED).collect();
        Self { normal, words }
    }

    /// Whether it is longer than a short answer.
    pub(super) fn is_long(&self) -> bool {
        self.words.len() > super::MAX_WORDS
    }
}

/// The bytes of the words together.
pub(super) fn length_of(words: &[&str]) -> usize {
    words.iter().map(|word| word.len()).sum()
}

/// Words as one run of characters, with a space kept between digits.
fn joined<'w>(words: impl Iterator<Item = &'w str>) -> impl Iterator<Item = char> {
    let mut before = ' ';
    words.flat_map(move |word| {
        let digits = before.is_ascii_digit() && word.starts_with(|c: char| c.is_ascii_digit());
        before = word.chars().next_back().unwrap_or(before);
        digits.then_some(' ').into_iter().chain(word.chars())
    })
}

/// Whether a text has a capital within a word, and whether it has one after its first letter.
fn capitals(text: &str) -> (bool, bool) {
    let (mut abbreviation, mut name) = (false, false);
    let (mut in_word, mut begun) = (false, false);
    for c in text.chars() {
        if c.is_uppercase() {
            abbreviation |= in_word;
            name |= begun;
        }
        in_word = c.is_alphabetic();
        begun |= in_word;
    }
    (abbreviation, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_matter_only_between_digits() {
        #[track_caller]
        fn check(a: &str, b: &str, same: bool) {
            let typed: Vec<&str> = a.split(' ').collect();
            assert_eq!(Phrase::new(b, Case::Fold).is_joined(&typed), same, "{a} {b}");
        }
        check("non verbal", "nonverbal", true);
        check("sb 803", "sb803", true);
        check("1 75", "175", false);
        check("1 75", "1 7 5", false);
        check("", "a", false);
    }

    #[test]
    fn capitals_tell_names_and_abbreviations() {
        #[track_caller]
        fn check(text: &str, abbreviation: bool, name: bool) {
            assert_eq!(capitals(text), (abbreviation, name), "{text}");
        }
        check("empathy", false, false);
        check("Empathy", false, false);
        check("Carl Rogers", false, true);
        check("HIPAA", true, true);
        check("CalMHSA", true, true);
        check("the Patch", false, true);
    }
}
