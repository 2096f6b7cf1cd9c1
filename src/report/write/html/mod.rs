//! `report.html`: the report for people to look at, one file that needs nothing else.
//!
//! It opens from disk, has no address in it to fetch, and lets no other script run than the one that sorts
//! tables: the policy in its head names style and script by their hashes. Every chart is inline SVG with a
//! title, a description and the same numbers as text beside it. The writers here only lay out what the
//! [`Report`] holds; lists that can grow with the group are cut, and say which file has the whole.

pub mod candidate;

mod candidates;
mod changed;
mod histogram;
mod item_map;
mod items;
mod labels;
mod options;
mod overview;
mod page;
mod svg;
mod table;
mod tail;
mod topics;

use crate::report::Report;
use maud::{Markup, html};
use page::Shell;
use std::io::{self, Write};

/// Writes the page.
pub fn write(out: &mut impl Write, report: &Report) -> io::Result<()> {
    let title = if report.title.is_empty() { "Exam report" } else { &report.title };
    let sections: Vec<Section> = [
        Some(overview::section(report)),
        histogram::section(report),
        topics::section(report),
        item_map::section(report),
        options::section(report),
        tail::review(report),
        changed::section(report),
        items::section(report),
        candidates::section(report),
        tail::rulings(report),
        tail::notes(report),
        Some(tail::provenance(report)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let page = page::Page {
        over: "Exam report",
        title,
        navigation: Section::navigation(&sections),
        main: Section::all(&sections),
    };
    out.write_all(Shell::new().page(&page).into_string().as_bytes())
}

/// A part of the page.
struct Section {
    id: &'static str,
    title: String,
    body: Markup,
}

impl Section {
    fn new(id: &'static str, title: impl Into<String>, body: Markup) -> Self {
        Self { id, title: title.into(), body }
    }

    /// Links to sections.
    fn navigation(sections: &[Self]) -> Markup {
        html! {
            nav aria-label="Sections" {
                ul { @for section in sections { li { a href={ "#" (section.id) } { (section.title) } } } }
            }
        }
    }

    /// Sections one after the other.
    fn all(sections: &[Self]) -> Markup {
        html! {
            @for section in sections {
                section id=(section.id) aria-labelledby={ (section.id) "-title" } {
                    h2 id={ (section.id) "-title" } { (section.title) }
                    (section.body)
                }
            }
        }
    }
}
