//! Scheme and tally to figures: facility, discrimination, reliability, options, topics, flags.
//!
//! Everything is computed from the tally's exact sums in integers, with one division to a float at the
//! end (`exact.rs`): the same counts give the same figures, bit for bit, however the sheets
//! were cut, ordered or shared out among threads. `docs/statistics.md` defines every figure; what is
//! undefined is `None`, never 0 and never NaN.
//!
//! [`analyze`] is the way in.

pub mod compare;
pub mod distribution;
pub mod flags;
pub mod group;
pub mod interval;
pub mod item;
pub mod options;
pub mod say;
pub mod target;
pub mod topics;

mod cut;
mod exact;
mod normal;
mod note;
mod reliability;
mod sums;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test kit stops at what a test got wrong")]
pub(crate) mod testkit;
#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "tests stop at the first surprise, count little, and expect some figures bit for bit"
)]
mod tests;

use crate::grade::scheme::Scheme;
use crate::grade::tally::Tally;
use compare::Proportion;
use cut::Cut;
use sums::{ItemSums, SlotTotals};

pub use distribution::{Bar, Distribution};
pub(crate) use exact::ratio;
pub use flags::{Flag, FlagKind};
pub use group::GroupFigures;
pub use interval::Interval;
pub use item::ItemFigures;
pub use note::Note;
pub use options::OptionFigures;
pub use target::AgainstTarget;
pub use topics::TopicFigures;

/// Every figure of a group of candidates.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// Of all candidates.
    pub group: GroupFigures,
    /// By topic, in the scheme's order: parents before children.
    pub topics: Vec<TopicFigures>,
    /// By item, in the scheme's order, without void ones.
    pub items: Vec<ItemFigures>,
    /// The topic that stands out as the weakest, as an index into `topics`; mostly none does.
    pub weakest: Option<usize>,
    /// How many topics had items enough to be compared.
    pub compared: usize,
    /// Candidates against the target, if there is one.
    pub against_target: Option<AgainstTarget>,
    /// How totals are spread; `None` without candidates.
    pub distribution: Option<Distribution>,
    /// What a reader of the figures must know.
    pub notes: Vec<Note>,
}

/// Computes every figure. `target` is in percent.
pub fn analyze(scheme: &Scheme, tally: &Tally, target: Option<f64>) -> Analysis {
    let totals = SlotTotals::new(scheme, tally);
    let sums: Vec<Option<ItemSums>> =
        scheme.items.iter().map(|item| (!item.void).then(|| ItemSums::new(scheme, &totals, item))).collect();
    let group = group::figures(scheme, tally, &totals, &sums);
    let topics = topics::figures(scheme, tally, &sums);
    let (weakest, compared) = weakest(scheme, &topics);
    let notes = note::notes(scheme, tally, &sums, &group);
    Analysis {
        items: items(scheme, tally, &totals, &sums),
        against_target: target.and_then(|percent| target::count(scheme, tally, &sums, percent)),
        distribution: distribution::distribution(scheme, tally, &sums, target),
        group,
        topics,
        weakest,
        compared,
        notes,
    }
}

fn items(scheme: &Scheme, tally: &Tally, totals: &SlotTotals, sums: &[Option<ItemSums>]) -> Vec<ItemFigures> {
    let same = group::same_items(tally.candidates().into(), sums, 0..sums.len());
    let same = same.map(|items| (items.len(), group::item_spreads(sums, &items)));
    let setting = item::Setting { scheme, totals, same };
    let counted = scheme.items.iter().zip(sums).filter_map(|(item, sums)| Some((item, sums.as_ref()?)));
    counted
        .map(|(item, sums)| {
            let cut = Cut::new(scheme, tally, item);
            let mut figures = item::figures(&setting, item, sums, cut.as_ref());
            figures.options = options::figures(scheme, totals, item, sums, cut.as_ref());
            figures.flags = flags::of_item(scheme, item, &figures);
            figures
        })
        .collect()
}

/// The weakest topic as an index into `topics`, and among how many.
fn weakest(scheme: &Scheme, topics: &[TopicFigures]) -> (Option<usize>, usize) {
    let (places, shares): (Vec<usize>, Vec<Proportion>) = compare::comparable(scheme)
        .into_iter()
        .filter_map(|group| topics.iter().position(|topic| topic.topic == scheme.groups[group].id))
        .filter_map(|place| {
            let share = topics[place].mean_percent? / 100.0;
            Some((place, Proportion { share, items: topics[place].items }))
        })
        .filter(|(_, share)| say::Says::of(share.items) == say::Says::Comparison)
        .unzip();
    (compare::weakest(&shares).map(|index| places[index]), shares.len())
}
