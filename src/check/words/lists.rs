//! Short lists of words that lints look for.

/// Words that leave no exception. `only`, `all`, `none` and `must` are left out on purpose: they are keys as often as not.
pub(in crate::check) const ABSOLUTES: &[&str] = &[
    "always",
    "never",
    "every",
    "everyone",
    "nobody",
    "entirely",
    "completely",
    "absolutely",
    "totally",
    "impossible",
    "invariably",
    "solely",
    "exclusively",
];

/// Words that leave room.
pub(in crate::check) const HEDGES: &[&str] = &[
    "may",
    "might",
    "can",
    "usually",
    "often",
    "generally",
    "typically",
    "sometimes",
    "some",
    "most",
    "likely",
];

/// Words for how often, which people read very differently.
pub(in crate::check) const FREQUENCIES: &[&str] = &[
    "often",
    "sometimes",
    "usually",
    "rarely",
    "seldom",
    "frequently",
    "occasionally",
    "commonly",
    "generally",
    "regularly",
    "infrequently",
];

/// Words that turn a lead-in round.
pub(in crate::check) const NEGATIVES: &[&str] = &["not", "except", "least", "never", "incorrect", "false"];

/// Words that turn an option round.
pub(in crate::check) const NEGATIONS: &[&str] = &["not", "no", "never"];

/// Words that begin an instruction on how to answer.
pub(in crate::check) const INSTRUCTIONS: &[&str] =
    &["select", "choose", "pick", "mark", "check", "tick", "give", "name", "list", "answer", "write"];

/// Options that stand for all others, word by word.
pub(in crate::check) const ALL_OF_THE_ABOVE: &[&[&str]] = &[
    &["all", "of", "the", "above"],
    &["all", "of", "these"],
    &["all", "the", "above"],
    &["all", "of", "these", "above"],
    &["all", "of", "the", "options"],
];

/// Options that stand against all others, word by word.
pub(in crate::check) const NONE_OF_THE_ABOVE: &[&[&str]] = &[
    &["none", "of", "the", "above"],
    &["none", "of", "these"],
    &["none", "of", "these", "above"],
    &["none", "of", "the", "options"],
];
