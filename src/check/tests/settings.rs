//! Levels of lints and groups.

use crate::check::{LINTS, Level, Settings, check, find};
use crate::diagnostic::render::concise;
use crate::load::Loaded;
use std::path::PathBuf;

const BANK: &str = "\
bank: b
topics: {t: T}
items:
- id: a
  topic: t
  stem: Which of these do you think is not a skill?
  options: {A: All of the above, B: y, C: z}
  answer: A
  rationale: Every answer has been checked for itself, one after the other.
  reference: none
";

/// What is told with levels set in this order.
#[track_caller]
fn told(levels: &[(&str, Level)], expected: &[&str]) {
    let loaded = Loaded::from_texts([(PathBuf::from("a.yaml"), BANK.as_bytes().to_vec())]);
    let mut settings = Settings::default();
    for (name, level) in levels {
        settings.set(name, *level).expect("a lint or group");
    }
    let text = concise::render(&check(&loaded, &settings), &loaded.sources);
    let found: Vec<_> = text
        .lines()
        .map(|line| line.split(": ").nth(1).unwrap_or("").split(' ').next().unwrap_or(""))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn levels_change_what_is_told() {
    use Level::{Allow, Deny, Warn};
    let own = ["note[opinion-stem]", "warning[negative-unemphasised]", "warning[all-of-the-above]"];
    told(&[], &own);
    told(&[("stem", Allow)], &own[2..]);
    told(&[("opinion-stem", Warn)], &["warning[opinion-stem]", own[1], own[2]]);
    told(&[("stem", Deny)], &["error[opinion-stem]", "error[negative-unemphasised]", own[2]]);
    told(&[("opinion-stem", Allow), ("stem", Deny)], &["error[negative-unemphasised]", own[2]]);
    told(&[("stem", Deny), ("stem", Allow)], &own[2..]);
}

#[test]
fn pedantic_lints_are_on_only_when_they_are_named() {
    let pedantic = LINTS.iter().find(|lint| lint.pedantic).expect("a pedantic lint");
    let on = |name: &str, level: Level| {
        let mut settings = Settings::default();
        settings.set(name, level).expect("a name");
        settings.is_on(pedantic)
    };
    assert!(!Settings::default().is_on(pedantic));
    assert!(on("pedantic", Level::Warn));
    assert!(on(pedantic.id, Level::Deny));
    assert!(!on(pedantic.group.name(), Level::Deny));
    assert!(!on("pedantic", Level::Allow));
}

#[test]
fn unknown_names_are_refused() {
    let refused = |name: &str| Settings::default().set(name, Level::Allow).expect_err("no name").to_string();
    assert_eq!(
        refused("key-longst"),
        "`key-longst` is no lint and no group of lints; did you mean `key-longest`?"
    );
    assert_eq!(refused("zzz"), "`zzz` is no lint and no group of lints");
    assert!(find("key-longest").is_some() && find("cues").is_none());
}
