//! Who moved since an earlier report, and because of which ruling.

use super::super::changes::because;
use super::super::words;
use super::Section;
use super::table::{own, wide};
use crate::report::Report;
use crate::report::compare::{Comparison, Moved};
use maud::{Markup, html};

/// More candidates than this are for `changes.csv`.
const MOST: usize = 100;

pub(super) fn section(report: &Report) -> Option<Section> {
    let changes = report.changes.as_ref()?;
    let body = html! {
        p { "Since " (own(&changes.with)) ": " (words::moved(changes)) }
        @if !changes.rulings.is_empty() {
            ul.plain {
                @for ruling in &changes.rulings {
                    li {
                        strong { (own(&ruling.item)) } ": " (own(&ruling.decision)) " (" (own(&ruling.reason)) ") moved "
                        (words::count(ruling.candidates, "candidate"))
                    }
                }
            }
        }
        @for line in &changes.changed { p { (own(line)) } }
        @if !changes.moved.is_empty() { (wide("Candidates who moved", "", &rows(changes))) }
        @if let Some(line) = words::beyond(changes.moved.len(), MOST, "changes.csv") { p.soft { (line) } }
        @if !changes.gone.is_empty() {
            p { (words::count(changes.gone.len(), "candidate")) " of then no longer among the sheets; changes.csv names them." }
        }
    };
    Some(Section::new("changes", "Changes", body))
}

fn rows(changes: &Comparison) -> Markup {
    let then = |moved: &Moved| {
        let old = moved.old_points.as_deref().zip(moved.old_max_points.as_deref());
        old.map_or_else(|| "new".to_owned(), |(points, max)| format!("{points} of {max}"))
    };
    html! {
        table.sorts {
            caption { "Candidates who moved" }
            thead {
                tr {
                    th scope="col" { "Candidate" }
                    th.num scope="col" { "Then" }
                    th.num scope="col" { "Now" }
                    th.num scope="col" { "Change" }
                    th scope="col" { "Because of" }
                }
            }
            tbody {
                @for moved in changes.moved.iter().take(MOST) {
                    tr {
                        th.id scope="row" { (own(&moved.candidate)) }
                        td.num { (then(moved)) }
                        td.num { (moved.points) " of " (moved.max_points) }
                        td.num { (moved.change.as_deref().unwrap_or_default()) }
                        td.text { (own(&because(changes, moved))) }
                    }
                }
            }
        }
    }
}
