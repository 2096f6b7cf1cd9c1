//! `qbank grade` as a user runs it.

use crate::program::qbank;
use std::fs;
use std::path::Path;

const BANK: &str = "bank: b
topics: {t: Topic}
items:
  - {id: q1, topic: t, stem: One?, options: {A: yes, B: no}, answer: A}
  - {id: q2, topic: t, stem: Two?, options: {A: one, B: two, C: three}, answer: [A, B]}
  - {id: q3, topic: t, stem: Three?, accept: [empathy]}
";

/// Grades `sheets` against a small bank: exit status, what stderr has to say, and `candidate,points` of those graded.
#[track_caller]
fn check(sheets: &[u8], status: i32, told: &[&str], graded: &[&str]) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("bank.yaml"), BANK).expect("writes");
    fs::write(folder.path().join("s.csv"), sheets).expect("writes");
    let output = qbank(folder.path())
        .args(["grade", "s.csv", "--bank", "bank.yaml", "-o", "out"])
        .output()
        .expect("runs");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{stderr}");
    for text in told {
        assert!(stderr.contains(text), "expected {text:?} in:\n{stderr}");
    }
    let candidates = fs::read_to_string(folder.path().join("out/candidates.csv")).unwrap_or_default();
    let rows: Vec<String> = candidates
        .lines()
        .skip(1)
        .map(|row| {
            let cells: Vec<&str> = row.split(',').collect();
            format!("{},{}", cells[0], cells[4])
        })
        .collect();
    assert_eq!(rows, graded);
    assert_eq!(candidates.is_empty(), status == 2, "results are there if and only if sheets were graded");
}

#[test]
fn good_sheets() {
    check(
        b"candidate,q1,q2,q3\nx,A,A;B,empathy\n",
        0,
        &["s.csv: wide layout, comma, utf-8, 3 columns matched by item id, 1 row"],
        &["x,3"],
    );
    check(
        b"candidate\tq1\nx\ta\n",
        0,
        &["tab, utf-8, 1 column matched", "2 items of the bank are in no sheet and are left out: q2, q3."],
        &["x,1"],
    );
    check(
        b"candidate,item,response\nx,q1,A\nx,q3,Empathy\n",
        0,
        &["s.csv: long layout, comma, utf-8, 2 rows"],
        &["x,2"],
    );
    check(b"candidate,q1\n00417,A\n", 0, &[], &["00417,1"]);
}

#[test]
fn sheets_that_cannot_be_graded_at_all() {
    check(b"", 2, &["s.csv is empty: it needs a header row"], &[]);
    check(b" \n\n", 2, &["s.csv is empty"], &[]);
    check(b"candidate\nx\n", 2, &["s.csv: the header has one column only"], &[]);
    check(
        b"name,score\nx,3\n",
        2,
        &[
            "s.csv: no column is headed by an item of the bank; its columns are `name`, `score`, the bank's items `q1`, `q2`, `q3`",
        ],
        &[],
    );
    check(b"c\0a\0,q\0\n\0x\0", 2, &["s.csv holds NUL bytes in its first line"], &[]);
    check(b"PK\x03\x04\0\0\0\0 a workbook", 2, &["s.csv holds NUL bytes in its first line"], &[]);
}

