//! Items to look at, each with its stem, what is odd, and who chose which option.

use super::super::words;
use super::Section;
use super::svg::{Px, Scale};
use super::table::{own, prose, wide};
use crate::analyze::say::{coefficient, percent};
use crate::analyze::{Flag, ItemFigures, OptionFigures};
use crate::report::Report;
use maud::{Markup, html};

/// How many items are shown; the table of all items and `items.csv` have the others.
const MOST: usize = 40;

const ACROSS: Scale = Scale { from: (0.0, 1.0), to: (1.0, 143.0) };

pub(super) fn section(report: &Report) -> Option<Section> {
    let items = words::items_to_look_at(report);
    if items.is_empty() {
        return None;
    }
    let body = html! {
        p {
            "The gravest first. Upper and lower group are the 27 % of candidates with the highest and the lowest "
            "totals; the key should draw more of the upper group, every other option more of the lower."
        }
        @if let Some(caution) = words::caution(report) { p { strong { (caution) } } }
        @for (item, flags) in items.iter().take(MOST) { (one(item, flags)) }
        @if let Some(line) = words::beyond(items.len(), MOST, "items.csv") { p.soft { (line) } }
    };
    Some(Section::new("look", format!("Items to look at: {}", items.len()), body))
}

fn one(item: &ItemFigures, flags: &[&Flag]) -> Markup {
    html! {
        article {
            header {
                h3 { (own(&item.item)) }
                @for flag in flags { span.tag { (words::flag(flag.kind)) } }
            }
            @if !item.stem.trim().is_empty() { p.stem dir="auto" { (prose(&item.stem)) } }
            ul.plain { @for flag in flags { li { (flag.text) } } }
            p.soft.line { (words::item_figures(item)) }
            @if !item.options.is_empty() { (options(item)) }
        }
    }
}

fn options(item: &ItemFigures) -> Markup {
    let name = format!("Who chose which option of {}", item.item);
    let rows = html! {
        table {
            caption { (name) }
            thead {
                tr {
                    th scope="col" { "Option" }
                    th.num scope="col" { "Chosen" }
                    th.num scope="col" { "Upper" }
                    th.num scope="col" { "Lower" }
                    th.num scope="col" { "With the rest" }
                    th scope="col" { "Upper filled, lower outlined" }
                }
            }
            tbody {
                @for option in &item.options {
                    tr {
                        th.text scope="row" {
                            span.key { (option.option) }
                            @if option.key { " " span.keyed { "✓ key" } }
                            @if !option.text.is_empty() { " " (own(&option.text)) }
                        }
                        td.num { (share(option.share)) }
                        td.num { (share(option.upper)) }
                        td.num { (share(option.lower)) }
                        td.num { (option.option_rest.map(coefficient).unwrap_or_default()) }
                        td { (bars(option)) }
                    }
                }
            }
        }
    };
    wide(&name, "", &rows)
}

/// The shares of the upper and of the lower group, one above the other.
fn bars(option: &OptionFigures) -> Markup {
    let (Some(upper), Some(lower)) = (option.upper, option.lower) else { return html! {} };
    let length = |share: f64| Px((ACROSS.at(share) - ACROSS.at(0.0)).max(1.0));
    html! {
        svg.bars viewBox="0 0 144 24" role="img" {
            title { "Upper group " (share(Some(upper))) ", lower group " (share(Some(lower))) }
            desc { "Two bars on a scale from 0 to 100 %" }
            line.grid x1=(ACROSS.px(1.0)) x2=(ACROSS.px(1.0)) y1="1" y2="23" {}
            rect.bar x=(ACROSS.px(0.0)) y="3" width=(length(upper)) height="8" {}
            rect.hollow x=(ACROSS.px(0.0)) y="14" width=(length(lower)) height="7" {}
            line.axis x1=(ACROSS.px(0.0)) x2=(ACROSS.px(0.0)) y1="1" y2="23" {}
        }
    }
}

fn share(value: Option<f64>) -> String {
    value.map(|value| percent(value * 100.0)).unwrap_or_default()
}
