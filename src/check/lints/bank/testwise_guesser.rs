//! `testwise-guesser`.

use super::{float, single_response};
use crate::check::lints::cues::{clang::echoes, opposite_pair::only_pair};
use crate::check::lints::prelude::*;
use crate::check::words::ALL_OF_THE_ABOVE;

/// Fewer items say nothing.
const MIN_ITEMS: usize = 20;
/// So many standard deviations above chance: chance alone gets there in one bank of two hundred.
const MIN_Z: f64 = 2.58;
/// An option is taken for its length from so many percent of the next, …
const LONGER_PERCENT: usize = 150;
/// … and so many characters more.
const LONGER_CHARACTERS: usize = 15;

pub(in crate::check) static LINT: Lint = Lint {
    id: "testwise-guesser",
    group: Group::Bank,
    severity: Severity::Warning,
    pedantic: false,
    summary: "Someone who knows nothing but test-taking tricks beats chance",
    explanation: "\
Answers the single-response items of a bank (20 or more) without any knowledge: takes \"all of the above\"; else drops options with always, never and the like, keeps a pair of opposites, takes an option that is half as long again as every other and 15 \
characters longer, else the only option that echoes the stem, else guesses evenly among those left. Fires where this earns more than chance by 2.58 standard deviations. It puts small cues together that no single item shows.\n\
Measured: LSAT 19.8 % (chance 20 %), SAT 23.8 % and psychology 23 to 24 % (chance 25 %) are quiet. It fires on all 2,848 practice items (27.9 %, z 3.6), on a set on nutrition (32.6 %, z 3.1) and on one on marketing (39.0 %, z 4.9). That key and \
distractors share words is left out on purpose: it beats chance in edited tests too.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 28; NBME item-writing guide",
    check: Check::Bank(check),
    fires: super::LONG_KEYS,
    quiet: super::EVEN_KEYS,
};

fn check(bank: BankContext<'_>, out: &mut Vec<Finding>) {
    let items = single_response(bank);
    if items.len() < MIN_ITEMS {
        return;
    }
    let (mut earned, mut expected, mut variance) = (0.0, 0.0, 0.0);
    for item in &items {
        let chance = 1.0 / float(item.options().len());
        expected += chance;
        variance += chance * (1.0 - chance);
        let left = choose(*item);
        if item.key().is_some_and(|key| left.contains(&key)) {
            earned += 1.0 / float(left.len());
        }
    }
    if variance <= 0.0 {
        return;
    }
    let z = (earned - expected) / f64::sqrt(variance);
    if z > MIN_Z {
        let percent = |points: f64| points / float(items.len()) * 100.0;
        let message = format!(
            "test-taking tricks alone earn {:.0} %, where chance gives {:.0} % (z {z:.1})",
            percent(earned),
            percent(expected)
        );
        out.push(Finding::warning(LINT.id, bank.span(), message).with_help(
            "look at keys that are long or echo the stem, and at distractors with absolute words",
        ));
    }
}

/// The options that are left when the tricks are through.
fn choose(item: ItemContext<'_>) -> Vec<usize> {
    let options = item.options();
    let is_all = |option: &Text<'_>| {
        ALL_OF_THE_ABOVE.iter().any(|phrase| {
            option.tokens.len() == phrase.len()
                && option.tokens.iter().zip(*phrase).all(|(token, word)| *item.word(*token).text == **word)
        })
    };
    if let Some(index) = options.iter().position(is_all) {
        return vec![index];
    }
    let mut left: Vec<usize> = (0..options.len()).collect();
    let careful = |index: &usize| options[*index].first_of(Class::ABSOLUTE, item.vocabulary()).is_none();
    if left.iter().any(careful) {
        left.retain(careful);
    }
    if let Some((a, b)) = only_pair(item).filter(|(a, b)| left.contains(a) && left.contains(b)) {
        left = vec![a, b];
    }
    if let Some(index) = much_longer(item, &left) {
        return vec![index];
    }
    let others = |index: usize| (0..options.len()).filter(|other| *other != index).collect::<Vec<_>>();
    let echoing: Vec<usize> =
        left.iter().copied().filter(|index| !echoes(item, *index, &others(*index)).is_empty()).collect();
    if let [index] = echoing[..] { vec![index] } else { left }
}

fn much_longer(item: ItemContext<'_>, left: &[usize]) -> Option<usize> {
    let length = |index: usize| item.options()[index].raw.chars().count();
    let longest = left.iter().copied().max_by_key(|index| length(*index))?;
    let next = left.iter().copied().filter(|index| *index != longest).map(length).max()?;
    let is_much_longer =
        length(longest) * 100 >= next * LONGER_PERCENT && length(longest) >= next + LONGER_CHARACTERS;
    is_much_longer.then_some(longest)
}
