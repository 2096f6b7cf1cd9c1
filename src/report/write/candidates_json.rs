//! The `candidates` of `report.json`, streamed to a place of their own (such as a temporary file), from
//! where [`json::write_with_candidates`](super::json::write_with_candidates) takes them: the group's figures
//! stand before them and are known only after the last sheet.

use super::judge::Judge;
use super::sink::Sink;
use crate::analyze::interval::of_points;
use crate::analyze::{Interval, ratio};
use crate::grade::recorder::{GradedSheet, Recorder};
use crate::grade::scheme::Scheme;
use serde::Serialize;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

/// What stands before each candidate but the first.
const SEPARATOR: &[u8] = b",";

/// Writes the elements of the `candidates` array to `W`, one a line.
#[derive(Debug)]
pub struct CandidatesJson<W> {
    unit: i64,
    topics: Vec<String>,
    judge: Judge,
    started: AtomicBool,
    sink: Sink<W>,
}

/// One candidate. Percent from 0 to 100; null where undefined.
#[derive(Serialize)]
struct Candidate<'a> {
    #[serde(rename = "candidate")]
    id: &'a str,
    answered: u32,
    blank: u32,
    review: u32,
    points: f64,
    max_points: f64,
    percent: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    topics: Vec<Topic<'a>>,
}

/// One topic of a candidate.
#[derive(Serialize)]
struct Topic<'a> {
    #[serde(rename = "topic")]
    id: &'a str,
    items: u32,
    points: f64,
    max_points: f64,
    percent: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    label: Option<&'static str>,
}

impl<W: Write> CandidatesJson<W> {
    /// `target` is in percent.
    pub fn new(scheme: &Scheme, target: Option<f64>, out: W) -> Self {
        Self {
            unit: scheme.unit,
            topics: scheme.groups.iter().map(|group| group.id.clone()).collect(),
            judge: Judge::new(scheme, target),
            started: AtomicBool::new(false),
            sink: Sink::new(out),
        }
    }

    /// The writer, to be read back.
    pub fn into_inner(self) -> W {
        self.sink.into_inner()
    }

    fn candidate<'a>(&'a self, sheet: &GradedSheet<'a>) -> Candidate<'a> {
        let interval = of_points(sheet.points, sheet.max, sheet.presented as usize);
        let topics = self.judge.topics(sheet.groups).map(|(group, part, interval, label)| Topic {
            id: &self.topics[group],
            items: part.items,
            points: ratio(part.points, self.unit),
            max_points: ratio(part.max, self.unit),
            percent: percent(part.points, part.max),
            low: interval.map(low),
            high: interval.map(high),
            label: Some(label).filter(|label| !label.is_empty()),
        });
        Candidate {
            id: sheet.candidate,
            answered: sheet.answered,
            blank: sheet.blank,
            review: sheet.review,
            points: ratio(sheet.points, self.unit),
            max_points: ratio(sheet.max, self.unit),
            percent: percent(sheet.points, sheet.max),
            low: interval.map(low),
            high: interval.map(high),
            topics: topics.collect(),
        }
    }
}

impl<W: Write + Send> Recorder for CandidatesJson<W> {
    type Block = Vec<u8>;

    fn record(&self, block: &mut Vec<u8>, sheet: &GradedSheet<'_>) {
        self.sink.make_room(block);
        block.extend_from_slice(SEPARATOR);
        block.extend_from_slice(b"\n    ");
        let written = serde_json::to_writer(&mut *block, &self.candidate(sheet));
        debug_assert!(written.is_ok(), "text and numbers always serialise to memory");
    }

    fn write(&self, block: Vec<u8>) -> io::Result<()> {
        if block.is_empty() {
            return Ok(());
        }
        let skip = if self.started.swap(true, Ordering::Relaxed) { 0 } else { SEPARATOR.len() };
        self.sink.write(&block[skip..])
    }
}

fn percent(points: i64, max: i64) -> Option<f64> {
    (max > 0).then(|| ratio(points.saturating_mul(100), max))
}

fn low(interval: Interval) -> f64 {
    interval.low
}

fn high(interval: Interval) -> f64 {
    interval.high
}
