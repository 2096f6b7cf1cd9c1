//! A bank in the making: what every reader of a foreign format needs to end with a valid bank.
//!
//! Above 400 lines with its tests: ids, topics and labels are made in one place, so that every reader makes them alike.

use super::extras;
use super::fault::{drop_blank_explanations, drop_empty_answers, fault};
use super::lost::{Lost, Place, THE_ITEM};
use super::{Imported, header};
use crate::model::fraction::{MAX_DECIMALS, parse_decimal, to_decimal};
use crate::model::{
    Bank, Choice, Defaults, Fraction, Item, ItemKind, ItemOption, Key, Topics, ancestors_and_self, topic,
};
use foldhash::{HashMap, HashSet};

/// The longest id that is made from a title; an id that is given as one is kept whole.
const MAX_SLUG: usize = 60;

/// The longest id of a topic, with a number behind it where the id is taken.
const MAX_TOPIC: usize = 190;

/// A bank in the making, with what is lost on the way.
pub(super) struct Draft {
    bank: Bank,
    ids: HashSet<String>,
    /// Topic ids by their chain of titles.
    chains: HashMap<String, String>,
    lost: Vec<Lost>,
    count: usize,
    /// The last number put behind a name that was taken, so that names which come often stay quick.
    numbers: HashMap<String, u64>,
}

/// An option as a foreign format has it.
#[derive(Debug, Clone, Default)]
pub(super) struct Alternative {
    pub(super) text: String,
    pub(super) feedback: Option<String>,
}

impl Draft {
    /// Starts a bank. `name` says what it is called where the source does not: the stem of the file's name.
    pub(super) fn new(name: &str) -> Self {
        let id = slug(name).unwrap_or_else(|| "imported".to_owned());
        let bank = Bank {
            id,
            title: None,
            language: None,
            license: None,
            topics: Topics::new(),
            defaults: Defaults::default(),
            items: Vec::new(),
        };
        Self {
            bank,
            ids: HashSet::default(),
            chains: HashMap::default(),
            lost: Vec::new(),
            count: 0,
            numbers: HashMap::default(),
        }
    }

    /// The bank, for what it says of itself.
    pub(super) fn bank(&mut self) -> &mut Bank {
        &mut self.bank
    }

    /// Takes a comment that says something of the bank, if it is one.
    pub(super) fn take_header(&mut self, line: &str) -> bool {
        let taken = header::apply(line, &mut self.bank);
        if taken {
            self.chains.clear();
        }
        taken
    }

    /// The topic of a path of titles, declared where it is new. Without titles, the topic of the bank.
    pub(super) fn topic<S: AsRef<str>>(&mut self, titles: &[S]) -> String {
        let titles: Vec<&str> = titles.iter().map(|title| title.as_ref().trim()).collect();
        let titles: Vec<&str> = titles.into_iter().filter(|title| !title.is_empty()).collect();
        if titles.is_empty() {
            let id = self.bank.id.clone();
            let title = self.bank.title.clone().unwrap_or_else(|| id.clone());
            self.bank.topics.entry(id.clone()).or_insert(title);
            return id;
        }
        if self.chains.is_empty() {
            for id in self.bank.topics.keys() {
                self.chains.insert(header::title_chain(id, &self.bank.topics).join("\0"), id.clone());
            }
        }
        let mut path = String::new();
        for depth in 1..=titles.len() {
            let chain = titles[..depth].join("\0");
            if let Some(known) = self.chains.get(&chain) {
                path.clone_from(known);
                continue;
            }
            let part = slug(titles[depth - 1]).unwrap_or_else(|| format!("topic-{depth}"));
            let prefix = if path.is_empty() { String::new() } else { format!("{path}/") };
            let wanted = format!("{prefix}{part}");
            if wanted.len() > MAX_TOPIC {
                let what = format!("the topic `{}`", titles[depth - 1]);
                self.lose("", None, what, format!("its id would be longer than {MAX_TOPIC} characters"));
                self.chains.insert(chain, path.clone());
                continue;
            }
            let topics = &self.bank.topics;
            let id = free_name(&wanted, |id| topics.contains_key(id), &mut self.numbers);
            self.bank.topics.insert(id.clone(), titles[depth - 1].to_owned());
            self.chains.insert(chain, id.clone());
            path = id;
        }
        path
    }

    /// The topic with this id, declared with a title where it is new.
    pub(super) fn topic_id(&mut self, id: &str, title: Option<&str>) -> String {
        let parts: Vec<String> = id.split('/').filter_map(id_of).collect();
        if parts.is_empty() {
            return self.topic::<&str>(&[]);
        }
        let mut id = parts.join("/");
        if id.len() > MAX_TOPIC {
            let why = format!("an id has at most {MAX_TOPIC} characters");
            self.lose("", None, format!("the end of the topic `{id}`"), why);
            while let Some(end) = id.rfind('/').filter(|_| id.len() > MAX_TOPIC) {
                id.truncate(end);
            }
        }
        // A topic is known where it or one below it is declared.
        let below = format!("{id}/");
        let topics = &self.bank.topics;
        let declared = topics.contains_key(&id)
            || topics.range(below.clone()..).next().is_some_and(|(known, _)| known.starts_with(&below));
        if title.is_some() || !declared {
            let title =
                title.map_or_else(|| topic::title_of(&id, &Topics::new()), |title| title.trim().to_owned());
            self.bank.topics.entry(id.clone()).or_insert(title);
            if !self.chains.is_empty() {
                let titles = ancestors_and_self(&id).map(|id| topic::title_of(id, &self.bank.topics));
                let chain = titles.collect::<Vec<_>>().join("\0");
                self.chains.entry(chain).or_insert_with(|| id.clone());
            }
        }
        id
    }

