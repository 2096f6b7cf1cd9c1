//! `qbank convert` as a user runs it.

use crate::program::qbank;
use std::fs;
use std::path::Path;

#[test]
fn transcript_of_rulings_into_a_bank() {
    trycmd::TestCases::new().case("tests/cmd/convert/*.md");
}

/// Banks are written only where that is asked for, all of them, with all but the added texts as it was.
#[test]
fn rulings_go_into_banks() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let bank = |id: &str| {
        format!(
            "\u{FEFF}bank: {id}\r\ntopics: {{t: T}}\r\nitems:\r\n  - {{id: {id}1, topic: t, stem: s, accept: [listening]}}  # why\r\n"
        )
    };
    fs::create_dir(root.join("banks")).expect("makes");
    for id in ["a", "b", "c"] {
        fs::write(root.join(format!("banks/{id}.yaml")), bank(id)).expect("writes");
    }
    let ruled = |id: &str| bank(id).replace("listening]", "listening, hearing]");
    let rulings = "item,response,credit\na1,hearing,1\nb1,hearing,1\n";
    fs::write(root.join("r.csv"), rulings).expect("writes");
    let read = |name: &str| fs::read_to_string(root.join(name)).expect("reads");
    let run = |arguments: &[&str], status: i32, told: &str| {
        let rulings = ["convert", "--rulings", "r.csv", "--into"];
        let output = qbank(root).args(rulings).args(arguments).output().expect("runs");
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(status), "{stderr}");
        assert!(stderr.contains(told), "expected {told:?} in:\n{stderr}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let diff = run(&["banks"], 0, "2 texts to add");
    assert!(diff.contains("--- banks/a.yaml\n+++ banks/a.yaml\n@@ -1,4 +1,4 @@\n"), "{diff}");
    assert_eq!(read("banks/a.yaml"), bank("a"), "a diff writes nothing");
    run(&["banks", "-o", "new.yaml"], 2, "2 banks change");
    assert_eq!(run(&["banks/a.yaml", "-o", "-"], 1, "no bank has the item `b1`"), ruled("a"));
    run(&["banks/a.yaml", "-o", "new.yaml"], 1, "wrote new.yaml");
    assert_eq!(read("new.yaml"), ruled("a"));
    run(&["banks/a.yaml", "-o", "new.yaml"], 2, "new.yaml is there already");
    run(&["banks", "--write"], 0, &format!("wrote {}", Path::new("banks").join("b.yaml").display()));
    assert_eq!(
        ["a", "b", "c"].map(|id| read(&format!("banks/{id}.yaml"))),
        [ruled("a"), ruled("b"), bank("c")]
    );
    assert_eq!(run(&["banks"], 0, "0 texts to add, 2 settled already"), "");
    assert_eq!(fs::read_dir(root.join("banks")).expect("lists").count(), 3, "no leftovers");
}

#[test]
fn nothing_is_written_that_would_be_less_unless_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    fs::write(root.join("a.gift"), "::one:: Is it so? {=Yes ~No}\n\n::two:: Write. {}\n").expect("writes");
    let run = |arguments: &[&str], status: i32, told: &str| {
        let output = qbank(root).arg("convert").args(arguments).output().expect("runs");
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(status), "{stderr}");
        assert!(stderr.contains(told), "expected {told:?} in:\n{stderr}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let why = "a.gift:3:1: two: not converted: it is an essay, which a person has to mark";
    run(&["a.gift", "-o", "a.yaml"], 1, why);
    assert!(!root.join("a.yaml").exists());
    run(&["a.gift", "-o", "a.yaml", "--lossy"], 1, "wrote a.yaml with 1 item");
    qbank(root).args(["check", "a.yaml", "--format", "concise"]).assert().success();
    run(&["a.gift", "-o", "a.yaml", "--lossy"], 2, "a.yaml is there already; nothing was written");
    run(&["a.yaml", "-o", "a.yaml", "--force"], 0, "wrote a.yaml with 1 item");
    let printed = run(&["a.yaml", "-o", "-", "--to", "gift"], 0, "");
    assert!(printed.contains("::one::Is it so? {\n\t=Yes\n\t~No\n}"), "{printed}");
    run(&["a.yaml", "-o", "b.doc"], 2, "the ending of b.doc tells no format");
    run(&["none.gift", "-o", "b.yaml"], 2, "none.gift cannot be read");
    fs::write(root.join("c.xml"), "<quiz><question type=\"essay\">").expect("writes");
    run(
        &["c.xml", "-o", "c.yaml"],
        2,
        "c.xml cannot be read as moodle: 1:30: the text ends inside `<question>`",
    );
    assert_eq!(fs::read_dir(root).expect("lists").count(), 3, "no leftovers");
}

/// What a format cannot hold is lost once; what it holds comes back byte by byte.
#[test]
fn shipped_banks_come_back_from_every_format() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let convert = |input: &str, output: &str, more: &[&str], status: i32| {
        let mut command = qbank(root);
        command.arg("convert").arg(path(input)).arg("-o").arg(path(output)).args(more).assert().code(status);
    };
    // The comments of the banks and what they do not say alike do not come along.
    let mut command = qbank(root);
    let banks = ["active-listening", "resource-linkage"].map(|name| format!("question-banks/{name}.yaml"));
    command.arg("convert").args(banks).args(["--lossy", "-o"]).arg(path("b.yaml")).assert().code(1);
    for (name, status) in [("b.csv", 0), ("b.xml", 1), ("b.gift", 1)] {
        convert("b.yaml", name, &["--lossy"], status);
        convert(name, "once.yaml", &["--force"], 0);
        convert("once.yaml", name, &["--force"], 0);
        convert(name, "twice.yaml", &["--force"], 0);
        let read = |name: &str| fs::read_to_string(path(name)).expect("reads");
        assert_eq!(read("once.yaml"), read("twice.yaml"), "{name}");
        assert_eq!(read("once.yaml") == read("b.yaml"), status == 0, "{name}");
        qbank(root).arg("check").arg(path("once.yaml")).assert().success();
    }
}

#[test]
fn papers_are_graded_by_their_forms() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let bank = "bank: b\ntopics: {t: T}\nitems:\n  - {id: q1, topic: t, stem: One?, options: {A: right, B: no, C: never, D: wrong}, answer: A}\n";
    fs::write(path("b.yaml"), bank).expect("writes");
    let print = |out: &str| {
        let mut command = qbank(root);
        command.arg("convert").arg(path("b.yaml")).arg("-o").arg(path(out));
        command.args(["--to", "paper", "--versions", "3", "--seed", "5"]).assert().success();
    };
    print("one");
    print("two");
    for version in ["A", "B", "C"] {
        let paper = |folder: &str| {
            fs::read_to_string(path(folder).join(format!("paper-{version}.html"))).expect("reads")
        };
        assert_eq!(paper("one"), paper("two"));
        let key = fs::read_to_string(path("one").join(format!("key-{version}.html"))).expect("reads");
        let right =
            key.split("class=\"right\">").nth(1).and_then(|rest| rest.chars().next()).expect("a label");
        fs::write(path("sheet.csv"), format!("candidate,1\nx,{right}\n")).expect("writes");
        let form = path("one").join(format!("form-{version}.yaml"));
        let mut command = qbank(root);
        command.arg("grade").arg(path("sheet.csv")).arg("--bank").arg(path("b.yaml")).arg("--form").arg(form);
        command.arg("-o").arg(path("out")).assert().success();
        let graded = fs::read_to_string(path("out/candidates.csv")).expect("reads");
        assert!(graded.contains("x,1,0,0,1,"), "{graded}");
    }
}
