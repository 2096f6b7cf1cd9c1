//! Topics, now and over time.

use super::table::{NARROWEST, heading, paragraph, table};
use super::text::Setting;
use crate::analyze::say::{Says, percent, points, range};
use crate::history::Overview;
use crate::history::progress::{Length, Share, TopicProgress};
use crate::model::topic;
use crate::report::write::text::{clean, width};
use anstyle::{AnsiColor, Style};
use std::fmt::Write;

const CHART: Style = AnsiColor::Cyan.on_default();

/// From this width on topics have labels.
const WITH_LABELS: usize = 60;

/// How topics stand now, with whether one stands out; nothing without answers that count.
pub(super) fn now(out: &mut String, overview: &Overview, setting: &Setting<'_>, columns: usize) {
    let topics = &overview.progress.topics;
    if topics.is_empty() {
        return;
    }
    let labels = columns >= WITH_LABELS;
    let mut rows = vec![["Topic", "Items", "Right", "95 % range", ""].map(str::to_owned).to_vec()];
    for topic in topics {
        let now = &topic.now;
        let range = match Says::of(now.items) {
            Says::Counts => String::new(),
            _ => now.interval().map(range).unwrap_or_default(),
        };
        let label = if labels && Says::of(now.items) == Says::Tentative { "tentative" } else { "" };
        rows.push(vec![title(topic, setting), now.items.to_string(), share(now), range, label.to_owned()]);
    }
    out.push('\n');
    heading(out, "Topics, by the last answer to each item");
    table(out, &rows, 0, &[0, 4], columns);
    out.push('\n');
    paragraph(out, &comparison(overview, setting), columns);
}

/// How topics went from one period to the next, where two or more say something.
pub(super) fn over_time(out: &mut String, overview: &Overview, setting: &Setting<'_>, columns: usize) {
    let progress = &overview.progress;
    let told = |share: &&Share| Says::of(share.items) > Says::Counts;
    let topics: Vec<&TopicProgress> =
        progress.topics.iter().filter(|topic| topic.periods.iter().filter(told).count() > 1).collect();
    if topics.is_empty() {
        return;
    }
    let (word, format) = match progress.length {
        Length::Day => ("day", "%m-%d"),
        Length::Week => ("week", "%m-%d"),
        Length::Month => ("month", "%Y-%m"),
    };
    // The latest periods for which there is room beside a readable name.
    let column = width(&progress.periods[0].strftime(format).to_string()) + 2;
    let room = columns.saturating_sub(NARROWEST + 2 + progress.periods.len());
    let skipped = progress.periods.len().saturating_sub((room / column).max(1));
    let periods = &progress.periods[skipped..];
    let mut titles = vec!["Topic".to_owned()];
    titles.extend(periods.iter().map(|day| day.strftime(format).to_string()));
    let mut rows = vec![titles];
    for topic in topics {
        let mut row = vec![title(topic, setting)];
        let shares = &topic.periods[skipped..];
        row.extend(shares.iter().map(short_share));
        if setting.charts {
            row.push(shares.iter().map(|share| block(share.share().filter(|_| told(&share)))).collect());
        }
        rows.push(row);
    }
    if setting.charts {
        rows[0].push(String::new());
    }
    out.push('\n');
    heading(out, &format!("Topics by {word}"));
    let chart = periods.len() + 1;
    let mut drawn = String::new();
    table(&mut drawn, &rows, 0, &[0, chart], columns);
    let blocks = |c: char| ('▁'..='█').contains(&c);
    for line in drawn.lines() {
        match line.find(blocks) {
            Some(at) => writeln!(out, "{}{CHART}{}{CHART:#}", &line[..at], &line[at..]),
            None => writeln!(out, "{line}"),
        }
        .unwrap_or_default();
    }
    let few = format!(
        "Each {word} counts the last answer to each item in it, in percent from 10 items on. Neighbouring figures \
         mostly differ by chance."
    );
    paragraph(out, &few, columns);
}

/// Whether a topic stands out.
fn comparison(overview: &Overview, setting: &Setting<'_>) -> String {
    match overview.weakest.map(|index| &overview.progress.topics[index]) {
        Some(topic) => format!(
            "Weakest topic: {} ({}), below each of the others (two-proportion tests over all pairs of {}, \
             Holm-adjusted, at 5 %).",
            topic::title_of(&topic.topic, setting.topics),
            share(&topic.now),
            overview.compared
        ),
        None if overview.compared < 2 => {
            "No topic stands out: too few items to compare them (20 each are needed).".to_owned()
        }
        None => format!("No topic stands out among the {} with items enough to compare.", overview.compared),
    }
}

fn title(topic: &TopicProgress, setting: &Setting<'_>) -> String {
    let indent = "  ".repeat(topic.topic.matches('/').count().min(4));
    format!("{indent}{}", clean(&topic::title_of(&topic.topic, setting.topics)))
}

/// Counts up to 9 items, a percentage from 10 on.
fn share(share: &Share) -> String {
    match (Says::of(share.items), share.share()) {
        (Says::Tentative | Says::Comparison, Some(value)) => percent(value * 100.0),
        _ => format!("{} of {}", points(share.credit()), share.items),
    }
}

/// Counts up to 9 items, a percentage from 10 on, in few columns; a dash for no items.
fn short_share(share: &Share) -> String {
    match (Says::of(share.items), share.share()) {
        (_, None) => "–".to_owned(),
        (Says::Tentative | Says::Comparison, Some(value)) => format!("{:.0}%", value * 100.0),
        _ => format!("{}/{}", points(share.credit()), share.items),
    }
}

/// A block as high as a share, 0 to 1; a space where nothing may be told.
fn block(share: Option<f64>) -> char {
    const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    share.map_or(' ', |share| {
        let reached = (1_u8..8).filter(|&step| share * 8.0 >= f64::from(step)).count();
        BLOCKS[reached]
    })
}
