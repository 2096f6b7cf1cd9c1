//! Names that could become paths, and places that could lead elsewhere.

use super::{BANK, check, files, folder, holds, lines, qbank, run};
use std::collections::BTreeSet;
use std::fs;

/// Names that mean something to a system, or that two systems take for one.
const NAMES: [&str; 22] = [
    "../../x",
    "..",
    ".",
    "/etc/passwd",
    "C:\\x",
    "\\\\host\\share",
    "CON",
    "con",
    "NUL.txt",
    "COM1",
    "a.",
    "a ",
    "A.",
    "a",
    "A",
    "index",
    "-rf",
    "~",
    "x\u{202e}gpj.exe",
    "a:b",
    "$(reboot)",
    "%2e%2e%2f",
];

#[test]
fn candidates_named_like_paths() {
    let long = ["x".repeat(10_000), "X".repeat(10_000)];
    let ids: Vec<&str> = NAMES.into_iter().chain(long.iter().map(String::as_str)).collect();
    let rows = lines(ids.iter().map(|id| format!("\"{id}\",A,empathy\n")));
    let folder =
        folder([("bank.yaml", BANK.as_bytes()), ("s.csv", format!("candidate,q1,q2\n{rows}").as_bytes())]);
    fs::create_dir_all(folder.path().join("deep/er")).expect("a folder");
    let line = "grade s.csv --bank bank.yaml --candidate-reports -o deep/er/out";
    // White space around an id is none of it, so `a ` is `a`, and the later sheet counts.
    holds(line, &run(folder.path(), line), 0, "1 candidate comes more than once");
    let pages = files(&folder.path().join("deep/er/out/candidates"));
    let names: BTreeSet<String> = pages
        .iter()
        .map(|page| page.file_name().expect("a name").to_str().expect("is text").to_ascii_lowercase())
        .collect();
    assert_eq!(names.len(), ids.len() - 1 + 1, "one for each, and the index: {names:?}");
    for name in &names {
        let stem = name.strip_suffix(".html").expect("a page");
        assert!(stem.len() <= 80 && !stem.starts_with('-'), "{name}");
        assert!(stem.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)), "{name}");
        assert!(!["con", "nul", "com1"].contains(&stem), "{name}");
    }
    let outside =
        files(folder.path()).into_iter().filter(|file| !file.starts_with(folder.path().join("deep/er/out")));
    assert_eq!(outside.count(), 2, "nothing is written elsewhere");
}

#[test]
fn items_named_like_paths() {
    for id in ["../../x", "/etc/passwd", "C:\\x", "a b", "=1+1", "a/b"] {
        let bank = format!(
            "bank: b\ntopics: {{t: T}}\nitems:\n  - {{id: '{id}', topic: t, stem: A?, accept: [x]}}\n"
        );
        check("x.yaml", bank.as_bytes(), "check x.yaml --format concise", 1, "is no id");
    }
    let ids = ["CON", "NUL.txt", "a.", "A", "a", "..", "-rf"];
    let item = |id: &&str| {
        format!("  - {{id: '{id}', topic: t, stem: 'Is it {id}?', options: {{A: x, B: y}}, answer: A}}\n")
    };
    let items = lines(ids.iter().map(item));
    let bank = format!("bank: b\ntopics: {{t: T}}\nitems:\n{items}");
    let folder = folder([("x.yaml", bank.as_bytes())]);
    let line = "convert x.yaml --to qti -o x.zip";
    holds(line, &run(folder.path(), line), 0, "wrote x.zip");
    let archive = fs::File::open(folder.path().join("x.zip")).expect("opens");
    let archive = zip::ZipArchive::new(archive).expect("an archive");
    let names: BTreeSet<String> =
        archive.file_names().map(|name| name.expect("is text").to_lowercase()).collect();
    assert_eq!(names.len(), archive.len(), "no two differ by case only: {names:?}");
    for name in names {
        let stem = name.rsplit('/').next().expect("a name").split('.').next().expect("a stem");
        assert!(!["con", "nul", ""].contains(&stem) && !name.contains(".."), "{name}");
    }
    let line = "convert x.zip --from qti --to yaml -o back.yaml --lossy";
    let output = run(folder.path(), line);
    assert_ne!(output.status.code(), Some(2), "{}", super::said(&output));
}

