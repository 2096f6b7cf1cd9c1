//! The group at a glance.

use super::super::words;
use super::Section;
use crate::report::Report;
use maud::html;

pub(super) fn section(report: &Report) -> Section {
    let tiles = words::tiles(report);
    let body = html! {
        @if tiles.is_empty() {
            @for sentence in words::group(report) { p { (sentence) } }
        } @else {
            dl.tiles {
                @for tile in &tiles {
                    div {
                        dt { (tile.name) }
                        dd {
                            div.value { (tile.value) }
                            @if !tile.detail.is_empty() { div.detail { (tile.detail) } }
                        }
                    }
                }
            }
        }
        @if let Some(line) = words::reliability_in_words(report) { p { (line) } }
        @if let Some(line) = words::target(report) { p { (line) } }
        @if let Some(line) = words::review(report) { p { (line) } }
    };
    Section::new("overview", "At a glance", body)
}
