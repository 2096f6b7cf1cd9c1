//! Cronbach's alpha, KR-20 and the standard error of measurement.
//!
//! Alpha: Cronbach 1951; KR-20: Kuder & Richardson 1937. Both compare the variance of a sum with the
//! variances of its parts, so they need every candidate to have been given the same items. A *spread* is
//! n Σv² − (Σv)², see [`Sums::spread`](super::exact::Sums::spread); the common factor cancels.

use super::exact::quotient;
use num_bigint::BigInt;

/// k/(k − 1) · (1 − Σ item variances / variance of the total), items without variance kept.
///
/// `None` for fewer than two items or a total that does not vary. May be negative; never clamped.
pub(super) fn alpha(items: usize, item_spreads: &BigInt, total_spread: &BigInt) -> Option<f64> {
    let others = items.checked_sub(1).filter(|&others| others > 0)?;
    quotient(&((total_spread - item_spreads) * items), &(total_spread * others))
}

/// What one item that is right or wrong adds to Σpq: m² · c · (n − c), which is its pq times m²n², for c of
/// n candidates right and a maximum of m units.
pub(super) fn spread_of_right_or_wrong(max: i64, right: i128, n: i128) -> BigInt {
    BigInt::from(max) * max * right * (n - right)
}

/// sd · √(1 − alpha), in the unit of `sd`.
pub(super) fn sem(sd: Option<f64>, alpha: Option<f64>) -> Option<f64> {
    Some(sd? * (1.0 - alpha?).sqrt())
}
