//! `candidates.csv`: a row for each candidate, formatted by the workers.
//!
//! A million rows pass through here, so nothing is allocated for a candidate, and the text that follows
//! from the total alone (points, maximum, percent, interval) is written once and looked up from then on.

use super::super::format::{
    PERCENT_PLACES, PointsFormat, SmallCells, push_field, push_float, push_integer, push_percent,
};
use super::sink::Sink;
use crate::analyze::interval::of_points;
use crate::grade::recorder::{GradedSheet, Recorder};
use crate::grade::scheme::{Group, GroupBy, Scheme};
use std::io::{self, Write};
use std::sync::OnceLock;

/// How many counts, and how many points in units, are written beforehand.
const SMALL: u32 = 256;

/// The largest maximum, in units, for which texts are kept.
const MOST_KEPT: i64 = 1 << 16;

/// Writes `candidates.csv` to `W`.
#[derive(Debug)]
pub struct CandidatesCsv<W> {
    points: PointsFormat,
    /// The groups that have a column.
    groups: Vec<usize>,
    small_counts: SmallCells,
    small_points: SmallCells,
    scores: Scores,
    sink: Sink<W>,
}

impl<W: Write> CandidatesCsv<W> {
    /// Writes the header. Groups without any item that counts get no column.
    pub fn new(scheme: &Scheme, by: GroupBy, mut out: W) -> io::Result<Self> {
        let counts = |item: &u32| !scheme.items[*item as usize].void;
        let groups: Vec<usize> =
            (0..scheme.groups.len()).filter(|&group| scheme.groups[group].items.iter().any(counts)).collect();
        let mut header = b"candidate,answered,blank,review,points,max_points,percent,low,high".to_vec();
        for &group in &groups {
            header.push(b',');
            push_field(&mut header, &column_of(&scheme.groups[group], by));
        }
        header.push(b'\n');
        out.write_all(&header)?;
        let points = PointsFormat::new(scheme.unit);
        Ok(Self {
            points,
            groups,
            small_counts: SmallCells::new(SMALL, |out, count| push_integer(out, count.unsigned_abs())),
            small_points: SmallCells::new(SMALL, |out, units| points.push(out, units)),
            scores: Scores { points, kept: OnceLock::new() },
            sink: Sink::new(out),
        })
    }

    /// The writer, to be flushed and closed.
    pub fn into_inner(self) -> W {
        self.sink.into_inner()
    }
}

impl<W: Write + Send> Recorder for CandidatesCsv<W> {
    type Block = Vec<u8>;

    fn record(&self, block: &mut Vec<u8>, sheet: &GradedSheet<'_>) {
        self.sink.make_room(block);
        push_field(block, sheet.candidate);
        let counts = [sheet.answered, sheet.blank, sheet.review].map(i64::from);
        if !self.small_counts.push_all(block, counts.into_iter()) {
            for count in counts {
                block.push(b',');
                push_integer(block, count.unsigned_abs());
            }
        }
        self.scores.push(block, sheet);
        let parts = self.groups.iter().map(|&group| sheet.groups[group]);
        // What is not small is not written beforehand either.
        let points = parts.clone().map(|part| if part.items > 0 { part.points } else { i64::MAX });
        if !self.small_points.push_all(block, points) {
            for part in parts {
                block.push(b',');
                if part.items > 0 {
                    self.points.push(block, part.points);
                }
            }
        }
        block.push(b'\n');
    }

    fn write(&self, block: Vec<u8>) -> io::Result<()> {
        self.sink.write(&block)
    }
}

/// The columns `points,max_points,percent,low,high`, with the comma before them.
#[derive(Debug)]
struct Scores {
    points: PointsFormat,
    kept: OnceLock<Kept>,
}

/// Texts by total, for sheets with the maximum and the number of items of the first sheet seen: mostly all
/// of them. Which sheet is seen first changes what is kept, never what is written.
#[derive(Debug)]
struct Kept {
    max: i64,
    presented: u32,
    by_points: Box<[OnceLock<Box<[u8]>>]>,
}

impl Scores {
    fn push(&self, out: &mut Vec<u8>, sheet: &GradedSheet<'_>) {
        let kept = self.kept.get_or_init(|| Kept::new(sheet));
        let place = usize::try_from(sheet.points).ok().filter(|_| kept.fits(sheet));
        match place.and_then(|place| kept.by_points.get(place)) {
            Some(text) => out.extend_from_slice(text.get_or_init(|| {
                let mut text = Vec::new();
                self.compute(&mut text, sheet);
                text.into()
            })),
            None => self.compute(out, sheet),
        }
    }

    /// A total is told with its interval however few its items; a maximum of 0 has neither percent nor
    /// interval.
    fn compute(&self, out: &mut Vec<u8>, sheet: &GradedSheet<'_>) {
        out.push(b',');
        self.points.push(out, sheet.points);
        out.push(b',');
        self.points.push(out, sheet.max);
        out.push(b',');
        if sheet.max > 0 {
            push_percent(out, sheet.points, sheet.max);
        }
        let interval = of_points(sheet.points, sheet.max, sheet.presented as usize);
        out.push(b',');
        push_float(out, interval.map(|interval| interval.low), PERCENT_PLACES);
        out.push(b',');
        push_float(out, interval.map(|interval| interval.high), PERCENT_PLACES);
    }
}

impl Kept {
    fn new(first: &GradedSheet<'_>) -> Self {
        let totals = if (1..=MOST_KEPT).contains(&first.max) { first.max + 1 } else { 0 };
        let by_points = (0..totals).map(|_| OnceLock::new()).collect();
        Self { max: first.max, presented: first.presented, by_points }
    }

    fn fits(&self, sheet: &GradedSheet<'_>) -> bool {
        sheet.max == self.max && sheet.presented == self.presented
    }
}

/// The heading of a group's column.
pub fn column_of(group: &Group, by: GroupBy) -> String {
    format!("{}:{}", prefix(by), group.id)
}

/// What stands before the colon in the heading of a group's column.
fn prefix(by: GroupBy) -> &'static str {
    match by {
        GroupBy::Topic => "topic",
        GroupBy::Competency => "competency",
        GroupBy::Level => "level",
        GroupBy::Tag => "tag",
    }
}
