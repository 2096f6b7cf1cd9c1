//! What a front draws: plain data, computed from a session.

use super::clock::LAST_CALL;
use super::entry::Entry;
use super::event::Response;
use super::paper::printed_label;
use super::session::Session;
use super::setup::Mode;
use super::state::{End, Phase};
use crate::model::{Accept, Item, ItemKind, Key, Status, fraction};
use std::time::Duration;

/// Everything on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View<'s> {
    /// What stands above every screen.
    pub header: Header<'s>,
    /// The rest.
    pub screen: ScreenView<'s>,
}

/// What stands above every screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header<'s> {
    /// Title of the session.
    pub title: &'s str,
    /// Exam or practice.
    pub mode: Mode,
    /// How many items have a response.
    pub answered: usize,
    /// How many items there are.
    pub items: usize,
    /// The timer of the session, if it is limited.
    pub timer: Option<Timer>,
    /// Time used so far, pauses and breaks not counted.
    pub used: Duration,
    /// How the candidate keeps up, once something was answered and while the pace is known.
    pub pace: Option<Pace>,
}

/// A timer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timer {
    /// Time left.
    pub left: Duration,
    /// Whether it is hidden. It never is in the last minutes.
    pub hidden: bool,
    /// Whether these are the last minutes.
    pub last_call: bool,
}

/// How the candidate keeps up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// How far from the pace.
    pub by: Duration,
    /// Whether behind it.
    pub behind: bool,
    /// Time meant for an item.
    pub per_item: Duration,
}

/// What the screen shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScreenView<'s> {
    /// Before the start.
    Ready,
    /// The open item.
    Item(Box<ItemView<'s>>),
    /// The review screen.
    Review(ReviewView),
    /// The last look before handing in.
    Warning {
        /// How many items have no response.
        unanswered: usize,
    },
    /// The scheduled break.
    Break {
        /// Time left of it.
        left: Duration,
    },
    /// Paused.
    Paused,
    /// Over.
    Done(End),
}

/// The open item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemView<'s> {
    /// Its place in the form, from 0.
    pub place: usize,
    /// The stem.
    pub stem: &'s str,
    /// What is to be done, for people.
    pub asks: &'static str,
    /// Options as printed. Empty for a short answer.
    pub options: Vec<OptionView<'s>>,
    /// Whether more than one option may be chosen.
    pub multiple: bool,
    /// What was typed; `None` for a choice.
    pub text: Option<&'s str>,
    /// Whether it is flagged.
    pub flagged: bool,
    /// Whether the response can no longer be changed.
    pub is_final: bool,
    /// Time left for it, if items are limited.
    pub left: Option<Duration>,
    /// Practice: what is told after the answer.
    pub feedback: Option<Feedback<'s>>,
}

/// One option as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionView<'s> {
    /// The label printed.
    pub label: String,
    /// Which option of the bank it is.
    pub option: usize,
    /// What it says.
    pub text: &'s str,
    /// Whether it is chosen.
    pub chosen: bool,
    /// Whether it is struck out.
    pub struck: bool,
    /// Whether it is a key; told with the feedback only.
    pub key: Option<bool>,
}

/// What is told after an answer in practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feedback<'s> {
    /// How the response was marked.
    pub status: Status,
    /// Share of the points, such as `0.5`, where it is neither all nor nothing.
    pub credit: Option<String>,
    /// Whether time was up before it was answered.
    pub timed_out: bool,
    /// Whether the candidate counted it as right.
    pub overruled: bool,
    /// For a response under review, why it was not credited.
    pub why: Option<String>,
    /// The right answer, in words. For a choice the labels printed.
    pub right: Vec<String>,
    /// What the bank says to the options chosen or the text given.
    pub remarks: Vec<String>,
    /// Why the key is right.
    pub rationale: Option<&'s str>,
    /// Where that can be checked.
    pub reference: Option<&'s str>,
}

/// The review screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewView {
    /// The items in order.
    pub rows: Vec<ReviewRow>,
    /// The item that was open last.
    pub open: usize,
}

/// One item on the review screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewRow {
    /// Where it stands.
    pub progress: Progress,
    /// Whether it is flagged.
    pub flagged: bool,
}

/// Where an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Progress {
    /// It has a response.
    Complete,
    /// It was seen and has none.
    Incomplete,
    /// It was not seen.
    Unseen,
}

