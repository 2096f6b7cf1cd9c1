//! What is not credited but lies near: rule 11 of `docs/short-answers.md`. Nearness never earns credit.

use super::edits::edits_within;
use super::phrase::{Phrase, Rules, Typed, length_of};
use super::slip::letters_only;
use super::why::Why;
use super::{Lexicon, guard};
use crate::model::Case;

/// The fewest letters of a word, or of words run together, within which two edits are near.
const TWO_EDITS_FROM: usize = 6;

/// The fewest letters of a word within which one edit is near.
const ONE_EDIT_FROM: usize = 3;

/// Places of the reasons when several texts are near: edits come before these.
const CONTAINS: usize = 1000;
const ALL_BUT: usize = 2000;

/// The accepted text that lies nearest to the response, and why it is near; the author's order breaks ties.
///
/// A word that turns the meaning round and a rejected text beside it are named first.
pub(super) fn nearest<'p: 'w, 'w>(
    typed: &Typed<'w>,
    texts: impl Iterator<Item = &'p Phrase>,
    rules: &'w Rules,
) -> Option<(&'p Phrase, Why<'w>)> {
    let near = texts.filter_map(|text| near(typed, text, rules).map(|(rank, why)| (rank, text, why)));
    let (_, text, why) = near.min_by_key(|(rank, ..)| *rank)?;
    if let Some(word) = guard::negator(typed, text) {
        return Some((text, Why::Negated(word)));
    }
    if let Some(reject) = guard::rejected(typed, rules) {
        return Some((text, Why::AlsoRejected(&reject.shown)));
    }
    Some((text, why))
}

/// How near the response is to one text, the lower the nearer, and why.
fn near<'a>(typed: &Typed<'a>, text: &'a Phrase, rules: &Rules) -> Option<(usize, Why<'a>)> {
    if rules.case == Case::Exact && typed.normal.to_lowercase() == text.normal.to_lowercase() {
        return Some((0, Why::Capitals(&text.shown)));
    }
    if typed.is_long() {
        return text.stands_in(typed, rules, false).map(|_| (CONTAINS, Why::Long));
    }
    match word_by_word(typed, text, rules).or_else(|| run_together(typed, text)) {
        Some(0) => return Some((0, Why::Parted(&text.shown))),
        Some(edits) => return Some((edits, Why::Edits(edits, &text.shown))),
        None => {}
    }
    match edits_inside(typed, text, rules) {
        Some(0) => return Some((CONTAINS, Why::Contains(&text.shown))),
        Some(edits) => return Some((CONTAINS + edits, Why::Edits(edits, &text.shown))),
        None => {}
    }
    // One of two words exchanged is another answer (`closed question`); one of two left out is half of this one.
    let may_miss_one = match text.words.len() {
        0 | 1 => false,
        2 => typed.words.len() < 2,
        _ => true,
    };
    let mut missing = text.words.iter().filter(|meant| edits_to(meant, typed, text, rules).is_none());
    match (missing.next(), missing.next()) {
        (Some(word), None) if may_miss_one => Some((ALL_BUT, Why::AllBut(word))),
        _ => None,
    }
}

/// The edits by which the words of a text are misspelt somewhere in the response, where all of them are there.
pub(super) fn edits_inside(typed: &Typed<'_>, text: &Phrase, rules: &Rules) -> Option<usize> {
    if text.words.is_empty() {
        None
    } else {
        text.words.iter().map(|meant| edits_to(meant, typed, text, rules)).sum()
    }
}

/// The edits from one word of a text to the word of the response that is nearest to it.
fn edits_to(meant: &str, typed: &Typed<'_>, text: &Phrase, rules: &Rules) -> Option<usize> {
    let edits = |typed: &&str| match *typed {
        typed if text.is_folded(typed, meant) => Some(0),
        // A known word among others is no misspelling.
        typed => word_edits(typed, meant, &rules.lexicon).filter(|_| !rules.lexicon.knows(typed)),
    };
    typed.words.iter().filter_map(edits).min()
}

/// The edits in texts of as many words, where every word is near.
fn word_by_word(typed: &Typed<'_>, text: &Phrase, rules: &Rules) -> Option<usize> {
    if typed.words.len() != text.words.len() {
        return None;
    }
    let pairs = typed.words.iter().zip(&text.words);
    pairs
        .map(
            |(typed, meant)| {
                if *typed == &**meant { Some(0) } else { word_edits(typed, meant, &rules.lexicon) }
            },
        )
        .sum()
}

/// The edits between texts with the spaces removed, where words are parted otherwise.
fn run_together(typed: &Typed<'_>, text: &Phrase) -> Option<usize> {
    // Two edits change the length by two characters of at most four bytes.
    if typed.words.len() == text.words.len() || length_of(&typed.words).abs_diff(text.length) > 8 {
        return None;
    }
    let (typed, meant) = (typed.words.concat(), text.words.concat());
    let long_enough = meant.chars().count() >= TWO_EDITS_FROM;
    if long_enough && letters_only(&typed) && letters_only(&meant) {
        edits_within(&typed, &meant, 2)
    } else {
        None
    }
}

/// The edits between two words that are near: two at most, one in a short word.
///
/// A known word that begins otherwise is another word, not a misspelling: `deflecting` is not near `reflecting`.
pub(super) fn word_edits(typed: &str, meant: &str, lexicon: &Lexicon) -> Option<usize> {
    let letters = meant.chars().count();
    if letters < ONE_EDIT_FROM || !letters_only(typed) || !letters_only(meant) {
        return None;
    }
    let short = letters < TWO_EDITS_FROM;
    let edits = edits_within(typed, meant, if short { 1 } else { 2 })?;
    let same_first = typed.chars().next() == meant.chars().next();
    (same_first || (!short && !lexicon.knows(typed))).then_some(edits)
}
