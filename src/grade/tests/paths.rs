//! Whatever is read on a fast path comes to the same as on the slow one.
//!
//! Where responses are to be told, no row takes a fast path, so that grading with and without them is compared. What is
//! found again because it was read before has a law of its own.

use super::*;
use crate::grade::known::Extra;
use crate::grade::lanes::{self, Lanes};
use crate::grade::marker::Markers;
use crate::grade::scheme::{SchemeItem, Slot, SlotId};
use crate::grade::score::Adder;
use crate::grade::tally::narrow::Narrow;
use crate::sheets::encoding::{Encoding, to_utf8};
use crate::sheets::record::line_ends;
use std::sync::Arc;

fn items() -> Vec<Item> {
    let more = [("q4", "D"), ("q5", "A"), ("q6", "C"), ("q7", "B"), ("q8", "A"), ("q9", "B;C;D")];
    let more = more.into_iter().map(|(id, key)| item(id, "a/x", key));
    let labelled = [
        ("r1", "A", "AB"),
        ("r2", "C", "ABCDEFG"),
        ("r3", "B;G", "ABCDEFG"),
        ("r4", "T", "TF"),
        ("r5", "B", "CBA"),
    ];
    let labelled = labelled.into_iter().map(|(id, key, labels)| item_of(id, "b", key, labels));
    bank().into_iter().chain(more).chain(labelled).collect()
}

/// The labels of a paper on which the options of every choice item but the first stand in another order.
fn printed(items: &[Item]) -> Arc<PrintedLabels> {
    let labels = |(number, item): (usize, &Item)| {
        let choice = item.choice().filter(|_| number > 0)?;
        let mut labels: Vec<String> = choice.options.iter().map(|option| option.label.clone()).collect();
        let count = labels.len();
        labels.rotate_left(number % count);
        Some(labels)
    };
    Arc::new(PrintedLabels(items.iter().enumerate().map(labels).collect()))
}

/// Grades a file with and without a fast path, and compares all there is.
fn compare(text: Vec<u8>, on_paper: bool, sharing: Sharing) -> Result<(), TestCaseError> {
    compare_files(vec![(text, b',')], on_paper, sharing)
}

/// The same of several files, each with its delimiter.
fn compare_files(files: Vec<(Vec<u8>, u8)>, on_paper: bool, sharing: Sharing) -> Result<(), TestCaseError> {
    let items = items();
    let compiled = compiled(&items);
    let index: ItemIndex<'_> = items.iter().zip(0..).map(|(item, place)| (item.id.as_str(), place)).collect();
    let source = |(text, delimiter): (Vec<u8>, u8)| {
        let input = Input::from_bytes("f", text);
        let overrides = Overrides { delimiter: Some(delimiter), ..Overrides::default() };
        let file = layout::detect(&input, &index, &overrides).expect("is recognised");
        SheetSource { input, file, printed: on_paper.then(|| printed(&items)) }
    };
    let text_of = |text| to_utf8(text, Encoding::detect(text, true)).expect("is text");
    let lines_of: Vec<u64> = files.iter().map(|(text, _)| line_ends(&text_of(text))).collect();
    let sources: Vec<SheetSource> = files.into_iter().map(source).collect();
    let graded = |responses, sharing| {
        let recorder = || Ok(Log { responses, ..Log::default() });
        grade(&compiled, &sources, recorder, sharing, &|_| ()).expect("grades")
    };
    let (fast, slow) = (graded(false, sharing), graded(true, ONE));
    prop_assert_eq!(&fast.tally, &slow.tally);
    prop_assert_eq!(&fast.counts, &slow.counts);
    prop_assert_eq!(fast.counts.iter().map(|counts| counts.lines).collect::<Vec<_>>(), lines_of);
    prop_assert_eq!(&fast.repeated, &slow.repeated);
    prop_assert_eq!(
        &*fast.recorder.rejected.lock().expect("locks"),
        &*slow.recorder.rejected.lock().expect("locks")
    );
    prop_assert_eq!(lines(&fast).len(), lines(&slow).len());
    for (fast, slow) in lines(&fast).iter().zip(lines(&slow)) {
        prop_assert!(slow.starts_with(fast.as_str()), "{} is not {}", fast, slow);
    }
    Ok(())
}

