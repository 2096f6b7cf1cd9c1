//! auto-multiple-choice: `Exam`, `A:<key>`, `Name`, `Mark`, then for each item its mark and `TICKED:item` (older:
//! `CHECKED:item`).
//!
//! Ticks are `AC`, or `1;0;1;0`; all 0 is a blank. Candidates who were absent have a row with the mark `ABS`.

use super::LayoutName;
use super::plan::{Plan, Role, RowFilter, Rule, Sight};
use crate::sheets::cell::CellForm;

const ABSENT: Rule = Rule::Not(&["abs"]);

/// Whether the header is that of an export with ticks.
pub fn recognise(sight: &Sight<'_>) -> bool {
    is_amc(sight) && sight.folded.iter().any(|column| ticked(column).is_some())
}

/// Whether the header is that of any export.
pub fn is_amc(sight: &Sight<'_>) -> bool {
    key_column(sight).is_some() && sight.has("mark") && (sight.has("exam") || sight.has("name"))
}

/// The columns.
pub fn plan(sight: &Sight<'_>) -> Plan {
    let plan = sight.plan(LayoutName::Amc, CellForm::Ticks, |_, column| {
        ticked(column).map_or(Role::Known, |item| Role::Named(item.to_owned()))
    });
    Plan {
        candidates: key_column(sight).into_iter().collect(),
        filter: sight.column(&["mark"]).map(|column| RowFilter { column, rule: ABSENT }),
        ..plan
    }
}

fn key_column(sight: &Sight<'_>) -> Option<usize> {
    sight.folded.iter().position(|column| column.starts_with("a:"))
}

fn ticked(column: &str) -> Option<&str> {
    let (start, item) = column.split_once(':')?;
    let is_ticks = ["ticked", "checked"].iter().any(|word| start.eq_ignore_ascii_case(word));
    is_ticks.then(|| item.trim())
}
