//! Sheets in, graded sheets out.

mod digests;
mod layouts;
mod parts;
mod paths;
mod schemes;

use super::recorder::{GradedSheet, Recorder, Rejected};
use super::tally::Tally;
use super::*;
use crate::model::*;
use crate::scoring::Lexicon;
use crate::sheets::input::Input;
use crate::sheets::layout::{self, ItemIndex, Overrides};
use proptest::prelude::*;
use std::io;
use std::sync::Mutex;

/// An item of a test bank: `B` of A–D, or `A;C` for a multiple response, or `=text` for a short answer.
pub(crate) fn item(id: &str, topic: &str, key: &str) -> Item {
    item_of(id, topic, key, "ABCD")
}

/// The same with an option for each of `labels`.
pub(crate) fn item_of(id: &str, topic: &str, key: &str, labels: &str) -> Item {
    let options = labels.chars().map(|label| ItemOption {
        label: label.to_string(),
        text: format!("{id} option {label}"),
        feedback: None,
    });
    let place = |label: &str| labels.find(label).expect("is a label");
    let choice = |key| ItemKind::Choice(Choice { options: options.clone().collect(), key });
    let kind = if let Some(text) = key.strip_prefix('=') {
        ItemKind::Short(ShortAnswer {
            accept: Accept::Texts(vec![AcceptedText { text: text.into(), credit: 1.into(), feedback: None }]),
            reject: Vec::new(),
            matching: Matching::default(),
        })
    } else if key.contains(';') {
        let keyed = key.split(';').map(place).collect();
        choice(Key::Multiple { keyed, scoring: Scoring::Proportional })
    } else {
        choice(Key::Single(place(key)))
    };
    Item::new(id, topic, "Which?", kind)
}

/// One thread and one block.
const ONE: Sharing = Sharing { threads: 1, block: 1 << 20 };

pub(super) fn bank() -> Vec<Item> {
    vec![item("q1", "a/x", "B"), item("q2", "a/y", "A;C"), item("q3", "b", "=empathy")]
}

/// Writes down what it is told, one line a sheet.
#[derive(Debug, Default)]
struct Log {
    lines: Mutex<Vec<String>>,
    rejected: Mutex<Vec<String>>,
    responses: bool,
}

impl Recorder for Log {
    type Block = Vec<String>;

    fn wants_responses(&self) -> bool {
        self.responses
    }

    fn record(&self, block: &mut Self::Block, sheet: &GradedSheet<'_>) {
        let subscores: Vec<String> =
            sheet.groups.iter().map(|group| format!("{}/{}", group.points, group.max)).collect();
        let texts: Vec<&str> = sheet.responses.iter().map(|response| response.text).collect();
        let texts = if self.responses { format!(" {texts:?}") } else { String::new() };
        block.push(format!(
            "{} {}/{} answered {} blank {} [{}]{texts}",
            sheet.candidate,
            sheet.points,
            sheet.max,
            sheet.answered,
            sheet.blank,
            subscores.join(" ")
        ));
    }

    fn reject(&self, rejected: &Rejected<'_>) -> io::Result<()> {
        let Rejected { file, line, reason, row } = rejected;
        let reason: String = reason.chars().take(32).collect();
        let row: String = row.chars().take(24).collect();
        self.rejected.lock().expect("locks").push(format!("{file}:{line}: {reason} | {row}"));
        Ok(())
    }

    fn write(&self, block: Self::Block) -> io::Result<()> {
        self.lines.lock().expect("locks").extend(block);
        Ok(())
    }
}

pub(super) fn sources(items: &[Item], files: &[&[u8]]) -> Vec<SheetSource> {
    let index: ItemIndex<'_> = items.iter().zip(0..).map(|(item, place)| (item.id.as_str(), place)).collect();
    files
        .iter()
        .zip(1..)
        .map(|(bytes, number)| {
            let input = Input::from_bytes(format!("f{number}"), bytes.to_vec());
            let file = layout::detect(&input, &index, &Overrides::default()).expect("is recognised");
            SheetSource { input, file, printed: None }
        })
        .collect()
}

fn grade_files(
    items: &[Item],
    files: &[&[u8]],
    policy: &Policy,
    responses: bool,
    sharing: Sharing,
) -> Outcome<Log> {
    let borrowed: Vec<&Item> = items.iter().collect();
    let lexicon = Lexicon::from_items(items);
    let compiled = compile(&borrowed, &Topics::new(), &lexicon, policy, &[]).expect("compiles");
    let recorder = || Ok(Log { responses, ..Log::default() });
    grade(&compiled, &sources(items, files), recorder, sharing, &|_| ()).expect("grades")
}

