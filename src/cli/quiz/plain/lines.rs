//! The screens of a session as lines of text.

use crate::cli::quiz::words;
use crate::model::Status;
use crate::quiz::view::{Feedback, ItemView, Progress, ReviewView, ScreenView, View};
use crate::quiz::{Effect, Mode, Setup};
use crate::report::write::text::{clean, wrap};

/// What is on the screen, in lines of at most `columns` columns.
pub(super) fn screen(view: &View<'_>, setup: &Setup, columns: usize) -> Vec<String> {
    match &view.screen {
        ScreenView::Ready => ready(view, setup, columns),
        ScreenView::Item(item) => self::item(item, view, columns),
        ScreenView::Review(review) => self::review(review, columns),
        ScreenView::Warning { unanswered } => {
            let text = format!("{} submit again hands in; back goes on.", words::warning(*unanswered));
            wrap(&text, columns)
        }
        ScreenView::Break { left } => {
            let text = format!(
                "Break: {}. The clock stands still. Press Enter to go on earlier.",
                words::time(*left)
            );
            wrap(&text, columns)
        }
        ScreenView::Paused => wrap("Paused. Press Enter to go on.", columns),
        ScreenView::Done(end) => vec![words::end(*end).to_owned()],
    }
}

/// The time, on request.
pub(super) fn time(view: &View<'_>, item: Option<std::time::Duration>) -> String {
    let header = &view.header;
    let mut parts = vec![match header.timer {
        Some(timer) => format!("{} left", words::time(timer.left)),
        None => format!("{} used", words::time(header.used)),
    }];
    parts.extend(item.map(|left| format!("{} left for this item", words::time(left))));
    parts.push(format!("{} of {} answered", header.answered, header.items));
    parts.extend(header.pace.as_ref().map(words::pace));
    format!("{}.", parts.join(", "))
}

/// What follows from an event, where the next screen does not show it.
pub(super) fn effect(effect: Effect) -> Option<String> {
    match effect {
        Effect::TimeLeft(left) => Some(format!("{} left.", words::time(left))),
        Effect::ItemExpired(place) => Some(format!("Time for item {} is up.", place + 1)),
        Effect::BreakEnded => Some("The break is over.".to_owned()),
        Effect::Refused(refusal) => Some(words::refusal(refusal).to_owned()),
        Effect::BreakBegan | Effect::Ended(_) => None,
    }
}

/// All commands.
pub(super) fn help(mode: Mode) -> Vec<String> {
    let mut lines = vec![
        "B            chooses an option by its label; A C or AC chooses several".to_owned(),
        "text         answers a short-answer item".to_owned(),
        "Enter        next item".to_owned(),
        "next, back   next item, item before".to_owned(),
        "12, go 12    item 12".to_owned(),
        "flag         flags the item, or takes the flag off".to_owned(),
        "strike B     strikes out an option, or takes that back (also: -B)".to_owned(),
        "clear        takes the answer back".to_owned(),
        "review       all items: answered, not answered, not seen, flagged".to_owned(),
        "time, hide   the time left; hide stops telling it, but for the last 5 minutes".to_owned(),
        "item         the item again".to_owned(),
        "pause        stops the clock".to_owned(),
        "submit       hands in".to_owned(),
        "quit         leaves without handing in".to_owned(),
    ];
    lines.push(match mode {
        Mode::Exam => "Pauses are marked in the report.".to_owned(),
        Mode::Practice => {
            "skip         leaves the item unanswered\noverrule     counts a short answer near a right one as right"
                .to_owned()
        }
    });
    lines.push(
        "Short forms: n, b, f, c, r, t, h, i, p, q, s, o, ?. Where a letter is a label, or a".to_owned(),
    );
    lines.push("short answer is asked for, put a colon before the command: :flag".to_owned());
    lines
}

