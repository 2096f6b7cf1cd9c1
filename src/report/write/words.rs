//! What reports say to people, in sentences that the terminal, Markdown and the pages share.
//!
//! Above 400 lines because the sentences are to be read, and mended, side by side.

use crate::analyze::say::{ENOUGH_CANDIDATES, Says, coefficient, percent, points, range};
use crate::analyze::{
    Bar, Distribution, Flag, FlagKind, GroupFigures, Interval, ItemFigures, OptionFigures, TopicFigures,
};
use crate::grade::scheme::GroupBy;
use crate::report::compare::Comparison;
use crate::report::{Report, SheetSource};

/// One figure of the group with its name.
pub(super) struct Tile {
    pub(super) name: &'static str,
    pub(super) value: String,
    pub(super) detail: String,
}

/// The group in a few sentences.
pub(super) fn group(report: &Report) -> Vec<String> {
    let group = &report.group;
    if group.candidates == 0 {
        return vec!["No candidates.".to_owned()];
    }
    let different = report.items.iter().any(|item| item.n > 0 && item.not_presented > 0);
    let size = match group.max_points {
        Some(max) => format!(
            "{}, {}, {}{}.",
            count(group.candidates, "candidate"),
            count(group.items, "item"),
            amount(max, "point"),
            if different { " on average" } else { "" }
        ),
        None => format!("{}, {}.", count(group.candidates, "candidate"), count(group.items, "item")),
    };
    [Some(size), level(group), spread(group), reliability(group)].into_iter().flatten().collect()
}

/// The group in single figures; none without candidates.
pub(super) fn tiles(report: &Report) -> Vec<Tile> {
    let group = &report.group;
    let tile = |name, value, detail| Some(Tile { name, value, detail });
    let alpha = group.alpha.filter(|_| group.candidates >= ENOUGH_CANDIDATES);
    let tiles = [
        tile("Candidates", group.candidates.to_string(), count(group.items, "item")),
        group.mean.zip(group.max_points).and_then(|(mean, max)| {
            let share = group.mean_percent.map(percent)?;
            tile("Mean", share, format!("{} of {}", points(mean), amount(max, "point")))
        }),
        group
            .median
            .and_then(|median| tile("Median", points(median), "half scored as much or more".to_owned())),
        group.min.zip(group.max).and_then(|(min, max)| {
            let sd = group.sd.map(|sd| format!("standard deviation {}", points(sd))).unwrap_or_default();
            tile("Lowest to highest", format!("{} to {}", points(min), points(max)), sd)
        }),
        alpha.and_then(|alpha| {
            let sem = group.sem.map(|sem| format!("error of a score {}", amount(sem, "point")));
            tile("Reliability (alpha)", coefficient(alpha), sem.unwrap_or_default())
        }),
    ];
    if group.candidates == 0 { Vec::new() } else { tiles.into_iter().flatten().collect() }
}

/// What reliability means here, or why it is not told; `None` where alpha is not defined.
pub(super) fn reliability_in_words(report: &Report) -> Option<String> {
    report.group.alpha?;
    Some(reliability(&report.group).unwrap_or_else(|| {
        format!(
            "Reliability is told from {ENOUGH_CANDIDATES} candidates on; with fewer, alpha is too rough to go by."
        )
    }))
}

/// How totals are spread, in a sentence or two.
pub(super) fn distribution(report: &Report, spread: &Distribution) -> String {
    let most =
        spread.bars.iter().enumerate().max_by_key(|(number, bar)| (bar.candidates, usize::MAX - number));
    let peak = most.map(|(number, fullest)| {
        let last = number + 1 == spread.bars.len();
        format!(
            " The fullest bar is {} points, with {}.",
            bar(fullest, last),
            count(fullest.candidates, "candidate")
        )
    });
    let range = report.group.min.zip(report.group.max).map(|(min, max)| {
        format!(
            "Totals of {} from {} to {} points.",
            count(report.group.candidates, "candidate"),
            points(min),
            points(max)
        )
    });
    let target = spread.target.zip(report.target).map(|(at, target)| {
        format!(" The practice target of {} lies at {}.", percent(target), amount(at, "point"))
    });
    [range, peak, target].into_iter().flatten().collect()
}

