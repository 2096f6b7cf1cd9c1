//! The known words: a word that is one cannot be a misspelling of another.

use super::characters::{Class, class};
use super::confusables::CONFUSABLES;
use super::normalize::normalize;
use super::plural::singulars;
use crate::model::{Accept, Case, Item, ItemKind};
use foldhash::HashSet;
use std::sync::Arc;

/// Every word of the loaded banks, with a short list of words that are easily taken for each other.
///
/// Cheap to clone: clones share the words.
#[derive(Debug, Clone)]
pub struct Lexicon {
    words: Arc<HashSet<Box<str>>>,
}

impl Lexicon {
    /// The words of these items: stems, options, accepted and rejected texts, rationales.
    pub fn from_items<'i>(items: impl IntoIterator<Item = &'i Item>) -> Self {
        let mut words = HashSet::default();
        add(&mut words, CONFUSABLES);
        for item in items {
            add(&mut words, &item.stem);
            item.rationale.iter().for_each(|text| add(&mut words, text));
            match &item.kind {
                ItemKind::Choice(choice) => {
                    choice.options.iter().for_each(|option| add(&mut words, &option.text));
                }
                ItemKind::Short(short) => {
                    accepted(&short.accept).for_each(|text| add(&mut words, text));
                    short.reject.iter().for_each(|text| add(&mut words, text));
                }
            }
        }
        Self { words: Arc::new(words) }
    }

    /// Whether `word` is known, letter case ignored, itself or as the plural of a known word.
    pub(super) fn knows(&self, word: &str) -> bool {
        let folded = normalize(word, Case::Fold);
        self.words.contains(folded.as_str())
            || singulars(&folded).any(|word| self.words.contains(word.as_str()))
    }
}

impl Default for Lexicon {
    /// The lexicon of no bank.
    fn default() -> Self {
        Self::from_items([])
    }
}

/// Every text that an item accepts or builds on.
fn accepted(accept: &Accept) -> Box<dyn Iterator<Item = &str> + '_> {
    match accept {
        Accept::Texts(texts) => Box::new(texts.iter().map(|accepted| accepted.text.as_str())),
        Accept::Words(groups) | Accept::List { entries: groups, .. } => {
            Box::new(groups.iter().flatten().map(String::as_str))
        }
        Accept::Number { units, .. } => Box::new(units.iter().map(String::as_str)),
    }
}

/// Adds the words of `text` that have letters only; others are never taken for misspellings.
fn add(words: &mut HashSet<Box<str>>, text: &str) {
    if !text.is_ascii() {
        return add_normalized(words, text);
    }
    let mut folded = String::new();
    for part in text.split_ascii_whitespace() {
        // Nearly all are a word and perhaps punctuation, which takes little to normalise.
        let word = part.trim_matches(|c| class(c) == Class::Space);
        if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            folded.clear();
            folded.push_str(word);
            folded.make_ascii_lowercase();
            insert(words, &folded);
        } else {
            add_normalized(words, part);
        }
    }
}

fn add_normalized(words: &mut HashSet<Box<str>>, text: &str) {
    for word in normalize(text, Case::Fold).split(' ').filter(|word| word.chars().all(char::is_alphabetic)) {
        insert(words, word);
    }
}

fn insert(words: &mut HashSet<Box<str>>, word: &str) {
    if !word.is_empty() && !words.contains(word) {
        words.insert(word.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// But for articles, which are words wherever they stand.
        #[test]
        fn words_are_those_of_the_normalized_text(text in "([a-cA-C ,.'’(\"+<=-]|1|the |é){0,30}") {
            let mut expected = HashSet::default();
            add_normalized(&mut expected, &text);
            let mut words = HashSet::default();
            add(&mut words, &text);
            for words in [&mut words, &mut expected] {
                words.retain(|word| !["a", "an", "the"].contains(&&**word));
            }
            prop_assert_eq!(words, expected);
        }
    }

    #[test]
    fn plurals_and_capitals_of_known_words_are_known() {
        let lexicon = Lexicon::default();
        for word in ["apathy", "Deflection", "deflections", "TRAINEES", "policies"] {
            assert!(lexicon.knows(word), "{word}");
        }
        for word in ["paraphasing", "empahty", ""] {
            assert!(!lexicon.knows(word), "{word}");
        }
    }
}
