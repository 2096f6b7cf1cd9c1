//! Topics: a table in which each has its mean as a dot on its interval.

use super::super::words;
use super::Section;
use super::svg::{Px, Scale};
use super::table::{number, own, wide};
use crate::analyze::say::{Says, percent, range};
use crate::analyze::{Interval, TopicFigures};
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
            caption { (heading) }
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
                        th scope="row" class=(indent(topic.depth)) { (own(&topic.title)) }
                        td.num { (topic.items) }
                        (number(topic.mean_percent, |_| words::topic_mean(topic)))
                        (number(topic.interval.map(|ends| ends.low), |_| words::topic_range(topic)))
                        td { (dot_of(topic, report.target)) }
                    }
                }
            }
        }
    };
    let body = html! {
        @if let Some(line) = words::comparison(report) { p { (line) } }
        (wide(heading, &words::topics_caption(report.target, "the group's mean"), &rows))
        @if let Some(line) = words::beyond(given.len(), MOST, "topics.csv") { p.soft { (line) } }
    };
    Some(Section::new("topics", heading, body))
}

/// The class that indents a title by its depth.
pub(super) fn indent(depth: usize) -> String {
    format!("name d{}", depth.min(DEEPEST))
}

/// A mean on its interval, both in percent; nothing where only counts may be told.
pub(super) fn dot(mean: Option<f64>, interval: Option<Interval>, target: Option<f64>) -> Markup {
    let (Some(mean), Some(ends)) = (mean, interval) else { return html! {} };
    html! {
        svg.row viewBox={ "0 0 " (Px(WIDTH)) " 20" } role="img" {
            title { (percent(mean)) ", 95 % range " (range(ends)) }
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

fn dot_of(topic: &TopicFigures, target: Option<f64>) -> Markup {
    dot(topic.mean_percent, topic.interval.filter(|_| Says::of(topic.items) > Says::Counts), target)
}
