//! A sitting and what the file holds of it are the same, whatever happens and whenever the process ends.

use crate::history::testkit::{changed, day, item, rekeyed};
use crate::history::{HistoryError, Past, Resumed, SessionJournal, Store, replay, resume, score};
use crate::model::{
    Accept, AcceptedText, Choice, Fraction, Item, ItemKind, ItemOption, Key, Matching, OptionSet, Scoring,
    ShortAnswer, Status,
};
use crate::quiz::journal::Journal;
use crate::quiz::{Asked, Effect, Event, Limits, Mode, Phase, Response, Session, Setup};
use crate::scoring::Lexicon;
use jiff::Timestamp;
use proptest::prelude::*;
use std::path::Path;
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

/// A single response, a multiple response with thirds of credit, and a short answer that can come under review.
fn items() -> Vec<Item> {
    let option =
        |label: &str| ItemOption { label: label.to_owned(), text: label.to_lowercase(), feedback: None };
    let key = Key::Multiple { keyed: OptionSet::from_iter([0, 1, 2]), scoring: Scoring::Net };
    let several = Choice { options: ["A", "B", "C", "D"].map(option).to_vec(), key };
    let accepted = AcceptedText { text: "reflective listening".to_owned(), credit: 1.into(), feedback: None };
    let short = ShortAnswer {
        accept: Accept::Texts(vec![accepted]),
        reject: Vec::new(),
        matching: Matching::default(),
    };
    vec![
        item("one", "t"),
        Item::new("several", "t", "Which?", ItemKind::Choice(several)),
        changed(Item::new("short", "u", "What?", ItemKind::Short(short)), |item| {
            item.points = Fraction::new(3, 2);
        }),
    ]
}

fn setup(mode: Mode, limit: Option<u64>) -> Setup {
    let asked =
        |(id, options): (&str, usize)| Asked { item: id.to_owned(), options: (0..options).rev().collect() };
    Setup {
        title: "Practice exam".to_owned(),
        exam: None,
        form: "form".to_owned(),
        seed: Some(1),
        mode,
        limits: Limits { total: limit.map(Duration::from_secs), ..Limits::default() },
        items: [("one", 2), ("several", 4), ("short", 0)].map(asked).to_vec(),
    }
}

fn find<'a>(items: &'a [Item]) -> impl Fn(&str) -> Option<&'a Item> {
    move |id| items.iter().find(|item| item.id == id)
}

fn open(path: &Path) -> Store {
    Store::open(path, Timestamp::UNIX_EPOCH).expect("opens").store
}

fn begin(path: &Path, items: &[Item], setup: &Setup) -> (Session, SessionJournal) {
    let lexicon = Lexicon::from_items(items);
    let session = Session::new(setup.clone(), find(items), &lexicon).expect("a session");
    let asked = items.iter().map(|item| ("b".to_owned(), item.clone())).collect();
    let mut journal = SessionJournal::new(open(path), asked, Box::new(|| day(1)));
    journal.begin(setup).expect("begins");
    (session, journal)
}

/// Lets something happen as a front does: what was accepted or ended the sitting is written down.
fn happen(session: &mut Session, journal: &mut SessionJournal, event: &Event, now: Duration) {
    let effects = session.handle(event.clone(), now);
    if !matches!(effects.last(), Some(Effect::Refused(_))) {
        journal.event(now, event, session).expect("is written");
    }
}

fn take_up(path: &Path, items: &[Item], now: Timestamp) -> Result<Resumed, HistoryError> {
    resume(open(path), None, find(items), &Lexicon::from_items(items), Box::new(move || now))
}

/// What of a session must not depend on how it came to be.
fn state(session: &Session) -> impl PartialEq + std::fmt::Debug {
    let entries = session.entries().to_vec();
    (
        session.phase(),
        session.open(),
        entries,
        session.now(),
        session.used(),
        session.paused(),
        session.away(),
    )
}

