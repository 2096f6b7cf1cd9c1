//! What follows grading: review, rulings, grading again, and who moved.

use assert_cmd::Command;
use std::fs;
use std::path::Path;

const BANK: &str = "bank: b
topics: {t: Topic}
items:
  - {id: q1, topic: t, stem: One?, options: {A: yes, B: no}, answer: A}
  - {id: q2, topic: t, stem: Two?, options: {A: one, B: two, C: three}, answer: [A, B]}
  - {id: q3, topic: t, stem: Three?, accept: [reflecting feelings]}
";

const SHEETS: &str = "candidate,q1,q2,q3
x,B,A;B,reflecting the feelings
y,A,A;C,reflect feelings
=z,A,A;B,reflecting feelings
w,B,A;B,\"reflecting the  FEELINGS.\"
";

/// A folder with the bank and the sheets, graded once into `old`.
fn graded() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("bank.yaml"), BANK).expect("writes");
    fs::write(folder.path().join("s.csv"), SHEETS).expect("writes");
    let (status, _, told) = grade(folder.path(), &["-o", "old"]);
    assert_eq!(status, Some(0), "{told}");
    folder
}

/// Exit status, stdout and stderr.
fn grade(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(assert_cmd::cargo::cargo_bin!("qbank"))
        .current_dir(folder)
        .env("COLUMNS", "80")
        .env("NO_COLOR", "1")
        .args(["grade", "s.csv", "--bank", "bank.yaml"])
        .args(arguments)
        .output()
        .expect("runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// Grades again with rulings: what moved, as `candidate,old,new,change,because` of `changes.csv`.
#[track_caller]
fn check(folder: &Path, rulings: &str, name: &str, expected: &[&str]) {
    fs::write(folder.join(name), rulings).expect("writes");
    let (status, _, told) = grade(folder, &["--rulings", name, "--compare", "old/report.json", "-o", "new"]);
    assert_eq!(status, Some(0), "{told}");
    let changes = fs::read_to_string(folder.join("new/changes.csv")).expect("reads");
    let rows: Vec<String> = changes
        .lines()
        .skip(1)
        .map(|row| {
            let cells: Vec<&str> = row.splitn(7, ',').collect();
            format!(
                "{} {}/{} {}/{} {}: {}",
                cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]
            )
        })
        .collect();
    assert_eq!(rows, expected);
}

#[test]
fn a_review_that_comes_back_is_known_next_time() {
    let folder = graded();
    let review = fs::read_to_string(folder.path().join("old/review.csv")).expect("reads");
    let row = "q3,reflecting the  FEELINGS.,2,reflecting feelings,says “reflecting feelings” and more,";
    assert_eq!(review, format!("item,response,count,nearest,why,credit\n{row}\n"));
    let filled = review.replace(row, &format!("{row}0.5"));
    check(
        folder.path(),
        &filled,
        "review.csv",
        &[
            "x 1/3 1.5/3 +0.5: \"q3 accept: reflecting the  FEELINGS., credit: 0.5\"",
            "w 1/3 1.5/3 +0.5: \"q3 accept: reflecting the  FEELINGS., credit: 0.5\"",
        ],
    );
    let left = fs::read_to_string(folder.path().join("new/review.csv")).expect("reads");
    assert_eq!(left, "item,response,count,nearest,why,credit\n");
}

/// One who lost as much as was gained, such as `y` in the last row, did not move.
#[test]
fn who_moved_is_told_with_the_ruling_that_did_it() {
    let folder = graded();
    let folder = folder.path();
    check(
        folder,
        "rulings: [{item: q1, void: true, reason: two keys}]",
        "r.yaml",
        &[
            "x 1/3 1/2 0: q1 void: true",
            "y 1/3 0/2 -1: q1 void: true",
            "'=z 3/3 2/2 -1: q1 void: true",
            "w 1/3 1/2 0: q1 void: true",
        ],
    );
    check(
        folder,
        "rulings: [{item: q1, full-credit: true, reason: misprint}]",
        "r.yaml",
        &["x 1/3 2/3 +1: q1 full-credit: true", "w 1/3 2/3 +1: q1 full-credit: true"],
    );
    check(
        folder,
        "rulings: [{item: q2, answer: [A, C], reason: wrong key}]",
        "r.yaml",
        &[
            "x 1/3 0/3 -1: \"q2 answer: A, C\"",
            "y 1/3 2/3 +1: \"q2 answer: A, C\"",
            "'=z 3/3 2/3 -1: \"q2 answer: A, C\"",
            "w 1/3 0/3 -1: \"q2 answer: A, C\"",
        ],
    );
    check(
        folder,
        "rulings:\n- {item: q1, answer: B, reason: wrong key}\n- {item: q3, accept: reflect feelings, credit: 1, reason: close}",
        "r.yaml",
        &["x 1/3 2/3 +1: q1 answer: B", "'=z 3/3 2/3 -1: q1 answer: B", "w 1/3 2/3 +1: q1 answer: B"],
    );
}

#[test]
fn what_else_changed_since_is_told() {
    let folder = graded();
    let folder = folder.path();
    let told = |arguments: &[&str]| grade(folder, &[&["--compare", "old/report.json"], arguments].concat()).1;
    assert!(told(&[]).contains("No candidate moved."));
    let penalty = told(&["--penalty", "0.5"]);
    assert!(penalty.contains("The policy or the penalty is another."), "{penalty}");
    assert!(penalty.contains("the bank, the sheets or the policy changed"), "{penalty}");
    fs::write(folder.join("s.csv"), SHEETS.replace("y,A,A;C,reflect feelings\n", "v,A,,\n")).expect("writes");
    let sheets = told(&[]);
    for text in ["The sheets are not the same files.", "new to 1 of 3", "No longer among the sheets: y"] {
        assert!(sheets.contains(text), "expected {text:?} in:\n{sheets}");
    }
    fs::write(folder.join("old/report.json"), "{}").expect("writes");
    let (status, _, told) = grade(folder, &["--compare", "old/report.json"]);
    assert_eq!(status, Some(2));
    assert!(told.contains("old/report.json is no report.json that `qbank grade` wrote"), "{told}");
}

/// The report of an earlier run may be replaced by the one that is compared with it.
#[test]
fn a_report_can_be_compared_with_the_one_it_replaces() {
    let folder = graded();
    fs::write(folder.path().join("r.yaml"), "rulings: [{item: q1, answer: B, reason: r}]").expect("writes");
    let again = ["--rulings", "r.yaml", "--compare", "old/report.json", "-o", "old"];
    let (_, first, _) = grade(folder.path(), &again);
    assert!(first.contains("4 candidates moved, 0 did not."), "{first}");
    let (_, second, _) = grade(folder.path(), &again);
    assert!(second.contains("No candidate moved."), "{second}");
}
