//! From items to the marking scheme: every credit an item can give becomes a slot with a whole score.

use super::scheme::{Group, GroupBy, Scheme, SchemeItem, Slot, SlotId, Titles, index};
use crate::model::{Choice, Decision, Fraction, Item, ItemKind, Key, OptionSet, Ruling, Scoring, Status};
use crate::model::{ancestors_and_self, item, topic};
use crate::scoring::{Lexicon, ShortScorer, choice::credit_of_counts};
use std::collections::{BTreeSet, HashMap};
use thiserror::Error;

/// What the person who grades chose.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// Taken off for a wrong single response, as a share of the item's points.
    pub penalty: Fraction,
    /// Replaces the scoring of every multiple response.
    pub scoring: Option<Scoring>,
    /// Whether a candidate's total may fall below 0.
    pub allow_negative: bool,
    /// By what subscores are made.
    pub group_by: GroupBy,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            penalty: Fraction::from_integer(0),
            scoring: None,
            allow_negative: false,
            group_by: GroupBy::Topic,
        }
    }
}

/// Why no scheme can be made.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum CompileError {
    /// Scores have no common denominator that sums can be kept in.
    #[error(
        "the points of these items have no common fraction fine enough to add exactly (finer than 1/{MAX_UNIT}): \
         item `{0}` makes it too fine; give it rounder points or another scoring"
    )]
    TooFine(String),
    /// So many points that sums could overflow.
    #[error("the items are worth more than {MAX_POINTS} points together")]
    TooManyPoints,
}

/// The finest unit, as units a point. With [`MAX_POINTS`] it keeps every sum within 128 bits for 10⁹ candidates.
pub const MAX_UNIT: i64 = 10_000_000_000;
/// The most points that all items together may be worth.
pub const MAX_POINTS: i64 = 1_000_000;

/// The compiled scheme, and how each item's responses find their slots.
pub struct Compiled {
    /// Slots and scores.
    pub scheme: Scheme,
    /// For each item of the scheme.
    pub readings: Vec<Reading>,
}

/// How the responses to one item find their outcome. Outcomes are counted from the item's first slot.
pub enum Reading {
    /// One option: its index is the outcome.
    Single,
    /// A set of options.
    Multiple {
        /// The keyed options.
        keyed: OptionSet,
        /// For t keyed options and f distractors chosen, the outcome at `t * (distractors + 1) + f`.
        outcomes: Vec<SlotId>,
    },
    /// A short answer.
    Short {
        /// Scores a text.
        scorer: ShortScorer,
        /// The credit of each outcome, rising.
        credits: Vec<Fraction>,
    },
}

/// Compiles `items` under a policy. Rulings are applied to the items they name.
pub fn compile(
    items: &[&Item],
    titles: &Titles,
    lexicon: &Lexicon,
    policy: &Policy,
    rulings: &[Ruling],
) -> Result<Compiled, CompileError> {
    compile_part(items, &[], titles, lexicon, policy, rulings)
}

/// [`compile`] with a unit that serves `others` too, so that tallies of sheets with other items of the same banks
/// count in the same unit and can be added.
pub fn compile_part(
    items: &[&Item],
    others: &[&Item],
    titles: &Titles,
    lexicon: &Lexicon,
    policy: &Policy,
    rulings: &[Ruling],
) -> Result<Compiled, CompileError> {
    let read = |items: &[&Item]| {
        let ruled: Vec<Ruled> = items.iter().map(|item| Ruled::new(item, policy, rulings)).collect();
        let (credits, readings): (Vec<_>, Vec<_>) =
            ruled.iter().map(|ruled| read_item(ruled, lexicon, policy)).unzip();
        (ruled, credits, readings)
    };
    let (ruled, credits, readings) = read(items);
    let (other_items, other_credits, _) = read(others);
    let all = ruled.iter().zip(&credits).chain(other_items.iter().zip(&other_credits));
    let unit = common_unit(all)?;

    let mut scheme = Scheme {
        items: Vec::with_capacity(items.len()),
        slots: Vec::new(),
        unit,
        groups: Vec::new(),
        allow_negative: policy.allow_negative,
    };
    let mut groups = GroupBuilder::default();
    for (ruled, credits) in ruled.into_iter().zip(&credits) {
        let groups = groups.of(&ruled.item, policy.group_by);
        scheme.push(ruled, credits, groups);
    }
    scheme.groups = groups.finish(titles, &mut scheme.items);
    if scheme.max() / unit > MAX_POINTS {
        return Err(CompileError::TooManyPoints);
    }
    Ok(Compiled { scheme, readings })
}

