//! What happens when something outside fails: results are whole or not there, and nothing is left behind.

use crate::program::process as qbank;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

mod one_step;
mod places;
mod stopped;
mod streams;

const BANK: &str = "bank: b
topics: {t: Topic}
items:
  - {id: q1, topic: t, stem: One?, options: {A: yes, B: no}, answer: A}
  - {id: q2, topic: t, stem: Two?, options: {A: one, B: two, C: three}, answer: [A, B]}
  - {id: q3, topic: t, stem: Three?, accept: [empathy]}
";

/// A folder with a bank and two files of sheets, `old.csv` and `new.csv`, of which the second has more rows.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("bank.yaml"), BANK).expect("writes");
    for (name, candidates) in [("old.csv", 20), ("new.csv", 40)] {
        let row = |number: usize| format!("{name}-{number},{},A;B,empathy\n", ["A", "B"][number % 2]);
        let sheets: String =
            ["candidate,q1,q2,q3\n".to_owned()].into_iter().chain((0..candidates).map(row)).collect();
        fs::write(folder.path().join(name), sheets).expect("writes");
    }
    folder
}

/// `qbank grade SHEETS -o out` with pages for the candidates.
fn grade(folder: &Path, sheets: &str) -> Command {
    let mut command = qbank(folder);
    command.args(["grade", sheets, "--bank", "bank.yaml", "--candidate-reports", "-o", "out"]);
    command
}

/// A stack that no thread can have is as good as a system that has no threads left.
#[test]
#[cfg(target_os = "linux")]
fn where_no_thread_can_be_had_one_does_all() {
    let folder = folder();
    let row = |number: usize| format!("c{number},{},A;B,empathy\n", ["A", "B"][number % 2]);
    let sheets = "candidate,q1,q2,q3\n".to_owned() + &(0..60_000).map(row).collect::<String>();
    fs::write(folder.path().join("many.csv"), sheets).expect("writes");
    let item =
        |number: usize| format!("  - {{id: r{number}, topic: t, stem: \"{number:200}?\", accept: [x]}}\n");
    let bank =
        "bank: large\ntopics: {t: Topic}\nitems:\n".to_owned() + &(0..1_500).map(item).collect::<String>();
    fs::write(folder.path().join("large.yaml"), bank).expect("writes");
    let run = |arguments: &[&str], stack: Option<&str>| {
        let mut command = qbank(folder.path());
        command.args(arguments).envs(stack.map(|stack| ("RUST_MIN_STACK", stack)));
        let output = command.output().expect("runs");
        (output.status.code(), output.stdout, String::from_utf8_lossy(&output.stderr).into_owned())
    };
    for arguments in [
        &["grade", "many.csv", "--bank", "bank.yaml", "--threads", "2", "--format", "json"][..],
        &["check", "large.yaml", "--format", "concise"],
    ] {
        assert_eq!(run(arguments, Some("1125899906842624")), run(arguments, None), "{arguments:?}");
    }
}

/// Every file below a folder, by its path, with its text.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("lists") {
            let path = entry.expect("an entry").path();
            if path.is_dir() && !path.is_symlink() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("is below").display().to_string();
                found.insert(name, fs::read(&path).unwrap_or_default());
            }
        }
    }
    found
}

/// The temporary names that lie in a folder or in `out` below it.
#[track_caller]
fn assert_no_leftovers(folder: &Path) {
    let left: Vec<String> = [folder.to_owned(), folder.join("out")]
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flat_map(|entries| entries.map(|entry| entry.expect("an entry").file_name().display().to_string()))
        .filter(|name| name.starts_with(".qbank-partial-"))
        .collect();
    assert!(left.is_empty(), "left behind: {left:?}");
}
