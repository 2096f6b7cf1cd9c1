//! Text as the lints see it: words, sentences, quotes, and where a word stands in the file.

mod alike;
mod place;
mod readability;
mod sets;
mod stem;
mod syllables;
mod tokens;
mod vocabulary;

pub(super) use alike::{Likeness, most_alike};
pub(super) use place::{first_line, place_of, trimmed};
pub(super) use readability::grade;
pub(super) use sets::{is_strict_subset, jaccard, overlap};
pub(super) use tokens::{Text, Token};
pub(super) use vocabulary::{Class, StemId, Vocabulary, Word, WordId};