/// An item with the rulings about it.
struct Ruled {
    item: Item,
    void: bool,
    full_credit: bool,
    accepted: Vec<(String, Fraction)>,
}

impl Ruled {
    fn new(item: &Item, policy: &Policy, rulings: &[Ruling]) -> Self {
        let mut ruled = Self { item: item.clone(), void: false, full_credit: false, accepted: Vec::new() };
        if let (ItemKind::Choice(Choice { key: Key::Multiple { scoring, .. }, .. }), Some(replaced)) =
            (&mut ruled.item.kind, policy.scoring)
        {
            *scoring = replaced;
        }
        for ruling in rulings.iter().filter(|ruling| ruling.item == item.id) {
            match &ruling.decision {
                Decision::Void => ruled.void = true,
                Decision::FullCredit => ruled.full_credit = true,
                Decision::NewKey(labels) => ruled.replace_key(labels),
                Decision::Accept { text, credit } => ruled.accepted.push((text.clone(), *credit)),
            }
        }
        ruled
    }

    /// Labels were checked when the rulings were read.
    fn replace_key(&mut self, labels: &[String]) {
        let ItemKind::Choice(choice) = &mut self.item.kind else { return };
        let keyed: OptionSet = labels.iter().filter_map(|label| choice.option_index(label)).collect();
        match &mut choice.key {
            Key::Single(index) => *index = keyed.iter().next().unwrap_or(*index),
            Key::Multiple { keyed: old, .. } => *old = keyed,
        }
    }

    /// The score of an outcome in points.
    fn points(&self, status: Status, credit: Fraction) -> Fraction {
        match status {
            _ if self.void => Fraction::from_integer(0),
            Status::NotPresented => Fraction::from_integer(0),
            _ if self.full_credit => self.item.points,
            _ => credit * self.item.points,
        }
    }
}

/// Every credit that a readable response to an item can earn, and how responses find theirs: for a single
/// response one credit an option, in the options' order; otherwise the distinct ones, rising.
fn read_item(ruled: &Ruled, lexicon: &Lexicon, policy: &Policy) -> (Vec<Fraction>, Reading) {
    let (none, full) = (Fraction::from_integer(0), Fraction::from_integer(1));
    match &ruled.item.kind {
        ItemKind::Choice(Choice { options, key: Key::Single(key) }) => {
            let credit = |option| if option == *key { full } else { -policy.penalty };
            ((0..options.len()).map(credit).collect(), Reading::Single)
        }
        ItemKind::Choice(Choice { options, key: Key::Multiple { keyed, scoring } }) => {
            let (keys, distractors) = (keyed.len(), options.len() - keyed.len());
            let by_counts: Vec<Fraction> = (0..=keys)
                .flat_map(|t| (0..=distractors).map(move |f| (t, f)))
                .map(|(t, f)| credit_of_counts(*scoring, keys, distractors, t, f))
                .collect();
            let credits = distinct(by_counts.iter().copied());
            let outcome = |credit| index(credits.partition_point(|known| known < credit));
            let outcomes = by_counts.iter().map(outcome).collect();
            (credits, Reading::Multiple { keyed: *keyed, outcomes })
        }
        ItemKind::Short(short) => {
            let scorer = ShortScorer::new(short, lexicon, &ruled.accepted);
            let credits = distinct(scorer.credits().iter().copied().chain([none]));
            (credits.clone(), Reading::Short { scorer, credits })
        }
    }
}

fn distinct(credits: impl Iterator<Item = Fraction>) -> Vec<Fraction> {
    credits.collect::<BTreeSet<_>>().into_iter().collect()
}

/// The least common denominator of all scores and maxima.
fn common_unit<'a>(items: impl Iterator<Item = (&'a Ruled, &'a Vec<Fraction>)>) -> Result<i64, CompileError> {
    let mut unit: i64 = 1;
    for (ruled, credits) in items {
        let points = ruled.item.points;
        for score in credits.iter().map(|credit| credit * points).chain([points]) {
            let (a, b) = (unit, *score.denom());
            unit = (a / gcd(a, b))
                .checked_mul(b)
                .filter(|unit| *unit <= MAX_UNIT)
                .ok_or_else(|| CompileError::TooFine(ruled.item.id.clone()))?;
        }
    }
    Ok(unit)
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

