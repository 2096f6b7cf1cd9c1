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

/// Runs `check` on a broken bank in one of the formats for programs.
fn broken(format: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_qbank"))
        .args(["check", "tests/cmd/check/broken.yaml", "--format", format])
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stdout).expect("is text")
}

/// The schema that the standard publishes comes with a package that the tests depend on.
#[test]
fn sarif_conforms_to_the_published_schema() {
    let cargo = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO"));
        let output = command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("is text")
    };
    // The packages that other systems need are on a machine only where somebody has asked for all of them.
    let version = cargo(&["-vV"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    let asked = ["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", host];
    let metadata: serde_json::Value = serde_json::from_str(&cargo(&asked)).expect("is JSON");
    let packages = metadata["packages"].as_array().expect("a list");
    let package = packages.iter().find(|package| package["name"] == "serde-sarif").expect("is a dependency");
    let manifest = std::path::Path::new(package["manifest_path"].as_str().expect("a path"));
    let schema = manifest.with_file_name("src").join("schema.json");
    let mut schema: serde_json::Value =
        serde_json::from_slice(&std::fs::read(schema).expect("reads")).expect("is JSON");
    // One pattern of the published schema has a bracket too many and is no regular expression.
    for of in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][of]["properties"]["language"];
        language["pattern"] = "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$".into();
    }
    let validator = jsonschema::validator_for(&schema).expect("is a schema");
    let log: serde_json::Value = serde_json::from_str(&broken("sarif")).expect("is JSON");
    let faults: Vec<String> =
        validator.iter_errors(&log).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
    assert_eq!(faults, [] as [&str; 0]);
    assert_eq!(log["runs"][0]["results"].as_array().map(Vec::len), Some(broken("concise").lines().count()));
    let mut wrong = log;
    wrong["runs"][0]["results"][0]["level"] = "terrible".into();
    assert!(!validator.is_valid(&wrong), "the schema tells right from wrong");
}

#[test]
fn other_programs_read_what_is_written_for_them() {
    let github = broken("github");
    let path = "file=tests/cmd/check/broken.yaml";
    assert_eq!(github.lines().filter(|line| line.starts_with("::error ") && line.contains(path)).count(), 6);
    let junit = broken("junit");
    assert!(junit.starts_with("<?xml"), "{junit}");
    assert!(junit.contains("failures=\"6\""), "{junit}");
}

/// Mends are written only where that is asked for, and files keep all that is not mended.
#[test]
fn mends_are_written_into_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let read = |name: &str| std::fs::read_to_string(path(name)).expect("reads");
    let run = |arguments: &[&str], status: i32, told: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qbank"));
        let output = command.current_dir(folder.path()).arg("check").args(arguments).output().expect("runs");
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(status), "{stderr}");
        assert!(stderr.contains(told), "expected {told:?} in:\n{stderr}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let head = "\u{FEFF}# mine\r\nbank: b\r\ntopics: {t: T}\r\nitems:\r\n";
    let item =
        "- {id: a, topic: t, stem: \"Which is not so?\", options: {A: x, B: y, C: z}, answer: B}  # why\r\n";
    let (before, after) = (format!("{head}{item}"), format!("{head}{}", item.replace("not", "NOT")));
    std::fs::write(path("a.yaml"), &before).expect("writes");
    run(&["--fix"], 2, "the built-in banks cannot be mended; name the files to mend");
    run(&["--fix", "a.yaml", "-"], 2, "standard input cannot be mended; name the files");
    let diff = run(&["--fix", "--diff", "a.yaml"], 0, "1 finding would be mended");
    assert!(diff.contains("+- {id: a, topic: t, stem: \"Which is NOT so?\""), "{diff}");
    run(
        &["--diff", "--strict", "a.yaml"],
        1,
        "a.yaml:5:37: would be mended[negative-unemphasised] write `NOT`",
    );
    assert_eq!(read("a.yaml"), before);
    std::fs::write(path("qbank.toml"), "[lints]\nstem = \"allow\"\nbad = \"warn\"\n").expect("writes");
    run(&["--fix", "a.yaml"], 0, "0 findings mended");
    assert_eq!(read("a.yaml"), before);
    std::fs::write(path("qbank.toml"), "[lints]\noptions = \"allow\"\nbad = \"warn\"\n").expect("writes");
    let left = run(&["--fix", "a.yaml", "--format", "concise"], 0, "wrote a.yaml");
    assert_eq!(read("a.yaml"), after);
    assert!(left.contains("qbank.toml:3:1: warning[unknown-lint]"), "settings count as before: {left}");
    assert!(!left.contains("negative-unemphasised") && !left.contains("missing-"), "{left}");
    run(&["--fix", "a.yaml"], 0, "0 findings mended");
    assert_eq!(std::fs::read_dir(folder.path()).expect("lists").count(), 2, "no leftovers");
}
