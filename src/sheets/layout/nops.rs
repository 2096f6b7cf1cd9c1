//! R/exams, `nops_eval`: `registration;name;id;…`, then for each item `answer.1;solution.1;check.1;points.1`.
//!
//! Answers are strings of 0 and 1, one an option. Papers may have the options in different orders, and then the
//! solution differs from row to row.

use super::LayoutName;
use super::plan::{Plan, Role, Sight};
use crate::sheets::cell::CellForm;

/// The remark on a file whose papers had their options in different orders.
pub(super) const SHUFFLED: &str = "solutions differ from row to row, so papers had their options in different orders; each is graded \
     by its own solution, and which distractor was chosen is not known";

/// Whether the header is that of `nops_eval`.
pub fn recognise(sight: &Sight<'_>) -> bool {
    sight.has("registration") && sight.folded.iter().any(|column| number_of(column).is_some())
}

/// The columns.
pub fn plan(sight: &Sight<'_>) -> Plan {
    let plan = sight.plan(LayoutName::Nops, CellForm::Places, |folded, _| {
        number_of(folded).map_or(Role::Known, |number| Role::Named(number.to_owned()))
    });
    let solution = |(answer, column): (usize, &String)| {
        let number = number_of(column)?;
        sight.column(&[&format!("solution.{number}")]).map(|solution| (answer, solution))
    };
    let solutions: Vec<(usize, usize)> = sight.folded.iter().enumerate().filter_map(solution).collect();
    // Where every row has the same, nothing was shuffled: then places are the bank's own, and its key counts.
    let is_shuffled = solutions.iter().any(|&(_, column)| {
        let mut cells = sight.cells(column);
        let first = cells.next();
        cells.any(|cell| Some(&cell) != first.as_ref())
    });
    let remarks = is_shuffled.then(|| SHUFFLED.to_owned()).into_iter().collect();
    let solutions = if is_shuffled { solutions } else { Vec::new() };
    Plan { candidates: sight.columns(&["registration", "id"]), solutions, remarks, ..plan }
}

fn number_of(column: &str) -> Option<&str> {
    let number = column.strip_prefix("answer.")?;
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(number)
}
