//! Shares of the points for each option, as learning platforms have them, to and from keys and scoring rules.
//!
//! A platform adds the shares of the chosen options and stops at 0. Only where that sum is one of the
//! rules of [`Scoring`] for every response does it come along.

use crate::model::fraction::to_decimal;
use crate::model::{Fraction, Key, OptionSet, Scoring};

/// The key that `shares` (1 is full) say, and what of them cannot come along; or why there is no key.
pub(super) fn key_of(single: bool, shares: &[Fraction]) -> Result<(Key, Option<String>), String> {
    let (zero, one) = (Fraction::from_integer(0), Fraction::from_integer(1));
    if single {
        let full: Vec<usize> = (0..shares.len()).filter(|&at| near(shares[at], one)).collect();
        let [key] = full[..] else {
            let why = if full.is_empty() {
                "no option earns full credit"
            } else {
                "more than one option is right, and one may be chosen"
            };
            return Err(why.to_owned());
        };
        let part = (0..shares.len()).filter(|&at| at != key && shares[at] != zero);
        let part: Vec<String> =
            part.map(|at| format!("{}: {}%", super::draft::label(at), percent(shares[at]))).collect();
        let lost = (!part.is_empty()).then(|| format!("credit of wrong options ({})", part.join(", ")));
        return Ok((Key::Single(key), lost));
    }
    let keyed: OptionSet = (0..shares.len().min(64)).filter(|&at| shares[at] > zero).collect();
    if keyed.is_empty() {
        return Err("no option is right".to_owned());
    }
    let wrong: Vec<Fraction> = shares.iter().copied().filter(|share| *share <= zero).collect();
    let count = whole(keyed.len());
    let even = keyed.iter().all(|at| near(shares[at], one / count));
    let all = |value: Fraction| wrong.iter().all(|share| near(*share, value));
    let scoring = match () {
        () if !even => None,
        () if all(-one) => Some(if keyed.len() == 1 { Scoring::AllOrNothing } else { Scoring::Proportional }),
        () if all(-one / count) => Some(Scoring::Net),
        () if all(-one / whole(wrong.len().max(2))) => Some(Scoring::Balanced),
        () => None,
    };
    let lost = scoring.is_none().then(|| {
        let shares: Vec<String> = shares.iter().map(|share| format!("{}%", percent(*share))).collect();
        format!("credit of single options ({}); `proportional` stands in for it", shares.join(", "))
    });
    Ok((Key::Multiple { keyed, scoring: scoring.unwrap_or(Scoring::Proportional) }, lost))
}

/// The shares that say a key, and what of its scoring cannot come along.
pub(super) fn shares_of(key: &Key, options: usize) -> (Vec<Fraction>, Option<&'static str>) {
    let (zero, one) = (Fraction::from_integer(0), Fraction::from_integer(1));
    let keyed = key.keyed();
    let wrong = options - keyed.len();
    let (right, other, lost) = match key {
        Key::Single(_) => (one, zero, None),
        Key::Multiple { scoring, .. } => {
            let right = one / whole(keyed.len());
            let lost = "the scoring rule; `proportional` stands in for it";
            match scoring {
                Scoring::AllOrNothing if keyed.len() == 1 => (right, -one, None),
                Scoring::Proportional => (right, -one, None),
                Scoring::Net => (right, -right, None),
                Scoring::Balanced => (right, -one / whole(wrong.max(2)), None),
                Scoring::AllOrNothing | Scoring::PerOption => (right, -one, Some(lost)),
            }
        }
    };
    ((0..options).map(|at| if keyed.contains(at) { right } else { other }).collect(), lost)
}

/// A share as a percentage the way Moodle writes it: `33.33333`.
pub(super) fn percent(share: Fraction) -> String {
    to_decimal(share * Fraction::from_integer(100), 5)
}

