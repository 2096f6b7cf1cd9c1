//! `placeholder`.

use crate::check::lints::prelude::*;
use crate::check::text::place_of;
use crate::yaml::{Node, NodeKind};
use memchr::memmem;
use std::ops::Range;

pub(in crate::check) static LINT: Lint = Lint {
    id: "placeholder",
    group: Group::Options,
    severity: Severity::Warning,
    pedantic: false,
    summary: "A text still has TODO, TBD, lorem ipsum or ???",
    explanation: "\
Fires on TODO, TBD, FIXME, lorem ipsum and ??? in any text of an item. Something is still to be written.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 1",
    check: Check::Item(check),
    fires: &[
        "\
stem: Which reply reflects the feeling?
options: {A: You sound sad, B: ⟦TODO⟧, C: Why is that}
answer: A
",
        "\
stem: Which reply reflects the feeling⟦???⟧
options: {A: You sound sad, B: Why, C: Why is that}
answer: A
",
    ],
    quiet: &[
        "\
stem: Which reply reflects the feeling?
options: {A: You sound sad, B: You should rest, C: Why is that}
answer: A
",
        "\
stem: Which word is Spanish for everything?
options: {A: Todo, B: Nada, C: TBDX??}
answer: A
",
    ],
};

/// Words that are placeholders as they stand here.
const WORDS: [&str; 5] = ["TODO", "TBD", "FIXME", "lorem", "Lorem"];
const MARKS: &str = "???";

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    // Most items are told to be clean by one look at their stretch of the file.
    let whole = item.source().slice(item.node().span());
    let has = |word: &str| memmem::find(whole.as_bytes(), word.as_bytes()).is_some();
    if !WORDS.into_iter().any(has) && !has(MARKS) {
        return;
    }
    look(item, item.node(), out);
}

fn look(item: ItemContext<'_>, node: Node<'_>, out: &mut Vec<Finding>) {
    match node.kind() {
        NodeKind::Map => node
            .entries()
            .filter(|entry| entry.name() != "allow")
            .for_each(|entry| look(item, entry.value, out)),
        NodeKind::List => node.items().for_each(|child| look(item, child, out)),
        _ => {
            let Some(text) = node.text() else { return };
            if let Some(range) = placeholder(text) {
                let message = format!("`{}` stands for something still to be written", &text[range.clone()]);
                out.push(
                    Finding::warning(LINT.id, place_of(item.source(), node, text, range), message)
                        .with_help("write it"),
                );
            }
        }
    }
}

fn placeholder(text: &str) -> Option<Range<usize>> {
    if let Some(at) = text.find(MARKS) {
        return Some(at..at + MARKS.len());
    }
    WORDS.iter().find_map(|word| {
        let is_word = |at: usize| {
            let letter = |c: char| c.is_alphanumeric();
            !text[..at].ends_with(letter) && !text[at + word.len()..].starts_with(letter)
        };
        let (at, _) = text.match_indices(word).find(|(at, _)| is_word(*at))?;
        Some(at..at + word.len())
    })
}
