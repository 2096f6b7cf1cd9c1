//! The same answers as every program exports them, graded to the same `candidates.csv`.

use crate::program::process;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Output;

const BANK: &str = r#"bank: b
topics: {t: Topic}
items:
  - id: it-1
    topic: t
    stem: "Which one, if *any*?"
    options: {A: "Rest, then talk", B: "Talk; later", C: "Talk", D: "B"}
    answer: B
  - id: it-2
    topic: t
    stem: Which of these?
    options: {A: "Listen, then wait", B: "Listen", C: "Wait; then ask", D: "10"}
    answer: [A, C]
    scoring: proportional
"#;

/// What every file says: 00417 has all right, 00418 half of the second, 00419 left both blank.
const EXPECTED: &[&str] = &["00417,2,0,0,2,2", "00418,2,0,0,0.5,2", "00419,0,2,0,0,2"];

const GOOGLE_SHEET: &str = r#"Timestamp,Email Address,Score,"Which one, if any?",Which of these?
9/27/2026 14:00:00,00417,0 / 2,Talk,10
9/27/2026 15:00:00,00417,2 / 2,Talk; later,"Listen, then wait, Wait; then ask"
9/27/2026 15:01:00,00418,0 / 2,B,"Listen, then wait"
9/27/2026 15:02:00,00419,0 / 2,,
"#;

const GOOGLE_CSV: &str = r#""Timestamp","Username","Total score","Which one, if any?","Which one, if any? [Score]","Which one, if any? [Feedback]","Which of these?","Which of these? [Score]","Which of these? [Feedback]"
"2026/09/27 3:00:00 PM GMT+3","00417","2.00 / 2","Talk; later","1.00 / 1","Well, done","Listen, then wait;Wait; then ask","1.00 / 1",""
"2026/09/27 3:01:00 PM GMT+3","00418","0.00 / 2","B","0.00 / 1","","Listen, then wait","0.00 / 1",""
"2026/09/27 3:02:00 PM GMT+3","00419","0.00 / 2","","0.00 / 1","","","0.00 / 1",""
"#;

const MICROSOFT: &str = "\u{feff}ID;Start time;Completion time;Email;Name;Total points;Quiz feedback;\
Which one, if\u{a0}any?;Points - Which one, if\u{a0}any?;Feedback - Which one, if\u{a0}any?;\
Which of these?;Points - Which of these?;Feedback - Which of these?
1;9/27/26 15:00:00;9/27/26 15:09:00;00417;X;2;;\"Talk; later\";1;;\"Listen, then wait;Wait; then ask;\";1;
2;9/27/26 15:00:00;9/27/26 15:09:00;00418;Y;0;;B;0;;\"Listen, then wait;\";0;
3;9/27/26 15:00:00;9/27/26 15:09:00;00419;Z;0;;;0;;;0;
";

const MOODLE: &str = "\u{feff}\"Last name\",\"First name\",\"ID number\",\"Email address\",Status,Started,Completed,Duration,\"Grade/2,00\",\"Response 1\",\"Response 2\"
X,A,00417,a@x.org,Finished,1,2,3,\"2,00\",\"Talk; later\",\"Wait; then ask; Listen, then wait\"
Y,B,00418,b@x.org,Finished,1,2,3,\"0,00\",B,\"Listen, then wait\"
Y,B,00418,b@x.org,\"In progress\",1,-,-,-,-,\"10\"
Z,C,00419,c@x.org,Finished,1,2,3,\"0,00\",-,-
";

const CANVAS: &str = r#"name,id,sis_id,section,section_id,section_sis_id,submitted,attempt,"701: Which one, if any?",1.0,702: Which of these?,1.0,n correct,n incorrect,score
X,1,00417,s,1,2,2026-09-27 15:00:00 UTC,1,Talk; later,1.0,"Listen\, then wait,Wait; then ask",1.0,2,0,2.0
Y,2,00418,s,1,2,2026-09-27 15:00:00 UTC,1,B,0.0,"Listen\, then wait",0.0,0,2,0.0
Z,3,00419,s,1,2,2026-09-27 15:00:00 UTC,1,,0.0,,0.0,0,2,0.0
"#;

