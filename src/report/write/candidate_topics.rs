//! `candidate-topics.csv`: a row for each candidate and topic (`--detail topics`).

use super::super::format::{
    PERCENT_PLACES, PointsFormat, push_field, push_float, push_integer, push_percent,
};
use super::judge::Judge;
use super::sink::Sink;
use crate::grade::recorder::{GradedSheet, Recorder};
use crate::grade::scheme::Scheme;
use std::io::{self, Write};

/// Writes `candidate-topics.csv` to `W`. Topics of which a candidate was given no item have no row.
#[derive(Debug)]
pub struct CandidateTopicsCsv<W> {
    points: PointsFormat,
    /// The id of each group as a CSV field.
    topics: Vec<Vec<u8>>,
    judge: Judge,
    sink: Sink<W>,
}

impl<W: Write> CandidateTopicsCsv<W> {
    /// Writes the header. `target` is in percent.
    pub fn new(scheme: &Scheme, target: Option<f64>, mut out: W) -> io::Result<Self> {
        out.write_all(b"candidate,topic,items,points,max_points,percent,low,high,label\n")?;
        let field = |id: &str| {
            let mut field = Vec::new();
            push_field(&mut field, id);
            field
        };
        Ok(Self {
            points: PointsFormat::new(scheme.unit),
            topics: scheme.groups.iter().map(|group| field(&group.id)).collect(),
            judge: Judge::new(scheme, target),
            sink: Sink::new(out),
        })
    }

    /// The writer, to be flushed and closed.
    pub fn into_inner(self) -> W {
        self.sink.into_inner()
    }
}

impl<W: Write + Send> Recorder for CandidateTopicsCsv<W> {
    type Block = Vec<u8>;

    fn record(&self, block: &mut Vec<u8>, sheet: &GradedSheet<'_>) {
        self.sink.make_room(block);
        for (group, part, interval, label) in self.judge.topics(sheet.groups) {
            push_field(block, sheet.candidate);
            block.push(b',');
            block.extend_from_slice(&self.topics[group]);
            block.push(b',');
            push_integer(block, part.items.into());
            block.push(b',');
            self.points.push(block, part.points);
            block.push(b',');
            self.points.push(block, part.max);
            block.push(b',');
            if part.max > 0 {
                push_percent(block, part.points, part.max);
            }
            block.push(b',');
            push_float(block, interval.map(|interval| interval.low), PERCENT_PLACES);
            block.push(b',');
            push_float(block, interval.map(|interval| interval.high), PERCENT_PLACES);
            block.push(b',');
            block.extend_from_slice(label.as_bytes());
            block.push(b'\n');
        }
    }

    fn write(&self, block: Vec<u8>) -> io::Result<()> {
        self.sink.write(&block)
    }
}
