//! How long banks take to read: bytes to a tree, a tree to the model, and `serde_yaml` into structs beside it.
#![expect(clippy::expect_used, reason = "a bench may stop")]

mod generate;
mod settings;

use criterion::{BenchmarkId, Criterion, Throughput};
use qbank::diagnostic::Sources;
use qbank::load::Loaded;
use qbank::yaml::parse;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::PathBuf;

fn main() {
    let mut criterion = settings::criterion();
    for items in [120, 10_000] {
        reading(&mut criterion, items);
    }
    criterion.final_summary();
}

fn reading(criterion: &mut Criterion, items: u64) {
    let text = generate::bank(items);
    let loaded = load(&text);
    assert_eq!(loaded.items().count() as u64, items, "{:?}", loaded.findings.first());
    let mut group = criterion.benchmark_group("reading");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function(BenchmarkId::new("tree with places", items), |bencher| {
        let mut sources = Sources::default();
        let source = sources.add("bank.yaml", text.clone());
        bencher.iter(|| parse(source, sources.get(source).text(), &mut Vec::new()));
    });
    group.bench_function(BenchmarkId::new("checked model with places", items), |bencher| {
        bencher.iter(|| load(black_box(&text)));
    });
    group.bench_function(BenchmarkId::new("serde_yaml into structs", items), |bencher| {
        bencher.iter(|| serde_yaml::from_str::<Bank>(black_box(&text)).expect("a bank"));
    });
    group.finish();
}

/// Reads as `qbank` does, its own copy of the bytes included.
fn load(text: &str) -> Loaded {
    Loaded::from_texts([(PathBuf::from("bank.yaml"), text.as_bytes().to_vec())])
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "what is read is thrown away")]
struct Bank {
    #[serde(rename = "bank")]
    id: String,
    title: String,
    language: String,
    topics: BTreeMap<String, String>,
    items: Vec<Item>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "what is read is thrown away")]
struct Item {
    id: String,
    topic: String,
    level: String,
    stem: String,
    #[serde(default)]
    options: BTreeMap<String, String>,
    answer: Option<Answer>,
    #[serde(default)]
    accept: Vec<String>,
    rationale: String,
    reference: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
#[expect(dead_code, reason = "what is read is thrown away")]
enum Answer {
    One(String),
    Several(Vec<String>),
}
