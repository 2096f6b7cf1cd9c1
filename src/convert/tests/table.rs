//! The table of `docs/convert.md` says what happens: each cell is found out by writing a bank that uses the feature,
//! and reading it back.

use super::*;
use crate::convert::kept::{differences, read_back};
use crate::load::Loaded;
use std::io::{Cursor, Read, Write};

/// The columns of the table, in its order.
const COLUMNS: [Format; 9] = [
    Format::Yaml,
    Format::Csv,
    Format::Moodle,
    Format::Gift,
    Format::Qti,
    Format::Text2qti,
    Format::MdbookQuiz,
    Format::Anki,
    Format::Aiken,
];

const CHOICE: &str = "options: {A: x, B: y, C: z}, answer: A";
const SEVERAL: &str = "options: {A: x, B: y, C: z, D: u, E: v}, answer: [A, B]";
const SHORT: &str = "accept: [x], match: {typos: false}";

/// Each row of the table: its name, and banks that use the feature. A format that holds one of them has it.
fn rows() -> Vec<(&'static str, Vec<Bank>)> {
    let item = |keys: &str| vec![bank("", &[keys])];
    let with = |keys: &str| vec![bank("", &[&format!("{CHOICE}, {keys}")])];
    vec![
        ("item ids", item(CHOICE)),
        ("topics", vec![bank("topics: {t: T, t/u: U}\n", &[&format!("{CHOICE}, topic: t/u")])]),
        ("single response", item(CHOICE)),
        (
            "labels T and F of True and False",
            item("options: {T: 'True', F: 'False'}, answer: T, shuffle: false"),
        ),
        ("other labels than A, B, C", item("options: {1: x, 2: y}, answer: 1")),
        (
            "multiple response",
            item(&format!("{SEVERAL}, scoring: proportional")).into_iter().chain(item(SEVERAL)).collect(),
        ),
        ("`all-or-nothing`", item(SEVERAL)),
        ("`proportional`, `net`, `balanced`", {
            let rules = ["proportional", "net", "balanced"].map(|rule| format!("{SEVERAL}, scoring: {rule}"));
            vec![bank("", &[&rules[0], &rules[1], &rules[2]])]
        }),
        ("`per-option`", item(&format!("{SEVERAL}, scoring: per-option"))),
        ("feedback of options", item("options: {A: {text: x, feedback: f}, B: y}, answer: A")),
        ("short answers", item(SHORT).into_iter().chain(item("accept: [x]")).collect()),
        ("their credit", item("accept: [x, {text: y, credit: 0.5}], match: {typos: false}")),
        ("their feedback", item("accept: [{text: x, feedback: f}], match: {typos: false}")),
        ("`reject`", item(&format!("{SHORT}, reject: [y]"))),
        ("letter case", item("accept: [x], match: {case: exact, typos: false}")),
        ("slips of the keyboard", item("accept: [x]")),
        ("numbers, tolerance", item("accept-number: {value: 1.5, tolerance: 0.25}")),
        ("units", item("accept-number: {value: 1.5, units: [m]}")),
        ("`accept-words`, `accept-list`", {
            vec![bank("", &["accept-words: [[x, y], [z]]", "accept-list: {entries: [[x], [y]]}"])]
        }),
        ("rationale, reference", with("rationale: r, reference: s")),
        ("points", with("points: 2")),
        (
            "time, level, difficulty, competency, `as-of`, `allow`",
            with(
                "time: 75s, level: recall, difficulty: easy, competency: c, as-of: 2026-01-31, allow: {l: why}",
            ),
        ),
        ("tags", with("tags: [t]")),
        ("`shuffle: false`", with("shuffle: false")),
        (
            "title, language, licence of the bank",
            vec![bank("title: T\nlanguage: en\nlicense: CC0-1.0\n", &[CHOICE])],
        ),
    ]
}

fn bank(head: &str, items: &[&str]) -> Bank {
    let topics = if head.contains("topics:") { "" } else { "topics: {b: b}\n" };
    let mut text = format!("bank: b\n{head}{topics}items:\n");
    for (number, keys) in items.iter().enumerate() {
        let topic = if keys.contains("topic:") { "" } else { ", topic: b" };
        text.push_str(&format!("  - {{id: q{number}, stem: S{number}?, {keys}{topic}}}\n"));
    }
    let loaded = Loaded::from_texts([("b.yaml".into(), text.clone().into_bytes())]);
    assert!(loaded.is_valid(), "{text}{:?}", loaded.findings);
    loaded.banks[0].bank.clone()
}

