//! ZipGrade, CSV in full format: `QuizName … Key Version`, then `Stu1, PriKey1, Points1, Mark1` and so on.
//!
//! `PriKey` is the key that was entered in ZipGrade; it may differ from sheet to sheet with the key version, and
//! the bank's own key counts.

use super::LayoutName;
use super::plan::{Plan, Role, Sight};
use crate::sheets::cell::CellForm;
use std::collections::BTreeSet;

/// Whether the header is that of the full format.
pub fn recognise(sight: &Sight<'_>) -> bool {
    is_zipgrade(sight) && sight.folded.iter().any(|column| number_of(column).is_some())
}

/// Whether the header is that of any export.
pub fn is_zipgrade(sight: &Sight<'_>) -> bool {
    let names: Vec<String> = sight.folded.iter().map(|column| column.replace([' ', '_'], "")).collect();
    let has = |name: &str| names.iter().any(|column| column == name);
    has("quizname")
        && (has("studentid") || has("zipgradeid") || has("externalid") || has("customid"))
        && (has("earnedpoints") || has("numcorrect") || has("percentcorrect") || has("keyversion"))
}

/// The columns.
pub fn plan(sight: &Sight<'_>) -> Plan {
    let plan = sight.plan(LayoutName::ZipGrade, CellForm::Plain, |folded, _| {
        number_of(folded).map_or(Role::Known, |number| Role::Named(number.to_owned()))
    });
    let versions: BTreeSet<String> = sight
        .column(&["key version", "keyversion"])
        .map(|column| sight.cells(column).filter(|version| !version.is_empty()).collect())
        .unwrap_or_default();
    let remarks = (versions.len() > 1).then(|| {
        let versions: Vec<String> = versions.into_iter().collect();
        format!(
            "there are sheets of the key versions {}; all are graded by the bank's key, which is right only if \
             every version has the items in one order",
            versions.join(", ")
        )
    });
    Plan {
        candidates: sight.columns(&["studentid", "student id", "customid", "custom id", "externalid"]),
        remarks: remarks.into_iter().collect(),
        ..plan
    }
}

fn number_of(column: &str) -> Option<&str> {
    let number = column.strip_prefix("stu")?.trim_start();
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(number)
}
