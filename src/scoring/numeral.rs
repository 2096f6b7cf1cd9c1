//! What a number in digits means, by its dots and commas.
//!
//! A dot is a decimal point, and a comma before exactly three digits sets thousands apart; any other single comma
//! is a decimal comma. So `1,75` is 1.75 and `1,750` is 1750. The rarer readings (`1,750` as 1.75, `1.750` as
//! 1750) are kept beside: they earn no credit, but a person may see them.

use crate::model::Fraction;

/// The most digits before the point. A longer number is beyond every value in a bank.
const MAX_WHOLE: usize = 12;

/// Decimal places kept. Further ones only say that the number lies between two neighbours.
const PLACES: usize = 6;

/// A number in digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numeral {
    /// What it means, unless its separators make no number.
    pub(super) usual: Option<Between>,
    /// What it means to those who swap dots and commas.
    pub(super) rarer: Option<Between>,
}

/// A value, exact where both ends are equal; with more decimals than are kept, its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Between {
    /// Not above the value.
    pub(super) low: Fraction,
    /// Not below it.
    pub(super) high: Fraction,
}

impl Numeral {
    /// A small whole number, such as one in words.
    pub(super) fn whole(value: i64) -> Self {
        let value = Fraction::from_integer(value);
        Self { usual: Some(Between { low: value, high: value }), rarer: None }
    }

    /// Reads digits with `.`, `,` and `'` between them, or a `.` in front.
    pub(super) fn read(digits: &str) -> Self {
        let (usual, rarer) = readings(digits);
        Self { usual, rarer }
    }

    /// The same number below zero.
    pub(super) fn negated(self) -> Self {
        let negated = |between: Between| Between { low: -between.high, high: -between.low };
        Self { usual: self.usual.map(negated), rarer: self.rarer.map(negated) }
    }
}

fn readings(digits: &str) -> (Option<Between>, Option<Between>) {
    let is_separator = |c: char| matches!(c, '.' | ',' | '\'');
    let groups: Vec<&str> = digits.split(is_separator).collect();
    let separators: Vec<char> = digits.chars().filter(|c| is_separator(*c)).collect();
    match (&groups[..], &separators[..]) {
        ([whole], []) => (Some(decimal(whole, "")), None),
        ([whole, places], ['.']) => {
            (Some(decimal(whole, places)), are_thousands(&groups).then(|| decimal(&groups.concat(), "")))
        }
        ([_, _], [',']) if are_thousands(&groups) => {
            (Some(decimal(&groups.concat(), "")), Some(decimal(groups[0], groups[1])))
        }
        ([whole, places], [',']) => (Some(decimal(whole, places)), None),
        (_, [first, rest @ ..]) if are_thousands(&groups) && rest.iter().all(|c| c == first) => {
            (Some(decimal(&groups.concat(), "")), None)
        }
        ([thousands @ .., places], [first, rest @ .., last @ ('.' | ',')])
            if are_thousands(thousands) && first != last && rest.iter().all(|c| c == first) =>
        {
            (Some(decimal(&thousands.concat(), places)), None)
        }
        _ => (None, None),
    }
}

/// Whether groups of digits are thousands set apart: one to three digits, the first not 0, then threes.
fn are_thousands(groups: &[&str]) -> bool {
    let [first, rest @ ..] = groups else { return false };
    (1..=3).contains(&first.len()) && !first.starts_with('0') && rest.iter().all(|group| group.len() == 3)
}

/// The value of digits before and behind a point.
fn decimal(whole: &str, places: &str) -> Between {
    let whole = whole.trim_start_matches('0');
    if whole.len() > MAX_WHOLE {
        let beyond = Fraction::from_integer(10_i64.pow(13));
        return Between { low: beyond, high: beyond };
    }
    let (kept, further) = places.split_at(places.len().min(PLACES));
    let digits = whole.bytes().chain(kept.bytes()).chain(std::iter::repeat_n(b'0', PLACES - kept.len()));
    let millionths = digits.fold(0_i64, |sum, digit| sum * 10 + i64::from(digit - b'0'));
    let more = i64::from(further.bytes().any(|digit| digit != b'0'));
    let fraction = |millionths: i64| Fraction::new(millionths, 1_000_000);
    Between { low: fraction(millionths), high: fraction(millionths + more) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_read_by_their_separators() {
        #[track_caller]
        fn check(digits: &str, usual: Option<(i64, i64)>, rarer: Option<(i64, i64)>) {
            let exact = |value: Option<(i64, i64)>| {
                value.map(|(n, d)| Fraction::new(n, d)).map(|value| Between { low: value, high: value })
            };
            assert_eq!(
                Numeral::read(digits),
                Numeral { usual: exact(usual), rarer: exact(rarer) },
                "{digits}"
            );
        }
        check("36", Some((36, 1)), None);
        check("007", Some((7, 1)), None);
        check("1.75", Some((7, 4)), None);
        check("1,75", Some((7, 4)), None);
        check(".5", Some((1, 2)), None);
        check("0,750", Some((3, 4)), None);
        check("1,750", Some((1750, 1)), Some((7, 4)));
        check("1.750", Some((7, 4)), Some((1750, 1)));
        check("1750,5", Some((3501, 2)), None);
        check("1,234,567", Some((1_234_567, 1)), None);
        check("1.234.567", Some((1_234_567, 1)), None);
        check("1'750", Some((1750, 1)), None);
        check("1,750.5", Some((3501, 2)), None);
        check("1.750,5", Some((3501, 2)), None);
        check("1,234.567,8", None, None);
        check("12,34,567", None, None);
        check("3.5.2", None, None);
        check("1'5", None, None);
        check("999999999999.999999", Some((999_999_999_999_999_999, 1_000_000)), None);
        check("9999999999999", Some((10_000_000_000_000, 1)), None);
    }

    #[test]
    fn further_decimals_leave_neighbours() {
        let usual = Numeral::read("0.3333333").negated().usual;
        let millionths = |n| Fraction::new(n, 1_000_000);
        assert_eq!(usual, Some(Between { low: millionths(-333_334), high: millionths(-333_333) }));
    }
}
