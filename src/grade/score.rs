//! Adds up the scores of one sheet: in all, by group, and how many items had which status.

use super::recorder::Subscore;
use super::scheme::{Scheme, SchemeItem, Slot, SlotId, index};
use crate::model::Status;

/// Adds up sheets of one scheme, one after the other.
pub(super) struct Adder {
    /// For each slot what it adds to a sheet.
    worths: Worths,
    by_group: ByGroup,
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
        let presented = scheme.items.iter().filter(|item| !item.void).count();
        Self {
            worths: Worths::new(scheme),
            by_group: ByGroup::new(scheme),
            more_groups: more_groups(scheme),
            parents: scheme.groups.iter().map(|group| group.parent).collect(),
            subscores: full.clone(),
            full,
            full_sums: Sums { max: scheme.max(), presented: index(presented), ..Sums::default() },
        }
    }

    /// Adds up the outcomes of a sheet, one for each item of `scheme`.
    #[inline]
    pub(super) fn add_up(&mut self, slots: &[SlotId], scheme: &Scheme) -> Sums {
        self.subscores.copy_from_slice(&self.full);
        let (mut sums, mut statuses) = (self.full_sums, Statuses::default());
        for (group, items) in self.by_group.iter() {
            let points = self.worths.add_up(slots, items, &mut statuses);
            self.subscores[group].points += points;
            sums.points += points;
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

/// What each slot adds to a sheet, in one word, so that a sheet is added up with one addition an item: from bit 32 on
/// its score in units, and below that a tick in one of the four counters of eight bits that [`Statuses`] unpack.
struct Worths {
    packed: Vec<u64>,
    /// Scores that are too large for the words; else empty.
    scores: Vec<i64>,
}

impl Worths {
    fn new(scheme: &Scheme) -> Self {
        let most = i64::from(i32::MAX) / i64::from(index(ByGroup::ROOM));
        let is_small = scheme.slots.iter().all(|slot| (-most..=most).contains(&slot.score));
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
        // Below 0 the bits of a score carry into nothing.
        let score = |slot: &Slot| if is_small { slot.score.cast_unsigned() << 32 } else { 0 };
        Self {
            packed: scheme.slots.iter().map(|slot| tick(slot).wrapping_add(score(slot))).collect(),
            scores: if is_small { Vec::new() } else { scheme.slots.iter().map(|slot| slot.score).collect() },
        }
    }

    /// The points of no more than [`ByGroup::ROOM`] items on a sheet.
    #[inline]
    fn add_up(&self, slots: &[SlotId], items: &[u32], statuses: &mut Statuses) -> i64 {
        let mut sum: u64 = 0;
        let mut add = |&item: &u32| {
            sum = sum.wrapping_add(self.packed[slots[item as usize] as usize]);
        };
        let (fours, rest) = items.as_chunks::<4>();
        for four in fours {
            four.iter().for_each(&mut add);
        }
        rest.iter().for_each(&mut add);
        statuses.add(sum);
        let large = |&item: &u32| self.scores[slots[item as usize] as usize];
        if self.scores.is_empty() { sum.cast_signed() >> 32 } else { items.iter().map(large).sum() }
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

/// The items in the order of the first of their groups, so that the points of a group are added up in one go, or in a
/// few where it has many items.
struct ByGroup {
    items: Vec<u32>,
    /// For each such go its group, and where its items end in `items`. Items without a group are in one behind the last.
    ends: Vec<(usize, usize)>,
}

impl ByGroup {
    /// The most items of a go: as many as one of the counters of [`Worths`] has room for.
    const ROOM: usize = u8::MAX as usize;

    fn new(scheme: &Scheme) -> Self {
        let group_of = |item: u32| {
            let groups = &scheme.items[item as usize].groups;
            groups.first().map_or(scheme.groups.len(), |&group| group as usize)
        };
        let mut items: Vec<u32> = (0..index(scheme.items.len())).collect();
        items.sort_by_key(|&item| group_of(item));
        let mut end = 0;
        let of_group = |items: &[u32]| {
            end += items.len();
            (group_of(items[0]), end)
        };
        let groups = items.chunk_by(|&a, &b| group_of(a) == group_of(b));
        let ends = groups.flat_map(|items| items.chunks(Self::ROOM)).map(of_group).collect();
        Self { items, ends }
    }

    /// The groups with their items.
    #[inline]
    fn iter(&self) -> impl Iterator<Item = (usize, &[u32])> {
        let mut start = 0;
        self.ends.iter().map(move |&(group, end)| {
            let items = &self.items[start..end];
            start = end;
            (group, items)
        })
    }
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
