//! The normal distribution's tail, which the standard library lacks.

use std::f64::consts::{FRAC_1_SQRT_2, PI};

/// The probability that a standard normal value lies farther from 0 than `z`, at either side.
pub(super) fn two_sided(z: f64) -> f64 {
    erfc(z.abs() * FRAC_1_SQRT_2)
}

/// The complementary error function for x ≥ 0: the Taylor series of erf while it converges fast, else
/// Laplace's continued fraction (Abramowitz & Stegun 7.1.5 and 7.1.14). Good to 1e-13.
fn erfc(x: f64) -> f64 {
    let square = x * x;
    if x < 2.5 {
        let mut term = x;
        let mut sum = x;
        let mut n = 0.0;
        while term.abs() > 1e-18 {
            n += 1.0;
            term *= -square / n;
            sum += term / (2.0 * n + 1.0);
        }
        1.0 - 2.0 / PI.sqrt() * sum
    } else {
        let fraction = (1..=80).rev().fold(x, |below, k| x + f64::from(k) / 2.0 / below);
        (-square).exp() / (PI.sqrt() * fraction)
    }
}

#[cfg(test)]
mod tests {
    use super::two_sided;

    /// Expected values: R, `2 * pnorm(-z)`.
    #[test]
    fn tails_agree_with_r() {
        #[track_caller]
        fn check(z: f64, expected: f64) {
            let got = two_sided(z);
            assert!((got - expected).abs() <= 1e-12 && (got / expected - 1.0).abs() < 1e-8, "{z}: {got}");
        }
        check(0.0, 1.0);
        check(0.5, 0.617_075_077_451_974);
        check(1.0, 0.317_310_507_862_914);
        check(1.959_963_984_540_054, 0.05);
        check(-2.5, 0.012_419_330_651_552_3);
        check(3.5, 4.652_581_580_710_5e-4);
        check(3.6, 3.182_171_803_150_7e-4);
        check(5.0, 5.733_031_437_583_9e-7);
        check(8.0, 1.244_192_114_854_4e-15);
    }
}
