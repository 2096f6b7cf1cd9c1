//! Rows: forms.

use super::*;

#[test]
fn forms_are_told_at_their_place() {
    beside_a_bank("form: f-A\nexam: e\nseed: 42\nitems:\n- {item: a, options: [B, A]}\n- {item: b}\n", &[]);
    beside_a_bank(
        "form: f\nitems:\n- {item: a, options: [B]}\n- {item: b, options: [A]}\n- {item: c}\n- {item: a}\n",
        &[
            "b.yaml:3:22: error[not-a-permutation] these are not the options of `a`, each once",
            "b.yaml:4:22: error[not-a-permutation] `b` is a short-answer item and has no options",
            "b.yaml:5:10: error[unknown-item] no bank has the item `c`",
            "b.yaml:6:10: error[duplicate-id] the item `a` stands twice in the form",
        ],
    );
    beside_a_bank(
        "form: f g\nseed: -1\nitems: []\n",
        &[
            "b.yaml:1:7: error[bad-id] `f g` is no id",
            "b.yaml:2:7: error[bad-seed] `-1` is no value for `seed`",
            "b.yaml:3:8: error[empty-list] `items` holds nothing",
        ],
    );
    beside_a_bank(
        "form: f\nitems:\n- {item: a, options: [B, A, A]}\n",
        &["b.yaml:3:22: error[not-a-permutation] these are not the options of `a`, each once"],
    );
}
