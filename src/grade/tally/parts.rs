//! A tally as it is written to a file, by the ids of items and groups, and read back into a larger scheme.

use super::counts::Counts;
use super::totals::SlotTotals;
use super::{GroupSums, ReviewEntry, ScoreGroup, Tally, Totals};
use crate::grade::scheme::Scheme;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};
use thiserror::Error;

/// The sums of a tally with the ids of what they are about.
///
/// All numbers are whole: points are in units of `1/unit`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// Units to a point.
    pub unit: i64,
    /// How many neighbouring totals share a score group; see [`Tally::width`].
    pub width: i64,
    /// Sum of all candidates' maxima, in units.
    pub max_points: i128,
    /// The items that were graded and how many slots each has, in the order of `counts`.
    pub items: Vec<ItemSlots>,
    /// Sums by group of items.
    pub groups: Vec<GroupPart>,
    /// Score groups, rising.
    pub score_groups: Vec<ScoreGroupPart>,
    /// For each slot Σ total and Σ total² over all who hit it, in the order of `counts`; empty while `width` is 1.
    pub slot_totals: Vec<(i128, i128)>,
    /// Short answers that need a person.
    pub review: Vec<ReviewPart>,
    /// Unreadable cells.
    pub unreadable: Vec<UnreadablePart>,
}

/// An item and how many slots it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemSlots {
    /// Id of the item.
    pub item: String,
    /// How many of the counts are its own.
    pub slots: u32,
}

/// The sums of one group of items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupPart {
    /// Id of the group.
    pub group: String,
    /// Candidates who were given at least one of its items.
    pub candidates: u64,
    /// Sum of their points.
    pub points: i128,
    /// Sum of the squares of their points.
    pub squares: i128,
    /// Sum of their maxima.
    pub max: i128,
}

/// One score group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreGroupPart {
    /// Its key: the lowest total divided by `width`.
    pub key: i64,
    /// How many candidates.
    pub candidates: u64,
    /// See [`ScoreGroup::distance`].
    pub distance: [u128; 4],
    /// How often each slot was hit.
    pub counts: Counts,
}

/// A short answer that needs a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewPart {
    /// Id of the item.
    pub item: String,
    /// The form in which the response is compared.
    pub key: String,
    /// As typed.
    pub response: String,
    /// How many gave it.
    pub count: u64,
    /// The accepted text that lies nearest.
    pub nearest: String,
    /// Why it was not credited.
    pub why: String,
}

/// An unreadable cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadablePart {
    /// Id of the item.
    pub item: String,
    /// The text.
    pub text: String,
    /// How many cells.
    pub count: u64,
}

/// Sums that do not fit the scheme they are read into.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct Misfit(String);

impl Sums {
    /// The sums of a tally.
    pub fn of(scheme: &Scheme, tally: &Tally) -> Self {
        let item = |number: u32| scheme.items[number as usize].item.id.clone();
        Self {
            unit: scheme.unit,
            width: tally.width,
            max_points: tally.max_points,
            items: scheme
                .items
                .iter()
                .map(|entry| ItemSlots {
                    item: entry.item.id.clone(),
                    slots: entry.slots.end - entry.slots.start,
                })
                .collect(),
            groups: scheme
                .groups
                .iter()
                .zip(&tally.group_sums)
                .map(|(group, sums)| GroupPart {
                    group: group.id.clone(),
                    candidates: sums.candidates,
                    points: sums.points,
                    squares: sums.squares,
                    max: sums.max,
                })
                .collect(),
            score_groups: tally
                .score_groups
                .iter()
                .map(|(&key, group)| ScoreGroupPart {
                    key,
                    candidates: group.candidates,
                    distance: group.distance,
                    counts: group.counts.clone(),
                })
                .collect(),
            slot_totals: tally.slot_totals.iter().map(|totals| (totals.sum, totals.squares)).collect(),
            review: tally
                .review
                .iter()
                .map(|((number, key), entry)| ReviewPart {
                    item: item(*number),
                    key: key.clone(),
                    response: entry.response.clone(),
                    count: entry.count,
                    nearest: entry.nearest.clone(),
                    why: entry.why.clone(),
                })
                .collect(),
            unreadable: tally
                .unreadable
                .iter()
                .map(|((number, text), &count)| UnreadablePart {
                    item: item(*number),
                    text: text.clone(),
                    count,
                })
                .collect(),
        }
    }

    /// The sums without items that nobody was given; only `groups` are kept.
    #[must_use]
    pub fn without(mut self, absent: &HashSet<&str>, groups: &HashSet<&str>) -> Self {
        let stays: Vec<bool> = self
            .items
            .iter()
            .flat_map(|item| {
                let stays = !absent.contains(item.item.as_str());
                std::iter::repeat_n(stays, item.slots as usize)
            })
            .collect();
        for group in &mut self.score_groups {
            let counts = group.counts.to_vec().into_iter().zip(&stays);
            group.counts =
                Counts::from(counts.filter_map(|(count, stays)| stays.then_some(count)).collect::<Vec<_>>());
        }
        let mut stays = stays.iter();
        self.slot_totals.retain(|_| stays.next().is_none_or(|stays| *stays));
        self.items.retain(|item| !absent.contains(item.item.as_str()));
        self.groups.retain(|group| groups.contains(group.group.as_str()));
        self
    }

