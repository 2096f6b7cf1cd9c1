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
