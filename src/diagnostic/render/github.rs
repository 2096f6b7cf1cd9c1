//! Workflow commands of GitHub Actions, which show findings beside the lines of a pull request.

use super::visible;
use crate::diagnostic::{Finding, Severity, Sources, with_slashes};
use std::fmt::Write;

/// Writes `::error file=…,line=…,col=…,title=…::message` for each finding.
pub fn render(findings: &[Finding], sources: &Sources) -> String {
    let mut out = String::new();
    for finding in findings {
        let source = sources.get(finding.span.source);
        let (start, end) = (source.place(finding.span.start), source.place(finding.span.end));
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let help = finding.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
        // GitHub marks columns only where a finding stays on one line.
        let columns = if start.line == end.line {
            format!(",col={},endColumn={}", start.column, end.column)
        } else {
            String::new()
        };
        // Writing to a text does not fail.
        let _ = writeln!(
            out,
            "::{command} file={},line={},endLine={}{columns},title={}::{}",
            property(&with_slashes(source.path())),
            start.line,
            end.line,
            property(&finding.code),
            data(&format!("{}{help}", finding.message)),
        );
    }
    out
}

/// Text behind the `::`, in which only line ends are signs.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25");
    let line = |line: &str| line.split('\r').map(visible).collect::<Vec<_>>().join("%0D");
    text.split('\n').map(line).collect::<Vec<_>>().join("%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::testing::findings;
    use super::*;

    #[test]
    fn a_finding_is_one_line_with_nothing_that_steers_the_runner() {
        let (sources, findings) = findings();
        assert_eq!(
            render(&findings, &sources),
            "::error file=a%2C b%3A 50%25.yaml,line=2,endLine=2,col=5,endColumn=9,title=key-not-an-option\
             ::`E` is 100%25 no option%0Ahelp: its options are A, B\n\
             ::warning file=a%2C b%3A 50%25.yaml,line=2,endLine=3,title=long-stem::spans%0D%0Alines\n\
             ::notice file=c.yaml,line=1,endLine=1,col=1,endColumn=1,title=negative-stem::a note ::error::x\n"
        );
    }
}
