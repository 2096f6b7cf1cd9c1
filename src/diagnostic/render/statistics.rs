//! How many findings there are of each code.

use crate::diagnostic::{Finding, Severity};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Writes a line for each code, the most frequent first: how many, severity, code.
pub fn render(findings: &[Finding]) -> String {
    let mut counts: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
    for finding in findings {
        *counts.entry((finding.severity, &finding.code)).or_default() += 1;
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|&(of, count)| (std::cmp::Reverse(count), of));
    let widest = rows.first().map_or(1, |(_, count)| count.to_string().len());
    let mut out = String::new();
    for ((severity, code), count) in rows {
        // Writing to a text does not fail.
        let _ = writeln!(out, "{count:>widest$}  {:7}  {code}", severity.name());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::testing::findings;
    use super::*;

    #[test]
    fn codes_are_counted_the_most_frequent_first() {
        let (_, findings) = findings();
        let many: Vec<Finding> =
            [&findings[1]].into_iter().cycle().take(10).chain(&findings).cloned().collect();
        assert_eq!(
            render(&many),
            "11  warning  long-stem\n 1  error    key-not-an-option\n 1  note     negative-stem\n"
        );
        assert_eq!(render(&[]), "");
    }
}
