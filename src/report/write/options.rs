//! `options.csv`.

use super::super::format::{cell, figure};
use crate::report::Report;
use std::io::Write;

/// Writes a row for each option of each choice item; `key` is `true` or `false`.
pub fn write(out: impl Write, report: &Report) -> csv::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record([
        "item",
        "option",
        "key",
        "count",
        "share",
        "mean_total",
        "option_rest",
        "upper",
        "lower",
    ])?;
    for item in &report.items {
        for option in &item.options {
            rows.write_record([
                &*cell(&item.item),
                &*cell(&option.option),
                if option.key { "true" } else { "false" },
                &option.count.to_string(),
                &figure(option.share),
                &figure(option.mean_total),
                &figure(option.option_rest),
                &figure(option.upper),
                &figure(option.lower),
            ])?;
        }
    }
    Ok(rows.flush()?)
}
