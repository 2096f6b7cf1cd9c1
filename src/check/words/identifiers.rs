//! Numbers that are names: a slip of one digit is another thing.

/// Telephone numbers and other short names that are numerals.
pub(in crate::check) const IDENTIFIERS: &[&str] =
    &["211", "311", "411", "511", "711", "811", "911", "988", "1983", "5150"];

/// Words before a number that make it a name: `SB 803`, `Title 22`.
pub(in crate::check) const IDENTIFIER_PREFIXES: &[&str] = &[
    "sb",
    "ab",
    "hr",
    "title",
    "section",
    "form",
    "tip",
    "part",
    "usc",
    "cfr",
    "ors",
    "prop",
    "proposition",
    "sma",
];
