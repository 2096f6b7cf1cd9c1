//! Words that turn an answer round: rule 5 of `docs/short-answers.md`.

use super::phrase::{Phrase, Rules, Typed};

/// Words that negate, in the normalized form. `non` is not among them: it is a prefix, spelled apart.
const NEGATORS: [&str; 48] = [
    "absence",
    "absent",
    "aint",
    "arent",
    "avoid",
    "avoided",
    "avoiding",
    "avoids",
    "cannot",
    "cant",
    "couldnt",
    "didnt",
    "doesnt",
    "dont",
    "except",
    "excluding",
    "fail",
    "failing",
    "fails",
    "hardly",
    "hasnt",
    "havent",
    "instead",
    "isnt",
    "lack",
    "lacking",
    "lacks",
    "neither",
    "never",
    "no",
    "nobody",
    "none",
    "nor",
    "not",
    "nothing",
    "opposite",
    "rarely",
    "rather",
    "refuse",
    "shouldnt",
    "stop",
    "unless",
    "unlike",
    "wasnt",
    "werent",
    "without",
    "wont",
    "wouldnt",
];

/// The first word of the response that negates and is not a word of the text.
pub(super) fn negator<'t>(typed: &Typed<'t>, text: &Phrase) -> Option<&'t str> {
    negator_beside(typed, |word| text.words.iter().any(|own| **own == *word))
}

/// The first word of the response that negates and that `is_own` does not know as a word of the key.
pub(super) fn negator_beside<'t>(typed: &Typed<'t>, is_own: impl Fn(&str) -> bool) -> Option<&'t str> {
    typed.words.iter().copied().find(|word| is_negator(word) && !is_own(word))
}

/// Whether one of the two has a word that negates and the other has not: `not able` and `notable`.
pub(super) fn negates_otherwise(typed: &Typed<'_>, text: &Phrase) -> bool {
    let is_typed = |word: &str| typed.words.contains(&word);
    negator(typed, text).is_some() || text.words.iter().any(|word| is_negator(word) && !is_typed(word))
}

/// The first rejected text that stands in the response.
pub(super) fn rejected<'r>(typed: &Typed<'_>, rules: &'r Rules) -> Option<&'r Phrase> {
    rules.rejects.iter().find(|reject| reject.stands_in(typed, rules, false).is_some())
}

fn is_negator(word: &str) -> bool {
    NEGATORS.iter().any(|negator| negator.eq_ignore_ascii_case(word))
}
