//! What holds of every lint: its cases fire and stay quiet, and `allow` silences it.

use super::*;
use crate::diagnostic::Severity;
use crate::diagnostic::render::concise;
use foldhash::HashSet;
use std::path::PathBuf;

mod documentation;
mod settings;
mod threads;

/// The files that a case stands for, see [`lints`], with an `allow` in every item.
fn files(case: &str, allow: Option<&str>) -> Vec<String> {
    let is_first_key = |line: &str| {
        let line = line.trim_start_matches('⟦');
        line.starts_with("bank") || line.starts_with("exam")
    };
    if case.lines().any(is_first_key) {
        return case.split("---\n").map(str::to_owned).collect();
    }
    let mut file = "bank: b\ntitle: T\ntopics: {t: T}\nitems:\n".to_owned();
    for (item, id) in case.split("---\n").zip('a'..) {
        let (dash, item) = match item.strip_prefix("⟦-⟧\n") {
            Some(rest) => ("⟦-⟧", rest),
            None => ("-", item),
        };
        file.extend([dash, " id: ", &id.to_string(), "\n  topic: t\n"]);
        for line in item.lines() {
            file.extend(["  ", line, "\n"]);
        }
        if let Some(id) = allow {
            file.extend(["  allow: {", id, ": it is meant so}\n"]);
        }
    }
    vec![file]
}

fn load(files: &[String]) -> Loaded {
    let paths = ('a'..).map(|name| PathBuf::from(format!("{name}.yaml")));
    let loaded = Loaded::from_texts(paths.zip(files.iter().map(|text| text.clone().into_bytes())));
    assert_eq!(loaded.findings, [], "the case is no valid bank:\n{}", files.join("---\n"));
    loaded
}

/// The marked places of files, as file number, first and last byte without the marks, and the files without marks.
fn unmark(files: &[String]) -> (Vec<(usize, usize, usize)>, Vec<String>) {
    let mut places = Vec::new();
    let mut clean = Vec::new();
    for (number, file) in files.iter().enumerate() {
        let mut text = String::new();
        for part in file.split_inclusive(['⟦', '⟧']) {
            text.push_str(part.trim_end_matches(['⟦', '⟧']));
            if part.ends_with('⟦') {
                places.push((number, text.len(), 0));
            } else if part.ends_with('⟧') {
                places.last_mut().expect("an opening mark").2 = text.len();
            }
        }
        clean.push(text);
    }
    (places, clean)
}

/// Settings under which a lint is on with its own severities.
fn with(lint: &Lint) -> Settings {
    let mut settings = Settings::default();
    if lint.pedantic {
        settings.set(lint.id, Level::Warn).expect("a lint");
    }
    settings
}

fn fired(files: &[String], lint: &Lint) -> Vec<Finding> {
    let mut findings = check(&load(files), &with(lint));
    findings.retain(|finding| finding.code == lint.id);
    findings
}

#[test]
fn every_lint_fires_at_its_place() {
    for lint in LINTS {
        assert!(!lint.fires.is_empty(), "{} has no case that fires", lint.id);
        let mut worst = None;
        for case in lint.fires {
            let (expected, clean) = unmark(&files(case, None));
            let found = fired(&clean, lint);
            let places: Vec<_> = found
                .iter()
                .map(|one| (one.span.source.index(), one.span.start as usize, one.span.end as usize))
                .collect();
            assert_eq!(places, expected, "{} in\n{case}\n{found:#?}", lint.id);
            worst = worst.into_iter().chain(found.iter().map(|one| one.severity)).min();
        }
        let expected = if lint.pedantic { Severity::Warning } else { lint.severity };
        assert_eq!(worst, Some(expected), "the worst case of {} has its severity", lint.id);
    }
}

#[test]
fn every_lint_has_a_near_miss() {
    for lint in LINTS {
        assert!(!lint.quiet.is_empty(), "{} has no near miss", lint.id);
        for case in lint.quiet {
            assert_eq!(fired(&files(case, None), lint), [], "{} in\n{case}", lint.id);
        }
    }
}

#[test]
fn every_lint_can_be_allowed() {
    for lint in LINTS {
        let case = lint.fires[0];
        let on_items = !case.contains("bank:") && !case.contains("allow:");
        if on_items {
            let (_, clean) = unmark(&files(case, Some(lint.id)));
            let findings = check(&load(&clean), &with(lint));
            assert!(findings.iter().all(|one| one.code != lint.id), "{} in spite of `allow`", lint.id);
        }
        let (_, clean) = unmark(&files(case, None));
        let mut settings = Settings::default();
        settings.set(lint.id, Level::Allow).expect("a lint");
        let findings = check(&load(&clean), &settings);
        assert!(findings.iter().all(|one| one.code != lint.id), "{} in spite of settings", lint.id);
    }
}

#[test]
fn ids_are_unique_and_kebab_case() {
    let mut seen = HashSet::default();
    for lint in LINTS {
        assert!(seen.insert(lint.id), "{} is there twice", lint.id);
        assert!(lint.id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", lint.id);
        assert!(diagnostic::code::CODES.iter().all(|(code, _)| *code != lint.id), "{} is a code", lint.id);
        assert!(Group::ALL.iter().all(|(_, name, _)| *name != lint.id));
        for text in [lint.summary, lint.explanation, lint.reference] {
            assert!(!text.is_empty() && !text.contains("  "), "{}: {text}", lint.id);
        }
    }
    assert!(LINTS.is_sorted_by_key(|lint| lint.group), "lints of a group stand together");
}

/// False alarms matter more than misses: in the shipped banks every warning is mended, or allowed with a reason.
#[test]
fn no_shipped_bank_has_a_warning() {
    let loaded = crate::load::shipped::load();
    let mut findings = check(&loaded, &Settings::default());
    findings.retain(|finding| finding.severity != Severity::Note);
    assert_eq!(concise::render(&findings, &loaded.sources), "");
}
