//! Rows: a change made to a bank, and what is told of it.

use super::*;
use crate::load::Loaded;
use std::path::PathBuf;

const BANK: &str = "bank: b
topics: {t: Topic, u: Other}
items:
- {id: one, topic: t, stem: First?, options: {A: yes, B: no, C: maybe}, answer: A, rationale: Because.}
- {id: two, topic: t, stem: Second?, options: {A: x, B: y, C: z}, answer: [A, B], scoring: net}
- {id: three, topic: u, stem: Third?, accept: [empathy, {text: sympathy, credit: 0.5}], reject: [apathy]}
- {id: four, topic: u, stem: Fourth?, accept-number: {value: 36, tolerance: 1, units: [h]}}
";

fn loaded(text: &str) -> Loaded {
    let loaded = Loaded::from_texts([(PathBuf::from("b.yaml"), text.as_bytes().to_vec())]);
    assert_eq!(loaded.findings, [], "{text}");
    loaded
}

fn between(old: &Loaded, new: &Loaded) -> Vec<Change> {
    let (then, now): (Vec<&Bank>, Vec<&Bank>) = (
        old.banks.iter().map(|bank| &bank.bank).collect(),
        new.banks.iter().map(|bank| &bank.bank).collect(),
    );
    changes(State { banks: &then, topics: &old.topics }, State { banks: &now, topics: &new.topics })
}

/// Puts `to` in the place of `from`, and holds what is told as `Kind id what: old -> new`.
#[track_caller]
fn check(from: &str, to: &str, expected: &[&str]) {
    assert!(BANK.contains(from), "{from}");
    let told: Vec<String> = between(&loaded(BANK), &loaded(&BANK.replacen(from, to, 1)))
        .into_iter()
        .map(|change| {
            let side = |text: Option<String>| text.unwrap_or_else(|| "nothing".to_owned());
            format!(
                "{:?} {} {}: {} -> {}",
                change.kind,
                change.id,
                change.what,
                side(change.old),
                side(change.new)
            )
        })
        .collect();
    assert_eq!(told, expected);
}

#[test]
fn what_changes_the_meaning_is_told() {
    check("id: one", "id: one", &[]);
    check("answer: A,", "answer: B,", &["Key one key: A yes -> B no"]);
    check("answer: [A, B]", "answer: [B, C]", &["Key two key: A x; B y -> B y; C z"]);
    check("answer: A,", "answer: [A],", &["Scoring one kind: single response -> multiple response"]);
    check("scoring: net", "scoring: balanced", &["Scoring two scoring: net -> balanced"]);
    check("stem: First?", "stem: First one?", &["Reworded one stem: First? -> First one?"]);
    check("B: no", "B: never", &["Reworded one option B: no -> never"]);
    check("A: yes", "A: yes indeed", &["Reworded one option A: yes -> yes indeed"]);
    check(", C: maybe", "", &["Reworded one option C: maybe -> nothing"]);
    check(
        "{A: yes, B: no, C: maybe}, answer: A",
        "{A: no, B: yes, C: maybe}, answer: B",
        &["Details one order of options: A yes; B no; C maybe -> A no; B yes; C maybe"],
    );
    check(
        "{A: yes, B: no, C: maybe}",
        "{A: no, B: yes, C: maybe}",
        &[
            "Key one key: A yes -> A no",
            "Details one order of options: A yes; B no; C maybe -> A no; B yes; C maybe",
        ],
    );
    check("topic: u, stem: Third?", "topic: t, stem: Third?", &["Moved three topic: u -> t"]);
    check(
        "credit: 0.5",
        "credit: 0.25",
        &["Key three accepted: empathy; sympathy (0.5) -> empathy; sympathy (0.25)"],
    );
    check(
        "reject: [apathy]",
        "points: 2",
        &["Key three rejected: apathy -> nothing", "Scoring three points: 1 -> 2"],
    );
    check("tolerance: 1", "tolerance: 2", &["Key four accepted: 36 ± 1 h -> 36 ± 2 h"]);
    check(
        "accept-number: {value: 36, tolerance: 1, units: [h]}",
        "accept: [36 hours], match: {typos: false}",
        &[
            "Key four accepted: 36 ± 1 h -> 36 hours",
            "Scoring four match: case fold, typos forgiven -> case fold, no typos",
        ],
    );
    check(
        "accept-number: {value: 36, tolerance: 1, units: [h]}",
        "options: {A: 36, B: 48}, answer: A",
        &["Key four key: 36 ± 1 h -> A 36", "Key four kind: short answer -> single response"],
    );
    check("id: four", "id: new", &["Renamed new : four -> new"]);
    check(
        "id: four, topic: u, stem: Fourth?",
        "id: new, topic: u, stem: Fifth?",
        &["Removed four : Fourth? -> nothing", "Added new : nothing -> Fifth?"],
    );
    check(
        "rationale: Because.",
        "level: recall",
        &["Details one level: nothing -> recall", "Details one rationale: Because. -> nothing"],
    );
    check(
        "u: Other",
        "u: Another, v: Third",
        &["Topic u title: Other -> Another", "Topic v title: nothing -> Third"],
    );
    check(
        "bank: b",
        "bank: c",
        &[
            "Moved four bank: b -> c",
            "Moved one bank: b -> c",
            "Moved three bank: b -> c",
            "Moved two bank: b -> c",
        ],
    );
}

#[test]
fn changes_are_written_for_people_and_programs() {
    let new = BANK
        .replace("answer: A,", "answer: B,")
        .replace("stem: Second?", "stem: '<b>Second|</b> @you?'")
        .replace("id: four", "id: fourth");
    let changes = between(&loaded(BANK), &loaded(&new));
    insta::assert_snapshot!("human", write::human(&changes, str::to_owned));
    insta::assert_snapshot!("markdown", write::markdown(&changes));
    insta::assert_snapshot!("json", write::json(&changes).expect("renders"));
    assert_eq!(write::human(&[], str::to_owned), "Nothing changed in meaning\n");
}
