//! Figures of the whole group: how totals are spread, and how reliable they are.

use super::exact::{Sums, over_root, quotient};
use super::reliability::{alpha, sem, spread_of_right_or_wrong};
use super::sums::{ItemSums, SlotTotals, all_totals, presented};
use crate::grade::scheme::{Scheme, SchemeItem};
use crate::grade::tally::{ScoreGroup, Tally};
use num_bigint::BigInt;
use num_traits::Zero;
use serde::Serialize;

/// The `group` of `report.json`. Points unless said otherwise; `None` (null) where undefined.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupFigures {
    /// How many candidates.
    pub candidates: u64,
    /// How many items were given to at least one of them, without void ones.
    pub items: usize,
    /// The candidates' mean maximum: the maximum itself where all were given the same items. Null without
    /// candidates.
    pub max_points: Option<f64>,
    /// Mean total. Null without candidates.
    pub mean: Option<f64>,
    /// Sum of totals over sum of maxima, in percent. Null where no maximum is above 0.
    pub mean_percent: Option<f64>,
    /// Standard deviation of totals with N − 1. Null for fewer than two candidates.
    pub sd: Option<f64>,
    /// Median total; approximate where score groups hold several totals. Null without candidates.
    pub median: Option<f64>,
    /// Lowest total; like the median.
    pub min: Option<f64>,
    /// Highest total; like the median.
    pub max: Option<f64>,
    /// Cronbach's alpha; no unit. Null where candidates were given different items, for fewer than two
    /// items, and where totals do not vary.
    pub alpha: Option<f64>,
    /// Kuder-Richardson 20; no unit. As alpha, and null unless every item is right or wrong.
    pub kr20: Option<f64>,
    /// Standard error of measurement, sd · √(1 − alpha). Null where either is.
    pub sem: Option<f64>,
    /// k₃/k₂^1.5 of totals; no unit. Null for fewer than three candidates or totals that do not vary.
    pub skewness: Option<f64>,
    /// k₄/k₂² of totals (0 for a normal distribution); no unit. Null for fewer than four candidates or
    /// totals that do not vary.
    pub kurtosis: Option<f64>,
}

/// The figures of all candidates. `sums` holds an entry an item of the scheme, `None` for void ones.
pub(super) fn figures(
    scheme: &Scheme,
    tally: &Tally,
    slots: &SlotTotals,
    sums: &[Option<ItemSums>],
) -> GroupFigures {
    let unit = scheme.unit;
    let totals = all_totals(tally);
    let spread = totals.spread();
    let same = same_items(totals.n, sums, 0..sums.len());
    let alpha = same.as_ref().and_then(|items| alpha(items.len(), &item_spreads(sums, items), &spread));
    let sd = totals.sd(unit);
    let (skewness, kurtosis) = shape(tally, &totals);
    let last = totals.n - 1;
    GroupFigures {
        candidates: tally.candidates(),
        items: sums.iter().flatten().filter(|sums| sums.score.n > 0).count(),
        max_points: quotient(&tally.max_points.into(), &(BigInt::from(totals.n) * unit)),
        mean: totals.mean(unit),
        mean_percent: quotient(&(BigInt::from(totals.sum) * 100), &tally.max_points.into()),
        sd,
        median: between(total_at(tally, last / 2), total_at(tally, totals.n / 2), unit),
        min: between(total_at(tally, 0), total_at(tally, 0), unit),
        max: between(total_at(tally, last), total_at(tally, last), unit),
        alpha,
        kr20: same.and_then(|items| kr20(scheme, slots, &items, &totals)),
        sem: sem(sd, alpha),
        skewness,
        kurtosis,
    }
}

/// Those of `items` that were given to anyone, if all of the `n` candidates were given every one of them.
pub(super) fn same_items(
    n: i128,
    sums: &[Option<ItemSums>],
    items: impl Iterator<Item = usize>,
) -> Option<Vec<usize>> {
    let given = |index: &usize| sums[*index].is_some_and(|sums| sums.score.n > 0);
    let items: Vec<usize> = items.filter(given).collect();
    items.iter().all(|&index| sums[index].is_some_and(|sums| sums.score.n == n)).then_some(items)
}

/// The spreads of items added up.
pub(super) fn item_spreads(sums: &[Option<ItemSums>], items: &[usize]) -> BigInt {
    items.iter().filter_map(|&index| sums[index].as_ref()).map(|sums| sums.score.spread()).sum()
}

