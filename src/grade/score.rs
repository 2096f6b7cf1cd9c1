//! Adds up the scores of one sheet: in all, by group, and how many items had which status.

use super::lanes::{BATCH, Batch, Lanes, alike, are_near, batches_of};
use super::recorder::Subscore;
use super::scheme::{Scheme, SchemeItem, Slot, SlotId, index};
use crate::model::Status;

/// Adds up sheets of one scheme, one after the other.
pub(super) struct Adder {
    plain: Plain,
    /// For each slot what it adds to a sheet.
    worths: Worths,
    /// The items that are not plain, with the first of their groups, or the place behind the last.
    others: Vec<(u32, u32)>,
    /// Items that belong to more groups, with these.
    more_groups: Vec<(u32, u32)>,
    /// For each group its parent.
    parents: Vec<Option<u32>>,
    /// For each group the subscore, and behind them one that gathers what belongs to no group.
    subscores: Vec<Subscore>,
    /// Subscores and sums of a sheet with every item presented and nothing right.
    full: Vec<Subscore>,
    full_sums: Sums,
}

/// What the outcomes of a sheet add up to, void items left out.
#[derive(Clone, Copy, Default)]
pub(super) struct Sums {
    /// In units, and below 0 where penalties have it so.
    pub(super) points: i64,
    /// Sum of the maxima of the items presented, in units.
    pub(super) max: i64,
    /// Items presented.
    pub(super) presented: u32,
    /// Items with a response that is not blank.
    pub(super) answered: u32,
    /// Items left blank.
    pub(super) blank: u32,
    /// Short answers that need a person.
    pub(super) review: u32,
}

impl Adder {
    /// Prepares to add up sheets of `scheme`.
    pub(super) fn new(scheme: &Scheme) -> Self {
        let full = full_subscores(scheme);
        let (is_plain, score) = plain_items(scheme);
        let presented = scheme.items.iter().filter(|item| !item.void).count();
        Self {
            plain: Plain::new(scheme, &is_plain, score),
            worths: Worths::new(scheme),
            others: first_groups(scheme, |item| !is_plain[item]),
            more_groups: more_groups(scheme),
            parents: scheme.groups.iter().map(|group| group.parent).collect(),
            subscores: full.clone(),
            full,
            full_sums: Sums { max: scheme.max(), presented: index(presented), ..Sums::default() },
        }
    }

    /// Adds up the outcomes of a sheet, one for each item of `scheme`. They stand in `lanes` too.
    #[inline]
    pub(super) fn add_up(&mut self, slots: &[SlotId], lanes: &Lanes, scheme: &Scheme) -> Sums {
        self.subscores.copy_from_slice(&self.full);
        let mut sums = self.full_sums;
        let (mut statuses, scored) = self.plain.look_at(lanes);
        sums.points = self.plain.score * i64::from(scored);
        for &Piece { word, group, bits } in &self.plain.pieces {
            let scored = (self.plain.scored[word as usize] & bits).count_ones();
            self.subscores[group as usize].points += self.plain.score * i64::from(scored);
        }
        for some in self.others.chunks(ROOM) {
            let mut ticks = 0;
            for &(item, group) in some {
                let (score, tick) = self.worths.of(slots[item as usize]);
                self.subscores[group as usize].points += score;
                sums.points += score;
                ticks += tick;
            }
            statuses.add(ticks);
        }
        for &(item, group) in &self.more_groups {
            let slot = slots[item as usize];
            self.subscores[group as usize].points += scheme.slots[slot as usize].score;
        }
        if statuses.not_presented > 0 {
            self.withhold(slots, scheme, &mut sums);
        }
        self.roll_up();
        let Statuses { answered, blank, review, .. } = statuses;
        Sums { answered, blank, review, ..sums }
    }

    /// The subscores of the sheet that was added up last, by group.
    pub(super) fn subscores(&self) -> &[Subscore] {
        &self.subscores[..self.parents.len()]
    }

    /// Takes the items that were not presented out of all maxima.
    fn withhold(&mut self, slots: &[SlotId], scheme: &Scheme, sums: &mut Sums) {
        for (item, &slot) in scheme.items.iter().zip(slots) {
            if slot == item.not_presented && !item.void {
                sums.max -= item.max;
                sums.presented -= 1;
                for &group in &item.groups {
                    let subscore = &mut self.subscores[group as usize];
                    subscore.max -= item.max;
                    subscore.items -= 1;
                }
            }
        }
    }

