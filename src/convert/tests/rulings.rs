//! Rows and a law: what rulings accepted becomes lines of the bank, and nothing else changes.

use crate::convert::rulings::{Proposal, propose};
use crate::diagnostic::unified_diff;
use crate::load::Loaded;
use crate::model::fraction::to_decimal;
use crate::model::{Accept, AcceptedText, Decision, Fraction, ItemKind, Ruling, ShortAnswer};
use crate::scoring::{Lexicon, ShortScorer};
use proptest::prelude::*;
use std::path::PathBuf;

/// A bank with the keys of its one item, which are indented by four.
fn bank(keys: &str) -> String {
    format!("bank: b\ntopics: {{t: T}}\nitems:\n  - id: a\n    topic: t\n    stem: What is it?\n{keys}")
}

fn load(text: &str) -> Loaded {
    let loaded = Loaded::from_texts([(PathBuf::from("b.yaml"), text.as_bytes().to_vec())]);
    assert_eq!(loaded.findings, []);
    loaded
}

fn accept(text: &str, credit: Fraction) -> Ruling {
    let decision = Decision::Accept { text: text.to_owned(), credit };
    Ruling { item: "a".to_owned(), decision, reason: "r".to_owned() }
}

/// What is told, one line a ruling: its place from 0, `+` where it is settled, and why.
fn told(proposal: &Proposal) -> Vec<String> {
    let line = |told: &crate::convert::rulings::Told| {
        format!("{}{} {}", told.ruling, if told.settled { "+" } else { "" }, told.why)
    };
    proposal.told.iter().map(line).collect()
}

/// Holds the lines that change (those with `+` and `-` of the diff), and what is told.
#[track_caller]
fn check(keys: &str, rulings: &str, changed: &[&str], expected: &[&str]) {
    let mut loaded = load(&bank(keys));
    let rulings =
        loaded.add_rulings_text(PathBuf::from("r.yaml"), format!("rulings:\n{rulings}").into_bytes());
    assert_eq!(loaded.findings, [], "{rulings:?}");
    let proposal = propose(&loaded, &rulings);
    let diffs = proposal
        .changed
        .iter()
        .map(|(source, text)| unified_diff("b.yaml", loaded.sources.get(*source).text(), text));
    let diff: String = diffs.collect();
    let lines = diff.lines().skip(2).filter(|line| line.starts_with(['+', '-', '\\']));
    assert_eq!(lines.collect::<Vec<_>>(), changed);
    assert_eq!(told(&proposal), expected);
}

#[test]
fn accepted_texts_become_lines() {
    let block = "    accept:\n      - open question  # the term\n    rationale: r\n";
    check(block, "- {item: a, accept: asking openly, reason: r}\n", &["+      - asking openly"], &[]);
    check(
        block,
        "- {item: a, accept: asking, credit: 0.5, reason: r}\n- {item: a, accept: 'a: b', reason: r}\n",
        &["+      - {text: asking, credit: 0.5}", "+      - 'a: b'"],
        &[],
    );
    check(
        "    accept:\n    - text: open question\n      credit: 0.75\n    rationale: r\n",
        "- {item: a, accept: asking, credit: 0.5, reason: r}\n",
        &["+    - text: asking", "+      credit: 0.5"],
        &[],
    );
    check(
        "    accept: [open question] # why\n",
        "- {item: a, accept: asking, credit: 0.5, reason: r}\n- {item: a, accept: \"ask, and wait\", reason: r}\n",
        &[
            "-    accept: [open question] # why",
            "+    accept: [open question, {text: asking, credit: 0.5}, \"ask, and wait\"] # why",
        ],
        &[],
    );
    check(
        "    accept:\n      - open question",
        "- {item: a, accept: \"  ask \\n openly \", reason: r}\n",
        &[
            "-      - open question",
            "\\ No newline at end of file",
            "+      - open question",
            "+      - ask openly",
            "\\ No newline at end of file",
        ],
        &[],
    );
    check(
        block,
        "- {item: a, accept: no, reason: r}\n- {item: a, accept: '1.10', reason: r}\n",
        &["+      - 'no'", "+      - '1.10'"],
        &[],
    );
}

