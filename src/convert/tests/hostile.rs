//! Input that would do harm, or is damaged.

use super::*;
use crate::convert::read;
use proptest::prelude::*;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

pub(super) fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, SimpleFileOptions::default()).expect("starts");
        archive.write_all(bytes).expect("writes");
    }
    archive.finish().expect("finishes").into_inner()
}

#[test]
fn harm_is_refused() {
    #[track_caller]
    fn check(format: Format, bytes: &[u8], expected: &str) {
        let error = read(format, bytes, "b").expect_err("refused").to_string();
        assert!(error.contains(expected), "{error}");
    }
    let laughs = b"<!DOCTYPE quiz [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><quiz>&b;</quiz>";
    check(Format::Moodle, laughs, "1:1: a document with declarations of its own is refused");
    check(Format::Moodle, b"<quiz>\n <question>&xxe;", "2:12: `&xxe;` is not known");
    check(Format::Qti, &zipped(&[("../out.xml", b"<a/>")]), "names a file outside of itself: `../out.xml`");
    check(Format::Qti, &zipped(&[("/etc/out.xml", b"<a/>")]), "outside of itself");
    check(Format::Qti, &zipped(&[("a.xml", &vec![b' '; 4 << 20])]), "unpacks to more than is sound");
    check(Format::Qti, &zipped(&[("a.txt", b"x")]), "holds no document of QTI");
    check(Format::Qti, b"PK\x03\x04 no archive", "the archive is damaged");
    check(Format::Qti, b"<a/>", "is no document of QTI");
    let huge = vec![b'a'; MAX_BYTES + 1];
    for (format, _) in Format::ALL {
        check(format, &huge, "the limit of 64 MiB");
    }
    let deep = format!("<quiz>{}", "<a>".repeat(100_000));
    check(Format::Moodle, deep.as_bytes(), "1:604: more than 200 elements lie in one another");
    check(Format::Qti, deep.as_bytes(), "1:604: more than 200 elements lie in one another");
    let wide: Vec<String> = (0..300).map(|number| format!(" a{number}=\"\"")).collect();
    let wide = wide.concat();
    check(Format::Moodle, format!("<quiz{wide}/>").as_bytes(), "1:1: `<quiz>` has more than 200 attributes");
    check(
        Format::Moodle,
        b"<quiz>\n<question type=\"multichoice\"><name>",
        "2:36: the text ends inside `<name>`",
    );
    check(Format::Moodle, b"<quiz>\n<a></b></quiz>", "2:4: ill-formed document");
    check(Format::Moodle, b"<quiz>\xff</quiz>", "1:7: bytes that are not UTF-8");
    let nested = format!("a = {}", "[".repeat(100_000));
    check(Format::MdbookQuiz, nested.as_bytes(), "1:");
    let laughing = zipped(&[("items/a.xml", laughs)]);
    check(Format::Qti, &laughing, "holds no document of QTI");
    check(Format::Gift, b"a\nb\0", "2:1: a NUL byte");
    check(Format::MdbookQuiz, b"[[questions]]\ntype = ", "2:8");
}

#[test]
fn deep_and_wide_texts_are_read_to_their_end() {
    for text in [
        "a {".repeat(5_000),
        "{=~".repeat(5_000),
        "\\".repeat(10_000),
        "::".repeat(5_000),
        "// [tag:".repeat(5_000),
        format!("[html]{} {{=1 ~2}}", "<div>".repeat(5_000)),
        format!("[html]{} {{=1 ~2}}", "**".repeat(2_000)),
        "1. a\n*a) b\n".repeat(2_000),
        "A. x\nANSWER: A\n".repeat(2_000),
    ] {
        for (format, _) in Format::ALL.into_iter().filter(|(format, _)| *format != Format::Yaml) {
            let _ = read(format, text.as_bytes(), "b");
        }
    }
}

