//! From exact sums to floats: products in big integers, one division at the end.
//!
//! No figure is ever built from other floats where the sums are at hand, so a figure does not depend on
//! the order in which candidates were counted.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive, Zero};

/// Count, sum and sum of squares of one quantity over candidates, in units.
///
/// An `i128` holds the squares as long as total² × candidates stays below 2¹²⁷: totals of 10¹⁴ units for
/// a thousand million candidates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sums {
    /// How many candidates.
    pub(super) n: i128,
    /// Σ v.
    pub(super) sum: i128,
    /// Σ v².
    pub(super) squares: i128,
}

impl Sums {
    /// n Σv² − (Σv)²: the variance times n(n − 1), or times n² for the other denominator. Never negative.
    pub(super) fn spread(&self) -> BigInt {
        BigInt::from(self.n) * self.squares - BigInt::from(self.sum) * self.sum
    }

    /// The mean in points; `None` where nobody was counted.
    pub(super) fn mean(&self, unit: i64) -> Option<f64> {
        quotient(&self.sum.into(), &(BigInt::from(self.n) * unit))
    }

    /// The standard deviation with n − 1, in points; `None` for fewer than two.
    pub(super) fn sd(&self, unit: i64) -> Option<f64> {
        let denominator = BigInt::from(self.n) * (self.n - 1) * unit * unit;
        quotient(&self.spread(), &denominator).map(f64::sqrt)
    }
}

/// Pearson's correlation of x and y, from their sums and Σxy; `None` where either does not vary.
pub(super) fn pearson(x: &Sums, y: &Sums, products: i128) -> Option<f64> {
    let covariance = BigInt::from(x.n) * products - BigInt::from(x.sum) * y.sum;
    over_root(&covariance, &(x.spread() * y.spread()))
}

/// `numerator / denominator`; `None` where the denominator is 0.
pub(super) fn quotient(numerator: &BigInt, denominator: &BigInt) -> Option<f64> {
    // A float ends at 1,024 bits. What is shifted out lies far below its 53 bits of precision.
    let excess = numerator.bits().max(denominator.bits()).saturating_sub(1000);
    if excess > 0 {
        return quotient(&(numerator >> excess), &(denominator >> excess));
    }
    if denominator.is_zero() {
        return None;
    }
    Some(numerator.to_f64()? / denominator.to_f64()?)
}

/// `numerator / √denominator`, the root taken last; `None` where the denominator is 0.
pub(super) fn over_root(numerator: &BigInt, denominator: &BigInt) -> Option<f64> {
    let magnitude = quotient(&(numerator * numerator), denominator)?.sqrt();
    Some(if numerator.is_negative() { -magnitude } else { magnitude })
}

/// The quotient of two integers, such as units and the unit; `denominator` is not 0.
pub(crate) fn ratio(numerator: i64, denominator: i64) -> f64 {
    float(numerator) / float(denominator)
}

/// An integer as the nearest float.
#[expect(clippy::cast_precision_loss, reason = "the nearest float is what is wanted")]
pub(super) fn float(integer: i64) -> f64 {
    integer as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotients_of_huge_integers_do_not_overflow() {
        let huge = BigInt::from(3) << 4000;
        assert_eq!(quotient(&huge, &(BigInt::from(2) << 4000)), Some(1.5));
        assert_eq!(quotient(&-huge.clone(), &huge), Some(-1.0));
        assert_eq!(quotient(&huge, &BigInt::ZERO), None);
        assert_eq!(over_root(&-huge.clone(), &(&huge * &huge)), Some(-1.0));
    }

    #[test]
    fn what_is_undefined_is_none() {
        let none = Sums::default();
        assert_eq!((none.mean(1), none.sd(1)), (None, None));
        let one = Sums { n: 1, sum: 6, squares: 36 };
        assert_eq!((one.mean(4), one.sd(4)), (Some(1.5), None));
        assert_eq!(pearson(&one, &one, 36), None);
    }
}