impl Scheme {
    /// Adds an item with its outcomes and marks.
    fn push(&mut self, ruled: Ruled, credits: &[Fraction], groups: Vec<u32>) {
        let number = index(self.items.len());
        let start = index(self.slots.len());
        let is_multiple =
            matches!(ruled.item.kind, ItemKind::Choice(Choice { key: Key::Multiple { .. }, .. }));
        let units = |points: Fraction| (points * self.unit).to_integer();
        let slot = |status, credit| Slot { item: number, status, score: units(ruled.points(status, credit)) };
        let zero = Fraction::from_integer(0);

        let lowest = credits.iter().min().copied().unwrap_or(zero);
        let outcomes: Vec<Slot> =
            credits.iter().map(|&credit| slot(Status::from_credit(credit), credit)).collect();
        let credits = index(outcomes.len());
        let mut slots = outcomes.clone();
        if ruled.item.short_answer().is_some() {
            slots.push(slot(Status::Review, zero));
        } else if !is_multiple {
            // A distractor of which the sheet does not tell which one it is.
            slots.push(slot(Status::Incorrect, lowest));
        }
        let blank = start + index(slots.len());
        slots.extend(
            [Status::Blank, Status::NotPresented, Status::Unreadable].map(|status| slot(status, zero)),
        );
        let end_of_outcomes = start + index(slots.len());

        let options = ruled.item.choice().map_or(0, |choice| choice.options.len());
        let mut option_slots = Vec::with_capacity(options);
        for option in 0..index(options) {
            if is_multiple {
                let first = start + index(slots.len());
                slots.extend(&outcomes);
                option_slots.push((first..first + credits).collect());
            } else {
                option_slots.push(vec![start + option]);
            }
        }
        let end = start + index(slots.len());
        let max = if ruled.void { 0 } else { units(ruled.item.points) };
        self.slots.extend(slots);
        self.items.push(SchemeItem {
            item: ruled.item,
            slots: start..end,
            outcomes: start..end_of_outcomes,
            max,
            groups,
            blank,
            not_presented: blank + 1,
            unreadable: blank + 2,
            option_slots,
            void: ruled.void,
        });
    }
}

/// Collects groups while items are added, then puts parents before children.
#[derive(Default)]
struct GroupBuilder {
    ids: Vec<String>,
    by_id: HashMap<String, u32>,
    is_topic: bool,
}

impl GroupBuilder {
    /// The innermost groups of an item, as numbers in the order of first use.
    fn of(&mut self, item: &Item, by: GroupBy) -> Vec<u32> {
        self.is_topic = by == GroupBy::Topic;
        let names: Vec<&str> = match by {
            GroupBy::Topic => ancestors_and_self(&item.topic).collect(),
            GroupBy::Competency => item.competency.iter().map(String::as_str).collect(),
            GroupBy::Level => {
                item.level.iter().map(|&level| item::name_of(&item::Level::ALL, level)).collect()
            }
            GroupBy::Tag => item.tags.iter().map(String::as_str).collect(),
        };
        let numbers: Vec<u32> = names.iter().map(|name| self.number(name)).collect();
        match by {
            GroupBy::Topic => numbers.last().copied().into_iter().collect(),
            _ => numbers,
        }
    }

    fn number(&mut self, id: &str) -> u32 {
        if let Some(&number) = self.by_id.get(id) {
            return number;
        }
        let number = index(self.ids.len());
        self.ids.push(id.to_owned());
        self.by_id.insert(id.to_owned(), number);
        number
    }

    /// The groups sorted by path, which puts parents before children; `items` get the final numbers.
    fn finish(self, titles: &Titles, items: &mut [SchemeItem]) -> Vec<Group> {
        let mut order: Vec<usize> = (0..self.ids.len()).collect();
        order.sort_by(|&a, &b| self.ids[a].split('/').cmp(self.ids[b].split('/')));
        let mut place = vec![0; order.len()];
        for (new, &old) in order.iter().enumerate() {
            place[old] = index(new);
        }
        let mut groups: Vec<Group> = order
            .iter()
            .map(|&old| {
                let id = &self.ids[old];
                let parent =
                    id.rsplit_once('/').filter(|_| self.is_topic).and_then(|(up, _)| self.by_id.get(up));
                Group {
                    id: id.clone(),
                    title: if self.is_topic { topic::title_of(id, titles) } else { id.clone() },
                    depth: if self.is_topic { id.matches('/').count() } else { 0 },
                    parent: parent.map(|&up| place[up as usize]),
                    items: Vec::new(),
                }
            })
            .collect();
        for (number, item) in items.iter_mut().enumerate() {
            for group in &mut item.groups {
                *group = place[*group as usize];
                let mut up = Some(*group);
                while let Some(at) = up {
                    groups[at as usize].items.push(index(number));
                    up = groups[at as usize].parent;
                }
            }
        }
        groups
    }
}
