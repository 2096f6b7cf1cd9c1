//! `index.html`: all candidates with their pages, a thousand to a file so that none is slow.

use super::super::page::{Page, Shell};
use super::super::table::{count, number, own, wide};
use super::spool::SpooledSheet;
use crate::analyze::interval::of_points;
use crate::analyze::say::{percent, points, range};
use crate::analyze::{Interval, ratio};
use maud::{Markup, html};

/// Candidates in one file.
const MOST: usize = 1000;

/// One candidate.
pub(super) struct Entry {
    name: String,
    candidate: String,
    points: f64,
    max: f64,
    percent: Option<f64>,
    interval: Option<Interval>,
    missed: usize,
}

impl Entry {
    /// The page `name` is this candidate's.
    pub(super) fn new(name: String, sheet: &SpooledSheet, unit: i64) -> Self {
        Self {
            name,
            candidate: sheet.candidate.clone(),
            points: ratio(sheet.points, unit),
            max: ratio(sheet.max, unit),
            percent: (sheet.max > 0).then(|| ratio(sheet.points.saturating_mul(100), sheet.max)),
            interval: of_points(sheet.points, sheet.max, sheet.presented as usize),
            missed: sheet.missed.len(),
        }
    }
}

/// The files of the index with their names; at least one.
pub(super) fn pages<'a>(
    shell: &'a Shell,
    title: &'a str,
    entries: &'a [Entry],
) -> impl Iterator<Item = (String, String)> + 'a {
    let files = entries.len().div_ceil(MOST).max(1);
    (0..files).map(move |file| {
        let shown = entries.chunks(MOST).nth(file).unwrap_or_default();
        let page = Page {
            over: "Candidates",
            title: if title.is_empty() { "Exam report" } else { title },
            navigation: navigation(file, files),
            main: list(shown),
        };
        (name(file), shell.page(&page).into_string())
    })
}

fn name(file: usize) -> String {
    if file == 0 { "index.html".to_owned() } else { format!("index-{}.html", file + 1) }
}

fn navigation(file: usize, files: usize) -> Markup {
    html! {
        nav aria-label="Report" {
            ul {
                li { a href="../report.html" { "The whole group" } }
                @if files > 1 {
                    @for other in 0..files {
                        li {
                            @if other == file {
                                span aria-current="page" { (other * MOST + 1) " and on" }
                            } @else {
                                a href=(name(other)) { (other * MOST + 1) " and on" }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn list(entries: &[Entry]) -> Markup {
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
                    th.num scope="col" { "Items missed" }
                }
            }
            tbody {
                @for entry in entries {
                    tr {
                        th.id scope="row" { a href=(entry.name) { (own(&entry.candidate)) } }
                        (number(Some(entry.points), points))
                        (number(Some(entry.max), points))
                        (number(entry.percent, percent))
                        (number(entry.interval.map(|ends| ends.low), |_| entry.interval.map(range).unwrap_or_default()))
                        (count(u64::try_from(entry.missed).unwrap_or(u64::MAX)))
                    }
                }
            }
        }
    };
    html! {
        section aria-labelledby="candidates-title" {
            h2 id="candidates-title" { "Candidates" }
            (wide("Candidates", "In the order of the sheets. Each name leads to that person's page.", &rows))
        }
    }
}
