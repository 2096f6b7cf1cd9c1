//! Tallies written down and read back into larger schemes.

use super::super::tally::parts::Sums;
use super::*;

/// The tally of a file over some of the bank's items, as it is read back into a scheme of all of them.
fn through_a_file(all: &[&Item], items: &[&Item], rows: &str, whole: &Compiled) -> Tally {
    let lexicon = Lexicon::from_items(all.iter().copied());
    let compiled =
        compile_part(items, all, &Topics::new(), &lexicon, &Policy::default(), &[]).expect("compiles");
    let owned: Vec<Item> = items.iter().map(|&item| item.clone()).collect();
    let sources = sources(&owned, &[rows.as_bytes()]);
    let graded = grade(&compiled, &sources, || Ok(Log::default()), ONE, &|_| ()).expect("grades");
    let written = serde_json::to_string(&Sums::of(&compiled.scheme, &graded.tally)).expect("writes");
    let read: Sums = serde_json::from_str(&written).expect("reads");
    assert_eq!(read, Sums::of(&compiled.scheme, &graded.tally));
    read.into_tally(&whole.scheme).expect("fits")
}

#[test]
fn sums_that_cannot_be_are_damaged() {
    let items = bank();
    let borrowed: Vec<&Item> = items.iter().collect();
    let lexicon = Lexicon::from_items(&items);
    let compiled = compile(&borrowed, &Topics::new(), &lexicon, &Policy::default(), &[]).expect("compiles");
    let check = |width: i64, damage: &dyn Fn(&mut Sums), expected: &str| {
        let mut tally = Tally::new(&compiled.scheme).with_width(width);
        tally.add(3, 6, [&[0], &[]], &[]).expect("counts");
        let mut sums = Sums::of(&compiled.scheme, &tally);
        damage(&mut sums);
        let told =
            sums.into_tally(&compiled.scheme).map_or_else(|error| error.to_string(), |_| "fits".into());
        assert_eq!(told, expected);
    };
    check(1, &|_| (), "fits");
    check(2, &|_| (), "fits");
    check(1, &|sums| sums.width = 3, "its score groups hold 3 totals each");
    check(1, &|sums| sums.slot_totals.push((0, 0)), "the totals of its outcomes are damaged");
    check(2, &|sums| sums.slot_totals.truncate(2), "the totals of its outcomes are damaged");
    check(1, &|sums| sums.score_groups[0].candidates = 0, "its score group 3 is damaged");
    check(2, &|sums| sums.score_groups[0].candidates = 1 << 32, "its score group 1 is damaged");
    check(1, &|sums| sums.score_groups[0].counts = vec![1].into(), "its score group 3 is damaged");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Candidates of one part were given `q1` and `q3`, those of the other `q2` and `q3`.
    #[test]
    fn parts_with_other_items_add_up_in_any_order(
        first in proptest::collection::vec(("[A-E]?", "(empathy|empathyy|no|)"), 0..20),
        second in proptest::collection::vec(("(A;C|AC|B|E|)", "(empathy|empathyy|no|)"), 0..20),
    ) {
        let items = bank();
        let all: Vec<&Item> = items.iter().collect();
        let lexicon = Lexicon::from_items(&items);
        let whole = compile(&all, &Topics::new(), &lexicon, &Policy::default(), &[]).expect("compiles");
        let rows = |head: &str, name: &str, rows: &[(String, String)]| {
            let row = |(number, (one, two)): (usize, &(String, String))| format!("{name}{number},{one},{two}\n");
            rows.iter().enumerate().map(row).fold(format!("candidate,{head}\n"), |text, row| text + &row)
        };
        let (one, two) = (rows("q1,q3", "x", &first), rows("q2,q3", "y", &second));
        let single = grade_files(&items, &[one.as_bytes(), two.as_bytes()], &Policy::default(), false, ONE);
        let part = |items: &[&Item], rows: &str| through_a_file(&all, items, rows, &whole);
        for turned in [false, true] {
            let mut parts = [part(&[all[0], all[2]], &one), part(&[all[1], all[2]], &two)];
            if turned {
                parts.reverse();
            }
            let mut sum = Tally::new(&whole.scheme);
            for part in parts {
                sum.merge(part).expect("adds");
            }
            prop_assert_eq!(&sum, &single.tally);
        }
    }

    /// Score groups that hold several totals are placed like those of one.
    #[test]
    fn wide_score_groups_fit_a_larger_scheme(
        totals in proptest::collection::vec((0_i64..4000, 0_u32..3), 1..60),
    ) {
        let items = bank();
        let all: Vec<&Item> = items.iter().collect();
        let lexicon = Lexicon::from_items(&items);
        let compiled = |items: &[&Item]| {
            compile_part(items, &all, &Topics::new(), &lexicon, &Policy::default(), &[]).expect("compiles")
        };
        let (part, whole) = (compiled(&all[1..2]), compiled(&all));
        let tally = |compiled: &Compiled, hits: &dyn Fn(u32) -> Vec<u32>| {
            let mut tally = Tally::new(&compiled.scheme).with_max_groups(4);
            for &(total, slot) in &totals {
                tally.add(total, 4000, [&hits(slot), &[]], &[]).expect("counts");
            }
            tally
        };
        let [first, second, third] = &whole.scheme.items[..] else { panic!("three items") };
        let of_part = tally(&part, &|slot| vec![slot]);
        let of_whole = tally(&whole, &|slot| vec![second.slots.start + slot, first.not_presented, third.not_presented]);
        let read = Sums::of(&part.scheme, &of_part).into_tally(&whole.scheme).expect("fits").with_max_groups(4);
        prop_assert_eq!(read, of_whole);
    }
}
