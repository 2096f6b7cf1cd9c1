//! How long `check` takes on 120 and on 10,000 items: reading the bank, cutting its texts into words, all lints.
//!
//! `shares` tells the share of each lint.

mod generate;
mod settings;

use criterion::BenchmarkId;
use qbank::check::{Group, Level, Settings, check};
use qbank::load::Loaded;
use std::path::PathBuf;

fn main() {
    let mut criterion = settings::criterion();
    for items in [120, 10_000] {
        let text = generate::bank(items);
        let read = || Loaded::from_texts([(PathBuf::from("bank.yaml"), text.as_bytes().to_vec())]);
        let loaded = read();
        let mut group = criterion.benchmark_group("check");
        group.bench_function(BenchmarkId::new("reading", items), |bencher| bencher.iter(read));
        for (name, settings) in [("no lint", no_lint()), ("every lint", Settings::default())] {
            group.bench_function(BenchmarkId::new(name, items), |bencher| {
                bencher.iter(|| check(&loaded, &settings));
            });
        }
        group.finish();
    }
    criterion.final_summary();
}

/// What is left is cutting texts into words.
fn no_lint() -> Settings {
    let mut settings = Settings::default();
    for (_, group, _) in Group::ALL {
        let known = settings.set(group, Level::Allow);
        debug_assert!(known.is_ok(), "every group can be switched");
    }
    settings
}