#[test]
fn what_is_not_added_is_told() {
    let block = "    accept:\n      - open questions\n      - {text: question, credit: 0.5}\n    reject: [closed question]\n";
    check(
        block,
        "- {item: a, accept: Open  QUESTION., reason: r}\n- {item: a, accept: question, credit: 0.5, reason: r}\n- {item: a, accept: closed question, credit: 0, reason: r}\n- {item: a, accept: something else, credit: 0, reason: r}\n",
        &[],
        &[
            "0+ is accepted already",
            "1+ is accepted already",
            "2+ earns nothing already",
            "3+ earns nothing already",
        ],
    );
    check(
        block,
        "- {item: a, accept: question, reason: r}\n- {item: a, accept: closed question, reason: r}\n- {item: a, accept: opne qestion, credit: 0, reason: r}\n- {item: a, accept: '...', reason: r}\n",
        &[],
        &[
            "0 earns 0.5 by a text that is accepted already; change that one by hand",
            "1 is rejected by the item; change its `reject` by hand",
            "2 was ruled to earn nothing; where the bank should say so, put it under `reject` by hand",
            "3 would not earn the credit where it is accepted; change the item by hand",
        ],
    );
    check(
        block,
        "- {item: a, accept: asking, credit: 0.5, reason: r}\n- {item: a, accept: Asking!, reason: r}\n- {item: a, accept: asking, reason: r}\n",
        &["+      - asking"],
        &["0+ a later ruling decides on the same text", "1+ a later ruling decides on the same text"],
    );
    let by_hand = "0 it decides on the item, not on an answer; change the item by hand";
    check(block, "- {item: a, void: true, reason: r}\n", &[], &[by_hand]);
    check(block, "- {item: a, full-credit: true, reason: r}\n", &[], &[by_hand]);
    let choice = "    options: {A: yes, B: no}\n    answer: A\n";
    check(choice, "- {item: a, answer: B, reason: r}\n", &[], &[by_hand]);
    for (keys, form) in [
        ("    accept-words: [[a], [b]]\n", "accept-words"),
        ("    accept-list: {entries: [[a], [b]]}\n", "accept-list"),
        ("    accept-number: {value: 1}\n", "accept-number"),
    ] {
        let why = format!("0 the item has `{form}`, to which no text can be added; change it by hand");
        check(keys, "- {item: a, accept: asking, reason: r}\n", &[], &[&why]);
    }
    // Programs may give what a rulings file cannot.
    let loaded = load(&bank(choice));
    let ruling = Ruling { item: "z".to_owned(), ..accept("x", Fraction::from_integer(1)) };
    let rulings = [accept("x", Fraction::from_integer(1)), ruling];
    let why = ["0 the item is multiple choice and accepts no texts", "1 no bank here has the item"];
    assert_eq!(told(&propose(&loaded, &rulings)), why);
}

/// The key `accept` in many layouts.
fn layouts() -> impl Strategy<Value = String> {
    let element = prop::sample::select(vec![
        "open question",
        "'it''s'",
        "\"a \\\"b\\\"\"",
        "{text: y, credit: 0.5}",
        "{text: z, feedback: 'so: }'}",
        "plain [text]",
    ]);
    let block = prop::sample::select(vec![
        "text: w\n  credit: 0.25",
        "|\n  several\n\n  lines",
        ">-\n  folded\n  words\n",
        "plain\n  goes on",
        "# before\n  behind",
    ]);
    let behind = prop::sample::select(vec!["", "  # why, [so]", " # \"", "\n\n", "\n  # below"]);
    let flow = (prop::collection::vec(element.clone(), 1..4), 0..4_usize).prop_map(|(elements, shape)| {
        let elements: Vec<&str> =
            elements.into_iter().filter(|element| !element.contains("plain [")).collect();
        let elements = if elements.is_empty() { vec!["one"] } else { elements };
        match shape {
            0 => format!("    accept: [{}]", elements.join(", ")),
            1 => format!("    accept: [ {} ,]  # why", elements.join(",")),
            2 => format!("    accept:\n      [\n        {},  # why ]\n      ]", elements.join(",\n        ")),
            _ => format!("    accept:\n      [{}\n      # more\n      ]", elements.join("\n       , ")),
        }
    });
    let entry = prop_oneof![element.prop_map(str::to_owned), block.prop_map(str::to_owned)];
    let list =
        (prop::collection::vec((entry, behind), 1..4), prop::sample::select(vec![4, 6, 9]), 1..4_usize);
    let block = list.prop_map(|(entries, indent, gap)| {
        let mut out = "    accept:".to_owned();
        let inner = " ".repeat(indent + 2);
        for (entry, behind) in entries {
            let head = format!(
                "\n{}-{}",
                " ".repeat(indent),
                " ".repeat(if entry.starts_with("text") { 1 } else { gap })
            );
            // A comment behind a text of several lines would be a part of it.
            let behind = if entry.contains('\n') { "" } else { behind };
            out += &head;
            out += &format!("{entry}{behind}").replace("\n  ", &format!("\n{inner}"));
        }
        out
    });
    prop_oneof![flow, block]
}

