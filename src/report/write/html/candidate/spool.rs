//! What a page needs of a sheet, taken down while sheets are graded.

use crate::grade::recorder::{GradedSheet, Recorder, Subscore};
use crate::grade::scheme::{Scheme, SlotId};
use crate::model::Status;
use crate::report::write::sink::Sink;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};

/// One sheet, in units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpooledSheet {
    pub(super) candidate: String,
    pub(super) points: i64,
    pub(super) max: i64,
    pub(super) presented: u32,
    pub(super) answered: u32,
    pub(super) blank: u32,
    pub(super) review: u32,
    /// Points, maximum and items of each group of the scheme.
    groups: Vec<(i64, i64, u32)>,
    /// The items without full credit.
    pub(super) missed: Vec<Missed>,
}

/// One item without full credit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Missed {
    /// Its place in the scheme.
    pub(super) item: usize,
    /// The outcome.
    pub(super) slot: SlotId,
    /// The options chosen, by place.
    pub(super) chosen: Vec<usize>,
    /// The cell's text.
    pub(super) text: String,
}

/// Writes a line of JSON for each sheet to `W`.
#[derive(Debug)]
pub struct SheetSpool<W> {
    /// For each item its option slots, and whether it counts.
    items: Vec<(Vec<Vec<SlotId>>, bool)>,
    /// The status of each slot.
    statuses: Vec<Status>,
    sink: Sink<W>,
}

impl<W: Write> SheetSpool<W> {
    /// Of sheets graded by `scheme`.
    pub fn new(scheme: &Scheme, out: W) -> Self {
        Self {
            items: scheme.items.iter().map(|item| (item.option_slots.clone(), !item.void)).collect(),
            statuses: scheme.slots.iter().map(|slot| slot.status).collect(),
            sink: Sink::new(out),
        }
    }

    /// The writer, to be read back.
    pub fn into_inner(self) -> W {
        self.sink.into_inner()
    }

    fn missed(&self, sheet: &GradedSheet<'_>) -> Vec<Missed> {
        let mut marks = sheet.marks.to_vec();
        marks.sort_unstable();
        let outcomes = self.items.iter().zip(sheet.slots).zip(sheet.responses).enumerate();
        outcomes
            .filter(|(_, (((_, counts), slot), _))| {
                *counts && !matches!(self.statuses[**slot as usize], Status::Correct | Status::NotPresented)
            })
            .map(|(item, (((options, _), slot), response))| {
                let hit = |slots: &[SlotId]| {
                    slots.contains(slot) || slots.iter().any(|slot| marks.binary_search(slot).is_ok())
                };
                let chosen = (0..options.len()).filter(|&option| hit(&options[option])).collect();
                Missed { item, slot: *slot, chosen, text: response.text.trim().to_owned() }
            })
            .collect()
    }
}

impl<W: Write + Send> Recorder for SheetSpool<W> {
    type Block = Vec<u8>;

    fn wants_responses(&self) -> bool {
        true
    }

    fn record(&self, block: &mut Vec<u8>, sheet: &GradedSheet<'_>) {
        self.sink.make_room(block);
        let spooled = SpooledSheet {
            candidate: sheet.candidate.to_owned(),
            points: sheet.points,
            max: sheet.max,
            presented: sheet.presented,
            answered: sheet.answered,
            blank: sheet.blank,
            review: sheet.review,
            groups: sheet.groups.iter().map(|part| (part.points, part.max, part.items)).collect(),
            missed: self.missed(sheet),
        };
        let written = serde_json::to_writer(&mut *block, &spooled);
        debug_assert!(written.is_ok(), "text and numbers always serialise to memory");
        block.push(b'\n');
    }

    fn write(&self, block: Vec<u8>) -> io::Result<()> {
        self.sink.write(&block)
    }
}

impl SpooledSheet {
    /// The subscores.
    pub(super) fn groups(&self) -> Vec<Subscore> {
        self.groups.iter().map(|&(points, max, items)| Subscore { points, max, items }).collect()
    }
}
