//! `rejected.csv`: rows that could not be read.

use super::super::format::cell;
use crate::report::Rejected;
use std::io::Write;

/// Writes a row for each record that was rejected.
pub fn write<'a>(out: impl Write, rejected: impl IntoIterator<Item = &'a Rejected>) -> csv::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record(["file", "line", "reason", "row"])?;
    for row in rejected {
        rows.write_record([&*cell(&row.file), &row.line.to_string(), &*cell(&row.reason), &*cell(&row.row)])?;
    }
    Ok(rows.flush()?)
}
