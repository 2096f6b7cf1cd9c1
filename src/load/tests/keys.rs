//! Rows: unknown, missing and misplaced keys, values of the wrong kind.

use super::*;

#[test]
#[expect(clippy::too_many_lines, reason = "rows are data")]
fn keys_are_told_at_their_place() {
    item("  options: {A: x, B: y}\n  answer: A\n", &[], "a");
    item(
        "  options: {A: x, B: y}\n  answer: A\n  levle: recall\n",
        &["a.yaml:9:3: error[unknown-key] `levle` is no key of an item"],
        "",
    );
    item(
        "  options: {A: x, B: y}\n  answer: A\n  colour: red\n",
        &["a.yaml:9:3: error[unknown-key] `colour` is no key of an item"],
        "",
    );
    items(
        "- topic: t\n  stem: s\n  accept: [x]\n",
        &["a.yaml:4:1: error[missing-key] an item lacks `id`"],
        "",
    );
    items(
        "  -\n    # why\n    id: a\n    accept: [x]\n",
        &[
            "a.yaml:4:3: error[missing-key] an item lacks `topic`",
            "a.yaml:4:3: error[missing-key] an item lacks `stem`",
        ],
        "",
    );
    files(&["bank: b\n"], &["a.yaml:1:1: error[missing-key] a bank lacks `items`"], "");
    files(
        &["bank: b\nitems: none\n"],
        &["a.yaml:2:8: error[wrong-kind] `items` should be a list, not a text"],
        "",
    );
    files(
        &["bank: b\nitems:\n- just text\n- [a]\n"],
        &[
            "a.yaml:3:3: error[wrong-kind] an entry of `items` should be a map, not a text",
            "a.yaml:4:3: error[wrong-kind] an entry of `items` should be a map, not a list",
        ],
        "",
    );
    items(
        "- id: [a]\n  topic: {t: t}\n  stem:\n  accept: [x]\n",
        &[
            "a.yaml:4:7: error[wrong-kind] `id` should be an id, not a list",
            "a.yaml:5:10: error[wrong-kind] `topic` should be a topic id, not a map",
            "a.yaml:6:3: error[missing-value] `stem` has no value",
        ],
        "",
    );
    items(
        "- id: a\n  topic: t\n  stem: \"  \"\n  accept: [x]\n",
        &["a.yaml:6:9: error[empty-text] `stem` is empty"],
        "",
    );
    items(
        "- id: a\n  topic: t\n  stem: |\n  accept: [x]\n",
        &["a.yaml:6:9: error[empty-text] `stem` is empty"],
        "",
    );
    items(
        "- {id: a, topic: t, stem: s, accept: [x], id: b}\n",
        &["a.yaml:4:43: error[duplicate-key] the key `id` stands here twice"],
        "",
    );
    items(
        "-\n- id: a\n  topic: t\n  stem: s\n  accept: [x,]\n",
        &["a.yaml:4:1: error[missing-value] an entry of `items` has no value"],
        "a",
    );
    item(
        "  accept: [x]\n  ? [k]\n  : v\n",
        &["a.yaml:8:5: error[wrong-kind] a key must be a text, not a list"],
        "",
    );
    item(
        "  accept: [x]\n  answer: A\n  scoring: net\n  shuffle: false\n",
        &[
            "a.yaml:8:3: error[misplaced-key] `answer` does not belong here: it goes with `options`",
            "a.yaml:9:3: error[misplaced-key] `scoring` does not belong here: it goes with `options`",
            "a.yaml:10:3: error[misplaced-key] `shuffle` does not belong here: it goes with `options`",
        ],
        "",
    );
    item(
        "  options: {A: x, B: y}\n  answer: A\n  reject: [z]\n  match: {typos: false}\n",
        &[
            "a.yaml:9:3: error[misplaced-key] `reject` does not belong here: it goes with short answers",
            "a.yaml:10:3: error[misplaced-key] `match` does not belong here: it goes with short answers",
        ],
        "",
    );
    item(
        "  options: {A: x, B: y}\n  answer: A\n  accept: [z]\n",
        &[
            "a.yaml:9:3: error[misplaced-key] `accept` does not belong here: an item has `options` or an `accept…` key",
        ],
        "",
    );
    item(
        "  accept: [z]\n  accept-words: [[z]]\n",
        &[
            "a.yaml:8:3: error[misplaced-key] `accept-words` does not belong here: an item has one of the `accept…` keys",
        ],
        "",
    );
    item(
        "  options: {A: x, B: y}\n  answer: A\n  scoring: net\n",
        &["a.yaml:9:3: error[misplaced-key] `scoring` does not belong here: it goes with a list of labels"],
        "",
    );
    item("  options: {A: x, B: y}\n  answer: A\n  allow: {key-longest: a good reason}\n", &[], "a");
    item(
        "  options: {A: x, B: y}\n  answer: A\n  allow: {key-longest: }\n",
        &["a.yaml:9:11: error[missing-value] `key-longest` has no value"],
        "",
    );
    item(
        "  options: {A: x, B: y}\n  answer: A\n  allow: {key-longest: \"\"}\n",
        &["a.yaml:9:24: error[empty-text] `key-longest` is empty"],
        "",
    );
    item(
        "  options: {A: x, B: y}\n  answer: A\n  allow: [key-longest]\n",
        &["a.yaml:9:10: error[wrong-kind] `allow` should be a map, not a list"],
        "",
    );
}
