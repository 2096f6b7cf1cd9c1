//! One candidate's page.

use super::super::page::Page;
use super::super::table::{own, wide};
use super::super::{Section, topics};
use super::missed;
use super::spool::SpooledSheet;
use crate::analyze::interval::of_points;
use crate::analyze::say::{Says, Verdict, percent, points, range};
use crate::analyze::{Interval, ratio};
use crate::grade::recorder::Subscore;
use crate::grade::scheme::{Group, Scheme};
use crate::report::Report;
use crate::report::write::judge::Judge;
use crate::report::write::words;
use maud::{Markup, html};

/// For fewer candidates the median would tell too much of single ones.
const ENOUGH_FOR_MEDIAN: u64 = 5;

/// What all pages share.
pub(super) struct Setting<'a> {
    pub(super) scheme: &'a Scheme,
    pub(super) report: &'a Report,
    pub(super) judge: Judge,
}

/// What may be said of one topic.
struct Told<'a> {
    group: &'a Group,
    part: Subscore,
    interval: Option<Interval>,
    label: &'static str,
}

impl Setting<'_> {
    pub(super) fn page<'a>(&self, sheet: &'a SpooledSheet) -> Page<'a> {
        let groups = sheet.groups();
        let told: Vec<Told<'_>> = self
            .judge
            .topics(&groups)
            .map(|(group, part, interval, label)| Told {
                group: &self.scheme.groups[group],
                part,
                interval,
                label,
            })
            .collect();
        let sections = [
            Section::new("score", "Your score", self.score(sheet)),
            Section::new("study", "What to study first", self.study(sheet, &told)),
            Section::new("topics", words::heading(self.report.by), self.topics(&told)),
            Section::new("missed", "Items to learn from", missed::list(self.scheme, sheet)),
        ];
        Page {
            over: "Practice result",
            title: &sheet.candidate,
            navigation: html! {
                @if !self.report.title.is_empty() { p.soft { (own(&self.report.title)) } }
                (Section::navigation(&sections))
            },
            main: Section::all(&sections),
        }
    }

    fn score(&self, sheet: &SpooledSheet) -> Markup {
        let unit = self.scheme.unit;
        let total = ratio(sheet.points, unit);
        let max = ratio(sheet.max, unit);
        let interval = of_points(sheet.points, sheet.max, sheet.presented as usize);
        let share = (sheet.max > 0).then(|| ratio(sheet.points.saturating_mul(100), sheet.max));
        html! {
            dl.tiles {
                div {
                    dt { "Points" }
                    dd { div.value { (points(total)) } div.detail { "of " (points(max)) } }
                }
                @if let Some(share) = share {
                    div {
                        dt { "Percent" }
                        dd {
                            div.value { (percent(share)) }
                            @if let Some(ends) = interval { div.detail { "95 % range " (range(ends)) } }
                        }
                    }
                }
                div {
                    dt { "Answered" }
                    dd {
                        div.value { (sheet.answered) " of " (sheet.presented) }
                        div.detail { (words::count(sheet.blank, "item")) " left blank" }
                    }
                }
            }
            @if let Some(line) = self.verdict(sheet, interval) { p { (line) } }
            @if interval.is_some() {
                p { "The range says where your score might lie with other items like these." }
            }
            @if sheet.review > 0 {
                p { (words::waiting(sheet.review)) }
            }
            @if let Some(line) = self.median() { p { (line) } }
        }
    }

    /// How the total stands against the target: from 10 items on.
    fn verdict(&self, sheet: &SpooledSheet, interval: Option<Interval>) -> Option<String> {
        let target = self.report.target?;
        let says = Says::of(sheet.presented as usize);
        let interval = interval.filter(|_| says >= Says::Tentative)?;
        let goal = percent(target);
        let verdict = match Verdict::of(interval, target) {
            Verdict::Above => {
                format!("Your score is above the practice target of {goal}: the whole range is.")
            }
            Verdict::Below => {
                format!("Your score is below the practice target of {goal}: the whole range is.")
            }
            Verdict::TooClose => {
                format!("Too close to call against the practice target of {goal}: it lies within the range.")
            }
        };
        let tentative = if says == Says::Tentative { " Tentative, with so few items." } else { "" };
        Some(format!("{verdict}{tentative}"))
    }

    /// The group's median, where all were given the same items.
    fn median(&self) -> Option<String> {
        let group = &self.report.group;
        let same = self.report.items.iter().all(|item| item.n == 0 || item.not_presented == 0);
        let median = group.median.filter(|_| same && group.candidates >= ENOUGH_FOR_MEDIAN)?;
        Some(format!("Half of the group scored {} or more.", words::amount(median, "point")))
    }

    fn study(&self, sheet: &SpooledSheet, told: &[Told<'_>]) -> Markup {
        if sheet.missed.is_empty() {
            return html! { p { "You had every item right." } };
        }
        let labelled = |label: &str| -> Vec<&Told<'_>> {
            let with = |one: &&Told<'_>| one.label == label;
            // Of a topic and one below it, the one below says more.
            let within = |one: &Told<'_>| {
                let inside = format!("{}/", one.group.id);
                told.iter().filter(with).any(|other| other.group.id.starts_with(&inside))
            };
            told.iter().filter(with).filter(|one| !within(one)).collect()
        };
        let (below, weakest) = (labelled("below"), labelled("weakest"));
        html! {
            @if let Some(first) = weakest.first() {
                p {
                    strong { (own(&first.group.title)) }
                    ": it stands out as the weakest of your topics (two-proportion tests over all pairs, \
                     Holm-adjusted, at 5 %)."
                }
            } @else if let (false, Some(target)) = (below.is_empty(), self.report.target) {
                p { "Below the practice target of " (percent(target)) ", with the whole range:" }
                ul.plain { @for one in &below { li { strong { (own(&one.group.title)) } ", " (words::part_range(one.interval)) } } }
            } @else {
                p { (nothing_stands_out(told, words::kind(self.report.by), self.report.target)) }
            }
            p { "What you missed, by " (words::kind(self.report.by)) ":" }
            (missed::summary(self.scheme, sheet))
        }
    }

    fn topics(&self, told: &[Told<'_>]) -> Markup {
        let unit = self.scheme.unit;
        let heading = words::heading(self.report.by);
        let any_label = told.iter().any(|one| !one.label.is_empty());
        let rows = html! {
            table.sorts {
                caption { (heading) }
                thead {
                    tr {
                        th scope="col" { (heading) }
                        th.num scope="col" { "Items" }
                        th.num scope="col" { "Points" }
                        th.num scope="col" { "95 % range" }
                        th.fixed scope="col" { "0 to 100 %" }
                        @if any_label { th scope="col" { "What may be said" } }
                    }
                }
                tbody {
                    @for one in told {
                        @let share = (one.part.max > 0).then(|| ratio(one.part.points.saturating_mul(100), one.part.max));
                        tr {
                            th scope="row" class=(topics::indent(one.group.depth)) { (own(&one.group.title)) }
                            td.num { (one.part.items) }
                            td.num data-value=(share.unwrap_or_default()) {
                                (points(ratio(one.part.points, unit))) " of " (points(ratio(one.part.max, unit)))
                            }
                            td.num data-value=[one.interval.map(|ends| ends.low)] { (words::part_range(one.interval)) }
                            td { (topics::dot(share, one.interval, self.report.target)) }
                            @if any_label { td.text { (words::label(one.label)) } }
                        }
                    }
                }
            }
        };
        wide(heading, &words::topics_caption(self.report.target, "your score"), &rows)
    }
}

/// That no topic can be called the one to begin with, and why.
fn nothing_stands_out(told: &[Told<'_>], kind: &str, target: Option<f64>) -> String {
    let enough = told.iter().filter(|one| Says::of(one.part.items as usize) == Says::Comparison).count();
    match target {
        Some(target) if enough > 0 => {
            format!("No {kind} lies below the practice target of {} with its whole range.", percent(target))
        }
        None if enough > 1 => format!("No {kind} stands out among those with items enough to compare."),
        _ => format!("No {kind} stands out: with so few items in each, a lower score can be chance."),
    }
}