const ZIPGRADE: &str = "QuizName,Class,FirstName,LastName,StudentID,CustomID,Earned Points,Possible Points,PercentCorrect,QuizCreated,DataExported,Key Version,Stu1,PriKey1,Points1,Mark1,Stu2,PriKey2,Points2,Mark2
q,c,X,A,00417,,2,2,100,d,d,A,B,B,1,C,AC,AC,1,C
q,c,Y,B,00418,,0,2,0,d,d,B,D,C,0,X,A,BD,0,X
q,c,Z,C,00419,,0,2,0,d,d,A,,B,0,X,,AC,0,X
";

const AMC: &str = r#""Exam","A:id","Name","Mark","it-1","TICKED:it-1","it-2","TICKED:it-2"
"1","00417","X","2","1","B","1","1;0;1;0"
"2","00418","Y","0,5","0","D","0,5","A"
"3","00419","Z","0","0","","0","0;0;0;0"
"4","00420","W","ABS","","","",""
"#;

const NOPS: &str = r#"registration;name;id;exam;points;answer.1;solution.1;check.1;points.1;answer.2;solution.2;check.2;points.2
00417;"Y;1;1;2;01000;01000;1;1;10100;10100;1;1
00418;Y;2;2;0,5;00010;00100;0;0;00100;10100;0;0,5
00419;Z;3;3;0;00000;10000;0;0;00000;01010;0;0
"#;

const WIDE: &str = "candidate|it-1|it-2\n00417|b|A;C\n00418|D|a\n00419||\n";

fn qbank(folder: &Path, arguments: &[&str]) -> Output {
    process(folder).args(arguments).args(["--bank", "bank.yaml"]).output().expect("runs")
}

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("bank.yaml"), BANK).expect("writes");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("writes");
    }
    folder
}

/// The first columns of `candidates.csv`, and what stderr says.
#[track_caller]
fn graded(folder: &Path, arguments: &[&str]) -> (Vec<String>, String) {
    let output = qbank(folder, &[&["grade", "-o", "out"], arguments].concat());
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    let rows = fs::read_to_string(folder.join("out/candidates.csv")).expect("reads");
    let start = |row: &str| row.split(',').take(6).collect::<Vec<_>>().join(",");
    (rows.lines().skip(1).map(start).collect(), stderr)
}

#[test]
fn every_export_gives_the_same_candidates() {
    #[track_caller]
    fn check(name: &str, bytes: &[u8], recognised: &str) {
        let folder = folder(&[(name, bytes)]);
        let (rows, stderr) = graded(folder.path(), &[name]);
        assert_eq!(rows, EXPECTED, "{stderr}");
        assert!(stderr.contains(&format!("{name}: {recognised}")), "{recognised:?} in {stderr}");
    }
    check(
        "s.csv",
        WIDE.as_bytes(),
        "wide layout, bar, utf-8, 2 columns matched by item id, 3 rows, 3 candidates",
    );
    check(
        "s.csv",
        GOOGLE_SHEET.as_bytes(),
        "google-sheet layout, comma, utf-8, 2 columns matched by stem, 4 rows, 3",
    );
    check("s.csv", GOOGLE_CSV.as_bytes(), "google-csv layout, comma, utf-8, 2 columns matched by stem");
    check(
        "s.csv",
        MICROSOFT.as_bytes(),
        "microsoft-forms layout, semicolon, utf-8, 2 columns matched by stem",
    );
    let ansi: Vec<u8> = MICROSOFT.chars().filter(|c| *c != '\u{feff}').map(|c| c as u8).collect();
    check("s.csv", &ansi, "microsoft-forms layout, semicolon, windows-1252, 2 columns");
    check(
        "s.csv",
        MOODLE.as_bytes(),
        "moodle layout, comma, utf-8, 2 columns matched by number, 4 rows, 3 candidates",
    );
    let utf16: Vec<u8> = MOODLE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    check("s.csv", &utf16, "moodle layout, comma, utf-16le, 2 columns matched by number");
    check("s.csv", CANVAS.as_bytes(), "canvas layout, comma, utf-8, 2 columns matched by stem");
    check("s.csv", ZIPGRADE.as_bytes(), "zipgrade layout, comma, utf-8, 2 columns matched by number");
    check(
        "s.csv",
        AMC.as_bytes(),
        "amc layout, comma, utf-8, 2 columns matched by item id, 4 rows, 3 candidates",
    );
    let nops = "nops layout, semicolon, utf-8, quotes taken as text, 2 columns matched by number";
    check("s.csv", NOPS.as_bytes(), nops);
    check(
        "s.xlsx",
        &xlsx(&table(MICROSOFT, ';')),
        "microsoft-forms layout, comma, utf-8, 2 columns matched by stem",
    );
    check(
        "s.ods",
        &ods(&table(GOOGLE_SHEET, ',')),
        "google-sheet layout, comma, utf-8, 2 columns matched by stem",
    );
    check("really-a-workbook.csv", &xlsx(&table(MOODLE, ',')), "moodle layout, comma");
}

