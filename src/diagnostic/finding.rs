//! What is told about a place.

use super::{Edit, Sources, Span};
use serde::Serialize;
use std::borrow::Cow;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The bank cannot be trusted to grade. Exit status 1.
    Error,
    /// Flawed by the guidelines; exit status 1 only under `--strict`.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One thing found, at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// Kebab-case code; for a lint, its id.
    pub code: Cow<'static, str>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where.
    pub span: Span,
    /// Other places that matter, such as the first use of an id.
    pub labels: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
    /// A mend that is safe.
    pub fix: Option<Fix>,
}

impl Finding {
    /// An error at `span`.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, span, message)
    }

    /// A warning at `span`.
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, span, message)
    }

    /// A note at `span`.
    pub fn note(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, span, message)
    }

    fn new(severity: Severity, code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self {
            severity,
            code: Cow::Borrowed(code),
            message: message.into(),
            span,
            labels: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Adds what to do.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn with_label(mut self, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label { span, message: message.into() });
        self
    }
}

/// Another place with a word about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there.
    pub message: String,
}

/// A mend: edits that together remove the finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What the mend does.
    pub message: String,
    /// Edits that do not overlap.
    pub edits: Vec<Edit>,
}

/// How many findings of each severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

/// Counts findings by severity.
pub fn summarize(findings: &[Finding]) -> Summary {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    Summary {
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        notes: count(Severity::Note),
    }
}

/// Sorts findings by file, line, column and code, the order in which every format shows them.
///
/// Files have the order of their paths, not the order in which they were read.
pub fn sort(findings: &mut [Finding], sources: &Sources) {
    // Two spans of one source compare by their first byte: lines and columns rise with it.
    findings.sort_by(|a, b| {
        let path = |finding: &Finding| sources.get(finding.span.source).path();
        let by_file = if a.span.source == b.span.source {
            std::cmp::Ordering::Equal
        } else {
            path(a).cmp(path(b)).then(a.span.source.cmp(&b.span.source))
        };
        by_file
            .then(a.span.start.cmp(&b.span.start))
            .then_with(|| a.code.cmp(&b.code))
            .then(a.span.end.cmp(&b.span.end))
    });
}