/// A cell: mostly a label, and whatever else people and programs write.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => "[A-D]",
        2 => Just(String::new()),
        2 => "[a-dE-GTtf]",
        1 => "[A-G][; ][A-G]",
        2 => "[A-D][;, |]?[A-E]{0,4}",
        1 => "\"[A-D],[A-D]\"",
        1 => proptest::sample::select(vec![
            "empathy", "Empathy ", "sympathy with all of them", "q4 option B", " A", "A;B;C;D", "B\0", "\"A\nC\"",
            "5\" x", ";", "  ", "ABCDABCDABCD", "\"open", "é",
        ]).prop_map(str::to_owned),
    ]
}

/// A cell that is mostly one of a few short answers, with what may be a delimiter within, or a line end.
fn answer() -> impl Strategy<Value = String> {
    proptest::sample::select(vec![
        "sympathy with them",
        "sympathy with,them",
        "sympathy with;them",
        "\"sympathy, with them\"",
        "\"sympathy \"\"with\"\" them\"",
        "\"sympathy\nwith them\"",
        "\"sympathy\" with them",
        "sympathy",
        "A",
        "",
    ])
    .prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes_of_a_wide_file(
        body in proptest::collection::vec(prop_oneof![
            12 => proptest::sample::select(b"ABCDab,,,,,,\n\n\"\r E;".to_vec()), 1 => any::<u8>()], 0..160),
        on_paper: bool,
    ) {
        compare([b"candidate,q1,q2,q4,q3,q5\n", &body[..]].concat(), on_paper, ONE)?;
    }

    #[test]
    fn sheets_of_a_wide_file(
        rows in proptest::collection::vec(proptest::collection::vec(cell(), 13..16), 0..24),
        ids in Just(items().into_iter().map(|item| item.id).collect::<Vec<_>>()).prop_shuffle(),
        in_order: bool, on_paper: bool, returns: bool, block in 1_usize..800,
    ) {
        let ids = if in_order { items().into_iter().map(|item| item.id).collect() } else { ids };
        let mut text = format!("candidate,{}\n", ids.join(",")).into_bytes();
        for (row, number) in rows.iter().zip(1..) {
            let end = if returns { "\r\n" } else { "\n" };
            text.extend(format!("c{number},{}{end}", row.join(",")).bytes());
        }
        compare(text, on_paper, Sharing { threads: 1, block })?;
    }

    /// What was seen in one file means nothing where cells end with another byte.
    #[test]
    fn sheets_of_files_with_other_delimiters(
        files in proptest::collection::vec(
            (any::<bool>(), proptest::collection::vec([answer(), answer()], 0..8)), 1..5),
    ) {
        let file = |(number, (semicolons, rows)): (usize, (bool, Vec<[String; 2]>))| {
            let delimiter = if semicolons { ";" } else { "," };
            let mut text = ["candidate", "q3", "q1\n"].join(delimiter);
            for (row, place) in rows.iter().zip(0..) {
                let candidate = format!("c{number}-{place}");
                text += &[&candidate, &row[0], &row[1]].map(String::as_str).join(delimiter);
                text.push('\n');
            }
            (text.into_bytes(), delimiter.as_bytes()[0])
        };
        compare_files(files.into_iter().enumerate().map(file).collect(), false, ONE)?;
    }

    #[test]
    fn rows_of_a_long_file(
        sheets in proptest::collection::vec(proptest::collection::vec((cell(), 0_u8..40), 1..12), 0..8),
        on_paper: bool, returns: bool, block in 1_usize..400,
    ) {
        let ids = ["q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "q9"];
        let mut text = b"candidate,item,response\n".to_vec();
        for (sheet, candidate) in sheets.iter().zip(1..) {
            // Mostly the items in order; now and then another row.
            for ((cell, turn), place) in sheet.iter().zip(0..) {
                let id = ids[(place + usize::from(*turn == 0)) % ids.len()];
                let candidate = if *turn == 1 { 1 } else { candidate };
                let row = match turn {
                    2 => format!("c{candidate},\"{id}\",{cell}"),
                    3 => format!(" c{candidate} , {id} ,{cell}"),
                    4 => format!("c{candidate},{id}"),
                    5 => format!("c{candidate},{id},{cell},x"),
                    6 => format!("c{candidate},nothing,{cell}"),
                    7 => format!("\n,{id},{cell}"),
                    _ => format!("c{candidate},{id},{cell}"),
                };
                text.extend(row.bytes().chain(if returns { "\r\n" } else { "\n" }.bytes()));
            }
        }
        compare(text, on_paper, Sharing { threads: 1, block })?;
    }

    /// Cells that are found again, against readers that have never seen any.
    #[test]
    fn cells_read_before(cells in proptest::collection::vec(cell(), 1..12), on_paper: bool) {
        let items = items();
        let compiled = compiled(&items);
        let labels = on_paper.then(|| printed(&items));
        let markers = || {
            let mut markers = Markers::new(&compiled);
            markers.read_by(labels.as_ref());
            markers
        };
        let mut known = markers();
        for cell in cells.iter().chain(&cells) {
            let mut fresh = markers();
            for (number, item) in items.iter().enumerate() {
                let mark = fresh.read(number, cell.as_bytes());
                let outcome = fresh.outcome(number, mark);
                let mut chosen = Vec::new();
                fresh.push_marks(number, mark, outcome, &mut chosen);
                let bytes = format!("..{cell},,,,,,,,");
                if let Some(found) = known.recall(number, bytes.as_bytes(), 2..2 + cell.len()) {
                    let mut found_chosen = Vec::new();
                    found.push_marks(&mut found_chosen);
                    prop_assert_eq!(found.outcome, outcome, "{:?} of {}", cell, item.id);
                    prop_assert_eq!(found_chosen, chosen, "{:?} of {}", cell, item.id);
                    // A short answer is told by its place among those that this reader has seen.
                    prop_assert!(found.mark == mark || known.extra(number) == Extra::Note);
                } else {
                    let mark = known.read(number, cell.as_bytes());
                    known.remember(number, cell.as_bytes(), mark);
                }
            }
        }
    }

    /// Scores of any size, most of them as in most banks, and more items than are added up in one go, against a sum
    /// item by item.
    #[test]
    fn sheets_added_up(
        largest in proptest::sample::select(vec![1_i64, i64::from(i32::MAX), 1 << 40]),
        changes in proptest::collection::vec(proptest::option::weighted(0.02, -2_i64..=2), 400),
        picks in proptest::collection::vec(0_usize..20, 400), items in 1_usize..400,
        void in proptest::option::of(0_usize..400), full in proptest::option::of(0_usize..400),
    ) {
        let key = |n: usize| if n % 7 == 3 { "A;C" } else if n % 11 == 5 { "=empathy" } else { "B" };
        let items: Vec<Item> =
            (0..items).map(|n| item(&format!("q{n}"), ["a/x", "b"][usize::from(n % 5 == 0)], key(n))).collect();
        let mut scheme = compiled(&items).scheme;
        for (slot, change) in scheme.slots.iter_mut().zip(changes.iter().cycle()) {
            slot.score = change.unwrap_or(slot.score) * largest;
            if full == Some(slot.item as usize) {
                slot.score = largest;
            }
            if void == Some(slot.item as usize) {
                slot.score = 0;
            }
        }
        if let Some(item) = void.and_then(|void| scheme.items.get_mut(void)) {
            item.void = true;
        }
        let slots: Vec<SlotId> = scheme.items.iter().zip(&picks).map(|(item, place)| {
            let outcomes = item.outcomes.clone();
            outcomes.clone().nth(place % outcomes.len()).expect("is one of them")
        }).collect();
        let mut lanes = Lanes::new(&scheme.items);
        lanes.set(&slots);
        let mut adder = Adder::new(&scheme);
        let sums = adder.add_up(&slots, &lanes, &scheme);

        let hits = || slots.iter().map(|slot| scheme.slots[*slot as usize]);
        let counts = |hit: &Slot| !scheme.items[hit.item as usize].void;
        let of_status = |status| {
            u32::try_from(hits().filter(counts).filter(|hit| hit.status == status).count()).expect("are few")
        };
        prop_assert_eq!(sums.points, hits().map(|hit| hit.score).sum::<i64>());
        let counted = u32::try_from(hits().filter(counts).count()).expect("are few");
        let presented = counted - of_status(Status::NotPresented);
        prop_assert_eq!((sums.presented, sums.blank), (presented, of_status(Status::Blank)));
        prop_assert_eq!(sums.answered, presented - of_status(Status::Blank));
        prop_assert_eq!(sums.review, of_status(Status::Review));
        for (group, subscore) in scheme.groups.iter().zip(adder.subscores()) {
            let scores = group.items.iter().map(|&item| scheme.slots[slots[item as usize] as usize].score);
            prop_assert_eq!(subscore.points, scores.sum::<i64>());
        }
    }

    /// More items than lie side by side, some of them with more outcomes than are counted so.
    #[test]
    fn sheets_counted_in_eight_bits(
        sheets in proptest::collection::vec(
            (-2_i64..5, proptest::collection::vec(0_usize..20, 7), proptest::collection::btree_set(0_usize..20, 0..4), 0_i64..4),
            0..20,
        ),
        times in 1_usize..100, wide: bool, more in 0_usize..60,
    ) {
        let more = (0..more).map(|n| item(&format!("s{n}"), "b", "C"));
        let scheme = compiled(&items().into_iter().chain(more).collect::<Vec<_>>()).scheme;
        let limit = |tally: Tally| if wide { tally.with_max_groups(2) } else { tally };
        let (mut direct, mut told) = (limit(Tally::new(&scheme)), limit(Tally::new(&scheme)));
        let (mut narrow, mut lanes) = (Narrow::new(&scheme), Lanes::new(&scheme.items));
        let all_marks: Vec<SlotId> = scheme.items.iter().flat_map(|item| item.outcomes.end..item.slots.end).collect();
        for (total, picks, marks, points) in sheets.iter().cycle().take(sheets.len() * times) {
            let outcome = |(item, pick): (&SchemeItem, &usize)| {
                item.outcomes.clone().nth(pick % item.outcomes.len()).expect("is one of them")
            };
            let slots: Vec<SlotId> = scheme.items.iter().zip(picks.iter().cycle()).map(outcome).collect();
            let marks: Vec<SlotId> = marks.iter().map(|place| all_marks[*place]).collect();
            lanes.set(&slots);
            let presented = recorder::Subscore { points: *points, max: 3, items: 1 };
            let subscores = [if *points > 0 { presented } else { recorder::Subscore::default() }; 3];
            direct.add(*total, 4, [&slots, &marks], &subscores).expect("counts");
            narrow.add(&mut told, *total, 4, (&slots, &lanes, &marks), &subscores).expect("counts");
        }
        narrow.finish(&mut told).expect("counts");
        prop_assert_eq!(told, direct);
    }

    /// One outcome after the other, also of items that have more than a byte has room for.
    #[test]
    fn outcomes_side_by_side(outcomes in proptest::collection::vec((1_u32..300, 0_u32..300), 0..150), last in 0_i8..9) {
        let any = compiled(&[item("q", "a", "B")]).scheme.items.remove(0);
        let mut next = 0;
        let items: Vec<SchemeItem> = outcomes.iter().map(|&(count, _)| {
            let slots = next..next + count;
            next = slots.end + 3;
            SchemeItem { slots: slots.clone(), outcomes: slots, ..any.clone() }
        }).collect();
        let hit: Vec<u32> = outcomes.iter().map(|(count, pick)| pick % count).collect();
        let slots: Vec<SlotId> = items.iter().zip(&hit).map(|(item, hit)| item.slots.start + hit).collect();
        let mut lanes = Lanes::new(&items);
        lanes.set(&slots);
        let bits = |found: &dyn Fn(u32) -> bool| -> Vec<u64> {
            hit.chunks(64).map(|hit| {
                (0..).zip(hit).fold(0, |bits, (place, &hit)| bits | u64::from(found(hit)) << place)
            }).collect()
        };
        let above: Vec<u64> = lanes.batches().iter().map(|batch| lanes::above(batch, last)).collect();
        prop_assert_eq!(above, bits(&|hit| hit > u32::from(last.unsigned_abs())));
        let sought = lanes::batches_of(&vec![last; hit.len()], -1);
        let alike: Vec<u64> =
            lanes.batches().iter().zip(&sought).map(|(batch, sought)| lanes::alike(batch, sought)).collect();
        prop_assert_eq!(alike, bits(&|hit| hit == u32::from(last.unsigned_abs())));
    }
}

fn compiled(items: &[Item]) -> Compiled {
    let borrowed: Vec<&Item> = items.iter().collect();
    compile(&borrowed, &Topics::new(), &Lexicon::from_items(items), &Policy::default(), &[])
        .expect("compiles")
}
