//! The check vector, and small cases worked out by hand.

use super::*;
use crate::analyze::testkit::{Builder, Cell, right_or_wrong, tally};

/// rows 1111, 1110, 1100, 1000, 0100.
fn check_vector() -> Analysis {
    let (scheme, rows) = right_or_wrong(&["1111", "1110", "1100", "1000", "0100"]);
    analyze(&scheme, &tally(&scheme, &rows, 1), None)
}

#[test]
fn the_check_vector() {
    let Analysis { group, items, topics, .. } = check_vector();
    let facility = [0.8, 0.8, 0.4, 0.2];
    let discrimination = [0.196_116, 0.196_116, 0.763_763, 0.559_017];
    for (item, (facility, discrimination)) in items.iter().zip(facility.into_iter().zip(discrimination)) {
        close(item.facility, facility, 1e-12);
        close(item.discrimination, discrimination, 1e-6);
    }
    assert_eq!((group.candidates, group.items, group.max_points), (5, 4, Some(4.0)));
    close(group.mean, 2.2, 1e-12);
    close(group.mean_percent, 55.0, 1e-12);
    close(group.sd, 1.7_f64.sqrt(), 1e-12);
    assert_eq!((group.median, group.min, group.max), (Some(2.0), Some(1.0), Some(4.0)));
    close(group.alpha, 0.627_451, 1e-6);
    assert_eq!(group.alpha, group.kr20);
    close(group.skewness, 0.541_387, 1e-6);
    close(group.kurtosis, -1.487_889, 1e-6);
    close(group.sem.zip(group.sd).map(|(sem, sd)| 100.0 * sem / sd), 61.036_8, 1e-4);
    assert_eq!((topics[0].alpha, topics[0].sd), (group.alpha, group.sd));
}

/// g = floor(1.35 + 0.5) = 1: upper 1111, lower 1000 and 0100 with half a place each.
#[test]
fn ties_at_a_cut_share_its_places() {
    let items = check_vector().items;
    let upper_lower: Vec<Option<f64>> = items.iter().map(|item| item.upper_lower).collect();
    assert_eq!(upper_lower, [Some(0.5), Some(0.5), Some(1.0), Some(1.0)]);
    let key = &items[0].options[1];
    assert_eq!((key.upper, key.lower), (Some(1.0), Some(0.5)));
    let wrong = &items[0].options[0];
    assert_eq!((wrong.upper, wrong.lower), (Some(0.0), Some(0.5)));
}

/// Of the four who chose the key of the first item: totals 4, 3, 2, 1. 1 who did not: total 1.
#[test]
fn options_of_the_check_vector() {
    let items = check_vector().items;
    let [wrong, key, never] = &items[0].options[..] else { panic!("three options") };
    assert_eq!((key.key, key.count, key.share, key.mean_total), (true, 4, Some(0.8), Some(2.5)));
    assert_eq!((wrong.key, wrong.count, wrong.share, wrong.mean_total), (false, 1, Some(0.2), Some(1.0)));
    // Choosing the key is the item's score.
    assert_eq!(key.option_rest, items[0].discrimination);
    close(wrong.option_rest, -0.196_116, 1e-6);
    assert_eq!((never.count, never.share, never.mean_total), (0, Some(0.0), None));
    assert_eq!((never.option_rest, never.upper, never.lower), (None, Some(0.0), Some(0.0)));
}

/// Alpha of the other three items of the check vector, from their own variances.
#[test]
fn alpha_without_an_item() {
    // Without the last: item variances .2 .2 .3, totals 3 3 2 1 1 with variance 1.
    close(check_vector().items[3].alpha_if_deleted, 1.5 * (1.0 - 0.7), 1e-12);
    let (scheme, rows) = right_or_wrong(&["11", "10", "00"]);
    let analysis = analyze(&scheme, &tally(&scheme, &rows, 1), None);
    assert_eq!(analysis.items[0].alpha_if_deleted, None);
}

#[test]
fn negative_alpha_is_printed_as_it_is() {
    let (scheme, rows) = right_or_wrong(&["110", "001", "100", "011"]);
    let analysis = analyze(&scheme, &tally(&scheme, &rows, 1), None);
    // Item variances 1/3 each, totals 2 1 1 2 with variance 1/3.
    close(analysis.group.alpha, 1.5 * (1.0 - 3.0), 1e-12);
    assert!(analysis.notes.iter().any(|note| note.kind == "negative_alpha"));
}