    /// The tally of these sums in a scheme that has all of their items, and perhaps more: those were presented
    /// to nobody.
    pub fn into_tally(self, scheme: &Scheme) -> Result<Tally, Misfit> {
        if self.unit != scheme.unit {
            return Err(Misfit(format!("its points are in 1/{}, not in 1/{}", self.unit, scheme.unit)));
        }
        if self.width < 1 || !self.width.unsigned_abs().is_power_of_two() {
            return Err(Misfit(format!("its score groups hold {} totals each", self.width)));
        }
        let layout = Layout::new(&self.items, scheme)?;
        let mut tally = Tally::new(scheme);
        tally.width = self.width;
        tally.max_points = self.max_points;
        tally.score_groups = self
            .score_groups
            .iter()
            .map(|part| Ok((part.key, layout.place(part)?)))
            .collect::<Result<BTreeMap<_, _>, Misfit>>()?;
        tally.slot_totals = layout.place_totals(&self.slot_totals, &tally)?;
        let groups: HashMap<&str, usize> =
            scheme.groups.iter().zip(0..).map(|(group, place)| (group.id.as_str(), place)).collect();
        for part in &self.groups {
            let place = groups.get(part.group.as_str()).ok_or_else(|| unknown("group", &part.group))?;
            tally.group_sums[*place] = GroupSums {
                candidates: part.candidates,
                points: part.points,
                squares: part.squares,
                max: part.max,
            };
        }
        for part in self.review {
            let entry = ReviewEntry {
                response: part.response,
                count: part.count,
                nearest: part.nearest,
                why: part.why,
            };
            tally.add_review(layout.item(&part.item)?, &part.key, &entry);
        }
        for part in self.unreadable {
            tally.add_unreadable(layout.item(&part.item)?, &part.text, part.count);
        }
        Ok(tally)
    }
}

fn unknown(what: &str, id: &str) -> Misfit {
    Misfit(format!("it has the {what} `{id}`, which its bank has not"))
}

/// Where the counts of a part stand in a scheme.
struct Layout<'a> {
    scheme: &'a Scheme,
    items: HashMap<&'a str, u32>,
    /// First slot in the part, first slot in the scheme, number of slots.
    moves: Vec<(usize, usize, usize)>,
    slots: usize,
    /// The slots of "not presented" of the items that the part has not.
    absent: Vec<usize>,
}

impl<'a> Layout<'a> {
    fn new(parts: &[ItemSlots], scheme: &'a Scheme) -> Result<Self, Misfit> {
        let items: HashMap<&str, u32> =
            scheme.items.iter().zip(0..).map(|(entry, number)| (entry.item.id.as_str(), number)).collect();
        let mut present = vec![false; scheme.items.len()];
        let mut moves = Vec::with_capacity(parts.len());
        let mut slots = 0;
        for part in parts {
            let number = *items.get(part.item.as_str()).ok_or_else(|| unknown("item", &part.item))?;
            let entry = &scheme.items[number as usize];
            if part.slots != entry.slots.end - entry.slots.start
                || std::mem::replace(&mut present[number as usize], true)
            {
                return Err(Misfit(format!("its counts of the item `{}` do not fit the bank", part.item)));
            }
            moves.push((slots, entry.slots.start as usize, part.slots as usize));
            slots += part.slots as usize;
        }
        let absent = scheme.items.iter().zip(&present).filter(|(_, present)| !**present);
        let absent = absent.map(|(entry, _)| entry.not_presented as usize).collect();
        Ok(Self { scheme, items, moves, slots, absent })
    }

    fn item(&self, id: &str) -> Result<u32, Misfit> {
        self.items.get(id).copied().ok_or_else(|| unknown("item", id))
    }

    fn place(&self, part: &ScoreGroupPart) -> Result<ScoreGroup, Misfit> {
        let damaged = || Misfit(format!("its score group {} is damaged", part.key));
        let candidates = u32::try_from(part.candidates).map_err(|_| damaged())?;
        let counts = part.counts.to_vec();
        // Nobody hits a slot twice.
        if counts.len() != self.slots || counts.iter().any(|&count| count > candidates) {
            return Err(damaged());
        }
        let mut placed = vec![0; self.scheme.slots.len()];
        for &(from, to, count) in &self.moves {
            placed[to..to + count].copy_from_slice(&counts[from..from + count]);
        }
        for &slot in &self.absent {
            placed[slot] = candidates;
        }
        let mut group =
            ScoreGroup { candidates: part.candidates, distance: part.distance, counts: Counts::from(placed) };
        group.admit(0).map_err(|_| damaged())?;
        Ok(group)
    }

    /// The totals of those who hit each slot, where the score groups of `tally` hold several totals.
    fn place_totals(&self, part: &[(i128, i128)], tally: &Tally) -> Result<SlotTotals, Misfit> {
        let expected = if tally.width == 1 { 0 } else { self.slots };
        if part.len() != expected {
            return Err(Misfit("the totals of its outcomes are damaged".to_owned()));
        }
        if tally.width == 1 {
            return Ok(SlotTotals::default());
        }
        let mut placed = vec![Totals::default(); self.scheme.slots.len()];
        for &(from, to, count) in &self.moves {
            for (totals, &(sum, squares)) in placed[to..to + count].iter_mut().zip(&part[from..from + count])
            {
                *totals = Totals { sum, squares };
            }
        }
        let all = tally.totals();
        for &slot in &self.absent {
            placed[slot] = all;
        }
        Ok(SlotTotals::new(placed.into_iter(), all.squares))
    }
}
