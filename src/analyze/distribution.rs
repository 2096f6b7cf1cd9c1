//! How totals are spread: the bars of a histogram.

use super::exact::ratio;
use super::group::same_items;
use super::sums::ItemSums;
use crate::grade::scheme::Scheme;
use crate::grade::tally::Tally;

/// More bars than this are hard to tell apart.
const MOST_BARS: i64 = 20;
/// Up to so many points, each total can have a bar of its own.
const MOST_SINGLE: i64 = 24;

/// The totals of all candidates in bars of equal width, without a gap from the lowest possible total to the
/// highest.
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution {
    /// The bars, rising. A total at a border belongs to the bar above it, the highest to the last bar.
    pub bars: Vec<Bar>,
    /// Where the target lies, in points. `None` without a target, and where candidates were given different
    /// items, since it then lies elsewhere for each.
    pub target: Option<f64>,
}

/// One bar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// Lower end, in points.
    pub low: f64,
    /// Upper end, in points; the same as `low` where the bar is for one total.
    pub high: f64,
    /// How many candidates.
    pub candidates: u64,
}

/// The histogram of totals; `None` without candidates. `target` is in percent.
pub(super) fn distribution(
    scheme: &Scheme,
    tally: &Tally,
    sums: &[Option<ItemSums>],
    target: Option<f64>,
) -> Option<Distribution> {
    let totals = totals(tally);
    let (lowest, highest) = (totals.first()?.0, totals.last()?.0);
    let same = same_items(tally.candidates().into(), sums, 0..sums.len());
    let max: Option<i64> = same.map(|items| items.iter().map(|&index| scheme.items[index].max).sum());
    let (bottom, top) = (lowest.min(0), max.unwrap_or(highest).max(highest));
    let whole = |total: i64| total % scheme.unit == 0;
    let one_each = tally.width == 1
        && top - bottom <= MOST_SINGLE * scheme.unit
        && whole(top)
        && totals.iter().all(|&(total, _)| whole(total));
    let ends = if one_each { singles(bottom, top, scheme.unit) } else { stretches(bottom, top, scheme.unit) };
    let mut bars: Vec<Bar> = ends
        .iter()
        .map(|&(low, high)| Bar {
            low: ratio(low, scheme.unit),
            high: ratio(high, scheme.unit),
            candidates: 0,
        })
        .collect();
    for (total, candidates) in totals {
        let above = ends.partition_point(|&(low, _)| low <= total);
        bars[above.saturating_sub(1)].candidates += candidates;
    }
    let target = target.zip(max).map(|(percent, max)| ratio(max, scheme.unit) * percent / 100.0);
    Some(Distribution { bars, target })
}

/// Totals in units with how many have them, rising. Where a score group holds several totals, their mean
/// stands for them.
fn totals(tally: &Tally) -> Vec<(i64, u64)> {
    let groups = tally.score_groups.iter();
    groups
        .map(|(&key, group)| {
            let distance = group.distance[0] / u128::from(group.candidates.max(1));
            let distance = i64::try_from(distance).unwrap_or(i64::MAX);
            (tally.lowest_total(key).saturating_add(distance), group.candidates)
        })
        .collect()
}

/// A bar for each whole point.
fn singles(bottom: i64, top: i64, unit: i64) -> Vec<(i64, i64)> {
    let places = bottom.div_euclid(unit)..=top.div_euclid(unit);
    places.map(|place| (place * unit, place * unit)).collect()
}

/// Bars of 1, 2, 5, 10, 20, 50 … points, as wide as they must be for there to be few of them.
fn stretches(bottom: i64, top: i64, unit: i64) -> Vec<(i64, i64)> {
    let steps = std::iter::successors(Some(unit), |step| step.checked_mul(10))
        .flat_map(|step| [1, 2, 5].map(|times| step.saturating_mul(times)));
    let count = |step: i64| {
        (top.div_euclid(step) + i64::from(top.rem_euclid(step) > 0) - bottom.div_euclid(step)).max(1)
    };
    let step = steps.into_iter().find(|&step| count(step) <= MOST_BARS).unwrap_or(unit);
    let first = bottom.div_euclid(step);
    (first..first + count(step)).map(|place| (place * step, (place + 1) * step)).collect()
}

#[cfg(test)]
mod tests {

    use crate::analyze::testkit::{Builder, Cell, tally};

    /// Totals in units of a scheme with one item of `max` units, and the bars as `low-high:candidates`.
    #[track_caller]
    fn check(unit: i64, max: i64, totals: &[i64], target: Option<f64>, expected: &str) {
        let scores: Vec<i64> = (0..=max).collect();
        let scheme = Builder::new(unit).short("i", "t", max, &scores).build();
        let rows: Vec<Vec<Cell>> = totals.iter().map(|&total| vec![Cell::Scored(total)]).collect();
        let tally = tally(&scheme, &rows, 1);
        let found = crate::analyze::analyze(&scheme, &tally, target).distribution;
        let shown = found.map(|found| {
            let bars = found.bars.iter().filter(|bar| bar.candidates > 0);
            let bars: Vec<String> =
                bars.map(|bar| format!("{}-{}:{}", bar.low, bar.high, bar.candidates)).collect();
            format!("{} bars {} target {:?}", found.bars.len(), bars.join(" "), found.target)
        });
        assert_eq!(shown.unwrap_or_default(), expected);
    }

    #[test]
    fn every_candidate_stands_in_one_bar() {
        check(1, 4, &[0, 4, 4, 2], Some(75.0), "5 bars 0-0:1 2-2:1 4-4:2 target Some(3.0)");
        // Half points: bars of one point, the highest total in the last.
        check(2, 8, &[0, 1, 2, 8], None, "4 bars 0-1:2 1-2:1 3-4:1 target None");
        check(
            1,
            72,
            &[29, 30, 34, 35, 72],
            Some(70.0),
            "15 bars 25-30:1 30-35:2 35-40:1 70-75:1 target Some(50.4)",
        );
        check(1, 100, &[100, 95, 94], None, "20 bars 90-95:1 95-100:2 target None");
        check(1, 1000, &[1000, 0], None, "20 bars 0-50:1 950-1000:1 target None");
        check(1, 4, &[], Some(50.0), "");
    }
}
