//! The terminal, Markdown and the page.

use super::*;
use crate::report::compare::{Comparison, Moved};
use crate::report::write::{html, markdown, terminal};
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

fn page(report: &Report) -> String {
    let mut out = Vec::new();
    html::write(&mut out, report).unwrap();
    String::from_utf8(out).unwrap()
}

/// What lies between style and script: the part that depends on the report.
fn body(page: &str) -> &str {
    let from = page.find("</style>").unwrap();
    &page[from..page.rfind("<script>").unwrap()]
}

#[test]
fn html_report() {
    insta::assert_snapshot!(body(&page(&small().report())).replace("><", ">\n<"));
}

#[test]
fn a_page_fetches_nothing_and_holds_no_markup_of_files() {
    let mut group = small();
    group.context.title = "<script>alert(1)</script> & \"more\" \u{202e}\u{1b}[31m".to_owned();
    group.context.notes = vec![Note::new("odd", "<img src=x onerror=alert(1)> javascript:x", 1)];
    for report in [group.report(), large().report()] {
        let page = page(&report);
        let body = body(&page);
        for found in ["<script", "<img", "<link", "<iframe", " style=", "http:", "https:"] {
            assert!(!body.contains(found), "{found} in the page");
        }
        assert!(!page.contains(|c: char| c.is_control() && c != '\n'), "control characters in the page");
        assert!(!page.contains('\u{202e}'));
    }
}

#[test]
fn a_page_of_nobody_says_so() {
    let mut group = small();
    group.tally = testkit::tally(&group.scheme, &[], 1);
    assert!(page(&group.report()).contains("No candidates."));
}

#[test]
fn a_page_tells_who_moved() {
    let mut group = small();
    let moved = Moved {
        candidate: "<b>Ada".to_owned(),
        old_points: Some("3".to_owned()),
        old_max_points: Some("8".to_owned()),
        points: "4".to_owned(),
        max_points: "8".to_owned(),
        change: Some("+1".to_owned()),
        rulings: Vec::new(),
        other: true,
    };
    group.context.changes = Some(Comparison {
        with: "old/report.json".to_owned(),
        rulings: Vec::new(),
        moved: vec![moved; 150],
        unmoved: 6,
        gone: Vec::new(),
        changed: Vec::new(),
    });
    let page = page(&group.report());
    for told in
        ["150 candidates moved, 6 did not.", "&lt;b&gt;Ada", "3 of 8", "The first 100 of 150", "changes.csv"]
    {
        assert!(page.contains(told), "{told}");
    }
}

/// Of a bank with very many items, reports for people show the first and say where the others are.
#[test]
fn reports_for_people_stay_short() {
    let mut builder = testkit::Builder::new(1);
    for number in 0..1600 {
        builder = builder.single(&format!("item-{number:04}"), &format!("t{}", number % 510), 4, 2, 1, 0);
    }
    let mut group = small();
    group.scheme = builder.build();
    let answers = [[2, 2, 0, 2], [2, 0, 0, 1], [0, 2, 1, 1]];
    group.rows = answers.map(|row| (0..1600).map(|item| Cell::Chose(row[item % 4])).collect()).into();
    group.tally = testkit::tally(&group.scheme, &group.rows, 1);
    let report = group.report();
    let page = page(&report);
    let mut text = Vec::new();
    markdown::write(&mut text, &report).unwrap();
    let text = String::from_utf8(text).unwrap();
    for (text, name) in [(&page, "page"), (&text, "Markdown")] {
        assert!(text.len() < 1_000_000, "{name} has {} bytes", text.len());
        assert!(text.contains("The first 500 of 1600 are shown; items.csv has them all."), "{name}");
    }
    assert!(page.contains("The first 500 of 510 are shown; topics.csv has them all."));
}
