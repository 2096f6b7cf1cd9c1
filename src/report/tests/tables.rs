//! JSON and the CSV files of the group.

use super::*;
use crate::grade::recorder::{Recorder, Rejected};
use crate::report::write::rejected::RejectedCsv;
use crate::report::write::{items, json, options, review, topics};

fn text(write: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut out = Vec::new();
    write(&mut out);
    String::from_utf8(out).unwrap()
}

#[test]
fn report_json() {
    let text = text(|out| json::write(out, &small().report()).unwrap());
    assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
    insta::assert_snapshot!(text);
}

#[test]
fn topics_csv() {
    insta::assert_snapshot!(text(|out| topics::write(out, &small().report()).unwrap()));
}

#[test]
fn items_csv() {
    insta::assert_snapshot!(text(|out| items::write(out, &small().report()).unwrap()));
}

#[test]
fn options_csv() {
    insta::assert_snapshot!(text(|out| options::write(out, &small().report()).unwrap()));
}

#[test]
fn review_csv() {
    insta::assert_snapshot!(text(|out| review::write(out, &small().report()).unwrap()));
}

#[test]
fn rejected_csv() {
    let recorder = RejectedCsv::new(Vec::new()).unwrap();
    let rows = [
        Rejected { file: "a.csv", line: 12, reason: "9 fields, 8 expected", row: "x,\"y\",z" },
        Rejected { file: "-", line: 3, reason: "not UTF-8", row: "=HYPERLINK(1)" },
    ];
    for row in &rows {
        recorder.reject(row).unwrap();
    }
    insta::assert_snapshot!(String::from_utf8(recorder.into_inner()).unwrap());
}
