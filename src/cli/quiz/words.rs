//! Times, counts and marks in words, which both fronts and the report share.

use crate::model::Status;
use crate::quiz::view::{Feedback, Pace};
use crate::quiz::{End, Limits, Mode, Refusal, Setup};
use std::time::Duration;

/// `2:14:33` or `4:05`. A second that has begun counts, so that a clock that runs down stands at 0 only at the end.
pub(super) fn clock(time: Duration) -> String {
    let seconds = time.as_secs() + u64::from(time.subsec_nanos() > 0);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// `2 h 30 min`, `4 min`, `75 s`: a time to be read, not watched, to the nearest second.
pub(super) fn time(time: Duration) -> String {
    let seconds = (time + Duration::from_millis(500)).as_secs();
    match (seconds / 3600, seconds % 3600 / 60, seconds % 60) {
        (0, 0 | 1, _) if seconds < 120 && seconds != 60 => format!("{seconds} s"),
        (0, minutes, 0) => format!("{minutes} min"),
        (0, minutes, seconds) => format!("{minutes} min {seconds} s"),
        (hours, 0, _) => format!("{hours} h"),
        (hours, minutes, _) => format!("{hours} h {minutes} min"),
    }
}

/// `1 item`, `2 items`.
pub(super) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// `4 min ahead of 75 s an item`.
pub(super) fn pace(pace: &Pace) -> String {
    let per_item = time(Duration::from_secs(pace.per_item.as_secs()));
    // A minute more or less is no news.
    let minutes = pace.by.as_secs() / 60;
    match (minutes, pace.behind) {
        (0, _) => format!("on pace, {per_item} an item"),
        (_, false) => format!("{minutes} min ahead of {per_item} an item"),
        (_, true) => format!("{minutes} min behind {per_item} an item"),
    }
}

/// What a session is like, before it begins.
pub(super) fn introduction(setup: &Setup) -> Vec<String> {
    let Limits { total, item, pause, .. } = setup.limits;
    let mut lines = vec![format!(
        "{} in {} mode.",
        count(setup.items.len(), "item"),
        match setup.mode {
            Mode::Exam => "exam",
            Mode::Practice => "practice",
        }
    )];
    lines.push(match setup.mode {
        Mode::Exam => "There is no feedback until the end; you can go back and change answers.".to_owned(),
        Mode::Practice => "After each item you are told whether it was right, and why.".to_owned(),
    });
    lines.extend(total.map(|total| format!("Time: {}. It starts when you begin.", time(total))));
    lines.extend(item.map(|item| format!("Time for each item: {}.", time(item))));
    lines.extend(pause.filter(|pause| (1..setup.items.len()).contains(&pause.after)).map(|pause| {
        format!("A break of {} follows item {}; the clock stands still.", time(pause.time), pause.after)
    }));
    let seed = setup.seed.map(|seed| format!(" (seed {seed})")).unwrap_or_default();
    lines.push(format!("Form {}{seed}.", setup.form));
    lines
}

/// Right or wrong, in a line.
pub(super) fn verdict(feedback: &Feedback<'_>) -> String {
    match (feedback.status, &feedback.credit) {
        (Status::Correct, _) if feedback.overruled => "Counted as right, by your own decision.".to_owned(),
        (Status::Correct, _) => "Right.".to_owned(),
        (Status::Partial, Some(credit)) => format!("Partly right: {credit} of 1."),
        (Status::Review, _) => {
            let why = feedback.why.as_ref().map(|why| format!(" {why}")).unwrap_or_default();
            format!("Close, but not certain:{why}. You decide whether it was right.")
        }
        (Status::Blank, _) if feedback.timed_out => "Time for this item is up.".to_owned(),
        _ => "Not right.".to_owned(),
    }
}

/// The right answer, in a line.
pub(super) fn right(feedback: &Feedback<'_>) -> String {
    match feedback.right.as_slice() {
        [one] => format!("Right answer: {one}"),
        several => format!("Right answers: {}", several.join("; ")),
    }
}

/// What is asked before handing in.
pub(super) fn warning(unanswered: usize) -> String {
    match unanswered {
        0 => "All items are answered.".to_owned(),
        1 => "1 item is not answered.".to_owned(),
        several => format!("{several} items are not answered."),
    }
}

/// How a session ended.
pub(super) fn end(end: End) -> &'static str {
    match end {
        End::Submitted => "Handed in.",
        End::Expired => "Time is up. Everything you answered was handed in.",
    }
}

/// Why nothing happened, and what to do.
pub(super) fn refusal(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::NotNow => "That cannot be done here.",
        Refusal::NoSuchPlace => "There is no such item or option.",
        Refusal::NotAResponse => "That is no answer to this item.",
        Refusal::Final => "The answer to this item can no longer be changed.",
        Refusal::NothingThere => "There is nothing to check yet.",
        Refusal::Chosen => "This option is chosen; choose another one before you strike it out.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_easily() {
        #[track_caller]
        fn check(seconds: u64, watched: &str, read: &str) {
            let span = Duration::from_secs(seconds);
            assert_eq!((clock(span).as_str(), time(span).as_str()), (watched, read));
        }
        check(0, "0:00", "0 s");
        check(60, "1:00", "1 min");
        check(75, "1:15", "75 s");
        check(300, "5:00", "5 min");
        check(1799, "29:59", "29 min 59 s");
        check(9000, "2:30:00", "2 h 30 min");
        check(3605, "1:00:05", "1 h");
        assert_eq!(clock(Duration::from_millis(4_001)), "0:05");
    }

    #[test]
    fn the_pace_is_told_in_minutes() {
        #[track_caller]
        fn check(by: u64, behind: bool, expected: &str) {
            let per_item = Duration::from_secs(75);
            assert_eq!(pace(&Pace { by: Duration::from_secs(by), behind, per_item }), expected);
        }
        check(59, true, "on pace, 75 s an item");
        check(250, false, "4 min ahead of 75 s an item");
        check(120, true, "2 min behind 75 s an item");
    }
}
