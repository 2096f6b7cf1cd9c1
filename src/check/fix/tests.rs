//! Rows: files before and after, and what is told of them; and laws of the mends.

use super::*;
use crate::check::Level;
use crate::load::shipped;
use proptest::prelude::*;
use std::fmt::Write;

/// A bank with these items, the first at line 4.
fn bank(items: &str) -> String {
    format!("bank: b\ntopics: {{t: T}}\nitems:\n{items}")
}

fn load(files: &[&str]) -> Loaded {
    let paths = ('a'..).map(|name| PathBuf::from(format!("{name}.yaml")));
    Loaded::from_texts(paths.zip(files.iter().map(|text| text.as_bytes().to_vec())))
}

/// What is told: the mends with their places and the files left alone.
fn told(loaded: &Loaded, fixes: &Fixes) -> Vec<String> {
    let made = fixes.made.iter().map(|made| {
        let path = loaded.sources.get(made.source).path().display();
        format!("{path}:{}:{}: {}", made.place.line, made.place.column, made.code)
    });
    let refused = fixes.refused.iter().map(|one| format!("{}: {}", one.path.display(), one.why));
    made.chain(refused).collect()
}

/// Mends files under settings, and holds what they are then and what is told.
#[track_caller]
fn check_files(before: &[&str], allowed: &[&str], expected: &[&str], lines: &[&str]) {
    let loaded = load(before);
    let mut settings = Settings::default();
    for id in allowed {
        settings.set(id, Level::Allow).expect("a lint");
    }
    let fixes = fix(&loaded, &settings);
    let after: Vec<&str> = loaded
        .files
        .iter()
        .map(|file| {
            fixes.changed.get(&file.source).map_or(loaded.sources.get(file.source).text(), String::as_str)
        })
        .collect();
    assert_eq!(after, expected);
    assert_eq!(told(&loaded, &fixes), lines);
}

#[track_caller]
fn check(before: &str, after: &str, lines: &[&str]) {
    check_files(&[&bank(before)], &[], &[&bank(after)], lines);
}

const SHUFFLED: &str = "- id: a\n  topic: t\n  stem: How many?\n  options:\n    A: '10'\n    B: \"6\"\n    C: 12\n  answer: 'C'   # as counted\n  shuffle: false\n";
const ORDERED: &str = "- id: a\n  topic: t\n  stem: How many?\n  options:\n    A: \"6\"\n    B: '10'\n    C: 12\n  answer: 'C'   # as counted\n  shuffle: false\n";

#[test]
fn mends_keep_everything_else() {
    let before = "- id: a # one\n  topic: t\n  stem: Which is not  so?   # why\n  options: {A: \" x\", B: 'y  z', C: w}\n  answer: B\n";
    let after = "- id: a # one\n  topic: t\n  stem: Which is NOT so?   # why\n  options: {A: \"x\", B: 'y z', C: w}\n  answer: B\n";
    let lines = [
        "a.yaml:6:18: negative-unemphasised",
        "a.yaml:6:21: stray-space",
        "a.yaml:7:17: stray-space",
        "a.yaml:7:27: stray-space",
    ];
    check(before, after, &lines);
    let windows = |text: &str| bank(text).replace('\n', "\r\n");
    check_files(&[&windows(before)], &[], &[&windows(after)], &lines);
    check(SHUFFLED, ORDERED, &["a.yaml:7:3: number-order"]);
    let sound = "- {id: a, topic: t, stem: \"Which is NOT so?\", options: {A: x, B: y, C: z}, answer: B}\n";
    check(sound, sound, &[]);
}

#[test]
fn the_key_goes_with_its_number() {
    let answered = |text: &str, label: &str| text.replace("'C'", &format!("'{label}'"));
    check(&answered(SHUFFLED, "A"), &answered(ORDERED, "B"), &["a.yaml:7:3: number-order"]);
    check(&answered(SHUFFLED, "B"), &answered(ORDERED, "A"), &["a.yaml:7:3: number-order"]);
}