    /// Adds the subscores of groups to those of their parents, which stand before them.
    fn roll_up(&mut self) {
        for (group, parent) in self.parents.iter().enumerate().rev() {
            if let Some(parent) = parent {
                let child = self.subscores[group];
                let parent = &mut self.subscores[*parent as usize];
                parent.points += child.points;
                parent.max += child.max;
                parent.items += child.items;
            }
        }
    }
}

/// What each slot adds to a sheet, in one word: from bit 32 on its score in units, and below that a tick in one of the
/// four counters of eight bits that [`Statuses`] unpack.
struct Worths {
    packed: Vec<u64>,
    /// Scores that are too large for the words; else empty.
    scores: Vec<i64>,
}

/// How many ticks one of the counters has room for.
const ROOM: usize = u8::MAX as usize;

impl Worths {
    fn new(scheme: &Scheme) -> Self {
        let is_small = scheme.slots.iter().all(|slot| i32::try_from(slot.score).is_ok());
        let tick = |slot: &Slot| {
            let counter = match slot.status {
                Status::Blank => 1,
                Status::NotPresented => 2,
                // A short answer for review is answered as well.
                Status::Review => 3,
                _ => 0,
            };
            u64::from(!scheme.items[slot.item as usize].void) << (8 * counter)
        };
        let score = |slot: &Slot| if is_small { slot.score.cast_unsigned() << 32 } else { 0 };
        Self {
            packed: scheme.slots.iter().map(|slot| tick(slot) | score(slot)).collect(),
            scores: if is_small { Vec::new() } else { scheme.slots.iter().map(|slot| slot.score).collect() },
        }
    }

    /// The score of a slot, and its tick.
    #[inline]
    fn of(&self, slot: SlotId) -> (i64, u64) {
        let word = self.packed[slot as usize];
        let small = || word.cast_signed() >> 32;
        (self.scores.get(slot as usize).copied().unwrap_or_else(small), word & u64::from(u32::MAX))
    }
}

/// How many items of a sheet had which status, void ones left out.
#[derive(Default)]
struct Statuses {
    answered: u32,
    blank: u32,
    not_presented: u32,
    review: u32,
}

impl Statuses {
    /// Adds the four counters of eight bits at the start of a word.
    #[inline]
    fn add(&mut self, word: u64) {
        let [answered, blank, not_presented, review, ..] = word.to_le_bytes().map(u32::from);
        self.answered += answered + review;
        self.blank += blank;
        self.not_presented += not_presented;
        self.review += review;
    }
}

/// Items of which one outcome alone scores, for all of them the same: nearly all items of most banks. Whether it was hit
/// is a bit for each item.
struct Plain {
    /// What that outcome scores, in units.
    score: i64,
    /// For each item what its outcomes are compared with.
    sought: Vec<Sought>,
    pieces: Vec<Piece>,
    /// How many items there are.
    items: u32,
    /// A bit for each item that scored on the sheet at hand.
    scored: Vec<u64>,
}

/// Outcomes of items that follow each other, or [`NONE`] for those that are not plain.
struct Sought {
    scoring: Batch,
    blank: Batch,
    not_presented: Batch,
}

/// The items of a group that have their bits in one word of [`Plain::scored`].
#[derive(Clone, Copy)]
struct Piece {
    word: u32,
    /// The first group of these items, or the place behind the last.
    group: u32,
    bits: u64,
}

/// No outcome.
const NONE: i8 = -1;

impl Plain {
    fn new(scheme: &Scheme, is_plain: &[bool], score: i64) -> Self {
        let sought = |outcome: &dyn Fn(&SchemeItem) -> SlotId| {
            let of_item = |(item, &is_plain): (&SchemeItem, &bool)| {
                let outcome = i8::try_from(outcome(item) - item.slots.start);
                if is_plain { outcome.unwrap_or(NONE) } else { NONE }
            };
            let outcomes: Vec<i8> = scheme.items.iter().zip(is_plain).map(of_item).collect();
            batches_of(&outcomes, NONE)
        };
        let scores = |slot: &SlotId| scheme.slots[*slot as usize].score != 0;
        let scoring = sought(&|item| item.outcomes.clone().find(scores).unwrap_or(item.blank));
        let others = sought(&|item| item.blank).into_iter().zip(sought(&|item| item.not_presented));
        let together = |(scoring, (blank, not_presented))| Sought { scoring, blank, not_presented };
        Self {
            score,
            sought: scoring.into_iter().zip(others).map(together).collect(),
            pieces: pieces_of(&first_groups(scheme, |item| is_plain[item])),
            items: index(is_plain.iter().filter(|&&is_plain| is_plain).count()),
            scored: vec![0; scheme.items.len().div_ceil(BATCH)],
        }
    }

