//! Every screen at three sizes, and what keys do.

use super::act::Front;
use super::screen;
use super::ui::{Dialog, Ui};
use crate::cli::quiz::drive::Sitting;
use crate::load::Loaded;
use crate::model::Item;
use crate::quiz::journal::NoJournal;
use crate::quiz::{Asked, Event, Limits, Mode, Response, ScheduledBreak, Session, Setup};
use crate::scoring::Lexicon;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::fmt::Write;
use std::path::PathBuf;
use std::time::Duration;

const BANK: &str = include_str!("bank.yaml");

/// An exam over the bank, its items repeated up to 60, of an hour and a quarter, with a break after item 30.
fn session(mode: Mode) -> Session {
    let loaded = Loaded::from_texts([(PathBuf::from("bank.yaml"), BANK.as_bytes().to_vec())]);
    assert_eq!(loaded.findings, []);
    let items: Vec<Item> = loaded.items().map(|found| found.item.clone()).collect();
    let asked = |item: &Item| Asked {
        item: item.id.clone(),
        options: (0..item.choice().map_or(0, |choice| choice.options.len())).collect(),
    };
    let setup = Setup {
        title: "Peer support practice exam".into(),
        exam: Some("peer".into()),
        form: "peer-42".into(),
        seed: Some(42),
        mode,
        limits: Limits {
            total: Some(Duration::from_secs(75 * 60)),
            item: None,
            pace: Some(Duration::from_secs(75)),
            pause: Some(ScheduledBreak { after: 30, time: Duration::from_secs(600) }),
        },
        items: items.iter().cycle().take(60).map(asked).collect(),
    };
    let find = |id: &str| items.iter().find(|item| item.id == id);
    Session::new(setup, find, &Lexicon::from_items(&items)).expect("a session")
}

/// A session in which these things happened at these seconds.
fn after(mode: Mode, events: &[(u64, Event)]) -> Session {
    let mut session = session(mode);
    for (now, event) in events {
        session.handle(event.clone(), Duration::from_secs(*now));
    }
    session
}

fn chooses(place: usize, options: &[usize]) -> Event {
    Event::Answer { place, response: Response::Options(options.to_vec()) }
}

fn types(place: usize, text: &str) -> Event {
    Event::Answer { place, response: Response::Text(text.to_owned()) }
}

/// What a terminal of that size shows.
fn shown(session: &Session, ui: &mut Ui, (columns, rows): (u16, u16)) -> String {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a terminal");
    terminal.draw(|frame| screen::draw(frame, &session.view(), session.setup(), ui)).expect("draws");
    let mut text = String::new();
    let buffer = terminal.backend().buffer();
    for row in 0..rows {
        let mut line = String::new();
        let mut skip = 0;
        for column in 0..columns {
            let symbol = buffer[(column, row)].symbol();
            // The second half of a wide character holds nothing of its own.
            if skip > 0 {
                skip -= 1;
                continue;
            }
            skip = crate::report::write::text::width(symbol).saturating_sub(1);
            line.push_str(symbol);
        }
        let _ = writeln!(text, "|{}", line.trim_end());
    }
    text
}

fn following() -> Ui {
    Ui { follows: true, leaving: "Answers are lost.", ..Ui::default() }
}

/// Every screen by its name.
fn screens(size: (u16, u16)) -> String {
    let start = (0, Event::Start);
    let go = |place| Event::Go { place };
    let exam = |events: &[(u64, Event)]| after(Mode::Exam, &[std::slice::from_ref(&start), events].concat());
    let practice =
        |events: &[(u64, Event)]| after(Mode::Practice, &[std::slice::from_ref(&start), events].concat());
    let answered: Vec<(u64, Event)> = (0..20_u64)
        .zip(0_usize..)
        .flat_map(|(minute, place)| {
            let on = place % 7 == 3;
            [(minute * 60, go(place)), (minute * 60 + 50, chooses(place, &[1]))]
                .into_iter()
                .chain(on.then_some((minute * 60 + 50, Event::Flag { place, on })))
        })
        .collect();
    let with = |more: &[(u64, Event)]| exam(&[&answered[..], more].concat());
    let strike = |place, option| Event::Strike { place, option, on: true };
    let mut typing = following();
    typing.editor.insert("empathie 漢字");
    let mut asking = following();
    asking.dialog = Some(Dialog::Quit);
    let mut going = following();
    going.dialog = Some(Dialog::GoTo("12".into()));
    let mut helping = following();
    helping.help = true;
    let mut told = following();
    told.message = Some(("30 min left.".into(), Duration::MAX));
    let mut at_third = following();
    at_third.cursor = 2;
    let list: Vec<(&str, Session, Ui)> = vec![
        ("before the start", session(Mode::Exam), following()),
        ("single response", with(&[(1300, go(0)), (1300, strike(0, 2))]), at_third),
        (
            "multiple response, flagged",
            exam(&[(5, go(1)), (9, chooses(1, &[0, 2])), (9, Event::Flag { place: 1, on: true })]),
            following(),
        ),
        ("short answer", exam(&[(5, go(2))]), typing),
        ("long stem, wide characters", exam(&[(5, go(3))]), following()),
        ("alert", exam(&[(2700, Event::Tick)]), told),
        (
            "last minutes, timer hidden before",
            exam(&[(0, Event::Timer { hidden: true }), (4300, Event::Tick)]),
            following(),
        ),
        ("timer hidden", exam(&[(0, Event::Timer { hidden: true })]), following()),
        (
            "feedback, not right",
            practice(&[(30, chooses(0, &[2])), (30, Event::Check { place: 0 })]),
            following(),
        ),
        (
            "feedback, short answer to decide",
            practice(&[(5, go(2)), (9, types(2, "some empathy perhaps")), (9, Event::Check { place: 2 })]),
            following(),
        ),
        ("review", with(&[(1300, Event::Review)]), Ui { cursor: 19, ..following() }),
        ("hand in", with(&[(1300, Event::Submit)]), following()),
        ("break", exam(&[(5, go(29)), (60, Event::Next)]), following()),
        ("paused", exam(&[(5, Event::Pause)]), following()),
        ("leave", exam(&[]), asking),
        ("go to", exam(&[]), going),
        ("help", exam(&[]), helping),
    ];
    let mut text = String::new();
    for (name, session, mut ui) in list {
        let _ = writeln!(text, "{name}\n{}", shown(&session, &mut ui, size));
    }
    text
}

