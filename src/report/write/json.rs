//! `report.json`: one line for each element of a list, so that it can be read, compared and searched.

use crate::report::Report;
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;
use std::io::{self, Read, Write};

/// Writes the report without candidates.
pub fn write(out: &mut impl Write, report: &Report) -> io::Result<()> {
    report.serialize(&mut Serializer::with_formatter(&mut *out, Lines::default()))?;
    writeln!(out)
}

/// Writes the report with candidates, as [`CandidatesJson`](super::candidates_json::CandidatesJson) wrote
/// them.
pub fn write_with_candidates(
    out: &mut impl Write,
    report: &Report,
    candidates: &mut impl Read,
) -> io::Result<()> {
    let mut text = Vec::new();
    write(&mut text, report)?;
    // Texts have no line ends in JSON, so that only a field of the report itself begins a line like this.
    let notes = memchr::memmem::find(&text, b"\n  \"notes\": ");
    let notes = notes.ok_or_else(|| io::Error::other("a report has notes"))?;
    out.write_all(&text[..notes])?;
    write!(out, "\n  \"candidates\": [")?;
    let any = io::copy(candidates, out)? > 0;
    write!(out, "{}],", if any { "\n  " } else { "" })?;
    out.write_all(&text[notes..])
}

/// A line for each field of a document, and for each element of a list that is a field; all else without a space.
#[derive(Default)]
struct Lines {
    /// How many lists and objects are open.
    depth: usize,
    /// Whether the list that is a field has elements.
    has_elements: bool,
}

/// Within a document.
const FIELDS: usize = 1;
/// Within one of its fields.
const ELEMENTS: usize = 2;

impl Formatter for Lines {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth += 1;
        self.has_elements &= self.depth > ELEMENTS;
        out.write_all(b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        let has_lines = self.depth == ELEMENTS && self.has_elements;
        self.depth -= 1;
        out.write_all(if has_lines { b"\n  ]" } else { b"]" })
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if !first {
            out.write_all(b",")?;
        }
        if self.depth == ELEMENTS {
            self.has_elements = true;
            out.write_all(b"\n    ")?;
        }
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth += 1;
        out.write_all(b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        let is_document = self.depth == FIELDS;
        self.depth -= 1;
        out.write_all(if is_document { b"\n}" } else { b"}" })
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if !first {
            out.write_all(b",")?;
        }
        if self.depth == FIELDS { out.write_all(b"\n  ") } else { Ok(()) }
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(if self.depth == FIELDS { b": " } else { b":" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn fields_and_elements_have_lines() {
        #[track_caller]
        fn check(value: &Value, expected: &str) {
            let mut out = Vec::new();
            value.serialize(&mut Serializer::with_formatter(&mut out, Lines::default())).expect("writes");
            assert_eq!(String::from_utf8_lossy(&out), expected);
        }
        check(&json!({"a": 1, "b": "x\ny"}), "{\n  \"a\": 1,\n  \"b\": \"x\\ny\"\n}");
        check(&json!({"a": [], "b": {}}), "{\n  \"a\": [],\n  \"b\": {}\n}");
        check(
            &json!({"a": [1, {"b": [2, 3], "c": []}, []], "d": []}),
            "{\n  \"a\": [\n    1,\n    {\"b\":[2,3],\"c\":[]},\n    []\n  ],\n  \"d\": []\n}",
        );
        check(&json!({"a": {"b": [1, 2], "c": [[]]}}), "{\n  \"a\": {\"b\":[1,2],\"c\":[[]]}\n}");
    }
}
