//! Readers that go away, devices that are full, and pipes in the place of files.

use super::{assert_no_leftovers, contents, folder, qbank};
use std::fs;
use std::io::pipe;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Every command that prints, on what [`folder`] holds.
const PRINTING: [&str; 22] = [
    "--help",
    "--version",
    "check bank.yaml --format human",
    "check bank.yaml --format concise",
    "check bank.yaml --format json",
    "check bank.yaml --format github",
    "check bank.yaml --format sarif",
    "check bank.yaml --format junit",
    "check bank.yaml --statistics",
    "completions bash",
    "convert bank.yaml --to yaml -o -",
    "convert bank.yaml --to yaml -o /dev/stdout",
    "diff bank.yaml bank.yaml",
    "explain",
    "explain unknown-key",
    "grade old.csv --bank bank.yaml",
    "grade old.csv --bank bank.yaml --format json",
    "grade old.csv --bank bank.yaml --dry-run",
    "list bank.yaml",
    "man",
    "merge tally.json",
    "schema bank",
];

/// A folder with a tally too.
fn prepared() -> tempfile::TempDir {
    let folder = folder();
    let mut command = qbank(folder.path());
    command.args(["grade", "old.csv", "--bank", "bank.yaml", "--tally", "tally.json"]);
    assert!(command.output().expect("runs").status.success());
    folder
}

fn of_line(folder: &Path, line: &str) -> Command {
    let mut command = qbank(folder);
    command.args(line.split_whitespace());
    command
}

#[track_caller]
fn ended(line: &str, output: &Output, status: i32, told: &str) {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{line}: {stderr}");
    assert!(stderr.contains(told) && !stderr.contains("panicked"), "{line}: {stderr}");
}

/// A pipe that nobody reads any more.
fn broken() -> Stdio {
    let (reader, writer) = pipe().expect("a pipe");
    drop(reader);
    writer.into()
}

#[cfg(target_os = "linux")]
fn full() -> Stdio {
    fs::File::options().write(true).open("/dev/full").expect("opens").into()
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let folder = prepared();
    for line in PRINTING {
        let mut command = of_line(folder.path(), line);
        ended(line, &command.stdout(broken()).output().expect("runs"), 0, "");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_device_is_told() {
    let folder = prepared();
    for line in PRINTING {
        let mut command = of_line(folder.path(), line);
        ended(line, &command.stdout(full()).output().expect("runs"), 2, "o space left on device");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn results_are_whole_though_nobody_hears_what_is_told() {
    for stderr in [broken, full] {
        let folder = prepared();
        let line = "grade old.csv --bank bank.yaml -o out";
        let output = of_line(folder.path(), line).stderr(stderr()).output().expect("runs");
        assert_eq!(output.status.code(), Some(0));
        assert!(folder.path().join("out/report.html").exists());
        let wrong = of_line(folder.path(), "check nothing.yaml").stderr(stderr()).output().expect("runs");
        assert_eq!(wrong.status.code(), Some(2));
    }
}

/// Runs a line with the named pipe `in` filled from a file, if one is given.
fn with_pipe(folder: &Path, name: &str, line: &str, filled_from: Option<&str>) -> Output {
    let made = Command::new("mkfifo").arg(folder.join(name)).status().expect("mkfifo runs");
    assert!(made.success());
    let path = folder.join(name);
    let text = filled_from.map(|from| fs::read(folder.join(from)).expect("reads"));
    let writer = std::thread::spawn(move || text.map(|text| fs::write(path, text)));
    let output = of_line(folder, line).output().expect("runs");
    drop(writer.join().expect("ends"));
    output
}

#[test]
fn a_named_pipe_is_read_as_a_stream() {
    let rows = [
        ("grade in --bank bank.yaml", "old.csv", 0),
        ("grade old.csv --bank in", "bank.yaml", 0),
        ("check in", "bank.yaml", 0),
        ("convert in --from yaml --to yaml -o -", "bank.yaml", 0),
        ("merge in", "tally.json", 0),
    ];
    for (line, from, status) in rows {
        let folder = prepared();
        ended(line, &with_pipe(folder.path(), "in", line, Some(from)), status, "");
    }
}

#[test]
fn what_is_no_file_is_written_into_and_not_replaced() {
    let rows = [
        ("convert bank.yaml --to yaml -o /dev/full", 2, "cannot write /dev/full"),
        ("grade old.csv --bank bank.yaml --tally /dev/full", 2, "cannot write /dev/full"),
        ("grade old.csv --bank bank.yaml -o /dev/full", 2, "/dev/full is no folder"),
        ("grade old.csv --bank bank.yaml -o bank.yaml", 2, "bank.yaml is no folder"),
        ("convert bank.yaml --to yaml -o /dev/null", 0, ""),
        ("convert bank.yaml --to yaml -o .", 2, ". is a folder"),
        ("grade old.csv --bank bank.yaml --tally .", 2, ". is a folder"),
    ];
    let folder = prepared();
    for (line, status, told) in rows {
        ended(line, &of_line(folder.path(), line).output().expect("runs"), status, told);
        assert!(!fs::metadata("/dev/full").expect("is there").is_file());
        assert_no_leftovers(folder.path());
    }
}

#[test]
fn a_named_pipe_takes_results() {
    let folder = prepared();
    let made = Command::new("mkfifo").arg(folder.path().join("pipe")).status().expect("mkfifo runs");
    assert!(made.success());
    let path = folder.path().join("pipe");
    let reader = std::thread::spawn(move || fs::read_to_string(path).expect("reads"));
    let line = "convert bank.yaml --to yaml -o pipe";
    ended(line, &of_line(folder.path(), line).output().expect("runs"), 0, "wrote pipe");
    assert!(reader.join().expect("ends").contains("bank: b"));
}

#[test]
fn what_is_no_file_of_its_kind_is_told() {
    let rows = [
        ("check /dev/zero", 1, ""),
        ("check nothing.yaml", 2, "nothing.yaml is not there"),
        ("grade . --bank bank.yaml", 0, ""),
        ("grade old.csv --bank bank.yaml --rulings .", 2, "cannot be read: Is a directory"),
        ("grade old.csv --bank bank.yaml --compare .", 2, "cannot read .: Is a directory"),
        ("grade old.csv --bank bank.yaml --compare /dev/zero", 2, "/dev/zero is no report.json"),
        ("grade old.csv --bank bank.yaml --rulings /dev/zero", 2, "larger than the limit of 64 MiB"),
        ("grade /dev/zero --bank bank.yaml", 2, "is not a CSV file"),
        ("grade /dev/null --bank bank.yaml", 2, "/dev/null is empty"),
        ("merge /dev/zero", 2, "/dev/zero is no tally"),
        ("merge .", 2, "cannot read .: Is a directory"),
        ("convert /dev/zero --to yaml -o -", 2, "in no format that could be told"),
        ("convert . --to yaml -o -", 0, ""),
    ];
    let folder = prepared();
    let before = contents(folder.path());
    for (line, status, told) in rows {
        ended(line, &of_line(folder.path(), line).output().expect("runs"), status, told);
    }
    assert_eq!(contents(folder.path()), before);
}
