//! Sheets graded apart and added up give the report of one run, to the last digit.

use crate::program::process;
use std::fmt::Write;
use std::fs;
use std::path::Path;

const BANK: &str = "bank: b
topics: {t: Topic, t/u: Under, s: Other}
items:
  - {id: q1, topic: t, stem: One?, options: {A: yes, B: no, C: so}, answer: A}
  - {id: q2, topic: t/u, stem: Two?, options: {A: one, B: two, C: three}, answer: [A, B], scoring: proportional}
  - {id: q3, topic: s, stem: Three?, accept: [{text: reflecting feelings, credit: 0.333333}, empathy]}
  - {id: q4, topic: s, stem: Four?, options: {A: a, B: b}, answer: B}
";

fn qbank(folder: &Path, arguments: &[&str]) -> std::process::Output {
    process(folder).args(arguments).output().expect("runs")
}

#[track_caller]
fn run(folder: &Path, arguments: &[&str]) {
    let output = qbank(folder, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Sheets of candidates `from..to`; the columns are those named.
fn sheets(columns: &str, from: u32, to: u32) -> String {
    let mut text = format!("candidate,{columns}\n");
    for number in from..to {
        write!(text, "c{number}").expect("writes");
        for column in columns.split(',') {
            let at = (number * 7 + number / 3) as usize;
            let cell = match column {
                "q1" => ["A", "B", "", "C", "A", "E"][at % 6],
                "q2" => ["A;B", "A", "C", "B;C", ""][at % 5],
                "q3" => {
                    ["empathy", "reflecting feelings", "reflecting the feelings", "Empathi", "no"][at % 5]
                }
                _ => ["B", "A", "B"][at % 3],
            };
            write!(text, ",{cell}").expect("writes");
        }
        text.push('\n');
    }
    text
}

/// Every file of the group's report, as text.
fn group(folder: &Path, name: &str) -> Vec<(String, String)> {
    ["topics.csv", "items.csv", "options.csv", "review.csv", "report.json"]
        .map(|file| {
            let text = fs::read_to_string(folder.join(name).join(file)).expect("reads");
            // Which tallies were added is told besides what one run tells.
            let mut json: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
            let Some(notes) = json["notes"].as_array_mut() else { return (file.to_owned(), text) };
            notes.retain(|note| note["kind"] != "merged_tallies");
            notes.sort_by_key(|note| note["kind"].to_string());
            (file.to_owned(), json.to_string())
        })
        .into()
}

#[test]
fn parts_add_up_to_the_report_of_one_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    fs::write(folder.join("bank.yaml"), BANK).expect("writes");
    fs::write(folder.join("a.csv"), sheets("q1,q2,q3", 0, 40)).expect("writes");
    fs::write(folder.join("b.csv"), sheets("q2,q4", 40, 75)).expect("writes");
    fs::write(folder.join("c.csv"), sheets("q3,q1", 75, 76)).expect("writes");
    fs::write(folder.join("r.yaml"), "rulings: [{item: q3, accept: empathi, credit: 0.7, reason: r}]")
        .expect("writes");
    let options = ["--bank", "bank.yaml", "--rulings", "r.yaml", "--penalty", "1/3", "--target", "60"];
    run(folder, &[&["grade", "a.csv", "b.csv", "c.csv", "-o", "whole"], &options[..]].concat());
    for part in ["a", "b", "c"] {
        let (sheets, tally) = (format!("{part}.csv"), format!("{part}.json"));
        run(folder, &[&["grade", &sheets, "--tally", &tally], &options[..]].concat());
    }
    run(folder, &["merge", "a.json", "b.json", "c.json", "-o", "merged"]);
    assert_eq!(group(folder, "merged"), group(folder, "whole"));
    // A sum is a tally, and what is added first does not matter but for the order in which sheets are listed.
    run(folder, &["merge", "a.json", "b.json", "--tally", "ab.json"]);
    run(folder, &["merge", "ab.json", "c.json", "-o", "nested"]);
    assert_eq!(group(folder, "nested"), group(folder, "whole"));
    run(folder, &["merge", "c.json", "a.json", "b.json", "-o", "turned"]);
    assert_eq!(group(folder, "turned")[..4], group(folder, "whole")[..4]);
    let printed = qbank(folder, &["merge", "a.json", "b.json", "c.json"]);
    assert!(String::from_utf8_lossy(&printed.stdout).contains("76 candidates, 4 items"));
}

#[test]
fn what_does_not_fit_together_is_refused_with_the_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    fs::write(folder.join("bank.yaml"), BANK).expect("writes");
    fs::write(folder.join("other.yaml"), BANK.replace("One?", "1?")).expect("writes");
    fs::write(folder.join("s.csv"), sheets("q1,q2,q3,q4", 0, 5)).expect("writes");
    fs::write(folder.join("r.yaml"), "rulings: [{item: q1, void: true, reason: r}]").expect("writes");
    let grade = |tally: &str, options: &[&str]| {
        run(folder, &[&["grade", "s.csv", "--tally", tally], options].concat());
    };
    grade("a.json", &["--bank", "bank.yaml"]);
    grade("bank.json", &["--bank", "other.yaml"]);
    grade("policy.json", &["--bank", "bank.yaml", "--policy", "net"]);
    grade("rulings.json", &["--bank", "bank.yaml", "--rulings", "r.yaml"]);
    grade("target.json", &["--bank", "bank.yaml", "--target", "70"]);
    let text = fs::read_to_string(folder.join("a.json")).expect("reads");
    let version = format!("\"qbank\":\"{}\"", env!("CARGO_PKG_VERSION"));
    let changed = |from: &str, to: &str| {
        assert!(text.contains(from), "the tally has {from}");
        text.replacen(from, to, 1)
    };
    fs::write(folder.join("version.json"), changed(&version, "\"qbank\":\"0.0.1\"")).expect("writes");
    fs::write(folder.join("format.json"), changed("\"version\":2", "\"version\":1")).expect("writes");
    fs::write(folder.join("item.json"), changed("{\"item\":\"q1\"", "{\"item\":\"q9\"")).expect("writes");
    fs::write(folder.join("short.json"), &text[..text.len() / 2]).expect("writes");

    #[track_caller]
    fn check(folder: &Path, tally: &str, expected: &str) {
        let output = qbank(folder, &["merge", "a.json", tally, "-o", "out"]);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains(expected), "expected {expected:?} in:\n{told}");
        assert!(!folder.join("out").exists(), "nothing is written");
    }
    check(
        folder,
        "bank.json",
        "bank.json cannot be added to a.json: it was graded by other banks: other.yaml",
    );
    check(
        folder,
        "policy.json",
        "it was graded by another policy: net, penalty none, by topic, not the items'",
    );
    check(folder, "rulings.json", "it was graded under other rulings");
    check(folder, "target.json", "it was graded with another target");
    check(folder, "version.json", "version.json was graded by qbank 0.0.1");
    check(folder, "format.json", "format.json is a tally of format 1; this program adds format 2");
    check(folder, "item.json", "item.json is damaged: it has the item `q9`");
    check(folder, "short.json", "short.json is no tally");
    check(folder, "s.csv", "s.csv is no tally that `qbank grade --tally` wrote");
    check(folder, "none.json", "cannot read none.json");
}