fn lines(outcome: &Outcome<Log>) -> Vec<String> {
    outcome.recorder.lines.lock().expect("locks").clone()
}

#[track_caller]
fn check(files: &[&str], expected: &[&str], rejected: &[&str]) {
    let files: Vec<&[u8]> = files.iter().map(|text| text.as_bytes()).collect();
    let outcome = grade_files(&bank(), &files, &Policy::default(), false, ONE);
    assert_eq!(lines(&outcome), expected, "sheets of {files:?}");
    assert_eq!(*outcome.recorder.rejected.lock().expect("locks"), rejected, "rejected rows of {files:?}");
    assert_eq!(outcome.tally.candidates(), expected.len() as u64);
}

#[test]
fn wide_sheets_are_graded() {
    // Units are halves of a point, as two keyed options share one.
    check(
        &["candidate,q1,q2,q3\nx,B,A;C,empathy\ny,a, c ,Empathy.\nz,,,\n"],
        &[
            "x 6/6 answered 3 blank 0 [4/4 2/2 2/2 2/2]",
            "y 3/6 answered 3 blank 0 [1/4 0/2 1/2 2/2]",
            "z 0/6 answered 0 blank 3 [0/4 0/2 0/2 0/2]",
        ],
        &[],
    );
    check(&["candidate,q3,q1\nx,empathy,B"], &["x 4/4 answered 2 blank 0 [2/2 2/2 0/0 2/2]"], &[]);
    check(
        &["candidate;q1;q2\n\"x;1\";\"B\";\"A;C\"\n"],
        &["x;1 4/4 answered 2 blank 0 [4/4 2/2 2/2 0/0]"],
        &[],
    );
    check(&["candidate,q1\n"], &[], &[]);
}

#[test]
fn what_cannot_be_read_earns_nothing_and_is_told() {
    check(
        &["candidate,q1,q2\nx,E,A\ny,AB,E\n"],
        &["x 1/4 answered 2 blank 0 [1/4 0/2 1/2 0/0]", "y 0/4 answered 2 blank 0 [0/4 0/2 0/2 0/0]"],
        &[],
    );
}

#[test]
fn rows_that_cannot_be_graded_are_rejected_with_their_line() {
    check(
        &["candidate,q1,q2\nx,B,A,C\n,B,A\nw,B\nv,B,A,,\n"],
        &["w 2/4 answered 1 blank 1 [2/4 2/2 0/2 0/0]", "v 3/4 answered 2 blank 0 [3/4 2/2 1/2 0/0]"],
        &[
            "f1:2: 4 fields where the header has 3: | x,B,A,C",
            "f1:3: has no candidate: fill the candi | ,B,A",
        ],
    );
    check(
        &["candidate,q1,q2\n\nx,B,\"A\nC\"\ny,B,\"A\nz,B,C\n"],
        &["x 4/4 answered 2 blank 0 [4/4 2/2 2/2 0/0]", "z 3/4 answered 2 blank 0 [3/4 2/2 1/2 0/0]"],
        &["f1:5: a quote is opened and never clos | y,B,\"A"],
    );
    check(
        &["candidate,q1,q2\nx,B\0,A\ny,B,A\n"],
        &["y 3/4 answered 2 blank 0 [3/4 2/2 1/2 0/0]"],
        &["f1:2: holds a NUL byte: the file is da | x,B\0,A"],
    );
}

#[test]
fn long_sheets_are_graded() {
    check(
        &["candidate,item,response\nx,q1,B\nx,q2,A\nx,q2,C\ny,q3,empathy\ny,q1,\n"],
        &["x 4/4 answered 2 blank 0 [4/4 2/2 2/2 0/0]", "y 2/4 answered 1 blank 1 [0/2 0/2 0/0 2/2]"],
        &[],
    );
    check(
        &["candidate,item,response\nx,q1,A\nx,q1,B\nx,q9,A\n,q1,A\nx,q1,A,A\n"],
        &["x 2/2 answered 1 blank 0 [2/2 2/2 0/0 0/0]"],
        &[
            "f1:4: names the item `q9`, which no ba | x,q9,A",
            "f1:5: has no candidate: fill the candi | ,q1,A",
            "f1:6: 4 fields where the header has 3: | x,q1,A,A",
        ],
    );
}

