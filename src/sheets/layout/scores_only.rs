//! Exports that have scores but no answers. They cannot be graded, and another export of the same program can.

use super::plan::Sight;
use super::{SheetError, amc, moodle, zipgrade};

type Refusal = (fn(&Sight<'_>) -> bool, &'static str, &'static str);

/// What is refused, what it is called, and what to take instead. Layouts with answers are recognised before.
const REFUSALS: [Refusal; 7] = [
    (
        is_gradescope,
        "the grades of Gradescope",
        "in Gradescope take *Download Responses* of the bubble sheet, or *Export Submissions* of an online assignment, \
         and head its columns by the items' ids",
    ),
    (
        zipgrade::is_zipgrade,
        "ZipGrade in standard format",
        "in ZipGrade export the quiz as *CSV, full format*, which has columns Stu1, Stu2, …",
    ),
    (
        amc::is_amc,
        "the marks of auto-multiple-choice",
        "in auto-multiple-choice export to CSV with *ticked* set to `AB` or `01`, which adds columns TICKED:…",
    ),
    (
        is_canvas_gradebook,
        "the gradebook of Canvas",
        "in Canvas take *Student Analysis* under the quiz's statistics",
    ),
    (
        is_canvas_item_analysis,
        "the item analysis of Canvas",
        "in Canvas take *Student Analysis* under the quiz's statistics",
    ),
    (
        moodle::is_quiz_report,
        "the grades of a Moodle quiz",
        "in Moodle take *Responses* under the quiz's results, and tick *response* there",
    ),
    (
        is_moodle_gradebook,
        "the gradebook of Moodle",
        "in Moodle take *Responses* under the quiz's results, and tick *response* there",
    ),
];

/// Refuses a file that has scores only.
pub fn refuse(sight: &Sight<'_>) -> Result<(), SheetError> {
    match REFUSALS.iter().find(|(recognise, _, _)| recognise(sight)) {
        None => Ok(()),
        Some(&(_, what, instead)) => {
            Err(SheetError::ScoresOnly { name: sight.name.to_owned(), what, instead })
        }
    }
}

fn is_gradescope(sight: &Sight<'_>) -> bool {
    sight.has("sid") && sight.has("total score") && (sight.has("max points") || sight.has("submission id"))
}

fn is_canvas_gradebook(sight: &Sight<'_>) -> bool {
    sight.starts_with(&["student", "id"]) && (sight.has("sis user id") || sight.has("section"))
}

fn is_canvas_item_analysis(sight: &Sight<'_>) -> bool {
    sight.starts_with(&["question id", "question title"])
}

fn is_moodle_gradebook(sight: &Sight<'_>) -> bool {
    (sight.has("first name") || sight.has("surname") || sight.has("last name"))
        && sight.folded.iter().any(|column| column.starts_with("course total"))
}
