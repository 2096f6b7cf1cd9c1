//! What a form of short answer says about a response.

use super::Rule;
use super::why::Why;
use crate::model::Fraction;

/// The verdict on a response that is not blank and was not ruled on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict<'a> {
    /// This credit, above 0, by this rule.
    Credit(Fraction, Rule),
    /// A rejected text.
    Rejected,
    /// Nothing matched.
    NoMatch,
    /// A person decides.
    Review {
        /// The accepted text that lies nearest.
        nearest: Option<&'a str>,
        /// Why it was not credited.
        why: String,
    },
}

impl<'a> Verdict<'a> {
    /// A person decides, for this reason.
    pub(super) fn review(nearest: Option<&'a str>, why: &Why<'_>) -> Self {
        Self::Review { nearest, why: why.to_string() }
    }
}
