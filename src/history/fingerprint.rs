//! Which changes of an item make an earlier answer to it worthless, and which do not.

use crate::model::item::name_of;
use crate::model::{Accept, Case, EntryOrder, Fraction, Item, ItemKind, Key, Scoring};
use sha2::{Digest, Sha256};

/// A hash of what decides the credit of an answer: the options and which of them are right, or what is accepted,
/// rejected and how it is matched.
///
/// Not in it: stem, rationale, feedback, points, topic, and the labels and order of options. A mended typo in a stem
/// or options set out in another order leave it as it is; another key does not. White space counts as one space.
pub fn fingerprint(item: &Item) -> String {
    let mut hash = Fields::default();
    match &item.kind {
        ItemKind::Choice(choice) => {
            hash.text(match choice.key {
                Key::Single(_) => "single",
                Key::Multiple { scoring, .. } => name_of(&Scoring::ALL, scoring),
            });
            let keyed = choice.key.keyed();
            let mut options: Vec<(bool, String)> = choice
                .options
                .iter()
                .enumerate()
                .map(|(index, option)| (keyed.contains(index), spaced(&option.text)))
                .collect();
            options.sort_unstable();
            for (right, text) in options {
                hash.text(if right { "+" } else { "-" });
                hash.text(&text);
            }
        }
        ItemKind::Short(short) => {
            accept(&mut hash, &short.accept);
            hash.texts(&short.reject);
            hash.text(name_of(&Case::ALL, short.matching.case));
            hash.text(if short.matching.typos { "typos" } else { "no typos" });
        }
    }
    hash.finish()
}

/// A hash of what a stored session names by its place: the labels and texts of the options, in order. A session can
/// be replayed with an item whose fingerprint and layout are as they were.
pub fn layout(item: &Item) -> String {
    let mut hash = Fields::default();
    for option in item.choice().map(|choice| choice.options.as_slice()).unwrap_or_default() {
        hash.text(&option.label);
        hash.text(&spaced(&option.text));
    }
    hash.finish()
}

