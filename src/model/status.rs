//! The one status that every response has.

use serde::Serialize;

/// What became of one response of one candidate to one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Full credit.
    Correct,
    /// Some credit, less than full.
    Partial,
    /// No credit.
    Incorrect,
    /// Nothing was entered; counts as 0.
    Blank,
    /// The candidate was not given the item: it leaves the candidate's maximum.
    NotPresented,
    /// The cell cannot be read as a response to the item; earns 0 and is listed.
    Unreadable,
    /// A short answer that a person has to rule on; earns 0 until then.
    Review,
}

impl Status {
    /// The name in output files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Correct => "correct",
            Self::Partial => "partial",
            Self::Incorrect => "incorrect",
            Self::Blank => "blank",
            Self::NotPresented => "not_presented",
            Self::Unreadable => "unreadable",
            Self::Review => "review",
        }
    }

    /// The status of a response that could be read and earned `credit` (1 is full).
    pub fn from_credit(credit: super::Fraction) -> Self {
        if credit >= 1.into() {
            Self::Correct
        } else if credit > 0.into() {
            Self::Partial
        } else {
            Self::Incorrect
        }
    }
}
