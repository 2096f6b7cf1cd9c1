//! Out and in again is the same bank, on what a format can hold.

use super::banks::{ALL, Can, bank, meaning};
use super::*;
use crate::load::Loaded;
use proptest::prelude::*;

fn out_and_in(format: Format, bank: &Bank) -> Imported {
    let (bytes, lost) = write(format, bank);
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

#[track_caller]
fn same(format: Format, bank: &Bank) {
    let back = out_and_in(format, bank);
    let shown = || String::from_utf8_lossy(&write(format, bank).0).into_owned();
    assert_eq!(lines(&back.lost), Vec::<String>::new(), "{}", shown());
    let texts_are_html = matches!(format, Format::Moodle | Format::Gift);
    let (left, right) =
        if texts_are_html { (meaning(back.bank), meaning(bank.clone())) } else { (back.bank, bank.clone()) };
    assert_eq!(left, right, "{}", shown());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 100, max_global_rejects: 100_000, ..ProptestConfig::default() })]

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
    fn aiken(bank in bank(AIKEN)) {
        same(Format::Aiken, &bank);
    }

    /// A text comes back from HTML with the same meaning, or whoever asked is told; plain text as it was.
    #[test]
    fn html(bank in bank(ALL)) {
        for item in &bank.items {
            let html = markup::to_html(&item.stem);
            let back = markup::from_html(&html);
            // Empty quotes and the like have no Markdown of their own; they are kept and told.
            match back.odd {
                Some(_) => prop_assert_eq!(&back.text, &html),
                None if back.text.is_empty() => prop_assert!(!html.contains(char::is_alphanumeric) || html.starts_with('<')),
                None => prop_assert_eq!(markup::to_html(&back.text), html),
            }
            if markup::is_plain(&item.stem) {
                prop_assert_eq!(&back.text, &item.stem);
            }
        }
    }
}
