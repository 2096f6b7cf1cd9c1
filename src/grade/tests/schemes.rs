//! Items in, marking schemes out.

use super::*;
use crate::grade::compile::CompileError;
use crate::grade::scheme::{GroupBy, Scheme};

fn compile_items(items: &[Item], policy: &Policy, rulings: &[Ruling]) -> Result<Scheme, CompileError> {
    let borrowed: Vec<&Item> = items.iter().collect();
    compile(&borrowed, &Topics::new(), &Lexicon::from_items(items), policy, rulings)
        .map(|compiled| compiled.scheme)
}

fn ruling(item: &str, decision: Decision) -> Ruling {
    Ruling { item: item.into(), decision, reason: "a test".into() }
}

/// The outcomes of the first item: `status score` of each, in units, behind `max/unit:`.
#[track_caller]
fn check(item: Item, policy: &Policy, rulings: &[Ruling], expected: &str) {
    let scheme = compile_items(&[item], policy, rulings).expect("compiles");
    let item = &scheme.items[0];
    let outcomes = item.outcomes.clone().map(|slot| {
        let slot = scheme.slots[slot as usize];
        format!("{} {}", slot.status.name(), slot.score)
    });
    let outcomes: Vec<String> = outcomes.collect();
    assert_eq!(format!("{}/{}: {}", item.max, scheme.unit, outcomes.join(", ")), expected);
}

#[test]
fn every_outcome_has_a_whole_score() {
    let plain = Policy::default();
    let single = "1/1: incorrect 0, correct 1, incorrect 0, incorrect 0, incorrect 0, blank 0, not_presented 0, unreadable 0";
    check(item("q", "t", "B"), &plain, &[], single);
    let multiple = "2/2: incorrect 0, partial 1, correct 2, blank 0, not_presented 0, unreadable 0";
    check(item("q", "t", "A;C"), &plain, &[], multiple);
    let short = "1/1: incorrect 0, correct 1, review 0, blank 0, not_presented 0, unreadable 0";
    check(item("q", "t", "=empathy"), &plain, &[], short);
    let half = Item { points: Fraction::new(1, 2), ..item("q", "t", "A;C") };
    let fine = "2/4: incorrect 0, partial 1, correct 2, blank 0, not_presented 0, unreadable 0";
    check(half, &plain, &[], fine);
}

#[test]
fn a_policy_changes_scores() {
    let penalty = Policy { penalty: Fraction::new(1, 3), ..Policy::default() };
    let third = "3/3: incorrect -1, correct 3, incorrect -1, incorrect -1, incorrect -1, blank 0, not_presented 0, unreadable 0";
    check(item("q", "t", "B"), &penalty, &[], third);
    let strict = Policy { scoring: Some(Scoring::AllOrNothing), ..Policy::default() };
    let whole = "1/1: incorrect 0, correct 1, blank 0, not_presented 0, unreadable 0";
    check(item("q", "t", "A;C"), &strict, &[], whole);
}

#[test]
fn rulings_change_scores() {
    let plain = Policy::default();
    let void = [ruling("q", Decision::Void)];
    let nothing = "0/1: incorrect 0, correct 0, incorrect 0, incorrect 0, incorrect 0, blank 0, not_presented 0, unreadable 0";
    check(item("q", "t", "B"), &plain, &void, nothing);
    let full = [ruling("q", Decision::FullCredit), ruling("other", Decision::Void)];
    let everyone = "1/1: incorrect 1, correct 1, incorrect 1, incorrect 1, incorrect 1, blank 1, not_presented 0, unreadable 1";
    check(item("q", "t", "B"), &plain, &full, everyone);
    let key = [ruling("q", Decision::NewKey(vec!["c".into()]))];
    let moved = "1/1: incorrect 0, incorrect 0, correct 1, incorrect 0, incorrect 0, blank 0, not_presented 0, unreadable 0";
    check(item("q", "t", "B"), &plain, &key, moved);
    let accept = Decision::Accept { text: "understanding".into(), credit: Fraction::new(1, 4) };
    let ruled = "4/4: incorrect 0, partial 1, correct 4, review 0, blank 0, not_presented 0, unreadable 0";
    check(item("q", "t", "=empathy"), &plain, &[ruling("q", accept)], ruled);
}

#[test]
fn groups_follow_topics_competencies_levels_and_tags() {
    let items = [
        Item {
            competency: Some("ethics".into()),
            tags: vec!["x".into(), "y".into()],
            ..item("q1", "b/a", "A")
        },
        Item { level: Some(Level::Recall), tags: vec!["y".into()], ..item("q2", "b", "A") },
        Item { level: Some(Level::Recall), ..item("q3", "a-b", "A") },
        item("q4", "a/c", "A"),
    ];
    #[track_caller]
    fn check(items: &[Item], group_by: GroupBy, expected: &[&str]) {
        let policy = Policy { group_by, ..Policy::default() };
        let scheme = compile_items(items, &policy, &[]).expect("compiles");
        let groups = scheme.groups.iter().map(|group| {
            let items: Vec<&str> =
                group.items.iter().map(|&item| scheme.items[item as usize].item.id.as_str()).collect();
            format!("{}{} “{}” {}", "  ".repeat(group.depth), group.id, group.title, items.join(" "))
        });
        assert_eq!(groups.collect::<Vec<_>>(), expected);
    }
    let topics = ["a “A” q4", "  a/c “C” q4", "a-b “A b” q3", "b “B” q1 q2", "  b/a “A” q1"];
    check(&items, GroupBy::Topic, &topics);
    check(&items, GroupBy::Competency, &["ethics “ethics” q1"]);
    check(&items, GroupBy::Level, &["recall “recall” q2 q3"]);
    check(&items, GroupBy::Tag, &["x “x” q1", "y “y” q1 q2"]);
}

#[test]
fn points_that_cannot_be_added_exactly_are_refused() {
    let odd = |id: &str, below: i64| Item { points: Fraction::new(1, below), ..item(id, "t", "A") };
    let refused = compile_items(&[odd("q1", 999_983), odd("q2", 999_979)], &Policy::default(), &[]);
    assert_eq!(refused.err(), Some(CompileError::TooFine("q2".into())));
    let many = Item { points: 1_000_001.into(), ..item("q", "t", "A") };
    assert_eq!(compile_items(&[many], &Policy::default(), &[]).err(), Some(CompileError::TooManyPoints));
}
