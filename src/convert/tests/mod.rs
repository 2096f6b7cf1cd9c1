//! Tests of conversion: round trips for every format, and each construct of the formats' documentation.

mod banks;
mod constructs;
mod foreign;
mod hostile;
mod passed_over;
mod round_trips;
mod rulings;
mod table;

use super::*;

/// What was lost, one line each: `place item: what: why`.
fn lines(lost: &[Lost]) -> Vec<String> {
    let line = |lost: &Lost| {
        let place = lost.place.map(|place| format!("{place} ")).unwrap_or_default();
        format!("{place}{}: {}: {}", lost.item, lost.what, lost.why)
    };
    lost.iter().map(line).collect()
}
