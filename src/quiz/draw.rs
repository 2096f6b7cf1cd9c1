//! Draws a form: which items, in which order, with options in which order.
//!
//! A seed reproduces a draw as long as the items it can draw from are the same: they are put in the order of their
//! ids first, so files may move. The generator is `ChaCha12`, samples and shuffles are `rand`'s.

use super::order;
use super::setup::Asked;
use crate::model::topic::is_within;
use crate::model::{Draw, FormKind, Item};
use rand::SeedableRng;
use rand::seq::{SliceRandom, index};
use rand_chacha::ChaCha12Rng;
use std::collections::HashSet;
use thiserror::Error;

/// What a form is drawn by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plan<'a> {
    /// So many items from each topic.
    Blueprint(&'a [Draw]),
    /// That many of all, or all.
    Any(Option<usize>),
}

/// Why a form cannot be drawn.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum DrawError {
    /// A topic has fewer items than the blueprint asks for.
    #[error("the blueprint asks for {asked} items of `{topic}`, and the banks have {there} for it")]
    TooFew {
        /// The topic.
        topic: String,
        /// How many are asked for.
        asked: usize,
        /// How many there are that no other line of the blueprint needs.
        there: usize,
    },
}

/// Draws a form from `items` of a kind. No item comes twice, also where one topic of the blueprint lies within another.
///
/// With [`Plan::Any`] and fewer items than asked for, the form has all there are.
pub fn draw(items: &[&Item], kind: FormKind, plan: Plan<'_>, seed: u64) -> Result<Vec<Asked>, DrawError> {
    let mut pool: Vec<&Item> = items.iter().copied().filter(|item| kind.admits(item)).collect();
    pool.sort_unstable_by_key(|item| item.id.as_str());
    let mut rng = ChaCha12Rng::seed_from_u64(seed);
    let mut drawn = match plan {
        Plan::Blueprint(lines) => by_blueprint(&pool, lines, &mut rng)?,
        Plan::Any(count) => {
            let count = count.unwrap_or(pool.len()).min(pool.len());
            index::sample(&mut rng, pool.len(), count).iter().map(|place| pool[place]).collect()
        }
    };
    drawn.shuffle(&mut rng);
    Ok(with_options(&drawn, &mut rng))
}

/// Asks `items` in the order given; only options are shuffled.
pub fn in_order(items: &[&Item], seed: u64) -> Vec<Asked> {
    with_options(items, &mut ChaCha12Rng::seed_from_u64(seed))
}

fn with_options(items: &[&Item], rng: &mut ChaCha12Rng) -> Vec<Asked> {
    items.iter().map(|item| Asked { item: item.id.clone(), options: order::draw(item, rng) }).collect()
}

/// The innermost topics draw first: what they leave can serve the topics around them, never the other way about, so
/// that a blueprint is met whenever it can be.
fn by_blueprint<'i>(
    pool: &[&'i Item],
    lines: &[Draw],
    rng: &mut ChaCha12Rng,
) -> Result<Vec<&'i Item>, DrawError> {
    let mut innermost: Vec<&Draw> = lines.iter().collect();
    innermost.sort_by_key(|line| std::cmp::Reverse(line.topic.split('/').count()));
    let mut taken = HashSet::new();
    let mut drawn = Vec::new();
    for line in innermost {
        let there: Vec<&Item> = pool
            .iter()
            .copied()
            .filter(|item| is_within(&item.topic, &line.topic) && !taken.contains(item.id.as_str()))
            .collect();
        if there.len() < line.count {
            return Err(DrawError::TooFew {
                topic: line.topic.clone(),
                asked: line.count,
                there: there.len(),
            });
        }
        for place in index::sample(rng, there.len(), line.count) {
            taken.insert(there[place].id.as_str());
            drawn.push(there[place]);
        }
    }
    Ok(drawn)
}
