//! How long one response takes: cells of choice items, and short answers of each kind.
#![expect(clippy::expect_used, reason = "a bench may stop")]

use criterion::{BenchmarkId, Criterion};
use qbank::load::Loaded;
use qbank::model::{Choice, OptionSet, ShortAnswer, Status};
use qbank::scoring::{Lexicon, ShortScorer, choice};
use qbank::sheets::cell::{ChoiceReader, Chosen};
use std::hint::black_box;
use std::path::PathBuf;
use std::time::Duration;

/// One item of each kind.
const BANK: &str = "\
bank: kinds
title: One item of each kind
topics: {t: Kinds of item}
items:
  - id: single
    topic: t
    stem: Which reply reflects the feeling?
    options: {A: You sound worn out, B: You should rest, C: Why is that, D: It will pass}
    answer: A
  - id: multiple
    topic: t
    stem: Which two replies are open?
    options: {A: What helped, B: Did it help, C: How was that, D: Was it long}
    answer: [A, C]
    scoring: balanced
  - {id: text, topic: t, stem: What is it called to say it in other words?, accept: [reflective listening, restating what was said]}
  - id: words
    topic: t
    stem: Which skill names a strength?
    accept-words: [[affirming, affirmation], [strength, strengths]]
  - id: list
    topic: t
    stem: Name the four skills.
    accept-list: {entries: [[open questions], [affirming, affirmations], [reflecting, reflections], [summarizing]], partial: true}
  - {id: number, topic: t, stem: How many hours is that?, accept-number: {value: 1.5, tolerance: 0.1, units: [h, hours]}}
";

/// A short answer: the item, what the response is like, the response, and what it must come to.
const ANSWERS: &[(&str, &str, &str, Status)] = &[
    ("text", "hit", "Reflective listening.", Status::Correct),
    ("text", "slip", "reflective listenng", Status::Correct),
    ("text", "near miss", "reflective", Status::Review),
    ("text", "miss", "giving advice", Status::Incorrect),
    ("words", "hit", "an affirmation of her strengths", Status::Correct),
    ("words", "miss", "advice", Status::Incorrect),
    ("list", "hit", "summarizing, reflections, affirming, open questions", Status::Correct),
    ("list", "partial", "reflecting and advice", Status::Partial),
    ("number", "hit", "1,5 hours", Status::Correct),
    ("number", "miss", "2", Status::Incorrect),
];

/// A cell of a choice item: what it is like, and its bytes.
const CELLS: &[(&str, &[u8])] = &[
    ("label", b"A"),
    ("label in lower case", b" a"),
    ("labels", b"A;C"),
    ("text of an option", b"What helped"),
    ("blank", b""),
    ("no option", b"E"),
];

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
        .configure_from_args();
    let loaded = Loaded::from_texts([(PathBuf::from("kinds.yaml"), BANK.as_bytes().to_vec())]);
    assert_eq!(loaded.findings, [], "the bank is valid");
    cells(&mut criterion, &loaded);
    credits(&mut criterion, &loaded);
    answers(&mut criterion, &loaded);
    criterion.final_summary();
}

/// Bytes of a cell to options.
fn cells(criterion: &mut Criterion, loaded: &Loaded) {
    let reader = ChoiceReader::new(choice_of(loaded, "multiple"));
    let mut group = criterion.benchmark_group("cell");
    for (name, cell) in CELLS {
        group.bench_function(*name, |bencher| bencher.iter(|| reader.read(black_box(cell))));
    }
    group.finish();
}

/// Options to credit.
fn credits(criterion: &mut Criterion, loaded: &Loaded) {
    let mut group = criterion.benchmark_group("credit");
    for id in ["single", "multiple"] {
        let choice = choice_of(loaded, id);
        let Chosen::Options(chosen) = ChoiceReader::new(choice).read(b"A") else { continue };
        assert_ne!(chosen, OptionSet::EMPTY);
        group.bench_function(id, |bencher| bencher.iter(|| choice::credit(choice, black_box(chosen))));
    }
    group.finish();
}

/// Text to credit, without the memory of answers that a run of grading keeps.
fn answers(criterion: &mut Criterion, loaded: &Loaded) {
    let lexicon = Lexicon::from_items(loaded.items().map(|found| found.item));
    let mut group = criterion.benchmark_group("short answer");
    for (id, name, response, expected) in ANSWERS {
        let scorer = ShortScorer::new(short_of(loaded, id), &lexicon, &[]);
        assert_eq!(scorer.score(response).status, *expected, "{id}: {response}");
        group.bench_function(BenchmarkId::new(*id, name), |bencher| {
            bencher.iter(|| scorer.score(black_box(response)));
        });
    }
    group.finish();
}

fn choice_of<'a>(loaded: &'a Loaded, id: &str) -> &'a Choice {
    loaded.item(id).and_then(|found| found.item.choice()).expect("a choice item of the bank")
}

fn short_of<'a>(loaded: &'a Loaded, id: &str) -> &'a ShortAnswer {
    loaded.item(id).and_then(|found| found.item.short_answer()).expect("a short-answer item of the bank")
}
