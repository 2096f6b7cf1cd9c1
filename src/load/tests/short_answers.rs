//! Rows: accepted answers.

use super::*;

#[test]
fn short_answers_are_told_at_their_place() {
    item("  accept: [no, {text: x, credit: 0.5, feedback: f}]\n", &[], "a");
    item(
        "  accept: [{text: x, credit: 0}, {text: y, credit: 1.5}, {text: z, credit: half}, {credit: 1}]\n",
        &[
            "a.yaml:7:30: error[bad-credit] `0` is no value for `credit`",
            "a.yaml:7:52: error[bad-credit] `1.5` is no value for `credit`",
            "a.yaml:7:76: error[bad-credit] `half` is no value for `credit`",
            "a.yaml:7:84: error[missing-key] an accepted text lacks `text`",
        ],
        "",
    );
    item("  accept: []\n", &["a.yaml:7:11: error[empty-list] `accept` holds nothing"], "");
    item(
        "  accept: restating\n",
        &["a.yaml:7:11: error[wrong-kind] `accept` should be a list, not a text"],
        "",
    );
    item(
        "  accept-words: [[a, b], []]\n",
        &["a.yaml:7:26: error[empty-list] an entry of `accept-words` holds nothing"],
        "",
    );
    item(
        "  accept-words: [a]\n",
        &["a.yaml:7:18: error[wrong-kind] an entry of `accept-words` should be a list, not a text"],
        "",
    );
    item("  accept-words: []\n", &["a.yaml:7:17: error[empty-list] `accept-words` holds nothing"], "");
    item("  accept-list: {entries: [[a], [b, c]], order: given, partial: true}\n", &[], "a");
    item(
        "  accept-list: {entries: [], order: gven, partial: maybe}\n",
        &[
            "a.yaml:7:26: error[empty-list] `entries` holds nothing",
            "a.yaml:7:37: error[bad-order] `gven` is no value for `order`",
            "a.yaml:7:52: error[wrong-kind] `maybe` is no value for `partial`",
        ],
        "",
    );
    item(
        "  accept-list: [[a]]\n",
        &["a.yaml:7:16: error[wrong-kind] `accept-list` should be a map, not a list"],
        "",
    );
    item("  accept-number: {value: 2.5, tolerance: 0.1, units: [km]}\n", &[], "a");
    item(
        "  accept-number: {value: 1e3, tolerance: -1}\n",
        &[
            "a.yaml:7:26: error[bad-number] `1e3` is no value for `value`",
            "a.yaml:7:42: error[bad-number] `-1` is no value for `tolerance`",
        ],
        "",
    );
    item(
        "  accept-number: {value: 1.1234567}\n",
        &["a.yaml:7:26: error[bad-number] `1.1234567` is no value for `value`"],
        "",
    );
    item(
        "  accept-number: {tolerance: 1}\n",
        &["a.yaml:7:19: error[missing-key] `accept-number` lacks `value`"],
        "",
    );
    item(
        "  accept: [x]\n  match: {case: loose, typos: yes}\n",
        &[
            "a.yaml:8:17: error[bad-match] `loose` is no value for `case`",
            "a.yaml:8:31: error[wrong-kind] `yes` is no value for `typos`",
        ],
        "",
    );
    item(
        "  accept: [x]\n  match: exact\n",
        &["a.yaml:8:10: error[wrong-kind] `match` should be a map, not a text"],
        "",
    );
    item("  accept: [x]\n  reject: []\n  tags: []\n", &[], "a");
}
