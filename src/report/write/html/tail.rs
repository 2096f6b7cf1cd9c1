//! What stands behind the figures: short answers to review, rulings, notes, provenance.

use super::super::super::format;
use super::super::words;
use super::Section;
use super::table::{count, own, prose, wide};
use crate::report::Report;
use maud::html;

/// More rows than this are for `review.csv`.
const MOST: usize = 100;

pub(super) fn review(report: &Report) -> Option<Section> {
    let line = words::review(report)?;
    let rows = html! {
        table.sorts {
            caption { "Short answers to review" }
            thead {
                tr {
                    th scope="col" { "Item" }
                    th scope="col" { "Response" }
                    th.num scope="col" { "Count" }
                    th scope="col" { "Nearest accepted" }
                    th scope="col" { "Why it waits" }
                }
            }
            tbody {
                @for row in report.review.iter().take(MOST) {
                    tr {
                        th.id scope="row" { (own(&row.item)) }
                        td.text { (own(&row.response)) }
                        (count(row.count))
                        td { (own(&row.nearest)) }
                        td.text { (own(&row.why)) }
                    }
                }
            }
        }
    };
    let body = html! {
        p { (line) }
        (wide("Short answers to review", "By item, the most frequent first.", &rows))
        @if let Some(line) = words::beyond(report.review.len(), MOST, "review.csv") { p.soft { (line) } }
    };
    Some(Section::new("review", "Short answers to review", body))
}

pub(super) fn rulings(report: &Report) -> Option<Section> {
    let rulings = &report.provenance.rulings;
    let rows = html! {
        table {
            caption { "Rulings" }
            thead { tr { th scope="col" { "Item" } th scope="col" { "Decision" } th scope="col" { "Reason" } } }
            tbody {
                @for ruling in rulings {
                    tr {
                        th.id scope="row" { (own(&ruling.item)) }
                        td { (own(&ruling.decision)) }
                        td.text { (own(&ruling.reason)) }
                    }
                }
            }
        }
    };
    (!rulings.is_empty()).then(|| {
        Section::new(
            "rulings",
            "Rulings",
            wide("Rulings", "Decisions taken after the exam, already in every figure.", &rows),
        )
    })
}

pub(super) fn notes(report: &Report) -> Option<Section> {
    let body = html! { ul.plain { @for note in &report.notes { li { (prose(&note.text)) } } } };
    (!report.notes.is_empty()).then(|| Section::new("notes", "Notes", body))
}

pub(super) fn provenance(report: &Report) -> Section {
    let from = &report.provenance;
    let body = html! {
        dl.facts {
            dt { "Program" }
            dd { "qbank " (from.qbank) }
            @for bank in &from.banks {
                dt { "Bank" }
                dd { (own(&bank.bank)) ", " (own(&bank.path)) br; "SHA-256 " code { (bank.sha256) } }
            }
            @for sheet in &from.sheets {
                dt { "Sheets" }
                dd {
                    (own(&sheet.path)) ", " (words::sheet(sheet)) br;
                    "SHA-256 " code { (sheet.sha256) }
                }
            }
            @if let Some(policy) = &from.policy { dt { "Scoring" } dd { (policy) " for every multiple response" } }
            @if let Some(penalty) = from.penalty {
                dt { "Penalty" }
                dd { (format::figure(Some(penalty))) " of its points for a wrong single response" }
            }
        }
    };
    Section::new("provenance", "Sources", body)
}
