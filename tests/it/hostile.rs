//! Files made to do harm. `docs/reliability.md` has a row for each test.

use crate::program::process as qbank;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

mod content;
mod names;
mod size;

const BANK: &str = "bank: b
topics: {t: Topic}
items:
  - {id: q1, topic: t, stem: One?, options: {A: yes, B: no}, answer: A}
  - {id: q2, topic: t, stem: Two?, accept: [empathy]}
";

/// Runs a line; words are parted by spaces.
fn run(folder: &Path, line: &str) -> Output {
    qbank(folder).args(line.split(' ')).output().expect("runs")
}

/// A folder with these files.
fn folder<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("writes");
    }
    folder
}

/// Runs a line on one file, and holds its exit status and what it says.
#[track_caller]
fn check(name: &str, text: &[u8], line: &str, status: i32, told: &str) {
    let folder = folder([(name, text), ("bank.yaml", BANK.as_bytes())]);
    let output = run(folder.path(), line);
    holds(line, &output, status, told);
}

#[track_caller]
fn holds(line: &str, output: &Output, status: i32, told: &str) {
    let text = said(output);
    let shown: String = text.chars().take(2_000).collect();
    assert_eq!(output.status.code(), Some(status), "{line}: {shown}");
    assert!(text.contains(told), "{line}: expected {told:?} in {shown}");
}

/// What came out of a run, results and all.
fn said(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned()).concat()
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("lists") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// The lines, put together.
fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().concat()
}

#[test]
fn the_page_names_every_test_and_no_other() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/reliability.md")).expect("reads");
    let (_, page) = page.split_once("## Files made to do harm").expect("a heading");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    let mut named: Vec<String> = rows.map(|(name, _)| name.to_owned()).collect();
    let mut tests = Vec::new();
    for part in ["content", "names", "size"] {
        let source = fs::read_to_string(root.join(format!("tests/it/hostile/{part}.rs"))).expect("reads");
        let after_mark = source.split("#[test]").skip(1);
        let name = |text: &str| Some(text.split_once("fn ")?.1.split_once('(')?.0.to_owned());
        tests.extend(after_mark.map(|text| name(text).expect("a function")));
    }
    named.sort();
    tests.sort();
    assert_eq!(named, tests, "docs/reliability.md has a row for each test");
}
