//! Rows: options and keys.

use super::*;

#[test]
#[expect(clippy::too_many_lines, reason = "rows are data")]
fn answers_are_told_at_their_place() {
    item(
        "  options: {A: x, B: y}\n  answer: E\n",
        &["a.yaml:8:11: error[key-not-an-option] `E` is no option of the item"],
        "",
    );
    item(
        "  options: {A: x, B: y}\n  answer: b\n",
        &["a.yaml:8:11: error[key-not-an-option] `b` is no option of the item"],
        "",
    );
    item(
        "  options: {A: x, B: y}\n  answer: [A, Ä, B, A]\n",
        &[
            "a.yaml:8:15: error[key-not-an-option] `Ä` is no option of the item",
            "a.yaml:8:21: error[duplicate-answer] `A` stands twice in `answer`",
        ],
        "",
    );
    item(
        "  options: {A: x, B: y}\n",
        &["a.yaml:4:1: error[no-answer] the item has `options`, but no `answer`"],
        "",
    );
    item(
        "  options: {A: x, B: y}\n  answer:\n",
        &["a.yaml:8:3: error[missing-value] `answer` has no value"],
        "",
    );
    item(
        "  options: {A: x, B: y}\n  answer: \"\"\n",
        &["a.yaml:8:11: error[empty-text] `answer` is empty"],
        "",
    );
    item(
        "  options: {A: x, B: y}\n  answer: null\n",
        &["a.yaml:8:11: error[key-not-an-option] `null` is no option of the item"],
        "",
    );
    item(
        "  options: {null: x, no: y}\n  answer: null\n",
        &["a.yaml:7:13: error[bad-label] `null` is no option label"],
        "",
    );
    item("  options: {~: x, no: y}\n  answer: ~\n", &[], "a");
    item(
        "  options: {A: x, B: y}\n  answer: []\n",
        &["a.yaml:8:11: error[no-answer] `answer` names no option: nothing would be right"],
        "",
    );
    item(
        "  options: {A: x, B: y}\n  answer: {A: true}\n",
        &["a.yaml:8:11: error[wrong-kind] `answer` should be a label or a list, not a map"],
        "",
    );
    item("  answer: A\n", &["a.yaml:7:3: error[no-answer] the item has `answer`, but no `options`"], "");
    item("", &["a.yaml:4:1: error[no-answer] the item has no `options` and no `accept…` key"], "");
    item("  options: {}\n  answer: A\n", &["a.yaml:7:12: error[empty-list] `options` holds nothing"], "");
    item("  options:\n  answer: A\n", &["a.yaml:7:3: error[missing-value] `options` has no value"], "");
    item(
        "  options: [x, y]\n  answer: A\n",
        &["a.yaml:7:12: error[wrong-kind] `options` should be a map, not a list"],
        "",
    );
    item(
        "  options: {A: x, a: y}\n  answer: A\n",
        &["a.yaml:7:19: error[duplicate-option] `a` and `A` are the same label"],
        "",
    );
    item(
        "  options: {A: x, A: y}\n  answer: A\n",
        &["a.yaml:7:19: error[duplicate-key] the key `A` stands here twice"],
        "",
    );
    item(
        "  options: {A: x, B: y, C: {text: ' X '}}\n  answer: A\n",
        &["a.yaml:7:35: error[duplicate-option] options `A` and `C` have the same text"],
        "",
    );
    item(
        "  options: {A: Straße, B: STRASSE}\n  answer: A\n",
        &["a.yaml:7:27: error[duplicate-option] options `A` and `B` have the same text"],
        "",
    );
    item(
        "  options: {ABCD: x, 'A B': y, 'é漢字': z, 'a;b': w}\n  answer: é漢字\n",
        &[
            "a.yaml:7:13: error[bad-label] `ABCD` is no option label",
            "a.yaml:7:22: error[bad-label] `A B` is no option label",
            "a.yaml:7:42: error[bad-label] `a;b` is no option label",
        ],
        "",
    );
    item(
        "  options: {A: x, B: , C: '', D: {feedback: f}}\n  answer: A\n",
        &[
            "a.yaml:7:19: error[missing-value] `B` has no value",
            "a.yaml:7:27: error[empty-text] `C` is empty",
            "a.yaml:7:35: error[missing-key] an option lacks `text`",
        ],
        "",
    );
    item("  options: {1: no, 2: 1.10, 3: 0777, 4: 12:30}\n  answer: 2\n", &[], "a");
    item(
        "  options: {0: t0, 1: t1, 2: t2, 3: t3, 4: t4, 5: t5, 6: t6, 7: t7, 8: t8, 9: t9, 10: t10, 11: t11, 12: t12, 13: t13, 14: t14, 15: t15, 16: t16, 17: t17, 18: t18, 19: t19, 20: t20, 21: t21, 22: t22, 23: t23, 24: t24, 25: t25, 26: t26, 27: t27, 28: t28, 29: t29, 30: t30, 31: t31, 32: t32, 33: t33, 34: t34, 35: t35, 36: t36, 37: t37, 38: t38, 39: t39, 40: t40, 41: t41, 42: t42, 43: t43, 44: t44, 45: t45, 46: t46, 47: t47, 48: t48, 49: t49, 50: t50, 51: t51, 52: t52, 53: t53, 54: t54, 55: t55, 56: t56, 57: t57, 58: t58, 59: t59, 60: t60, 61: t61, 62: t62, 63: t63, 64: t64}\n  answer: 1\n",
        &["a.yaml:7:3: error[limit] the item has 65 options; the limit is 64"],
        "",
    );
    item(
        "  options: {A: x, B: y}\n  answer: [A, B]\n  scoring: nett\n",
        &["a.yaml:9:12: error[bad-scoring] `nett` is no value for `scoring`"],
        "",
    );
}
