//! Google Forms: `Timestamp`, `Email Address`, perhaps `Score`, then a column an item, headed by its title.
//!
//! The linked sheet joins the options of a multiple response with `, `, even where an option has a comma; the
//! form's own CSV joins them with `;`. They are told apart by the time: `9/27/2026 15:00:00` in a sheet,
//! `2026/09/27 3:00:00 PM GMT+3` in the form's own CSV. A quiz's own CSV has columns `… [Score]` and
//! `… [Feedback]` beside each item. Somebody who edits a response has one row; who answers again has another.

use super::LayoutName;
use super::plan::{Plan, Role, Sight};
use crate::sheets::cell::CellForm;

/// What is known of the columns that belong to no item.
const KNOWN: [&str; 5] = ["timestamp", "email address", "username", "score", "total score"];
const ADDRESS: [&str; 2] = ["email address", "username"];

/// Whether it is the sheet of a form.
pub fn recognise_sheet(sight: &Sight<'_>) -> bool {
    sight.starts_with(&["timestamp"]) && !has_own_times(sight)
}

/// Whether it is a form's own CSV.
pub fn recognise_csv(sight: &Sight<'_>) -> bool {
    sight.starts_with(&["timestamp"]) && has_own_times(sight)
}

/// The columns of the sheet of a form.
pub fn plan_sheet(sight: &Sight<'_>) -> Plan {
    plan(sight, LayoutName::GoogleSheet, b',')
}

/// The columns of a form's own CSV.
pub fn plan_csv(sight: &Sight<'_>) -> Plan {
    plan(sight, LayoutName::GoogleCsv, b';')
}

fn plan(sight: &Sight<'_>, layout: LayoutName, between: u8) -> Plan {
    let plan = sight.plan(layout, CellForm::Texts(between), |folded, column| {
        let is_of_an_item = folded.ends_with("[score]") || folded.ends_with("[feedback]");
        if KNOWN.contains(&folded) || is_of_an_item { Role::Known } else { Role::Named(column.to_owned()) }
    });
    Plan { candidates: sight.columns(&ADDRESS), ..plan }
}

/// Whether the times have a time zone, which only the form's own CSV writes.
fn has_own_times(sight: &Sight<'_>) -> bool {
    sight.cells(0).find(|cell| !cell.is_empty()).is_some_and(|time| {
        let mut words = time.split_whitespace();
        words.next().is_some_and(|date| date.contains('/')) && words.any(is_time_zone)
    })
}

fn is_time_zone(word: &str) -> bool {
    ["GMT", "UTC"].iter().any(|zone| word.starts_with(zone))
        || (word.len() >= 3
            && word.bytes().all(|byte| byte.is_ascii_uppercase())
            && !matches!(word, "AM" | "PM"))
}
