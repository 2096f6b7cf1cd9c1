//! `items.csv`.

use super::super::format::{cell, figure};
use crate::analyze::Flag;
use crate::report::Report;
use std::io::Write;

/// Writes a row for each item. Several flags are joined with `;`.
pub fn write(out: impl Write, report: &Report) -> csv::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record([
        "item",
        "topic",
        "n",
        "max_points",
        "facility",
        "sd",
        "discrimination",
        "upper_lower",
        "alpha_if_deleted",
        "blank",
        "not_presented",
        "unreadable",
        "review",
        "flags",
    ])?;
    for item in &report.items {
        rows.write_record([
            &*cell(&item.item),
            &*cell(&item.topic),
            &item.n.to_string(),
            &figure(Some(item.max_points)),
            &figure(item.facility),
            &figure(item.sd),
            &figure(item.discrimination),
            &figure(item.upper_lower),
            &figure(item.alpha_if_deleted),
            &item.blank.to_string(),
            &item.not_presented.to_string(),
            &item.unreadable.to_string(),
            &item.review.to_string(),
            &flags(&item.flags),
        ])?;
    }
    Ok(rows.flush()?)
}

fn flags(flags: &[Flag]) -> String {
    flags.iter().map(|flag| flag.kind.id()).collect::<Vec<_>>().join(";")
}
