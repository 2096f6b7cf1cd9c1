//! Which items to ask, from what was answered before: `--pick`.

use super::due::due;
use super::progress::Share;
use super::{Answer, Past};
use crate::model::Item;
use crate::model::topic::is_within;
use crate::quiz::draw::Plan;
use jiff::Timestamp;
use rand::SeedableRng;
use rand::seq::index;
use rand_chacha::ChaCha12Rng;
use std::collections::{BTreeMap, BTreeSet};

/// What `--pick` may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pick {
    /// Every item, all alike.
    #[default]
    All,
    /// Items never seen.
    Unseen,
    /// Items whose last answer earned less than full credit.
    Missed,
    /// Items that were flagged when last seen.
    Flagged,
    /// Every item, those of weak topics more likely.
    Weak,
    /// Items that are due again, see [`super::due`].
    Due,
}

impl Pick {
    /// Every pick with its name on the command line.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::All, "all"),
        (Self::Unseen, "unseen"),
        (Self::Missed, "missed"),
        (Self::Flagged, "flagged"),
        (Self::Weak, "weak"),
        (Self::Due, "due"),
    ];
}

/// An item that may be asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Picked {
    /// Its index among the items chosen from.
    pub index: usize,
    /// How likely it is drawn, in proportion to the others; above 0.
    pub weight: f64,
}

/// The items that a pick admits, with their weights, in the order of `items`; `due` has the least remembered first.
///
/// The weight is 1 for every pick but `weak`. There it is the share of answers that the item's topic is expected to
/// miss: 1 minus the middle of the Wilson interval of the topic's current answers. The middle of a topic without
/// answers is one half; it takes many right answers to come near 1, and few wrong ones to fall.
pub fn pick(pick: Pick, items: &[&Item], past: &Past, now: Timestamp) -> Vec<Picked> {
    let all = || items.iter().map(|item| past.of(item)).enumerate();
    let alike = |index| Picked { index, weight: 1.0 };
    let those = |is: fn(&[&Answer]) -> bool| -> Vec<Picked> {
        all().filter(|(_, answers)| is(answers)).map(|(index, _)| alike(index)).collect()
    };
    match pick {
        Pick::All => (0..items.len()).map(alike).collect(),
        Pick::Unseen => those(|answers| answers.is_empty()),
        Pick::Missed => those(|answers| last_given(answers).is_some_and(Answer::is_missed)),
        Pick::Flagged => those(|answers| answers.last().is_some_and(|answer| answer.flagged)),
        Pick::Weak => weak(items, past),
        Pick::Due => {
            let mut found: Vec<(f64, usize)> = all()
                .filter_map(|(index, answers)| Some((due(items[index], &answers, now)?, index)))
                .filter(|(due, _)| due.at <= now)
                .map(|(due, index)| (due.recall, index))
                .collect();
            found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            found.into_iter().map(|(_, index)| alike(index)).collect()
        }
    }
}

/// The items from which `plan` is then drawn: all that the pick admits; of `weak` and `due` as many as the plan asks for,
/// since there it matters which. `weak` takes them at random by weight, each at most once, and a seed reproduces that;
/// `due` takes the least remembered.
pub fn choose<'i>(
    how: Pick,
    items: &[&'i Item],
    plan: Plan<'_>,
    past: &Past,
    now: Timestamp,
    seed: u64,
) -> Vec<&'i Item> {
    let mut items = items.to_vec();
    items.sort_unstable_by_key(|item| item.id.as_str());
    let picked = pick(how, &items, past, now);
    if !matches!(how, Pick::Weak | Pick::Due) {
        return picked.iter().map(|picked| items[picked.index]).collect();
    }
    let mut rng = ChaCha12Rng::seed_from_u64(seed);
    let mut taken = BTreeSet::new();
    for (topic, count) in lines(plan, picked.len()) {
        let open: Vec<Picked> = picked
            .iter()
            .copied()
            .filter(|picked| !taken.contains(&picked.index))
            .filter(|picked| topic.is_none_or(|topic| is_within(&items[picked.index].topic, topic)))
            .collect();
        let count = count.min(open.len());
        match how {
            Pick::Due => taken.extend(open.iter().take(count).map(|picked| picked.index)),
            _ => taken.extend(by_weight(&mut rng, &open, count)),
        }
    }
    taken.into_iter().map(|index| items[index]).collect()
}

/// How many items of which topic; of any where there is no blueprint. The innermost topics first, as the draw takes
/// them.
fn lines(plan: Plan<'_>, all: usize) -> Vec<(Option<&str>, usize)> {
    match plan {
        Plan::Any(count) => vec![(None, count.unwrap_or(all))],
        Plan::Blueprint(draws) => {
            let mut lines: Vec<_> =
                draws.iter().map(|draw| (Some(draw.topic.as_str()), draw.count)).collect();
            lines.sort_by_key(|(topic, _)| std::cmp::Reverse(topic.map(|topic| topic.split('/').count())));
            lines
        }
    }
}

/// A sample without repetition, each item by its weight.
fn by_weight(rng: &mut ChaCha12Rng, open: &[Picked], count: usize) -> Vec<usize> {
    let sample = index::sample_weighted(rng, open.len(), |place| open[place].weight, count);
    // It fails for weights that are negative or no numbers, and these lie between 0 and 1.
    sample.map(|places| places.iter().map(|place| open[place].index).collect()).unwrap_or_default()
}

/// The earliest moment at which one of `items` is due, for telling when to come back.
pub fn next_due(items: &[&Item], past: &Past, now: Timestamp) -> Option<Timestamp> {
    items.iter().filter_map(|item| due(item, &past.of(item), now)).map(|due| due.at).min()
}

fn last_given<'a>(answers: &[&'a Answer]) -> Option<&'a Answer> {
    answers.iter().rev().find(|answer| answer.is_given()).copied()
}

fn weak(items: &[&Item], past: &Past) -> Vec<Picked> {
    let mut topics: BTreeMap<&str, Share> = BTreeMap::new();
    for item in items {
        let share = topics.entry(&item.topic).or_default();
        if let Some(answer) = last_given(&past.of(item)) {
            share.add(answer.credit);
        }
    }
    let weight = |item: &Item| 1.0 - topics.get(item.topic.as_str()).map_or(0.5, Share::middle);
    items.iter().enumerate().map(|(index, item)| Picked { index, weight: weight(item) }).collect()
}
