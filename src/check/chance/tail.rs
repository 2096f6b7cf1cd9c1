//! How likely so many successes are, each with a probability of its own.

/// Up to so many trials the probability is computed exactly; beyond, the normal distribution is as good.
const EXACT: usize = 2000;

/// The probability of at least `successes` among independent trials with these probabilities (the upper tail of the
/// Poisson-binomial distribution).
pub(in crate::check) fn at_least(successes: usize, probabilities: &[f64]) -> f64 {
    if probabilities.len() > EXACT {
        return by_normal(successes, probabilities);
    }
    // After each trial, `exactly[k]` is the probability of k successes so far.
    let mut exactly = vec![0.0; probabilities.len() + 1];
    exactly[0] = 1.0;
    for (trials, probability) in probabilities.iter().enumerate() {
        for k in (0..=trials).rev() {
            exactly[k + 1] += exactly[k] * probability;
            exactly[k] *= 1.0 - probability;
        }
    }
    exactly.get(successes..).map_or(0.0, |tail| tail.iter().sum())
}

fn by_normal(successes: usize, probabilities: &[f64]) -> f64 {
    let mean: f64 = probabilities.iter().sum();
    let variance: f64 = probabilities.iter().map(|p| p * (1.0 - p)).sum();
    if variance <= 0.0 {
        return if float(successes) <= mean { 1.0 } else { 0.0 };
    }
    upper_normal((float(successes) - 0.5 - mean) / variance.sqrt())
}

/// The probability that a standard normal value is at least `z`: half a chi-square tail with one degree of freedom.
fn upper_normal(z: f64) -> f64 {
    let half = super::tail_of_chi_square(z * z, 1) / 2.0;
    if z >= 0.0 { half } else { 1.0 - half }
}

#[expect(clippy::cast_precision_loss, reason = "counts of items are far below 2^53")]
fn float(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_are_those_of_the_binomial() {
        #[track_caller]
        fn check(successes: usize, trials: usize, p: f64, expected: f64) {
            let got = at_least(successes, &vec![p; trials]);
            assert!((got - expected).abs() < 1e-9, "{got}");
        }
        check(0, 3, 0.5, 1.0);
        check(2, 3, 0.5, 0.5);
        check(3, 3, 0.25, 1.0 / 64.0);
        check(4, 3, 0.25, 0.0);
    }

    #[test]
    fn trials_may_differ_and_many_are_approximated() {
        assert!((at_least(2, &[0.5, 0.2]) - 0.1).abs() < 1e-12);
        let many = vec![0.25; 4000];
        assert!((by_normal(1064, &many) - at_least(1064, &many)).abs() < 1e-12);
        // z = 63.5 / 27.386 = 2.3187: R gives pnorm(-2.3187) = 0.010206.
        assert!((by_normal(1064, &many) - 0.010_206).abs() < 1e-5);
    }
}