#[test]
fn what_was_not_graded_is_told() {
    #[track_caller]
    fn check(text: &str, told: &str) {
        let folder = folder(&[("s.csv", text.as_bytes())]);
        let (_, stderr) = graded(folder.path(), &["s.csv"]);
        assert_eq!(stderr.matches(told).count(), 1, "{told:?} in {stderr}");
    }
    let unfinished = "1 row is of an attempt that was not finished, or of a candidate who was absent, so that it was not graded.";
    check(MOODLE, unfinished);
    check(AMC, unfinished);
    check(NOPS, "s.csv: solutions differ from row to row");
    check(ZIPGRADE, "s.csv: there are sheets of the key versions A, B");
    check(GOOGLE_SHEET, "1 candidate comes more than once; the last sheet counts: 00417.");
    let anonymous = MICROSOFT.replace(";00417;", ";anonymous;").replace(";00418;", ";anonymous;");
    check(&anonymous, "responses are anonymous, so candidates go by the number in `ID`");
    check("Name,Q1\nann,B\n", "1 column was matched by number among the 2 items of the bank;");
}

#[test]
fn several_files_and_folders_make_one_group() {
    let again = "candidate,it-1\n00418,B\n00500,A\n";
    let files: [(&str, &[u8]); 3] =
        [("a.csv", WIDE.as_bytes()), ("b.csv", again.as_bytes()), ("notes.md", b"no sheets")];
    let folder = folder(&[]);
    fs::create_dir(folder.path().join("in")).expect("creates");
    for (name, bytes) in files {
        fs::write(folder.path().join("in").join(name), bytes).expect("writes");
    }
    let (rows, stderr) = graded(folder.path(), &["in"]);
    assert_eq!(rows, ["00417,2,0,0,2,2", "00419,0,2,0,0,2", "00418,1,0,0,1,1", "00500,1,0,0,0,1"]);
    let file = |name| Path::new("in").join(name).display().to_string();
    let told = format!(
        "1 candidate comes more than once; the last sheet counts: 00418 (in {} and {}).",
        file("a.csv"),
        file("b.csv")
    );
    assert!(stderr.contains(&told), "{stderr}");
}

#[test]
fn the_hash_of_a_workbook_is_that_of_its_file() {
    let bytes = xlsx(&table(MICROSOFT, ';'));
    let folder = folder(&[("s.xlsx", &bytes)]);
    graded(folder.path(), &["s.xlsx"]);
    let report = fs::read(folder.path().join("out/report.json")).expect("reads");
    let report: serde_json::Value = serde_json::from_slice(&report).expect("is JSON");
    let expected = hex::encode(<sha2::Sha256 as sha2::Digest>::digest(&bytes));
    assert_eq!(report["provenance"]["sheets"][0]["sha256"], expected);
    assert_eq!(report["provenance"]["sheets"][0]["layout"], "microsoft-forms");
}

