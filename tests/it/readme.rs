//! The README shows what the program really prints.

use assert_cmd::Command;
use std::fs;
use std::path::Path;

/// Blocks ```` ```console ```` of the README: the command behind `$ qbank`, and what it prints to stdout at 80
/// columns. A line `...` stands for any number of lines.
#[test]
fn what_the_readme_shows_is_what_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).expect("reads");
    let mut shown = 0;
    for block in readme.split("```console\n").skip(1).filter_map(|rest| rest.split("\n```").next()) {
        let (command, expected) = block.split_once('\n').expect("a command and its output");
        let arguments = command.strip_prefix("$ qbank ").expect("a command of qbank").split(' ');
        let output = Command::new(assert_cmd::cargo::cargo_bin!("qbank"))
            .current_dir(root)
            .env("COLUMNS", "80")
            .env("NO_COLOR", "1")
            .args(arguments)
            .output()
            .expect("runs");
        let printed = String::from_utf8(output.stdout).expect("is text");
        let printed: Vec<&str> = printed.trim_end().lines().collect();
        let expected: Vec<&str> = expected.lines().collect();
        assert!(
            matches(&expected, &printed),
            "the README differs from what `{command}` prints:\n{}",
            printed.join("\n")
        );
        shown += 1;
    }
    assert_eq!(shown, 2, "the README shows the main command and a check");
}

/// Whether lines are as expected.
fn matches(expected: &[&str], printed: &[&str]) -> bool {
    match (expected, printed) {
        ([], []) => true,
        (["...", rest @ ..], _) => (0..=printed.len()).any(|skipped| matches(rest, &printed[skipped..])),
        ([line, expected @ ..], [found, printed @ ..]) => line == found && matches(expected, printed),
        _ => false,
    }
}
