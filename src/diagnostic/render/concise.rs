//! One line a finding, for editors and for `grep`.

use super::visible;
use crate::diagnostic::{Finding, Sources};
use std::fmt::Write;

/// Writes `file:line:column: severity[code] message` for each finding.
pub fn render(findings: &[Finding], sources: &Sources) -> String {
    let mut out = String::new();
    for finding in findings {
        let source = sources.get(finding.span.source);
        let place = source.place(finding.span.start);
        let path = source.path().to_string_lossy();
        // Writing to a text does not fail.
        let _ = writeln!(
            out,
            "{}:{}:{}: {}[{}] {}",
            visible(&path),
            place.line,
            place.column,
            finding.severity.name(),
            finding.code,
            visible(&finding.message)
        );
    }
    out
}
