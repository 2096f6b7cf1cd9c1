//! Rulings: decisions taken after the exam, each with a reason.

use super::{Fraction, fraction};
use std::fmt;

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

impl fmt::Display for Decision {
    /// In the words of the file: `void: true`, `answer: C`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Void => out.write_str("void: true"),
            Self::FullCredit => out.write_str("full-credit: true"),
            Self::NewKey(labels) => write!(out, "answer: {}", labels.join(", ")),
            Self::Accept { text, credit } => {
                write!(out, "accept: {text}, credit: {}", fraction::to_decimal(*credit, 6))
            }
        }
    }
}
