//! `qbank history show`.

use super::place::Place;
use super::table::{heading, paragraph, table};
use super::text;
use crate::analyze::say::FOOTNOTE;
use crate::cli::banks::Paths;
use crate::cli::{Outcome, terminal};
use crate::history::overview::Session;
use crate::history::{Answer, Past, SessionRow, Standing, TURNS};
use crate::model::fraction::to_decimal;
use crate::model::item::name_of;
use crate::model::{Item, Status};
use crate::report::write::text::{clean, wrap};
use anyhow::bail;
use jiff::tz::TimeZone;

/// How far remarks stand in from the left, below their answer.
const REMARKS_INDENT: usize = 4;

/// Arguments of `qbank history show`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Number of the session, as `qbank history` lists it
    #[arg(value_name = "ID")]
    session: i64,
    #[command(flatten)]
    paths: Paths,
    #[command(flatten)]
    place: Place,
}

/// Prints one session with every answer.
pub(super) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let Some(store) = args.place.open_existing()? else { bail!("there is no history to show") };
    let stored = store.session(args.session)?;
    let loaded = args.paths.load()?;
    let find = |id: &str| loaded.item(id).map(|found| found.item);
    let past = store.past()?;
    let page = page(&stored.row, &past, find, &TimeZone::system(), terminal::width());
    terminal::print_styled(page.as_bytes())?;
    Ok(Outcome::Clean)
}

/// The session's page.
pub(super) fn page<'a>(
    row: &SessionRow,
    past: &Past,
    find: impl Fn(&str) -> Option<&'a Item>,
    zone: &TimeZone,
    columns: usize,
) -> String {
    let columns = columns.max(40);
    let session = Session::of(row, zone);
    let mut out = String::new();
    heading(&mut out, &clean(&format!("Session {}: {}", session.id, session.title)));
    let about = format!(
        "{}, {}, {} of {} answered, {}. {}",
        session.began.strftime("%Y-%m-%d %H:%M"),
        session.mode,
        session.answered,
        text::count(session.items, "item"),
        text::spent(session.spent),
        result(&session)
    );
    paragraph(&mut out, &about, columns);

    let answers = past.answers().iter().zip(past.standings(&find));
    let mut answers: Vec<(&Answer, Standing)> =
        answers.filter(|(answer, _)| answer.session == session.id).collect();
    answers.sort_by_key(|(answer, _)| answer.place);
    if answers.is_empty() {
        return out;
    }
    let mut rows = vec![["No", "Item", "Answer", "Result", "Credit", "Time"].map(str::to_owned).to_vec()];
    rows.extend(answers.iter().map(|(answer, _)| cells(answer)));
    let mut drawn = String::new();
    table(&mut drawn, &rows, 2, &[1, 2, 3], columns);
    let remarks = answers.iter().map(|(answer, standing)| remarks(answer, *standing));
    out.push('\n');
    for (line, remarks) in drawn.lines().zip(std::iter::once(String::new()).chain(remarks)) {
        out.push_str(line);
        out.push('\n');
        for line in wrap(&remarks, columns - REMARKS_INDENT) {
            out.push_str(&" ".repeat(REMARKS_INDENT));
            out.push_str(&line);
            out.push('\n');
        }
    }
    out.push('\n');
    let is_choice =
        |(answer, _): &(&Answer, Standing)| find(&answer.item).is_some_and(|item| item.choice().is_some());
    if answers.iter().any(is_choice) {
        paragraph(&mut out, "Answers to multiple choice are the bank's own labels.", columns);
    }
    paragraph(&mut out, FOOTNOTE, columns);
    out
}

fn result(session: &Session) -> String {
    let Some(score) = &session.score else {
        return format!("Unfinished: go on with `qbank quiz --resume={}`.", session.id);
    };
    match text::score_range(score) {
        range if range.is_empty() => format!("Score: {}.", text::score(score)),
        range => format!("Score: {} (95 % range {range}).", text::score(score)),
    }
}

fn cells(answer: &Answer) -> Vec<String> {
    let credit = if answer.status == Status::Blank { String::new() } else { to_decimal(answer.credit, 2) };
    vec![
        (answer.place + 1).to_string(),
        clean(&answer.item),
        clean(&answer.response),
        answer.status.name().replace('_', " "),
        credit,
        text::spent(answer.taken),
    ]
}

/// What else there is to say of an answer.
fn remarks(answer: &Answer, standing: Standing) -> String {
    let turn = answer.turn.map(|turn| format!("changed, {}", name_of(&TURNS, turn).replace('-', " ")));
    let remarks = [
        turn,
        answer.flagged.then(|| "flagged".to_owned()),
        answer.overruled.then(|| "credited by yourself".to_owned()),
        (standing == Standing::Stale).then(|| "item changed since".to_owned()),
    ];
    remarks.into_iter().flatten().collect::<Vec<_>>().join("; ")
}
