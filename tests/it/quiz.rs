//! `qbank quiz`: in lines of text, and in a terminal.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const BANKS: &str = "tests/cmd/quiz";

/// Runs the program with lines on standard input.
fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_qbank"))
        .args(arguments)
        // The history of whoever runs the tests is not theirs to write.
        .args((arguments.first() == Some(&"quiz")).then_some("--no-history"))
        .env_remove("COLUMNS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    child.stdin.take().expect("piped").write_all(input.as_bytes()).expect("writes");
    child.wait_with_output().expect("ends")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

#[test]
fn a_sitting_in_lines_says_what_happens() {
    #[track_caller]
    fn check(arguments: &[&str], input: &str, status: i32, expected: &[&str]) {
        let output = run(&[&["quiz", BANKS, "--seed", "7"], arguments].concat(), input);
        let (told, errors) = (stdout(&output), String::from_utf8_lossy(&output.stderr).into_owned());
        assert_eq!(output.status.code(), Some(status), "{told}{errors}");
        let mut rest = told.as_str();
        for words in expected {
            let Some(at) = rest.find(words) else {
                panic!("`{words}` is missing, or not in its place:\n{told}")
            };
            rest = &rest[at + words.len()..];
        }
    }
    let exam = ["--exam", "tiny-exam"];
    // Item 1 is t-4, item 2 t-3, item 3 t-2 and item 4 t-1.
    check(
        &exam,
        "\nA\nempathy\n\nC D\n-B\nflag\nA\nsubmit\nsubmit\n",
        0,
        &[
            "4 items in exam mode.",
            "Time: 40 min.",
            "Item 1 of 4\nIs water wet?\n  A. yes\n",
            "Item 2 of 4",
            "Break: 10 min.",
            "The break is over.",
            "Item 3 of 4",
            "Struck out.",
            "Flagged.",
            "Answered (4): 1 2 3 4",
            "Flagged (1): 4",
            "All items are answered.",
            "Handed in.",
            "Score 4 points (100 %).",
            "Flagged: item 4.",
        ],
    );
    check(&exam, "\nB\n:submit\nback\nquit\n", 1, &["3 items are not answered.", "Review"]);
    check(&exam, "\n\n\n", 1, &["Break"]);
    check(
        &["--mode", "practice", "-n", "4"],
        "\nC\n\n:skip\ntime\n12\n?\nsubmit\nsubmit\n",
        0,
        &[
            "4 items in practice mode.",
            "Not right.",
            "Right answer",
            "Why:",
            "of 4 answered",
            "no such item",
            "Missed: 1",
        ],
    );
    check(
        &["--topic", "a/one", "--mode", "exam"],
        "\nA\nA\nsubmit\nsubmit\n",
        0,
        &["2 items in exam mode.", "One"],
    );
}

#[test]
fn what_cannot_be_asked_is_said() {
    #[track_caller]
    fn check(arguments: &[&str], expected: &str) {
        let output = run(&[&["quiz", BANKS], arguments].concat(), "");
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{errors}");
        assert!(errors.contains(expected), "{errors}");
    }
    check(&["--exam", "none"], "there is no exam `none`; there is tiny-exam");
    check(&["--topic", "c"], "no item belongs to the topic `c`");
    check(&["--level", "recall"], "no item is of the topics, levels and tags");
    check(&["--level", "hard"], "it is one of recall, application, analysis");
    check(&["--time", "90"], "a time is written as 90m");
    check(&["--exam", "tiny-exam", "-n", "3"], "cannot be used with");
}

/// The session's files, and the same answers graded as a sheet.
#[test]
fn the_score_is_what_grading_the_answers_gives() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("a path").to_owned();
    let input = "\nB\nempathie\n\nC\nA\nsubmit\nsubmit\n";
    let quiz = ["quiz", BANKS, "--exam", "tiny-exam", "--seed", "7"];
    let sat = run(&[&quiz[..], &["-o", &path("quiz"), "--save-form", &path("form.yaml")]].concat(), input);
    assert_eq!(sat.status.code(), Some(0));
    let graded = run(
        &["grade", &path("quiz/sheet.csv"), "--bank", &format!("{BANKS}/bank.yaml"), "-o", &path("grade")],
        "",
    );
    assert_eq!(graded.status.code(), Some(0), "{}", String::from_utf8_lossy(&graded.stderr));
    let read = |path: &str| fs::read_to_string(Path::new(path)).expect("reads");
    assert_eq!(read(&path("quiz/candidates.csv")), read(&path("grade/candidates.csv")));
    assert_eq!(read(&path("quiz/topics.csv")), read(&path("grade/topics.csv")));
    assert!(read(&path("quiz/candidates.csv")).contains("\nyou,4,0,1,1,4,25,"));
    // The form asks the same again.
    let again = run(&["quiz", BANKS, "--form", &path("form.yaml")], input);
    let items = |output: &Output| {
        let told = stdout(output);
        told.split("The tiny exam\n")
            .nth(1)
            .and_then(|text| text.split("Handed in").next())
            .map(str::to_owned)
    };
    assert_eq!(items(&again), items(&sat));
}

#[cfg(unix)]
mod terminal;
