//! `qbank history --export`: everything that is stored of sessions and answers, for other programs.

use crate::history::{Answer, Past, SessionRow, Standing, TURNS};
use crate::model::Item;
use crate::model::fraction::to_decimal;
use crate::model::item::name_of;
use crate::report::format::{PLACES, push_field};
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;
use std::time::Duration;

/// How an export is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// A row for each answer
    Csv,
    /// One document: sessions with their answers
    Json,
}

const COLUMNS: &str = "session,started,title,mode,place,bank,item,topic,answered,response,status,credit,seconds,changes,\
     turn,flagged,overruled,stale\n";

/// Everything, as a whole file. Moments are UTC in RFC 3339; places count from 1.
pub(super) fn export<'a>(
    format: Format,
    sessions: &[SessionRow],
    past: &Past,
    find: impl Fn(&str) -> Option<&'a Item>,
) -> serde_json::Result<Vec<u8>> {
    let mut answers: BTreeMap<i64, Vec<ExportedAnswer<'_>>> = BTreeMap::new();
    for (answer, standing) in past.answers().iter().zip(past.standings(find)) {
        let exported = ExportedAnswer::new(answer, standing == Standing::Stale);
        answers.entry(answer.session).or_default().push(exported);
    }
    let exported: Vec<ExportedSession<'_>> = sessions
        .iter()
        .map(|row| {
            let mut answers = answers.remove(&row.id).unwrap_or_default();
            answers.sort_by_key(|answer| answer.place);
            ExportedSession::new(row, answers)
        })
        .collect();
    match format {
        Format::Json => {
            let mut bytes = serde_json::to_vec_pretty(&Document { format: 1, sessions: &exported })?;
            bytes.push(b'\n');
            Ok(bytes)
        }
        Format::Csv => {
            let mut bytes = COLUMNS.as_bytes().to_vec();
            for session in &exported {
                for answer in &session.answers {
                    row(&mut bytes, session, answer);
                }
            }
            Ok(bytes)
        }
    }
}

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    sessions: &'a [ExportedSession<'a>],
}

#[derive(Serialize)]
struct ExportedSession<'a> {
    session: i64,
    started: Timestamp,
    ended: Option<Timestamp>,
    title: &'a str,
    mode: &'a str,
    items: usize,
    seconds: f64,
    points: Option<f64>,
    max_points: Option<f64>,
    answers: Vec<ExportedAnswer<'a>>,
}

#[derive(Serialize)]
struct ExportedAnswer<'a> {
    place: usize,
    bank: &'a str,
    item: &'a str,
    topic: &'a str,
    answered: Timestamp,
    response: &'a str,
    status: &'static str,
    credit: f64,
    seconds: f64,
    changes: u32,
    turn: Option<&'static str>,
    flagged: bool,
    overruled: bool,
    stale: bool,
}

impl<'a> ExportedSession<'a> {
    fn new(row: &'a SessionRow, answers: Vec<ExportedAnswer<'a>>) -> Self {
        Self {
            session: row.id,
            started: row.started,
            ended: row.ended,
            title: &row.title,
            mode: &row.mode,
            items: row.items,
            seconds: tenths(row.clock),
            points: row.score.map(|(points, _)| decimal(points)),
            max_points: row.score.map(|(_, maximum)| decimal(maximum)),
            answers,
        }
    }
}

impl<'a> ExportedAnswer<'a> {
    fn new(answer: &'a Answer, stale: bool) -> Self {
        Self {
            place: answer.place + 1,
            bank: &answer.bank,
            item: &answer.item,
            topic: &answer.topic,
            answered: answer.moment,
            response: &answer.response,
            status: answer.status.name(),
            credit: decimal(answer.credit),
            seconds: tenths(answer.taken),
            changes: answer.changes,
            turn: answer.turn.map(|turn| name_of(&TURNS, turn)),
            flagged: answer.flagged,
            overruled: answer.overruled,
            stale,
        }
    }
}

fn row(bytes: &mut Vec<u8>, session: &ExportedSession<'_>, answer: &ExportedAnswer<'_>) {
    let cells = [
        &session.session.to_string(),
        &session.started.to_string(),
        session.title,
        session.mode,
        &answer.place.to_string(),
        answer.bank,
        answer.item,
        answer.topic,
        &answer.answered.to_string(),
        answer.response,
        answer.status,
        &answer.credit.to_string(),
        &answer.seconds.to_string(),
        &answer.changes.to_string(),
        answer.turn.unwrap_or_default(),
        &answer.flagged.to_string(),
        &answer.overruled.to_string(),
        &answer.stale.to_string(),
    ];
    for (number, cell) in cells.into_iter().enumerate() {
        if number > 0 {
            bytes.push(b',');
        }
        push_field(bytes, cell);
    }
    bytes.push(b'\n');
}

/// A fraction with the digits of other files of ours.
fn decimal(fraction: crate::model::Fraction) -> f64 {
    to_decimal(fraction, PLACES).parse().unwrap_or_default()
}

/// Seconds to one decimal.
fn tenths(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 10.0).round() / 10.0
}