#[test]
fn rows_that_cannot_be_graded_are_told_and_the_others_are_graded() {
    check(b"candidate,q1,q2,q3\n", 0, &["0 rows"], &[]);
    check(
        b"candidate,q1,q2\nx,A,B,C,D\ny,A,\n",
        1,
        &[
            "s.csv:2: 5 fields where the header has 3: put quotes around",
            "1 row could not be read and was not graded",
        ],
        &["y,1"],
    );
    check(b"candidate,q1,q2\nx,A\ny,A,AB\n", 0, &["1 row has fewer cells than the header"], &["x,1", "y,2"]);
    check(b"candidate,q1,q3\nx,A,\"empathy\n", 0, &["quotes taken as text"], &["x,2"]);
    check(
        b"candidate,\"q1\",q3\nx,A,\"empathy\ny,A,\nz,B,\n",
        1,
        &["s.csv:2: a quote is opened and never closed"],
        &["y,1", "z,0"],
    );
    check(b"candidate,q1\nx,A\0\ny,A\n", 1, &["s.csv:2: holds a NUL byte"], &["y,1"]);
    check(
        b"candidate,q1\n,A\n  ,A\ny,A\n",
        1,
        &["s.csv:2: has no candidate", "s.csv:3: has no candidate"],
        &["y,1"],
    );
    check(b"candidate,q1,q3\nx,A,caf\xE9\n", 0, &["windows-1252"], &["x,1"]);
    check(b"\xEF\xBB\xBFcandidate,q1\r\nx,A\r\n", 0, &["utf-8, 1 column"], &["x,1"]);
    check(
        b"candidate,q1,q1\nx,A,B\n",
        0,
        &["s.csv: 1 column is for an item that already has one, and the first counts: q1."],
        &["x,1"],
    );
    check(b"candidate,q1,q9\nx,A,B\n", 0, &["s.csv: 1 column belongs to no item of the bank: q9."], &["x,1"]);
    check(
        b"candidate,q1\nx,AB\ny,E\n",
        0,
        &[
            "2 cells are no response to the item and earn nothing: q1 \u{201c}AB\u{201d}, q1 \u{201c}E\u{201d}",
        ],
        &["x,0", "y,0"],
    );
    check(
        b"candidate,q1\nx,B\nx,A\n",
        0,
        &["1 candidate comes more than once; the last sheet counts: x."],
        &["x,1"],
    );
    check(
        b"candidate,item,response\nx,q9,A\nx,q1,A\n",
        1,
        &["s.csv:2: names the item `q9`, which no bank has"],
        &["x,1"],
    );
    check(b"candidate,q1\n=x,A\n", 0, &[], &["'=x,1"]);
    check(b"candidate,q1\nx,A\n,\n\"\" ,\n", 0, &["2 rows have no text and were passed over"], &["x,1"]);
    check(b"candidate,q1\rx,A\r,B\ry,A\r", 1, &["s.csv:3: has no candidate"], &["x,1", "y,1"]);
}

#[test]
fn a_line_of_100_mb_is_passed_over() {
    let mut sheets = b"candidate,q1\nx,A\n".to_vec();
    sheets.resize(100 * 1024 * 1024, b'a');
    sheets.extend_from_slice(b"\ny,A\n");
    check(&sheets, 1, &["s.csv:3: goes on for more than 16 MiB"], &["x,1", "y,1"]);
}

#[test]
fn standard_input_is_graded() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("bank.yaml"), BANK).expect("writes");
    let output = qbank(folder.path())
        .args(["grade", "-", "--bank", "bank.yaml", "--format", "json"])
        .write_stdin("candidate,q1\nx,B\ny,A\nx,A\n")
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(0));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("is JSON");
    let candidates: Vec<&str> = report["candidates"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["candidate"].as_str())
        .collect();
    assert_eq!(candidates, ["y", "x"]);
    assert_eq!(report["group"]["mean"], 1.0);
}

#[test]
fn what_cannot_run_ends_with_2_and_says_what_to_do() {
    #[track_caller]
    fn check(arguments: &[&str], expected: &str) {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("bank.yaml"), BANK).expect("writes");
        fs::create_dir(folder.path().join("empty")).expect("creates");
        fs::write(folder.path().join("broken.yaml"), BANK.replace("answer: A}", "answer: E}"))
            .expect("writes");
        fs::write(folder.path().join("s.csv"), "candidate,q1\nx,A\n").expect("writes");
        let output = qbank(folder.path()).arg("grade").args(arguments).output().expect("runs");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        assert!(stderr.contains(expected), "expected {expected:?} in:\n{stderr}");
        assert!(output.stdout.is_empty());
    }
    check(&[], "required arguments were not provided");
    check(&["none.csv", "--bank", "bank.yaml"], "cannot read none.csv");
    check(&["empty", "--bank", "bank.yaml"], "empty holds no sheets: no file ends in .csv, .tsv");
    check(&["s.csv", "--bank", "none.yaml"], "none.yaml");
    check(&["s.csv", "--bank", "broken.yaml"], "key-not-an-option");
    check(&["s.csv", "--bank", "bank.yaml", "--penalty", "2"], "a share from 0 to 1");
    check(&["s.csv", "--bank", "bank.yaml", "--target", "x"], "a percentage from 0 to 100");
    check(&["s.csv", "--bank", "bank.yaml", "--policy", "best"], "it is one of all-or-nothing");
    check(&["s.csv", "--bank", "bank.yaml", "--id-column", "name"], "there is no column `name`");
    check(&["s.csv", "--bank", "bank.yaml", "--column", "q1=q7"], "no bank has an item `q7`");
    check(&["s.csv", "--bank", "bank.yaml", "--detail", "topics"], "--output");
}

