//! Sessions are written as they go, taken up, taken over and read back.

use crate::history::testkit::{day, item};
use crate::history::writer::{Beginning, Happening, Stand, Writer};
use crate::history::{HistoryError, Store};
use crate::model::{Fraction, Item, Status};
use crate::quiz::Turn;
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use std::time::Duration;

fn file() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("history.db");
    (folder, path)
}

fn open(path: &Path) -> Store {
    Store::open(path, Timestamp::UNIX_EPOCH).expect("opens").store
}

fn begin(path: &Path, items: &[Item]) -> Writer {
    let asked: Vec<(&str, &Item)> = items.iter().map(|item| ("b", item)).collect();
    let beginning =
        Beginning { title: "Practice", mode: "practice", setup: "{}", asked: &asked, started: day(1) };
    Writer::begin(open(path), &beginning).expect("begins")
}

fn stand(place: usize, response: &'static str) -> Stand {
    Stand {
        place,
        response: response.into(),
        status: Status::Partial,
        credit: Fraction::new(1, 3),
        taken: Duration::from_nanos(1_234_567_891),
        changes: 2,
        turn: Some(Turn::RightToWrong),
        flagged: true,
        overruled: false,
    }
}

fn record(writer: &mut Writer, second: u64, event: &str, answers: &[Stand]) -> Result<(), HistoryError> {
    let moment = day(1) + Duration::from_secs(second);
    writer.record(&Happening { clock: Duration::from_secs(second), moment, event, answers, end: None })
}

/// Ends a session on the second day, with this many of 2 points.
fn end(writer: &mut Writer, points: Fraction) -> Result<(), HistoryError> {
    let end = Some((points, 2.into()));
    let clock = Duration::from_secs(86_400);
    writer.record(&Happening { clock, moment: day(2), event: "\"end\"", answers: &[], end })
}

#[test]
fn what_is_recorded_is_read_back_exactly() {
    let (_folder, path) = file();
    let items = [item("a", "t"), item("c", "u")];
    let mut writer = begin(&path, &items);
    record(&mut writer, 5, "\"one\"", &[]).expect("records");
    record(&mut writer, 9, "\"two\"", &[stand(1, "A;C")]).expect("records");
    // Another process reads while this one holds the session.
    let other = open(&path);
    let [row] = other.unfinished().expect("reads").try_into().expect("one session");
    assert_eq!((row.items, row.answered, row.score), (2, 1, None));
    let stored = other.session(row.id).expect("reads");
    assert_eq!(
        stored.events,
        [(Duration::from_secs(5), "\"one\"".to_owned()), (Duration::from_secs(9), "\"two\"".to_owned())]
    );
    assert_eq!(stored.asked.iter().map(|asked| asked.item.as_str()).collect::<Vec<_>>(), ["a", "c"]);
    let past = other.past().expect("reads");
    let [answer] = past.of(&items[1])[..] else { panic!("one answer") };
    assert_eq!((answer.item.as_str(), answer.topic.as_str(), answer.response.as_str()), ("c", "u", "A;C"));
    assert_eq!((answer.status, answer.credit), (Status::Partial, Fraction::new(1, 3)));
    assert_eq!((answer.taken, answer.changes), (Duration::from_nanos(1_234_567_891), 2));
    assert_eq!((answer.turn, answer.flagged, answer.overruled), (Some(Turn::RightToWrong), true, false));
    assert_eq!(answer.moment, day(1) + Duration::from_secs(9));

    // A flag taken off later does not move the moment of the answer; another response does.
    let unflagged = Stand { flagged: false, ..stand(1, "A;C") };
    record(&mut writer, 20, "\"three\"", &[unflagged]).expect("records");
    assert_eq!(open(&path).past().expect("reads").answers()[0].moment, day(1) + Duration::from_secs(9));
    record(&mut writer, 21, "\"four\"", &[stand(1, "A")]).expect("records");
    assert_eq!(open(&path).past().expect("reads").answers()[0].moment, day(1) + Duration::from_secs(21));

    end(&mut writer, Fraction::new(4, 3)).expect("ends");
    let [row] = open(&path).sessions().expect("reads").try_into().expect("one session");
    assert_eq!((row.ended, row.score), (Some(day(2)), Some((Fraction::new(4, 3), 2.into()))));
    assert_eq!(open(&path).unfinished().expect("reads"), []);
}

#[test]
fn a_session_is_taken_up_where_it_was_left() {
    let (_folder, path) = file();
    let items = [item("a", "t")];
    let mut first = begin(&path, &items);
    record(&mut first, 5, "1", &[]).expect("records");
    first.beat(Duration::from_secs(65), day(1) + Duration::from_secs(65)).expect("beats");
    let id = first.session();
    drop(first);
    let (stored, mut second) = open(&path).take_up(id).expect("takes up");
    assert_eq!(stored.row.clock, Duration::from_secs(65), "time in thought counts");
    assert_eq!(stored.row.seen, day(1) + Duration::from_secs(65));
    record(&mut second, 70, "2", &[]).expect("records");

    // A third window takes it over: the second one's next answer is refused, and nothing is mixed up.
    let (stored, mut third) = open(&path).take_up(id).expect("takes up");
    assert_eq!(stored.events.len(), 2);
    record(&mut third, 71, "3", &[]).expect("records");
    let refused = record(&mut second, 72, "4", &[]).expect_err("is refused");
    assert!(matches!(refused, HistoryError::TakenOver { session } if session == id));
    assert!(matches!(second.beat(Duration::ZERO, day(3)), Err(HistoryError::TakenOver { .. })));
    assert!(matches!(end(&mut second, 0.into()), Err(HistoryError::TakenOver { .. })));
    record(&mut third, 73, "5", &[]).expect("records");
    let events: Vec<String> =
        open(&path).session(id).expect("reads").events.into_iter().map(|(_, event)| event).collect();
    assert_eq!(events, ["1", "2", "3", "5"]);

    end(&mut third, 0.into()).expect("ends");
    assert!(matches!(open(&path).take_up(id), Err(HistoryError::Finished { .. })));
    assert!(matches!(open(&path).take_up(id + 1), Err(HistoryError::NoSession { .. })));
}

#[test]
fn sessions_at_once_do_not_hinder_each_other() {
    let (_folder, path) = file();
    let items = [item("a", "t"), item("c", "u")];
    let (sessions, events) = (6, 20);
    std::thread::scope(|scope| {
        for _ in 0..sessions {
            scope.spawn(|| {
                let mut writer = begin(&path, &items);
                for number in 0..events {
                    record(&mut writer, number, "\"e\"", &[stand(1, "A")]).expect("records");
                }
            });
        }
    });
    let store = open(&path);
    let rows = store.sessions().expect("reads");
    assert_eq!(rows.len(), sessions);
    for row in rows {
        let stored = store.session(row.id).expect("reads");
        let clocks: Vec<u64> = stored.events.iter().map(|(clock, _)| clock.as_secs()).collect();
        assert_eq!(clocks, (0..events).collect::<Vec<_>>());
    }
    let check: String =
        store.connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("checks");
    assert_eq!(check, "ok");
}
