//! Days of study in a row.

use super::Past;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// How many days in a row something was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Streak {
    /// Up to today, or up to yesterday where today is still open.
    pub current: usize,
    /// Whether something was answered today.
    pub today: bool,
    /// The longest ever.
    pub longest: usize,
    /// Days with answers.
    pub days: usize,
}

/// Counts the days, which begin at midnight in `zone`, on which an answer was given.
pub fn streak(past: &Past, today: Date, zone: &TimeZone) -> Streak {
    let given = past.answers().iter().filter(|answer| answer.is_given());
    let mut days: Vec<Date> =
        given.map(|answer| answer.moment.to_zoned_datetime(zone.clone()).date()).collect();
    days.sort_unstable();
    days.dedup();
    let mut longest = 0;
    let mut run = 0;
    let mut last = None;
    for &day in &days {
        run = if last.is_some_and(|last: Date| last.tomorrow().ok() == Some(day)) { run + 1 } else { 1 };
        longest = longest.max(run);
        last = Some(day);
    }
    let open = last == Some(today) || last.is_some_and(|last| last.tomorrow().ok() == Some(today));
    Streak { current: if open { run } else { 0 }, today: last == Some(today), longest, days: days.len() }
}