fn events() -> impl Strategy<Value = Vec<(Event, Duration)>> {
    let place = 0_usize..4;
    let response = prop_oneof![
        proptest::collection::vec(0_usize..5, 0..4).prop_map(Response::Options),
        prop_oneof![Just("reflective listening"), Just("reflexive listening"), Just("no"), Just(" ")]
            .prop_map(|text| Response::Text(text.to_owned())),
    ];
    let event = prop_oneof![
        4 => (place.clone(), response).prop_map(|(place, response)| Event::Answer { place, response }),
        2 => Just(Event::Next),
        1 => Just(Event::Previous),
        1 => place.clone().prop_map(|place| Event::Go { place }),
        1 => place.clone().prop_map(|place| Event::Check { place }),
        1 => place.clone().prop_map(|place| Event::Overrule { place }),
        1 => place.clone().prop_map(|place| Event::Skip { place }),
        1 => (place, any::<bool>()).prop_map(|(place, on)| Event::Flag { place, on }),
        1 => prop_oneof![Just(Event::Review), Just(Event::Pause), Just(Event::Resume), Just(Event::Submit)],
    ];
    let step = (0_u64..40_000).prop_map(Duration::from_millis);
    proptest::collection::vec((event, step), 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// The file, read by another process after every end of this one, gives the session, its answers and its score.
    #[test]
    fn a_stored_session_replays_to_the_same_state_and_score(
        events in events(),
        exam in any::<bool>(),
        limit in proptest::option::of(60_u64..600),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("history.db");
        let items = items();
        let mode = if exam { Mode::Exam } else { Mode::Practice };
        let (mut session, mut journal) = begin(&path, &items, &setup(mode, limit));
        happen(&mut session, &mut journal, &Event::Start, Duration::ZERO);
        let mut now = Duration::ZERO;
        for (event, step) in events {
            now += step;
            happen(&mut session, &mut journal, &event, now);
            if session.end().is_some() {
                break;
            }
        }
        happen(&mut session, &mut journal, &Event::Tick, now);
        let id = journal.session().expect("a session");

        let store = open(&path);
        let stored = store.session(id).expect("reads");
        let replayed = replay(&stored, find(&items), &Lexicon::from_items(&items)).expect("replays");
        prop_assert_eq!(state(&replayed), state(&session));
        prop_assert_eq!(score(&replayed), score(&session));
        prop_assert_eq!(stored.row.ended.is_some(), session.end().is_some());
        if session.end().is_some() {
            prop_assert_eq!(stored.row.score, Some(score(&session)));
            let past = store.past().expect("reads");
            let points: Fraction = past.answers().iter().map(|answer| answer.credit * items[answer.place].points).sum();
            prop_assert_eq!(points, score(&session).0, "the stored answers give the same score");
        }
        let past = store.past().expect("reads");
        for (place, entry) in session.entries().iter().enumerate() {
            let stored = past.answers().iter().find(|answer| answer.place == place);
            prop_assert!(stored.is_some() || entry.response.is_none());
            if let Some(answer) = stored {
                prop_assert_eq!(&answer.response, &session.cell(place));
                prop_assert_eq!((answer.status, answer.credit), (session.mark(place).status, session.mark(place).credit));
                prop_assert_eq!((answer.flagged, answer.overruled), (entry.flagged, entry.overruled));
            }
        }
    }
}

#[test]
fn a_flag_that_is_taken_down_again_is_not_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("history.db");
    let items = items();
    let (mut session, mut journal) = begin(&path, &items, &setup(Mode::Practice, None));
    happen(&mut session, &mut journal, &Event::Start, Duration::ZERO);
    for (on, flagged) in [(true, true), (false, false)] {
        happen(&mut session, &mut journal, &Event::Flag { place: 2, on }, Duration::ZERO);
        let past = open(&path).past().expect("reads");
        let kept = past.answers().iter().find(|answer| answer.place == 2).expect("is kept");
        assert_eq!(kept.flagged, flagged);
    }
}

