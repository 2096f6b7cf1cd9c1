//! Sheets that were filled in on printed forms.

use assert_cmd::Command;
use std::fs;

const BANK: &str = "bank: b
topics: {t: Topic}
items:
  - {id: q1, topic: t, stem: One?, options: {A: yes, B: no, C: so}, answer: A}
  - {id: q2, topic: t, stem: Two?, options: {A: one, B: two, C: three}, answer: [A, B]}
  - {id: q3, topic: t, stem: Three?, accept: [empathy]}
  - {id: q4, topic: t, stem: Four?, options: {A: left, B: right}, answer: B}
";

/// Printed A of `q1` is the bank's C, and its right answer is printed B.
const FORM_A: &str = "form: a
items:
  - {item: q3}
  - {item: q1, options: [C, A, B]}
  - {item: q2, options: [B, C, A]}
";

const FORM_B: &str = "form: b
items:
  - {item: q4, options: [B, A]}
  - {item: q1}
";

/// Grades `arguments`; gives exit status, stderr and the rows `candidate,points,max_points`.
fn grade(arguments: &[&str]) -> (Option<i32>, String, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("writes");
    write("bank.yaml", BANK);
    write("a.yaml", FORM_A);
    write("b.yaml", FORM_B);
    write("broken.yaml", "form: c\nitems:\n- {item: q1, options: [A, B]}\n");
    write("a.csv", "candidate,1,2,3\nx,empathy,B,A;C\ny,Empathy,A,ABC\nz,,yes,\"two, one\"\n");
    write("ids.csv", "candidate,q1,q3\nx,B,empathy\ny,A,no\n");
    write("b.csv", "candidate,Q2,Q1\nv,A,A\nw,B,\n");
    write("long.csv", "candidate,item,response\nx,q1,B\nx,q2,AC\n");
    let output = Command::new(assert_cmd::cargo::cargo_bin!("qbank"))
        .current_dir(folder.path())
        .args(["grade", "--bank", "bank.yaml", "-o", "out"])
        .args(arguments)
        .output()
        .expect("runs");
    let candidates = fs::read_to_string(folder.path().join("out/candidates.csv")).unwrap_or_default();
    let rows = candidates.lines().skip(1).map(|row| {
        let cells: Vec<&str> = row.split(',').collect();
        format!("{},{},{}", cells[0], cells[4], cells[5])
    });
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned(), rows.collect())
}

#[test]
fn numbers_and_labels_are_those_of_the_form() {
    #[track_caller]
    fn check(arguments: &str, expected: &[&str]) {
        let (status, told, rows) = grade(&arguments.split(' ').collect::<Vec<_>>());
        assert_eq!(status, Some(0), "{told}");
        assert_eq!(rows, expected, "{arguments}");
    }
    check("a.csv --form a.yaml", &["x,3,3", "y,1,3", "z,2,3"]);
    check("ids.csv --form a.yaml", &["x,2,2", "y,0,2"]);
    check("long.csv --form a.yaml", &["x,2,2"]);
    check("b.csv --form b.yaml", &["v,2,2", "w,0,2"]);
    // Two versions make one group; sheets of either have the maximum of their form.
    check("a.csv --form a.yaml b.csv --form b.yaml", &["x,3,3", "y,1,3", "z,2,3", "v,2,2", "w,0,2"]);
    check("ids.csv", &["x,1,2", "y,1,2"]);
    // Without a form numbers count among the bank's items.
    check("a.csv", &["x,0,3", "y,0,3", "z,0,3"]);
}

#[test]
fn a_form_that_is_broken_or_missing_is_told() {
    #[track_caller]
    fn check(arguments: &str, expected: &str) {
        let (status, told, rows) = grade(&arguments.split(' ').collect::<Vec<_>>());
        assert_eq!(status, Some(2), "{told}");
        assert!(told.contains(expected), "expected {expected:?} in:\n{told}");
        assert!(rows.is_empty());
    }
    check("a.csv --form broken.yaml", "error[not-a-permutation]");
    check("a.csv --form none.yaml", "none.yaml is not there");
    check("a.csv --form bank.yaml", "a form is needed here");
}
