//! The Wilson score interval (Wilson 1927): how far a share of so many items can be trusted.

use super::exact::{float, ratio};

/// The 97.5 % point of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// The ends of a 95 % interval, in percent from 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The interval of a share (0 to 1) of `items` items:
/// (p + z²/2n ± z√(p(1 − p)/n + z²/4n²)) / (1 + z²/n).
///
/// `None` for no items and for a share outside 0 to 1, which penalties can give.
pub fn wilson(share: f64, items: usize) -> Option<Interval> {
    if items == 0 || !(0.0..=1.0).contains(&share) {
        return None;
    }
    let n = float(i64::try_from(items).ok()?);
    let middle = share + Z * Z / (2.0 * n);
    let reach = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 100.0 / (1.0 + Z * Z / n);
    Some(Interval {
        low: ((middle - reach) * scale).clamp(0.0, 100.0),
        high: ((middle + reach) * scale).clamp(0.0, 100.0),
    })
}

/// The interval of `points` of `max` (any unit) over `items` items. `None` also where `max` is not above 0.
pub fn of_points(points: i64, max: i64, items: usize) -> Option<Interval> {
    if max <= 0 { None } else { wilson(ratio(points, max), items) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected values: R, `prop.test(x, n, correct = FALSE)$conf.int`.
    #[test]
    fn intervals_of_small_tests() {
        #[track_caller]
        fn check(points: i64, items: usize, low: f64, high: f64) {
            let max = i64::try_from(items).unwrap_or_default();
            let ends = of_points(points, max, items).map(|ends| (ends.low.round(), ends.high.round()));
            assert_eq!(ends, Some((low, high)), "{points}/{items}");
        }
        check(4, 5, 38.0, 96.0);
        check(5, 5, 57.0, 100.0);
        check(0, 5, 0.0, 43.0);
        check(7, 10, 40.0, 89.0);
        check(14, 20, 48.0, 85.0);
        check(84, 120, 61.0, 77.0);
    }

    #[test]
    fn no_interval_without_items_or_outside_the_scale() {
        assert_eq!(of_points(0, 0, 0), None);
        assert_eq!(of_points(0, 0, 3), None);
        assert_eq!(of_points(-1, 4, 4), None);
        assert_eq!(of_points(5, 4, 4), None);
    }
}
