//! Rows: the kind of a file.

use super::*;

#[test]
fn kinds_are_told_at_their_place() {
    files(&[""], &["a.yaml:1:1: error[empty-file] the file holds nothing"], "");
    files(&["# only a comment\n"], &["a.yaml:1:1: error[empty-file] the file holds nothing"], "");
    files(&["---\n"], &["a.yaml:1:1: error[empty-file] the file holds nothing"], "");
    files(
        &["title: x\nbank: b\nitems: []\n"],
        &["a.yaml:1:1: error[unknown-kind] the first key is `title`, which is no kind of file"],
        "",
    );
    files(
        &["bnak: b\nitems: []\n"],
        &["a.yaml:1:1: error[unknown-kind] the first key is `bnak`, which is no kind of file"],
        "",
    );
    files(
        &["colour: red\n"],
        &["a.yaml:1:1: error[unknown-kind] the first key is `colour`, which is no kind of file"],
        "",
    );
    files(
        &["- a\n"],
        &[
            "a.yaml:1:1: error[wrong-kind] a file is a map that begins with `bank`, `exam`, `topics`, `rulings` or `form`, not a list",
        ],
        "",
    );
    files(
        &["just text\n"],
        &[
            "a.yaml:1:1: error[wrong-kind] a file is a map that begins with `bank`, `exam`, `topics`, `rulings` or `form`, not a text",
        ],
        "",
    );
    files(
        &["topics: {t: T}\nbank: b\n"],
        &["a.yaml:2:1: error[unknown-key] `bank` is no key of a topics file"],
        "",
    );
    files(&["\u{feff}bank: b\nitems: []\n"], &[], "");
}
