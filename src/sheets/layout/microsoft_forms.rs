//! Microsoft Forms: `ID, Start time, Completion time, Email, Name`, perhaps totals, then a column an item, headed
//! by its title, in quizzes with `Points - …` and `Feedback - …` behind it.
//!
//! The options of a multiple response are joined by `;`, with one more at the end. In forms that anyone may
//! answer, every e-mail is `anonymous`.

use super::LayoutName;
use super::plan::{Plan, Role, Sight};
use crate::sheets::cell::CellForm;

const KNOWN: [&str; 11] = [
    "id",
    "start time",
    "completion time",
    "email",
    "name",
    "language",
    "last modified time",
    "total points",
    "quiz feedback",
    "grade posted time",
    "responder",
];

/// Whether the header is that of Microsoft Forms.
pub fn recognise(sight: &Sight<'_>) -> bool {
    sight.starts_with(&["id", "start time", "completion time"])
}

/// The columns.
pub fn plan(sight: &Sight<'_>) -> Plan {
    let titles = &sight.folded;
    let belongs_to_a_title = |folded: &str| {
        ["points - ", "feedback - "]
            .iter()
            .filter_map(|start| folded.strip_prefix(start))
            .any(|title| titles.iter().any(|known| known == title.trim()))
    };
    let plan = sight.plan(LayoutName::MicrosoftForms, CellForm::Texts(b';'), |folded, column| {
        if KNOWN.contains(&folded) || belongs_to_a_title(folded) {
            Role::Known
        } else {
            Role::Named(column.to_owned())
        }
    });
    let email = sight.column(&["email"]);
    let is_anonymous =
        |&column: &usize| sight.cells(column).any(|cell| cell.eq_ignore_ascii_case("anonymous"));
    if email.is_some_and(|column| is_anonymous(&column)) {
        let remark = "responses are anonymous, so candidates go by the number in `ID`; if the form asked who they \
                      are, name that column with `--id-column`";
        return Plan { candidates: sight.columns(&["id"]), naming: Some(remark.to_owned()), ..plan };
    }
    Plan { candidates: email.into_iter().chain(sight.column(&["id"])).collect(), ..plan }
}
