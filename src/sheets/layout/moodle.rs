//! Moodle quiz, report *Responses*: names, `State`, times, `Grade/6.00`, then for each item `Response n`, perhaps
//! with `Question n` before it and `Right answer n` behind it.
//!
//! Options of a multiple response are joined by `; ` in the order in which they were shown, which may be
//! shuffled. A blank is `-`. Every attempt has a row, finished or not.

use super::LayoutName;
use super::plan::{Plan, Role, RowFilter, Rule, Sight};
use crate::sheets::cell::CellForm;

/// The states of attempts that are over and handed in.
const FINISHED: Rule = Rule::Only(&["finished", "submitted"]);

const KNOWN: [&str; 18] = [
    "surname",
    "last name",
    "first name",
    "full name",
    "id number",
    "username",
    "institution",
    "department",
    "email address",
    "state",
    "status",
    "started on",
    "started",
    "completed",
    "time taken",
    "duration",
    "feedback",
    "country",
];

/// Whether the header is that of a report on responses.
pub fn recognise(sight: &Sight<'_>) -> bool {
    is_quiz_report(sight) && sight.folded.iter().any(|column| number_of(column, "response ").is_some())
}

/// Whether the header is that of any report on a quiz.
pub fn is_quiz_report(sight: &Sight<'_>) -> bool {
    (sight.starts_with(&["surname"]) || sight.starts_with(&["last name"]) || sight.has("first name"))
        && (sight.has("state") || sight.has("status"))
        && sight.folded.iter().any(|column| column.starts_with("grade/"))
}

/// The columns.
pub fn plan(sight: &Sight<'_>) -> Plan {
    let mut plan = sight.plan(LayoutName::Moodle, CellForm::TextsOrDash, |folded, column| {
        let is_known = KNOWN.contains(&folded)
            || ["grade/", "question ", "right answer "].iter().any(|start| folded.starts_with(start));
        if is_known { Role::Known } else { Role::Named(column.to_owned()) }
    });
    // The question's own text says more than its number.
    for place in 0..plan.roles.len() {
        let Some(number) = number_of(&sight.folded[place], "response ") else { continue };
        if let Some(question) = sight.column(&[&format!("question {number}")]) {
            plan.roles[place] = question_of(sight, question);
        }
    }
    Plan {
        candidates: sight.columns(&["id number", "email address", "username"]),
        filter: sight.column(&["state", "status"]).map(|column| RowFilter { column, rule: FINISHED }),
        ..plan
    }
}

/// What a column of questions says. Where rows differ, questions were drawn at random, and the column is of no one
/// item.
fn question_of(sight: &Sight<'_>, column: usize) -> Role {
    let mut texts = sight.cells(column).filter(|cell| !matches!(cell.as_str(), "" | "-"));
    let first = texts.next().unwrap_or_default();
    if texts.all(|text| text == first) { Role::Begins(first) } else { Role::Begins(String::new()) }
}

fn number_of<'a>(column: &'a str, start: &str) -> Option<&'a str> {
    let number = column.strip_prefix(start)?.trim();
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(number)
}