#[test]
fn of_a_repeated_candidate_the_last_sheet_counts() {
    check(
        &["candidate,q1\nx,A\ny,B\nx,B\n", "candidate,q1\ny,C\n"],
        &["x 2/2 answered 1 blank 0 [2/2 2/2 0/0 0/0]", "y 0/2 answered 1 blank 0 [0/2 0/2 0/0 0/0]"],
        &[],
    );
    let files: [&[u8]; 1] = [b"candidate,q1\nx,A\nx,B\n"];
    let repeated = grade_files(&bank(), &files, &Policy::default(), false, ONE).repeated;
    assert_eq!(repeated.iter().map(|r| (r.candidate.as_str(), r.sheets)).collect::<Vec<_>>(), [("x", 2)]);
}

#[test]
fn rows_of_one_candidate_may_lie_scattered() {
    check(
        &["candidate,item,response\nx,q1,B\ny,q1,A\nx,q2,A;C\nz,q1,B\n"],
        &[
            "y 0/2 answered 1 blank 0 [0/2 0/2 0/0 0/0]",
            "z 2/2 answered 1 blank 0 [2/2 2/2 0/0 0/0]",
            "x 4/4 answered 2 blank 0 [4/4 2/2 2/2 0/0]",
        ],
        &[],
    );
}

#[test]
fn a_penalty_is_taken_off_and_the_total_stops_at_nothing() {
    #[track_caller]
    fn check(allow_negative: bool, expected: &[&str]) {
        let policy = Policy { penalty: Fraction::new(1, 4), allow_negative, ..Policy::default() };
        let files: [&[u8]; 1] = [b"candidate,q1,q2\nx,A,A\ny,A,\nz,,\n"];
        assert_eq!(lines(&grade_files(&bank(), &files, &policy, false, ONE)), expected);
    }
    let y = |points| format!("y {points}/8 answered 1 blank 1 [-1/8 -1/4 0/4 0/0]");
    check(
        false,
        &["x 1/8 answered 2 blank 0 [1/8 -1/4 2/4 0/0]", &y(0), "z 0/8 answered 0 blank 2 [0/8 0/4 0/4 0/0]"],
    );
    check(
        true,
        &[
            "x 1/8 answered 2 blank 0 [1/8 -1/4 2/4 0/0]",
            &y(-1),
            "z 0/8 answered 0 blank 2 [0/8 0/4 0/4 0/0]",
        ],
    );
}

#[test]
fn responses_are_told_as_entered_where_wanted() {
    let files: [&[u8]; 1] = [b"candidate,q1,q3\nx,b,\"He said \"\"hi\"\"\"\ny,,caf\xE9\n"];
    let outcome = grade_files(&bank(), &files, &Policy::default(), true, ONE);
    assert_eq!(
        lines(&outcome),
        [
            "x 2/4 answered 2 blank 0 [2/2 2/2 0/0 0/2] [\"b\", \"\", \"He said \\\"hi\\\"\"]",
            "y 0/4 answered 1 blank 1 [0/2 0/2 0/0 0/2] [\"\", \"\", \"café\"]",
        ]
    );
}

#[test]
fn a_rejected_row_within_a_run_is_seen_alike_however_blocks_are_cut() {
    let text = b"candidate,item,response\nx,q1,B\ny,q1,A,A\n,q1,A\n x ,q2,A;C\nx,q3,empathy\nz,q1,B\n";
    let files: [&[u8]; 1] = [text];
    let whole = grade_files(&bank(), &files, &Policy::default(), false, ONE);
    assert_eq!(whole.repeated.len(), 1);
    for block in 1..text.len() {
        let cut = grade_files(&bank(), &files, &Policy::default(), false, Sharing { threads: 1, block });
        assert_eq!(lines(&cut), lines(&whole), "blocks of {block} bytes");
        assert_eq!(cut.repeated, whole.repeated, "blocks of {block} bytes");
    }
}

/// Takes nothing: every block fails to be written.
struct Full;

impl Recorder for Full {
    type Block = ();

