//! Imports point one way, as ARCHITECTURE.md says.

use std::fs;
use std::path::{Path, PathBuf};

/// Every room with the rooms it may import from, in the order of the data's flow.
const ROOMS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("diagnostic", &["model"]),
    ("yaml", &["model", "diagnostic"]),
    ("load", &["model", "diagnostic", "yaml"]),
    ("diff", &["model", "diagnostic", "yaml", "load"]),
    ("scoring", &["model"]),
    ("check", &["model", "diagnostic", "yaml", "load", "scoring"]),
    ("quiz", &["model", "scoring"]),
    ("sheets", &["model"]),
    ("grade", &["model", "scoring", "sheets"]),
    ("analyze", &["model", "scoring", "sheets", "grade"]),
    ("report", &["model", "scoring", "sheets", "grade", "analyze"]),
    ("convert", &["model", "diagnostic", "yaml", "load", "scoring"]),
    ("history", &["model", "scoring", "quiz", "sheets", "grade", "analyze"]),
];

/// The command line imports what it needs.
const ABOVE_ALL: &str = "cli";

#[test]
fn imports_point_one_way() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for (room, allowed) in ROOMS {
        for file in rust_files(&source.join(room)) {
            let text = fs::read_to_string(&file).expect("reads");
            for (number, line) in (1..).zip(text.lines()) {
                for other in imported_rooms(line) {
                    if other != *room && !allowed.contains(&other) {
                        wrong.push(format!("{}:{number}: {room} imports {other}", file.display()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "imports against the direction of ARCHITECTURE.md:\n{}", wrong.join("\n"));
}

#[test]
fn every_room_is_known() {
    let library =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).expect("reads");
    let rooms: Vec<&str> =
        library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let known: Vec<&str> = ROOMS.iter().map(|(room, _)| *room).chain([ABOVE_ALL]).collect();
    assert_eq!(rooms, known, "src/lib.rs and tests/it/architecture.rs list the same rooms in the same order");
    let described =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md")).expect("reads");
    for room in rooms {
        assert!(
            described.contains(&format!("`src/{room}/`")),
            "ARCHITECTURE.md does not describe src/{room}/"
        );
    }
}

/// The rooms that a line of code names as `crate::room`. Doc comments may name any.
fn imported_rooms(line: &str) -> impl Iterator<Item = &str> {
    let code = if line.trim_start().starts_with("//") { "" } else { line };
    code.split("crate::").skip(1).filter_map(|rest| {
        let end =
            rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').unwrap_or(rest.len());
        Some(&rest[..end]).filter(|room| ROOMS.iter().any(|(known, _)| known == room) || *room == ABOVE_ALL)
    })
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("lists") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}
