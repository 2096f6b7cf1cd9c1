//! Findings as one JSON document.

use crate::diagnostic::{Finding, Severity, Sources, Span, Summary, summarize};
use serde::Serialize;

/// Writes all findings with a summary. `items` is how many items were looked at.
pub fn render(findings: &[Finding], sources: &Sources, items: usize) -> serde_json::Result<String> {
    let Summary { errors, warnings, notes } = summarize(findings);
    let document = Document {
        findings: findings.iter().map(|finding| Entry::new(finding, sources)).collect(),
        summary: Counts { files: sources.len(), items, errors, warnings, notes },
    };
    let mut text = serde_json::to_string_pretty(&document)?;
    text.push('\n');
    Ok(text)
}

#[derive(Serialize)]
struct Document<'a> {
    findings: Vec<Entry<'a>>,
    summary: Counts,
}

#[derive(Serialize)]
struct Counts {
    files: usize,
    items: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

#[derive(Serialize)]
struct Entry<'a> {
    severity: Severity,
    code: &'a str,
    message: &'a str,
    #[serde(flatten)]
    stretch: Stretch,
    labels: Vec<Label<'a>>,
    help: Option<&'a str>,
    fix: Option<Fix<'a>>,
}

#[derive(Serialize)]
struct Stretch {
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Label<'a> {
    file: String,
    line: usize,
    column: usize,
    message: &'a str,
}

#[derive(Serialize)]
struct Fix<'a> {
    message: &'a str,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    #[serde(flatten)]
    stretch: Stretch,
    text: &'a str,
}

impl<'a> Entry<'a> {
    fn new(finding: &'a Finding, sources: &Sources) -> Self {
        let label = |label: &'a crate::diagnostic::Label| {
            let Stretch { file, line, column, .. } = Stretch::new(label.span, sources);
            Label { file, line, column, message: &label.message }
        };
        let edit = |edit: &'a crate::diagnostic::Edit| Edit {
            stretch: Stretch::new(edit.span, sources),
            text: &edit.text,
        };
        Self {
            severity: finding.severity,
            code: &finding.code,
            message: &finding.message,
            stretch: Stretch::new(finding.span, sources),
            labels: finding.labels.iter().map(label).collect(),
            help: finding.help.as_deref(),
            fix: finding
                .fix
                .as_ref()
                .map(|fix| Fix { message: &fix.message, edits: fix.edits.iter().map(edit).collect() }),
        }
    }
}

impl Stretch {
    fn new(span: Span, sources: &Sources) -> Self {
        let source = sources.get(span.source);
        let (start, end) = (source.place(span.start), source.place(span.end));
        Self {
            file: source.path().to_string_lossy().into_owned(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}
