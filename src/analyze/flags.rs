//! Items to look at: what is odd about an item, in a plain sentence with the figures behind it.

use super::exact::ratio;
use super::item::ItemFigures;
use super::options::OptionFigures;
use super::say::{coefficient, percent};
use crate::grade::scheme::{Scheme, SchemeItem};
use crate::model::{Choice, Key};

/// A facility below this is too hard.
const HARD: f64 = 0.2;
/// A facility above this is too easy.
const EASY: f64 = 0.95;
/// A distractor with a smaller share is dead …
const DEAD: f64 = 0.05;
/// … if at least so many candidates were given the item.
const ENOUGH_FOR_DEAD: u64 = 30;

/// One oddity of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// Which.
    pub kind: FlagKind,
    /// What was seen, for people.
    pub text: String,
}

/// The oddities, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FlagKind {
    /// Discrimination below 0, and the upper group chose a distractor more often than a keyed option.
    PossibleWrongKey,
    /// Discrimination below 0.
    NegativeDiscrimination,
    /// Facility below 0.2, or below what guessing gives.
    TooHard,
    /// A distractor whose choosers did well on the rest.
    AttractiveDistractor,
    /// A distractor that hardly anyone chose.
    DeadDistractor,
    /// Facility above 0.95.
    TooEasy,
}

impl FlagKind {
    /// Every kind, the gravest first.
    pub const ALL: [Self; 6] = [
        Self::PossibleWrongKey,
        Self::NegativeDiscrimination,
        Self::TooHard,
        Self::AttractiveDistractor,
        Self::DeadDistractor,
        Self::TooEasy,
    ];

    /// The id in output files.
    pub fn id(self) -> &'static str {
        match self {
            Self::PossibleWrongKey => "possible-wrong-key",
            Self::NegativeDiscrimination => "negative-discrimination",
            Self::TooHard => "too-hard",
            Self::AttractiveDistractor => "attractive-distractor",
            Self::DeadDistractor => "dead-distractor",
            Self::TooEasy => "too-easy",
        }
    }
}

/// The flags of an item, the gravest first.
pub(super) fn of_item(scheme: &Scheme, item: &SchemeItem, figures: &ItemFigures) -> Vec<Flag> {
    use FlagKind::{
        AttractiveDistractor, DeadDistractor, NegativeDiscrimination, PossibleWrongKey, TooEasy, TooHard,
    };
    [
        (PossibleWrongKey, possible_wrong_key(figures)),
        (NegativeDiscrimination, negative_discrimination(figures)),
        (TooHard, too_hard(figures, chance(scheme, item))),
        (AttractiveDistractor, attractive_distractor(figures)),
        (DeadDistractor, dead_distractor(figures)),
        (TooEasy, too_easy(figures)),
    ]
    .into_iter()
    .filter_map(|(kind, text)| Some(Flag { kind, text: text? }))
    .collect()
}

fn possible_wrong_key(figures: &ItemFigures) -> Option<String> {
    let discrimination = figures.discrimination.filter(|&value| value < 0.0)?;
    let upper =
        |keyed| figures.options.iter().filter(move |o| o.key == keyed).filter_map(|o| Some((o, o.upper?)));
    let (key, key_upper) = upper(true).min_by(|a, b| a.1.total_cmp(&b.1))?;
    let (rival, rival_upper) = upper(false).max_by(|a, b| a.1.total_cmp(&b.1))?;
    (rival_upper > key_upper).then(|| {
        format!(
            "Of the best-scoring 27 %, {} chose {} and {} the key {}, and those who did better here did worse \
             on the rest (discrimination {}). Is the key right?",
            percent(rival_upper * 100.0),
            rival.option,
            percent(key_upper * 100.0),
            key.option,
            coefficient(discrimination),
        )
    })
}

fn negative_discrimination(figures: &ItemFigures) -> Option<String> {
    let value = figures.discrimination.filter(|&value| value < 0.0)?;
    Some(format!("Those who did better here did worse on the rest (discrimination {}).", coefficient(value)))
}

fn too_hard(figures: &ItemFigures, chance: Option<f64>) -> Option<String> {
    let facility = figures.facility?;
    match chance.filter(|&chance| facility < chance) {
        Some(chance) => Some(format!(
            "Harder than guessing: the mean credit is {}, and guessing gives {}.",
            percent(facility * 100.0),
            percent(chance * 100.0)
        )),
        None if facility < HARD => {
            Some(format!("Few got it: the mean credit is {}.", percent(facility * 100.0)))
        }
        None => None,
    }
}

fn too_easy(figures: &ItemFigures) -> Option<String> {
    let facility = figures.facility.filter(|&facility| facility > EASY)?;
    Some(format!(
        "Nearly all got it (mean credit {}), so it hardly tells candidates apart.",
        percent(facility * 100.0)
    ))
}

fn dead_distractor(figures: &ItemFigures) -> Option<String> {
    if figures.n < ENOUGH_FOR_DEAD {
        return None;
    }
    let dead: Vec<String> = distractors(figures)
        .filter_map(|option| Some((option, option.share.filter(|&share| share < DEAD)?)))
        .map(|(option, share)| format!("{} ({})", option.option, percent(share * 100.0)))
        .collect();
    (!dead.is_empty()).then(|| format!("Hardly anyone chose {}.", dead.join(", ")))
}

fn attractive_distractor(figures: &ItemFigures) -> Option<String> {
    let attractive: Vec<String> = distractors(figures)
        .filter_map(|option| Some((option, option.option_rest.filter(|&value| value > 0.0)?)))
        .map(|(option, value)| {
            let share = percent(option.share.unwrap_or_default() * 100.0);
            format!("{} ({share}, correlation with the rest {})", option.option, coefficient(value))
        })
        .collect();
    (!attractive.is_empty())
        .then(|| format!("Wrong, yet chosen by those who did better on the rest: {}.", attractive.join(", ")))
}

fn distractors(figures: &ItemFigures) -> impl Iterator<Item = &OptionFigures> {
    figures.options.iter().filter(|option| !option.key)
}

/// The mean credit of a blind guess at a single response, penalties included; `None` for other items,
/// where guessing has no one definition.
fn chance(scheme: &Scheme, item: &SchemeItem) -> Option<f64> {
    let Some(Choice { key: Key::Single(_), .. }) = item.item.choice() else { return None };
    let scores: Vec<i64> =
        item.option_slots.iter().flatten().map(|&slot| scheme.slots[slot as usize].score).collect();
    let best = i64::try_from(scores.len()).ok()?.checked_mul(item.max).filter(|&best| best > 0)?;
    Some(ratio(scores.iter().sum(), best))
}
