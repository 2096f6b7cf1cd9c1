//! Figures by topic (or competency, level, tag), rolled up along the path by the scheme's groups.

use super::exact::{Sums, quotient};
use super::group::{item_spreads, same_items};
use super::interval::{Interval, wilson};
use super::reliability::alpha;
use super::sums::ItemSums;
use crate::grade::scheme::Scheme;
use crate::grade::tally::Tally;
use num_bigint::BigInt;
use serde::Serialize;

/// One of the `topics` of `report.json`. Points unless said otherwise; `None` (null) where undefined, which
/// all figures are for a topic of which nobody was given an item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TopicFigures {
    /// Path of the topic.
    pub topic: String,
    /// Its title.
    pub title: String,
    /// 0 at the top.
    pub depth: usize,
    /// How many of its items, those of topics below included, were given to at least one candidate.
    pub items: usize,
    /// Mean maximum of the candidates who were given at least one: the maximum itself where all were given
    /// the same.
    pub max_points: Option<f64>,
    /// Their mean points.
    pub mean: Option<f64>,
    /// Their points over their maxima, in percent.
    pub mean_percent: Option<f64>,
    /// Standard deviation of their points with n − 1. Null for fewer than two.
    pub sd: Option<f64>,
    /// Cronbach's alpha; no unit. Null where they were given different items, for fewer than two items, and
    /// where points do not vary.
    pub alpha: Option<f64>,
    /// What `mean_percent` says about other items like these, in percent; see [`wilson`]. For people only.
    #[serde(skip)]
    pub interval: Option<Interval>,
}

/// The figures of every group of the scheme that has items which are not void, in the scheme's order.
pub(super) fn figures(scheme: &Scheme, tally: &Tally, sums: &[Option<ItemSums>]) -> Vec<TopicFigures> {
    let groups = scheme.groups.iter().zip(&tally.group_sums);
    let counted = groups.filter(|(group, _)| group.items.iter().any(|&item| sums[item as usize].is_some()));
    counted
        .map(|(group, group_sums)| {
            let totals =
                Sums { n: group_sums.candidates.into(), sum: group_sums.points, squares: group_sums.squares };
            let indices = || group.items.iter().map(|&item| item as usize);
            let given = indices().filter(|&i| sums[i].is_some_and(|sums| sums.score.n > 0)).count();
            let same = same_items(totals.n, sums, indices());
            let mean_percent = quotient(&(BigInt::from(totals.sum) * 100), &group_sums.max.into());
            TopicFigures {
                topic: group.id.clone(),
                title: group.title.clone(),
                depth: group.depth,
                items: given,
                max_points: quotient(&group_sums.max.into(), &(BigInt::from(totals.n) * scheme.unit)),
                mean: totals.mean(scheme.unit),
                mean_percent,
                sd: totals.sd(scheme.unit),
                alpha: same
                    .and_then(|items| alpha(items.len(), &item_spreads(sums, &items), &totals.spread())),
                interval: mean_percent.and_then(|percent| wilson(percent / 100.0, given)),
            }
        })
        .collect()
}
