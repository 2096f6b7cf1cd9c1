//! Which item a header means: by its id, its number or its stem. Never a guess.

use crate::model::Item;
use crate::sheets::fold::fold_stem;
use std::collections::HashMap;

/// The items that columns may hold responses to, by what a header may call them.
#[derive(Debug, Clone, Default)]
pub struct ItemIndex<'a> {
    ids: HashMap<&'a str, usize>,
    /// The place of each item, in the order in which they are numbered.
    numbered: Vec<usize>,
    /// Ids in lower case, where no two become one.
    folded_ids: HashMap<String, Option<usize>>,
    /// Whether the items are those of a printed form, whose numbers are no guess.
    is_form: bool,
    /// Folded stems; `None` where several items have the same.
    stems: HashMap<String, Option<usize>>,
}

/// By what a column was matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchedBy {
    /// By `--column`.
    Override,
    /// By the item's id.
    Id,
    /// By the item's place among the items, counted from 1.
    Number,
    /// By the item's stem.
    Stem,
}

impl MatchedBy {
    /// Every way with its name in messages.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Override, "`--column`"),
        (Self::Id, "item id"),
        (Self::Number, "number"),
        (Self::Stem, "stem"),
    ];

    /// The name in messages.
    pub fn name(self) -> &'static str {
        crate::model::item::name_of(&Self::ALL, self)
    }
}

impl<'a> ItemIndex<'a> {
    /// Items with their places in this list, in the order in which they are numbered.
    pub fn new(items: &[&'a Item]) -> Self {
        items.iter().copied().zip(0..).collect()
    }

    /// The items of a printed form with their places, in the form's order.
    pub fn of_form(items: impl IntoIterator<Item = (&'a Item, usize)>) -> Self {
        Self { is_form: true, ..items.into_iter().collect() }
    }

    /// The item that a header means, and by what. Without a form, numbers count among all items of the bank;
    /// `are_numbered` says whether they may.
    pub fn find(&self, text: &str, are_numbered: bool) -> Option<(usize, MatchedBy)> {
        let number = || self.by_number(text).map(|place| (place, MatchedBy::Number));
        let exact = self.ids.get(text).map(|&place| (place, MatchedBy::Id));
        exact
            .or_else(|| number().filter(|_| self.is_form))
            .or_else(|| self.by_id(text).map(|place| (place, MatchedBy::Id)))
            .or_else(|| number().filter(|_| are_numbered))
            .or_else(|| self.by_stem(text).map(|place| (place, MatchedBy::Stem)))
    }

    fn add(&mut self, id: &'a str, place: usize) {
        self.ids.insert(id, place);
        self.numbered.push(place);
        let folded = self.folded_ids.entry(id.to_lowercase());
        folded.and_modify(|known| *known = None).or_insert(Some(place));
    }

    /// The item with this id.
    pub fn by_id(&self, id: &str) -> Option<usize> {
        self.ids.get(id).copied().or_else(|| *self.folded_ids.get(&id.to_lowercase())?)
    }

    /// The item with this number: `Q3`, `Question 3`, `Response 3`, `Item 3`, `3`.
    pub fn by_number(&self, text: &str) -> Option<usize> {
        const WORDS: [&str; 6] = ["question", "response", "answer", "item", "q", ""];
        let text = text.trim().to_lowercase();
        let rest = WORDS.iter().find_map(|word| text.strip_prefix(word))?;
        let digits = rest.trim_start_matches([' ', '.', '_', '-', '#']);
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let number: usize = is_number.then(|| digits.parse().ok())??;
        self.numbered.get(number.checked_sub(1)?).copied()
    }

    /// The item with this stem. A number before it, as in `3. What …`, is of no account.
    pub fn by_stem(&self, text: &str) -> Option<usize> {
        let stem = fold_stem(text);
        let unnumbered = || {
            let rest = stem.trim_start_matches(|letter: char| letter.is_ascii_digit());
            let rest = rest.strip_prefix(['.', ')']).filter(|_| rest.len() < stem.len())?;
            self.stems.get(rest.trim_start())
        };
        *self.stems.get(&stem).or_else(unnumbered)?
    }

    /// The item whose stem `text` begins with, the longest such.
    pub fn by_start(&self, text: &str) -> Option<usize> {
        let text = fold_stem(text);
        let longest = self.stems.keys().map(String::len).max()?;
        let ends = text.char_indices().map(|(at, letter)| at + letter.len_utf8());
        let ends: Vec<usize> = ends.take_while(|&end| end <= longest).collect();
        ends.iter().rev().find_map(|&end| self.stems.get(&text[..end])).copied().flatten()
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The ids.
    pub fn ids(&self) -> Vec<&'a str> {
        let mut ids: Vec<(usize, &str)> = self.ids.iter().map(|(&id, &place)| (place, id)).collect();
        ids.sort_unstable();
        ids.into_iter().map(|(_, id)| id).collect()
    }
}

/// Items with their places, in the order in which they are numbered.
impl<'a> FromIterator<(&'a Item, usize)> for ItemIndex<'a> {
    fn from_iter<I: IntoIterator<Item = (&'a Item, usize)>>(items: I) -> Self {
        let mut index = Self::default();
        for (item, place) in items {
            index.add(&item.id, place);
            index.stems.entry(fold_stem(&item.stem)).and_modify(|known| *known = None).or_insert(Some(place));
        }
        index.stems.remove("");
        index
    }
}

/// Ids with their places, without stems.
impl<'a> FromIterator<(&'a str, usize)> for ItemIndex<'a> {
    fn from_iter<I: IntoIterator<Item = (&'a str, usize)>>(items: I) -> Self {
        let mut index = Self::default();
        for (id, place) in items {
            index.add(id, place);
        }
        index
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Choice, ItemKind, Key};

    fn item(id: &str, stem: &str) -> Item {
        Item::new(id, "t", stem, ItemKind::Choice(Choice { options: Vec::new(), key: Key::Single(0) }))
    }

    #[test]
    fn headers_are_matched_and_never_guessed() {
        let items =
            [item("al-1", "What?"), item("al-2", "Which *one*?"), item("AL-3", "Why?"), item("al-3", "Why?")];
        let index = ItemIndex::new(&items.iter().collect::<Vec<_>>());
        #[track_caller]
        fn check(
            index: &ItemIndex<'_>,
            text: &str,
            id: Option<usize>,
            number: Option<usize>,
            stem: Option<usize>,
        ) {
            let found = (index.by_id(text), index.by_number(text), index.by_stem(text));
            assert_eq!(found, (id, number, stem), "{text:?}");
        }
        check(&index, "al-1", Some(0), None, None);
        check(&index, "AL-2", Some(1), None, None);
        check(&index, "al-3", Some(3), None, None);
        check(&index, "Al-3", None, None, None);
        for text in ["Q1", "q 1", "1", "01", "Question 1", "Response.1", "item_1", "answer #1"] {
            check(&index, text, None, Some(0), None);
        }
        for text in ["Q0", "Q5", "Q", "Q1a", "Q1.5", "P1", "1.0", "", "Q99999999999999999999"] {
            check(&index, text, None, None, None);
        }
        check(&index, "which  one?", None, None, Some(1));
        check(&index, "2. Which one?", None, None, Some(1));
        check(&index, "2 Which one?", None, None, None);
        check(&index, "Why?", None, None, None);
        assert_eq!(index.by_start("Which one?: this; that"), Some(1));
        assert_eq!(index.by_start("Whichever"), None);
    }
}
