//! The pages in a real browser: `tests/browser/check.mjs` looks at them through Debian's chromium.
//!
//! Skipped, with the reason told, where node, chromium or the packages of `tests/browser` are missing; `.ci/run`
//! installs them.

use assert_cmd::Command;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Everything that would do harm if it were taken for markup.
const BANK: &str = r#"bank: hostile
title: "</title><script>alert('title')</script> & \"more\""
topics:
  t: "<script>alert('topic')</script>"
  t/rtl: "موضوع <b>واحد</b>"
items:
  - id: q1
    topic: t
    stem: "<script>alert('stem')</script> & <img src=x onerror=alert('image')>"
    options: {A: "=HYPERLINK(\"http://example.org\",\"x\")", B: "</style></script><svg onload=alert('option')>"}
    answer: A
    rationale: "--> ]]> <iframe src='http://example.org'></iframe>"
    reference: "javascript:alert('reference')"
  - {id: q2, topic: t/rtl, stem: "Which word?", accept: [empathy], rationale: "כי \"כך\" &lt;"}
  - {id: q3, topic: t, stem: "Which two?", options: {A: one, B: two, C: three}, answer: [A, B]}
"#;

/// What must be seen of it on the report's page.
const SEEN: &[&str] = &[
    "</title><script>alert('title')</script> & \"more\"",
    "<script>alert('topic')</script>",
    "<script>alert('name')</script>",
    "=HYPERLINK(\"http://example.org\")",
    "[31mred",
    "نور الهدى",
    "empathhy <script>alert('answer')</script>",
    "موضوع <b>واحد</b>",
];

#[test]
fn pages_hold_in_a_browser() {
    let chromium = match tools() {
        Ok(chromium) => chromium,
        Err(missing) => {
            // Not through `eprintln!`, which a test that passes keeps to itself.
            writeln!(std::io::stderr(), "skipped the pages in a browser: {missing}").expect("writes");
            return;
        }
    };
    let folder = tempfile::tempdir().expect("a folder");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sample = root.join("question-banks/samples/active-listening-wide.csv");
    grade(&folder.path().join("sample"), &sample, &root.join("question-banks"));
    fs::write(folder.path().join("bank.yaml"), BANK).expect("writes");
    fs::write(folder.path().join("sheets.csv"), hostile_sheets()).expect("writes");
    grade(
        &folder.path().join("hostile"),
        &folder.path().join("sheets.csv"),
        &folder.path().join("bank.yaml"),
    );

    let mut command = Command::new("node");
    command.arg(root.join("tests/browser/check.mjs")).arg(chromium);
    command.arg(folder.path().join("hostile/report.html"));
    command.args(pages(&folder.path().join("hostile/candidates"), &["index", "alert--name"]));
    command.arg(folder.path().join("sample/report.html"));
    command.args(pages(&folder.path().join("sample/candidates"), &["00430"]));
    command.args(SEEN.iter().flat_map(|text| ["--text", text]));
    let output = command.output().expect("runs");
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

fn grade(output: &Path, sheets: &Path, bank: &Path) {
    Command::new(assert_cmd::cargo::cargo_bin!("qbank"))
        .args(["grade", "--target", "70", "--candidate-reports"])
        .arg(sheets)
        .arg("--bank")
        .arg(bank)
        .arg("-o")
        .arg(output)
        .assert()
        .success();
}

fn hostile_sheets() -> String {
    let candidates = [
        "<script>alert('name')</script>",
        "\"=HYPERLINK(\"\"http://example.org\"\")\"",
        "\u{1b}[31mred\u{1b}[0m",
        "نور الهدى",
        "\u{202e}txt.exe",
        "../../x",
        "CON",
        "con",
        &"x".repeat(10_000),
    ];
    let mut sheets = String::from("candidate,q1,q2,q3\n");
    for (number, candidate) in candidates.iter().enumerate() {
        let choice = ["B", "A", "", "<b>"][number % 4];
        let word = ["empathhy <script>alert('answer')</script>", "empathy", "\u{1b}[2Japathy"][number % 3];
        sheets.extend([candidate, ",", choice, ",", word, ",A;C\n"]);
    }
    sheets
}

/// For each of `names` a page whose path holds it.
fn pages(folder: &Path, names: &[&str]) -> Vec<PathBuf> {
    let all: Vec<PathBuf> =
        fs::read_dir(folder).expect("lists").map(|entry| entry.expect("an entry").path()).collect();
    let holds = |path: &PathBuf, part: &str| path.to_string_lossy().contains(part);
    let page = |part: &&str| all.iter().find(|path| holds(path, part)).expect("is written").clone();
    names.iter().map(page).collect()
}

/// The browser, or what is missing.
fn tools() -> Result<PathBuf, String> {
    let packages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/node_modules/axe-core");
    let node = std::process::Command::new("node").arg("--version").output();
    if !node.is_ok_and(|output| output.status.success()) {
        return Err("node is not installed".to_owned());
    }
    if !packages.is_dir() {
        return Err("run `npm ci --omit=optional` in tests/browser".to_owned());
    }
    let places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    let found = places.iter().map(PathBuf::from).find(|path| path.is_file());
    found.ok_or_else(|| "chromium is not installed".to_owned())
}
