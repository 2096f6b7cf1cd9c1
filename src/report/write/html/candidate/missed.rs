//! The items without full credit: what was asked, what was answered, what would have been right, and why.

use super::super::table::{own, prose};
use super::spool::{Missed, SpooledSheet};
use crate::analyze::ratio;
use crate::analyze::say::points;
use crate::grade::scheme::{Scheme, SchemeItem};
use crate::model::{Accept, Choice, EntryOrder, Status, fraction};
use crate::report::write::words;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Decimals of an accepted number.
const PLACES: u32 = 6;
/// How many texts that serve alike are shown.
const SYNONYMS: usize = 3;

/// Missed items by the innermost group of each, in the order of the bank.
fn by_group<'a>(scheme: &Scheme, sheet: &'a SpooledSheet) -> BTreeMap<Option<u32>, Vec<&'a Missed>> {
    let mut groups: BTreeMap<Option<u32>, Vec<&Missed>> = BTreeMap::new();
    for missed in &sheet.missed {
        groups.entry(scheme.items[missed.item].groups.first().copied()).or_default().push(missed);
    }
    groups
}

/// How many items were missed in each group.
pub(super) fn summary(scheme: &Scheme, sheet: &SpooledSheet) -> Markup {
    let parts = sheet.groups();
    html! {
        ul.plain {
            @for (group, missed) in by_group(scheme, sheet) {
                li {
                    a href={ "#" (anchor(group)) } { (title(scheme, group)) }
                    ": " (missed.len())
                    @if let Some(part) = group.and_then(|group| parts.get(group as usize)) { " of " (part.items) }
                }
            }
        }
    }
}

/// Every missed item.
pub(super) fn list(scheme: &Scheme, sheet: &SpooledSheet) -> Markup {
    html! {
        @if sheet.missed.is_empty() { p { "None." } }
        @for (group, missed) in by_group(scheme, sheet) {
            h3.topic id=(anchor(group)) { (title(scheme, group)) }
            @for missed in missed { (one(scheme, missed)) }
        }
    }
}

fn anchor(group: Option<u32>) -> String {
    group.map_or_else(|| "group-none".to_owned(), |group| format!("group-{group}"))
}

fn title(scheme: &Scheme, group: Option<u32>) -> Markup {
    let group = group.and_then(|group| scheme.groups.get(group as usize));
    group.map_or_else(|| html! { "Others" }, |group| own(&group.title))
}

fn one(scheme: &Scheme, missed: &Missed) -> Markup {
    let entry = &scheme.items[missed.item];
    let item = &entry.item;
    html! {
        article lang=[item.language.as_deref()] {
            header {
                h4 { (own(&item.id)) }
                span.tag lang="en" { (outcome(scheme, entry, missed)) }
            }
            p.stem dir="auto" { (prose(&item.stem)) }
            @match item.choice() {
                Some(choice) => (options(choice, missed)),
                None => (short(entry, missed)),
            }
            @if let Some(rationale) = &item.rationale {
                p.wrap dir="auto" { strong lang="en" { "Why: " } (prose(rationale)) }
            }
            @if let Some(reference) = &item.reference {
                p.soft.wrap dir="auto" { span lang="en" { "See: " } (prose(reference)) }
            }
        }
    }
}

/// What became of the response.
fn outcome(scheme: &Scheme, entry: &SchemeItem, missed: &Missed) -> String {
    let slot = scheme.slots[missed.slot as usize];
    let score = points(ratio(slot.score, scheme.unit));
    let of = words::amount(ratio(entry.max, scheme.unit), "point");
    match slot.status {
        Status::Partial => format!("partly right, {score} of {of}"),
        Status::Blank => "left blank".to_owned(),
        Status::Unreadable => "could not be read".to_owned(),
        Status::Review => "waits for a person".to_owned(),
        _ if slot.score < 0 => format!("not right, {score} of {of}"),
        _ => "not right".to_owned(),
    }
}

fn options(choice: &Choice, missed: &Missed) -> Markup {
    let keyed = choice.key.keyed();
    html! {
        ul.options {
            @for (place, option) in choice.options.iter().enumerate() {
                @let chosen = missed.chosen.contains(&place);
                li {
                    span.key { (option.label) } " "
                    bdi.wrap { (prose(&option.text)) }
                    @if keyed.contains(place) { " " span.keyed lang="en" { "✓ right" } }
                    @if chosen { " " span.chosen lang="en" { "your answer" } }
                    @if let (true, Some(feedback)) = (chosen, &option.feedback) {
                        div.soft.wrap dir="auto" { (prose(feedback)) }
                    }
                }
            }
        }
        @if missed.chosen.is_empty() && !missed.text.is_empty() { (answer(&missed.text)) }
    }
}

fn short(entry: &SchemeItem, missed: &Missed) -> Markup {
    html! {
        @if !missed.text.is_empty() { (answer(&missed.text)) }
        p { "Accepted: " (accepted(entry)) }
    }
}

fn answer(text: &str) -> Markup {
    html! { p { span.chosen lang="en" { "Your answer" } " " (own(text)) } }
}

/// What would have earned credit.
fn accepted(entry: &SchemeItem) -> Markup {
    let Some(short) = entry.item.short_answer() else { return html! {} };
    let text = match &short.accept {
        Accept::Texts(texts) => {
            let full = texts.iter().filter(|accepted| accepted.credit >= 1.into());
            let full: Vec<String> = full.map(|accepted| accepted.text.clone()).collect();
            let all = || -> Vec<String> { texts.iter().map(|accepted| accepted.text.clone()).collect() };
            any_of(&if full.is_empty() { all() } else { full })
        }
        Accept::Words(groups) => {
            let groups: Vec<String> = groups.iter().map(|group| any_of(group)).collect();
            format!("words such as {}", groups.join(", and "))
        }
        Accept::List { entries, order, .. } => {
            let entries: Vec<String> = entries.iter().map(|entry| any_of(entry)).collect();
            let order = if *order == EntryOrder::Given { ", in this order" } else { "" };
            format!("{}{order}", entries.join("; "))
        }
        Accept::Number { value, tolerance, units } => {
            let decimal = |number| fraction::to_decimal(number, PLACES);
            let about =
                if *tolerance > 0.into() { format!(" ± {}", decimal(*tolerance)) } else { String::new() };
            let unit = units.first().map(|unit| format!(" {unit}")).unwrap_or_default();
            format!("{}{about}{unit}", decimal(*value))
        }
    };
    html! { bdi.wrap { (prose(&text)) } }
}

/// A few of the texts that serve alike; a bank can have dozens.
fn any_of(texts: &[String]) -> String {
    let few = texts[..texts.len().min(SYNONYMS)].join(" or ");
    if texts.len() > SYNONYMS { format!("{few} or the like") } else { few }
}
