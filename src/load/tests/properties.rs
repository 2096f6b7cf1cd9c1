//! Properties: nothing panics, places lie in the text, damage hides no other item.

use super::*;
use crate::diagnostic::render::human;
use crate::load::shipped;
use crate::model::ItemKind;
use proptest::prelude::*;
use std::fmt::Write;

/// A bank of items with their own line each for id, stem and answer.
fn bank_of(count: usize) -> String {
    let mut text = HEAD.to_owned();
    for number in 0..count {
        let _ = write!(
            text,
            "  - id: i{number}\n    topic: t\n    stem: >\n      A stem, \"so\" to speak: no {number}\n    options:\n      A: 'it''s'\n      B: \"a \\\"b\\\"\"\n      C: {{text: plain, feedback: f}}\n    answer: [A, C]\n    rationale: |\n      Why é\n"
        );
    }
    text
}

/// Where each item's lines start, and the end.
fn starts_of(text: &str) -> Vec<usize> {
    text.match_indices("  - id").map(|(at, _)| at).chain([text.len()]).collect()
}

#[track_caller]
fn places_lie_in_the_text(loaded: &Loaded) {
    for finding in &loaded.findings {
        for span in std::iter::once(finding.span).chain(finding.labels.iter().map(|label| label.span)) {
            let text = loaded.sources.get(span.source).text();
            assert!(span.start <= span.end, "{finding:?}");
            assert!(text.get(span.start as usize..span.end as usize).is_some(), "{finding:?}");
        }
    }
    // Nor does showing them panic, and colours are all that plain text leaves out.
    let styled = human::render(&loaded.findings, &loaded.sources, 0, 80);
    let plain = human::render_plain(&loaded.findings, &loaded.sources, 0, 80);
    assert_eq!(anstream::adapter::strip_str(&styled).to_string(), plain);
}

fn load(bytes: Vec<u8>) -> Loaded {
    let loaded = Loaded::from_texts([(PathBuf::from("a.yaml"), bytes)]);
    places_lie_in_the_text(&loaded);
    loaded
}

/// Bytes that mean something in YAML, so that damage is not only letters.
fn telling_bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        "\n",
        " ",
        "  ",
        "-",
        "- ",
        ":",
        ": ",
        "{",
        "}",
        "[",
        "]",
        "\"",
        "'",
        "|\n",
        ">\n",
        "#",
        "&a",
        "*a",
        "!t ",
        "?",
        "? ",
        "%",
        "@",
        "`",
        ",",
        "\t",
        "\r",
        "---\n",
        "...\n",
        "<<: ",
        "a",
        "id: ",
        "é",
        "\u{85}",
        "\u{2028}",
        "\0",
        "\u{FEFF}",
        "items:\n",
        "bank: b\n",
        "\\",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat().into_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_global_rejects: 100_000, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        load(bytes);
    }

    #[test]
    fn any_yaml_is_read(head in prop::bool::ANY, bytes in prop::collection::vec(telling_bytes(), 0..12)) {
        let head = if head { HEAD } else { "" };
        load([head.as_bytes(), &bytes.concat()].concat());
    }

    /// Damage inside one item leaves all others as they were, unless it pretends to be a part of the file.
    #[test]
    fn damage_hides_its_own_item_only(hit in 1..5_usize, at in 0..1000_usize, cut in 0..30_usize, put in telling_bytes()) {
        const ITEMS: usize = 6;
        let text = bank_of(ITEMS);
        let starts = starts_of(&text);
        // The first line stays, with the dash by which the item is told from the one before.
        let (from, to) = (starts[hit] + "  - id: i0\n".len(), starts[hit + 1] - 1);
        let from = from + (to - from) * at / 1000;
        let to = (from + cut).min(to);
        let damaged = [&text.as_bytes()[..from], &put[..], &text.as_bytes()[to..]].concat();
        // A second document, or another top-level key, is no damage of an item.
        let lossy = String::from_utf8_lossy(&damaged).into_owned();
        let pretends = |line: &str| {
            !line.starts_with([' ', '#'])
                && (line.contains(':') || ["---", "...", "?"].iter().any(|sign| line.starts_with(sign)))
        };
        prop_assume!(!lossy[HEAD.len()..].split(['\n', '\r']).any(pretends));
        let loaded = load(damaged);
        for number in (0..ITEMS).filter(|number| *number != hit) {
            let id = format!("i{number}");
            prop_assert!(loaded.item(&id).is_some(), "{id} is hidden in\n{lossy}");
            prop_assert_eq!(&loaded.item(&id).map(|found| found.item.stem.clone()),
                &Some(format!("A stem, \"so\" to speak: no {number}")));
        }
    }
}

#[test]
fn every_cut_of_a_bank_is_read() {
    let text = bank_of(2);
    for at in 0..text.len() {
        load(text.as_bytes()[..at].to_vec());
        load([&text.as_bytes()[..at], &text.as_bytes()[at + 1..]].concat());
    }
}

#[test]
fn a_second_reader_finds_the_same() {
    let more = bank_of(20);
    let texts = shipped::FILES
        .iter()
        .map(|(_, text)| *text)
        .chain([more.as_str(), include_str!("../../cli/new.yaml")]);
    for text in texts.filter(|text| text.contains("\nitems:") && text.contains("stem:")) {
        let loaded = load(text.as_bytes().to_vec());
        let other: serde_yaml::Value = serde_yaml::from_str(text).expect("a YAML text");
        let others = other["items"].as_sequence().expect("a list of items");
        assert_eq!(loaded.items().count(), others.len());
        for (found, other) in loaded.items().zip(others) {
            assert_eq!(other["id"].as_str(), Some(&*found.item.id));
            assert_eq!(other["stem"].as_str().map(str::trim_end), Some(&*found.item.stem));
            let ItemKind::Choice(choice) = &found.item.kind else { continue };
            let texts: Vec<_> = choice.options.iter().map(|option| &*option.text).collect();
            let options = other["options"].as_mapping().expect("a map of options");
            let others: Vec<_> = options
                .iter()
                .map(|(_, text)| text.as_str().or_else(|| text["text"].as_str()).unwrap_or("").trim_end())
                .collect();
            assert_eq!(texts, others);
        }
    }
}

#[test]
fn deep_and_wide_texts_are_read_to_their_end() {
    let broken_item = "- id: a\n  stem: \"open\n";
    let odd = "- '\n- \"\n";
    for text in [
        "[".repeat(200_000),
        "{a: ".repeat(200_000),
        "- ".repeat(200_000),
        "? ".repeat(200_000),
        "a:\n".repeat(100_000),
        format!("{HEAD}{}", broken_item.repeat(20_000)),
        format!("{HEAD}{}", odd.repeat(50_000)),
        format!("{HEAD}{}", "- [\n".repeat(50_000)),
        format!("{HEAD}{}", "- a: b: c\n".repeat(50_000)),
        "a: [\n".repeat(50_000),
        "a: \"\n".repeat(50_000),
        "a: 'b\nc: \"d\n".repeat(50_000),
        format!("a: {}", "# c\n".repeat(200_000)),
        format!("topics: {{{}: x}}", "a/".repeat(100_000)),
    ] {
        let loaded = Loaded::from_texts([(PathBuf::from("a.yaml"), text.clone().into_bytes())]);
        assert!(!loaded.findings.is_empty());
    }
}