/// The totals that a bar of the histogram is for. The last one holds its upper end too.
pub(super) fn bar(bar: &Bar, last: bool) -> String {
    if bar.low >= bar.high {
        points(bar.low)
    } else if last {
        format!("{} to {}", points(bar.low), points(bar.high))
    } else {
        format!("{} to under {}", points(bar.low), points(bar.high))
    }
}

/// Who chose which option of an item, in a line; `None` for short answers and where nobody was given it.
pub(super) fn options(item: &ItemFigures) -> Option<String> {
    let share = |option: &OptionFigures| {
        let key = if option.key { " (key)" } else { "" };
        Some(format!("{}{key} {}", option.option, percent(option.share? * 100.0)))
    };
    let shares: Vec<String> = item.options.iter().filter_map(share).collect();
    (!shares.is_empty()).then(|| format!("Chosen: {}.", shares.join(", ")))
}

/// The bars of the histogram from the lowest total to the highest, with what each is for, and whether the
/// target lies in it.
pub(super) fn bars(spread: &Distribution) -> Vec<(String, Bar, bool)> {
    let all = spread.bars.len();
    let holds = |bar: &Bar, last: bool| {
        spread.target.is_some_and(|at| {
            let above = if bar.low >= bar.high { bar.low + 1.0 } else { bar.high };
            bar.low <= at && (at < above || last)
        })
    };
    let named = spread.bars.iter().enumerate().map(|(number, one)| {
        let last = number + 1 == all;
        (bar(one, last), *one, holds(one, last))
    });
    let bars: Vec<(String, Bar, bool)> = named.collect();
    let told = |(_, bar, target): &(String, Bar, bool)| bar.candidates > 0 || *target;
    let first = bars.iter().position(told).unwrap_or(0);
    let last = bars.iter().rposition(told).map_or(0, |last| last + 1);
    bars.into_iter().take(last).skip(first).collect()
}

/// What the map of items shows, in which at most `most` items to look at are marked; of a crowd, dots are joined.
pub(super) fn item_map(report: &Report, most: usize, crowded: bool) -> String {
    let shown = |item: &&ItemFigures| item.facility.is_some() && item.discrimination.is_some();
    let items = report.items.iter().filter(shown).count();
    let flagged = report.items.iter().filter(shown).filter(|item| !item.flags.is_empty()).count();
    let marked = match flagged {
        0 => String::new(),
        _ if flagged > most => {
            format!(
                " A diamond marks the {most} gravest of the {flagged} to look at, with names where there is room."
            )
        }
        _ => format!(" A diamond marks the {flagged} to look at, with names where there is room."),
    };
    let joined = if crowded { " A larger dot stands for several." } else { "" };
    let without = report.items.iter().filter(|item| item.n > 0).count().saturating_sub(items);
    let missing = if without > 0 {
        format!(
            " {} without discrimination, which needs responses that vary, {} not shown.",
            count(without, "item"),
            if without == 1 { "is" } else { "are" }
        )
    } else {
        String::new()
    };
    format!(
        "Each dot is one of {}.{joined}{marked} Below the line of 0 those who did better on the item did worse on \
         the rest. The table of all items has the same numbers.{missing}",
        count(items, "item"),
    )
}

