//! What a lint sees of banks and items: the words of every text, cut once, and the places of everything.

use super::text::{StemId, Text, Token, Vocabulary, Word, WordId, first_line, place_of, trimmed};
use crate::diagnostic::{Source, Span};
use crate::load::{Loaded, LoadedBank};
use crate::model::{Accept, Choice, Item, Key, OptionSet, ShortAnswer};
use crate::yaml::Node;
use std::ops::Range;

/// In banks of fewer items no word counts as frequent.
const FREQUENT_MIN_ITEMS: usize = 10;
/// A word in more than this share (1 / 5) of a bank's stems says nothing about a single item.
const FREQUENT_ONE_IN: usize = 5;

/// All that was loaded, with the words of every text.
#[derive(Debug)]
pub(super) struct Context<'a> {
    /// What was loaded.
    pub(super) loaded: &'a Loaded,
    /// All words.
    pub(super) vocabulary: Vocabulary,
    banks: Vec<BankTexts<'a>>,
}

#[derive(Debug)]
struct BankTexts<'a> {
    items: Vec<ItemTexts<'a>>,
    /// Stems in more than a fifth of the bank's stems, by number.
    frequent: Vec<bool>,
    /// Words of the titles of the bank and its topics.
    titles: Vec<Text<'a>>,
    /// Words of the titles of its topics, sorted.
    terms: Vec<WordId>,
}

/// The texts of one item, cut into words.
#[derive(Debug)]
struct ItemTexts<'a> {
    stem: Text<'a>,
    options: Vec<Text<'a>>,
    rationale: Option<Text<'a>>,
    answers: Vec<Text<'a>>,
    is_english: bool,
}

impl<'a> Context<'a> {
    pub(super) fn new(loaded: &'a Loaded) -> Self {
        let mut vocabulary = Vocabulary::default();
        let mut banks: Vec<_> =
            loaded.banks.iter().map(|bank| BankTexts::new(bank, &mut vocabulary)).collect();
        for bank in &mut banks {
            bank.find_frequent(&vocabulary);
        }
        Self { loaded, vocabulary, banks }
    }

    /// Every bank, in the order in which they were read.
    pub(super) fn banks(&self) -> impl Iterator<Item = BankContext<'_>> {
        (0..self.banks.len()).map(move |number| self.bank(number))
    }

    /// Every item of every bank.
    pub(super) fn items(&self) -> impl Iterator<Item = ItemContext<'_>> {
        self.banks().flat_map(BankContext::items)
    }

    fn bank(&self, number: usize) -> BankContext<'_> {
        BankContext { context: self, loaded: &self.loaded.banks[number], texts: &self.banks[number] }
    }
}

impl<'a> BankTexts<'a> {
    fn new(loaded: &'a LoadedBank, vocabulary: &mut Vocabulary) -> Self {
        let bank = &loaded.bank;
        let items = bank.items.iter().map(|item| ItemTexts::new(item, vocabulary)).collect();
        let mut titles: Vec<_> = bank.topics.values().map(|title| Text::new(title, vocabulary)).collect();
        let mut terms: Vec<WordId> = titles.iter().flat_map(Text::words).collect();
        terms.sort_unstable();
        terms.dedup();
        titles.extend(bank.title.as_deref().map(|title| Text::new(title, vocabulary)));
        Self { items, frequent: Vec::new(), titles, terms }
    }

    fn find_frequent(&mut self, vocabulary: &Vocabulary) {
        self.frequent = vec![false; vocabulary.stems()];
        if self.items.len() < FREQUENT_MIN_ITEMS {
            return;
        }
        let mut counts = vec![0_usize; vocabulary.stems()];
        for item in &self.items {
            for stem in item.stem.content_set(vocabulary) {
                counts[stem.index()] += 1;
            }
        }
        for (frequent, count) in self.frequent.iter_mut().zip(counts) {
            *frequent = count * FREQUENT_ONE_IN > self.items.len();
        }
    }
}

