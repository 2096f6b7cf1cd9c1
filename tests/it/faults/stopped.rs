//! Runs that are stopped by a signal, or whose input or output changes under them.

use super::{BANK, assert_no_leftovers, contents, folder, grade, qbank};
use std::fs;
use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// More sheets than the program keeps of a stream, so that it has begun to write while it waits for more. They are
/// few and long, so that grading them takes no time.
fn many_rows() -> String {
    let long = "x".repeat(100_000);
    let row = |number: usize| format!("{number},A,A;B,{long}\n");
    "candidate,q1,q2,q3\n".to_owned() + &(0..100).map(row).collect::<String>()
}

/// Starts `command`, hands it many rows, and waits until it has begun to write.
fn begin(folder: &Path, mut command: Command) -> Child {
    let mut child = command.stdin(Stdio::piped()).spawn().expect("starts");
    let sent = child.stdin.as_mut().expect("takes").write_all(many_rows().as_bytes());
    while partials(folder) == 0 {
        if child.try_wait().expect("is there").is_some() {
            let output = child.wait_with_output().expect("ends");
            panic!("it ended: {}, {sent:?}", String::from_utf8_lossy(&output.stderr));
        }
        std::thread::yield_now();
    }
    child
}

/// How many temporary names are in a folder.
fn partials(folder: &Path) -> usize {
    let names = fs::read_dir(folder).expect("lists").map(|entry| entry.expect("an entry").file_name());
    names.filter(|name| name.to_string_lossy().starts_with(".qbank-partial-")).count()
}

fn send(signal: &str, child: &Child) {
    let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill runs");
    assert!(sent.success());
}

#[test]
fn a_signal_ends_the_program_and_leaves_what_was_there() {
    for (signal, number) in [("-INT", 2), ("-TERM", 15), ("-HUP", 1)] {
        // What these tests were started to ignore, as under `nohup`, what they start ignores too.
        if is_ignored(number) {
            continue;
        }
        let folder = folder();
        assert!(grade(folder.path(), "old.csv").output().expect("runs").status.success());
        let before = contents(folder.path());
        let mut child = begin(folder.path(), grade_stream(folder.path()));
        // To wait closes the standard input that is there, and with its end the run would come to its own.
        let _open = child.stdin.take();
        send(signal, &child);
        let status = child.wait().expect("ends");
        assert_eq!(status.signal(), Some(number), "{signal}: {status}");
        let after = contents(folder.path());
        assert_eq!(after.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>(), "{signal}");
        assert!(after == before, "{signal}: a file has changed");
    }
}

#[test]
fn a_signal_while_a_bank_is_converted_leaves_what_was_there() {
    let folder = folder();
    fs::write(folder.path().join("out.yaml"), "old").expect("writes");
    let before = contents(folder.path());
    let mut command = qbank(folder.path());
    command.args(["convert", "-", "--from", "yaml", "--to", "yaml", "--force", "-o", "out.yaml"]);
    let mut child = command.stdin(Stdio::piped()).spawn().expect("starts");
    let mut open = child.stdin.take().expect("takes");
    open.write_all(BANK.as_bytes()).expect("is taken");
    send("-TERM", &child);
    assert_eq!(child.wait().expect("ends").signal(), Some(15));
    assert_eq!(contents(folder.path()), before);
}

/// As `nohup` starts it.
#[test]
#[cfg(target_os = "linux")]
fn a_signal_that_is_ignored_stays_ignored() {
    let folder = folder();
    let program = assert_cmd::cargo::cargo_bin!("qbank");
    let mut command = Command::new("sh");
    command.current_dir(folder.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.args(["-c", "trap '' HUP; exec \"$@\"", "sh"]).arg(program);
    command.args(["grade", "-", "--bank", "bank.yaml", "-o", "out"]);
    let child = begin(folder.path(), command);
    send("-HUP", &child);
    let output = child.wait_with_output().expect("ends");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(folder.path().join("out/report.html").exists());
    assert_no_leftovers(folder.path());
}

#[test]
fn a_folder_that_is_removed_while_it_is_written_is_made_again() {
    let folder = folder();
    assert!(grade(folder.path(), "old.csv").output().expect("runs").status.success());
    let child = begin(folder.path(), grade_stream(folder.path()));
    fs::remove_dir_all(folder.path().join("out")).expect("removes");
    let output = child.wait_with_output().expect("ends");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(folder.path().join("out/report.html").exists());
    assert_no_leftovers(folder.path());
}

#[test]
fn a_temporary_folder_that_is_removed_is_told() {
    let folder = folder();
    assert!(grade(folder.path(), "old.csv").output().expect("runs").status.success());
    let before = contents(&folder.path().join("out"));
    let child = begin(folder.path(), grade_stream(folder.path()));
    for entry in fs::read_dir(folder.path()).expect("lists").flatten() {
        if entry.file_name().to_string_lossy().starts_with(".qbank-partial-") {
            fs::remove_dir_all(entry.path()).expect("removes");
        }
    }
    let output = child.wait_with_output().expect("ends");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("error: cannot write out/"), "{stderr}");
    assert_eq!(contents(&folder.path().join("out")), before);
}

/// Of two files the first is changed while the second, a stream, is waited for.
#[test]
fn sheets_that_change_while_they_are_read_are_told() {
    let changes: [fn(&Path); 3] = [
        |sheets| {
            let mut file = fs::File::options().append(true).open(sheets).expect("opens");
            file.write_all(b"late,A,A;B,empathy\n").expect("writes");
        },
        |sheets| fs::write(sheets, "candidate,q1\n").expect("writes"),
        |sheets| fs::remove_file(sheets).expect("removes"),
    ];
    for change in changes {
        let folder = folder();
        let mut command = qbank(folder.path());
        command.args(["grade", "old.csv", "-", "--bank", "bank.yaml", "-o", "out"]);
        let child = begin(folder.path(), command);
        change(&folder.path().join("old.csv"));
        let output = child.wait_with_output().expect("ends");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        assert!(stderr.contains("old.csv changed while it was read"), "{stderr}");
        assert!(!folder.path().join("out").exists());
        assert_no_leftovers(folder.path());
    }
}

/// Whether this process was started to ignore a signal, as `nohup` starts it.
fn is_ignored(signal: i32) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = line.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default();
    mask >> (signal - 1) & 1 == 1
}

/// `qbank grade - -o out`.
fn grade_stream(folder: &Path) -> Command {
    let mut command = qbank(folder);
    command.args(["grade", "-", "--bank", "bank.yaml", "-o", "out"]);
    command
}
