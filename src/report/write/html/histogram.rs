//! How totals are spread.

use super::svg::{Px, Scale, length};
use super::{Section, table};
use crate::analyze::say::{percent, points};
use crate::analyze::{Bar, Distribution};
use crate::report::Report;
use crate::report::write::words;
use maud::{Markup, html};

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 250.0;
const LEFT: f64 = 44.0;
const RIGHT: f64 = 628.0;
const TOP: f64 = 30.0;
const BOTTOM: f64 = 206.0;

pub(super) fn section(report: &Report) -> Option<Section> {
    let spread = report.distribution.as_ref()?;
    let description = words::distribution(report, spread);
    let body = html! {
        figure {
            (chart(report, spread, &description))
            figcaption { (description) }
        }
        details {
            summary { "The same in numbers" }
            table {
                caption { "Candidates by total" }
                thead { tr { th scope="col" { "Points" } th.num scope="col" { "Candidates" } } }
                tbody {
                    @for (number, bar) in spread.bars.iter().enumerate() {
                        tr {
                            th scope="row" { (words::bar(bar, number + 1 == spread.bars.len())) }
                            (table::count(bar.candidates))
                        }
                    }
                }
            }
        }
    };
    Some(Section::new("totals", "Totals", body))
}

fn chart(report: &Report, spread: &Distribution, description: &str) -> Markup {
    let most = spread.bars.iter().map(|bar| bar.candidates).max().unwrap_or(0).max(1);
    let steps = ticks(most);
    let height =
        Scale { from: (0.0, length(steps.last().copied().unwrap_or(most).max(most))), to: (BOTTOM, TOP) };
    let (Some(first), Some(last)) = (spread.bars.first(), spread.bars.last()) else { return html! {} };
    // A bar for one total is centred over it.
    let single = first.low >= first.high;
    let around = if single { 0.5 } else { 0.0 };
    let across = Scale { from: (first.low - around, last.high + around), to: (LEFT, RIGHT) };
    let every = spread.bars.len().div_ceil(12).max(1);
    html! {
        svg.chart.fit viewBox={ "0 0 " (Px(WIDTH)) " " (Px(HEIGHT)) } role="img" aria-labelledby="totals-t totals-d" {
            title id="totals-t" { "Histogram of totals" }
            desc id="totals-d" { (description) }
            @for step in &steps {
                @let y = height.px(length(*step));
                line.grid x1=(Px(LEFT)) x2=(Px(RIGHT)) y1=(y) y2=(y) {}
                text x=(Px(LEFT - 6.0)) y=(Px(height.at(length(*step)) + 4.0)) text-anchor="end" { (step) }
            }
            @for bar in &spread.bars {
                @let (low, high) = (across.at(bar.low - around), across.at(bar.high + around));
                @let top = height.at(length(bar.candidates));
                @if bar.candidates > 0 {
                    rect.bar x=(Px(low + 1.0)) y=(Px(top)) width=(Px((high - low - 2.0).max(1.0))) height=(Px(BOTTOM - top)) {
                        title { (candidates(bar)) }
                    }
                }
            }
            line.axis x1=(Px(LEFT)) x2=(Px(RIGHT)) y1=(Px(BOTTOM)) y2=(Px(BOTTOM)) {}
            @for bar in spread.bars.iter().step_by(every) {
                text x=(across.px(bar.low)) y=(Px(BOTTOM + 17.0)) text-anchor="middle" { (points(bar.low)) }
            }
            @if !single && spread.bars.len().is_multiple_of(every) {
                text x=(across.px(last.high)) y=(Px(BOTTOM + 17.0)) text-anchor="middle" { (points(last.high)) }
            }
            text x=(Px(RIGHT)) y=(Px(BOTTOM + 36.0)) text-anchor="end" { "points" }
            text x=(Px(4.0)) y=(Px(TOP - 14.0)) { "candidates" }
            @if let (Some(target), Some(goal)) = (spread.target, report.target) {
                @let x = across.at(target);
                line.halo x1=(Px(x)) x2=(Px(x)) y1=(Px(TOP - 8.0)) y2=(Px(BOTTOM)) {}
                line.target x1=(Px(x)) x2=(Px(x)) y1=(Px(TOP - 8.0)) y2=(Px(BOTTOM)) {}
                // Beside the line, where there is more room.
                @let (shift, anchor) = if x > WIDTH / 2.0 { (-6.0, "end") } else { (6.0, "start") };
                text.target-name x=(Px(x + shift)) y=(Px(TOP - 6.0)) text-anchor=(anchor) {
                    "practice target " (percent(goal))
                }
            }
        }
    }
}

fn candidates(bar: &Bar) -> String {
    format!("{}: {}", words::bar(bar, false), bar.candidates)
}

/// About four whole numbers from 0 up to at least `most`.
fn ticks(most: u64) -> Vec<u64> {
    let steps = std::iter::successors(Some(1_u64), |step| step.checked_mul(10));
    let step = steps.flat_map(|step| [1, 2, 5].map(|times| step.saturating_mul(times)));
    let step = step.into_iter().find(|step| most.div_ceil(*step) <= 4).unwrap_or(most);
    (0..=most.div_ceil(step)).map(|place| place * step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_reach_the_top() {
        for (most, expected) in
            [(1, vec![0, 1]), (4, vec![0, 1, 2, 3, 4]), (5, vec![0, 2, 4, 6]), (17, vec![0, 5, 10, 15, 20])]
        {
            assert_eq!(ticks(most), expected);
        }
    }
}
