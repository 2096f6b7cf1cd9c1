//! Rows: values that have a form.

use super::*;

#[test]
fn values_are_told_at_their_place() {
    item(
        "  accept: [x]\n  points: 0\n",
        &["a.yaml:8:11: error[bad-points] `0` is no value for `points`"],
        "",
    );
    item(
        "  accept: [x]\n  points: -1\n",
        &["a.yaml:8:11: error[bad-points] `-1` is no value for `points`"],
        "",
    );
    item(
        "  accept: [x]\n  points: two\n",
        &["a.yaml:8:11: error[bad-points] `two` is no value for `points`"],
        "",
    );
    item("  accept: [x]\n  points: 1.5\n", &[], "a");
    item("  accept: [x]\n  time: 75\n", &["a.yaml:8:9: error[bad-duration] `75` is no duration"], "");
    item("  accept: [x]\n  time: 2m30s\n", &[], "a");
    item("  accept: [x]\n  time: 0s\n", &["a.yaml:8:9: error[bad-duration] `0s` is no duration"], "");
    item(
        "  accept: [x]\n  level: Recall\n",
        &["a.yaml:8:10: error[bad-level] `Recall` is no value for `level`"],
        "",
    );
    item(
        "  accept: [x]\n  level: remembering\n",
        &["a.yaml:8:10: error[bad-level] `remembering` is no value for `level`"],
        "",
    );
    item(
        "  accept: [x]\n  difficulty: hrad\n",
        &["a.yaml:8:15: error[bad-difficulty] `hrad` is no value for `difficulty`"],
        "",
    );
    item(
        "  accept: [x]\n  as-of: 2026-02-29\n",
        &["a.yaml:8:10: error[bad-date] `2026-02-29` is no date"],
        "",
    );
    item("  accept: [x]\n  as-of: 2024-02-29\n", &[], "a");
    item("  accept: [x]\n  as-of: May 2026\n", &["a.yaml:8:10: error[bad-date] `May 2026` is no date"], "");
    item(
        "  accept: [x]\n  vignette: yes\n  shuffle: true\n",
        &[
            "a.yaml:8:13: error[wrong-kind] `yes` is no value for `vignette`",
            "a.yaml:9:3: error[misplaced-key] `shuffle` does not belong here: it goes with `options`",
        ],
        "",
    );
    item(
        "  accept: [x]\n  tags: client\n",
        &["a.yaml:8:9: error[wrong-kind] `tags` should be a list, not a text"],
        "",
    );
    files(&["bank: My Bank\nitems: []\n"], &["a.yaml:1:7: error[bad-id] `My Bank` is no id"], "");
    files(
        &["bank: b\ntopics: {'a b': T, a//b: U, c: }\nitems: []\n"],
        &[
            "a.yaml:2:10: error[bad-topic] `a b` is no topic id",
            "a.yaml:2:20: error[bad-topic] `a//b` is no topic id",
            "a.yaml:2:29: error[missing-value] `c` has no value",
        ],
        "",
    );
    files(
        &[
            "bank: b\ntopics: {aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: T}\nitems: []\n",
        ],
        &["a.yaml:2:10: error[bad-topic] `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…` is no topic id"],
        "",
    );
    files(
        &["bank: b\ntopics: {t: T}\ndefaults: {points: 0, time: fast, pionts: 1}\nitems: []\n"],
        &[
            "a.yaml:3:20: error[bad-points] `0` is no value for `points`",
            "a.yaml:3:29: error[bad-duration] `fast` is no duration",
            "a.yaml:3:35: error[unknown-key] `pionts` is no key of `defaults`",
        ],
        "",
    );
    items("- {id: a b, topic: t, stem: s, accept: [x]}\n", &["a.yaml:4:8: error[bad-id] `a b` is no id"], "");
}
