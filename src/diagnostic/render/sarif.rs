//! SARIF 2.1.0, the format of results that code-scanning services read.

use crate::diagnostic::{Edit, Finding, Severity, Sources, Span, with_slashes};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A rule as SARIF describes it: a code with its one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule<'a> {
    /// The code.
    pub id: &'a str,
    /// One line about it.
    pub summary: &'a str,
}

/// Writes one run with all findings. `rules` describes codes; those of findings that it has not are listed by id alone.
pub fn render(findings: &[Finding], sources: &Sources, rules: &[Rule<'_>]) -> serde_json::Result<String> {
    let summaries: BTreeMap<&str, &str> = rules.iter().map(|rule| (rule.id, rule.summary)).collect();
    let mut used: BTreeMap<&str, usize> = findings.iter().map(|finding| (&*finding.code, 0)).collect();
    for (place, index) in used.values_mut().enumerate() {
        *index = place;
    }
    let rule = |(id, _): (&&str, &usize)| match summaries.get(id) {
        Some(summary) => json!({"id": id, "shortDescription": {"text": summary}}),
        None => json!({"id": id}),
    };
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "qbank",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": used.iter().map(rule).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": findings.iter().map(|finding| result(finding, sources, &used)).collect::<Vec<_>>(),
        }],
    });
    let mut text = serde_json::to_string_pretty(&log)?;
    text.push('\n');
    Ok(text)
}

fn result(finding: &Finding, sources: &Sources, rules: &BTreeMap<&str, usize>) -> Value {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let help = finding.help.as_ref().map(|help| format!("\nHelp: {help}")).unwrap_or_default();
    let mut result = json!({
        "ruleId": finding.code,
        "ruleIndex": rules[&*finding.code],
        "level": level,
        "message": {"text": format!("{}{help}", finding.message)},
        "locations": [location(finding.span, sources)],
    });
    if !finding.labels.is_empty() {
        let label = |label: &crate::diagnostic::Label| {
            let mut place = location(label.span, sources);
            place["message"] = json!({"text": label.message});
            place
        };
        result["relatedLocations"] = finding.labels.iter().map(label).collect();
    }
    if let Some(fix) = &finding.fix {
        let mut files: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for edit in &fix.edits {
            files.entry(uri(edit.span, sources)).or_default().push(replacement(edit, sources));
        }
        let changes: Vec<Value> = files
            .into_iter()
            .map(
                |(uri, replacements)| json!({"artifactLocation": {"uri": uri}, "replacements": replacements}),
            )
            .collect();
        result["fixes"] = json!([{"description": {"text": fix.message}, "artifactChanges": changes}]);
    }
    result
}

fn replacement(edit: &Edit, sources: &Sources) -> Value {
    json!({"deletedRegion": region(edit.span, sources), "insertedContent": {"text": edit.text}})
}

fn location(span: Span, sources: &Sources) -> Value {
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri(span, sources)},
        "region": region(span, sources),
    }})
}

/// Lines and columns from 1; the end column is the one behind the last character, as SARIF has it.
fn region(span: Span, sources: &Sources) -> Value {
    let source = sources.get(span.source);
    let (start, end) = (source.place(span.start), source.place(span.end));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

/// The path as a relative reference: slashes between folders, and nothing that a URI reads otherwise.
fn uri(span: Span, sources: &Sources) -> String {
    let path = with_slashes(sources.get(span.source).path());
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(byte.into());
            }
            byte => {
                // Writing to a text does not fail.
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::super::testing::findings;
    use super::*;

    fn log() -> Value {
        let (sources, findings) = findings();
        let rules = [Rule { id: "long-stem", summary: "The stem is long" }];
        serde_json::from_str(&render(&findings, &sources, &rules).expect("renders")).expect("is JSON")
    }

    #[test]
    fn findings_have_their_rule_their_place_and_their_fix() {
        let mut log = log();
        log["runs"][0]["tool"]["driver"]["semanticVersion"] = "[version]".into();
        insta::assert_snapshot!("sarif", serde_json::to_string_pretty(&log).expect("renders"));
    }

    #[test]
    fn rules_of_results_are_those_they_point_at() {
        let run = &log()["runs"][0];
        for result in run["results"].as_array().expect("a list") {
            let rule = usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("is small");
            assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], result["ruleId"]);
        }
    }
}
