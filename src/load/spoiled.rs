//! Which stretches of text have an error.

use crate::diagnostic::{Finding, Severity, SourceId, Span};

/// The places of errors, to ask which stretches of text have one.
pub(super) struct Spoiled {
    places: Vec<(SourceId, u32)>,
}

impl Spoiled {
    pub(super) fn new(findings: &[Finding]) -> Self {
        let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
        let mut places: Vec<_> = errors.map(|finding| (finding.span.source, finding.span.start)).collect();
        places.sort_unstable();
        Self { places }
    }

    pub(super) fn within(&self, span: Span) -> bool {
        let from = self.places.partition_point(|place| *place < (span.source, span.start));
        self.places.get(from).is_some_and(|place| *place <= (span.source, span.end))
    }

    pub(super) fn anywhere_in(&self, source: SourceId) -> bool {
        self.within(Span { source, start: 0, end: u32::MAX })
    }
}
