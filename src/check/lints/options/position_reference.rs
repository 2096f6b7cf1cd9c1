//! `position-reference`.

use super::is_about_all;
use crate::check::lints::prelude::*;
use std::ops::Range;

pub(in crate::check) static LINT: Lint = Lint {
    id: "position-reference",
    group: Group::Options,
    severity: Severity::Error,
    pedantic: false,
    summary: "A text names options by place or label, but a quiz may shuffle them",
    explanation: "\
Fires where an option, its feedback or the rationale says \"option B\", \"A and C\" or \"the above\" in an item that may be shuffled. When a quiz puts the options in another order and prints other \
labels, the text is wrong, and so may be the key. Hence it is an error; `shuffle: false` in the item mends it. \"All of the above\" and \"none of the above\" have lints of their own: a \
quiz keeps them last.",
    reference: "Haladyna, Downing & Rodriguez 2002, guidelines 9, 25 and 26",
    check: Check::Item(check),
    fires: &[
        "\
stem: Which reply reflects the feeling?
options: {A: You sound sad, B: You should rest, C: Why is that}
answer: A
rationale: It names the feeling, while ⟦option B⟧ gives advice.
",
        "\
stem: Which replies reflect the feeling?
options: {A: You sound sad, B: You sound tired, C: ⟦A and B⟧}
answer: C
",
        "\
stem: Which replies reflect the feeling?
options: {A: You sound sad, B: Two of ⟦the above⟧, C: Why}
answer: A
",
    ],
    quiet: &[
        "\
stem: Which reply reflects the feeling?
options: {A: You sound sad, B: You should rest, C: Why is that}
answer: A
rationale: It names the feeling, while telling the person to rest is advice.
",
        "\
stem: Which reply reflects the feeling?
options: {A: You sound sad, B: You should rest, C: Hepatitis A and B}
answer: A
rationale: It names the feeling, while option B gives advice.
shuffle: false
",
        "\
stem: Which is a vitamin?
options: {A: Vitamins A and C, B: Plan B, C: All of the above}
answer: A
rationale: To ask is to give a choice. A plan is no option.
",
    ],
};

/// Words before a label that show that an option is meant.
const NAMES: [&str; 8] =
    ["option", "options", "choice", "choices", "answer", "answers", "distractor", "distractors"];
/// Words after which a pair of labels is meant as such; it is also at the beginning of a text.
const BEFORE_PAIR: [&str; 4] = ["both", "only", "either", "neither"];

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    let Some(choice) = item.choice().filter(|_| item.item().shuffle) else { return };
    let mut found = |span, words: &str| {
        let message = format!("`{words}` names options by place, but a quiz may shuffle them");
        out.push(
            Finding::error(LINT.id, span, message)
                .with_help("say what the option says, or keep the order with `shuffle: false`"),
        );
    };
    for (index, option) in item.options().iter().enumerate() {
        if is_about_all(item, option) {
            continue;
        }
        if let Some(range) = reference(item, option) {
            found(item.in_option(index, range.clone()), &option.raw[range]);
        }
    }
    if let Some(text) = item.rationale()
        && let Some(range) = reference(item, text)
    {
        found(item.within("rationale", text, range.clone()), &text.raw[range]);
    }
    for (index, feedback) in choice
        .options
        .iter()
        .enumerate()
        .filter_map(|(index, option)| Some((index, option.feedback.as_deref()?)))
    {
        // Feedback is rare and is not cut into words: only names before a label are looked for.
        let named =
            feedback.split_whitespace().zip(feedback.split_whitespace().skip(1)).find(|(name, label)| {
                NAMES.contains(&&*name.to_ascii_lowercase())
                    && is_label(item, label.trim_end_matches(['.', ',', ';', ')']))
            });
        if let Some((name, label)) = named {
            let node = item
                .node()
                .get("options")
                .and_then(|options| options.entries().nth(index)?.value.get("feedback"));
            found(node.map_or_else(|| item.opening(), crate::yaml::Node::span), &format!("{name} {label}"));
        }
    }
}

/// Whether a text that people read may name an option by its label or place, so that the options must stay where they
/// are. A capital `A` or `I` may be a word as well.
pub(super) fn may_refer(item: ItemContext<'_>) -> bool {
    let names = |text: &Text<'_>| {
        let mut words = text.tokens.iter().map(|token| text.slice(*token));
        reference(item, text).is_some()
            || words.any(|word| !matches!(word, "A" | "I") && is_label(item, word))
    };
    names(item.stem()) || item.rationale().is_some_and(names)
}

/// The first stretch of a text that names options by label or place.
fn reference(item: ItemContext<'_>, text: &Text<'_>) -> Option<Range<usize>> {
    let tokens = &text.tokens;
    let word = |at: usize| tokens.get(at).map_or("", |token| &*item.word(*token).text);
    let label = |at: usize| tokens.get(at).is_some_and(|token| is_label(item, text.slice(*token)));
    let stretch = |from: usize, to: usize| tokens[from].range().start..tokens[to].range().end;
    (0..tokens.len()).find_map(|at| {
        if tokens[at].quoted {
            return None;
        }
        if NAMES.contains(&word(at)) && label(at + 1) && is_next(text, at) {
            return Some(stretch(at, at + 1));
        }
        if word(at) == "the" && word(at + 1) == "above" && at + 2 >= tokens.len() {
            return Some(stretch(at, at + 1));
        }
        let may_begin = at == 0 || BEFORE_PAIR.contains(&word(at - 1));
        let pair = label(at)
            && matches!(word(at + 1), "and" | "or" | "nor")
            && label(at + 2)
            && is_next(text, at + 1);
        let ends = at + 3 >= tokens.len() || at > 0 || matches!(word(at + 3), "only" | "are" | "is" | "but");
        (may_begin && pair && ends).then(|| stretch(at, at + 2))
    })
}

/// Whether no more than spaces and an opening bracket or quote stand between a word and the next: a full stop begins a
/// sentence in which `A` is an article.
fn is_next(text: &Text<'_>, at: usize) -> bool {
    let between = &text.raw[text.tokens[at].range().end..text.tokens[at + 1].range().start];
    between.chars().all(|c| c.is_whitespace() || matches!(c, '(' | '"' | '\'' | '“' | '‘' | '*'))
}

/// Whether a word is a label of the item as it stands there: a small `a` is an article.
fn is_label(item: ItemContext<'_>, word: &str) -> bool {
    let is_plain = word.starts_with(|c: char| c.is_ascii_lowercase());
    !is_plain && item.choice().is_some_and(|choice| choice.options.iter().any(|option| option.label == word))
}