/// Units of a quarter point. Totals: 8, 5, 2, 0 quarters.
#[test]
fn partial_credit() {
    let scheme = Builder::new(4).short("s", "a", 4, &[0, 1, 4]).multiple("m", "a", 4, &[0, 1], 4, &[0, 2, 4]);
    let scheme = scheme.build();
    let rows = [
        vec![Cell::Scored(4), Cell::ChoseSet(0b0011, 4)],
        vec![Cell::Scored(1), Cell::ChoseSet(0b0011, 4)],
        vec![Cell::Review, Cell::ChoseSet(0b0001, 2)],
        vec![Cell::Unreadable, Cell::ChoseSet(0b0101, 0)],
    ];
    let Analysis { group, items, .. } = analyze(&scheme, &tally(&scheme, &rows, 1), None);
    close(group.mean, 15.0 / 16.0, 1e-12);
    assert_eq!((group.median, group.min, group.max), (Some(0.875), Some(0.0), Some(2.0)));
    assert_eq!(group.kr20, None);
    close(items[0].facility, 5.0 / 16.0, 1e-12);
    assert_eq!((items[0].review, items[0].unreadable, items[0].blank), (1, 1, 0));
    close(items[1].facility, 10.0 / 16.0, 1e-12);
    let [a, b, c, d] = &items[1].options[..] else { panic!("four options") };
    assert_eq!([a.count, b.count, c.count, d.count], [4, 2, 1, 0]);
    assert_eq!((a.key, b.key, c.key), (true, true, false));
    // Everyone chose A, so that choosing it cannot correlate; B was chosen at totals of 2 and 1.25 points.
    assert_eq!((a.option_rest, b.mean_total, c.mean_total), (None, Some(1.625), Some(0.0)));
    // "Chose B" 1 1 0 0 with the rest of 4 1 0 0 quarters.
    let expected = oracle::pearson(&[1.0, 1.0, 0.0, 0.0], &[4.0, 1.0, 0.0, 0.0]).unwrap();
    close(b.option_rest, expected, 1e-12);
}

/// A wrong answer costs half a point. Units of half a point.
#[test]
fn penalties() {
    let builder = || Builder::new(2).single("p", "a", 2, 0, 2, -1).single("q", "a", 2, 0, 2, -1);
    let rows =
        [vec![Cell::Chose(0), Cell::Chose(0)], vec![Cell::Chose(1), Cell::Chose(1)], vec![Cell::Blank; 2]];
    let scheme = builder().allow_negative().build();
    let below = analyze(&scheme, &tally(&scheme, &rows, 1), None);
    close(below.group.mean, 1.0 / 3.0, 1e-12);
    assert_eq!((below.group.min, below.group.kr20), (Some(-1.0), None));
    close(below.items[0].facility, 1.0 / 6.0, 1e-12);
    close(below.items[0].discrimination, 1.0, 1e-12);
    close(below.items[0].upper_lower, 1.5, 1e-12);
    // x = r, so that alpha is 1 whatever the scale.
    close(below.group.alpha, 1.0, 1e-12);
    // With the floor the second total is 0, and r is that total without the item: 0.5.
    let scheme = builder().build();
    let floored = analyze(&scheme, &tally(&scheme, &rows, 1), None);
    assert_eq!(floored.group.min, Some(0.0));
    let expected = oracle::pearson(&[1.0, -0.5, 0.0], &[1.0, 0.5, 0.0]).unwrap();
    close(floored.items[0].discrimination, expected, 1e-12);
    // Wide score groups with negative totals.
    let scheme = builder().allow_negative().build();
    let wide = analyze(&scheme, &tally(&scheme, &rows, 4), None);
    assert_eq!(wide.group.mean, below.group.mean);
    assert_eq!(wide.items[0].discrimination, below.items[0].discrimination);
}

#[test]
fn an_item_not_presented_is_left_out() {
    let scheme = Builder::new(1)
        .single("p", "a/x", 2, 0, 1, 0)
        .single("q", "a/y", 2, 0, 1, 0)
        .single("never", "a/z", 2, 0, 1, 0)
        .single("void", "b", 2, 0, 1, 0)
        .void()
        .build();
    let np = Cell::NotPresented;
    let rows = [
        vec![Cell::Chose(0), Cell::Chose(0), np, Cell::Chose(0)],
        vec![Cell::Chose(0), np, np, Cell::Chose(0)],
        vec![Cell::Blank, Cell::Chose(1), np, Cell::Chose(0)],
    ];
    let Analysis { group, items, topics, notes, .. } = analyze(&scheme, &tally(&scheme, &rows, 1), None);
    assert_eq!((group.items, group.max_points, group.mean_percent), (2, Some(5.0 / 3.0), Some(60.0)));
    assert_eq!((group.alpha, group.kr20, group.sem), (None, None, None));
    assert!(group.sd.is_some());
    assert_eq!(items.iter().map(|item| item.item.as_str()).collect::<Vec<_>>(), ["p", "q", "never"]);
    assert_eq!((items[0].n, items[0].not_presented, items[0].blank), (3, 0, 1));
    assert_eq!((items[1].n, items[1].not_presented, items[1].facility), (2, 1, Some(0.5)));
    assert_eq!((items[2].n, items[2].facility, items[2].sd, items[2].upper_lower), (0, None, None, None));
    assert_eq!(items[0].alpha_if_deleted, None);
    let topic: Vec<(&str, usize, Option<f64>)> =
        topics.iter().map(|topic| (topic.topic.as_str(), topic.items, topic.mean_percent)).collect();
    assert_eq!(
        topic,
        [("a", 2, Some(60.0)), ("a/x", 1, Some(200.0 / 3.0)), ("a/y", 1, Some(50.0)), ("a/z", 0, None)]
    );
    let kinds: Vec<(&str, u64)> = notes.iter().map(|note| (note.kind.as_str(), note.count)).collect();
    assert_eq!(kinds, [("void_items", 1), ("items_not_given", 1), ("different_items", 1)]);
}

