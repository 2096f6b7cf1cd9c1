//! Which share of `check` is spent where: reading, cutting texts into words, and each lint.
//!
//! Prints a table for 120 and for 10,000 items, the largest share first; the best of several runs each. Give it a
//! bank file to measure that instead: `cargo bench --bench shares -- BANK.yaml`.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a bench reads the clock and files, and prints"
)]

mod generate;

use qbank::check::{LINTS, Level, Settings, check};
use qbank::load::Loaded;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

fn main() -> std::io::Result<()> {
    // Cargo passes `--bench` when it benches. When it tests, running once is enough.
    let runs = if std::env::args().any(|argument| argument == "--bench") { 7 } else { 1 };
    let files: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    for file in &files {
        shares(file, &std::fs::read_to_string(file)?, runs);
    }
    if files.is_empty() {
        for items in [120, 10_000] {
            shares(&format!("{items} items"), &generate::bank(items), runs);
        }
    }
    Ok(())
}

fn shares(name: &str, text: &str, runs: usize) {
    let read = || Loaded::from_texts([(PathBuf::from("bank.yaml"), text.as_bytes().to_vec())]);
    let loaded = read();
    let reading = best(runs, || drop(black_box(read())));
    let none = timed(&loaded, &only(None), runs);
    let all = timed(&loaded, &Settings::default(), runs);
    let mut rows = vec![("reading the file", reading), ("words of every text", none)];
    for lint in LINTS {
        rows.push((lint.id, timed(&loaded, &only(Some(lint.id)), runs).saturating_sub(none)));
    }
    rows.sort_by_key(|(_, time)| std::cmp::Reverse(*time));
    let whole = reading + all;
    println!("\n{name}: {:.2} ms in all", milliseconds(whole));
    for (what, time) in rows {
        let share = 100.0 * time.as_secs_f64() / whole.as_secs_f64();
        println!("{what:28} {:9.3} ms {share:6.1} %", milliseconds(time));
    }
}

fn timed(loaded: &Loaded, settings: &Settings, runs: usize) -> Duration {
    best(runs, || drop(black_box(check(loaded, settings))))
}

fn best(runs: usize, mut work: impl FnMut()) -> Duration {
    let once = |work: &mut dyn FnMut()| {
        let before = Instant::now();
        work();
        before.elapsed()
    };
    (0..runs).map(|_| once(&mut work)).min().unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    1000.0 * time.as_secs_f64()
}

/// Settings under which one lint is looked for, or none.
fn only(one: Option<&str>) -> Settings {
    let mut settings = Settings::default();
    for lint in LINTS {
        let level = if one == Some(lint.id) { Level::Warn } else { Level::Allow };
        let known = settings.set(lint.id, level);
        debug_assert!(known.is_ok(), "every lint can be switched");
    }
    settings
}
