//! Rows: damage hides one item only.

use super::*;

#[test]
fn damage_are_told_at_their_place() {
    items(
        "- id: a\n  topic: t\n  stem: \"open\n  accept: [x]\n- id: b\n  topic: t\n  stem: \"s\"\n  accept: [x]\n",
        &["a.yaml:6:9: error[syntax] a quote is opened and not closed"],
        "b",
    );
    item(
        "  accept: [x]\n- id: b\n  topic: t\n  stem: it: is\n  accept: [x]\n- id: c\n  topic: t\n  stem: s\n  accept: [x]\n- id: d\n  topic: t\n  stem: [s\n  accept: [x]\n- id: e\n  topic: t\n  stem: s\n  accept: [x]\n",
        &[
            "a.yaml:10:11: error[syntax] a `:` stands where no key can be",
            "a.yaml:19:9: error[syntax] a `:` stands where no key can be",
        ],
        "a c e",
    );
    item(
        "  accept: [x]\n rubbish\n- id: b\n  topic: t\n  stem: s\n  accept: [x]\n",
        &["a.yaml:8:2: error[syntax] a `-` is expected here"],
        "b",
    );
    item(
        "\taccept: [x]\n- id: b\n  topic: t\n  stem: s\n  accept: [x]\n",
        &["a.yaml:6:9: error[syntax] a tab stands in the indentation"],
        "b",
    );
    item(
        "rubbish here\n  accept: [x]\n- id: b\n  topic: t\n  stem: s\n  accept: [x]\n",
        &["a.yaml:7:1: error[syntax] a `:` stands where no key can be"],
        "b",
    );
    files(
        &["bank: \"b\ntopics: {t: T}\nitems:\n- id: a\n  topic: t\n  stem: s\n  accept: [x]\n"],
        &["a.yaml:1:7: error[syntax] a quote is opened and not closed"],
        "a",
    );
    files(
        &["bank: b\ntopics: {t: T\nitems:\n- id: a\n  topic: u\n  stem: s\n  accept: [x]\n"],
        &["a.yaml:3:6: error[syntax] a `,` or `}` is expected here"],
        "a",
    );
    files(
        &["bank: b\ntopics: {t: T}\ntitle: a: b\nitems:\n- id: a\n  topic: t\n  stem: s\n  accept: [x]\n"],
        &["a.yaml:3:9: error[syntax] a `:` stands where no key can be"],
        "a",
    );
    files(
        &["rubbish\nbank: b\ntopics: {t: T}\nitems:\n- id: a\n  topic: t\n  stem: s\n  accept: [x]\n"],
        &["a.yaml:2:5: error[syntax] a `:` stands where no key can be"],
        "a",
    );
    item(
        "  accept: [x]\ntitle: \"open\n",
        &["a.yaml:8:8: error[syntax] a quote is opened and not closed"],
        "a",
    );
    item(
        "  accept: [x]\n- id: b\n  stem: s]\n  topic: t}\n  accept: [x}]\ntitle: Fine\nlangage: en\n",
        &[
            "a.yaml:11:11: error[syntax] a `[` is closed by a `}`",
            "a.yaml:13:1: error[unknown-key] `langage` is no key of a bank",
        ],
        "a",
    );
    item(
        "  accept: [x]\n---\n- id: b\n  topic: t\n  stem: s\n  accept: [x]\n",
        &["a.yaml:8:1: error[second-document] a second document begins here"],
        "a b",
    );
    items(
        "- id: a\n  topic: t\n  stem: \"\\q\"\n  accept: [x]\n- id: b\n  topic: t\n  stem: @s\n  accept: [x]\n- id: c\n  topic: t\n  stem: 'it's'\n  accept: [x]\n",
        &[
            "a.yaml:6:9: error[syntax] an unknown escape stands in double quotes",
            "a.yaml:10:9: error[syntax] a text cannot begin with `@`",
            "a.yaml:14:13: error[syntax] text stands behind a closing quote",
        ],
        "",
    );
    items(
        "- id: a\n  topic: t\n  stem: b\u{7}c\n  accept: [x]\n- id: b\n  topic: t\n  stem: b\u{0}c\n  accept: [x]\n- id: c\n  topic: t\n  stem: s\n  accept: [x]\n",
        &[
            "a.yaml:6:10: error[control-character] a control character stands here",
            "a.yaml:10:10: error[control-character] a control character stands here",
        ],
        "c",
    );
    items(
        "- id: a\n  topic: t\n  stem: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\n  accept: [x]\n- id: b\n  topic: t\n  stem: s\n  accept: [x]\n",
        &["a.yaml:6:73: error[limit] lists and maps lie more than 64 deep"],
        "b",
    );
    item(
        "  accept: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n- id: b\n  topic: t\n  stem: s\n  accept: [x]\n",
        &["a.yaml:7:72: error[limit] lists and maps lie more than 64 deep"],
        "b",
    );
}

/// What a damaged entry left behind is not looked at when the next one begins with an alias.
#[test]
fn an_alias_may_follow_damage() {
    items(
        "- !t : : |\n- *a",
        &[
            "a.yaml:4:3: error[tag] the YAML tag `!t` is not used here",
            "a.yaml:4:8: error[syntax] a `:` stands where no key can be",
            "a.yaml:5:3: error[alias] the YAML alias `*a` is not used here",
        ],
        "",
    );
}
