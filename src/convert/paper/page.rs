//! The pages of a paper.

use super::{Paper, Printed, Size};
use crate::convert::markup;
use crate::model::fraction::to_decimal;
use crate::model::{Accept, Fraction, Item, Key};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("paper.css");

/// Rows of the answer grid's columns.
const GRID_ROWS: usize = 20;

pub(super) fn paper(paper: &Paper<'_>, items: &[Printed<'_>]) -> String {
    let points: Fraction = items.iter().map(|printed| printed.item.points).sum();
    let body = html! {
        header {
            h1 { (paper.title) }
            p.facts {
                @if !paper.version.is_empty() { strong { "Version " (paper.version) } " · " }
                (count(items.len(), "item"))
                @if points != Fraction::from_integer(i64::try_from(items.len()).unwrap_or(0)) {
                    " · " (to_decimal(points, 2)) " points"
                }
                @if let Some(time) = paper.time { " · " (time) }
            }
            div.fill {
                span { "Name" } span.line {} span { "Date" } span.line.short {}
            }
            p.how { (how(items)) }
        }
        ol.items {
            @for printed in items { (item(printed)) }
        }
        @if items.iter().any(|printed| !printed.options.is_empty()) { (grid(paper, items)) }
    };
    document(paper, &heading(paper, ""), &body)
}

pub(super) fn key(paper: &Paper<'_>, items: &[Printed<'_>]) -> String {
    let body = html! {
        header {
            h1 { (paper.title) ": key" }
            p.facts {
                @if !paper.version.is_empty() { strong { "Version " (paper.version) } " · " }
                "form " (paper.form.id)
                @if let Some(seed) = paper.form.seed { " · seed " (seed) }
                " · not to hand out"
            }
        }
        table.key {
            thead { tr { th { "No." } th { "Right" } th { "Item" } th { "Why" } } }
            tbody {
                @for printed in items {
                    tr {
                        td.number { (printed.number) }
                        td.right { (right(printed)) }
                        td.id { (printed.item.id) }
                        td { @if let Some(text) = &printed.item.rationale { (rich(text)) } }
                    }
                }
            }
        }
    };
    document(paper, &heading(paper, ": key"), &body)
}

fn item(printed: &Printed<'_>) -> Markup {
    let several = matches!(printed.item.choice().map(|choice| choice.key), Some(Key::Multiple { .. }));
    html! {
        li.item value=(printed.number) {
            div.stem { (rich(&printed.item.stem)) }
            @if several { p.note { "More than one option can be right." } }
            @if printed.item.points != 1.into() { p.note { (to_decimal(printed.item.points, 2)) " points" } }
            @if printed.options.is_empty() {
                @for _ in 0..lines(printed.item) { div.write {} }
            } @else {
                div.options {
                    @for (label, option, _) in &printed.options {
                        div.option { span.label { (label) "." } div { (rich(&option.text)) } }
                    }
                }
            }
        }
    }
}

/// Circles to fill in, for the items with options; a short answer is written under its item.
fn grid(paper: &Paper<'_>, items: &[Printed<'_>]) -> Markup {
    let rows: Vec<&Printed<'_>> = items.iter().filter(|printed| !printed.options.is_empty()).collect();
    html! {
        section.grid {
            h2 { "Answers" @if !paper.version.is_empty() { ", version " (paper.version) } }
            div.fill { span { "Name" } span.line {} }
            div.columns {
                @for rows in rows.chunks(GRID_ROWS) {
                    div.column {
                        @for printed in rows {
                            div.row {
                                span.number { (printed.number) }
                                @for (label, ..) in &printed.options { span.circle { (label) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn how(items: &[Printed<'_>]) -> &'static str {
    let choice = items.iter().any(|printed| !printed.options.is_empty());
    let short = items.iter().any(|printed| printed.options.is_empty());
    match (choice, short) {
        (true, true) => {
            "Mark your answers on the last page. Write short answers on the lines below the item."
        }
        (true, false) => "Mark your answers on the last page.",
        _ => "Write your answers on the lines below each item.",
    }
}

/// The printed labels that are right, or the accepted answers.
fn right(printed: &Printed<'_>) -> String {
    let Some(short) = printed.item.short_answer() else {
        let labels = printed.options.iter().filter(|(_, _, right)| *right).map(|(label, ..)| *label);
        return labels.collect::<Vec<_>>().join(", ");
    };
    let group = |group: &Vec<String>| group.join(" / ");
    match &short.accept {
        Accept::Texts(texts) => texts.iter().map(|text| text.text.as_str()).collect::<Vec<_>>().join(" / "),
        Accept::Words(groups) => groups.iter().map(group).collect::<Vec<_>>().join(" and "),
        Accept::List { entries, .. } => entries.iter().map(group).collect::<Vec<_>>().join("; "),
        Accept::Number { value, tolerance, units } => {
            let spread = (*tolerance != 0.into()).then(|| format!(" ± {}", to_decimal(*tolerance, 6)));
            let unit = units.first().map(|unit| format!(" {unit}"));
            format!("{}{}{}", to_decimal(*value, 6), spread.unwrap_or_default(), unit.unwrap_or_default())
        }
    }
}

/// How many lines a short answer gets.
fn lines(item: &Item) -> usize {
    match item.short_answer().map(|short| &short.accept) {
        Some(Accept::List { entries, .. }) => entries.len().clamp(1, 8),
        Some(Accept::Words(_)) => 3,
        _ => 1,
    }
}

fn heading(paper: &Paper<'_>, more: &str) -> String {
    let version =
        if paper.version.is_empty() { String::new() } else { format!(", version {}", paper.version) };
    format!("{}{version}{more}", paper.title)
}

/// A text of the bank. The renderer has escaped whatever was no Markdown.
fn rich(text: &str) -> Markup {
    PreEscaped(markup::to_printed_html(text))
}

fn count(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

fn document(paper: &Paper<'_>, title: &str, body: &Markup) -> String {
    let language = paper.bank.language.as_deref().unwrap_or("en");
    let size = if paper.size == Size::A4 { "A4" } else { "letter" };
    let style = format!("@page {{ size: {size}; }}\n{STYLE}");
    let page = html! {
        (DOCTYPE)
        html lang=(language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content="qbank";
                title { (title) }
                style { (PreEscaped(style)) }
            }
            body { (body) }
        }
    };
    let mut page = page.into_string();
    // Marks that turn the direction of what follows could make a paper read as another; a browser needs none.
    page.retain(|letter| !matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
    page
}