#[test]
fn threads_change_no_byte() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("bank.yaml"), BANK).expect("writes");
    let mut sheets = String::from("candidate,q1,q2,q3\n");
    for number in 0..40_000 {
        let one = ["A", "B", " a", "E", ""][number % 5];
        let two = ["A;B", "A", "\"A,B\"", "C"][number % 4];
        let three = ["empathy", "Empathyy", "\"empathy,\nnot sympathy\"", "apathy"][number / 7 % 4];
        sheets.extend([&format!("{number:060}"), ",", one, ",", two, ",", three, "\n"]);
    }
    fs::write(folder.path().join("s.csv"), sheets).expect("writes");
    let mut results = Vec::new();
    for threads in ["1", "2", "3"] {
        qbank(folder.path())
            .args(["grade", "s.csv", "--bank", "bank.yaml", "-o", threads, "--threads", threads])
            .args(["--detail", "topics,responses"])
            .assert()
            .success();
        let mut files: Vec<_> = fs::read_dir(folder.path().join(threads))
            .expect("lists")
            .map(|entry| entry.expect("an entry").path())
            .collect();
        files.sort();
        results.push(files.iter().map(|file| fs::read(file).expect("reads")).collect::<Vec<_>>());
    }
    assert_eq!(results[0].len(), 11);
    assert!(results[0] == results[1] && results[0] == results[2]);
}

#[test]
fn the_sample_sheets_say_the_same_in_both_layouts() {
    let folder = tempfile::tempdir().expect("a folder");
    let grade = |sheets: &str| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let output = folder.path().join(sheets);
        let command = |arguments: &[&str]| {
            qbank(root).args(arguments).arg("-o").arg(&output).assert().success();
        };
        command(&[
            "grade",
            &format!("question-banks/samples/{sheets}.csv"),
            "--bank",
            "question-banks/active-listening.yaml",
        ]);
        fs::read_to_string(output.join("candidates.csv")).expect("reads")
    };
    let wide = grade("active-listening-wide");
    assert_eq!(wide.lines().count(), 25);
    assert_eq!(wide, grade("active-listening-long"));
}

#[test]
fn each_candidate_gets_a_page_that_replaces_an_earlier_one() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("bank.yaml"), BANK).expect("writes");
    let grade = |sheets: &str| {
        fs::write(folder.path().join("s.csv"), sheets).expect("writes");
        qbank(folder.path())
            .args(["grade", "s.csv", "--bank", "bank.yaml", "-o", "out", "--candidate-reports"])
            .assert()
            .success();
        let mut names: Vec<String> = fs::read_dir(folder.path().join("out/candidates"))
            .expect("lists")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    assert_eq!(grade("candidate,q1,q2\nx,A,A\ny,B,A;B\n"), ["index.html", "x.html", "y.html"]);
    // The last sheet of a candidate counts; who is gone has no page any more.
    let names = grade("candidate,q1,q2\nx,B,C\n../../x,A,A\nCON,A,A\ncon,A,A\nx,A,C\n");
    assert_eq!(names.len(), 5, "{names:?}");
    assert!(names.contains(&"x.html".to_owned()) && !names.contains(&"y.html".to_owned()));
    let page = fs::read_to_string(folder.path().join("out/candidates/x.html")).expect("reads");
    assert!(page.contains("id=\"missed\"") && page.contains(">q2<") && !page.contains(">q1<"), "{page}");
    let report = fs::read_to_string(folder.path().join("out/report.html")).expect("reads");
    assert!(report.contains("href=\"candidates/x.html\""));
    qbank(folder.path())
        .args(["grade", "s.csv", "--bank", "bank.yaml", "--candidate-reports"])
        .assert()
        .code(2);
}
