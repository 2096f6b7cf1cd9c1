//! What may be said of one candidate's topics.

use crate::analyze::compare::{Proportion, comparable, weakest};
use crate::analyze::interval::of_points;
use crate::analyze::say::{Says, label};
use crate::analyze::{Interval, ratio};
use crate::grade::recorder::Subscore;
use crate::grade::scheme::Scheme;

/// Judges candidates' topics.
#[derive(Debug)]
pub(super) struct Judge {
    comparable: Vec<usize>,
    target: Option<f64>,
}

impl Judge {
    pub(super) fn new(scheme: &Scheme, target: Option<f64>) -> Self {
        Self { comparable: comparable(scheme), target }
    }

    /// The topics of which the candidate was given an item, each with its interval (none below 5 items) and
    /// its label (mostly none).
    pub(super) fn topics<'a>(
        &self,
        groups: &'a [Subscore],
    ) -> impl Iterator<Item = (usize, Subscore, Option<Interval>, &'static str)> + use<'a> {
        let weakest = self.weakest(groups);
        let target = self.target;
        let given = groups.iter().copied().enumerate().filter(|(_, part)| part.items > 0);
        given.map(move |(group, part)| {
            let items = part.items as usize;
            let interval = of_points(part.points, part.max, items).filter(|_| Says::of(items) > Says::Counts);
            (group, part, interval, label(items, interval, target, weakest == Some(group)))
        })
    }

    /// With a target the label is the verdict against it, so that nothing needs comparing.
    fn weakest(&self, groups: &[Subscore]) -> Option<usize> {
        if self.target.is_some() {
            return None;
        }
        let share = |&group: &usize| {
            let part = groups[group];
            // A topic without a maximum is outside the scale and does not take part.
            let share = if part.max > 0 { ratio(part.points, part.max) } else { -1.0 };
            Proportion { share, items: part.items as usize }
        };
        let shares: Vec<Proportion> = self.comparable.iter().map(share).collect();
        weakest(&shares).map(|index| self.comparable[index])
    }
}