fn texts() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "-",
        "- ",
        ": ",
        "#",
        " #",
        "'",
        "\"",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "\\",
        "\n",
        "\t",
        "\r\n",
        "é",
        "&a",
        "*a",
        "!t ",
        "?",
        "? ",
        "%",
        "@",
        "`",
        "|",
        ">",
        "no",
        "1.10",
        "null",
        "~",
        "listening",
        "open",
        "\u{85}",
        "\u{2028}",
        "\u{7}",
        "\u{FEFF}",
        "=",
        "<<",
    ]);
    prop_oneof![
        any::<String>(),
        prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat()),
        "[a-z]{1,8}( [a-z]{1,8}){0,30}",
    ]
}

/// Whether `after` is `before` with texts put between its characters.
fn only_grew(before: &str, after: &str) -> bool {
    let mut rest = before.chars().peekable();
    for c in after.chars() {
        rest.next_if_eq(&c);
    }
    rest.peek().is_none()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_goes_into_any_list(
        layout in layouts(),
        texts in prop::collection::vec((texts(), prop::sample::select(vec![0, 1, 2, 4, 4])), 1..4),
        last in prop::bool::ANY,
        (newline, windows, mark) in any::<(bool, bool, bool)>(),
    ) {
        let mut text = bank(&layout);
        if !last {
            text += "\n    rationale: r  # why\n  - {id: z, topic: t, stem: s, accept: [listening]}";
        }
        text += if newline { "\n" } else { "" };
        if windows {
            text = text.replace('\n', "\r\n");
        }
        let bytes = format!("{}{text}", if mark { "\u{FEFF}" } else { "" });
        let loaded = load(&bytes);
        let rulings: Vec<Ruling> =
            texts.iter().map(|(text, quarters)| accept(text, Fraction::new(*quarters, 4))).collect();
        let proposal = propose(&loaded, &rulings);
        prop_assert_eq!(proposal.added + proposal.told.len(), rulings.len());
        let cannot = proposal.told.iter().any(|told| told.why.starts_with("the list cannot"));
        prop_assert!(!cannot, "{:?}", proposal.told);
        let Some((source, changed)) = proposal.changed.iter().next() else {
            prop_assert_eq!(proposal.added, 0);
            return Ok(());
        };
        prop_assert!(only_grew(loaded.sources.get(*source).text(), changed));
        prop_assert_eq!(changed.matches('\n').count(), changed.matches("\r\n").count() + if windows { 0 } else { changed.matches('\n').count() });

        // The model: what was accepted, and behind it the texts that are not told of.
        let after = loaded.with_texts(&proposal.changed);
        prop_assert_eq!(&after.findings, &[]);
        let mut expected = loaded.banks[0].bank.clone();
        let added = (0..rulings.len()).filter(|at| proposal.told.iter().all(|told| told.ruling != *at));
        let added: Vec<AcceptedText> = added
            .map(|at| AcceptedText {
                text: texts[at].0.split_whitespace().collect::<Vec<_>>().join(" "),
                credit: Fraction::new(texts[at].1, 4),
                feedback: None,
            })
            .collect();
        if let ItemKind::Short(ShortAnswer { accept: Accept::Texts(texts), .. }) = &mut expected.items[0].kind {
            texts.extend(added.clone());
        }
        prop_assert_eq!(&after.banks[0].bank, &expected);
        let ItemKind::Short(short) = &after.banks[0].bank.items[0].kind else { unreachable!() };
        let lexicon = Lexicon::from_items(after.items().map(|found| found.item));
        let scorer = ShortScorer::new(short, &lexicon, &[]);
        for AcceptedText { text, credit, .. } in added {
            prop_assert_eq!(scorer.score(&text).credit, credit, "{} earns {}", &text, to_decimal(credit, 2));
        }
        // Asked again, nothing is left to add.
        let added = rulings.iter().enumerate().filter(|(at, _)| proposal.told.iter().all(|told| told.ruling != *at));
        let again: Vec<Ruling> = added.map(|(_, ruling)| ruling.clone()).collect();
        let again = propose(&after, &again);
        prop_assert!(again.changed.is_empty() && again.told.iter().all(|told| told.settled));
    }
}