/// Items that nobody was given do not stand in the way of alpha.
#[test]
fn alpha_over_the_items_that_were_given() {
    let scheme = Builder::new(1)
        .single("p", "a", 2, 0, 1, 0)
        .single("q", "a", 2, 0, 1, 0)
        .single("never", "a", 2, 0, 1, 0)
        .build();
    let np = Cell::NotPresented;
    let rows = [vec![Cell::Chose(0), Cell::Chose(0), np], vec![Cell::Chose(1), Cell::Chose(1), np]];
    let analysis = analyze(&scheme, &tally(&scheme, &rows, 1), None);
    close(analysis.group.alpha, 1.0, 1e-12);
    close(analysis.topics[0].alpha, 1.0, 1e-12);
}

#[test]
fn nothing_is_defined_without_candidates() {
    let (scheme, _) = right_or_wrong(&["11"]);
    let Analysis { group, items, topics, weakest, against_target, .. } =
        analyze(&scheme, &tally(&scheme, &[], 1), Some(70.0));
    assert_eq!((group.candidates, group.items), (0, 0));
    let all =
        [group.max_points, group.mean, group.mean_percent, group.sd, group.median, group.min, group.max];
    assert_eq!(all, [None; 7]);
    assert_eq!([group.alpha, group.kr20, group.sem, group.skewness, group.kurtosis], [None; 5]);
    assert_eq!((items[0].facility, items[0].options[0].share, topics[0].mean), (None, None, None));
    assert_eq!((weakest, against_target), (None, None));
}

#[test]
fn one_candidate_has_a_mean_and_no_spread() {
    let (scheme, rows) = right_or_wrong(&["10"]);
    let Analysis { group, items, .. } = analyze(&scheme, &tally(&scheme, &rows, 1), None);
    assert_eq!((group.mean, group.median, group.sd, group.alpha), (Some(1.0), Some(1.0), None, None));
    assert_eq!((items[0].facility, items[0].sd, items[0].upper_lower), (Some(1.0), None, None));
}

/// Twelve items, all right, half right, none right: Wilson of 12/12 is 76–100, of 6/12 25–75, of 0/12 0–24.
#[test]
fn candidates_against_a_target() {
    let (scheme, rows) = right_or_wrong(&["111111111111", "111111000000", "000000000000"]);
    let against = |target| analyze(&scheme, &tally(&scheme, &rows, 1), Some(target)).against_target.unwrap();
    let count = |target| {
        let counts = against(target);
        (counts.above, counts.too_close, counts.below)
    };
    assert_eq!(count(70.0), (1, 1, 1));
    assert_eq!(count(80.0), (0, 1, 2));
    assert_eq!(count(24.5), (2, 0, 1));
    let (scheme, rows) = right_or_wrong(&["111111111"]);
    assert_eq!(analyze(&scheme, &tally(&scheme, &rows, 1), Some(70.0)).against_target, None);
}

#[test]
fn flags_with_the_figures_behind_them() {
    // Item i1: the better candidates chose A, the worse the key B; i2 to i5 sort them.
    let (scheme, rows) = right_or_wrong(&["01111", "01111", "00111", "10011", "10001", "10000"]);
    let items = analyze(&scheme, &tally(&scheme, &rows, 1), None).items;
    let kinds = |item: &ItemFigures| item.flags.iter().map(|flag| flag.kind.id()).collect::<Vec<_>>();
    assert_eq!(kinds(&items[0]), ["possible-wrong-key", "negative-discrimination", "attractive-distractor"]);
    assert_eq!(
        items[0].flags[0].text,
        "Of the best-scoring 27 %, 100 % chose A and 0 % the key B, and those who did better here did worse on \
         the rest (discrimination −0.89). Is the key right?"
    );
    assert!(kinds(&items[2]).is_empty());
    // 2 of 6 is no more than guessing among three gives, and no less.
    assert!(kinds(&items[1]).is_empty());

    let mut many = vec!["10"; 39];
    many.push("01");
    let (scheme, rows) = right_or_wrong(&many);
    let items = analyze(&scheme, &tally(&scheme, &rows, 1), None).items;
    assert_eq!(
        kinds(&items[0]),
        ["negative-discrimination", "attractive-distractor", "dead-distractor", "too-easy"]
    );
    assert_eq!(items[0].flags[2].text, "Hardly anyone chose A (3 %), C (0 %).");
    assert_eq!(kinds(&items[1])[..2], ["possible-wrong-key", "negative-discrimination"]);
    let hard = items[1].flags.iter().find(|flag| flag.kind == FlagKind::TooHard).unwrap();
    assert_eq!(hard.text, "Harder than guessing: the mean credit is 3 %, and guessing gives 33 %.");
}
