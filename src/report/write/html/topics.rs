//! Topics: a table in which each has its mean as a dot on its interval.

use super::super::words;
use super::Section;
use super::svg::{Px, Scale};
use super::table::{number, own, wide};
use crate::analyze::TopicFigures;
use crate::analyze::say::{Says, percent};
use crate::report::Report;
use maud::{Markup, html};

/// More rows than this are for `topics.csv`.
const MOST: usize = 500;
/// The indents that the style has.
const DEEPEST: usize = 4;

const WIDTH: f64 = 224.0;
const MIDDLE: f64 = 10.0;
const ACROSS: Scale = Scale { from: (0.0, 100.0), to: (6.0, 218.0) };

pub(super) fn section(report: &Report) -> Option<Section> {
    let given: Vec<&TopicFigures> = report.topics.iter().filter(|topic| topic.items > 0).collect();
    if given.is_empty() {
        return None;
    }
    let heading = words::heading(report.by);
    let shown = &given[..given.len().min(MOST)];
    let rows = html! {
        table.sorts {
            caption { (caption(report)) }
            thead {
                tr {
                    th scope="col" { (heading) }
                    th.num scope="col" { "Items" }
                    th.num scope="col" { "Mean" }
                    th.num scope="col" { "95 % range" }
                    th.fixed scope="col" { "0 to 100 %" }
                }
            }
            tbody {
                @for topic in shown {
                    tr {
                        th scope="row" class={ "d" (topic.depth.min(DEEPEST)) } { (own(&topic.title)) }
                        td.num { (topic.items) }
                        (number(topic.mean_percent, |_| words::topic_mean(topic)))
                        (number(topic.interval.map(|ends| ends.low), |_| words::topic_range(topic)))
                        td { (dot(topic, report.target)) }
                    }
                }
            }
        }
    };
    let body = html! {
        @if let Some(line) = words::comparison(report) { p { (line) } }
        (wide(heading, &rows))
        @if let Some(line) = words::beyond(given.len(), MOST, "topics.csv") { p.soft { (line) } }
    };
    Some(Section::new("topics", heading, body))
}

fn caption(report: &Report) -> String {
    let target = match report.target {
        Some(target) => format!(" The dashed line is the practice target, {}.", percent(target)),
        None => String::new(),
    };
    format!(
        "The dot is the group's mean, the bar its 95 % range: where the mean might lie with other items like \
         these. Below 5 items only counts are told.{target}"
    )
}

/// A topic's mean on its interval; nothing where only counts may be told.
fn dot(topic: &TopicFigures, target: Option<f64>) -> Markup {
    let (Some(mean), Some(ends)) = (topic.mean_percent, topic.interval) else { return html! {} };
    if Says::of(topic.items) == Says::Counts {
        return html! {};
    }
    html! {
        svg.row viewBox={ "0 0 " (Px(WIDTH)) " 20" } role="img" {
            title { "Mean " (percent(mean)) ", 95 % range " (words::topic_range(topic)) }
            desc { "A dot on a bar, on a scale from 0 to 100 %" }
            @for step in [0.0, 25.0, 50.0, 75.0, 100.0] {
                line.grid x1=(ACROSS.px(step)) x2=(ACROSS.px(step)) y1="1" y2="19" {}
            }
            @if let Some(target) = target {
                line.target x1=(ACROSS.px(target)) x2=(ACROSS.px(target)) y1="0" y2="20" {}
            }
            line.range x1=(ACROSS.px(ends.low)) x2=(ACROSS.px(ends.high)) y1=(Px(MIDDLE)) y2=(Px(MIDDLE)) {}
            circle.dot cx=(ACROSS.px(mean)) cy=(Px(MIDDLE)) r="4.5" {}
        }
    }
}
