//! What a short-answer item accepts.

use super::Fraction;

/// The accepted answers of a short-answer item and how strictly they are matched.
#[derive(Debug, Clone, PartialEq)]
pub struct ShortAnswer {
    /// Exactly one of the four `accept…` forms.
    pub accept: Accept,
    /// Texts that never earn credit.
    pub reject: Vec<String>,
    /// How responses are compared with accepted texts.
    pub matching: Matching,
}

/// The four ways to say what is accepted.
#[derive(Debug, Clone, PartialEq)]
pub enum Accept {
    /// `accept`: whole texts, in the author's order; the first that matches decides the credit.
    Texts(Vec<AcceptedText>),
    /// `accept-words`: every group must be met by one of its synonyms, anywhere in the response.
    Words(Vec<Vec<String>>),
    /// `accept-list`: several entries, each with its synonyms.
    List {
        /// The expected entries.
        entries: Vec<Vec<String>>,
        /// Whether positions matter.
        order: EntryOrder,
        /// Whether a share of the entries earns a share of the credit.
        partial: bool,
    },
    /// `accept-number`: a number with a tolerance and optional units.
    Number {
        /// The expected value.
        value: Fraction,
        /// How far off a response may be, at most, at either side.
        tolerance: Fraction,
        /// Units that may stand behind the number; none is always accepted.
        units: Vec<String>,
    },
}

/// One accepted text.
#[derive(Debug, Clone, PartialEq)]
pub struct AcceptedText {
    /// The text.
    pub text: String,
    /// Above 0, at most 1.
    pub credit: Fraction,
    /// What a candidate who gave it is told.
    pub feedback: Option<String>,
}

/// Whether the entries of a list have an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EntryOrder {
    /// Any order: entries are matched one to one.
    #[default]
    Any,
    /// The order given: entry by entry.
    Given,
}

impl EntryOrder {
    /// Every order with its name in files.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Any, "any"), (Self::Given, "given")];
}

/// The `match` key of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Matching {
    /// Whether letter case counts.
    pub case: Case,
    /// Whether one slip of the keyboard in a long word is forgiven.
    pub typos: bool,
}

impl Default for Matching {
    fn default() -> Self {
        Self { case: Case::Fold, typos: true }
    }
}

/// Whether letter case counts in a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Case {
    /// `Empathy` is `empathy`.
    #[default]
    Fold,
    /// It is not.
    Exact,
}

impl Case {
    /// Both choices with their names in files.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Fold, "fold"), (Self::Exact, "exact")];
}