    /// Looks which items scored. Gives how many have which status, and how many scored.
    #[inline]
    fn look_at(&mut self, lanes: &Lanes) -> (Statuses, u32) {
        let (mut scored, mut blank, mut not_presented) = (0, 0, 0);
        for ((bits, sought), outcomes) in self.scored.iter_mut().zip(&self.sought).zip(lanes.batches()) {
            *bits = alike(outcomes, &sought.scoring);
            scored += bits.count_ones();
            blank += alike(outcomes, &sought.blank).count_ones();
            let absent = alike(outcomes, &sought.not_presented);
            // Few sheets have any.
            if absent != 0 {
                not_presented += absent.count_ones();
            }
        }
        (Statuses { answered: self.items - blank - not_presented, blank, not_presented, review: 0 }, scored)
    }
}

/// For each item whether it is a plain one, and what the scoring outcome of those scores.
fn plain_items(scheme: &Scheme) -> (Vec<bool>, i64) {
    let scoring: Vec<Option<&Slot>> = scheme.items.iter().map(|item| only_scoring(item, scheme)).collect();
    let mut scores: Vec<i64> = scoring.iter().flatten().map(|slot| slot.score).collect();
    scores.sort_unstable();
    let most = scores.chunk_by(|a, b| a == b).max_by_key(|alike| alike.len());
    let score = most.map_or(0, |alike| alike[0]);
    let is_plain = |slot: &Slot| slot.score == score;
    (scoring.iter().map(|slot| slot.is_some_and(is_plain)).collect(), score)
}

/// The outcome of an item that scores, if there is one alone and the item can be a plain one.
fn only_scoring<'a>(item: &SchemeItem, scheme: &'a Scheme) -> Option<&'a Slot> {
    let outcomes = &scheme.slots[item.outcomes.start as usize..item.outcomes.end as usize];
    let mut scoring = outcomes.iter().filter(|slot| slot.score != 0);
    let is_reviewed = outcomes.iter().any(|slot| slot.status == Status::Review);
    let only = scoring.next().filter(|_| !is_reviewed && !item.void && are_near(item));
    only.filter(|_| scoring.next().is_none())
}

/// The items with the first of their groups, or the place behind the last group, in the order of these.
fn first_groups(scheme: &Scheme, has: impl Fn(usize) -> bool) -> Vec<(u32, u32)> {
    let none = index(scheme.groups.len());
    let with_group = |item: usize| (index(item), scheme.items[item].groups.first().copied().unwrap_or(none));
    let mut items: Vec<(u32, u32)> =
        (0..scheme.items.len()).filter(|&item| has(item)).map(with_group).collect();
    items.sort_by_key(|&(_, group)| group);
    items
}

/// The bits of items with their groups.
fn pieces_of(items: &[(u32, u32)]) -> Vec<Piece> {
    let place = |item: u32| (index(item as usize / BATCH), item as usize % BATCH);
    let mut pieces: Vec<Piece> = Vec::new();
    for &(item, group) in items {
        let (word, bit) = place(item);
        match pieces.last_mut() {
            Some(piece) if (piece.word, piece.group) == (word, group) => piece.bits |= 1 << bit,
            _ => pieces.push(Piece { word, group, bits: 1 << bit }),
        }
    }
    pieces
}

/// For each group the subscore of no points out of its own items' maxima, those of its children not included.
fn full_subscores(scheme: &Scheme) -> Vec<Subscore> {
    let mut full = vec![Subscore::default(); scheme.groups.len() + 1];
    for item in scheme.items.iter().filter(|item| !item.void) {
        for &group in &item.groups {
            full[group as usize].max += item.max;
            full[group as usize].items += 1;
        }
    }
    full
}

/// Every group of an item but its first.
fn more_groups(scheme: &Scheme) -> Vec<(u32, u32)> {
    let of_item = |(number, item): (u32, &SchemeItem)| {
        let more: Vec<u32> = item.groups.iter().skip(1).copied().collect();
        more.into_iter().map(move |group| (number, group))
    };
    (0..).zip(&scheme.items).flat_map(of_item).collect()
}