#[test]
fn a_killed_sitting_goes_on_with_its_time_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("history.db");
    let items = items();
    let (mut session, mut journal) = begin(&path, &items, &setup(Mode::Exam, Some(600)));
    happen(&mut session, &mut journal, &Event::Start, Duration::ZERO);
    let answer = Event::Answer { place: 0, response: Response::Options(vec![0]) };
    happen(&mut session, &mut journal, &answer, 30 * SECOND);
    happen(&mut session, &mut journal, &Event::Next, 31 * SECOND);
    // She thinks for a minute; then the process is killed, and an hour later she goes on.
    journal.alive(91 * SECOND).expect("is written");
    drop((session, journal));
    let resumed = take_up(&path, &items, day(1) + Duration::from_secs(3600)).expect("resumes");
    let (mut session, mut journal) = (resumed.session, resumed.journal);
    assert_eq!(resumed.away, Duration::from_secs(3600));
    assert_eq!((session.now(), session.used(), session.open()), (91 * SECOND, 91 * SECOND, 1));
    assert_eq!(session.entries()[1].spent, 60 * SECOND);
    happen(&mut session, &mut journal, &Event::Reopen { away: resumed.away }, 91 * SECOND);
    assert!(matches!(session.phase(), Phase::Paused { .. }));
    happen(&mut session, &mut journal, &Event::Resume, 95 * SECOND);
    happen(&mut session, &mut journal, &Event::Tick, 100 * SECOND);
    assert_eq!((session.used(), session.away()), (96 * SECOND, (Duration::from_secs(3600), 1)));
    // Killed again, it goes on again.
    drop((session, journal));
    let resumed = take_up(&path, &items, day(2)).expect("resumes");
    assert_eq!((resumed.session.used(), resumed.session.away().1), (96 * SECOND, 1));
}

#[test]
fn a_sitting_whose_time_ran_out_is_over_when_it_is_taken_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("history.db");
    let items = items();
    let (mut session, mut journal) = begin(&path, &items, &setup(Mode::Exam, Some(60)));
    happen(&mut session, &mut journal, &Event::Start, Duration::ZERO);
    let answer = Event::Answer { place: 0, response: Response::Options(vec![0]) };
    happen(&mut session, &mut journal, &answer, 30 * SECOND);
    journal.alive(61 * SECOND).expect("is written");
    drop((session, journal));
    let resumed = take_up(&path, &items, day(2)).expect("resumes");
    assert!(resumed.session.end().is_some());
    drop(resumed);
    let store = open(&path);
    let [row] = store.sessions().expect("reads").try_into().expect("one session");
    assert_eq!(row.score, Some((1.into(), Fraction::new(7, 2))));
    // What was never reached is blank in an exam that is over, and counts as missed.
    let statuses = |past: &Past| past.answers().iter().map(|answer| answer.status).collect::<Vec<_>>();
    assert_eq!(statuses(&store.past().expect("reads")), [Status::Correct, Status::Blank, Status::Blank]);
    assert!(matches!(take_up(&path, &items, day(2)), Err(HistoryError::NothingUnfinished)));
}

#[test]
fn a_sitting_does_not_go_on_with_other_items() {
    #[track_caller]
    fn check(change: impl FnOnce(&mut Vec<Item>), expected: &str) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("history.db");
        let before = items();
        let (mut session, mut journal) = begin(&path, &before, &setup(Mode::Practice, None));
        happen(&mut session, &mut journal, &Event::Start, Duration::ZERO);
        drop(journal);
        let after = changed(items(), change);
        match take_up(&path, &after, day(2)) {
            Ok(_) => assert_eq!(expected, "goes on"),
            Err(error) => assert!(error.to_string().contains(expected), "{error}"),
        }
    }
    check(|_| {}, "goes on");
    check(|items| items[0].stem = "Which one?".to_owned(), "goes on");
    check(|items| items.reverse(), "goes on");
    check(|items| items[0] = rekeyed(&items[0]), "changed since: one.");
    check(|items| drop(items.remove(2)), "the item short of the bank b");
    // The same options under other labels: what was stored would name others.
    let relabelled = |items: &mut Vec<Item>| {
        if let ItemKind::Choice(choice) = &mut items[1].kind {
            choice.options.swap(0, 1);
        }
    };
    check(relabelled, "changed since: several.");
}
