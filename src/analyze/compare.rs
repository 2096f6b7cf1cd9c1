//! Whether one topic stands out as the weakest: two-proportion tests over all pairs, Holm-adjusted.
//!
//! Items are what is sampled: a share over n items is tested as n trials, as in the interval, however many
//! candidates answered them. That is cautious for a group, and it does not call a topic weak because one
//! hard item was answered by thousands.

use super::exact::float;
use super::normal::two_sided;
use super::say::Says;
use crate::grade::scheme::Scheme;

/// The level of the tests.
const LEVEL: f64 = 0.05;

/// A share of the points of some items.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Proportion {
    /// From 0 to 1.
    pub share: f64,
    /// Over how many items.
    pub items: usize,
}

/// The groups of a scheme that may be compared, as indices: those at the outermost depth that has two or
/// more. Empty where they share items, as tags can, since their shares are then not independent.
pub fn comparable(scheme: &Scheme) -> Vec<usize> {
    let deepest = scheme.groups.iter().map(|group| group.depth).max().unwrap_or(0);
    let at = |depth| -> Vec<usize> {
        (0..scheme.groups.len()).filter(|&index| scheme.groups[index].depth == depth).collect()
    };
    let groups = (0..=deepest).map(at).find(|groups| groups.len() > 1).unwrap_or_default();
    let mut items: Vec<u32> = groups.iter().flat_map(|&group| &scheme.groups[group].items).copied().collect();
    let all = items.len();
    items.sort_unstable();
    items.dedup();
    if items.len() == all { groups } else { Vec::new() }
}

/// The index of the one share that is lower than every other at 5 %, Holm-adjusted over all pairs; `None`
/// where none is. Shares of too few items to compare, and those outside 0 to 1, do not take part.
pub fn weakest(shares: &[Proportion]) -> Option<usize> {
    let fit: Vec<usize> = (0..shares.len())
        .filter(|&i| Says::of(shares[i].items) == Says::Comparison && (0.0..=1.0).contains(&shares[i].share))
        .collect();
    let lowest = *fit.iter().min_by(|&&a, &&b| shares[a].share.total_cmp(&shares[b].share))?;
    let mut pairs = Vec::new();
    for (place, &a) in fit.iter().enumerate() {
        for &b in &fit[place + 1..] {
            pairs.push((probability(shares[a], shares[b]), a == lowest || b == lowest));
        }
    }
    let adjusted = holm(pairs);
    let stands_out =
        !adjusted.is_empty() && adjusted.iter().all(|&(p, with_lowest)| !with_lowest || p < LEVEL);
    stands_out.then_some(lowest)
}

/// The probability of a difference as large, were the shares the same: the two-sided z test with the pooled
/// share. 1 where the pooled share is 0 or 1.
fn probability(a: Proportion, b: Proportion) -> f64 {
    let count = |items: usize| float(i64::try_from(items).unwrap_or(i64::MAX));
    let (na, nb) = (count(a.items), count(b.items));
    let pooled = (a.share * na + b.share * nb) / (na + nb);
    let variance = pooled * (1.0 - pooled) * (1.0 / na + 1.0 / nb);
    if variance > 0.0 { two_sided((a.share - b.share) / variance.sqrt()) } else { 1.0 }
}

/// Adjusts probabilities for their number (Holm 1979): the i-th smallest of m times m − i + 1, never below
/// the one before it, at most 1. What comes with each stays with it.
fn holm<T>(mut tests: Vec<(f64, T)>) -> Vec<(f64, T)> {
    tests.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut before: f64 = 0.0;
    let mut left = float(i64::try_from(tests.len()).unwrap_or(i64::MAX));
    for (p, _) in &mut tests {
        before = before.max((*p * left).min(1.0));
        *p = before;
        left -= 1.0;
    }
    tests
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected values: R, `p.adjust(p, "holm")`.
    #[test]
    fn holm_agrees_with_r() {
        let adjusted: Vec<f64> =
            holm(vec![(0.04, ()), (0.01, ()), (0.03, ()), (0.5, ())]).iter().map(|&(p, ())| p).collect();
        for (got, expected) in adjusted.iter().zip([0.04, 0.09, 0.09, 0.5]) {
            assert!((got - expected).abs() < 1e-12, "{adjusted:?}");
        }
    }

    /// Expected value: R, `prop.test(c(18, 27), c(40, 40), correct = FALSE)$p.value`.
    #[test]
    fn two_proportions_agree_with_r() {
        let p = probability(
            Proportion { share: 18.0 / 40.0, items: 40 },
            Proportion { share: 27.0 / 40.0, items: 40 },
        );
        assert!((p - 0.042_522_477_998_051_6).abs() < 1e-12, "{p}");
    }

    #[test]
    fn a_topic_is_weakest_only_where_it_differs_from_every_other() {
        #[track_caller]
        fn check(shares: &[(f64, usize)], expected: Option<usize>) {
            let shares: Vec<Proportion> =
                shares.iter().map(|&(share, items)| Proportion { share, items }).collect();
            assert_eq!(weakest(&shares), expected);
        }
        check(&[(0.8, 50), (0.4, 50), (0.85, 50)], Some(1));
        // Clearly below the first, not clearly below the third.
        check(&[(0.9, 50), (0.4, 50), (0.5, 50)], None);
        // Lowest, yet of too few items to compare.
        check(&[(0.8, 50), (0.1, 19), (0.8, 50)], None);
        check(&[(0.2, 50)], None);
        check(&[(1.0, 50), (1.0, 50)], None);
        check(&[], None);
    }
}
