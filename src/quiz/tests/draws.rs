//! Draws: what a blueprint asks for, and that chance is even.

use super::super::draw::{DrawError, Plan, draw, in_order};
use super::items;
use crate::model::topic::is_within;
use crate::model::{Draw, FormKind, Item, ItemKind};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const TOPICS: [&str; 5] = ["a", "a/b", "a/b/c", "d", "d/e"];

/// Items of those numbers a topic, in the order of [`TOPICS`].
fn bank(counts: &[usize]) -> Vec<Item> {
    let mut all = items(counts.iter().sum());
    let topics = TOPICS.iter().zip(counts).flat_map(|(topic, &count)| vec![*topic; count]);
    all.iter_mut().zip(topics).for_each(|(item, topic)| item.topic = topic.to_owned());
    all
}

fn blueprint(lines: &[(&str, usize)]) -> Vec<Draw> {
    lines.iter().map(|&(topic, count)| Draw { topic: topic.to_owned(), count }).collect()
}

#[test]
fn a_blueprint_that_cannot_be_met_says_where() {
    #[track_caller]
    fn check(
        counts: &[usize],
        kind: FormKind,
        lines: &[(&str, usize)],
        expected: Option<(&str, usize, usize)>,
    ) {
        let bank = bank(counts);
        let items: Vec<&Item> = bank.iter().collect();
        let drawn = draw(&items, kind, Plan::Blueprint(&blueprint(lines)), 1);
        let expected =
            expected.map(|(topic, asked, there)| DrawError::TooFew { topic: topic.to_owned(), asked, there });
        assert_eq!(drawn.err(), expected);
    }
    check(&[3, 3], FormKind::Any, &[("a", 6)], None);
    check(&[3, 3], FormKind::Any, &[("a", 7)], Some(("a", 7, 6)));
    check(&[3, 3], FormKind::Any, &[("a", 3), ("a/b", 3)], None);
    check(&[3, 3], FormKind::Any, &[("a", 4), ("a/b", 3)], Some(("a", 4, 3)));
    check(&[3, 3], FormKind::Short, &[("a", 2)], None);
    check(&[3, 3], FormKind::Short, &[("a", 3)], Some(("a", 3, 2)));
    check(&[3, 3], FormKind::Any, &[("ab", 1)], Some(("ab", 1, 0)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_blueprint_is_met_exactly(
        counts in prop::array::uniform5(0_usize..8),
        asked in prop::array::uniform5(0_usize..4),
        seed in any::<u64>(),
    ) {
        let bank = bank(&counts);
        let items: Vec<&Item> = bank.iter().collect();
        let lines = blueprint(&TOPICS.iter().copied().zip(asked).collect::<Vec<_>>());
        let under = |topic: &str| bank.iter().filter(|item| is_within(&item.topic, topic)).count();
        let needed = |topic: &str| -> usize {
            lines.iter().filter(|line| is_within(&line.topic, topic)).map(|line| line.count).sum()
        };
        let can_be_met = TOPICS.iter().all(|topic| needed(topic) <= under(topic));
        let drawn = draw(&items, FormKind::Any, Plan::Blueprint(&lines), seed);
        prop_assert_eq!(drawn.is_ok(), can_be_met);
        let Ok(drawn) = drawn else { return Ok(()) };
        let ids: BTreeSet<&str> = drawn.iter().map(|asked| asked.item.as_str()).collect();
        prop_assert_eq!(ids.len(), drawn.len(), "no item twice");
        prop_assert_eq!(drawn.len(), lines.iter().map(|line| line.count).sum::<usize>());
        for topic in TOPICS {
            let there = bank.iter().filter(|item| ids.contains(&*item.id) && is_within(&item.topic, topic)).count();
            prop_assert!(there >= needed(topic), "{}", topic);
        }
        let again = draw(&items.iter().rev().copied().collect::<Vec<_>>(), FormKind::Any, Plan::Blueprint(&lines), seed);
        prop_assert_eq!(again.as_ref(), Ok(&drawn), "a seed reproduces a draw, in whatever order files are read");
    }
}

#[test]
fn a_form_has_no_more_than_there_is_and_only_what_is_asked_for() {
    let bank = items(9);
    let items: Vec<&Item> = bank.iter().collect();
    let count = |kind, count| draw(&items, kind, Plan::Any(count), 3).expect("draws").len();
    assert_eq!(
        (count(FormKind::Any, None), count(FormKind::Any, Some(4)), count(FormKind::Any, Some(99))),
        (9, 4, 9)
    );
    assert_eq!((count(FormKind::Short, None), count(FormKind::Choice, Some(99))), (3, 6));
    let order: Vec<String> = in_order(&items, 3).into_iter().map(|asked| asked.item).collect();
    assert!(order.iter().eq(bank.iter().map(|item| &item.id)));
}

/// Σ (observed − expected)² / expected over cells that should be equally frequent.
fn chi_square(observed: &BTreeMap<Vec<usize>, u32>, cells: u32) -> f64 {
    let total: u32 = observed.values().sum();
    let expected = f64::from(total) / f64::from(cells);
    let missing = f64::from(cells) - f64::from(u32::try_from(observed.len()).expect("few"));
    let seen: f64 = observed.values().map(|&count| (f64::from(count) - expected).powi(2) / expected).sum();
    seen + missing * expected
}

/// Seeds are fixed, so that this cannot fail by chance. The bounds are the 99.9 % points of χ².
#[test]
fn items_and_options_are_drawn_evenly() {
    let bank = items(6);
    let items: Vec<&Item> = bank.iter().collect();
    let (mut sets, mut places, mut orders) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for seed in 0..6_000 {
        let drawn = draw(&items, FormKind::Any, Plan::Any(Some(3)), seed).expect("draws");
        let place = |asked: &super::Asked| bank.iter().position(|item| item.id == asked.item).expect("known");
        let mut set: Vec<usize> = drawn.iter().map(place).collect();
        *places.entry(vec![set[0]]).or_insert(0) += 1;
        set.sort_unstable();
        *sets.entry(set).or_insert(0) += 1;
        if let Some(asked) = drawn.iter().find(|asked| asked.item == "i1") {
            *orders.entry(asked.options.clone()).or_insert(0) += 1;
        }
    }
    // 20 sets (19 degrees of freedom), 6 items in the first place (5), 24 orders of four options (23).
    let found = [chi_square(&sets, 20), chi_square(&places, 6), chi_square(&orders, 24)];
    let bounds = [43.8, 20.5, 49.7];
    assert!(found.iter().zip(bounds).all(|(found, bound)| *found < bound), "{found:?}");
    assert!(matches!(bank[1].kind, ItemKind::Choice(_)));
}