#[test]
fn every_screen_at_80_by_24() {
    insta::assert_snapshot!(screens((80, 24)));
}

#[test]
fn every_screen_at_60_by_16() {
    insta::assert_snapshot!(screens((60, 16)));
}

#[test]
fn every_screen_at_40_by_12() {
    insta::assert_snapshot!(screens((40, 12)));
}

#[test]
fn a_window_that_is_too_small_says_so() {
    assert!(shown(&session(Mode::Exam), &mut following(), (30, 5)).contains("Make the window larger"));
}

/// Whatever the size, all of an item can be scrolled to.
#[test]
fn nothing_of_an_item_is_lost_on_a_small_screen() {
    let session = after(Mode::Exam, &[(0, Event::Start), (1, Event::Go { place: 3 })]);
    let item = &session.items()[3];
    let options = item.choice().map(|choice| choice.options.iter()).into_iter().flatten();
    let words = options.flat_map(|option| option.text.split(' ')).chain(item.stem.split_whitespace());
    let mut seen = String::new();
    let mut ui = Ui::default();
    for _ in 0..40 {
        seen.push_str(&shown(&session, &mut ui, (40, 12)).replace('|', " "));
        ui.scroll += 1;
    }
    for word in words.filter(|word| word.is_ascii()) {
        assert!(seen.contains(word), "{word}");
    }
}

#[test]
fn keys_become_events() {
    #[track_caller]
    fn check(mode: Mode, keys: &[KeyCode], test: impl FnOnce(&Session) -> bool) {
        let session = session(mode);
        let mut sitting = Sitting::begin(session, Box::new(NoJournal)).expect("begins");
        let mut front = Front::new(&mut sitting, false);
        front.key(Enter.into());
        for key in keys {
            front.key((*key).into());
            front.tick();
        }
        front.flush();
        assert!(test(sitting.session()), "{keys:?}");
    }
    use KeyCode::{Backspace, Char, Down, Enter, Esc, Left, PageDown, Right, Tab};
    let cell =
        |place: usize, expected: &'static str| move |session: &Session| session.cell(place) == expected;
    check(Mode::Exam, &[Char('b')], cell(0, "B"));
    check(Mode::Exam, &[Char('B'), Char('c')], cell(0, "C"));
    check(Mode::Exam, &[Down, Down, Char(' ')], cell(0, "C"));
    check(Mode::Exam, &[Char('b'), Backspace], cell(0, ""));
    check(Mode::Exam, &[Enter, Char('a'), Char('c'), Char('b'), Char('a')], cell(1, "B;C"));
    check(Mode::Exam, &[Char('3'), Enter, Char('f'), Char('é'), Left, Char('x'), Tab], cell(2, "fxé"));
    check(Mode::Exam, &[Char('g'), Char('1'), Char('2'), Enter], |session| session.open() == 11);
    check(Mode::Exam, &[Char('g'), Char('9'), Char('9'), Enter], |session| session.open() == 0);
    check(Mode::Exam, &[Right, Left], |session| session.open() == 0);
    check(Mode::Exam, &[Char('f')], |session| session.entries()[0].flagged);
    check(Mode::Exam, &[Down, Char('x')], |session| session.entries()[0].struck == [1]);
    check(Mode::Exam, &[Char('r'), Down, Right, Char('f')], |session| session.entries()[11].flagged);
    check(Mode::Exam, &[Char('r'), Char('s'), Char('y')], |session| session.end().is_some());
    check(Mode::Exam, &[Char('?'), PageDown, Esc, Char('b')], cell(0, "B"));
    check(Mode::Practice, &[Enter], |session| session.open() == 0 && !session.entries()[0].checked);
    check(Mode::Practice, &[Char('b'), Enter], |session| session.entries()[0].checked);
    check(Mode::Practice, &[Char('b'), Enter, Char('c'), Enter], |session| {
        session.open() == 1 && session.cell(0) == "B"
    });
    check(Mode::Practice, &[Char('b'), Char('s')], |session| {
        session.open() == 1 && session.entries()[0].skipped
    });
}

#[test]
fn leaving_is_asked_twice() {
    #[track_caller]
    fn check(keys: &[(char, bool)], leaves: bool) {
        let mut sitting = Sitting::begin(session(Mode::Exam), Box::new(NoJournal)).expect("begins");
        let mut front = Front::new(&mut sitting, false);
        front.key(KeyCode::Enter.into());
        for &(key, control) in keys {
            let modifiers = if control { KeyModifiers::CONTROL } else { KeyModifiers::NONE };
            front.key(KeyEvent::new(KeyCode::Char(key), modifiers));
        }
        assert_eq!(front.leaves, leaves, "{keys:?}");
    }
    check(&[('c', true)], false);
    check(&[('c', true), ('c', true)], true);
    check(&[('q', false), ('y', false)], true);
    check(&[('q', false), ('n', false), ('y', false)], false);
    check(&[('g', false), ('c', true), ('y', false)], true);
}
