//! Figures of the options of a choice item, over the candidates who were given the item.

use super::cut::{Cut, Weighted, hits};
use super::exact::{Sums, pearson, quotient};
use super::sums::{ItemSums, SlotTotals};
use crate::grade::scheme::{Scheme, SchemeItem, SlotId};
use num_bigint::BigInt;
use serde::Serialize;

/// One of the `options` of an item in `report.json`; `options.csv` has `upper` and `lower` as well. `None`
/// (null) where undefined.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OptionFigures {
    /// Label of the option.
    pub option: String,
    /// What it says. For people only.
    #[serde(skip)]
    pub text: String,
    /// Whether it is keyed.
    pub key: bool,
    /// How many chose it.
    pub count: u64,
    /// Count over those who were given the item, 0 to 1. Null where nobody was.
    pub share: Option<f64>,
    /// Mean total of those who chose it, in points. Null where nobody did.
    pub mean_total: Option<f64>,
    /// Pearson of "chose it" (0 or 1) and the total without the item, −1 to 1. Null where all or none chose
    /// it, or the rest does not vary.
    pub option_rest: Option<f64>,
    /// Share of the upper 27 % who chose it, 0 to 1. Null where the group is empty.
    #[serde(skip)]
    pub upper: Option<f64>,
    /// Share of the lower 27 % who chose it; like `upper`.
    #[serde(skip)]
    pub lower: Option<f64>,
}

/// The figures of every option of an item; none for short answers.
pub(super) fn figures(
    scheme: &Scheme,
    totals: &SlotTotals,
    item: &SchemeItem,
    sums: &ItemSums,
    cut: Option<&Cut<'_>>,
) -> Vec<OptionFigures> {
    let Some(choice) = item.item.choice() else { return Vec::new() };
    let keyed = choice.key.keyed();
    let options = choice.options.iter().zip(&item.option_slots).enumerate();
    options
        .map(|(index, (option, slots))| {
            let chosen = Chosen::new(scheme, totals, slots);
            let n = BigInt::from(sums.score.n);
            let share = |(sum, over): Weighted, size: i128| quotient(&sum, &(over * size));
            OptionFigures {
                option: option.label.clone(),
                text: option.text.clone(),
                key: keyed.contains(index),
                count: u64::try_from(chosen.n).unwrap_or(u64::MAX),
                share: quotient(&chosen.n.into(), &n),
                mean_total: quotient(&chosen.total.into(), &(BigInt::from(chosen.n) * scheme.unit)),
                option_rest: pearson(&chosen.indicator(sums.score.n), &sums.rest(), chosen.rest),
                upper: cut.and_then(|cut| share(cut.upper(|group| hits(group, slots)), cut.size)),
                lower: cut.and_then(|cut| share(cut.lower(|group| hits(group, slots)), cut.size)),
            }
        })
        .collect()
}

/// Sums over those who chose an option, in units.
#[derive(Default)]
struct Chosen {
    n: i128,
    /// Σ X.
    total: i128,
    /// Σ r.
    rest: i128,
}

impl Chosen {
    fn new(scheme: &Scheme, totals: &SlotTotals, slots: &[SlotId]) -> Self {
        slots.iter().fold(Self::default(), |chosen, &slot| {
            let hits = totals.of(slot);
            let score = i128::from(scheme.slots[slot as usize].score);
            Self {
                n: chosen.n + hits.n,
                total: chosen.total + hits.sum,
                rest: chosen.rest + hits.sum - score * hits.n,
            }
        })
    }

    /// The sums of the 0/1 variable "chose it" over `n` candidates.
    fn indicator(&self, n: i128) -> Sums {
        Sums { n, sum: self.n, squares: self.n }
    }
}
