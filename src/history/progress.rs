//! How answers to the items of a topic went, now and over time.

use super::past::Standing;
use super::{Answer, Past};
use crate::analyze::interval::{Interval, wilson};
use crate::model::{Fraction, Item, ancestors_and_self};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use num_bigint::BigInt;
use num_rational::Ratio;
use num_traits::{ToPrimitive, Zero};
use std::collections::BTreeMap;

/// The most periods that are shown side by side.
pub const MOST_PERIODS: usize = 6;

/// The credit of so many items, summed exactly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    credit: Ratio<BigInt>,
    /// How many items.
    pub items: usize,
}

impl Default for Share {
    fn default() -> Self {
        Self { credit: Ratio::zero(), items: 0 }
    }
}

impl Share {
    /// Adds the credit of one item.
    pub fn add(&mut self, credit: Fraction) {
        self.credit += Ratio::new(BigInt::from(*credit.numer()), BigInt::from(*credit.denom()));
        self.items += 1;
    }

    /// The sum of credits, for showing.
    pub fn credit(&self) -> f64 {
        quotient(self.credit.numer(), self.credit.denom())
    }

    /// The mean credit, 0 to 1; `None` of no items.
    pub fn share(&self) -> Option<f64> {
        let items = BigInt::from(self.items) * self.credit.denom();
        (self.items > 0).then(|| quotient(self.credit.numer(), &items))
    }

    /// Its Wilson interval, in percent.
    pub fn interval(&self) -> Option<Interval> {
        wilson(self.share()?, self.items)
    }

    /// The middle of its Wilson interval, 0 to 1; one half of no items, of which nothing is known.
    pub fn middle(&self) -> f64 {
        self.interval().map_or(0.5, |ends| f64::midpoint(ends.low, ends.high) / 100.0)
    }
}

/// One topic.
#[derive(Debug, Clone, PartialEq)]
pub struct TopicProgress {
    /// Its path. Everything below it is counted with it.
    pub topic: String,
    /// The last given answer to each of its items.
    pub now: Share,
    /// The last given answer to each of its items within each period.
    pub periods: Vec<Share>,
}

/// Topics over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// How long a period is.
    pub length: Length,
    /// The first day of each period with answers, oldest first; at most [`MOST_PERIODS`].
    pub periods: Vec<Date>,
    /// Every topic with answers that count, parents before children.
    pub topics: Vec<TopicProgress>,
    /// How many given answers count for nothing since their items have changed.
    pub stale: usize,
    /// How many answers count whose items are in no bank at hand.
    pub elsewhere: usize,
}

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// One day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A month of the calendar.
    Month,
}

impl Length {
    /// The first day of the period that `day` lies in.
    pub fn start(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => {
                let since_monday = i64::from(day.weekday().to_monday_zero_offset());
                day.checked_sub(jiff::Span::new().days(since_monday)).unwrap_or(day)
            }
            Self::Month => day.first_of_month(),
        }
    }

    /// The shortest length at which `days` fall into at most [`MOST_PERIODS`] periods; months if none does.
    fn fitting(days: &[Date]) -> Self {
        let fits = |length: &Self| starts(days, *length).len() <= MOST_PERIODS;
        [Self::Day, Self::Week].into_iter().find(fits).unwrap_or(Self::Month)
    }
}

/// Counts the given answers that are not stale by topic and time. `find` gives the item of an id in the banks at hand,
/// whose present topic counts; days begin at midnight in `zone`.
pub fn progress<'a>(past: &Past, find: impl Fn(&str) -> Option<&'a Item>, zone: &TimeZone) -> Progress {
    let (mut stale, mut elsewhere) = (0, 0);
    let mut counted: Vec<(&Answer, &str, Date)> = Vec::new();
    let standings = past.standings(&find);
    for (answer, standing) in past.answers().iter().zip(standings).filter(|(answer, _)| answer.is_given()) {
        if standing == Standing::Stale {
            stale += 1;
            continue;
        }
        let item = find(&answer.item);
        elsewhere += usize::from(item.is_none());
        let topic = item.map_or(answer.topic.as_str(), |item| item.topic.as_str());
        counted.push((answer, topic, answer.moment.to_zoned_datetime(zone.clone()).date()));
    }
    let days: Vec<Date> = counted.iter().map(|(_, _, day)| *day).collect();
    let length = Length::fitting(&days);
    let mut periods = starts(&days, length);
    periods.drain(..periods.len().saturating_sub(MOST_PERIODS));

    // Answers come oldest first, so the last one to an item stays.
    let mut now: BTreeMap<&str, (&str, Fraction)> = BTreeMap::new();
    let mut then: Vec<BTreeMap<&str, (&str, Fraction)>> = vec![BTreeMap::new(); periods.len()];
    for (answer, topic, day) in counted {
        now.insert(&answer.item, (topic, answer.credit));
        if let Ok(period) = periods.binary_search(&length.start(day)) {
            then[period].insert(&answer.item, (topic, answer.credit));
        }
    }
    let mut topics: BTreeMap<Vec<&str>, TopicProgress> = BTreeMap::new();
    let before = then.iter().enumerate().flat_map(|(period, items)| {
        items.values().map(move |&(topic, credit)| (topic, credit, Some(period)))
    });
    let all = now.values().map(|&(topic, credit)| (topic, credit, None)).chain(before);
    for (topic, credit, period) in all {
        for path in ancestors_and_self(topic) {
            let entry = topics.entry(path.split('/').collect()).or_insert_with(|| TopicProgress {
                topic: path.to_owned(),
                now: Share::default(),
                periods: vec![Share::default(); periods.len()],
            });
            match period {
                None => entry.now.add(credit),
                Some(period) => entry.periods[period].add(credit),
            }
        }
    }
    Progress { length, periods, topics: topics.into_values().collect(), stale, elsewhere }
}

/// One division at the end of exact sums, whose terms have few digits.
fn quotient(numerator: &BigInt, denominator: &BigInt) -> f64 {
    numerator.to_f64().unwrap_or_default() / denominator.to_f64().unwrap_or(f64::INFINITY)
}

/// The first days of the periods in which `days` lie, rising.
fn starts(days: &[Date], length: Length) -> Vec<Date> {
    let mut starts: Vec<Date> = days.iter().map(|&day| length.start(day)).collect();
    starts.sort_unstable();
    starts.dedup();
    starts
}
