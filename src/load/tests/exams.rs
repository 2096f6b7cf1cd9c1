//! Rows: blueprints.

use super::*;

#[test]
fn exams_are_told_at_their_place() {
    beside_a_bank(
        "exam: e\ntitle: E\ntime: 150m\nbreak: {after: 60, time: 10m}\nkind: choice\ndraw: {t: 1}\npractice-target: 70%\nnote: n\nsource: s\n",
        &[],
    );
    beside_a_bank(
        "exam: e\ndraw: {t: 3}\n",
        &["b.yaml:2:11: error[draw-too-large] the exam draws 3 items from `t`, which has 2"],
    );
    beside_a_bank(
        "exam: e\nkind: choice\ndraw: {t: 2}\n",
        &["b.yaml:3:11: error[draw-too-large] the exam draws 2 multiple-choice items from `t`, which has 1"],
    );
    beside_a_bank(
        "exam: e\nkind: short\ndraw: {t: 2}\n",
        &["b.yaml:3:11: error[draw-too-large] the exam draws 2 short-answer items from `t`, which has 1"],
    );
    beside_a_bank(
        "exam: e\nkind: oral\ndraw: {u: 1}\n",
        &[
            "b.yaml:2:7: error[bad-kind] `oral` is no value for `kind`",
            "b.yaml:3:8: error[unknown-topic] no file declares the topic `u`",
        ],
    );
    beside_a_bank("exam: e\ndraw: {t: 0}\n", &["b.yaml:2:11: error[bad-draw] `0` is no value for `t`"]);
    beside_a_bank("exam: e\ndraw: {t: -1}\n", &["b.yaml:2:11: error[bad-draw] `-1` is no value for `t`"]);
    beside_a_bank("exam: e\ndraw: {t: 1.5}\n", &["b.yaml:2:11: error[bad-draw] `1.5` is no value for `t`"]);
    beside_a_bank("exam: e\ndraw: {}\n", &["b.yaml:2:7: error[empty-list] `draw` holds nothing"]);
    beside_a_bank("exam: e\n", &["b.yaml:1:1: error[missing-key] an exam lacks `draw`"]);
    beside_a_bank(
        "exam: e\ndraw: [t]\n",
        &["b.yaml:2:7: error[wrong-kind] `draw` should be a map, not a list"],
    );
    beside_a_bank(
        "exam: E1\ntime: 2 hours\nbreak: {after: none}\ndraw: {t: 1}\npractice-target: 0.7\n",
        &[
            "b.yaml:1:7: error[bad-id] `E1` is no id",
            "b.yaml:2:7: error[bad-duration] `2 hours` is no duration",
            "b.yaml:3:9: error[missing-key] `break` lacks `time`",
            "b.yaml:3:16: error[bad-count] `none` is no value for `after`",
            "b.yaml:5:18: error[bad-percent] `0.7` is no percentage",
        ],
    );
    files(&["exam: e\ndraw: {t: 5}\n"], &[], "");
}
