//! `report.json`: one line for each element of a list, so that it can be read, compared and searched.

use crate::report::Report;
use serde_json::Value;
use std::io::{self, Read, Write};

/// Writes the report without candidates.
pub fn write(out: &mut impl Write, report: &Report) -> io::Result<()> {
    document(out, report, None::<&mut io::Empty>)
}

/// Writes the report with candidates, as [`CandidatesJson`](super::candidates_json::CandidatesJson) wrote
/// them.
pub fn write_with_candidates(
    out: &mut impl Write,
    report: &Report,
    candidates: &mut impl Read,
) -> io::Result<()> {
    document(out, report, Some(candidates))
}

fn document(out: &mut impl Write, report: &Report, mut candidates: Option<&mut impl Read>) -> io::Result<()> {
    let Value::Object(fields) = serde_json::to_value(report)? else {
        return Err(io::Error::other("a report is an object"));
    };
    let mut separator = "{";
    for (name, value) in &fields {
        if name == "notes"
            && let Some(candidates) = candidates.take()
        {
            write!(out, "{separator}\n  \"candidates\": [")?;
            let any = io::copy(candidates, out)? > 0;
            write!(out, "{}]", if any { "\n  " } else { "" })?;
        }
        write!(out, "{separator}\n  {}: ", Value::from(name.as_str()))?;
        separator = ",";
        match value {
            Value::Array(elements) if !elements.is_empty() => list(out, elements)?,
            other => write!(out, "{other}")?,
        }
    }
    writeln!(out, "\n}}")
}

fn list(out: &mut impl Write, elements: &[Value]) -> io::Result<()> {
    let mut separator = "[";
    for element in elements {
        write!(out, "{separator}\n    {element}")?;
        separator = ",";
    }
    write!(out, "\n  ]")
}