/// Whether Moodle's fixed list of shares has this one; it refuses others.
pub(super) fn moodle_knows(share: Fraction) -> bool {
    const PERCENTS: [(i64, i64); 21] = [
        (0, 1),
        (5, 1),
        (10, 1),
        (100, 9),
        (25, 2),
        (100, 7),
        (50, 3),
        (20, 1),
        (25, 1),
        (30, 1),
        (100, 3),
        (40, 1),
        (50, 1),
        (60, 1),
        (200, 3),
        (70, 1),
        (75, 1),
        (80, 1),
        (250, 3),
        (90, 1),
        (100, 1),
    ];
    let share = if share < 0.into() { -share } else { share } * Fraction::from_integer(100);
    PERCENTS.iter().any(|(n, d)| near(Fraction::new(*n, *d) / 100, share / 100))
}

/// Platforms round shares to a few places.
pub(super) fn near(left: Fraction, right: Fraction) -> bool {
    let difference = if left > right { left - right } else { right - left };
    difference <= Fraction::new(1, 5000)
}

fn whole(count: usize) -> Fraction {
    Fraction::from_integer(i64::try_from(count).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Choice, ItemOption};
    use crate::scoring;

    fn choice(key: Key, options: usize) -> Choice {
        let option =
            |at| ItemOption { label: super::super::draft::label(at), text: String::new(), feedback: None };
        Choice { options: (0..options).map(option).collect(), key }
    }

    fn shares(percents: &[&str]) -> Vec<Fraction> {
        let share = |text: &&str| crate::model::fraction::parse_decimal(text).expect("a number") / 100;
        percents.iter().map(share).collect()
    }

    #[test]
    fn shares_say_a_rule_only_where_it_is_exact() {
        #[track_caller]
        fn check(percents: &[&str], expected: Option<Scoring>) {
            let (key, lost) = key_of(false, &shares(percents)).expect("a key");
            let Key::Multiple { scoring, .. } = key else { panic!("multiple") };
            assert_eq!(lost.is_none().then_some(scoring), expected, "{percents:?}");
        }
        check(&["50", "50", "-100", "-100"], Some(Scoring::Proportional));
        check(&["50", "50", "-50", "-50", "-50"], Some(Scoring::Net));
        check(&["33.33333", "33.33333", "33.33333", "-50", "-50"], Some(Scoring::Balanced));
        check(&["100", "-100"], Some(Scoring::AllOrNothing));
        check(&["50", "50"], Some(Scoring::Proportional));
        check(&["50", "50", "0"], None);
        check(&["60", "40", "-100"], None);
        check(&["50", "50", "-100", "-50"], None);
    }

    #[test]
    fn single_response_has_one_key() {
        assert_eq!(key_of(true, &shares(&["0", "100", "0"])), Ok((Key::Single(1), None)));
        assert!(key_of(true, &shares(&["100", "100"])).is_err());
        assert!(key_of(true, &shares(&["90", "0"])).is_err());
        let (key, lost) = key_of(true, &shares(&["100", "50", "-25"])).expect("a key");
        assert_eq!(key, Key::Single(0));
        assert_eq!(lost.as_deref(), Some("credit of wrong options (B: 50%, C: -25%)"));
    }

    /// The platform's sum gives what the rule gives, for every response.
    #[test]
    fn written_shares_earn_what_the_rule_earns() {
        for scoring in Scoring::ALL.map(|(scoring, _)| scoring) {
            for right in 1..4_usize {
                for wrong in 0..4_usize {
                    let key = Key::Multiple { keyed: (0..right).collect(), scoring };
                    let (shares, lost) = shares_of(&key, right + wrong);
                    if lost.is_some() {
                        continue;
                    }
                    for chosen in 1_usize..1 << (right + wrong) {
                        let picked = (0..right + wrong).filter(|at| chosen >> at & 1 == 1);
                        let sum: Fraction = picked.clone().map(|at| shares[at]).sum();
                        let sum = sum.max(Fraction::from_integer(0));
                        let credit = scoring::choice::credit(&choice(key, right + wrong), picked.collect());
                        assert_eq!(sum, credit, "{scoring:?} {right} {wrong} {chosen:b}");
                    }
                    let (back, lost) = key_of(false, &shares).expect("a key");
                    assert_eq!(lost, None);
                    assert_eq!(back.keyed(), key.keyed());
                }
            }
        }
    }
}