#[test]
fn a_dry_run_shows_how_sheets_are_understood_and_writes_nothing() {
    let folder = folder(&[("s.csv", MOODLE.as_bytes())]);
    let output = qbank(folder.path(), &["grade", "s.csv", "--dry-run", "-o", "out"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(!folder.path().join("out").exists());
    assert!(output.stderr.is_empty());
    let expected = "s.csv: moodle layout, comma, utf-8, 2 columns matched by number
  column  header         holds
  1       Last name      not read
  2       First name     not read
  3       ID number      the candidate
  4       Email address  not read
  5       Status         whether the sheet counts
  6       Started        not read
  7       Completed      not read
  8       Duration       not read
  9       Grade/2,00     not read
  10      Response 1     it-1, by number
  11      Response 2     it-2, by number
  The first rows as understood:
  00417
    it-1  correct  B “Talk; later”
    it-2  correct  A;C “Wait; then ask; Listen, then wait”
  00418
    it-1  incorrect  D “B”
    it-2  partial    A “Listen, then wait”
  1 of them not finished, so not graded
Nothing was graded and nothing was written.
";
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
}

#[test]
fn who_the_candidate_is_can_be_said() {
    let anonymous = MICROSOFT
        .replace(
            "Which of these?;Points - Which of these?;Feedback - Which of these?",
            "Which of these?;Your number;x",
        )
        .replace(";00417;", ";anonymous;")
        .replace("Wait; then ask;\";1;", "Wait; then ask;\";00417;");
    let folder = folder(&[("s.csv", anonymous.as_bytes())]);
    let output = qbank(folder.path(), &["grade", "s.csv", "--dry-run", "--id-column", "your number"]);
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(shown.contains("Your number                    the candidate\n"), "{shown}");
    assert!(shown.contains("  00417\n    it-1  correct  B") && !shown.contains("anonymous"), "{shown}");
}

#[test]
fn workbooks_that_cannot_be_read_say_what_to_do() {
    let folder = folder(&[("s.xlsx", b"PK\x03\x04 and no more"), ("e.xlsx", &xlsx(&[]))]);
    for (name, told) in
        [("s.xlsx", "save the sheets as CSV in UTF-8"), ("e.xlsx", "none of its worksheets has any text")]
    {
        let output = qbank(folder.path(), &["grade", name]);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        assert!(stderr.contains(&format!("cannot read {name}")) && stderr.contains(told), "{stderr}");
    }
}

/// The records of a CSV.
fn table(text: &str, delimiter: char) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}');
    let delimiter = u8::try_from(delimiter).expect("is ASCII");
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(text.as_bytes());
    reader.records().map(|record| record.expect("reads").iter().map(str::to_owned).collect()).collect()
}

fn archive(files: &[(&str, String)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("starts");
        archive.write_all(text.as_bytes()).expect("writes");
    }
    archive.finish().expect("ends").into_inner()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// A workbook with one worksheet. Whole numbers without a leading zero are numbers, the rest is text; empty cells
/// are left out, and a stray one stands in the last column and row.
fn xlsx(rows: &[Vec<String>]) -> Vec<u8> {
    let cell = |text: &String| {
        if text.is_empty() {
            return "<c/>".to_owned();
        }
        match text.parse::<u32>() {
            Ok(number) if number.to_string() == *text => format!("<c><v>{number}</v></c>"),
            _ => format!("<c t=\"inlineStr\"><is><t>{}</t></is></c>", escaped(text)),
        }
    };
    let row = |row: &Vec<String>| format!("<row>{}</row>", row.iter().map(cell).collect::<String>());
    let stray = "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t></t></is></c></row>";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    archive(&[
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" \
                 Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(
                "<worksheet xmlns=\"{main}\"><sheetData>{}{stray}</sheetData></worksheet>",
                rows.iter().map(row).collect::<String>()
            ),
        ),
    ])
}

/// The same as a spreadsheet of `LibreOffice`.
fn ods(rows: &[Vec<String>]) -> Vec<u8> {
    let cell = |text: &String| {
        if text.is_empty() {
            return "<table:table-cell/>".to_owned();
        }
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
            escaped(text)
        )
    };
    let row = |row: &Vec<String>| {
        format!("<table:table-row>{}</table:table-row>", row.iter().map(cell).collect::<String>())
    };
    let urn = "urn:oasis:names:tc:opendocument:xmlns";
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet".to_owned()),
        (
            "META-INF/manifest.xml",
            format!("<manifest:manifest xmlns:manifest=\"{urn}:manifest:1.0\"></manifest:manifest>"),
        ),
        (
            "content.xml",
            format!(
                "<office:document-content xmlns:office=\"{urn}:office:1.0\" xmlns:table=\"{urn}:table:1.0\" \
                 xmlns:text=\"{urn}:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"S\">{}\
                 </table:table></office:spreadsheet></office:body></office:document-content>",
                rows.iter().map(row).collect::<String>()
            ),
        ),
    ])
}
