//! Every word of all files once, with what is known of it, so that lints compare numbers and not texts.

use super::{stem, syllables};
use crate::check::words;
use foldhash::HashMap;
use std::sync::Arc;

/// Number of a word in its [`Vocabulary`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::check) struct WordId(u32);

/// Number of a content word's stem: `listening` and `listens` have the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::check) struct StemId(u32);

impl WordId {
    pub(in crate::check) fn index(self) -> usize {
        self.0 as usize
    }
}

impl StemId {
    pub(in crate::check) fn index(self) -> usize {
        self.0 as usize
    }
}

/// One word.
#[derive(Debug, Clone)]
pub(in crate::check) struct Word {
    /// In lower case.
    pub(in crate::check) text: Arc<str>,
    /// For a content word: no stop word, five letters or more.
    pub(in crate::check) stem: Option<StemId>,
    /// How many syllables it has, as far as spelling tells.
    pub(in crate::check) syllables: u32,
    /// The lists that it belongs to.
    pub(super) classes: Class,
}

/// A list that words belong to, or several; the default is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::check) struct Class(u16);

impl Class {
    /// `always`, `never` and their like.
    pub(in crate::check) const ABSOLUTE: Self = Self(1);
    /// `may`, `often` and their like.
    pub(in crate::check) const HEDGE: Self = Self(2);
    /// `often`, `rarely` and their like.
    pub(in crate::check) const FREQUENCY: Self = Self(4);
    /// Words that turn a lead-in round.
    pub(in crate::check) const NEGATIVE: Self = Self(8);
    /// `not`, `no`, `never`.
    pub(in crate::check) const NEGATION: Self = Self(16);
    /// A numeral.
    pub(in crate::check) const NUMBER: Self = Self(32);
    /// `select`, `choose` and their like.
    pub(in crate::check) const INSTRUCTION: Self = Self(64);
    /// `a`, `an`, `the`.
    pub(in crate::check) const ARTICLE: Self = Self(128);
    /// A word without content, however long.
    pub(in crate::check) const STOP: Self = Self(256);

    /// The last word of a term that can hurt. The first is often `the`, which is in nearly every text.
    pub(in crate::check) const STIGMA: Self = Self(512);

    const LISTS: [(Self, &'static [&'static str]); 8] = [
        (Self::ABSOLUTE, words::ABSOLUTES),
        (Self::HEDGE, words::HEDGES),
        (Self::FREQUENCY, words::FREQUENCIES),
        (Self::NEGATIVE, words::NEGATIVES),
        (Self::NEGATION, words::NEGATIONS),
        (Self::INSTRUCTION, words::INSTRUCTIONS),
        (Self::ARTICLE, &["a", "an", "the"]),
        (Self::STOP, words::STOP_WORDS),
    ];
}

impl Class {
    /// The lists of both.
    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether one of `other` is among these.
    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl Word {
    pub(in crate::check) fn is(&self, class: Class) -> bool {
        self.classes.has(class)
    }
}

/// Content words have at least so many letters.
const CONTENT_LETTERS: usize = 5;

/// All words of all files.
#[derive(Debug)]
pub(in crate::check) struct Vocabulary {
    ids: HashMap<Arc<str>, WordId>,
    words: Vec<Word>,
    stems: HashMap<Box<str>, StemId>,
    classes: HashMap<&'static str, Class>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        let mut classes: HashMap<&str, Class> = HashMap::default();
        let mut add = |word: &'static str, class: Class| {
            let known = classes.entry(word).or_default();
            *known = known.with(class);
        };
        for (class, list) in Class::LISTS {
            for word in list {
                add(word, class);
            }
        }
        for (term, _) in words::STIGMA {
            add(term.rsplit(' ').next().unwrap_or(term), Class::STIGMA);
        }
        Self { ids: HashMap::default(), words: Vec::new(), stems: HashMap::default(), classes }
    }
}

impl Vocabulary {
    /// The number of a word in lower case, which is added if it is new.
    pub(in crate::check) fn add(&mut self, text: &str) -> WordId {
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        let mut classes = self.classes.get(text).copied().unwrap_or_default();
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            classes = classes.with(Class::NUMBER);
        }
        let is_content =
            text.chars().count() >= CONTENT_LETTERS && !classes.has(Class::STOP.with(Class::NUMBER));
        let stem = is_content.then(|| {
            let next = StemId(u32::try_from(self.stems.len()).unwrap_or(u32::MAX));
            *self.stems.entry(stem::light(text).into()).or_insert(next)
        });
        let id = WordId(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
        let syllables = syllables::count(text);
        let text: Arc<str> = text.into();
        self.words.push(Word { text: text.clone(), stem, syllables, classes });
        self.ids.insert(text, id);
        id
    }

    /// The number of a word that is known.
    pub(in crate::check) fn find(&self, text: &str) -> Option<WordId> {
        self.ids.get(text).copied()
    }

    pub(in crate::check) fn word(&self, id: WordId) -> &Word {
        &self.words[id.index()]
    }

    /// How many words there are.
    pub(in crate::check) fn len(&self) -> usize {
        self.words.len()
    }

    /// How many different stems there are.
    pub(in crate::check) fn stems(&self) -> usize {
        self.stems.len()
    }
}
