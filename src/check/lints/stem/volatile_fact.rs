//! `volatile-fact`.

use crate::check::lints::prelude::*;
use crate::check::words::{COUNTED_SPANS, DATED, STATUTES};
use std::ops::Range;

/// An amount of money ages where a word such as `fee` stands in the same text.
const MONEY: char = '$';

pub(in crate::check) static LINT: Lint = Lint {
    id: "volatile-fact",
    group: Group::Stem,
    severity: Severity::Note,
    pedantic: false,
    summary: "A fact that ages has no date",
    explanation: "\
Fires on an item without `as-of` whose stem, key or accepted answers name a fee in dollars, a time limit (\"within 30 days\"), an option of a telephone menu (\"press 1\") \
or the number of a law (\"SB 803\"). Such facts change; with the day on which they were last checked, someone can look for items that are due.",
    reference: "Standards for Educational and Psychological Testing (2014), on keeping items current",
    check: Check::Item(check),
    fires: &[
        "\
stem: A retake has to be asked for ⟦within 30 days⟧. Who grants it?
options: {A: The agency, B: The certifier, C: The county}
answer: B
",
        "\
stem: What does ⟦SB 803⟧ regulate?
accept: [peer certification]
",
    ],
    quiet: &[
        "\
stem: A retake has to be asked for within 30 days. Who grants it?
options: {A: The agency, B: The certifier, C: The county}
answer: B
as-of: 2026-01-31
",
        "\
stem: Sam has been here for 30 days and owes $5. What do you do?
options: {A: Listen, B: Ask, C: Call}
answer: A
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    if item.item().as_of.is_some() || !item.is_english() {
        return;
    }
    let mut found = |span, what: &str| {
        let message = format!("`{what}` may change, and the item has no `as-of`");
        out.push(
            Finding::note(LINT.id, span, message)
                .with_help("add `as-of: YYYY-MM-DD`, the day on which it was last checked"),
        );
    };
    if let Some(range) = aging(item, item.stem()) {
        return found(item.in_stem(range.clone()), &item.stem().raw[range]);
    }
    for index in item.keyed().iter() {
        let option = &item.options()[index];
        if let Some(range) = aging(item, option) {
            return found(item.in_option(index, range.clone()), &option.raw[range]);
        }
    }
    for (number, text) in item.answers().iter().enumerate() {
        if let Some(range) = aging(item, text) {
            let nodes = item.answer_nodes();
            return found(
                nodes.get(number).map_or_else(|| item.opening(), |node| node.span()),
                &text.raw[range],
            );
        }
    }
}

/// The first stretch of a text that ages.
fn aging(item: ItemContext<'_>, text: &Text<'_>) -> Option<Range<usize>> {
    let word = |at: usize| text.tokens.get(at).map_or("", |token| &*item.word(*token).text);
    let is_number = |at: usize| text.tokens.get(at).is_some_and(|token| item.word(*token).is(Class::NUMBER));
    let money = text.raw.contains(MONEY) && (0..text.tokens.len()).any(|at| DATED.contains(&word(at)));
    (0..text.tokens.len()).find_map(|at| {
        if !is_number(at) {
            return None;
        }
        let range = text.tokens[at].range();
        let before = |back: usize| at.checked_sub(back).map_or("", word);
        let start = |back: usize| text.tokens[at - back].range().start;
        if money && text.raw[..range.start].ends_with(MONEY) {
            return Some(range.start - MONEY.len_utf8()..range.end);
        }
        if before(1) == "press" || STATUTES.contains(&before(1)) {
            return Some(start(1)..range.end);
        }
        let limit = before(1) == "within" && COUNTED_SPANS.contains(&word(at + 1));
        limit.then(|| start(1)..text.tokens[at + 1].range().end)
    })
}