/// What takes long where work is done again for each part of a text ends as well.
#[test]
fn long_texts_are_read_in_one_go() {
    for (format, text) in [
        (Format::Gift, "::a::x{T}\n\n".repeat(20_000)),
        (Format::Gift, format!("// {}\na {{=1 ~2}}", "[tag:".repeat(100_000))),
        (Format::Gift, format!("// {}\na {{=1 ~2}}", "[".repeat(100_000))),
        (Format::Gift, format!("// {}\na {{=1 ~2}}", "[tag:a]".repeat(20_000))),
        (Format::Gift, format!("[html]{} {{=1 ~2}}", "<div></x>".repeat(100_000))),
        (Format::Gift, format!("[html]{} {{=1 ~2}}", "<table><td></table>".repeat(10_000))),
        (Format::Gift, format!("[html]{} {{=1 ~2}}", "<script></script>".repeat(20_000))),
        (
            Format::Csv,
            format!(
                "stem,accept,topic\n{}",
                (0..10_000).map(|at| format!("s,x,t{at}\n")).collect::<Vec<_>>().concat()
            ),
        ),
        (Format::Csv, format!("stem,accept{}\ns,x\n", ",option_A".repeat(100_000))),
        (Format::Csv, format!("stem,accept\n\"{}", "x\n".repeat(100_000))),
        (Format::Anki, format!("#separator:tab\n{}", "F\tB\n".repeat(20_000))),
        (Format::Text2qti, format!("1. a\n{}", "    x\n".repeat(100_000))),
        (Format::MdbookQuiz, format!("a = \"{}\"", "#".repeat(100_000))),
        (Format::Aiken, "A. x\n".repeat(100_000)),
    ] {
        let read = read(format, text.as_bytes(), "b");
        assert!(read.is_ok(), "{format:?}");
    }
}

/// What an archive says of its sizes is not believed, and a damaged file in it costs no other.
#[test]
fn a_damaged_file_in_an_archive_is_told() {
    let item = include_bytes!("foreign/blackboard/item1.xml");
    let good = zipped(&[("a.xml", item), ("b.xml", b"<assessmentItem>")]);
    let imported = read(Format::Qti, &good, "b").expect("reads");
    assert_eq!(imported.bank.items.len(), 1);
    assert!(lines(&imported.lost).iter().any(|line| line.contains("the file `b.xml`: 1:17: the text ends")));
    for at in 0..good.len() {
        let mut damaged = good.clone();
        damaged[at] ^= 0x55;
        // Every byte of an archive may be wrong; reading ends all the same.
        let _ = read(Format::Qti, &damaged, "b");
    }
    let names = ["..\\out.xml", "C:\\out.xml", "a/../../out.xml", "\0.xml"];
    for name in names {
        let error =
            read(Format::Qti, &zipped(&[(name, b"<a/>")]), "b").map(|imported| imported.bank.items.len());
        assert!(!matches!(error, Ok(1..)), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 100, ..ProptestConfig::default() })]

    /// Any bytes are read or refused, and what is read is a valid bank.
    #[test]
    fn damage_ends_in_a_valid_bank_or_an_error(
        format in prop::sample::select(Format::ALL.to_vec()),
        cut in 0..2000_usize,
        put in prop::collection::vec(any::<u8>(), 0..8),
    ) {
        let bank = Bank { title: Some("T".to_owned()), ..sample() };
        let (bytes, _) = write(format.0, &bank);
        let at = cut % (bytes.len() + 1);
        let damaged = [&bytes[..at], &put[..], &bytes[(at + put.len() / 2).min(bytes.len())..]].concat();
        if let Ok(imported) = read(format.0, &damaged, "b") {
            let text = yaml::write(&imported.bank);
            let loaded = crate::load::Loaded::from_texts([("b.yaml".into(), text.clone().into_bytes())]);
            prop_assert!(loaded.is_valid(), "{:?}\n{}", loaded.findings, text);
        }
    }
}

fn sample() -> Bank {
    let text =
        "One? {=a#f ~b}\n\nTwo? {=x =%50%y}\n\nThree? {#3:1####why}\n\nFour? {~%50%a ~%50%b ~%-100%c}\n";
    read(Format::Gift, text.as_bytes(), "sample").expect("reads").bank
}
