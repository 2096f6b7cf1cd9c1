//! Items by facility and discrimination.

use super::labels::{Area, place};
use super::svg::{Px, Scale};
use super::{Section, table};
use crate::analyze::ItemFigures;
use crate::analyze::say::{coefficient, percent};
use crate::report::Report;
use crate::report::write::text::{clean, truncate, width};
use crate::report::write::words;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// How many flagged items have a mark of their own, the gravest.
const MOST_MARKED: usize = 150;
/// How many of them are named.
const MOST_NAMED: usize = 40;
/// Names are cut to so many columns.
const NAME: usize = 22;
/// From so many items on, dots that nearly coincide become one.
const CROWD: usize = 1500;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 404.0;
const AREA: Area = Area { left: 44.0, top: 26.0, right: 628.0, bottom: 362.0 };
const ACROSS: Scale = Scale { from: (0.0, 1.0), to: (AREA.left, AREA.right) };

/// An item with both figures.
struct Placed<'a> {
    item: &'a ItemFigures,
    x: f64,
    y: f64,
}

pub(super) fn section(report: &Report) -> Option<Section> {
    let upward = upward(report);
    let flagged: Vec<&ItemFigures> =
        words::items_to_look_at(report).into_iter().map(|(item, _)| item).collect();
    let (marked, rest) = flagged.split_at(flagged.len().min(MOST_MARKED));
    let marks: Vec<Placed<'_>> = marked.iter().filter_map(|item| placed(item, upward)).collect();
    let plain = report.items.iter().filter(|item| item.flags.is_empty()).chain(rest.iter().copied());
    let dots: Vec<Placed<'_>> = plain.filter_map(|item| placed(item, upward)).collect();
    if marks.is_empty() && dots.is_empty() {
        return None;
    }
    let description = words::item_map(report, MOST_MARKED, dots.len() >= CROWD);
    let body = html! {
        figure {
            (table::scrolling("Map of items", &chart(&marks, &dots, upward, &description)))
            figcaption { (description) }
        }
    };
    Some(Section::new("map", "Item map", body))
}

/// Wide enough for every discrimination, and not much wider.
fn upward(report: &Report) -> Scale {
    let values = || report.items.iter().filter_map(|item| item.discrimination);
    let bottom = if values().any(|value| value < -0.4) { -1.0 } else { -0.4 };
    let top = if values().any(|value| value > 0.8) { 1.0 } else { 0.8 };
    Scale { from: (bottom, top), to: (AREA.bottom, AREA.top) }
}

fn placed(item: &ItemFigures, upward: Scale) -> Option<Placed<'_>> {
    Some(Placed { item, x: ACROSS.at(item.facility?), y: upward.at(item.discrimination?) })
}

fn chart(marks: &[Placed<'_>], dots: &[Placed<'_>], upward: Scale, description: &str) -> Markup {
    let names: Vec<String> =
        marks.iter().take(MOST_NAMED).map(|mark| truncate(&clean(&mark.item.item), NAME)).collect();
    let columns: Vec<usize> = names.iter().map(|name| width(name)).collect();
    let places: Vec<(f64, f64)> = marks.iter().map(|mark| (mark.x, mark.y)).collect();
    let dots = together(dots);
    let crowd: Vec<(f64, f64)> = dots.iter().map(|&(x, y, _)| (x, y)).collect();
    let areas = place(&places, &columns, &crowd, AREA);
    html! {
        svg.chart viewBox={ "0 0 " (Px(WIDTH)) " " (Px(HEIGHT)) } role="img" aria-labelledby="map-t map-d" {
            title id="map-t" { "Items by mean credit and discrimination" }
            desc id="map-d" { (description) }
            rect.zone x=(Px(AREA.left)) y=(upward.px(0.0)) width=(Px(AREA.right - AREA.left))
                height=(Px(AREA.bottom - upward.at(0.0))) {}
            (axes(upward))
            @for (x, y, radius) in dots {
                circle.item cx=(Px(x)) cy=(Px(y)) r=(Px(radius)) {}
            }
            @for (mark, area) in marks.iter().zip(&areas) {
                @if let Some(area) = area { (leader(mark, *area)) }
            }
            @for mark in marks {
                rect.flagged x=(Px(mark.x - 3.75)) y=(Px(mark.y - 3.75)) width="7.5" height="7.5"
                    transform={ "rotate(45 " (Px(mark.x)) " " (Px(mark.y)) ")" } {
                    title { (clean(&mark.item.item)) ": " (figures(mark.item)) }
                }
            }
            @for ((mark, name), area) in marks.iter().zip(&names).zip(&areas) {
                @if let Some(area) = area { (text(mark, name, *area)) }
            }
        }
    }
}

