//! The first candidates with their totals.

use super::super::first_candidates::KEPT;
use super::super::words;
use super::table::{number, own, wide};
use super::{Section, candidate};
use crate::analyze::say::{percent, points, range};
use crate::report::{CandidateLine, Report};
use maud::{Markup, html};

const ABOUT: &str =
    "In the order of the sheets. The range says where a score might lie with other items like these.";

pub(super) fn section(report: &Report) -> Option<Section> {
    if report.candidates.is_empty() {
        return None;
    }
    let rows = html! {
        table.sorts {
            caption { "Candidates" }
            thead {
                tr {
                    th scope="col" { "Candidate" }
                    th.num scope="col" { "Points" }
                    th.num scope="col" { "Of" }
                    th.num scope="col" { "Percent" }
                    th.num scope="col" { "95 % range" }
                    th.num scope="col" { "Answered" }
                    th.num scope="col" { "Blank" }
                    th.num scope="col" { "To review" }
                }
            }
            tbody { @for line in &report.candidates { (row(line, report.candidate_pages)) } }
        }
    };
    let all = usize::try_from(report.group.candidates).unwrap_or(usize::MAX);
    let body = html! {
        @if report.candidate_pages { p { a href="candidates/index.html" { "All candidates, with a page for each" } } }
        (wide("Candidates", ABOUT, &rows))
        @if let Some(line) = words::beyond(all, KEPT, "candidates.csv") { p.soft { (line) } }
    };
    Some(Section::new("candidates", "Candidates", body))
}

fn row(line: &CandidateLine, linked: bool) -> Markup {
    html! {
        tr {
            th.id scope="row" {
                @if linked {
                    a href={ "candidates/" (candidate::name_of(&line.candidate)) ".html" } { (own(&line.candidate)) }
                } @else {
                    (own(&line.candidate))
                }
            }
            (number(Some(line.points), points))
            (number(Some(line.max_points), points))
            (number(line.percent, percent))
            (number(line.interval.map(|ends| ends.low), |_| line.interval.map(range).unwrap_or_default()))
            td.num { (line.answered) }
            td.num { (line.blank) }
            td.num { (line.review) }
        }
    }
}