/// What is told after an answer in practice.
pub(super) fn feedback(feedback: &Feedback<'_>, columns: usize) -> Vec<String> {
    let mut lines = wrap(&clean(&words::verdict(feedback)), columns);
    let shows_right = feedback.status != Status::Correct || feedback.right.len() > 1;
    let right = shows_right.then(|| words::right(feedback));
    let rationale = feedback.rationale.map(|text| format!("Why: {text}"));
    let reference = feedback.reference.map(|text| format!("See: {text}"));
    let texts = feedback.remarks.iter().cloned().chain(right).chain(rationale).chain(reference);
    lines.extend(texts.flat_map(|text| wrap(&clean(&text), columns)));
    lines
}

fn ready(view: &View<'_>, setup: &Setup, columns: usize) -> Vec<String> {
    let mut lines = wrap(&clean(view.header.title), columns);
    lines.extend(words::introduction(setup).iter().flat_map(|line| wrap(line, columns)));
    lines.push(String::new());
    lines.push("Press Enter to begin; ? lists the commands.".to_owned());
    lines
}

fn item(item: &ItemView<'_>, view: &View<'_>, columns: usize) -> Vec<String> {
    let mut about = format!("Item {} of {}", item.place + 1, view.header.items);
    if item.flagged {
        about.push_str(", flagged");
    }
    about.extend(item.left.map(|left| format!(", {} for it", words::time(left))));
    let mut lines = vec![String::new(), about];
    lines.extend(stem(item.stem, columns));
    for option in &item.options {
        let mut text = format!("{}. {}", option.label, clean(option.text));
        text.push_str(if option.chosen { " (chosen)" } else { "" });
        text.push_str(if option.struck { " (struck out)" } else { "" });
        text.push_str(if option.key == Some(true) { " (right)" } else { "" });
        let indent = option.label.len() + 4;
        for (number, line) in wrap(&text, columns.saturating_sub(indent)).into_iter().enumerate() {
            lines.push(format!("{}{line}", " ".repeat(if number == 0 { 2 } else { indent })));
        }
    }
    match (&item.feedback, item.text) {
        (Some(feedback), text) => {
            lines.extend(
                text.filter(|text| !text.is_empty()).map(|text| format!("Your answer: {}", clean(text))),
            );
            lines.extend(self::feedback(feedback, columns));
        }
        (None, Some(text)) if !text.is_empty() => lines.push(format!("Your answer: {}", clean(text))),
        (None, _) if item.is_final => lines.push("Its time is up; the answer stands.".to_owned()),
        (None, _) => lines.push(item.asks.to_owned()),
    }
    lines
}

/// Paragraphs of a stem, each wrapped.
fn stem(stem: &str, columns: usize) -> impl Iterator<Item = String> + '_ {
    stem.trim().lines().flat_map(move |paragraph| {
        let lines = wrap(&clean(paragraph), columns);
        if lines.is_empty() { vec![String::new()] } else { lines }
    })
}

fn review(review: &ReviewView, columns: usize) -> Vec<String> {
    let numbers = |test: &dyn Fn(usize) -> bool| -> Vec<String> {
        (0..review.rows.len()).filter(|&place| test(place)).map(|place| (place + 1).to_string()).collect()
    };
    let of = |progress| numbers(&|place| review.rows[place].progress == progress);
    let groups = [
        ("Answered", of(Progress::Complete)),
        ("Not answered", of(Progress::Incomplete)),
        ("Not seen", of(Progress::Unseen)),
        ("Flagged", numbers(&|place| review.rows[place].flagged)),
    ];
    let mut lines = vec![String::new(), "Review".to_owned()];
    for (name, places) in groups {
        let list = if places.is_empty() { String::new() } else { format!(": {}", places.join(" ")) };
        lines.extend(wrap(&format!("{name} ({}){list}", places.len()), columns));
    }
    lines.push("A number goes to an item, back to where you were; submit hands in.".to_owned());
    lines
}
