//! Rulings: decisions taken after the exam, each with a reason.

use super::Fraction;

/// One decision about one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// Id of the item.
    pub item: String,
    /// What was decided.
    pub decision: Decision,
    /// Why. Never empty.
    pub reason: String,
}

/// What a ruling decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// The item leaves every maximum.
    Void,
    /// Everyone who was given the item gets full credit.
    FullCredit,
    /// These labels replace the key.
    NewKey(Vec<String>),
    /// A short answer earns this credit wherever it was given.
    Accept {
        /// The response, compared after normalising.
        text: String,
        /// From 0 to 1.
        credit: Fraction,
    },
}