/// What became of a bank: `✓`, `tag` or `comment` where it came back, `–` where it did not and was told.
fn cell(name: &str, format: Format, bank: &Bank, change: impl Fn(&[u8]) -> Vec<u8>) -> &'static str {
    // What is lost of every item is no matter of the feature.
    let always = |lost: &Lost| format == Format::Aiken && lost.what == "id" && name != "item ids";
    let (bytes, mut lost) = write(format, bank);
    lost.retain(|lost| !always(lost));
    let again = read_back(format, bank, &change(&bytes)).expect("reads");
    let find = |at: usize, item: &crate::model::Item| {
        if format == Format::Aiken {
            return again.items.get(at);
        }
        again.items.iter().find(|other| other.id == item.id)
    };
    let same = |(at, item): (usize, &crate::model::Item)| {
        find(at, item).is_some_and(|other| differences(item, other, true).is_empty())
    };
    let whole =
        (&again.title, &again.language, &again.license) == (&bank.title, &bank.language, &bank.license);
    let came = bank.items.iter().enumerate().all(same) && whole;
    if !came || !lost.is_empty() {
        assert!(!lost.is_empty(), "{name} is lost by {format:?} without a word");
        let unforeseen = lost.iter().any(|lost| lost.why.contains("reads otherwise"));
        assert!(!unforeseen, "{name} is lost by {format:?} for no reason that people could use: {lost:?}");
        return "–";
    }
    let text = all_text(&bytes);
    let tagged = bank.items.iter().flat_map(|item| extras::tags(item, None)).filter(|tag| tag.contains(':'));
    if tagged.into_iter().any(|tag| text.contains(&tag)) {
        "tag"
    } else if bank.title.is_some() && text.contains("qbank title: ") {
        "comment"
    } else {
        "✓"
    }
}

/// Every file of an archive, or the text itself.
fn all_text(bytes: &[u8]) -> String {
    let mut text = String::new();
    each_file(bytes, |_, content| text.push_str(&content));
    text
}

fn each_file(bytes: &[u8], mut take: impl FnMut(&str, String)) {
    if !qti::is_archive(bytes) {
        return take("", String::from_utf8_lossy(bytes).into_owned());
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    for number in 0..archive.len() {
        let mut file = archive.by_index(number).expect("a file");
        let mut content = String::new();
        file.read_to_string(&mut content).expect("text");
        let name = file.name().expect("a name").into_owned();
        take(&name, content);
    }
}

/// A package of QTI 2.1 under the names of QTI 3.0.
fn as_third(bytes: &[u8]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    each_file(bytes, |name, content| {
        let content = if name == "imsmanifest.xml" { content } else { kebab(&content) };
        out.start_file(name, zip::write::SimpleFileOptions::default()).expect("starts");
        out.write_all(content.as_bytes()).expect("writes");
    });
    out.finish().expect("finishes").into_inner()
}

/// Names of elements and attributes in XML, `responseIdentifier` as `response-identifier`, and `qti-` before elements.
fn kebab(xml: &str) -> String {
    let plain = ["value", "match", "equal", "mapping", "correct", "variable", "prompt"];
    let dashed = |name: &str| {
        name.chars().fold(String::new(), |mut out, c| {
            if c.is_ascii_uppercase() {
                out.push('-');
            }
            out.push(c.to_ascii_lowercase());
            out
        })
    };
    let tag = |tag: &str| {
        let (slash, rest) = tag.strip_prefix('/').map_or(("", tag), |rest| ("/", rest));
        let mut words = rest.split(' ');
        let name = words.next().unwrap_or("");
        let bare = name.trim_end_matches('/');
        let is_own = plain.contains(&bare) || bare.contains(|c: char| c.is_ascii_uppercase());
        let first = if is_own { format!("{slash}qti-{}", dashed(name)) } else { format!("{slash}{name}") };
        let attribute = |word: &str| match word.split_once("=\"") {
            Some((name, value)) if is_own => format!("{}=\"{value}", dashed(name)),
            _ => word.to_owned(),
        };
        std::iter::once(first).chain(words.map(attribute)).collect::<Vec<_>>().join(" ")
    };
    let mut parts = xml.split('<');
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let (inside, text) = part.split_once('>').unwrap_or((part, ""));
        let inside = if inside.starts_with(['?', '!']) { inside.to_owned() } else { tag(inside) };
        out.push_str(&format!("<{inside}>{text}"));
    }
    out
}

#[test]
fn the_table_of_the_page_is_what_happens() {
    let found: Vec<String> = rows()
        .iter()
        .map(|(name, banks)| {
            let best = |format: Format| {
                let cells: Vec<&str> =
                    banks.iter().map(|bank| cell(name, format, bank, <[u8]>::to_vec)).collect();
                cells.iter().find(|cell| **cell != "–").copied().unwrap_or("–")
            };
            format!("| {name} | {} |", COLUMNS.map(best).join(" | "))
        })
        .collect();
    let page = include_str!("../../../docs/convert.md");
    let table: Vec<&str> = page.lines().skip_while(|line| !line.starts_with("| | YAML")).skip(2).collect();
    let table: Vec<&str> = table.into_iter().take_while(|line| line.starts_with('|')).collect();
    assert_eq!(found, table, "the table should be:\n{}\n", found.join("\n"));
}

#[test]
fn qti_3_is_read_as_qti_2_is() {
    for (name, banks) in rows() {
        for bank in &banks {
            let second = cell(name, Format::Qti, bank, <[u8]>::to_vec);
            assert_eq!(cell(name, Format::Qti, bank, as_third), second, "{name}");
        }
    }
}
