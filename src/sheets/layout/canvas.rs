//! Canvas quiz, *Student Analysis*: `name, id, sis_id, section…, submitted, attempt`, then for each item
//! `<number>: stem` with its points behind it, then `n correct, n incorrect, score`.
//!
//! The columns of points repeat one header, such as `1.0`. Options of a multiple response are joined by `,`; a
//! comma within an option is `\,`.

use super::LayoutName;
use super::plan::{Plan, Role, Sight};
use crate::sheets::cell::CellForm;

/// Whether the header is that of a student analysis.
pub fn recognise(sight: &Sight<'_>) -> bool {
    sight.starts_with(&["name", "id"])
        && sight.has("submitted")
        && (sight.has("n correct") || sight.folded.iter().any(|column| stem_of(column).is_some()))
}

/// The columns.
pub fn plan(sight: &Sight<'_>) -> Plan {
    let plan = sight.plan(LayoutName::Canvas, CellForm::EscapedTexts, |_, column| {
        stem_of(column).map_or(Role::Known, |stem| Role::Named(stem.to_owned()))
    });
    Plan { candidates: sight.columns(&["sis_id", "id"]), ..plan }
}

/// The stem in `<number>: stem`.
fn stem_of(column: &str) -> Option<&str> {
    let (number, stem) = column.split_once(':')?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| stem.trim())
}
