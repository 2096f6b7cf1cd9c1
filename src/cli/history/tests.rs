//! What `qbank history` prints, as snapshots.

use super::{export, show, text};
use crate::history::testkit::{changed, day, item, rekeyed, right, wrong};
use crate::history::{Answer, Overview, Past, SessionRow};
use crate::model::{Fraction, Item, Status, Topics};
use crate::quiz::Turn;
use jiff::civil::date;
use jiff::tz::TimeZone;
use std::time::Duration;

/// A session of each of `days`: 12 items on listening, of which more and more are right, and 3 on ethics, half right.
fn history(days: &[i64]) -> (Vec<Item>, Vec<SessionRow>, Past) {
    let listening = (0..12).map(|number| item(&format!("al-{number:02}"), "skills/listening"));
    let ethics = (0..3).map(|number| item(&format!("et-{number}"), "ethics"));
    let items: Vec<Item> = listening.chain(ethics).collect();
    let mut rows = Vec::new();
    let mut answers = Vec::new();
    for (session, &at) in (1_i64..).zip(days) {
        let mut points = 0;
        for (place, item) in items.iter().enumerate() {
            let is_right = if place < 12 { place < 4 + 2 * rows.len() } else { place % 2 == 0 };
            points += i64::from(is_right);
            let answer = if is_right { right(item, day(at)) } else { wrong(item, day(at)) };
            answers.push(changed(answer, |answer| (answer.session, answer.place) = (session, place)));
        }
        rows.push(SessionRow {
            id: session,
            started: day(at),
            title: "Practice exam".to_owned(),
            mode: "exam".to_owned(),
            items: 15,
            answered: 15,
            seen: day(at),
            clock: Duration::from_secs(754),
            ended: Some(day(at)),
            score: Some((points.into(), 15.into())),
        });
    }
    (items, rows, Past::new(answers))
}

fn overview(rows: &[SessionRow], past: &Past, items: &[Item], columns: usize, charts: bool) -> String {
    let find = |id: &str| items.iter().find(|item| item.id == id);
    let overview = Overview::new(rows, past, find, date(2026, 1, 30), &TimeZone::UTC);
    let topics = Topics::from([("skills/listening".to_owned(), "Active listening".to_owned())]);
    let text = text::overview(&overview, &text::Setting { topics: &topics, columns, charts });
    let plain = anstream::adapter::strip_str(&text).to_string();
    assert!(plain.lines().all(|line| crate::report::write::text::width(line) <= columns), "{plain}");
    plain
}

#[test]
fn an_overview_fits_its_columns() {
    let (items, mut rows, past) = history(&[1, 8, 15, 28, 29]);
    rows[4].score = None;
    rows[4].ended = None;
    rows[4].answered = 7;
    insta::assert_snapshot!("overview_80", overview(&rows, &past, &items, 80, true));
    insta::assert_snapshot!("overview_40", overview(&rows, &past, &items, 40, true));
    insta::assert_snapshot!("overview_plain", overview(&rows, &past, &items, 80, false));
}

#[test]
fn weeks_and_what_does_not_count_are_told() {
    let days: Vec<i64> = (1..=14).map(|number| 2 * number).collect();
    let (mut items, rows, past) = history(&days);
    items[0] = rekeyed(&items[0]);
    items.remove(1);
    insta::assert_snapshot!("overview_weeks", overview(&rows, &past, &items, 80, true));
    insta::assert_snapshot!("overview_empty", overview(&[], &Past::default(), &items, 80, true));
}

/// One session of five answers with everything that can be said of one.
fn session() -> (Vec<Item>, Vec<SessionRow>, Past) {
    let (items, mut rows, _) = history(&[3]);
    rows[0].title = "=Practice, \u{1b}[31mred".to_owned();
    let remarks: [fn(&mut Answer); 5] = [
        |answer| (answer.changes, answer.turn) = (2, Some(Turn::RightToWrong)),
        |answer| (answer.status, answer.credit) = (Status::Partial, Fraction::new(1, 3)),
        |answer| (answer.flagged, answer.response) = (true, "=a long answer, typed in full".to_owned()),
        |answer| (answer.status, answer.overruled) = (Status::Correct, true),
        |answer| (answer.status, answer.response) = (Status::Blank, String::new()),
    ];
    let answers = items.iter().zip(remarks).enumerate().map(|(place, (item, remark))| {
        let placed = changed(wrong(item, day(3)), |answer| answer.place = place);
        changed(placed, remark)
    });
    let past = Past::new(answers.collect());
    (items, rows, past)
}

#[test]
fn a_session_is_shown_with_every_answer() {
    let (mut items, rows, past) = session();
    items[0] = rekeyed(&items[0]);
    let find = |id: &str| items.iter().find(|item| item.id == id);
    let page = show::page(&rows[0], &past, find, &TimeZone::UTC, 80);
    insta::assert_snapshot!("show", anstream::adapter::strip_str(&page).to_string());
}

#[test]
fn exports_hold_every_answer() {
    let (mut items, rows, past) = session();
    items[0] = rekeyed(&items[0]);
    let find = |id: &str| items.iter().find(|item| item.id == id);
    let written = |format| {
        let bytes = export::export(format, &rows, &past, find).expect("exports");
        String::from_utf8(bytes).expect("text")
    };
    insta::assert_snapshot!("export_csv", written(export::Format::Csv));
    let json: serde_json::Value = serde_json::from_str(&written(export::Format::Json)).expect("JSON");
    insta::assert_snapshot!("export_json", format!("{:#}", json["sessions"][0]["answers"][1]));
    assert_eq!(json["sessions"][0]["answers"].as_array().map(Vec::len), Some(5));
}
