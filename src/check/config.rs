//! `qbank.toml`: levels of lints that a folder of banks keeps.

use super::lints::bank::unknown_lint;
use super::settings::{Level, Settings};
use crate::diagnostic::{Finding, SourceId, Span, code};
use crate::yaml::shape::nearest;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The name of the file.
pub const NAME: &str = "qbank.toml";
/// Its one table.
const LINTS: &str = "lints";

/// The levels that the text of a settings file sets, in the order of the file. What is wrong in it is found,
/// and the rest counts.
pub fn read(text: &str, source: SourceId, findings: &mut Vec<Finding>) -> Settings {
    let mut settings = Settings::default();
    let (root, faults) = DeTable::parse_recoverable(text);
    for fault in faults {
        let span = span(source, fault.span().unwrap_or(0..0));
        findings.push(Finding::error(code::SYNTAX, span, format!("this is not TOML: {}", fault.message())));
    }
    for (key, value) in in_order(root.get_ref()) {
        let at = span(source, key.span());
        let name = key.get_ref().as_ref();
        match value.get_ref().as_table() {
            Some(table) if name == LINTS => read_lints(table, source, &mut settings, findings),
            None if name == LINTS => {
                let message = format!("`{LINTS}` is a table of lints with their levels");
                findings.push(Finding::error(code::WRONG_KIND, at, message).with_help("write `[lints]`"));
            }
            _ => {
                let finding =
                    Finding::error(code::UNKNOWN_KEY, at, format!("`{name}` is not known in {NAME}"));
                let help = match nearest(name, [LINTS]) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "the levels of lints stand under `[lints]`".to_owned(),
                };
                findings.push(finding.with_help(help));
            }
        }
    }
    settings
}

fn read_lints(table: &DeTable<'_>, source: SourceId, settings: &mut Settings, findings: &mut Vec<Finding>) {
    for (key, value) in in_order(table) {
        let name = key.get_ref().as_ref();
        let told = value.get_ref().as_str();
        let level = told.and_then(|told| Level::ALL.iter().find(|(_, name)| *name == told));
        let Some((level, _)) = level else {
            let at = span(source, value.span());
            // A value that is not TOML has been told already.
            if findings.iter().any(|told| told.code == code::SYNTAX && touches(told.span, at)) {
                continue;
            }
            let levels = Level::ALL.map(|(_, name)| format!("\"{name}\"")).join(", ");
            let message = format!("the level of `{name}` is none of {levels}");
            findings.push(Finding::error(code::BAD_LEVEL, at, message));
            continue;
        };
        if let Err(unknown) = settings.set(name, *level) {
            let at = span(source, key.span());
            findings.push(Finding::warning(unknown_lint::LINT.id, at, unknown.to_string()));
        }
    }
}

/// The entries of a table as the file has them, since of two groups the later counts.
fn in_order<'t, 's>(
    table: &'t DeTable<'s>,
) -> Vec<(&'t Spanned<toml::de::DeString<'s>>, &'t Spanned<DeValue<'s>>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

fn touches(a: Span, b: Span) -> bool {
    a.source == b.source && a.start <= b.end && b.start <= a.end
}

fn span(source: SourceId, range: Range<usize>) -> Span {
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span { source, start: byte(range.start), end: byte(range.end) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::find;
    use crate::diagnostic::Sources;
    use crate::diagnostic::render::concise;

    #[track_caller]
    fn told(text: &str, expected: &str) -> Settings {
        let mut sources = Sources::default();
        let source = sources.add(NAME, text.to_owned());
        let mut findings = Vec::new();
        let settings = read(text, source, &mut findings);
        assert_eq!(concise::render(&findings, &sources), expected);
        settings
    }

    #[test]
    fn what_is_wrong_is_told_at_its_place() {
        told("", "");
        told("# nothing\n[lints]\n", "");
        told(
            "[lints]\nkey-longst = \"allow\"\n",
            "qbank.toml:2:1: warning[unknown-lint] `key-longst` is no lint and no group of lints; did you mean `key-longest`?\n",
        );
        told(
            "[lints]\nsyntax = \"allow\"\n",
            "qbank.toml:2:1: warning[unknown-lint] `syntax` is an error, which cannot be switched\n",
        );
        told(
            "[lints]\ncues = \"off\"\nstem = 1\n",
            "qbank.toml:2:8: error[bad-level] the level of `cues` is none of \"allow\", \"warn\", \"deny\"\n\
             qbank.toml:3:8: error[bad-level] the level of `stem` is none of \"allow\", \"warn\", \"deny\"\n",
        );
        told(
            "[lints]\ncues =\nstem = \"off\"\n",
            "qbank.toml:2:7: error[syntax] this is not TOML: string values must be quoted, expected literal string\n\
             qbank.toml:3:8: error[bad-level] the level of `stem` is none of \"allow\", \"warn\", \"deny\"\n",
        );
        told(
            "lints = 1\n",
            "qbank.toml:1:1: error[wrong-kind] `lints` is a table of lints with their levels\n",
        );
        told("[lint]\n", "qbank.toml:1:2: error[unknown-key] `lint` is not known in qbank.toml\n");
    }

    #[test]
    fn what_is_right_counts_in_the_order_of_the_file() {
        let level = |settings: &Settings, id: &str| settings.level(find(id).expect("a lint"));
        let settings = told("[lints]\nstem = \"deny\"\nlong-stem = \"allow\"\ncues = \"warn\"\n", "");
        assert_eq!(level(&settings, "long-stem"), Some(Level::Allow));
        assert_eq!(level(&settings, "opinion-stem"), Some(Level::Deny));
        assert_eq!(level(&settings, "clang"), Some(Level::Warn));
        assert_eq!(level(&settings, "duplicate-item"), None);
        let (pedantic, group) = {
            let lint = crate::check::LINTS.iter().find(|lint| lint.pedantic).expect("a pedantic lint");
            (lint.id, lint.group.name())
        };
        let last = |first: &str, second: &str| {
            let text = format!("[lints]\n{first}\n{second}\n");
            level(&told(&text, ""), pedantic)
        };
        let (on, off) = ("pedantic = \"warn\"".to_owned(), format!("{group} = \"allow\""));
        assert_eq!(last(&on, &off), Some(Level::Allow));
        assert_eq!(last(&off, &on), Some(Level::Warn));
    }
}
