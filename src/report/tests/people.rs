//! The terminal and Markdown.

use super::*;
use crate::report::write::{markdown, terminal};
use std::io::Write;
use unicode_width::UnicodeWidthStr;

fn on_terminal(report: &Report, columns: usize) -> String {
    let mut out = anstream::StripStream::new(Vec::new());
    terminal::write(&mut out, report, columns).unwrap();
    out.flush().unwrap();
    let text = String::from_utf8(out.into_inner()).unwrap();
    for line in text.lines() {
        assert!(line.width() <= columns, "{} columns: {line}", line.width());
        assert_eq!(line, line.trim_end());
        assert!(!line.contains(char::is_control), "{line:?}");
    }
    text
}

#[test]
fn terminal_80() {
    insta::assert_snapshot!(on_terminal(&small().report(), 80));
}

#[test]
fn terminal_40() {
    insta::assert_snapshot!(on_terminal(&small().report(), 40));
}

#[test]
fn terminal_of_a_large_group() {
    insta::assert_snapshot!(on_terminal(&large().report(), 80));
}

#[test]
fn every_width_holds() {
    for columns in 32..130 {
        on_terminal(&small().report(), columns);
        on_terminal(&large().report(), columns);
    }
}

#[test]
fn terminal_without_candidates() {
    let mut group = small();
    group.tally = testkit::tally(&group.scheme, &[], 1);
    group.context = Context::default();
    insta::assert_snapshot!(on_terminal(&group.report(), 80));
}

#[test]
fn markdown_report() {
    let mut out = Vec::new();
    markdown::write(&mut out, &small().report()).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap());
}
