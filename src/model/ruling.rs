//! Rulings: decisions taken after the exam, each with a reason.

use super::{Fraction, fraction};
use std::fmt;
use std::str::FromStr;

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

/// A text that is no decision as [`Decision`] writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoDecision;

impl FromStr for Decision {
    type Err = NoDecision;

    /// Reads what [`fmt::Display`] wrote.
    fn from_str(text: &str) -> Result<Self, NoDecision> {
        match text {
            "void: true" => return Ok(Self::Void),
            "full-credit: true" => return Ok(Self::FullCredit),
            _ => {}
        }
        if let Some(labels) = text.strip_prefix("answer: ") {
            return Ok(Self::NewKey(labels.split(", ").map(str::to_owned).collect()));
        }
        let rest = text.strip_prefix("accept: ").ok_or(NoDecision)?;
        let (text, credit) = rest.rsplit_once(", credit: ").ok_or(NoDecision)?;
        let credit = fraction::parse_decimal(credit).ok_or(NoDecision)?;
        Ok(Self::Accept { text: text.to_owned(), credit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_are_read_as_they_are_written() {
        #[track_caller]
        fn check(decision: &Decision, text: &str) {
            assert_eq!(decision.to_string(), text);
            assert_eq!(text.parse().as_ref(), Ok(decision));
        }
        check(&Decision::Void, "void: true");
        check(&Decision::FullCredit, "full-credit: true");
        check(&Decision::NewKey(vec!["A".into(), "C".into()]), "answer: A, C");
        let accept = |text: &str, credit| Decision::Accept { text: text.into(), credit };
        check(&accept("a, credit: 1", Fraction::new(1, 2)), "accept: a, credit: 1, credit: 0.5");
        check(&accept("", Fraction::from_integer(1)), "accept: , credit: 1");
        for text in ["", "void", "accept: a", "accept: a, credit: much", "keep"] {
            assert_eq!(text.parse::<Decision>(), Err(NoDecision), "{text}");
        }
    }
}
