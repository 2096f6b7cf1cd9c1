//! Pearson's chi-square test.

/// Σ (observed − expected)² / expected. Cells of which nothing is expected are left out.
pub(in crate::check) fn statistic(observed: &[f64], expected: &[f64]) -> f64 {
    let cells = observed.iter().zip(expected).filter(|(_, expected)| **expected > 0.0);
    cells.map(|(observed, expected)| (observed - expected).powi(2) / expected).sum()
}

/// The probability that a chi-square value with so many degrees of freedom is at least `value`: the upper incomplete
/// gamma function Q(df / 2, value / 2), from its series below the mean and its continued fraction above it
/// (Abramowitz & Stegun 6.5.29 and 6.5.31).
pub(in crate::check) fn tail_of_chi_square(value: f64, degrees: u32) -> f64 {
    let (a, x) = (f64::from(degrees) / 2.0, value / 2.0);
    if x <= 0.0 || degrees == 0 {
        return 1.0;
    }
    let front = (a * x.ln() - x - ln_gamma_of_half(degrees)).exp();
    if x < a + 1.0 {
        let (mut term, mut sum, mut n) = (1.0 / a, 1.0 / a, a);
        while term > sum * 1e-15 {
            n += 1.0;
            term *= x / n;
            sum += term;
        }
        (1.0 - front * sum).max(0.0)
    } else {
        let fraction = (1..=200).rev().fold(x, |below, k| {
            let k = f64::from(k);
            // The tail is built from its end: x + (k − a) / (1 + k / …).
            x + (k - a) / (1.0 + k / below)
        });
        front / fraction
    }
}

/// ln Γ(n / 2) for n ≥ 1, by Γ(z + 1) = z Γ(z) from Γ(1) and Γ(1/2).
fn ln_gamma_of_half(n: u32) -> f64 {
    let mut sum = if n.is_multiple_of(2) { 0.0 } else { std::f64::consts::PI.sqrt().ln() };
    let mut z = if n.is_multiple_of(2) { 2 } else { 1 };
    while z < n {
        sum += (f64::from(z) / 2.0).ln();
        z += 2;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected values: R, `pchisq(x, df, lower.tail = FALSE)`.
    #[test]
    fn tails_agree_with_tables() {
        #[track_caller]
        fn check(value: f64, degrees: u32, expected: f64) {
            let got = tail_of_chi_square(value, degrees);
            assert!((got - expected).abs() < 1e-5, "{value} with {degrees}: {got}");
        }
        // The critical values of every table of chi-square.
        check(3.841_459, 1, 0.05);
        check(6.634_897, 1, 0.01);
        check(7.814_728, 3, 0.05);
        check(11.344_867, 3, 0.01);
        check(13.276_704, 4, 0.01);
        check(0.0, 3, 1.0);
        // With two degrees it is exp(−x / 2).
        check(1.0, 2, 0.606_530_66);
        check(9.0, 2, 0.011_108_997);
    }

    #[test]
    fn the_statistic_sums_over_cells() {
        assert!((statistic(&[10.0, 20.0, 5.0], &[15.0, 15.0, 0.0]) - 10.0 / 3.0).abs() < 1e-12);
    }
}
