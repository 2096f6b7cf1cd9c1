//! Very much of something: it is bounded, and told.

use super::{BANK, check, folder, holds, lines, run};
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};

#[test]
fn yaml_aliases() {
    let mut bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n".to_owned();
    for (this, last) in ('b'..='z').zip('a'..) {
        let aliases = vec![format!("*{last}"); 9].join(",");
        writeln!(bomb, "{this}: &{this} [{aliases}]").expect("writes");
    }
    for (line, status) in [("check x.yaml --format concise", 1), ("grade x.csv --bank x.yaml", 2)] {
        check("x.yaml", bomb.as_bytes(), line, status, "the YAML alias `*a` is not used here");
    }
}

#[test]
fn deep_nesting() {
    let indented: String = (0..5_000).map(|depth| " ".repeat(depth) + "a:\n").collect();
    let rows =
        ["bank: ".to_owned() + &"[".repeat(100_000), "{a: ".repeat(100_000), "- ".repeat(100_000), indented];
    for text in rows {
        let told = "lists and maps lie more than 64 deep";
        check("x.yaml", text.as_bytes(), "check x.yaml --format concise", 1, told);
    }
    let json = "{\"a\": ".repeat(100_000);
    check("x.json", json.as_bytes(), "merge x.json", 2, "x.json is no tally");
    let xml = "<question type=\"x\"><a>".to_owned() + &"<a>".repeat(100_000);
    check(
        "x.xml",
        xml.as_bytes(),
        "convert x.xml --from moodle --to yaml -o -",
        2,
        "x.xml cannot be read as moodle",
    );
}

/// The file has holes in place of its bytes, so that it takes no room.
#[test]
fn a_scalar_of_a_gigabyte() {
    let rows = [
        ("bank: \"", "check x --format concise", 1, "larger than the limit of 64 MiB"),
        ("bank: \"", "grade s.csv --bank x", 2, "larger than the limit of 64 MiB"),
        ("rulings: \"", "grade s.csv --bank bank.yaml --rulings x", 2, "larger than the limit of 64 MiB"),
        ("form: \"", "grade s.csv --bank bank.yaml --form x", 2, "larger than the limit of 64 MiB"),
        ("::a::", "convert x --from gift --to yaml -o -", 2, "larger than the limit of 64 MiB"),
        ("candidate,q1\n1,\"A\"\n2,\"", "grade x --bank bank.yaml", 1, "x:3: "),
    ];
    for (start, line, status, told) in rows {
        let folder = folder([("bank.yaml", BANK.as_bytes()), ("s.csv", b"candidate,q1\n1,A\n")]);
        let mut file = fs::File::create(folder.path().join("x")).expect("makes");
        // Sheets are read through to their end, which takes time without optimisation.
        let size = if line.starts_with("grade x") { 1 << 22 } else { 1 << 30 };
        file.write_all(start.as_bytes()).and_then(|()| file.set_len(size)).expect("writes");
        holds(line, &run(folder.path(), line), status, told);
    }
}

#[test]
fn ten_million_columns() {
    let wide = |count: usize| "x,".repeat(count);
    let header = format!("candidate,{}q1\n1,{}A\n", wide(10_000_000), "A,");
    check(
        "s.csv",
        header.as_bytes(),
        "grade s.csv --bank bank.yaml",
        2,
        "the header row does not end within",
    );
    let row = format!("candidate,q1\n1,{}A\n2,A\n", wide(200_000));
    let told = "s.csv:2: 200002 fields where the header has 2";
    check("s.csv", row.as_bytes(), "grade s.csv --bank bank.yaml", 1, told);
}

