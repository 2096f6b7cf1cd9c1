//! How long sheets take, apart from disks: splitting records, marking cells, counting, adding tallies.
#![expect(clippy::expect_used, reason = "a bench may stop")]

mod generate;
mod settings;

use criterion::{Criterion, Throughput};
use generate::mix;
use qbank::grade::marker::Markers;
use qbank::grade::recorder::{GradedSheet, Recorder};
use qbank::grade::tally::Tally;
use qbank::grade::{Compiled, Policy, Sharing, SheetSource, compile, grade};
use qbank::load::Loaded;
use qbank::model::Item;
use qbank::scoring::Lexicon;
use qbank::sheets::dialect::Dialect;
use qbank::sheets::input::Input;
use qbank::sheets::layout::{self, ItemIndex, Overrides};
use qbank::sheets::record::{Field, skip_empty_lines};
use std::fmt::Write;
use std::hint::black_box;
use std::io;
use std::path::PathBuf;

const ITEMS: u64 = 120;
const SHEETS: u64 = 5_000;

fn main() {
    let mut criterion = settings::criterion();
    let bank = generate::bank(ITEMS);
    let loaded = Loaded::from_texts([(PathBuf::from("bank.yaml"), bank.into_bytes())]);
    let items: Vec<&Item> = loaded.items().map(|found| found.item).collect();
    let lexicon = Lexicon::from_items(items.iter().copied());
    let policy = Policy::default();
    let compiled = compile(&items, &loaded.topics, &lexicon, &policy, &[]).expect("a scheme");
    let (wide, long) = (wide(&items), long(&items));
    records(&mut criterion, &wide);
    memory(&mut criterion, &items, &compiled);
    whole(&mut criterion, "wide", &items, &compiled, wide);
    whole(&mut criterion, "long", &items, &compiled, long);
    tallies(&mut criterion, &items, &compiled);
    criterion.final_summary();
}

/// Bytes to fields, and the csv crate beside it.
fn records(criterion: &mut Criterion, sheets: &str) {
    let dialect = Dialect { delimiter: b',', quoting: true };
    let bytes = sheets.as_bytes();
    let mut group = criterion.benchmark_group("records");
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("fields", |bencher| bencher.iter(|| count_fields(black_box(bytes), dialect)));
    group.bench_function("csv crate", |bencher| {
        let mut record = csv::ByteRecord::new();
        bencher.iter(|| {
            let mut reader = csv::ReaderBuilder::new().from_reader(black_box(bytes));
            let mut fields = 0;
            while reader.read_byte_record(&mut record).expect("a record") {
                fields += record.len();
            }
            fields
        });
    });
    group.finish();
}

fn count_fields(bytes: &[u8], dialect: Dialect) -> usize {
    let (mut at, mut fields) = (0, 0);
    while at < bytes.len() {
        let field = Field::read(bytes, at, dialect);
        fields += 1;
        at = if field.ends_record { skip_empty_lines(bytes, field.next) } else { field.next };
    }
    fields
}

/// One short answer that was seen before, and one that is new.
fn memory(criterion: &mut Criterion, items: &[&Item], compiled: &Compiled) {
    let place = items.iter().position(|item| item.short_answer().is_some()).expect("a short answer");
    let mut group = criterion.benchmark_group("memory of short answers");
    group.bench_function("seen before", |bencher| {
        let mut markers = Markers::new(compiled);
        markers.read(place, b"some other answer");
        bencher.iter(|| markers.read(place, black_box(b"some other answer")));
    });
    group.bench_function("new", |bencher| {
        let mut markers = Markers::new(compiled);
        let mut number = 0_u64;
        bencher.iter(|| {
            number += 1;
            markers.read(place, black_box(format!("some other answer {number}").as_bytes()))
        });
    });
    group.finish();
}

/// Sheets to a tally, on one thread, from memory to nowhere.
fn whole(criterion: &mut Criterion, name: &str, items: &[&Item], compiled: &Compiled, sheets: String) {
    let sources = sources(items, sheets);
    let mut group = criterion.benchmark_group("sheets to tally");
    group.throughput(Throughput::Elements(ITEMS * SHEETS));
    group.bench_function(name, |bencher| bencher.iter(|| tally(compiled, &sources)));
    group.finish();
}

/// Two tallies to one.
fn tallies(criterion: &mut Criterion, items: &[&Item], compiled: &Compiled) {
    let half = tally(compiled, &sources(items, wide(items)));
    criterion.bench_function("tally merge", |bencher| {
        bencher.iter_batched(
            || (half.clone(), half.clone()),
            |(mut sum, other)| {
                sum.merge(other).expect("few sheets");
                sum
            },
            criterion::BatchSize::SmallInput,
        );
    });
}

fn tally(compiled: &Compiled, sources: &[SheetSource]) -> Tally {
    let outcome = grade(compiled, sources, || Ok(Nowhere), Sharing::of_threads(1), &|_| ());
    let outcome = outcome.expect("sheets that can be graded");
    assert_eq!(outcome.tally.candidates(), SHEETS);
    outcome.tally
}

fn sources(items: &[&Item], sheets: String) -> Vec<SheetSource> {
    let index: ItemIndex<'_> = items.iter().zip(0..).map(|(item, place)| (item.id.as_str(), place)).collect();
    let input = Input::from_bytes("sheets.csv", sheets.into_bytes());
    let file = layout::detect(&input, &index, &Overrides::default()).expect("a layout that is known");
    vec![SheetSource { input, file, printed: None }]
}

/// Sheets go nowhere.
struct Nowhere;

impl Recorder for Nowhere {
    type Block = u64;

    fn record(&self, block: &mut u64, sheet: &GradedSheet<'_>) {
        *block += black_box(sheet.points).unsigned_abs();
    }

    fn write(&self, _: u64) -> io::Result<()> {
        Ok(())
    }
}

fn wide(items: &[&Item]) -> String {
    let mut text = String::from("candidate");
    for item in items {
        text.extend([",", &item.id]);
    }
    for sheet in 0..SHEETS {
        let _ = write!(text, "\nC-{sheet:06}");
        for (item, place) in items.iter().zip(0..) {
            text.extend([",", &response(item, sheet, place)]);
        }
    }
    text.push('\n');
    text
}

fn long(items: &[&Item]) -> String {
    let mut text = String::from("candidate,item,response\n");
    for sheet in 0..SHEETS {
        for (item, place) in items.iter().zip(0..) {
            let _ = writeln!(text, "C-{sheet:06},{},{}", item.id, response(item, sheet, place));
        }
    }
    text
}

/// What a candidate enters: now and then nothing, a lower-case letter, or a short answer in quotes.
fn response(item: &Item, sheet: u64, place: u64) -> String {
    let random = mix(sheet << 16 | place);
    let label = ["A", "B", "C", "D"][(random % 4) as usize];
    match (random >> 8) % 100 {
        0..3 => String::new(),
        _ if item.short_answer().is_some() => format!("\"an answer, {}\"", (random >> 16) % 9),
        3 => label.to_lowercase(),
        _ if place % 20 == 19 => "A;C".to_owned(),
        _ => label.to_owned(),
    }
}