impl Session {
    /// What is to be drawn.
    pub fn view(&self) -> View<'_> {
        let screen = match self.phase() {
            Phase::Ready => ScreenView::Ready,
            Phase::Item => ScreenView::Item(Box::new(self.item_view(self.open()))),
            Phase::Review => ScreenView::Review(self.review_view()),
            Phase::Warning => ScreenView::Warning { unanswered: self.unanswered() },
            Phase::Break { .. } => ScreenView::Break { left: self.break_left().unwrap_or_default() },
            Phase::Paused { .. } => ScreenView::Paused,
            Phase::Done(end) => ScreenView::Done(end),
        };
        View { header: self.header(), screen }
    }

    fn header(&self) -> Header<'_> {
        let timer = self.left().map(|left| {
            let last_call = left <= LAST_CALL;
            Timer { left, hidden: self.state.timer_hidden && !last_call, last_call }
        });
        let items = self.entries().len();
        let answered = items - self.unanswered();
        Header {
            title: &self.setup().title,
            mode: self.setup().mode,
            answered,
            items,
            timer,
            used: self.used(),
            pace: self.setup().limits.pace.filter(|_| answered > 0).map(|per_item| {
                let meant = per_item.saturating_mul(u32::try_from(answered).unwrap_or(u32::MAX));
                Pace { by: meant.abs_diff(self.used()), behind: meant < self.used(), per_item }
            }),
        }
    }

    fn item_view(&self, place: usize) -> ItemView<'_> {
        let (item, entry) = (&self.items()[place], &self.entries()[place]);
        let tells = entry.is_final() && self.setup().mode == Mode::Practice;
        let multiple = item.choice().is_some_and(|choice| matches!(choice.key, Key::Multiple { .. }));
        ItemView {
            place,
            stem: &item.stem,
            asks: match (&item.kind, multiple) {
                (ItemKind::Choice(_), false) => "Choose one.",
                (ItemKind::Choice(_), true) => "Choose all that apply.",
                (ItemKind::Short(_), _) => "Type a short answer.",
            },
            options: self.options(place, tells),
            multiple,
            text: match (&item.kind, &entry.response) {
                (ItemKind::Short(_), Some(Response::Text(text))) => Some(text),
                (ItemKind::Short(_), _) => Some(""),
                (ItemKind::Choice(_), _) => None,
            },
            flagged: entry.flagged,
            is_final: entry.is_final(),
            left: self.item_left(),
            feedback: tells.then(|| self.feedback(place)),
        }
    }

    fn options(&self, place: usize, tells: bool) -> Vec<OptionView<'_>> {
        let (item, entry) = (&self.items()[place], &self.entries()[place]);
        let Some(choice) = item.choice() else { return Vec::new() };
        let order = &self.setup().items[place].options;
        let keyed = choice.key.keyed();
        let option = |(printed, &option): (usize, &usize)| OptionView {
            label: printed_label(item, order, printed),
            option,
            text: &choice.options[option].text,
            chosen: is_chosen(entry, option),
            struck: entry.struck.contains(&option),
            key: tells.then(|| keyed.contains(option)),
        };
        order.iter().enumerate().map(option).collect()
    }

    /// What is told of an item once its response is final.
    pub fn feedback(&self, place: usize) -> Feedback<'_> {
        let (item, entry) = (&self.items()[place], &self.entries()[place]);
        let mark = self.mark(place);
        Feedback {
            status: mark.status,
            credit: (mark.status == Status::Partial).then(|| fraction::to_decimal(mark.credit, 2)),
            timed_out: entry.timed_out,
            overruled: entry.overruled,
            why: mark.why,
            right: self.right(place),
            remarks: remarks(item, entry),
            rationale: item.rationale.as_deref(),
            reference: item.reference.as_deref(),
        }
    }

    /// The right answer to an item in words: for a choice the keyed options with the labels printed.
    pub fn right(&self, place: usize) -> Vec<String> {
        match &self.items()[place].kind {
            ItemKind::Choice(choice) => {
                let keyed = choice.key.keyed();
                let keys =
                    self.options(place, false).into_iter().filter(|option| keyed.contains(option.option));
                keys.map(|option| format!("{} {}", option.label, option.text)).collect()
            }
            ItemKind::Short(short) => accepted(&short.accept),
        }
    }

    /// The response to an item in words: for a choice the chosen options with the labels printed.
    pub fn given(&self, place: usize) -> Option<String> {
        match self.entries()[place].response.as_ref()? {
            Response::Text(text) => Some(text.clone()),
            Response::Options(_) => {
                let chosen = self.options(place, false).into_iter().filter(|option| option.chosen);
                let words = chosen.map(|option| format!("{} {}", option.label, option.text));
                Some(words.collect::<Vec<_>>().join("; "))
            }
        }
    }

    fn review_view(&self) -> ReviewView {
        let row = |entry: &Entry| ReviewRow {
            progress: match (&entry.response, entry.seen) {
                (Some(_), _) => Progress::Complete,
                (None, true) => Progress::Incomplete,
                (None, false) => Progress::Unseen,
            },
            flagged: entry.flagged,
        };
        ReviewView { rows: self.entries().iter().map(row).collect(), open: self.open() }
    }
}

fn is_chosen(entry: &Entry, option: usize) -> bool {
    matches!(&entry.response, Some(Response::Options(chosen)) if chosen.contains(&option))
}

/// What the bank says to the options chosen.
fn remarks(item: &Item, entry: &Entry) -> Vec<String> {
    match &item.kind {
        ItemKind::Choice(choice) => {
            let chosen = choice.options.iter().enumerate().filter(|&(option, _)| is_chosen(entry, option));
            chosen.filter_map(|(_, option)| option.feedback.clone()).collect()
        }
        ItemKind::Short(short) => {
            let (Accept::Texts(texts), Some(Response::Text(given))) = (&short.accept, &entry.response) else {
                return Vec::new();
            };
            let given = crate::scoring::normalize(given, short.matching.case);
            let same = texts
                .iter()
                .filter(|accepted| crate::scoring::normalize(&accepted.text, short.matching.case) == given);
            same.filter_map(|accepted| accepted.feedback.clone()).collect()
        }
    }
}

/// The accepted short answers in words.
fn accepted(accept: &Accept) -> Vec<String> {
    match accept {
        Accept::Texts(texts) => texts.iter().map(|accepted| accepted.text.clone()).collect(),
        Accept::Words(groups) => {
            let groups: Vec<String> = groups.iter().map(|group| group.join(" or ")).collect();
            vec![format!("all of these words: {}", groups.join("; "))]
        }
        Accept::List { entries, .. } => entries.iter().map(|entry| entry.join(" or ")).collect(),
        Accept::Number { value, tolerance, units } => {
            let unit = units.first().map(|unit| format!(" {unit}")).unwrap_or_default();
            let value = fraction::to_decimal(*value, 6);
            if *tolerance > 0.into() {
                vec![format!("{value}{unit}, give or take {}", fraction::to_decimal(*tolerance, 6))]
            } else {
                vec![format!("{value}{unit}")]
            }
        }
    }
}
