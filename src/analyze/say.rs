//! What may be said of a score, by the number of items behind it, and in which digits.
//!
//! A score is an estimate. Few items say little, so they get counts and no verdict; nothing is said in
//! digits that would not hold if the test were sat again.

use super::interval::Interval;

/// From how many candidates on reliability is told to people.
pub const ENOUGH_CANDIDATES: u64 = 30;

/// The footnote of every report for people.
pub const FOOTNOTE: &str = "Scores are estimates: with other items like these they would come out somewhat \
     higher or lower, the more so the fewer items there are. Practice items say nothing about the result of a \
     real exam.";

/// How much may be said of a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Says {
    /// Fewer than 5 items: counts only ("3 of 4").
    Counts,
    /// 5 to 9: count and interval, no label.
    Interval,
    /// 10 to 19: interval and the label "tentative".
    Tentative,
    /// 20 and more: interval and comparison.
    Comparison,
}

impl Says {
    /// What `items` items allow.
    pub fn of(items: usize) -> Self {
        match items {
            0..=4 => Self::Counts,
            5..=9 => Self::Interval,
            10..=19 => Self::Tentative,
            _ => Self::Comparison,
        }
    }
}

/// How a score stands against a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The whole interval lies above the target.
    Above,
    /// The whole interval lies below it.
    Below,
    /// The interval holds the target.
    TooClose,
}

impl Verdict {
    /// Compares an interval with a target in percent.
    pub fn of(interval: Interval, target: f64) -> Self {
        if interval.low > target {
            Self::Above
        } else if interval.high < target {
            Self::Below
        } else {
            Self::TooClose
        }
    }

    /// The words for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Above => "above",
            Self::Below => "below",
            Self::TooClose => "too close to call",
        }
    }
}

/// The `label` of a candidate's topic: `tentative` for 10 to 19 items; from 20 on the verdict against the
/// target (in percent) if there is one, else `weakest` where comparison has shown that; else none.
pub fn label(items: usize, interval: Option<Interval>, target: Option<f64>, weakest: bool) -> &'static str {
    match (Says::of(items), interval, target) {
        (Says::Tentative, Some(_), _) => "tentative",
        (Says::Comparison, Some(interval), Some(target)) => Verdict::of(interval, target).name(),
        (Says::Comparison, _, None) if weakest => "weakest",
        _ => "",
    }
}

/// A percentage for people: whole, `65 %`.
pub fn percent(value: f64) -> String {
    format!("{} %", whole(value))
}

/// An interval for people: `48–86 %`.
pub fn range(interval: Interval) -> String {
    format!("{}–{} %", whole(interval.low), whole(interval.high))
}

/// A coefficient for people: two decimals, with a real minus sign.
pub fn coefficient(value: f64) -> String {
    minus(format!("{value:.2}"))
}

/// Points for people: one decimal at most.
pub fn points(value: f64) -> String {
    let text = format!("{value:.1}");
    minus(text.strip_suffix(".0").map(str::to_owned).unwrap_or(text))
}

fn whole(value: f64) -> String {
    minus(format!("{:.0}", value.round()))
}

/// `-0.5` as `−0.5`, and `-0.00` as `0.00`.
fn minus(text: String) -> String {
    match text.strip_prefix('-') {
        Some(digits) if digits.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) => format!("−{digits}"),
        Some(digits) => digits.to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::interval::of_points;

    #[test]
    fn few_items_say_little() {
        #[track_caller]
        fn check(points: i64, items: usize, target: Option<f64>, weakest: bool, expected: &str) {
            let interval = of_points(points, i64::try_from(items).unwrap_or_default(), items);
            assert_eq!(label(items, interval, target, weakest), expected, "{points}/{items}");
        }
        check(0, 4, Some(70.0), true, "");
        check(0, 9, Some(70.0), true, "");
        check(0, 10, Some(70.0), true, "tentative");
        check(19, 19, None, false, "tentative");
        check(14, 20, Some(70.0), true, "too close to call");
        check(20, 20, Some(70.0), false, "above");
        check(5, 20, Some(70.0), false, "below");
        check(5, 20, None, true, "weakest");
        check(5, 20, None, false, "");
        // An interval that ends at the target holds it.
        let low = of_points(20, 20, 20).map(|interval| interval.low);
        check(20, 20, low, false, "too close to call");
    }

    #[test]
    fn digits_for_people() {
        assert_eq!(percent(66.5), "67 %");
        assert_eq!(percent(-0.2), "0 %");
        assert_eq!(range(Interval { low: 48.1, high: 85.5 }), "48–86 %");
        assert_eq!((coefficient(-0.214), coefficient(-0.001)), ("−0.21".into(), "0.00".into()));
        assert_eq!((points(9.04), points(-1.25), points(2.55)), ("9".into(), "−1.2".into(), "2.5".into()));
    }
}
