//! `check`, `list`, `new` and `schema` as transcripts, and what transcripts do not show.

use assert_cmd::Command;

#[test]
fn transcripts_of_the_commands_on_banks() {
    trycmd::TestCases::new().case("tests/cmd/check/*.toml").case("tests/cmd/check/*.md");
}

#[test]
fn a_bank_to_start_from_is_written_once_and_passes() {
    let folder = tempfile::tempdir().expect("a folder");
    let qbank = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qbank"));
        command.current_dir(folder.path());
        command
    };
    qbank().args(["new", "mine.yaml"]).assert().success();
    qbank().args(["check", "mine.yaml", "--format", "concise", "--strict"]).assert().success().stdout("");
    let second = qbank().args(["new", "mine.yaml"]).assert().code(2);
    assert!(String::from_utf8_lossy(&second.get_output().stderr).contains("is there already"));
    let printed = qbank().args(["new", "-"]).assert().success();
    let written = std::fs::read(folder.path().join("mine.yaml")).expect("the file");
    assert_eq!(printed.get_output().stdout, written);
    // Without a folder of banks, the shipped ones are taken.
    qbank().arg("check").assert().success();
    std::fs::create_dir(folder.path().join("question-banks")).expect("a folder");
    std::fs::write(folder.path().join("question-banks/a.yaml"), "bank: A\n").expect("a file");
    qbank().arg("check").assert().code(1);
}

#[test]
fn colours_follow_the_environment() {
    let run = |name: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qbank"));
        command
            .args(["check", "tests/cmd/check/broken.yaml"])
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE");
        let output = command.env(name, "1").assert().code(1).get_output().stdout.clone();
        output.contains(&b'\x1b')
    };
    assert!(run("CLICOLOR_FORCE"));
    assert!(!run("NO_COLOR"));
    assert!(!run("OTHER"));
}
