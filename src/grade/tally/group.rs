//! Candidates with the same total, or with neighbouring ones.

use super::TooMany;
use super::counts::Counts;

/// The candidates whose totals fall into one score group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScoreGroup {
    /// How many.
    pub candidates: u64,
    /// Sums of the first to fourth power of (total − lowest total of the group) over candidates.
    pub distance: [u128; 4],
    /// How often each slot was hit.
    pub counts: Counts,
}

impl ScoreGroup {
    pub(super) fn new(slots: usize) -> Self {
        Self { counts: Counts::new(slots), ..Self::default() }
    }

    /// Makes room for the hits of so many more candidates, and counts those.
    #[inline]
    pub(super) fn admit(&mut self, candidates: u64) -> Result<(), TooMany> {
        self.candidates += candidates;
        if self.candidates > u64::from(u32::MAX) {
            return Err(TooMany);
        }
        self.counts.make_room(self.candidates);
        Ok(())
    }

    /// Counts the distance of so many candidates whose total lies that much above the lowest of the group.
    #[inline]
    pub(super) fn add_distance(&mut self, distance: u64, candidates: u64) {
        if distance == 0 {
            return;
        }
        let (wide, candidates) = (u128::from(distance), u128::from(candidates));
        for (power, sum) in (1..).zip(&mut self.distance) {
            *sum += candidates * wide.pow(power);
        }
    }

    /// Adds another group whose lowest total lies `shift` above that of this one.
    pub(super) fn merge(&mut self, other: &Self, shift: u64) -> Result<(), TooMany> {
        self.admit(other.candidates)?;
        for (sum, moved) in self.distance.iter_mut().zip(other.moved_distance(u128::from(shift))) {
            *sum += moved;
        }
        self.counts.add(&other.counts);
        Ok(())
    }

    /// Takes a lowest total that lies `shift` below the one so far.
    pub(super) fn move_by(&mut self, shift: u64) {
        self.distance = self.moved_distance(u128::from(shift));
    }

    /// The power sums of all distances made greater by `shift`, by the binomial theorem.
    fn moved_distance(&self, shift: u128) -> [u128; 4] {
        let [one, two, three, four] = self.distance;
        let count = u128::from(self.candidates);
        let (square, cube) = (shift * shift, shift * shift * shift);
        [
            one + count * shift,
            two + 2 * shift * one + count * square,
            three + 3 * shift * two + 3 * square * one + count * cube,
            four + 4 * shift * three + 6 * square * two + 4 * cube * one + count * cube * shift,
        ]
    }
}
