//! Lists of words, each in one place: data, to be extended freely.

mod aging;
mod antonyms;
mod identifiers;
mod lists;
mod stigma;
mod stop;

pub(super) use aging::{COUNTED_SPANS, DATED, STATUTES};
pub(super) use antonyms::ANTONYMS;
pub(super) use identifiers::{IDENTIFIER_PREFIXES, IDENTIFIERS};
pub(super) use lists::{
    ABSOLUTES, ALL_OF_THE_ABOVE, FREQUENCIES, HEDGES, INSTRUCTIONS, NEGATIONS, NEGATIVES, NONE_OF_THE_ABOVE,
};
pub(super) use stigma::STIGMA;
pub(super) use stop::STOP_WORDS;
