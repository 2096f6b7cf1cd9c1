//! In which order options may be printed.
//!
//! Options are shuffled unless the item says `shuffle: false`, or a text names another option by its label ("both A and
//! C", "option B is …"), which would be wrong under another label. Options that speak of all the others ("all of the
//! above", "none of these") stay last, in the bank's order.

use crate::model::Item;
use rand::Rng;
use rand::seq::SliceRandom;

/// Words of an option that speaks of the others.
const OF_OTHERS: [&str; 6] = [
    "all of the above",
    "none of the above",
    "any of the above",
    "both of the above",
    "all of these",
    "none of these",
];

/// The order in which an item's options are printed, as indices into the bank's. Empty for a short answer.
pub(super) fn draw(item: &Item, rng: &mut impl Rng) -> Vec<usize> {
    let Some(choice) = item.choice() else { return Vec::new() };
    let all = 0..choice.options.len();
    if !item.shuffle || names_labels(item) {
        return all.collect();
    }
    let speaks_of_others = |&option: &usize| {
        let text = choice.options[option].text.to_lowercase();
        OF_OTHERS.iter().any(|words| text.contains(words))
    };
    let (last, mut order): (Vec<usize>, Vec<usize>) = all.partition(speaks_of_others);
    order.shuffle(rng);
    order.extend(last);
    order
}

/// Whether the item, its feedback or its rationale names an option by its label.
fn names_labels(item: &Item) -> bool {
    let Some(choice) = item.choice() else { return false };
    let is_label = |word: &str| choice.options.iter().any(|option| option.label == word);
    let options = choice.options.iter().flat_map(|option| [Some(&option.text), option.feedback.as_ref()]);
    let texts = options.chain([Some(&item.stem), item.rationale.as_ref()]).flatten();
    texts.into_iter().any(|text| {
        let words: Vec<&str> =
            text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        words.windows(2).any(|pair| is_option_word(pair[0]) && is_label(pair[1]))
            || words.windows(3).any(|three| {
                matches!(three[1], "and" | "or" | "und" | "oder" | "y" | "o")
                    && is_label(three[0])
                    && is_label(three[2])
            })
    })
}

fn is_option_word(word: &str) -> bool {
    ["option", "options", "answer", "answers", "choice", "choices"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Choice, ItemKind, ItemOption, Key};
    use rand::SeedableRng;
    use rand_chacha::ChaCha12Rng;

    /// The orders of an item in 50 draws, each once.
    fn orders(options: &[&str], change: impl FnOnce(&mut Item)) -> Vec<Vec<usize>> {
        let option = |(place, text): (usize, &&str)| ItemOption {
            label: ["A", "B", "C", "D"][place].to_owned(),
            text: (*text).to_owned(),
            feedback: None,
        };
        let options = options.iter().enumerate().map(option).collect();
        let mut item =
            Item::new("i", "t", "Which?", ItemKind::Choice(Choice { options, key: Key::Single(0) }));
        change(&mut item);
        let mut rng = ChaCha12Rng::seed_from_u64(1);
        let mut orders: Vec<_> = (0..50).map(|_| draw(&item, &mut rng)).collect();
        orders.sort_unstable();
        orders.dedup();
        orders
    }

    #[test]
    fn options_move_only_where_they_may() {
        #[track_caller]
        fn check(options: &[&str], change: impl FnOnce(&mut Item), expected: &[&[usize]]) {
            assert_eq!(orders(options, change), expected);
        }
        let none = |_: &mut Item| {};
        check(&["yes", "no"], none, &[&[0, 1], &[1, 0]]);
        check(&["yes", "no"], |item| item.shuffle = false, &[&[0, 1]]);
        check(&["yes", "no", "None of the above"], none, &[&[0, 1, 2], &[1, 0, 2]]);
        check(&["All of these.", "yes", "no"], none, &[&[1, 2, 0], &[2, 1, 0]]);
        check(&["yes", "no", "Both A and B"], none, &[&[0, 1, 2]]);
        check(&["yes", "no"], |item| item.rationale = Some("Option B is wrong.".into()), &[&[0, 1]]);
        check(
            &["yes", "no"],
            |item| item.rationale = Some("A better option is no.".into()),
            &[&[0, 1], &[1, 0]],
        );
    }
}