    fn record(&self, (): &mut (), _: &GradedSheet<'_>) {}

    fn write(&self, (): ()) -> io::Result<()> {
        Err(io::ErrorKind::StorageFull.into())
    }
}

#[test]
fn an_error_of_one_thread_stops_all_and_is_told() {
    let items = bank();
    let borrowed: Vec<&Item> = items.iter().collect();
    let lexicon = Lexicon::from_items(&items);
    let compiled = compile(&borrowed, &Topics::new(), &lexicon, &Policy::default(), &[]).expect("compiles");
    let mut sheets = b"candidate,q1\n".to_vec();
    for number in 0..400_000 {
        sheets.extend_from_slice(format!("{number},B\n").as_bytes());
    }
    for threads in 1..4 {
        let graded = grade(
            &compiled,
            &sources(&items, &[&sheets]),
            || Ok(Full),
            Sharing::of_threads(threads),
            &|_| (),
        );
        assert!(
            matches!(graded.err(), Some(GradeError::Write(error)) if error.kind() == io::ErrorKind::StorageFull)
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn threads_and_cuts_change_nothing(
        rows in proptest::collection::vec(
            ("[a-z]{1,2}", "[A-E]?", "(A;C|AC|B| a |\"A,C\"|)", "(empathy|sympathy|empathyy|\"x\ny\"|\")"), 0..40),
        threads in 1_usize..4,
        block in 1_usize..200,
        long: bool,
        cut in 0_usize..40,
    ) {
        let head = if long { "candidate,item,response\n" } else { "candidate,q1,q2,q3\n" };
        let row = |(candidate, one, two, three): &(String, String, String, String)| {
            if long {
                format!("{candidate},q1,{one}\n{candidate},q2,{two}\n{candidate},q3,{three}\n")
            } else {
                format!("{candidate},{one},{two},{three}\n")
            }
        };
        let file = |rows: &[_]| rows.iter().map(row).fold(head.to_owned(), |text, row| text + &row).into_bytes();
        let (first, second) = rows.split_at(cut.min(rows.len()));
        let files = [file(first), file(second)];
        let files: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
        let single = grade_files(&bank(), &files, &Policy::default(), true, ONE);
        let several = grade_files(&bank(), &files, &Policy::default(), true, Sharing { threads, block });
        prop_assert_eq!(&single.tally, &several.tally);
        prop_assert_eq!(&single.counts, &several.counts);
        prop_assert_eq!(&single.digests, &several.digests);
        prop_assert_eq!(&single.repeated, &several.repeated);
        prop_assert_eq!(lines(&single), lines(&several));
        prop_assert_eq!(
            &*single.recorder.rejected.lock().expect("locks"),
            &*several.recorder.rejected.lock().expect("locks")
        );
        prop_assert_eq!(single.tally.candidates(), lines(&single).len() as u64);
    }

    #[test]
    fn tallies_of_parts_add_up(
        totals in proptest::collection::vec((0_i64..4000, 0_u32..3), 1..60), cut in 0_usize..60,
    ) {
        let items = [item("q1", "a", "B")];
        let borrowed: Vec<&Item> = items.iter().collect();
        let compiled =
            compile(&borrowed, &Topics::new(), &Lexicon::from_items(&items), &Policy::default(), &[]).expect("compiles");
        let tally_of = |rows: &[(i64, u32)]| {
            let mut tally = Tally::new(&compiled.scheme).with_max_groups(8);
            for &(total, slot) in rows {
                tally.add(total, 4000, [&[slot], &[]], &[]).expect("counts");
            }
            tally
        };
        let whole = tally_of(&totals);
        let (left, right) = totals.split_at(cut.min(totals.len()));
        let mut merged = tally_of(right);
        merged.merge(tally_of(left)).expect("adds up");
        prop_assert_eq!(&merged, &whole);
        // Sums are exact however wide the score groups are.
        let sum: i64 = totals.iter().map(|(total, _)| total).sum();
        let kept: i128 = whole.score_groups.iter().map(|(&key, group)| {
            i128::from(whole.lowest_total(key)) * i128::from(group.candidates) + i128::try_from(group.distance[0]).expect("is small")
        }).sum();
        prop_assert_eq!(i128::from(sum), kept);
        for (slot, sums) in (0..).zip(whole.slot_sums()) {
            let of_slot = || totals.iter().filter(|(_, hit)| *hit == slot).map(|&(total, _)| i128::from(total));
            prop_assert_eq!(usize::try_from(sums.hits), Ok(of_slot().count()));
            prop_assert_eq!(sums.totals.sum, of_slot().sum::<i128>());
            prop_assert_eq!(sums.totals.squares, of_slot().map(|total| total * total).sum::<i128>());
        }
        let squares: i64 = totals.iter().map(|(total, _)| total * total).sum();
        prop_assert_eq!((whole.totals().sum, whole.totals().squares), (sum.into(), squares.into()));
    }
}
