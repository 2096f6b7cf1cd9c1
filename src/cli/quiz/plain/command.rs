//! What a line typed in the plain front means.

use crate::quiz::Response;
use crate::quiz::view::{ItemView, ScreenView};

/// A line as understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Command {
    /// An answer to the open item.
    Answer(Response),
    /// The empty line: on.
    On,
    Next,
    Previous,
    /// To the item with this place.
    Go(usize),
    Skip,
    Flag,
    /// Strikes out an option of the bank, or takes that back.
    Strike(usize),
    Clear,
    Overrule,
    Review,
    Timer,
    /// Tells the time.
    Time,
    /// Shows the screen again.
    Show,
    Pause,
    Submit,
    Help,
    Quit,
    /// Nothing that is known.
    Unknown,
}

/// Every command without a number, with its letter and its word.
const WORDS: [(&str, &str, Command); 15] = [
    ("n", "next", Command::Next),
    ("b", "back", Command::Previous),
    ("s", "skip", Command::Skip),
    ("f", "flag", Command::Flag),
    ("c", "clear", Command::Clear),
    ("o", "overrule", Command::Overrule),
    ("r", "review", Command::Review),
    ("t", "time", Command::Time),
    ("h", "hide", Command::Timer),
    ("i", "item", Command::Show),
    ("p", "pause", Command::Pause),
    ("submit", "submit", Command::Submit),
    ("?", "help", Command::Help),
    ("q", "quit", Command::Quit),
    ("i", "show", Command::Show),
];

/// Understands a line. While an item waits for an answer, option labels come before commands, and a short answer is
/// any text; `:` before a command always makes it one.
pub(super) fn parse(line: &str, screen: &ScreenView<'_>) -> Command {
    let line = line.trim();
    if line.is_empty() {
        return Command::On;
    }
    if let Some(command) = line.strip_prefix(':') {
        return command_of(command.trim(), screen);
    }
    let ScreenView::Item(item) = screen else { return command_of(line, screen) };
    if item.is_final {
        return command_of(line, screen);
    }
    match item.text {
        Some(_) => Command::Answer(Response::Text(line.to_owned())),
        None => options(line, item).map_or_else(|| command_of(line, screen), Command::Answer),
    }
}

fn command_of(line: &str, screen: &ScreenView<'_>) -> Command {
    let lower = line.to_lowercase();
    if let Some((_, _, command)) = WORDS.iter().find(|(letter, word, _)| lower == *letter || lower == *word) {
        return command.clone();
    }
    let number = |text: &str| text.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    if let Some(place) = lower.strip_prefix("go").map_or_else(|| number(&lower), number) {
        return Command::Go(place);
    }
    let strike = ["strike ", "x ", "-"].iter().find_map(|word| lower.strip_prefix(word));
    match (strike, screen) {
        (Some(label), ScreenView::Item(item)) => {
            option(label.trim(), item).map_or(Command::Unknown, Command::Strike)
        }
        _ => Command::Unknown,
    }
}

/// Labels printed, apart or in a run: `B`, `A C`, `a,c`, `AC`.
fn options(line: &str, item: &ItemView<'_>) -> Option<Response> {
    let is_separator = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '.');
    let words = line.split(is_separator).filter(|word| !word.is_empty());
    let apart: Option<Vec<usize>> = words.map(|word| option(word, item)).collect();
    let run = || line.chars().map(|letter| option(&letter.to_string(), item)).collect();
    apart.or_else(run).filter(|chosen: &Vec<usize>| !chosen.is_empty()).map(Response::Options)
}

/// The option with a printed label, letter case ignored.
fn option(label: &str, item: &ItemView<'_>) -> Option<usize> {
    let found = item.options.iter().find(|option| option.label.to_lowercase() == label.to_lowercase());
    found.map(|option| option.option)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quiz::view::OptionView;

    fn item(labels: &[&str], is_final: bool) -> ScreenView<'static> {
        // The options stand in the reverse of the bank's order.
        let option = |(place, label): (usize, &&str)| OptionView {
            label: (*label).to_owned(),
            option: labels.len() - 1 - place,
            text: "…",
            chosen: false,
            struck: false,
            key: None,
        };
        ScreenView::Item(Box::new(ItemView {
            place: 0,
            stem: "?",
            asks: "",
            options: labels.iter().enumerate().map(option).collect(),
            multiple: true,
            text: labels.is_empty().then_some(""),
            flagged: false,
            is_final,
            left: None,
            feedback: None,
        }))
    }

    #[test]
    fn lines_are_understood_as_the_screen_asks() {
        #[track_caller]
        #[expect(clippy::needless_pass_by_value, reason = "rows read better without references")]
        fn check(screen: &ScreenView<'_>, line: &str, expected: Command) {
            assert_eq!(parse(line, screen), expected, "{line}");
        }
        let chosen = |options: &[usize]| Command::Answer(Response::Options(options.to_vec()));
        let text = |text: &str| Command::Answer(Response::Text(text.to_owned()));
        let choice = item(&["A", "B", "C"], false);
        check(&choice, " b ", chosen(&[1]));
        check(&choice, "A C", chosen(&[2, 0]));
        check(&choice, "a,c", chosen(&[2, 0]));
        check(&choice, "AC", chosen(&[2, 0]));
        check(&choice, "f", Command::Flag);
        check(&choice, ":b", Command::Previous);
        check(&choice, "BACK", Command::Previous);
        check(&choice, "12", Command::Go(11));
        check(&choice, "go 12", Command::Go(11));
        check(&choice, "0", Command::Unknown);
        check(&choice, "-c", Command::Strike(0));
        check(&choice, "strike A", Command::Strike(2));
        check(&choice, "-d", Command::Unknown);
        check(&choice, "what", Command::Unknown);
        check(&choice, "", Command::On);
        check(&item(&["1", "2"], false), "2", chosen(&[0]));
        check(&item(&["1", "2"], false), ":2", Command::Go(1));
        let short = item(&[], false);
        check(&short, "skip", text("skip"));
        check(&short, ":skip", Command::Skip);
        check(&short, "A B", text("A B"));
        check(&item(&[], true), "o", Command::Overrule);
        check(&item(&["A", "B"], true), "b", Command::Previous);
        check(&ScreenView::Paused, "3", Command::Go(2));
    }
}
