//! `docs/lints.md` is the generated page.

use crate::check::{LINTS, explain};
use std::path::PathBuf;

/// To make the page anew: `QBANK_WRITE_DOCS=1 cargo test --lib check::tests::documentation`.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the committed page is looked at, and written when that is asked for"
)]
fn the_committed_page_is_the_generated_one() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/lints.md");
    if std::env::var("QBANK_WRITE_DOCS").is_ok() {
        std::fs::write(&path, explain::page()).expect("writes");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == explain::page(),
        "docs/lints.md is old; run: QBANK_WRITE_DOCS=1 cargo test --lib check::tests::documentation"
    );
}

#[test]
fn every_lint_and_every_code_is_explained() {
    for lint in LINTS {
        let text = explain::one(lint.id, 80).expect("a lint");
        assert!(text.contains(lint.summary.split(' ').next().expect("a word")));
    }
    assert!(explain::one("no-answer", 80).expect("a code").contains("does not say what is right"));
    assert_eq!(
        explain::one("key-longst", 80),
        Err("there is no lint and no code `key-longst`; did you mean `key-longest`?".to_owned())
    );
    assert_eq!(
        explain::one("", 80),
        Err("there is no lint and no code ``; `qbank explain` lists the lints".to_owned())
    );
    for line in explain::list().lines() {
        assert!(line.chars().count() <= 86, "{line}");
    }
}