    /// An id for the next item: `name` as it is where it can be an id, else made from it, else a number.
    pub(super) fn item_id(&mut self, name: &str) -> String {
        self.count += 1;
        let wanted = id_of(name.trim()).unwrap_or_else(|| format!("{}-{}", self.bank.id, self.count));
        let ids = &self.ids;
        let id = free_name(&wanted, |id| ids.contains(id), &mut self.numbers);
        self.ids.insert(id.clone());
        id
    }

    /// Adds an item, unless it would not be valid; then it is lost with the reason.
    pub(super) fn push(&mut self, mut item: Item, place: Option<Place>) {
        if extras::strip_controls(&mut item) {
            self.lose(&item.id, place, "control characters", "a bank has none");
        }
        drop_blank_explanations(&mut item);
        if drop_empty_answers(&mut item) {
            self.lose(&item.id, place, "an empty answer", "a bank accepts no blank response");
        }
        match fault(&item) {
            Some(why) => self.lose_item(&item.id, place, why),
            None => self.bank.items.push(item),
        }
    }

    /// Notes that something of an item is lost.
    pub(super) fn lose(
        &mut self,
        item: &str,
        place: Option<Place>,
        what: impl Into<String>,
        why: impl Into<String>,
    ) {
        self.lost.push(Lost { place, ..Lost::of(item, what, why) });
    }

    /// Notes that the name of an item is lost, unless its id says it.
    pub(super) fn lose_name(&mut self, id: &str, place: Option<Place>, name: &str) {
        let name = name.trim();
        if !letters(id).starts_with(&letters(name)) {
            self.lose(id, place, format!("the name `{name}`"), "a bank has ids only");
        }
    }

    /// Notes that a comment is lost, if it says anything.
    pub(super) fn lose_comment(&mut self, item: &str, place: Option<Place>, comment: &str) {
        let comment = comment.split_whitespace().collect::<Vec<_>>().join(" ");
        if !comment.is_empty() {
            let lost = Lost::of(item, format!("the comment `{comment}`"), "a bank that is written has none");
            self.lost.push(Lost { place, is_aside: true, ..lost });
        }
    }

    /// Notes that a whole item is lost.
    pub(super) fn lose_item(&mut self, item: &str, place: Option<Place>, why: impl Into<String>) {
        self.lose(item, place, THE_ITEM, why);
    }

    /// The bank as far as it came.
    pub(super) fn finish(mut self) -> Imported {
        for item in self.bank.items.iter_mut().filter(|item| item.language.is_none()) {
            item.language.clone_from(&self.bank.language);
        }
        self.bank.title = self.bank.title.take().and_then(non_empty);
        for (id, title) in &mut self.bank.topics {
            if title.trim().is_empty() {
                *title = non_empty(topic::title_of(id, &Topics::new())).unwrap_or_else(|| id.clone());
            }
        }
        Imported { bank: self.bank, lost: self.lost }
    }
}

/// Labels by place: A to Z, then AA, AB and so on.
pub(super) fn label(index: usize) -> String {
    let letter = |at: usize| char::from(b'A' + u8::try_from(at % 26).unwrap_or(0));
    if index < 26 {
        letter(index).to_string()
    } else {
        [letter(index / 26 - 1), letter(index)].iter().collect()
    }
}

/// Options labelled by place, with a key.
pub(super) fn choice(alternatives: Vec<Alternative>, key: Key) -> ItemKind {
    let options = alternatives.into_iter().enumerate().map(|(at, alternative)| ItemOption {
        label: label(at),
        text: alternative.text.trim().to_owned(),
        feedback: alternative.feedback.and_then(non_empty),
    });
    ItemKind::Choice(Choice { options: options.collect(), key })
}

/// `True` and `False` under the labels T and F.
pub(super) fn true_or_false(
    truth: bool,
    feedback_true: Option<String>,
    feedback_false: Option<String>,
) -> ItemKind {
    let option = |label: &str, text: &str, feedback: Option<String>| ItemOption {
        label: label.to_owned(),
        text: text.to_owned(),
        feedback: feedback.and_then(non_empty),
    };
    let options = vec![option("T", "True", feedback_true), option("F", "False", feedback_false)];
    ItemKind::Choice(Choice { options, key: Key::Single(usize::from(!truth)) })
}