fn axes(upward: Scale) -> Markup {
    html! {
        @for step in [0.0, 0.2, 0.4, 0.6, 0.8, 1.0] {
            line.grid x1=(ACROSS.px(step)) x2=(ACROSS.px(step)) y1=(Px(AREA.top)) y2=(Px(AREA.bottom)) {}
            text x=(ACROSS.px(step)) y=(Px(AREA.bottom + 17.0))
                text-anchor=(if step < 1.0 { "middle" } else { "end" }) { (percent(step * 100.0)) }
        }
        @for step in [-0.8, -0.4, 0.0, 0.4, 0.8].into_iter().filter(|step| *step >= upward.from.0) {
            line.grid x1=(Px(AREA.left)) x2=(Px(AREA.right)) y1=(upward.px(step)) y2=(upward.px(step)) {}
            text x=(Px(AREA.left - 7.0)) y=(Px(upward.at(step) + 4.0)) text-anchor="end" { (coefficient(step)) }
        }
        line.axis x1=(Px(AREA.left)) x2=(Px(AREA.right)) y1=(upward.px(0.0)) y2=(upward.px(0.0)) {}
        text x=(Px(AREA.right)) y=(Px(AREA.bottom + 36.0)) text-anchor="end" { "mean credit: easier to the right" }
        text x=(Px(4.0)) y="12" { "discrimination: higher tells candidates apart better" }
    }
}

/// A name in its area, on the side of its mark, since the area is only about as wide as the name.
fn text(mark: &Placed<'_>, name: &str, area: Area) -> Markup {
    let (x, anchor) = if area.right <= mark.x {
        (area.right, "end")
    } else if area.left >= mark.x {
        (area.left, "start")
    } else {
        (f64::midpoint(area.left, area.right), "middle")
    };
    html! { text.mark x=(Px(x)) y=(Px(area.bottom - 2.5)) text-anchor=(anchor) { (name) } }
}

/// A line from a mark to a name that stands off.
fn leader(mark: &Placed<'_>, area: Area) -> Markup {
    let x = mark.x.clamp(area.left, area.right);
    let y = mark.y.clamp(area.top, area.bottom);
    let far = (x - mark.x).hypot(y - mark.y) > 12.0;
    html! { @if far { line.leader x1=(Px(mark.x)) y1=(Px(mark.y)) x2=(Px(x)) y2=(Px(y)) {} } }
}

/// Dots with their radius. Of a crowd, those in one small square become one, larger dot.
fn together(dots: &[Placed<'_>]) -> Vec<(f64, f64, f64)> {
    if dots.len() < CROWD {
        return dots.iter().map(|dot| (dot.x, dot.y, 3.5)).collect();
    }
    let mut squares: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for dot in dots {
        *squares.entry((square(dot.x), square(dot.y))).or_default() += 1;
    }
    let middle = |place: u32| f64::from(place) * SQUARE + SQUARE / 2.0;
    let radius = |count: u32| (1.2 * f64::from(count).sqrt()).clamp(1.5, SQUARE / 1.6);
    squares.into_iter().map(|((x, y), count)| (middle(x), middle(y), radius(count))).collect()
}

/// The side of such a square.
const SQUARE: f64 = 8.0;

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "pixels of a picture, all above 0"
)]
fn square(place: f64) -> u32 {
    (place / SQUARE) as u32
}

fn figures(item: &ItemFigures) -> String {
    let credit = item.facility.map(|value| percent(value * 100.0)).unwrap_or_default();
    let discrimination = item.discrimination.map(coefficient).unwrap_or_default();
    format!("mean credit {credit}, discrimination {discrimination}")
}
