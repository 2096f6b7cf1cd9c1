//! `topics.csv`.

use super::super::format::{cell, figure, percent};
use crate::report::Report;
use std::io::Write;

/// Writes a row for each topic, parents before children.
pub fn write(out: impl Write, report: &Report) -> csv::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record([
        "topic",
        "title",
        "depth",
        "items",
        "max_points",
        "mean",
        "mean_percent",
        "sd",
        "alpha",
    ])?;
    for topic in &report.topics {
        rows.write_record([
            &*cell(&topic.topic),
            &*cell(&topic.title),
            &topic.depth.to_string(),
            &topic.items.to_string(),
            &figure(topic.max_points),
            &figure(topic.mean),
            &percent(topic.mean_percent),
            &figure(topic.sd),
            &figure(topic.alpha),
        ])?;
    }
    Ok(rows.flush()?)
}