#[test]
fn archives_that_climb_out() {
    use std::io::Write;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for name in ["../evil.xml", "/tmp/evil.xml", "imsmanifest.xml"] {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("starts");
        archive.write_all(b"<assessmentItem/>").expect("writes");
    }
    let archive = archive.finish().expect("ends").into_inner();
    let folder = folder([("q.zip", &archive[..])]);
    run(folder.path(), "convert q.zip --from qti --to yaml -o out.yaml");
    let found = files(folder.path());
    assert!(found.iter().all(|file| !file.ends_with("evil.xml")), "{found:?}");
}

#[cfg(unix)]
#[test]
fn links_in_the_output_folder() {
    use std::os::unix::fs::symlink;
    let folder = folder([
        ("bank.yaml", BANK.as_bytes()),
        ("s.csv", b"candidate,q1,q2\n1,A,x\n"),
        ("precious", b"precious"),
    ]);
    let out = folder.path().join("out");
    fs::create_dir_all(out.join("candidates")).expect("a folder");
    for name in ["candidates.csv", "report.html", "candidates/1.html"] {
        symlink(folder.path().join("precious"), out.join(name)).expect("a link");
    }
    let line = "grade s.csv --bank bank.yaml -o out";
    holds(line, &run(folder.path(), line), 0, "The report is in out");
    let line = "grade s.csv --bank bank.yaml -o out --candidate-reports";
    holds(line, &run(folder.path(), line), 2, "candidates/1.html is no page that qbank wrote");
    fs::remove_dir_all(out.join("candidates")).expect("removes");
    symlink(folder.path(), out.join("candidates")).expect("a link");
    holds(line, &run(folder.path(), line), 2, "out/candidates is a link or a file");
    assert_eq!(fs::read_to_string(folder.path().join("precious")).expect("reads"), "precious");
}

/// A name with a line end, an escape and a mark that turns text.
#[cfg(unix)]
#[test]
fn files_with_signs_in_their_names() {
    let name = "\u{1b}[31mred\u{1b}]0;t\u{7}\u{202e}\n.yaml";
    let sheets = "\u{1b}[2J\u{202e}.csv";
    let folder = folder([(name, BANK.as_bytes()), (sheets, b"candidate,q1\n1,A\n")]);
    for line in [
        "check .",
        "check . --format concise",
        "check . --format github",
        "list .",
        "grade . --bank .",
        "convert . --to aiken -o -",
        "check ./nothing\u{1b}[31m.yaml",
    ] {
        let text = super::said(&run(folder.path(), line));
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{line}: {text:?}");
    }
}

#[test]
fn patterns_are_plain_text() {
    let evil = "((((((a*)*)*)*)*)*)*$[[[[\\{1,99999}**/**/**";
    let folder = folder([("bank.yaml", BANK.as_bytes()), ("s.csv", b"candidate,q1\n1,A\n")]);
    let rows: [(Vec<&str>, &str); 4] = [
        (vec!["grade", "s.csv", "--bank", "bank.yaml", "--column", "((((a*)*)*)*=q1"], "((((a*)*)*)*"),
        (vec!["grade", "s.csv", "--bank", "bank.yaml", "--id-column", evil], evil),
        (vec!["quiz", "bank.yaml", "--plain", "--topic", evil], evil),
        (vec!["explain", evil], evil),
    ];
    for (arguments, told) in rows {
        let output = qbank(folder.path()).args(&arguments).output().expect("runs");
        holds(&arguments.join(" "), &output, 2, told);
    }
}