impl<'a> ItemTexts<'a> {
    fn new(item: &'a Item, vocabulary: &mut Vocabulary) -> Self {
        let mut text = |raw: &'a str| Text::new(raw, vocabulary);
        Self {
            stem: text(&item.stem),
            options: item
                .choice()
                .map(|choice| choice.options.iter().map(|option| text(&option.text)).collect())
                .unwrap_or_default(),
            rationale: item.rationale.as_deref().map(&mut text),
            answers: item.short_answer().map(|short| answers(short).map(text).collect()).unwrap_or_default(),
            is_english: is_english(item.language.as_deref().unwrap_or("en")),
        }
    }
}

/// The accepted texts of an item, in file order; none for a number.
fn answers(short: &ShortAnswer) -> Box<dyn Iterator<Item = &str> + '_> {
    match &short.accept {
        Accept::Texts(texts) => Box::new(texts.iter().map(|accepted| &*accepted.text)),
        Accept::Words(groups) | Accept::List { entries: groups, .. } => {
            Box::new(groups.iter().flatten().map(String::as_str))
        }
        Accept::Number { .. } => Box::new(std::iter::empty()),
    }
}

fn is_english(language: &str) -> bool {
    language.split(['-', '_']).next().is_some_and(|main| main.eq_ignore_ascii_case("en"))
}

/// One bank as a lint sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct BankContext<'a> {
    context: &'a Context<'a>,
    /// The bank with the places of its items.
    pub(super) loaded: &'a LoadedBank,
    texts: &'a BankTexts<'a>,
}

impl<'a> BankContext<'a> {
    /// Its items in file order.
    pub(super) fn items(self) -> impl Iterator<Item = ItemContext<'a>> {
        (0..self.texts.items.len()).map(move |number| ItemContext { bank: self, number })
    }

    /// All words.
    pub(super) fn vocabulary(self) -> &'a Vocabulary {
        &self.context.vocabulary
    }

    /// Whether a stem stands in so many of the bank's stems that it tells nothing about one item.
    pub(super) fn is_frequent(self, stem: StemId) -> bool {
        self.texts.frequent.get(stem.index()).copied().unwrap_or(false)
    }

    /// Whether the title of a topic has this word, so that the bank's readers know it.
    pub(super) fn is_term(self, word: WordId) -> bool {
        self.texts.terms.binary_search(&word).is_ok()
    }

    /// Whether a title of the bank or of a topic has this word.
    pub(super) fn is_titled(self, word: &str) -> bool {
        let Some(id) = self.vocabulary().find(word) else { return false };
        self.texts.titles.iter().any(|text| text.words().any(|w| w == id))
    }

    /// The place for what is said of the bank as a whole: its id.
    pub(super) fn span(self) -> Span {
        let source = self.loaded.source;
        let file = &self.context.loaded.files[source.index()];
        let id = file.root(&self.context.loaded.sources).and_then(|root| root.get("bank"));
        id.map_or(Span { source, start: 0, end: 0 }, Node::span)
    }
}

/// One item as a lint sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct ItemContext<'a> {
    /// The bank it is in.
    pub(super) bank: BankContext<'a>,
    /// Its place among the bank's items.
    pub(super) number: usize,
}