/// Whether the item is what [`true_or_false`] makes; then whether `True` is right.
pub(super) fn as_true_or_false(choice: &Choice) -> Option<bool> {
    let [yes, no] = &choice.options[..] else { return None };
    let Key::Single(key) = choice.key else { return None };
    let alike = (&*yes.label, &*yes.text, &*no.label, &*no.text) == ("T", "True", "F", "False");
    alike.then_some(key == 0)
}

/// The text without white space at its ends, unless nothing is left.
pub(super) fn non_empty(text: String) -> Option<String> {
    let trimmed = text.trim();
    if trimmed.len() == text.len() && !text.is_empty() {
        return Some(text);
    }
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

/// A number of another program (`3`, `-0.50`, `1e3`, `.5`) as an exact decimal of a bank. A decimal comma
/// is not taken.
pub(super) fn number(text: &str) -> Option<Fraction> {
    let text = text.trim();
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], text[at + 1..].parse::<i32>().ok()?),
        None => (text, 0),
    };
    let trimmed = match mantissa.split_once('.') {
        Some((whole, places)) => {
            let places = places.trim_end_matches('0');
            if places.is_empty() { whole.to_owned() } else { format!("{whole}.{places}") }
        }
        None => mantissa.to_owned(),
    };
    let value = parse_decimal(&trimmed)?;
    let scale =
        Fraction::from_integer(10_i64.checked_pow(exponent.unsigned_abs()).filter(|_| exponent.abs() <= 12)?);
    let value = if exponent < 0 { value / scale } else { checked_product(value, scale)? };
    // What a bank cannot write down exactly is no decimal of a bank.
    let places = u32::try_from(MAX_DECIMALS).ok()?;
    (parse_decimal(&to_decimal(value, places)) == Some(value)).then_some(value)
}

fn checked_product(left: Fraction, right: Fraction) -> Option<Fraction> {
    use num_traits::CheckedMul;
    left.checked_mul(&right)
}

/// A part of an id: `name` itself where it can stand in an id, else made from its letters and digits.
pub(super) fn id_of(name: &str) -> Option<String> {
    let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
    if !name.is_empty() && name.bytes().all(fits) && name.len() <= 100 {
        return Some(name.to_owned());
    }
    slug(name)
}

/// Lower-case letters and digits with `-` between words; accents are left out. `None` where nothing remains.
pub(super) fn slug(text: &str) -> Option<String> {
    use unicode_normalization::UnicodeNormalization;
    let mut slug = String::new();
    for c in text.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)) {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') && c != '\'' && c != '\u{2019}' {
            slug.push('-');
        }
        if slug.len() >= MAX_SLUG && slug.ends_with('-') {
            break;
        }
        if slug.len() > MAX_SLUG + 20 {
            break;
        }
    }
    let slug = slug.trim_end_matches('-').to_owned();
    (!slug.is_empty()).then_some(slug)
}

/// Letters and digits alone, by which a name is found in an id.
fn letters(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn free_name(wanted: &str, taken: impl Fn(&str) -> bool, numbers: &mut HashMap<String, u64>) -> String {
    if !taken(wanted) {
        return wanted.to_owned();
    }
    let number = numbers.entry(wanted.to_owned()).or_insert(1);
    loop {
        *number += 1;
        let name = format!("{wanted}-{number}");
        if !taken(&name) {
            return name;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_go_on_behind_z() {
        assert_eq!([0, 25, 26, 51, 52, 63].map(label), ["A", "Z", "AA", "AZ", "BA", "BL"]);
    }

    #[test]
    fn ids_are_made_from_names() {
        #[track_caller]
        fn check(name: &str, expected: Option<&str>) {
            assert_eq!(id_of(name).as_deref(), expected);
        }
        check("al-01.b_c", Some("al-01.b_c"));
        check("Q1 What's Café?", Some("q1-whats-cafe"));
        check("日本", None);
        check("", None);
    }

    #[test]
    fn numbers_of_other_programs_are_exact() {
        #[track_caller]
        fn check(text: &str, expected: Option<(i64, i64)>) {
            assert_eq!(number(text), expected.map(|(n, d)| Fraction::new(n, d)), "{text}");
        }
        check("3", Some((3, 1)));
        check(" 1.5000000000 ", Some((3, 2)));
        check("2.", Some((2, 1)));
        check("1e3", Some((1000, 1)));
        check("25E-2", Some((1, 4)));
        check("1e-7", None);
        check("1e99", None);
        check("9e18", None);
        check("1,5", None);
        check("x", None);
    }

    #[test]
    fn topics_come_from_titles_once() {
        let mut draft = Draft::new("My file");
        assert_eq!(draft.topic(&["Skills", "Active listening"]), "skills/active-listening");
        assert_eq!(draft.topic(&["Skills"]), "skills");
        assert_eq!(draft.topic(&["skills!"]), "skills-2");
        assert_eq!(draft.topic::<&str>(&[]), "my-file");
        assert_eq!(draft.item_id("a b"), "a-b");
        assert_eq!(draft.item_id("a-b"), "a-b-2");
        assert_eq!(draft.item_id(""), "my-file-3");
    }
}
