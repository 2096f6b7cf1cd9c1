//! Rows: rulings.

use super::*;

#[test]
fn rulings_are_told_at_their_place() {
    beside_a_bank(
        "rulings:\n- {item: a, void: true, reason: r}\n- {item: a, full-credit: true, reason: r}\n- {item: a, answer: B, reason: r}\n- {item: a, answer: [B], reason: r}\n- {item: b, accept: z, credit: 0.5, reason: r}\n",
        &[],
    );
    beside_a_bank(
        "rulings:\n- {item: a, void: true}\n- {item: a, void: true, reason: ''}\n",
        &[
            "b.yaml:2:1: error[missing-key] a ruling lacks `reason`",
            "b.yaml:3:33: error[empty-text] `reason` is empty",
        ],
    );
    beside_a_bank(
        "rulings:\n- {item: c, void: true, reason: r}\n",
        &["b.yaml:2:10: error[unknown-item] no bank has the item `c`"],
    );
    beside_a_bank(
        "rulings:\n- {item: a, answer: C, reason: r}\n- {item: a, answer: [b], reason: r}\n",
        &[
            "b.yaml:2:21: error[key-not-an-option] `C` is no option of the item",
            "b.yaml:3:22: error[key-not-an-option] `b` is no option of the item",
        ],
    );
    beside_a_bank(
        "rulings:\n- {item: a, answer: [A, B], reason: r}\n",
        &["b.yaml:2:21: error[wrong-kind] `a` is single response: its key is one label"],
    );
    beside_a_bank(
        "rulings:\n- {item: a, accept: z, reason: r}\n- {item: b, answer: A, reason: r}\n",
        &[
            "b.yaml:2:13: error[misplaced-key] `accept` does not belong here: `a` is multiple choice",
            "b.yaml:3:13: error[misplaced-key] `answer` does not belong here: `b` is a short-answer item",
        ],
    );
    beside_a_bank(
        "rulings:\n- {item: b, accept: z, credit: 2, reason: r}\n- {item: b, accept: z, credit: -0.1, reason: r}\n",
        &[
            "b.yaml:2:32: error[bad-credit] `2` is no value for `credit`",
            "b.yaml:3:32: error[bad-credit] `-0.1` is no value for `credit`",
        ],
    );
    beside_a_bank(
        "rulings:\n- {item: a, reason: r}\n- {item: a, void: true, answer: A, reason: r}\n- {item: a, void: false, reason: r}\n- {item: a, void: true, credit: 1, reason: r}\n",
        &[
            "b.yaml:2:1: error[missing-key] the ruling decides nothing",
            "b.yaml:3:25: error[misplaced-key] `answer` does not belong here: a ruling decides one thing",
            "b.yaml:4:19: error[wrong-kind] `false` is no value for `void`",
            "b.yaml:5:25: error[misplaced-key] `credit` does not belong here: it goes with `accept`",
        ],
    );
    files(&["rulings:\n- {item: a, void: true, reason: r}\n"], &[], "");
}
