//! What earlier answers are worth: picks, what is due, progress, days of study.

use crate::history::due::{due, rating};
use crate::history::pick::choose;
use crate::history::progress::{Length, progress};
use crate::history::testkit::{answer, changed, day, item, rekeyed, right, wrong};
use crate::history::{Answer, Past, Pick, Standing, Streak, pick, streak};
use crate::model::{Draw, Fraction, Item, Status};
use crate::quiz::Turn;
use crate::quiz::draw::Plan;
use jiff::civil::date;
use jiff::tz::{TimeZone, offset};
use rs_fsrs::Rating;
use std::time::Duration;

fn picked(how: Pick, items: &[Item], answers: Vec<Answer>, at: i64) -> String {
    let items: Vec<&Item> = items.iter().collect();
    let picked = pick(how, &items, &Past::new(answers), day(at));
    picked.iter().map(|picked| items[picked.index].id.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn picks_follow_the_last_answer() {
    let items = ["a", "b", "c"].map(|id| item(id, "t"));
    let [a, b, c] = &items;
    #[track_caller]
    fn check(items: &[Item], answers: &[Answer], how: Pick, expected: &str) {
        assert_eq!(picked(how, items, answers.to_vec(), 30), expected, "{how:?}");
    }
    let flagged = |answer: Answer| changed(answer, |answer| answer.flagged = true);
    let with = |answer: Answer, status| changed(answer, |answer| answer.status = status);
    let submitted = |answer: Answer| changed(answer, |answer| answer.submitted = true);

    check(&items, &[], Pick::All, "a b c");
    check(&items, &[], Pick::Unseen, "a b c");
    check(&items, &[], Pick::Missed, "");
    check(&items, &[], Pick::Flagged, "");
    check(&items, &[], Pick::Due, "");
    check(&items, &[], Pick::Weak, "a b c");

    check(&items, &[right(a, day(1)), wrong(b, day(1))], Pick::Unseen, "c");
    check(&items, &[right(a, day(1)), wrong(b, day(1))], Pick::Missed, "b");
    check(&items, &[wrong(a, day(1)), right(a, day(2))], Pick::Missed, "");
    check(&items, &[right(a, day(2)), wrong(a, day(1))], Pick::Missed, "");
    check(&items, &[right(a, day(1)), wrong(a, day(2))], Pick::Missed, "a");
    check(&items, &[answer(a, day(1), Fraction::new(1, 2))], Pick::Missed, "a");
    // What waits for a person is not missed; what was skipped in practice is neither missed nor unseen.
    check(&items, &[with(wrong(a, day(1)), Status::Review)], Pick::Missed, "");
    check(&items, &[with(wrong(a, day(1)), Status::Blank)], Pick::Missed, "");
    check(&items, &[with(wrong(a, day(1)), Status::Blank)], Pick::Unseen, "b c");
    check(&items, &[wrong(a, day(1)), with(wrong(a, day(2)), Status::Blank)], Pick::Missed, "a");
    check(&items, &[submitted(with(wrong(a, day(1)), Status::Blank))], Pick::Missed, "a");
    check(&items, &[flagged(right(a, day(1))), flagged(right(b, day(1)))], Pick::Flagged, "a b");
    check(&items, &[flagged(right(a, day(1))), right(a, day(2))], Pick::Flagged, "");
    // Answers to another key are worth nothing.
    check(&items, &[wrong(&rekeyed(c), day(1))], Pick::Missed, "");
    check(&items, &[wrong(&rekeyed(c), day(1))], Pick::Unseen, "a b c");
    check(&items, &[wrong(&rekeyed(c), day(1))], Pick::Due, "");
    // The least remembered comes first.
    check(&items, &[wrong(c, day(1)), right(a, day(1)), right(b, day(29))], Pick::Due, "c a");
}

#[test]
fn weak_topics_weigh_more_and_unknown_ones_half() {
    #[track_caller]
    fn check(rights: usize, wrongs: usize, expected: f64) {
        let items: Vec<Item> = (0..=rights + wrongs).map(|number| item(&number.to_string(), "t")).collect();
        let answers =
            items.iter().take(rights + wrongs).enumerate().map(|(number, item)| {
                if number < rights { right(item, day(1)) } else { wrong(item, day(1)) }
            });
        let past = Past::new(answers.collect());
        let weights: Vec<f64> = pick(Pick::Weak, &items.iter().collect::<Vec<_>>(), &past, day(2))
            .iter()
            .map(|picked| picked.weight)
            .collect();
        assert_eq!(weights.len(), items.len());
        assert!(
            weights.iter().all(|weight| (weight - expected).abs() < 0.005),
            "{rights}/{wrongs}: {weights:?}"
        );
    }
    // 1 minus the middles of the intervals 0–79, 21–100, 24–76, 5–70, 84–100, 0–16 %.
    check(0, 0, 0.5);
    check(0, 1, 0.603);
    check(1, 0, 0.397);
    check(5, 5, 0.5);
    check(1, 3, 0.628);
    check(20, 0, 0.081);
    check(0, 20, 0.919);
}

#[test]
fn answers_are_rated_by_credit_time_and_changes() {
    #[track_caller]
    fn check(
        credit: (i64, i64),
        change: impl FnOnce(&mut Answer),
        right_before: bool,
        expected: Option<Rating>,
    ) {
        let answer = changed(answer(&item("a", "t"), day(1), Fraction::new(credit.0, credit.1)), change);
        assert_eq!(rating(&answer, Some(Duration::from_secs(60)), right_before), expected);
    }
    let seconds = |seconds| move |answer: &mut Answer| answer.taken = Duration::from_secs(seconds);
    let status = |status| move |answer: &mut Answer| answer.status = status;
    check((0, 1), |_| {}, true, Some(Rating::Again));
    check((1, 2), |_| {}, true, Some(Rating::Hard));
    check((1, 1), |_| {}, false, Some(Rating::Good));
    check((1, 1), seconds(61), true, Some(Rating::Hard));
    check((1, 1), seconds(60), true, Some(Rating::Good));
    check((1, 1), seconds(30), true, Some(Rating::Easy));
    check((1, 1), seconds(30), false, Some(Rating::Good));
    check((1, 1), |answer| answer.turn = Some(Turn::WrongToRight), true, Some(Rating::Hard));
    check((1, 1), |answer| answer.changes = 1, true, Some(Rating::Good));
    check((1, 1), |answer| answer.overruled = true, true, Some(Rating::Hard));
    check((0, 1), status(Status::Review), true, None);
    check((0, 1), status(Status::Blank), true, None);
    let handed_in = |answer: &mut Answer| (answer.status, answer.submitted) = (Status::Blank, true);
    check((0, 1), handed_in, true, Some(Rating::Again));
}

#[test]
fn what_is_remembered_longer_is_due_later() {
    #[track_caller]
    fn check(outcomes: &[(i64, bool)], expected: Option<i64>) {
        let item = changed(item("a", "t"), |item| item.time = None);
        let answers: Vec<Answer> = outcomes
            .iter()
            .map(|&(at, is_right)| if is_right { right(&item, day(at)) } else { wrong(&item, day(at)) })
            .collect();
        let due = due(&item, &answers.iter().collect::<Vec<_>>(), day(40));
        assert_eq!(due.map(|due| due.at), expected.map(day), "{outcomes:?}");
        assert!(due.is_none_or(|due| due.recall > 0.0 && due.recall <= 1.0), "{due:?}");
    }
    // FSRS-5 with its published weights: the first interval after "good" is 3 days (stability 3.13), after "again" 1.
    check(&[], None);
    check(&[(1, false)], Some(2));
    check(&[(1, true)], Some(4));
    check(&[(1, true), (4, true)], Some(15));
    check(&[(1, true), (4, false)], Some(5));
    // The same day teaches little, and a clock that was set back does no harm.
    check(&[(1, true), (1, true)], Some(5));
    check(&[(4, true), (1, true)], Some(8));
}

#[test]
fn a_changed_key_makes_answers_stale_and_a_mended_stem_does_not() {
    let before = item("a", "t");
    let mended = changed(before.clone(), |item| item.stem = "Which one?".to_owned());
    let past = Past::new(vec![right(&before, day(1)), wrong(&before, day(2))]);
    let standing = |item: Option<&Item>| past.standings(|_| item)[0];
    assert_eq!(standing(Some(&before)), Standing::Current);
    assert_eq!(standing(Some(&mended)), Standing::Current);
    assert_eq!(standing(Some(&rekeyed(&before))), Standing::Stale);
    // Without its bank, the last answer tells what the item was like.
    assert_eq!(standing(None), Standing::Current);
    let past = Past::new(vec![right(&before, day(1)), wrong(&rekeyed(&before), day(2))]);
    assert_eq!(past.standings(|_| None), [Standing::Stale, Standing::Current]);
}

#[test]
fn topics_count_the_last_answer_to_each_item() {
    let (a, b, c) = (item("a", "t/one"), item("b", "t/one"), item("c", "t/two"));
    let gone = item("gone", "u");
    let past = Past::new(vec![
        wrong(&a, day(1)),
        right(&a, day(5)),
        wrong(&a, day(5)),
        right(&b, day(1)),
        right(&c, day(5)),
        wrong(&rekeyed(&c), day(6)),
        right(&gone, day(1)),
    ]);
    let found = |id: &str| [&a, &b, &c].into_iter().find(|item| item.id == id);
    let progress = progress(&past, found, &TimeZone::UTC);
    assert_eq!(progress.length, Length::Day);
    assert_eq!(progress.periods, [date(2026, 1, 1), date(2026, 1, 5)]);
    assert_eq!((progress.stale, progress.elsewhere), (1, 1));
    let told: Vec<String> = progress
        .topics
        .iter()
        .map(|topic| {
            let periods = topic.periods.iter().map(|share| format!("{}/{}", share.credit(), share.items));
            let periods = periods.collect::<Vec<_>>().join(" ");
            format!("{} {}/{}: {periods}", topic.topic, topic.now.credit(), topic.now.items)
        })
        .collect();
    assert_eq!(told, ["t 2/3: 1/2 1/2", "t/one 1/2: 1/2 0/1", "t/two 1/1: 0/0 1/1", "u 1/1: 1/1 0/0"]);
}

#[test]
fn periods_are_as_short_as_fits() {
    #[track_caller]
    fn check(days: &[i64], length: Length, first: (i16, i8, i8), count: usize) {
        let item = item("a", "t");
        let past = Past::new(days.iter().map(|&at| right(&item, day(at))).collect());
        let progress = progress(&past, |_| Some(&item), &TimeZone::UTC);
        assert_eq!(progress.length, length);
        assert_eq!(progress.periods.len(), count);
        assert_eq!(progress.periods[0], date(first.0, first.1, first.2));
        assert_eq!(progress.topics[0].periods.len(), count);
    }
    check(&[2, 3], Length::Day, (2026, 1, 2), 2);
    check(&[1, 2, 3, 4, 5, 6, 7], Length::Week, (2025, 12, 29), 2);
    check(&(0..20).map(|week| 1 + 7 * week).collect::<Vec<_>>(), Length::Month, (2026, 1, 1), 5);
    check(&(0..20).map(|month| 1 + 31 * month).collect::<Vec<_>>(), Length::Month, (2027, 3, 1), 6);
}

#[test]
fn days_of_study_in_a_row() {
    #[track_caller]
    fn check(days: &[i64], today: i8, current: usize, longest: usize) {
        let item = item("a", "t");
        let past = Past::new(days.iter().map(|&at| right(&item, day(at))).collect());
        let all = days.iter().collect::<std::collections::BTreeSet<_>>().len();
        let expected = Streak { current, longest, days: all, today: days.contains(&i64::from(today)) };
        assert_eq!(streak(&past, date(2026, 1, today), &TimeZone::UTC), expected);
    }
    check(&[], 9, 0, 0);
    check(&[9], 9, 1, 1);
    check(&[8, 9, 9], 9, 2, 2);
    check(&[7, 8], 9, 2, 2);
    check(&[6, 7], 9, 0, 2);
    check(&[1, 2, 3, 5, 8, 9], 9, 2, 3);
    // Noon in UTC is the next day far in the east.
    let item = item("a", "t");
    let past = Past::new(vec![right(&item, day(8))]);
    assert!(streak(&past, date(2026, 1, 9), &TimeZone::fixed(offset(13))).today);
    assert!(!streak(&past, date(2026, 1, 9), &TimeZone::UTC).today);
}

#[test]
fn a_plan_is_drawn_from_the_weakest_and_the_least_remembered() {
    let strong: Vec<Item> = (0..40).map(|number| item(&format!("s{number:02}"), "t/strong")).collect();
    let weak: Vec<Item> = (0..40).map(|number| item(&format!("w{number:02}"), "t/weak")).collect();
    let answers =
        strong.iter().map(|item| right(item, day(1))).chain(weak.iter().map(|item| wrong(item, day(1))));
    let past = Past::new(answers.collect());
    let items: Vec<&Item> = strong.iter().chain(&weak).collect();
    let count = |how, plan, seed| {
        let chosen = choose(how, &items, plan, &past, day(3), seed);
        (chosen.iter().filter(|item| item.topic == "t/weak").count(), chosen.len())
    };
    // Weights are 0.044 and 0.956: of 10 drawn, about 9.5 are of the weak topic.
    let drawn: Vec<(usize, usize)> =
        (0..50).map(|seed| count(Pick::Weak, Plan::Any(Some(10)), seed)).collect();
    let of_weak: usize = drawn.iter().map(|(weak, _)| weak).sum();
    assert!((460..=490).contains(&of_weak), "{of_weak} of 500");
    assert!(drawn.iter().all(|(_, all)| *all == 10));
    assert_eq!(
        choose(Pick::Weak, &items, Plan::Any(Some(9)), &past, day(3), 7),
        choose(Pick::Weak, &items, Plan::Any(Some(9)), &past, day(3), 7)
    );
    assert_eq!(count(Pick::Weak, Plan::Any(None), 1), (40, 80));
    assert_eq!(count(Pick::Weak, Plan::Any(Some(100)), 1), (40, 80));
    // On the third day what was missed on the first is due, and what was right is not yet.
    assert_eq!(count(Pick::Due, Plan::Any(Some(10)), 1), (10, 10));
    assert_eq!(count(Pick::Due, Plan::Any(None), 1), (40, 40));
    let lines = [("t", 6), ("t/weak", 3)].map(|(topic, count)| Draw { topic: topic.to_owned(), count });
    assert_eq!(count(Pick::Weak, Plan::Blueprint(&lines), 1).1, 9);
    assert!(count(Pick::Weak, Plan::Blueprint(&lines), 1).0 >= 3);
    assert_eq!(count(Pick::Missed, Plan::Any(Some(10)), 1), (40, 40), "the draw takes ten of these");
}
