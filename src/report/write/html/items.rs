//! All items in one table.

use super::super::words;
use super::Section;
use super::table::{count, number, own, wide};
use crate::analyze::ItemFigures;
use crate::analyze::say::{coefficient, percent};
use crate::report::Report;
use maud::html;

/// More rows than this are for `items.csv`.
const MOST: usize = 500;

const ABOUT: &str = "In the order of the bank. Discrimination is the correlation of the item with the rest of the test; \
     upper − lower compares the 27 % of candidates with the highest and the lowest totals.";

pub(super) fn section(report: &Report) -> Option<Section> {
    let given: Vec<&ItemFigures> = report.items.iter().filter(|item| item.n > 0).collect();
    if given.is_empty() {
        return None;
    }
    let rows = html! {
        table.sorts {
            caption { "All items" }
            thead {
                tr {
                    th scope="col" { "Item" }
                    th scope="col" { "Topic" }
                    th.num scope="col" { "N" }
                    th.num scope="col" { "Mean credit" }
                    th.num scope="col" { "Discrimination" }
                    th.num scope="col" { "Upper − lower" }
                    th.num scope="col" { "Blank" }
                    th.num scope="col" { "Unreadable" }
                    th.num scope="col" { "To review" }
                    th scope="col" { "To look at" }
                }
            }
            tbody {
                @for item in given.iter().take(MOST) {
                    tr {
                        th.id scope="row" { (own(&item.item)) }
                        td.text { (own(&words::topic_of(report, item))) }
                        (count(item.n))
                        (number(item.facility, |value| percent(value * 100.0)))
                        (number(item.discrimination, coefficient))
                        (number(item.upper_lower, coefficient))
                        (count(item.blank))
                        (count(item.unreadable))
                        (count(item.review))
                        td { (words::flags(item)) }
                    }
                }
            }
        }
    };
    let body = html! {
        (wide("All items", ABOUT, &rows))
        @if let Some(line) = words::beyond(given.len(), MOST, "items.csv") { p.soft { (line) } }
    };
    Some(Section::new("items", "All items", body))
}