#[test]
fn options_stay_where_their_labels_are_named() {
    let named = format!("{SHUFFLED}  rationale: Option A counts the thumbs.\n");
    check(&named, &named, &[]);
    let named = format!("{SHUFFLED}  rationale: B is too few.\n");
    check(&named, &named, &[]);
    for comment in ["    B: \"6\" # few\n", "    B: \"6\"\n    # many\n"] {
        let with_comment = SHUFFLED.replace("    B: \"6\"\n", comment);
        assert_ne!(with_comment, SHUFFLED);
        check(&with_comment, &with_comment, &[]);
    }
    let with_comment = SHUFFLED.replace("C: 12", "C: 12 # most");
    check(&with_comment, &with_comment, &[]);
    let (shuffled, ordered) = (bank(SHUFFLED), bank(ORDERED));
    let form = "form: f\nitems:\n  - {item: a, options: [C, A, B]}\n";
    let why = "a.yaml: its items would mean something else";
    check_files(&[&shuffled, form], &[], &[&shuffled, form], &[why]);
    let form = "form: f\nitems:\n  - {item: a}\n";
    check_files(&[&shuffled, form], &[], &[&ordered, form], &["a.yaml:7:3: number-order"]);
    let ruling = "rulings:\n  - {item: a, answer: A, reason: r}\n";
    check_files(&[&shuffled, ruling], &[], &[&shuffled, ruling], &[why]);
}

#[test]
fn what_is_allowed_is_not_mended() {
    let shuffled = bank(SHUFFLED);
    check_files(&[&shuffled], &["number-order"], &[&shuffled], &[]);
    check_files(&[&shuffled], &["options"], &[&shuffled], &[]);
    let allowed = format!("{SHUFFLED}  allow: {{number-order: as the source has it}}\n");
    check(&allowed, &allowed, &[]);
}

#[test]
fn files_with_errors_are_left_alone() {
    let (faulty, other) =
        (bank(SHUFFLED).replace("answer: 'C'", "answer: 'C'\n  level: none"), bank(ORDERED));
    let faulty = format!("{faulty}- {{id: z, topic: t, stem: \"a  b\", accept: [x]}}\n");
    let other = other.replace("bank: b", "bank: c").replace("id: a", "id: c");
    let stray = other.replace("How many?", "How  many?");
    check_files(
        &[&faulty, &stray],
        &[],
        &[&faulty, &other],
        &["b.yaml:6:12: stray-space", "a.yaml: it holds errors; mend those first"],
    );
    // Two options that differ in white space only would be the same afterwards.
    let twice = bank("- {id: a, topic: t, stem: s, options: {A: x y, B: x  y, C: z}, answer: C}\n");
    check_files(&[&twice], &[], &[&twice], &["a.yaml: its items would mean something else"]);
}

#[test]
fn schemas_are_named_as_other_files_name_theirs() {
    #[track_caller]
    fn check(known: (&str, &str), file: (&str, &str), expected: Option<&str>) {
        let first = format!(
            "# yaml-language-server: $schema={}\nbank: b\ntopics: {{t: T}}\nitems:\n- {{id: a, topic: t, stem: s, accept: [x]}}\n",
            known.1
        );
        let texts = [(known.0, first), (file.0, file.1.to_owned())];
        let loaded = Loaded::from_texts(texts.map(|(path, text)| (PathBuf::from(path), text.into_bytes())));
        assert_eq!(loaded.findings, []);
        let fixes = fix(&loaded, &Settings::default());
        let after =
            fixes.changed.values().next().map(|text| text.strip_suffix(file.1).expect("grows at its start"));
        assert_eq!(after, expected);
    }
    let line = |schema: &str| format!("# yaml-language-server: $schema={schema}\n");
    let bank = "bank: c\nitems:\n- {id: b, topic: t, stem: s, accept: [x]}\n";
    let exam = "exam: e\ndraw: {t: 1}\n";
    let relative = "../schema/bank.schema.json";
    check(("q/a.yaml", relative), ("q/b.yaml", bank), Some(&line(relative)));
    check(("q/a.yaml", relative), ("q/exams/b.yaml", exam), Some(&line("../../schema/exam.schema.json")));
    check(("q/a.yaml", relative), ("b.yaml", bank), Some(&line("schema/bank.schema.json")));
    check(("../q/a.yaml", relative), ("b.yaml", bank), None);
    let url = "https://example.org/bank.schema.json";
    check(("q/a.yaml", url), ("b.yaml", exam), Some(&line("https://example.org/exam.schema.json")));
    check(("a.yaml", "own.json"), ("b.yaml", exam), None);
    check(("a.yaml", "own.json"), ("b.yaml", bank), Some(&line("own.json")));
    let windows = exam.replace('\n', "\r\n");
    check(
        ("a.yaml", relative),
        ("b.yaml", &windows),
        Some("# yaml-language-server: $schema=../schema/exam.schema.json\r\n"),
    );
}

