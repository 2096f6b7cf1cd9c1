//! `JUnit` XML, which build servers show as test results: a suite for each file, a case for each finding.

use crate::diagnostic::{Finding, Severity, Sources};
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

/// Writes the report. Errors are failures, and warnings too where `strict`; what is no failure is a passed case with
/// its text. A file without findings has one passed case, so that it is seen to have been checked.
pub fn render(
    findings: &[Finding],
    sources: &Sources,
    strict: bool,
) -> Result<String, quick_junit::SerializeError> {
    let mut report = Report::new("qbank check");
    for (id, source) in sources.iter() {
        let path = source.path().to_string_lossy();
        let mut suite = TestSuite::new(path.to_string());
        for finding in findings.iter().filter(|finding| finding.span.source == id) {
            suite.add_test_case(case(finding, &path, sources, strict));
        }
        if suite.test_cases.is_empty() {
            suite.add_test_case(TestCase::new("no findings", TestCaseStatus::success()));
        }
        report.add_test_suite(suite);
    }
    report.to_string()
}

fn case(finding: &Finding, path: &str, sources: &Sources, strict: bool) -> TestCase {
    let place = sources.get(finding.span.source).place(finding.span.start);
    let fails = finding.severity == Severity::Error || (strict && finding.severity == Severity::Warning);
    let name = format!("{} at {}:{}", finding.code, place.line, place.column);
    let help = finding.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
    let severity = finding.severity.name();
    let text = format!("{path}:{}:{}: {severity}: {}{help}", place.line, place.column, finding.message);
    let status = if fails {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_message(finding.message.clone()).set_type(finding.code.to_string()).set_description(text);
        status
    } else {
        let mut case = TestCase::new(name, TestCaseStatus::success());
        case.set_classname(path).set_system_out(text);
        return case;
    };
    let mut case = TestCase::new(name, status);
    case.set_classname(path);
    case
}

#[cfg(test)]
mod tests {
    use super::super::testing::findings;
    use super::*;

    #[test]
    fn errors_fail_and_warnings_do_when_strict() {
        let (sources, findings) = findings();
        insta::assert_snapshot!("junit", render(&findings, &sources, false).expect("renders"));
        let strict = render(&findings, &sources, true).expect("renders");
        assert!(strict.contains("failures=\"2\""), "{strict}");
        let clean = render(&[], &sources, true).expect("renders");
        assert!(clean.contains("tests=\"2\" skipped=\"0\" failures=\"0\""), "{clean}");
    }
}