/// Alpha by Kuder and Richardson's formula, where the scheme lets every item be right or wrong only.
fn kr20(scheme: &Scheme, slots: &SlotTotals, items: &[usize], totals: &Sums) -> Option<f64> {
    let scheme_items = || items.iter().map(|&index| &scheme.items[index]);
    let right_or_wrong = |item: &SchemeItem| {
        presented(scheme, item).all(|slot| {
            let score = scheme.slots[slot as usize].score;
            score == 0 || score == item.max
        })
    };
    if !scheme_items().all(right_or_wrong) {
        return None;
    }
    let spreads = scheme_items()
        .map(|item| {
            let right: u64 = presented(scheme, item)
                .filter(|&slot| scheme.slots[slot as usize].score == item.max)
                .map(|slot| slots.count(slot))
                .sum();
            spread_of_right_or_wrong(item.max, right.into(), totals.n)
        })
        .sum();
    alpha(items.len(), &spreads, &totals.spread())
}

/// Skewness and kurtosis from k-statistics (Fisher 1930) of power sums, as in Moodle's quiz statistics.
fn shape(tally: &Tally, totals: &Sums) -> (Option<f64>, Option<f64>) {
    let n = BigInt::from(totals.n);
    let (s1, s2) = (BigInt::from(totals.sum), BigInt::from(totals.squares));
    let (s3, s4) = third_and_fourth_powers(tally);
    // Each k-statistic times the product of n, n − 1, … that stands below it.
    let k2 = totals.spread();
    let k3 = 2 * s1.pow(3) - 3 * &n * &s1 * &s2 + &n * &n * &s3;
    let k4 = -6 * s1.pow(4) + 12 * &n * s1.pow(2) * &s2
        - 3 * &n * (&n - 1) * s2.pow(2)
        - 4 * &n * (&n + 1) * &s1 * &s3
        + &n * &n * (&n + 1) * &s4;
    let below2: BigInt = &n * (&n - 1);
    let below3: BigInt = &below2 * (&n - 2);
    let below4: BigInt = &below3 * (&n - 3);
    // k₃/k₂^1.5 is k₃ over the root of k₂³; below2³ moves from the denominator into a square's root.
    let skewness = over_root(&(&k3 * below2.pow(2)), &(k2.pow(3) * below3.pow(2) * &below2));
    let kurtosis = quotient(&(k4 * below2.pow(2)), &(k2.pow(2) * below4));
    (skewness, kurtosis)
}

/// ΣX³ and ΣX⁴ in units, by the binomial theorem from each score group's lowest total and distances.
fn third_and_fourth_powers(tally: &Tally) -> (BigInt, BigInt) {
    let mut third = BigInt::zero();
    let mut fourth = BigInt::zero();
    for (&key, group) in &tally.score_groups {
        let low = BigInt::from(tally.lowest_total(key));
        let [d1, d2, d3, d4] = group.distance.map(BigInt::from);
        third += low.pow(3) * group.candidates + 3 * low.pow(2) * &d1 + 3 * &low * &d2 + &d3;
        fourth +=
            low.pow(4) * group.candidates + 4 * low.pow(3) * d1 + 6 * low.pow(2) * d2 + 4 * low * d3 + d4;
    }
    (third, fourth)
}

/// The mean total of the score group in which the candidate at `place` (from 0, totals rising) stands, as
/// Σ and n: the total itself where a score group holds one total or one candidate.
fn total_at(tally: &Tally, place: i128) -> Option<(BigInt, u64)> {
    let mut before = 0;
    let (&key, group) = tally.score_groups.iter().find(|(_, group)| {
        before += i128::from(group.candidates);
        before > place
    })?;
    Some((sum_of_totals(tally, key, group), group.candidates))
}

fn sum_of_totals(tally: &Tally, key: i64, group: &ScoreGroup) -> BigInt {
    BigInt::from(tally.lowest_total(key)) * group.candidates + group.distance[0]
}

/// Midway between two totals, in points.
fn between(a: Option<(BigInt, u64)>, b: Option<(BigInt, u64)>, unit: i64) -> Option<f64> {
    let ((a, na), (b, nb)) = (a?, b?);
    quotient(&(a * nb + b * na), &(BigInt::from(2) * na * nb * unit))
}
