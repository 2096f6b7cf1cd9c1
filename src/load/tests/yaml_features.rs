//! Rows: what of YAML is not used.

use super::*;

#[test]
fn yaml_features_are_told_at_their_place() {
    files(
        &["%YAML 1.2\n---\nbank: b\nitems: []\n"],
        &["a.yaml:1:1: error[directive] a YAML directive is not used here"],
        "",
    );
    files(&["---\nbank: b\nitems: []\n...\n"], &[], "");
    files(
        &["bank: b\nitems: []\n---\nbank: c\n"],
        &["a.yaml:3:1: error[second-document] a second document begins here"],
        "",
    );
    files(
        &["bank: b\nitems: []\n...\nbank: c\n"],
        &["a.yaml:4:1: error[second-document] a second document begins here"],
        "",
    );
    items(
        "- &x {id: a, topic: t, stem: s, accept: [x]}\n- {id: b, topic: t, stem: &s s, accept: [x]}\n- {id: c, topic: t, stem: *s, accept: [x]}\n- {id: d, topic: t, stem: *none, accept: [x]}\n- {id: e, topic: t, stem: s, accept: [x]}\n",
        &[
            "a.yaml:4:3: error[anchor] the YAML anchor `&x` is not used here",
            "a.yaml:5:27: error[anchor] the YAML anchor `&s` is not used here",
            "a.yaml:6:27: error[alias] the YAML alias `*s` is not used here",
            "a.yaml:7:27: error[alias] the YAML alias `*none` is not used here",
        ],
        "e",
    );
    items(
        "- {id: a, topic: t, stem: !!str 1, accept: [x]}\n- !item {id: b, topic: t, stem: s, accept: [x]}\n",
        &[
            "a.yaml:4:27: error[tag] the YAML tag `!!str` is not used here",
            "a.yaml:5:3: error[tag] the YAML tag `!item` is not used here",
        ],
        "",
    );
    items(
        "- &d {id: a, topic: t, stem: s, accept: [x]}\n- <<: *d\n  id: b\n  topic: t\n  stem: s\n  accept: [x]\n",
        &[
            "a.yaml:4:3: error[anchor] the YAML anchor `&d` is not used here",
            "a.yaml:5:3: error[merge-key] a YAML merge key is not used here",
        ],
        "",
    );
    files(
        &["bank: b\r\nitems:\r\n- id: a\r\n  topic: t\r\n  stem: s\r\n  acept: [x]\r\n"],
        &[
            "a.yaml:3:1: error[no-answer] the item has no `options` and no `accept…` key",
            "a.yaml:4:10: error[unknown-topic] no file declares the topic `t`",
            "a.yaml:6:3: error[unknown-key] `acept` is no key of an item",
        ],
        "",
    );
    items(
        "- id: a\n  topic: t\n  stem: a\u{2028}b\u{85}c\n  acept: [x]\n",
        &[
            "a.yaml:4:1: error[no-answer] the item has no `options` and no `accept…` key",
            "a.yaml:7:3: error[unknown-key] `acept` is no key of an item",
        ],
        "",
    );
}
