//! A test by simulation, for where a formula would not hold. The seed is fixed: the same bank gives the same figure.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// How often keys are drawn.
const ROUNDS: u32 = 2000;
const SEED: u64 = 1;

/// The share of draws in which `statistic` is at least `observed`, when the key of each item is drawn evenly from its
/// options. `options` has the number of options of each item, `statistic` sees how many keys stand at each position.
pub(in crate::check) fn share_as_extreme(
    options: &[usize],
    observed: f64,
    statistic: impl Fn(&[f64]) -> f64,
) -> f64 {
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    let positions = options.iter().copied().max().unwrap_or(0);
    let mut counts = vec![0.0; positions];
    let mut as_extreme = 0_u32;
    for _ in 0..ROUNDS {
        counts.fill(0.0);
        for count in options.iter().filter(|count| **count > 0) {
            counts[rng.random_range(0..*count)] += 1.0;
        }
        as_extreme += u32::from(statistic(&counts) >= observed - 1e-9);
    }
    // What was observed counts as one draw, so that the share is never 0.
    f64::from(as_extreme + 1) / f64::from(ROUNDS + 1)
}

#[cfg(test)]
mod tests {
    use super::share_as_extreme;

    #[test]
    fn a_rare_count_is_rare_and_a_usual_one_is_not() {
        let options = [4; 12];
        let first = |counts: &[f64]| counts[0];
        // 12 of 12 at one of four positions: 4^-12. 3 of 12: 1 − P(at most 2) = 0.609.
        assert!(share_as_extreme(&options, 12.0, first) < 0.001);
        assert!((share_as_extreme(&options, 3.0, first) - 0.609).abs() < 0.05);
    }
}