impl<'a> ItemContext<'a> {
    /// The item.
    pub(super) fn item(self) -> &'a Item {
        &self.bank.loaded.bank.items[self.number]
    }

    /// Its map in the file.
    pub(super) fn node(self) -> Node<'a> {
        self.bank.context.loaded.node(self.bank.loaded.source, self.bank.loaded.places[self.number])
    }

    /// Whether word lists apply: they are English. An item that does not say is taken for English.
    pub(super) fn is_english(self) -> bool {
        self.texts().is_english
    }

    /// The stem, cut into words.
    pub(super) fn stem(self) -> &'a Text<'a> {
        &self.texts().stem
    }

    /// The options' texts, cut into words; none for short answer.
    pub(super) fn options(self) -> &'a [Text<'a>] {
        &self.texts().options
    }

    /// The rationale, cut into words.
    pub(super) fn rationale(self) -> Option<&'a Text<'a>> {
        self.texts().rationale.as_ref()
    }

    /// Accepted texts in file order, cut into words; see [`Self::answer_nodes`] for their places.
    pub(super) fn answers(self) -> &'a [Text<'a>] {
        &self.texts().answers
    }

    /// Options and key.
    pub(super) fn choice(self) -> Option<&'a Choice> {
        self.item().choice()
    }

    /// The keyed options.
    pub(super) fn keyed(self) -> OptionSet {
        self.choice().map_or(OptionSet::EMPTY, |choice| choice.key.keyed())
    }

    /// The index of the key of a single-response item.
    pub(super) fn key(self) -> Option<usize> {
        match self.choice()?.key {
            Key::Single(index) => Some(index),
            Key::Multiple { .. } => None,
        }
    }

    /// The key's text and the distractors' texts of a single-response item.
    pub(super) fn key_and_distractors(self) -> Option<(usize, Vec<usize>)> {
        let key = self.key()?;
        Some((key, (0..self.options().len()).filter(|index| *index != key).collect()))
    }

    /// A word of one of its texts.
    pub(super) fn word(self, token: Token) -> &'a Word {
        self.vocabulary().word(token.word)
    }

    /// Whether a text of the item is one of these phrases, word for word.
    pub(super) fn reads(self, text: &Text<'_>, phrases: &[&[&str]]) -> bool {
        phrases.iter().any(|phrase| {
            text.tokens.len() == phrase.len()
                && text.tokens.iter().zip(*phrase).all(|(token, word)| *self.word(*token).text == **word)
        })
    }

    /// All words.
    pub(super) fn vocabulary(self) -> &'a Vocabulary {
        self.bank.vocabulary()
    }

    /// The whole item, its `-` included.
    pub(super) fn span(self) -> Span {
        let (opening, span) = (self.node().opening(), self.node().span());
        Span { start: opening.start.min(span.start), ..span }
    }

    /// The item's `-`, for what is missing.
    pub(super) fn opening(self) -> Span {
        self.node().opening()
    }

    /// The value of a key, of a long text its first line; the item's `-` where the key is not there.
    pub(super) fn value_span(self, key: &str) -> Span {
        self.node().get(key).map_or_else(|| self.opening(), |node| first_line(self.source(), node.span()))
    }

    /// The key of the item's map that has this name.
    pub(super) fn key_span(self, key: &str) -> Span {
        self.node().entry(key).map_or_else(|| self.opening(), |entry| entry.key.span())
    }

    /// The stem, of a long one its first line.
    pub(super) fn stem_span(self) -> Span {
        self.value_span("stem")
    }

    /// A stretch of the stem.
    pub(super) fn in_stem(self, range: Range<usize>) -> Span {
        self.within("stem", self.stem(), range)
    }

    /// A stretch of the text behind `key`.
    pub(super) fn within(self, key: &str, text: &Text<'_>, range: Range<usize>) -> Span {
        let place = |node| place_of(self.source(), node, text.raw, range);
        self.node().get(key).map_or_else(|| self.opening(), place)
    }

    /// The text of an option.
    pub(super) fn option_span(self, index: usize) -> Span {
        self.option_node(index).map_or_else(|| self.opening(), |node| trimmed(self.source(), node.span()))
    }

    /// A stretch of an option.
    pub(super) fn in_option(self, index: usize, range: Range<usize>) -> Span {
        let place = |node| place_of(self.source(), node, self.options()[index].raw, range);
        self.option_node(index).map_or_else(|| self.opening(), place)
    }

    /// Where an option's text stands.
    pub(super) fn option_node(self, index: usize) -> Option<Node<'a>> {
        let value = self.node().get("options")?.entries().nth(index)?.value;
        value.get("text").or(Some(value))
    }

    /// Where the accepted texts stand, in the order of [`Self::answers`].
    pub(super) fn answer_nodes(self) -> Vec<Node<'a>> {
        let node = self.node();
        if let Some(accept) = node.get("accept") {
            return accept.items().map(|node| node.get("text").unwrap_or(node)).collect();
        }
        let groups = node.get("accept-words").or_else(|| node.get("accept-list")?.get("entries"));
        groups.into_iter().flat_map(Node::items).flat_map(Node::items).collect()
    }

    /// The file it is in.
    pub(super) fn source(self) -> &'a Source {
        self.bank.context.loaded.sources.get(self.bank.loaded.source)
    }

    fn texts(self) -> &'a ItemTexts<'a> {
        &self.bank.texts.items[self.number]
    }
}
