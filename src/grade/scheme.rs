//! The marking scheme: a bank compiled to slots with integer scores.

use crate::model::{Fraction, Item, Status, Topics};
use std::ops::Range;

/// Index of an outcome in [`Scheme::slots`].
pub type SlotId = u32;

/// The items that are graded, and what every response to them is worth.
///
/// Points are whole numbers of `1/unit`: `unit` is the least common denominator of every score the
/// scheme can give, so that all sums are exact.
#[derive(Debug, Clone)]
pub struct Scheme {
    /// The items in order.
    pub items: Vec<SchemeItem>,
    /// Every outcome of every item; the slots of one item stand together.
    pub slots: Vec<Slot>,
    /// How many units make one point.
    pub unit: i64,
    /// What subscores are given for, parents before children.
    pub groups: Vec<Group>,
    /// Whether a candidate's total may fall below 0.
    pub allow_negative: bool,
}

/// One item of the scheme.
#[derive(Debug, Clone)]
pub struct SchemeItem {
    /// The item, rulings applied.
    pub item: Item,
    /// Its slots in [`Scheme::slots`]: first the outcomes (each response hits exactly one), then the marks.
    pub slots: Range<SlotId>,
    /// The outcomes among them.
    pub outcomes: Range<SlotId>,
    /// Points for full credit, in units.
    pub max: i64,
    /// The innermost groups it belongs to, as indices into [`Scheme::groups`].
    pub groups: Vec<u32>,
    /// The slot of a blank response.
    pub blank: SlotId,
    /// The slot of an item that was not presented.
    pub not_presented: SlotId,
    /// The slot of an unreadable response.
    pub unreadable: SlotId,
    /// For each option, the slots hit when it is chosen. A single response has one slot an option; a
    /// multiple response one for each credit it can earn. Empty for short answers.
    pub option_slots: Vec<Vec<SlotId>>,
    /// Whether a ruling took the item out of every maximum. It keeps its place; `max` and scores are 0.
    pub void: bool,
}

/// One outcome of one item, or the mark of one option within an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// Index of the item.
    pub item: u32,
    /// The status of a response with this outcome.
    pub status: Status,
    /// Its score in units; may be negative with a penalty.
    pub score: i64,
}

/// What a subscore is given for: a topic, or a competency, level or tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Topic path, or the name of the competency, level or tag.
    pub id: String,
    /// For people.
    pub title: String,
    /// 0 at the top.
    pub depth: usize,
    /// The group that this one rolls up into.
    pub parent: Option<u32>,
    /// Indices of all items in it, those of its children included.
    pub items: Vec<u32>,
}

impl Scheme {
    /// The highest total, in units: every item at its maximum.
    pub fn max(&self) -> i64 {
        self.items.iter().map(|item| item.max).sum()
    }

    /// Units as points.
    pub fn points(&self, units: i64) -> Fraction {
        Fraction::new(units, self.unit)
    }
}

/// A place in a list of the scheme as 32 bits, in which slots, items and groups are numbered. No bank comes near.
pub(super) fn index(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// By what subscores are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GroupBy {
    /// By topic, rolled up along the path.
    #[default]
    Topic,
    /// By competency.
    Competency,
    /// By level.
    Level,
    /// By tag; an item may count under several.
    Tag,
}

impl GroupBy {
    /// Every way with its name on the command line and in files.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Topic, "topic"),
        (Self::Competency, "competency"),
        (Self::Level, "level"),
        (Self::Tag, "tag"),
    ];
}

/// The titles that [`Scheme`] needs for its groups.
pub type Titles = Topics;
