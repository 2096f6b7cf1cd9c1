//! `review.csv`: short answers that need a person. `credit` is left empty, to be filled in.

use super::super::format::cell;
use crate::report::Report;
use std::io::Write;

/// Writes a row for each distinct response.
pub fn write(out: impl Write, report: &Report) -> csv::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record(["item", "response", "count", "nearest", "why", "credit"])?;
    for row in &report.review {
        rows.write_record([
            &*cell(&row.item),
            &*cell(&row.response),
            &row.count.to_string(),
            &*cell(&row.nearest),
            &*cell(&row.why),
            "",
        ])?;
    }
    Ok(rows.flush()?)
}