/// An item's figures in a line.
pub(super) fn item_figures(item: &ItemFigures) -> String {
    let said = [
        Some(format!("Given to {}", count(item.n, "candidate"))),
        item.facility.map(|value| format!("mean credit {}", percent(value * 100.0))),
        item.discrimination.map(|value| format!("discrimination {}", coefficient(value))),
        item.upper_lower.map(|value| format!("upper − lower {}", coefficient(value))),
        (item.blank > 0).then(|| format!("{} blank", item.blank)),
        (item.unreadable > 0).then(|| format!("{} unreadable", item.unreadable)),
        (item.review > 0).then(|| format!("{} to review", item.review)),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The title of an item's topic; its path where it has none.
pub(super) fn topic_of(report: &Report, item: &ItemFigures) -> String {
    let known = report.topics.iter().find(|topic| topic.topic == item.topic);
    known.map_or_else(|| item.topic.clone(), |topic| topic.title.clone())
}

/// What a flag is called.
pub(super) fn flag(kind: FlagKind) -> &'static str {
    match kind {
        FlagKind::PossibleWrongKey => "possible wrong key",
        FlagKind::NegativeDiscrimination => "negative discrimination",
        FlagKind::TooHard => "too hard",
        FlagKind::AttractiveDistractor => "attractive distractor",
        FlagKind::DeadDistractor => "dead distractor",
        FlagKind::TooEasy => "too easy",
    }
}

/// What all flags of an item are called.
pub(super) fn flags(item: &ItemFigures) -> String {
    item.flags.iter().map(|one| flag(one.kind)).collect::<Vec<_>>().join(", ")
}

/// What the rows of topics show, `what` being the dot.
pub(super) fn topics_caption(target: Option<f64>, what: &str) -> String {
    let target = match target {
        Some(target) => format!(" The dashed line is the practice target, {}.", percent(target)),
        None => String::new(),
    };
    format!(
        "The dot is {what}, the bar its 95 % range: where it might lie with other items like these. Below 5 items \
         only counts are told.{target}"
    )
}

/// An interval, where there is one.
pub(super) fn part_range(interval: Option<Interval>) -> String {
    interval.map(range).unwrap_or_default()
}

/// What a candidate is told of a topic with this label.
pub(super) fn label(label: &str) -> String {
    match label {
        "above" | "below" => format!("{label} the practice target"),
        "weakest" => "stands out as the weakest".to_owned(),
        other => other.to_owned(),
    }
}

/// Short answers of one candidate that wait for a person.
pub(super) fn waiting(answers: u32) -> String {
    let them = if answers == 1 { "it counts" } else { "they count" };
    format!(
        "{} of yours {} a person; until then {them} 0.",
        count(answers, "short answer"),
        if answers == 1 { "waits for" } else { "wait for" }
    )
}

/// That a list was cut, and where the whole is; `None` where it was not.
pub(super) fn beyond(all: usize, shown: usize, file: &str) -> Option<String> {
    (all > shown).then(|| format!("The first {shown} of {all} are shown; {file} has them all."))
}

/// How many moved since an earlier report.
pub(super) fn moved(changes: &Comparison) -> String {
    match changes.moved.len() {
        0 => "No candidate moved.".to_owned(),
        moved => format!("{} moved, {} did not.", count(moved, "candidate"), changes.unmoved),
    }
}

/// How a file of sheets was read.
pub(super) fn sheet(sheet: &SheetSource) -> String {
    format!("{}, {} layout", count(sheet.rows, "row"), sheet.layout)
}

/// Whether a topic stands out; `None` where there are no topics to tell apart.
pub(super) fn comparison(report: &Report) -> Option<String> {
    let kind = kind(report.by);
    let given: Vec<usize> =
        report.topics.iter().filter(|topic| topic.items > 0).map(|topic| topic.depth).collect();
    let level = |depth: usize| given.iter().filter(|&&other| other == depth).count();
    if given.iter().all(|&depth| level(depth) < 2) {
        return None;
    }
    Some(match report.weakest.map(|index| &report.topics[index]) {
        Some(topic) => format!(
            "Weakest {kind}: {} ({}), below each of the others (two-proportion tests over all pairs of {}, \
             Holm-adjusted, at 5 %).",
            topic.title,
            topic.mean_percent.map(percent).unwrap_or_default(),
            report.compared
        ),
        None if report.compared < 2 => {
            format!("No {kind} stands out: too few items to compare them (20 each are needed).")
        }
        None => format!("No {kind} stands out among the {} with items enough to compare.", report.compared),
    })
}

/// How candidates stand against the target; `None` without one.
pub(super) fn target(report: &Report) -> Option<String> {
    let target = percent(report.target?);
    let Some(counts) = report.against_target else {
        return Some(format!(
            "Practice target {target}: no verdict, since there are fewer than 10 items or candidates were \
             given different ones."
        ));
    };
    let tentative = match Says::of(counts.items) {
        Says::Comparison => String::new(),
        _ => format!(" Tentative, over {} items.", counts.items),
    };
    Some(format!(
        "Practice target {target}: {} above, {} below, {} too close to call.{tentative}",
        count(counts.above, "candidate"),
        counts.below,
        counts.too_close
    ))
}

/// A topic's mean: counts up to 9 items, a percentage from 10 on.
pub(super) fn topic_mean(topic: &TopicFigures) -> String {
    match (Says::of(topic.items), topic.mean, topic.max_points) {
        (Says::Counts | Says::Interval, Some(mean), Some(max)) => {
            format!("{} of {}", points(mean), points(max))
        }
        _ => topic.mean_percent.map(percent).unwrap_or_default(),
    }
}

/// A topic's interval, where its items allow one.
pub(super) fn topic_range(topic: &TopicFigures) -> String {
    match Says::of(topic.items) {
        Says::Counts => String::new(),
        _ => topic.interval.map(range).unwrap_or_default(),
    }
}

/// Items with flags, the gravest first, each with the sentences worth reading: what follows from a graver
/// one is left out.
pub(super) fn items_to_look_at(report: &Report) -> Vec<(&ItemFigures, Vec<&Flag>)> {
    let mut items: Vec<(&ItemFigures, Vec<&Flag>)> = report
        .items
        .iter()
        .filter(|item| !item.flags.is_empty())
        .map(|item| {
            let wrong_key = item.flags.iter().any(|flag| flag.kind == FlagKind::PossibleWrongKey);
            let said = |flag: &&Flag| !(wrong_key && flag.kind == FlagKind::NegativeDiscrimination);
            (item, item.flags.iter().filter(said).collect())
        })
        .collect();
    items.sort_by_key(|(_, flags)| flags.first().map(|flag| flag.kind));
    items
}

/// What to keep in mind with flags from few candidates.
pub(super) fn caution(report: &Report) -> Option<String> {
    (report.group.candidates < ENOUGH_CANDIDATES)
        .then(|| format!("Fewer than {ENOUGH_CANDIDATES} candidates: take these as hints."))
}

/// Short answers that wait for a person; `None` where none do.
pub(super) fn review(report: &Report) -> Option<String> {
    let responses: u64 = report.review.iter().map(|row| row.count).sum();
    (responses > 0).then(|| {
        format!(
            "{} to review ({} distinct), scored 0 until ruled: see review.csv.",
            count(responses, "short answer"),
            report.review.len()
        )
    })
}

/// What the topics of a report are.
pub(super) fn heading(by: GroupBy) -> &'static str {
    match by {
        GroupBy::Topic => "Topics",
        GroupBy::Competency => "Competencies",
        GroupBy::Level => "Levels",
        GroupBy::Tag => "Tags",
    }
}

