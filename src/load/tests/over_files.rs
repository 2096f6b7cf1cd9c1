//! Rows: what holds over all files.

use super::*;

#[test]
fn over_files_are_told_at_their_place() {
    files(
        &[
            "bank: b\ntopics: {t: T}\nitems:\n- id: a\n  topic: t\n  stem: s\n  accept: [x]\n",
            "bank: c\ntopics: {t: T}\nitems:\n- id: a\n  topic: t\n  stem: s\n  accept: [x]\n",
        ],
        &["b.yaml:4:7: error[duplicate-id] the item id `a` is used twice"],
        "a",
    );
    files(
        &[
            "bank: b\ntopics: {t: T}\nitems:\n- id: a\n  topic: t\n  stem: s\n  accept: [x]\n",
            "bank: b\nitems: []\n",
        ],
        &["b.yaml:1:7: error[duplicate-id] the bank id `b` is used twice"],
        "a",
    );
    files(
        &["exam: e\ndraw: {t: 1}\n", "exam: e\ndraw: {t: 1}\n"],
        &["b.yaml:1:7: error[duplicate-id] the exam id `e` is used twice"],
        "",
    );
    files(
        &["bank: b\ntopics: {t: T}\nitems: []\n", "topics: {t: U, u: U}\n"],
        &["b.yaml:1:13: error[duplicate-topic] the topic `t` has two titles"],
        "",
    );
    files(
        &["bank: b\ntopics: {t: T}\nitems:\n- {id: a, topic: u, stem: s, accept: [x]}\n", "topics: {u: U}\n"],
        &[],
        "a",
    );
    items(
        "- {id: a, topic: tt, stem: s, accept: [x]}\n",
        &["a.yaml:4:18: error[unknown-topic] no file declares the topic `tt`"],
        "",
    );
    files(
        &[
            "bank: b\ntopics: {one/two: T}\nitems:\n- {id: a, topic: one, stem: s, accept: [x]}\n- {id: b, topic: two, stem: s, accept: [x]}\n",
        ],
        &["a.yaml:5:18: error[unknown-topic] no file declares the topic `two`"],
        "a",
    );
    files(
        &[
            "bank: b\nitems:\n- {id: a, topic: t, stem: s, accept: [x]}\n- {id: a, topic: t, stem: s, accept: [x]}\n",
        ],
        &[
            "a.yaml:3:18: error[unknown-topic] no file declares the topic `t`",
            "a.yaml:4:8: error[duplicate-id] the item id `a` is used twice",
            "a.yaml:4:18: error[unknown-topic] no file declares the topic `t`",
        ],
        "",
    );
}