fn accept(hash: &mut Fields, accept: &Accept) {
    match accept {
        Accept::Texts(texts) => {
            hash.text("accept");
            for accepted in texts {
                hash.text(&spaced(&accepted.text));
                hash.fraction(accepted.credit);
            }
            hash.text("");
        }
        Accept::Words(groups) => {
            hash.text("accept-words");
            for group in groups {
                hash.texts(group);
            }
            hash.text("");
        }
        Accept::List { entries, order, partial } => {
            hash.text("accept-list");
            hash.text(name_of(&EntryOrder::ALL, *order));
            hash.text(if *partial { "partial" } else { "whole" });
            for entry in entries {
                hash.texts(entry);
            }
            hash.text("");
        }
        Accept::Number { value, tolerance, units } => {
            hash.text("accept-number");
            hash.fraction(*value);
            hash.fraction(*tolerance);
            hash.texts(units);
        }
    }
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A hash of texts, each with its length before it, so that no two lists of texts run together to the same bytes.
#[derive(Default)]
struct Fields(Sha256);

impl Fields {
    fn text(&mut self, text: &str) {
        self.0.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes());
        self.0.update(text.as_bytes());
    }

    fn texts(&mut self, texts: &[String]) {
        self.text(&texts.len().to_string());
        for text in texts {
            self.text(&spaced(text));
        }
    }

    fn fraction(&mut self, fraction: Fraction) {
        self.text(&fraction.to_string());
    }

    /// The first 16 bytes, which no two items of a lifetime share by chance.
    fn finish(self) -> String {
        let digest = self.0.finalize();
        hex::encode(&digest[..16])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AcceptedText, Choice, ItemOption, Matching, OptionSet, ShortAnswer};

    fn options(texts: [&str; 3]) -> Vec<ItemOption> {
        let option = |(label, text): (&str, &str)| ItemOption {
            label: label.to_owned(),
            text: text.to_owned(),
            feedback: None,
        };
        ["A", "B", "C"].into_iter().zip(texts).map(option).collect()
    }

    fn choice(texts: [&str; 3], key: Key) -> Item {
        Item::new("i", "t", "Which?", ItemKind::Choice(Choice { options: options(texts), key }))
    }

    fn multiple(keyed: OptionSet, scoring: Scoring) -> Item {
        choice(["one", "two", "three"], Key::Multiple { keyed, scoring })
    }

    fn short(accept: Accept) -> Item {
        let short = ShortAnswer { accept, reject: Vec::new(), matching: Matching::default() };
        Item::new("i", "t", "Which?", ItemKind::Short(short))
    }

    fn texts(texts: &[(&str, i64)]) -> Accept {
        let accepted = |&(text, percent): &(&str, i64)| AcceptedText {
            text: text.to_owned(),
            credit: Fraction::new(percent, 100),
            feedback: None,
        };
        Accept::Texts(texts.iter().map(accepted).collect())
    }

    fn words(groups: &[&[&str]]) -> Accept {
        Accept::Words(
            groups.iter().map(|group| group.iter().map(|&word| word.to_owned()).collect()).collect(),
        )
    }

    fn changed(item: &Item, change: impl FnOnce(&mut Item)) -> Item {
        let mut item = item.clone();
        change(&mut item);
        item
    }

    fn matched(item: &Item, change: impl FnOnce(&mut ShortAnswer)) -> Item {
        changed(item, |item| {
            if let ItemKind::Short(short) = &mut item.kind {
                change(short);
            }
        })
    }

    #[test]
    fn what_matters_changes_the_fingerprint_and_the_rest_does_not() {
        #[track_caller]
        fn check(before: &Item, after: &Item, same: bool) {
            assert_eq!(fingerprint(before) == fingerprint(after), same, "{before:?}\n{after:?}");
        }
        let single = choice(["one", "two", "three"], Key::Single(1));
        check(&single, &changed(&single, |item| item.stem = "Which one?".to_owned()), true);
        check(&single, &changed(&single, |item| item.rationale = Some("Because.".to_owned())), true);
        check(&single, &changed(&single, |item| item.topic = "u".to_owned()), true);
        check(&single, &choice(["two", "one", "three"], Key::Single(0)), true);
        check(&single, &choice(["one", " two\n", "three"], Key::Single(1)), true);
        check(&single, &choice(["two", "one", "three"], Key::Single(1)), false);
        check(&single, &choice(["one", "two", "three"], Key::Single(2)), false);
        check(&single, &choice(["one", "two", "four"], Key::Single(1)), false);
        let two = OptionSet::from_iter([0, 1]);
        let several = multiple(two, Scoring::Net);
        check(&single, &multiple(OptionSet::single(1), Scoring::AllOrNothing), false);
        check(&several, &multiple(two, Scoring::Balanced), false);
        check(&several, &multiple(two.with(2), Scoring::Net), false);

        let care = short(texts(&[("empathy", 100), ("care", 50)]));
        check(&care, &changed(&care, |item| item.stem = "Which one?".to_owned()), true);
        check(&care, &short(texts(&[("empathy", 100), ("care", 25)])), false);
        check(&care, &short(texts(&[("empathy", 100)])), false);
        check(&care, &matched(&care, |short| short.reject.push("pity".to_owned())), false);
        check(&care, &matched(&care, |short| short.matching.typos = false), false);
        check(&care, &matched(&care, |short| short.matching.case = Case::Exact), false);
        check(&short(words(&[&["a", "b"], &["c"]])), &short(words(&[&["a"], &["b", "c"]])), false);
        let list = |partial| Accept::List { entries: Vec::new(), order: EntryOrder::Any, partial };
        check(&short(list(true)), &short(list(false)), false);
        let number = |tolerance: i64| Accept::Number {
            value: 5.into(),
            tolerance: tolerance.into(),
            units: Vec::new(),
        };
        check(&short(number(0)), &short(number(1)), false);
    }

    #[test]
    fn the_layout_is_of_labels_and_order() {
        let single = choice(["one", "two", "three"], Key::Single(1));
        assert_ne!(layout(&single), layout(&choice(["two", "one", "three"], Key::Single(0))));
        assert_eq!(layout(&single), layout(&choice(["one", "two", "three"], Key::Single(0))));
    }
}
