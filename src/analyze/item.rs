//! Figures of one item, over the candidates who were given it.

use super::cut::{Cut, Weighted, hits};
use super::exact::{pearson, quotient, ratio};
use super::flags::Flag;
use super::options::OptionFigures;
use super::reliability::alpha;
use super::sums::{ItemSums, SlotTotals, presented};
use crate::grade::scheme::{Scheme, SchemeItem, SlotId};
use crate::model::Status;
use num_bigint::BigInt;
use serde::{Serialize, Serializer};

/// One of the `items` of `report.json`; x is the item's points, X the total, r = X − x. `None` (null) where
/// undefined.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemFigures {
    /// Id of the item.
    pub item: String,
    /// Path of its topic.
    pub topic: String,
    /// Its stem. For people only.
    #[serde(skip)]
    pub stem: String,
    /// How many candidates were given the item.
    pub n: u64,
    /// Its maximum, in points.
    pub max_points: f64,
    /// Mean x over the maximum, 0 to 1; below 0 where penalties prevail. Null where n is 0.
    pub facility: Option<f64>,
    /// Standard deviation of x in points, with n − 1. Null for n below 2.
    pub sd: Option<f64>,
    /// Corrected item-total correlation, Pearson of x and r, −1 to 1. Null where either does not vary.
    pub discrimination: Option<f64>,
    /// Mean x of the upper 27 % less that of the lower, over the maximum, −1 to 1. Null where
    /// the groups are empty.
    pub upper_lower: Option<f64>,
    /// Alpha of the other items. Null where alpha of the group is, or the rest does not vary.
    pub alpha_if_deleted: Option<f64>,
    /// How many left it blank.
    pub blank: u64,
    /// How many candidates were not given it.
    pub not_presented: u64,
    /// How many responses could not be read.
    pub unreadable: u64,
    /// How many responses need a person.
    pub review: u64,
    /// What makes it an item to look at.
    #[serde(serialize_with = "flag_ids")]
    pub flags: Vec<Flag>,
    /// Figures of its options, in the bank's order; empty for short answers.
    pub options: Vec<OptionFigures>,
}

/// What figures of an item need beyond the item.
pub(super) struct Setting<'a> {
    /// The items.
    pub(super) scheme: &'a Scheme,
    /// The totals of those who hit each slot.
    pub(super) totals: &'a SlotTotals,
    /// Where all candidates were given the same items: how many, and their spreads added up.
    pub(super) same: Option<(usize, BigInt)>,
}

/// The figures of one item without options and flags.
pub(super) fn figures(
    setting: &Setting<'_>,
    item: &SchemeItem,
    sums: &ItemSums,
    cut: Option<&Cut<'_>>,
) -> ItemFigures {
    let &Setting { scheme, totals, .. } = setting;
    let with_status = |status: Status| {
        item.outcomes
            .clone()
            .filter(|&slot| scheme.slots[slot as usize].status == status)
            .map(|slot| totals.count(slot))
            .sum()
    };
    ItemFigures {
        item: item.item.id.clone(),
        topic: item.item.topic.clone(),
        stem: item.item.stem.clone(),
        n: presented(scheme, item).map(|slot| totals.count(slot)).sum(),
        max_points: ratio(item.max, scheme.unit),
        facility: quotient(&sums.score.sum.into(), &(BigInt::from(sums.score.n) * item.max)),
        sd: sums.score.sd(scheme.unit),
        discrimination: pearson(&sums.score, &sums.rest(), sums.products_with_rest()),
        upper_lower: cut.and_then(|cut| upper_lower(scheme, item, cut)),
        alpha_if_deleted: alpha_if_deleted(setting, sums),
        blank: with_status(Status::Blank),
        not_presented: with_status(Status::NotPresented),
        unreadable: with_status(Status::Unreadable),
        review: with_status(Status::Review),
        flags: Vec::new(),
        options: Vec::new(),
    }
}

/// (mean upper − mean lower)/m.
fn upper_lower(scheme: &Scheme, item: &SchemeItem, cut: &Cut<'_>) -> Option<f64> {
    let scores: Vec<(SlotId, i128)> = presented(scheme, item)
        .map(|slot| (slot, scheme.slots[slot as usize].score.into()))
        .filter(|&(_, score)| score != 0)
        .collect();
    let score = |group: &_| scores.iter().map(|&(slot, score)| score * hits(group, &[slot])).sum();
    let ((upper, over), (lower, under)): (Weighted, Weighted) = (cut.upper(score), cut.lower(score));
    quotient(&(upper * &under - lower * &over), &(over * under * cut.size * item.max))
}

/// Alpha of the others, whose total is r.
fn alpha_if_deleted(setting: &Setting<'_>, sums: &ItemSums) -> Option<f64> {
    let (items, spreads) = setting.same.as_ref()?;
    if sums.score.n == 0 {
        return None;
    }
    alpha(items.checked_sub(1)?, &(spreads - sums.score.spread()), &sums.rest().spread())
}

fn flag_ids<S: Serializer>(flags: &[Flag], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(flags.iter().map(|flag| flag.kind.id()))
}
