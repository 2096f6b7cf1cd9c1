//! Text that could act where it is shown: on a terminal, in a browser, in a spreadsheet, in Markdown.

use super::{files, folder, holds, run, said};
use std::fs;
use std::path::Path;

/// A bank with an exam and rulings, and sheets, in which every text that is free is `text`.
fn everything(text: &str) -> tempfile::TempDir {
    // YAML takes no control characters as they are; JSON leaves this one so.
    let quoted = serde_json::to_string(text)
        .expect("is text")
        .replace('\u{7f}', "\\u007f")
        .replace('\u{9b}', "\\u009b");
    let bank = format!(
        "bank: b\ntitle: {quoted}\nlicense: {quoted}\ntopics: {{t: {quoted}, t/u: {quoted}}}\nitems:\n  - id: q1
    topic: t/u
    stem: {quoted}
    options: {{A: {{text: {quoted}, feedback: {quoted}}}, B: \"other {{}}\"}}
    answer: A
    rationale: {quoted}
    reference: {quoted}
    competency: {quoted}
    tags: [{quoted}]
    allow: {{long-stem: {quoted}}}
  - id: q2
    topic: t
    stem: {quoted}
    accept: [{{text: {quoted}, feedback: {quoted}}}]
    reject: [\"no {{}}\"]
    rationale: {quoted}
"
    );
    let exam =
        format!("exam: e\ntitle: {quoted}\ntime: 10m\ndraw: {{t: 2}}\nnote: {quoted}\nsource: {quoted}\n");
    let rulings = format!("rulings:\n  - {{item: q1, answer: B, reason: {quoted}}}\n");
    let cell = text.replace('"', "\"\"");
    let sheets = format!(
        "candidate,q1,q2,\"{cell}\"\n\"{cell}\",B,\"{cell}\",\"{cell}\"\nx,\"{cell}\",\"not {cell}\",\n,A,\"{cell}\",\ny,A,n,\n"
    );
    let folder = folder([("s.csv", sheets.as_bytes())]);
    fs::create_dir(folder.path().join("banks")).expect("a folder");
    for (name, text) in [("banks/bank.yaml", &bank), ("banks/exam.yaml", &exam), ("r.yaml", &rulings)] {
        fs::write(folder.path().join(name), text).expect("writes");
    }
    let other = bank.replacen("stem: \"", "stem: \"Else: ", 2).replacen("title: \"", "title: \"Else: ", 1);
    fs::create_dir(folder.path().join("other")).expect("a folder");
    fs::write(folder.path().join("other/bank.yaml"), other).expect("writes");
    folder
}

/// Everything that is written and printed of a folder of [`everything`]: file by file, and line by line.
fn outcomes(folder: &Path) -> Vec<(String, String)> {
    let lines = [
        "check banks",
        "check banks --format concise",
        "check banks --format github",
        "list banks",
        "diff other banks",
        "diff other banks --format markdown",
        "grade s.csv --bank banks -o old",
        "grade s.csv --bank banks --dry-run",
        "grade s.csv --bank banks --rulings r.yaml --compare old/report.json --detail topics,responses --candidate-reports -o new",
        "convert banks --to paper -o paper --lossy",
        "convert banks --to csv -o bank.csv --lossy",
    ];
    let mut found = Vec::new();
    for line in lines {
        let output = run(folder, line);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{line}: {}", said(&output));
        found.push((line.to_owned(), said(&output)));
    }
    for file in files(folder) {
        let name = file.strip_prefix(folder).expect("is below").display().to_string();
        if ["old", "new", "paper", "bank.csv"].iter().any(|of| name.starts_with(of)) {
            found.push((name, fs::read_to_string(file).expect("is text")));
        }
    }
    assert!(found.len() > 35, "{}", found.len());
    found
}

/// Holds `sound` of each outcome that is `kept`.
#[track_caller]
fn all(text: &str, kept: impl Fn(&str) -> bool, sound: impl Fn(&str) -> bool) {
    let folder = everything(text);
    let mut count = 0;
    for (name, outcome) in outcomes(folder.path()) {
        if kept(&name) {
            count += 1;
            let at = outcome.lines().find(|line| !sound(line)).unwrap_or_default();
            assert!(sound(&outcome), "{name}: {at:?}");
        }
    }
    assert!(count > 0, "something was looked at");
}

fn is(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found == ending)
}

/// What a run prints is no file's name.
fn is_printed(name: &str) -> bool {
    name.contains(' ')
}

#[test]
fn signs_that_act_on_a_terminal() {
    let text = "S\u{1b}[31mred\u{1b}]0;title\u{7}\u{9b}2J\u{8}\u{7f}\r x?";
    let acts = |text: &str| text.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{8}', '\u{7f}', '\r']);
    all(text, |name| is_printed(name) || is(name, "md"), |outcome| !acts(outcome));
}

#[test]
fn marks_that_turn_text() {
    let text = "user\u{202e}gpj.exe\u{2066}x\u{2069} y?";
    let turns = |text: &str| text.contains(['\u{202e}', '\u{2066}', '\u{2069}']);
    all(text, |name| is_printed(name) || is(name, "md") || is(name, "html"), |outcome| !turns(outcome));
}

#[test]
fn html_in_every_text() {
    let text = "x\"'><img src=x onerror=alert(1)><script>alert(1)</script><a href=\"javascript:alert(1)\">y</a> \
        [z](javascript:alert(1)) ![i](https://example.org/i.png) <https://example.org> &lt;b&gt; </style></title>?";
    let sound = |page: &str| {
        let page = page.to_ascii_lowercase();
        let acts = [
            "<img",
            "<script>alert",
            "<a href=\"javascript",
            "src=\"http",
            "<a href=\"http",
            "</style></title>",
            "<iframe",
        ];
        acts.iter().all(|act| !page.contains(act))
    };
    all(text, |name| is(name, "html"), sound);
}

#[test]
fn markdown_in_every_text() {
    let text = "# h\n- | a | **b** | [x](javascript:alert(1)) ![i](http://e.org/i) <script>alert(1)</script> `c` @team #1?";
    let sound = |page: &str| {
        let acts = ["[x](", "![i](", "<script", "**b**", "| a |", "\n# h", " @team", "`c`"];
        acts.iter().all(|act| !page.contains(act))
    };
    all(text, |name| is(name, "md") || name.ends_with("--format markdown"), sound);
}

#[test]
fn formulas_in_cells() {
    for start in ["=", "+", "-", "@", "\t", "\r"] {
        let text = format!("{start}cmd|' /C calc'!A1 x?");
        let folder = everything(&text);
        let mut cells = 0;
        for (name, table) in outcomes(folder.path()).iter().filter(|(name, _)| is(name, "csv")) {
            let mut rows =
                csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(table.as_bytes());
            for row in rows.records() {
                for cell in &row.expect("is CSV") {
                    cells += 1;
                    let acts =
                        cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
                    assert!(!acts, "{name}: {cell:?}");
                }
            }
        }
        assert!(cells > 100, "{cells}");
    }
}

#[test]
fn bytes_that_are_no_text() {
    let rows: [(&[u8], &str); 4] = [
        (b"bank: b\0\n", "a control character stands here"),
        (b"bank: b\xff\n", "bytes that are not UTF-8"),
        (b"\xFF\xFEb\0a\0n\0k\0", "the file is UTF-16"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0", "a control character"),
    ];
    for (bytes, told) in rows {
        super::check("x.yaml", bytes, "check x.yaml --format concise", 1, told);
    }
    super::check("s.csv", b"candidate,q1\n1,A\0\n2,A\n", "grade s.csv --bank bank.yaml", 1, "NUL");
}

#[test]
#[cfg(unix)]
fn text_on_a_terminal() {
    use portable_pty::{CommandBuilder, PtySize, native_pty_system};
    use std::io::Read;
    let folder = everything("S\u{1b}]0;title\u{7}\u{1b}[2J\u{202e} x?");
    for line in [
        "check banks",
        "list banks",
        "diff other banks",
        "grade s.csv --bank banks",
        "convert banks --to gift --lossy -o -",
    ] {
        let pair = native_pty_system().openpty(PtySize::default()).expect("a terminal");
        let mut command = CommandBuilder::new(assert_cmd::cargo::cargo_bin!("qbank"));
        command.cwd(folder.path());
        command.env("HOME", folder.path());
        command.args(line.split(' '));
        let mut child = pair.slave.spawn_command(command).expect("starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("reads");
        let mut shown = Vec::new();
        // A terminal whose program has ended gives an error, not an end.
        let mut part = [0; 4096];
        while let Ok(read @ 1..) = reader.read(&mut part) {
            shown.extend_from_slice(&part[..read]);
        }
        child.wait().expect("ends");
        let shown = String::from_utf8_lossy(&shown);
        assert!(shown.contains("title"), "{line}: {shown}");
        assert!(!shown.contains("\u{1b}]") && !shown.contains(['\u{7}', '\u{202e}']), "{line}: {shown:?}");
    }
}

#[test]
fn texts_that_steer_a_runner() {
    let text = "x\n::set-output name=a::b\n::error::c%0A::warning::d?";
    let folder = everything(text);
    let output = run(folder.path(), "check banks --format github");
    let lines = said(&output);
    for line in lines.lines() {
        let ours = ["::error file=", "::warning file=", "::notice file="];
        assert!(ours.iter().any(|start| line.starts_with(start)), "{line}");
    }
    holds("check banks --format github", &output, 0, "::notice file=");
}
