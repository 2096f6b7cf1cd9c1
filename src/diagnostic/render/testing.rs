//! Findings with all that formats have to escape, for the tests of each format.

use crate::diagnostic::{Edit, Finding, Fix, Sources, Span};
use std::path::PathBuf;

/// Three findings in two files: an error with a label, help and a fix, a warning over two lines, a note.
pub(super) fn findings() -> (Sources, Vec<Finding>) {
    let mut sources = Sources::default();
    let first = sources.add(PathBuf::from("a, b: 50%.yaml"), "one\nkéy: word<&>\nthree\n".to_owned());
    let second = sources.add(PathBuf::from("c.yaml"), "four\n".to_owned());
    let span = |source, start, end| Span { source, start, end };
    let mut error = Finding::error("key-not-an-option", span(first, 9, 13), "`E` is 100% no option")
        .with_help("its options are A, B")
        .with_label(span(second, 0, 4), "the other <place>");
    error.fix = Some(Fix {
        message: "write A".to_owned(),
        edits: vec![Edit { span: span(first, 9, 10), text: "A".to_owned() }],
    });
    let warning = Finding::warning("long-stem", span(first, 4, 20), "spans\r\nlines");
    let note = Finding::note("negative-stem", span(second, 0, 0), "a note ::error::x");
    (sources, vec![error, warning, note])
}
