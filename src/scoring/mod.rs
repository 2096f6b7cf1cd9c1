//! A response and an item give credit. Pure and exact: no I/O, no clock, no floating point.
//!
//! [`choice`] scores chosen options by formula. [`ShortScorer`] scores short answers by strict rules, which
//! `docs/short-answers.md` tells authors and leaders: credit is given only where it is certain, and what lies near is
//! handed to a person, once for each distinct response.

pub mod choice;
pub mod edits;
pub mod normalize;

mod alternatives;
mod characters;
mod confusables;
mod guard;
mod lexicon;
mod list;
mod near;
mod number;
mod numeral;
mod pairing;
mod phrase;
mod plural;
mod short;
mod slip;
mod text;
mod verdict;
mod why;
mod words;

#[cfg(test)]
mod tests;

pub use lexicon::Lexicon;
pub use normalize::normalize;
pub use short::{Graded, ShortScorer, is_blank};

use serde::Serialize;

/// The most words of a short answer. A longer one earns credit only where it is an accepted text, word for word.
pub const MAX_WORDS: usize = 25;

/// The rule that decided the credit of a response; the `rule` column of `responses.csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// Compared with the key of a single response.
    Key,
    /// A scoring of multiple response, see [`crate::model::Scoring`].
    AllOrNothing,
    /// See [`crate::model::Scoring::Proportional`].
    Proportional,
    /// See [`crate::model::Scoring::Net`].
    Net,
    /// See [`crate::model::Scoring::Balanced`].
    Balanced,
    /// See [`crate::model::Scoring::PerOption`].
    PerOption,
    /// Equal to an accepted text after normalising.
    Exact,
    /// Equal but for plural endings.
    Folded,
    /// Equal but for one slip of the keyboard in a word.
    Typo,
    /// Every group of words was met.
    Words,
    /// Entries of a list were matched.
    List,
    /// The number lies within the tolerance.
    Number,
    /// A `reject` text.
    Rejected,
    /// Near an accepted text, or guarded: a person decides.
    Review,
    /// A ruling decided.
    Ruling,
    /// Nothing matched.
    NoMatch,
    /// There was nothing to score: blank, not presented or unreadable.
    None,
}

impl Rule {
    /// The name in output files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::AllOrNothing => "all-or-nothing",
            Self::Proportional => "proportional",
            Self::Net => "net",
            Self::Balanced => "balanced",
            Self::PerOption => "per-option",
            Self::Exact => "exact",
            Self::Folded => "folded",
            Self::Typo => "typo",
            Self::Words => "words",
            Self::List => "list",
            Self::Number => "number",
            Self::Rejected => "rejected",
            Self::Review => "review",
            Self::Ruling => "ruling",
            Self::NoMatch => "no-match",
            Self::None => "none",
        }
    }
}
