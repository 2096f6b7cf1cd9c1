//! Out and in again is the same bank, on what a format can hold.

use super::banks::{ALL, Can, bank, meaning};
use super::*;
use crate::load::Loaded;
use crate::model::{ItemKind, Key};
use proptest::prelude::*;

fn out_and_in(format: Format, bank: &Bank) -> Imported {
    let (bytes, mut lost) = write(format, bank);
    // Aiken has no ids, and reading makes the ones that these banks have.
    lost.retain(|lost| format != Format::Aiken || lost.what != "id");
    assert_eq!(lines(&lost), Vec::<String>::new());
    match read(format, &bytes, "b") {
        Ok(imported) => imported,
        Err(error) => panic!("{error}\n{}", String::from_utf8_lossy(&bytes)),
    }
}

/// What Moodle's formats can hold.
const MOODLE: Can = Can { labels: false, scoring: false, words: false, blocks: false, ..ALL };
const GIFT: Can = Can { points: false, units: false, case: false, ..MOODLE };
const AIKEN: Can =
    Can { multiple: false, short: false, details: false, feedback: false, lines: false, ..MOODLE };

const QTI: Can = Can { labels: true, units: false, short_feedback: false, ..MOODLE };
const TEXT2QTI: Can = Can { sums: false, short: false, details: false, ..MOODLE };
const MDBOOK: Can = Can { feedback: false, ..TEXT2QTI };
const ANKI: Can = Can { lines: false, points: false, details: true, ..MDBOOK };

/// The bank with right options first, where mdbook-quiz puts them.
fn right_first(mut bank: Bank) -> Bank {
    for item in &mut bank.items {
        let ItemKind::Choice(choice) = &mut item.kind else { continue };
        let keyed = choice.key.keyed();
        let right = |wanted: bool| {
            choice.options.iter().enumerate().filter(move |(at, _)| keyed.contains(*at) == wanted)
        };
        let texts: Vec<String> =
            right(true).chain(right(false)).map(|(_, option)| option.text.clone()).collect();
        choice.options.iter_mut().zip(texts).for_each(|(option, text)| option.text = text);
        choice.key = match choice.key {
            Key::Single(_) => Key::Single(0),
            Key::Multiple { scoring, .. } => Key::Multiple { keyed: (0..keyed.len()).collect(), scoring },
        };
    }
    bank
}

#[track_caller]
fn same(format: Format, bank: &Bank) {
    let again = out_and_in(format, bank);
    let shown = || {
        if format == Format::Qti {
            String::new()
        } else {
            String::from_utf8_lossy(&write(format, bank).0).into_owned()
        }
    };
    assert_eq!(lines(&again.lost), Vec::<String>::new(), "{}", shown());
    let texts_are_html = matches!(format, Format::Moodle | Format::Gift | Format::Qti | Format::Anki);
    let (left, right) = if texts_are_html {
        (meaning(again.bank), meaning(bank.clone()))
    } else {
        (again.bank, bank.clone())
    };
    assert_eq!(left, right, "{}", shown());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 60, max_global_rejects: 100_000, ..ProptestConfig::default() })]

    #[test]
    fn yaml(bank in bank(ALL)) {
        let text = yaml::write(&bank);
        let loaded = Loaded::from_texts([("b.yaml".into(), text.clone().into_bytes())]);
        prop_assert_eq!(&loaded.findings, &[], "{}", text);
        prop_assert_eq!(&loaded.banks[0].bank, &bank, "{}", text);
        prop_assert!(text.lines().all(|line| !line.ends_with(' ')), "{}", text);
        // A reader of plain YAML sees the same texts.
        let other: serde_yaml::Value = serde_yaml::from_str(&text).expect("YAML");
        for (item, other) in bank.items.iter().zip(other["items"].as_sequence().expect("items")) {
            prop_assert_eq!(other["stem"].as_str().map(str::trim_end), Some(&*item.stem));
        }
    }

    #[test]
    fn csv(bank in bank(ALL)) {
        same(Format::Csv, &bank);
    }

    #[test]
    fn moodle(bank in bank(MOODLE)) {
        same(Format::Moodle, &bank);
    }

    #[test]
    fn gift(bank in bank(GIFT)) {
        same(Format::Gift, &bank);
    }

    #[test]
    fn qti21(bank in bank(QTI)) {
        same(Format::Qti, &bank);
    }

    #[test]
    fn text2qti(bank in bank(TEXT2QTI)) {
        same(Format::Text2qti, &bank);
    }

    #[test]
    fn mdbook(bank in bank(MDBOOK)) {
        same(Format::MdbookQuiz, &right_first(bank));
    }

    #[test]
    fn anki(bank in bank(ANKI)) {
        same(Format::Anki, &bank);
    }

    #[test]
    fn aiken(bank in bank(AIKEN)) {
        same(Format::Aiken, &bank);
    }

    /// A text comes back from HTML with the same meaning, and plain text as it was.
    #[test]
    fn html(bank in bank(Can { blocks: false, ..ALL })) {
        for item in &bank.items {
            let html = markup::to_html(&item.stem);
            let back = markup::from_html(&html);
            prop_assert_eq!(back.odd, Vec::<&str>::new(), "{}", html);
            prop_assert_eq!(markup::to_html(&back.text), html);
            if markup::is_plain(&item.stem) {
                prop_assert_eq!(&back.text, &item.stem);
            }
        }
    }
}
