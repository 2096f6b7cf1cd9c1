//! Files as other programs export them, of our own content: what comes in, and what is told.

use super::constructs::line;
use super::hostile::zipped;
use super::*;
use crate::convert::read;

/// Every item on a line, then every line of what is lost.
fn shown(format: Format, bytes: &[u8]) -> String {
    assert_eq!(detect(bytes), Some(format));
    let imported = read(format, bytes, "b").expect("reads");
    let bank = &imported.bank;
    let mut out = format!("{:?} topics {:?}\n", bank.title.as_deref().unwrap_or(""), bank.topics);
    for item in &bank.items {
        let points = crate::model::fraction::to_decimal(item.points, 6);
        let shuffle = if item.shuffle { "" } else { ", in order" };
        let time = item.time.map(|time| format!(", {time:?}")).unwrap_or_default();
        out.push_str(&format!("{} ({points}{shuffle}{time}) {:?}\n", line(item), item.tags));
    }
    let text = yaml::write(bank);
    let loaded = crate::load::Loaded::from_texts([("b.yaml".into(), text.into_bytes())]);
    assert!(loaded.is_valid(), "{:?}", loaded.findings);
    out + "told:\n" + &lines(&imported.lost).join("\n")
}

#[test]
fn moodle_4() {
    insta::assert_snapshot!(shown(Format::Moodle, include_bytes!("foreign/moodle.xml")));
}

#[test]
fn canvas_classic_quiz() {
    let files: [(&str, &[u8]); 4] = [
        ("imsmanifest.xml", include_bytes!("foreign/canvas/imsmanifest.xml")),
        ("gq/assessment_meta.xml", include_bytes!("foreign/canvas/assessment_meta.xml")),
        ("gq/gq.xml", include_bytes!("foreign/canvas/gq.xml")),
        ("Uploaded Media/n.png", b"\x89PNG"),
    ];
    insta::assert_snapshot!(shown(Format::Qti, &zipped(&files)));
}

/// In a course, Canvas keeps the whole quiz beside one that a common cartridge can hold.
#[test]
fn canvas_course() {
    let whole = include_bytes!("foreign/canvas/gq.xml");
    let files: [(&str, &[u8]); 2] =
        [("gq/assessment_qti.xml", whole), ("non_cc_assessments/gq.xml.qti", whole)];
    let imported = read(Format::Qti, &zipped(&files), "b").expect("reads");
    assert_eq!(imported.bank.items.len(), 4);
}

/// A package of QTI 2.1 with a test, as Blackboard and R/exams write items.
#[test]
fn qti_2_1_package() {
    let files: [(&str, &[u8]); 6] = [
        ("qti/items/item1.xml", include_bytes!("foreign/blackboard/item1.xml")),
        ("qti/items/item2.xml", include_bytes!("foreign/blackboard/item2.xml")),
        ("qti/items/item3.xml", include_bytes!("foreign/blackboard/item3.xml")),
        ("qti/items/item4.xml", include_bytes!("foreign/blackboard/item4.xml")),
        ("qti/test.xml", include_bytes!("foreign/blackboard/test.xml")),
        ("qti/other.xml", b"<notes/>"),
    ];
    insta::assert_snapshot!(shown(Format::Qti, &zipped(&files)));
}

#[test]
fn anki() {
    insta::assert_snapshot!(shown(Format::Anki, include_bytes!("foreign/anki.txt")));
}

#[test]
fn text2qti() {
    insta::assert_snapshot!(shown(Format::Text2qti, include_bytes!("foreign/text2qti.txt")));
}

#[test]
fn mdbook_quiz() {
    insta::assert_snapshot!(shown(Format::MdbookQuiz, include_bytes!("foreign/mdbook-quiz.toml")));
}

#[test]
fn gift_of_moodle() {
    insta::assert_snapshot!(shown(Format::Gift, include_bytes!("foreign/moodle.gift")));
}
