//! Facts that age: amounts, time limits, menus of telephone lines, numbers of laws.

/// Words near which an amount of money ages.
pub(in crate::check) const DATED: &[&str] =
    &["fee", "fees", "cost", "costs", "price", "prices", "charge", "charges", "deadline", "deadlines"];

/// Units behind a number in a time limit: `within 30 days`.
pub(in crate::check) const COUNTED_SPANS: &[&str] = &[
    "day", "days", "week", "weeks", "month", "months", "year", "years", "hour", "hours", "business",
    "calendar",
];

/// Words before the number of a law: `SB 803`.
pub(in crate::check) const STATUTES: &[&str] = &["sb", "ab", "hr", "hb"];
