//! Credit for chosen options, by the formulas of the bank format. Exact fractions.
//!
//! With `c` keyed options, `w` distractors, `t` keyed options chosen and `f` distractors chosen:
//!
//! | scoring | credit | the same as |
//! |---|---|---|
//! | all-or-nothing | 1 if `t = c` and `f = 0`, else 0 | most exam boards |
//! | proportional | `t/c` if `f = 0`, else 0 | RELATE `proportional_correct`, R/exams `all` |
//! | net | `max(0, (t − f)/c)` | `PrairieLearn` net correct, R/exams `true` |
//! | balanced | `max(0, t/c − f/max(w, 2))` | R/exams `false2` |
//! | per-option | `(t + w − f)/(c + w)` | AMC's default, `PrairieLearn` each-answer |
//!
//! A response left blank earns 0 under every rule; telling blank from chosen is the caller's business.

use super::Rule;
use crate::model::{Choice, Fraction, Key, OptionSet, Scoring};

/// The credit that the chosen options earn, from 0 to 1.
///
/// A single response earns 1 for exactly its key. Penalties are the caller's business.
pub fn credit(choice: &Choice, chosen: OptionSet) -> Fraction {
    match choice.key {
        Key::Single(_) => whole(chosen == choice.key.keyed()),
        Key::Multiple { keyed, scoring } => {
            let right = chosen.common(keyed);
            let distractors = choice.options.len().saturating_sub(keyed.len());
            credit_of_counts(scoring, keyed.len(), distractors, right, chosen.len() - right)
        }
    }
}

/// The credit of a multiple response, from counts alone: `keyed` options and `distractors` there are,
/// `right` and `wrong` ones of them chosen. Formulas in the [module's page](self).
///
/// An item without a keyed option earns nothing.
pub fn credit_of_counts(
    scoring: Scoring,
    keyed: usize,
    distractors: usize,
    right: usize,
    wrong: usize,
) -> Fraction {
    debug_assert!(right <= keyed && wrong <= distractors);
    if keyed == 0 {
        return whole(false);
    }
    match scoring {
        Scoring::AllOrNothing => whole(right == keyed && wrong == 0),
        Scoring::Proportional if wrong > 0 => whole(false),
        Scoring::Proportional => ratio(right, keyed),
        Scoring::Net => ratio(right.saturating_sub(wrong), keyed),
        Scoring::Balanced => (ratio(right, keyed) - ratio(wrong, distractors.max(2))).max(whole(false)),
        Scoring::PerOption => ratio(right + distractors - wrong, keyed + distractors),
    }
}

/// The rule under which a response to `choice` is recorded.
pub fn rule(choice: &Choice) -> Rule {
    match choice.key {
        Key::Single(_) => Rule::Key,
        Key::Multiple { scoring: Scoring::AllOrNothing, .. } => Rule::AllOrNothing,
        Key::Multiple { scoring: Scoring::Proportional, .. } => Rule::Proportional,
        Key::Multiple { scoring: Scoring::Net, .. } => Rule::Net,
        Key::Multiple { scoring: Scoring::Balanced, .. } => Rule::Balanced,
        Key::Multiple { scoring: Scoring::PerOption, .. } => Rule::PerOption,
    }
}

fn whole(full: bool) -> Fraction {
    Fraction::from_integer(i64::from(full))
}

/// Counts of options are at most [`crate::model::item::MAX_OPTIONS`] and fit any integer.
#[expect(clippy::cast_possible_wrap, reason = "counts of options of one item are tiny")]
fn ratio(part: usize, of: usize) -> Fraction {
    Fraction::new(part as i64, of as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ItemOption;
    use proptest::prelude::*;

    /// A choice and a response from strings of 1 (keyed, chosen) and 0, as R/exams writes them.
    fn earned(scoring: Scoring, key: &str, chosen: &str) -> Fraction {
        let set = |bits: &str| bits.bytes().enumerate().filter(|(_, b)| *b == b'1').map(|(i, _)| i).collect();
        credit(&choice(key.len(), Key::Multiple { keyed: set(key), scoring }), set(chosen))
    }

    fn choice(options: usize, key: Key) -> Choice {
        let option = |i: usize| ItemOption { label: i.to_string(), text: i.to_string(), feedback: None };
        Choice { options: (0..options).map(option).collect(), key }
    }

    #[test]
    fn multiple_responses_earn_what_the_table_says() {
        use Scoring::{AllOrNothing, Balanced, Net, PerOption, Proportional};
        #[track_caller]
        fn check(key: &str, chosen: &str, scoring: Scoring, numer: i64, denom: i64) {
            assert_eq!(earned(scoring, key, chosen), Fraction::new(numer, denom), "{key} {chosen}");
        }
        // Checked against R/exams 2.4, see statistics.md.
        check("10101", "10100", Balanced, 2, 3);
        check("10101", "10100", Net, 2, 3);
        check("10101", "10100", Proportional, 2, 3);
        check("10101", "11100", Balanced, 1, 6);
        check("10101", "11100", Net, 1, 3);
        check("10101", "11100", Proportional, 0, 1);
        check("10101", "11111", Balanced, 0, 1);
        check("10101", "11111", Net, 1, 3);
        check("10101", "11111", Proportional, 0, 1);
        // By hand.
        check("10101", "10101", AllOrNothing, 1, 1);
        check("10101", "10100", AllOrNothing, 0, 1);
        check("10101", "11101", AllOrNothing, 0, 1);
        check("10101", "10100", PerOption, 4, 5);
        check("10101", "11111", PerOption, 3, 5);
        check("10101", "01010", PerOption, 0, 1);
        check("1110", "1111", Balanced, 1, 2);
        check("11", "10", Balanced, 1, 2);
        check("11", "10", PerOption, 1, 2);
        check("1000", "0111", Net, 0, 1);
        check("000", "100", Net, 0, 1);
    }

    #[test]
    fn a_single_response_earns_its_key_and_nothing_else() {
        let single = choice(4, Key::Single(2));
        assert_eq!(credit(&single, OptionSet::single(2)), 1.into());
        assert_eq!(credit(&single, OptionSet::single(1)), 0.into());
        assert_eq!(credit(&single, OptionSet::single(2).with(1)), 0.into());
        assert_eq!(credit(&single, OptionSet::EMPTY), 0.into());
        assert_eq!(rule(&single), Rule::Key);
    }

    proptest! {
        #[test]
        fn laws_of_credit(keyed in 1_usize..20, distractors in 0_usize..20, t in 0_usize..20, f in 0_usize..20) {
            let (t, f) = (t.min(keyed), f.min(distractors));
            for (scoring, name) in Scoring::ALL {
                let of = |t, f| credit_of_counts(scoring, keyed, distractors, t, f);
                prop_assert!(of(t, f) >= 0.into() && of(t, f) <= 1.into(), "{name}");
                prop_assert_eq!(of(keyed, 0), 1.into(), "{}", name);
                prop_assert!(credit_of_counts(Scoring::AllOrNothing, keyed, distractors, t, f) <= of(t, f));
                if f < distractors {
                    prop_assert!(of(t, f + 1) <= of(t, f), "{name}: a distractor never raises credit");
                }
                if t < keyed {
                    prop_assert!(of(t + 1, f) >= of(t, f), "{name}: a keyed option never lowers it");
                }
            }
        }
    }
}