#[test]
fn rows_without_end() {
    let open = "candidate,q1\n1,\"A\"\n2,\"".to_owned() + &"A\n".repeat(100_000) + "3,A\n";
    let told = "s.csv:3: a quote is opened and never closed";
    check("s.csv", open.as_bytes(), "grade s.csv --bank bank.yaml", 1, told);
    let long = format!("candidate,q1\n1,{}\n2,A\n", "A".repeat(17 << 20));
    check(
        "s.csv",
        long.as_bytes(),
        "grade s.csv --bank bank.yaml",
        1,
        "s.csv:2: goes on for more than 16 MiB",
    );
}

#[test]
fn long_responses() {
    let words = "empathie ".repeat(100_000);
    let sheets = format!(
        "candidate,q2\n1,{words}\n2,{}\n3,{}\n",
        "\u{FDFA}".repeat(100_000),
        "e\u{301}".repeat(500_000)
    );
    check("s.csv", sheets.as_bytes(), "grade s.csv --bank bank.yaml", 0, "3 candidates");
}

#[test]
fn numbers_beyond_all_measure() {
    for number in ["1e1000000000", "1e-1000000000", "9223372036854775808", "1e99"] {
        for value in [format!("points: {number}, accept: [x]"), format!("accept-number: {{value: {number}}}")]
        {
            let bank =
                format!("bank: b\ntopics: {{t: T}}\nitems:\n  - {{id: a, topic: t, stem: A?, {value}}}\n");
            let told = format!("`{number}` is no value for");
            check("x.yaml", bank.as_bytes(), "check x.yaml --format concise", 1, &told);
        }
    }
    let bank =
        "bank: b\ntopics: {t: T}\nitems:\n  - {id: a, topic: t, stem: A?, accept-number: {value: 1.5}}\n";
    let digits = "9".repeat(100_000);
    let cells = ["1e1000000000", "1e-1000000000", &digits, "1/0", "NaN", "inf", "1.5"];
    let rows = lines(cells.iter().enumerate().map(|(row, cell)| format!("{row},{cell}\n")));
    let sheets = format!("candidate,a\n{rows}");
    let folder = folder([("x.yaml", bank.as_bytes()), ("s.csv", sheets.as_bytes())]);
    let line = "grade s.csv --bank x.yaml";
    holds(line, &run(folder.path(), line), 0, "highest 1");
}

#[test]
fn very_many_findings() {
    let items = lines((0..3_000).map(|number| format!("  - {{id: q{number}, bad: 1}}\n")));
    let bank = format!("bank: b\ntopics: {{t: T}}\nitems:\n{items}");
    check("x.yaml", bank.as_bytes(), "check x.yaml --format human", 1, "12000 errors");
}

/// Seventy parts of 16 MiB of nothing each, which take 16 KiB each.
#[test]
fn archives_that_unpack_to_very_much() {
    let method =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    let mut part = zip::ZipWriter::new(Cursor::new(Vec::new()));
    part.start_file("x", method).expect("starts");
    let nothing = vec![0; 1 << 20];
    for _ in 0..16 {
        part.write_all(&nothing).expect("writes");
    }
    let part = part.finish().expect("ends");
    let mut part = zip::ZipArchive::new(part).expect("an archive");
    let mut bomb = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..70 {
        let raw = part.by_index_raw(0).expect("a part");
        bomb.raw_copy_file_rename(raw, format!("xl/{number}.xml")).expect("copies");
    }
    let bomb = bomb.finish().expect("ends").into_inner();
    check("s.xlsx", &bomb, "grade s.xlsx --bank bank.yaml", 2, "too large for a workbook");
    check("q.zip", &bomb, "convert q.zip --from qti --to yaml -o -", 2, "unpacks to more than is sound");
}

#[test]
fn xml_entities() {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE quiz [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">
        <!ENTITY x SYSTEM \"file:///etc/passwd\">]><quiz><question type=\"essay\"><name><text>&b;&x;</text></name></question></quiz>";
    let told = "x.xml cannot be read as moodle";
    check("x.xml", bomb.as_bytes(), "convert x.xml --from moodle --to yaml -o -", 2, told);
}