#[test]
fn shipped_banks_need_no_mend() {
    let fixes = fix(&shipped::load(), &Settings::default());
    assert_eq!(fixes.made, []);
    assert_eq!(fixes.refused, []);
}

/// A text with white space in many places, in quotes or folded.
fn texts() -> impl Strategy<Value = String> {
    let word =
        prop::sample::select(vec!["not", "one", "é", "B", "it''s", "10", "[x]", "NOT", "\\", "#", "never"]);
    let gap = prop::sample::select(vec![" ", "  ", "   ", " \t"]);
    let words = prop::collection::vec((word, gap), 1..5);
    (words, 0..4_usize, prop::bool::ANY).prop_map(|(words, style, ends)| {
        let mut text: String = words.iter().flat_map(|(word, gap)| [*word, *gap]).collect();
        if !ends {
            text = text.trim_end().to_owned();
        }
        match style {
            0 => format!("'{text}'"),
            1 => format!("\"{}\"", text.replace('\\', "\\\\")),
            2 => format!(">\n    {}\n    end", text.trim_end()),
            _ => format!("|\n    {text}\n    end"),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mends_change_no_meaning_and_end(
        items in prop::collection::vec((texts(), texts(), prop::collection::vec(0..30_u8, 3), 0..3_usize), 1..4),
    ) {
        let mut text = bank("");
        for (number, (stem, rationale, options, key)) in items.iter().enumerate() {
            let [a, b, c] = options[..] else { unreachable!() };
            let label = ["A", "B", "C"][*key];
            let _ = write!(
                text,
                "- id: i{number}\n  topic: t\n  stem: {stem}\n  # why\n  options: {{A: {a} , B: \"{b}\", C: '{c}'}} # so\n  answer: {label}\n  shuffle: false\n  rationale: {rationale}\n"
            );
        }
        let loaded = load(&[&text]);
        let fixes = fix(&loaded, &Settings::default());
        let Some(after) = &fixes.after else {
            prop_assert_eq!(fixes.made.len(), 0);
            return Ok(());
        };
        prop_assert!(fixes.changed.values().all(|changed| *changed != text));
        // Letters, white space and case aside, are the same, in another order at most.
        let letters = |text: &str| {
            let mut letters: Vec<char> = text.to_uppercase().chars().filter(|c| !c.is_whitespace()).collect();
            letters.sort_unstable();
            letters
        };
        let changed = fixes.changed.values().next().expect("one file");
        let without_key = |text: &str| letters(&text.lines().filter(|line| !line.starts_with("  answer:")).collect::<String>());
        prop_assert_eq!(without_key(changed), without_key(&text));
        prop_assert_eq!(changed.lines().count(), text.lines().count());
        // The right number is the right one still.
        for (old, new) in loaded.items().zip(after.items()) {
            let right = |item: &crate::model::Item| {
                let choice = item.choice().expect("has options");
                choice.key.keyed().iter().map(|at| choice.options[at].text.clone()).collect::<Vec<_>>()
            };
            prop_assert_eq!(right(old.item), right(new.item));
        }
        // Nothing is left that could be mended.
        prop_assert_eq!(fix(after, &Settings::default()).made, vec![]);
    }
}
