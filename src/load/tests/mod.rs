//! Rows of files with all that is told about them. `a.yaml` is the first file of a row, `b.yaml` the second.

use super::Loaded;
use crate::diagnostic::code::CODES;
use crate::diagnostic::render::concise;
use std::path::PathBuf;

mod answers;
mod damage;
mod documentation;
mod encodings;
mod exams;
mod forms;
mod keys;
mod kinds;
mod over_files;
mod properties;
mod review;
mod rulings;
mod short_answers;
mod threads;
mod values;
mod yaml_features;

/// A bank up to its items, which begin in line 4.
const HEAD: &str = "bank: b\ntopics: {t: T}\nitems:\n";

/// The keys of an item that are required, in lines 4 to 6.
const ITEM: &str = "- id: a\n  topic: t\n  stem: s\n";

/// Holds what is told about files, and the ids of the items that were read.
#[track_caller]
fn files(texts: &[&str], findings: &[&str], items: &str) {
    let texts: Vec<&[u8]> = texts.iter().map(|text| text.as_bytes()).collect();
    bytes(&texts, findings, items);
}

/// [`files`] for an item, given from line 7 on.
#[track_caller]
fn item(lines: &str, findings: &[&str], ids: &str) {
    files(&[&format!("{HEAD}{ITEM}{lines}")], findings, ids);
}

/// [`files`] for items, given from line 4 on.
#[track_caller]
fn items(lines: &str, findings: &[&str], ids: &str) {
    files(&[&format!("{HEAD}{lines}")], findings, ids);
}

/// [`files`] for a file `b.yaml` beside a bank with a choice item `a` and a short-answer item `b`.
#[track_caller]
fn beside_a_bank(text: &str, findings: &[&str]) {
    let bank = "- {id: a, topic: t, stem: s, options: {A: x, B: y}, answer: A}\n- {id: b, topic: t, stem: s, accept: [x]}\n";
    files(&[&format!("{HEAD}{bank}"), text], findings, "a b");
}

#[track_caller]
fn bytes(texts: &[&[u8]], findings: &[&str], items: &str) {
    let names = ["a.yaml", "b.yaml", "c.yaml"].map(PathBuf::from);
    let loaded = Loaded::from_texts(names.into_iter().zip(texts.iter().map(|text| text.to_vec())));
    let told = concise::render(&loaded.findings, &loaded.sources);
    assert_eq!(told.lines().collect::<Vec<_>>(), findings, "{:?}", String::from_utf8_lossy(texts[0]));
    let ids: Vec<&str> = loaded.items().map(|found| &*found.item.id).collect();
    assert_eq!(ids.join(" "), items);
}

#[test]
fn every_code_has_a_row() {
    let rows = concat!(
        include_str!("answers.rs"),
        include_str!("damage.rs"),
        include_str!("encodings.rs"),
        include_str!("exams.rs"),
        include_str!("forms.rs"),
        include_str!("keys.rs"),
        include_str!("kinds.rs"),
        include_str!("over_files.rs"),
        include_str!("rulings.rs"),
        include_str!("short_answers.rs"),
        include_str!("values.rs"),
        include_str!("yaml_features.rs"),
    );
    let missing: Vec<_> =
        CODES.iter().map(|(code, _)| *code).filter(|code| !rows.contains(&format!("[{code}]"))).collect();
    assert_eq!(missing, [] as [&str; 0]);
}