/// What one of them is.
pub(super) fn kind(by: GroupBy) -> &'static str {
    match by {
        GroupBy::Topic => "topic",
        GroupBy::Competency => "competency",
        GroupBy::Level => "level",
        GroupBy::Tag => "tag",
    }
}

fn level(group: &GroupFigures) -> Option<String> {
    let share = group.mean_percent.map(|value| format!(" ({})", percent(value))).unwrap_or_default();
    let name = if group.candidates == 1 { "Score" } else { "Mean" };
    Some(format!("{name} {}{share}.", amount(group.mean?, "point")))
}

fn spread(group: &GroupFigures) -> Option<String> {
    let (median, min, max, sd) = (group.median?, group.min?, group.max?, group.sd?);
    Some(format!(
        "Half scored {} or more; lowest {}, highest {}, standard deviation {}.",
        points(median),
        points(min),
        points(max),
        points(sd)
    ))
}

/// Reliability is told from 30 candidates on.
fn reliability(group: &GroupFigures) -> Option<String> {
    let (alpha, sem) = group.alpha.zip(group.sem).filter(|_| group.candidates >= ENOUGH_CANDIDATES)?;
    Some(format!(
        "Reliability (alpha) {}: on a like test, about two of three candidates would score within {} of \
         their score here (SEM).",
        coefficient(alpha),
        amount(sem, "point")
    ))
}

/// `1 item`, `2 items`.
pub(super) fn count(number: impl TryInto<u64>, noun: &str) -> String {
    let number = number.try_into().unwrap_or(u64::MAX);
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// `1 point`, `1.5 points`.
pub(super) fn amount(value: f64, noun: &str) -> String {
    let text = points(value);
    let plural = if text == "1" { "" } else { "s" };
    format!("{text} {noun}{plural}")
}
