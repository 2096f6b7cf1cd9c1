//! Why a short answer was left for a person: short plain sentences, from a fixed set.

use std::fmt;

/// The longest quotation of a response, in characters.
const MAX_QUOTED: usize = 60;

/// A reason to hand a short answer to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Why<'a> {
    /// A word that turns the meaning round.
    Negated(&'a str),
    /// A rejected text stands beside an accepted one.
    AlsoRejected(&'a str),
    /// An accepted text, with one slip, lies as near to a rejected one.
    NearRejected(&'a str),
    /// Several answers in one.
    TwoAnswers(&'a str),
    /// Few edits from an accepted text.
    Edits(usize, &'a str),
    /// The words are parted otherwise, which changes what they say.
    Parted(&'a str),
    /// Only capital letters differ, where they count.
    Capitals(&'a str),
    /// Says what is accepted, and more.
    Contains(&'a str),
    /// All words of an accepted text but this one.
    AllBut(&'a str),
    /// All groups of words but the one with this word.
    GroupMissing(&'a str),
    /// Fits, but is longer than a short answer.
    Long,
    /// Entries of a list, not set apart.
    NotSetApart,
    /// Two numbers or a range.
    TwoNumbers,
    /// A number written so that it cannot be read for certain.
    UnclearNumber(&'a str),
    /// A number that has two readings, of which only the rarer one fits.
    TwoReadings(&'a str),
    /// The number fits, but stands among other words or signs.
    NumberAnd(&'a str),
}

impl fmt::Display for Why<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Negated(word) => write!(f, "says {}", Quoted(word)),
            Self::AlsoRejected(text) => write!(f, "also contains the rejected {}", Quoted(text)),
            Self::NearRejected(text) => write!(f, "as near to the rejected {}", Quoted(text)),
            Self::TwoAnswers(text) => write!(f, "two answers: {}", Quoted(text)),
            Self::Edits(1, text) => write!(f, "1 edit from {}", Quoted(text)),
            Self::Edits(edits, text) => write!(f, "{edits} edits from {}", Quoted(text)),
            Self::Parted(text) => write!(f, "{} with other spaces", Quoted(text)),
            Self::Capitals(text) => write!(f, "other capital letters than {}", Quoted(text)),
            Self::Contains(text) => write!(f, "says {} and more", Quoted(text)),
            Self::AllBut(word) => write!(f, "all words but {}", Quoted(word)),
            Self::GroupMissing(word) => write!(f, "all ideas but {}", Quoted(word)),
            Self::Long => write!(f, "more than {} words", super::MAX_WORDS),
            Self::NotSetApart => write!(f, "entries are not set apart"),
            Self::TwoNumbers => write!(f, "two numbers"),
            Self::UnclearNumber(text) => write!(f, "unclear number {}", Quoted(text)),
            Self::TwoReadings(text) => write!(f, "{} has two readings", Quoted(text)),
            Self::NumberAnd(text) => write!(f, "the number fits, but also says {}", Quoted(text)),
        }
    }
}

/// A text in curly quotes, cut where it is long.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.char_indices().nth(MAX_QUOTED) {
            Some((end, _)) => write!(f, "“{}…”", &self.0[..end]),
            None => write!(f, "“{}”", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_short_sentences() {
        #[track_caller]
        fn check(why: &Why<'_>, expected: &str) {
            assert_eq!(why.to_string(), expected);
        }
        check(&Why::Negated("not"), "says “not”");
        check(&Why::Edits(1, "empathy"), "1 edit from “empathy”");
        check(&Why::Edits(2, "empathy"), "2 edits from “empathy”");
        check(&Why::AlsoRejected("sympathy"), "also contains the rejected “sympathy”");
        check(&Why::TwoAnswers(&"é".repeat(61)), &format!("two answers: “{}…”", "é".repeat(60)));
        check(&Why::Long, "more than 25 words");
    }
}
