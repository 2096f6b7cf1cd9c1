//! `mr-keys`.

use crate::check::lints::prelude::*;
use crate::model::Key;

pub(in crate::check) static LINT: Lint = Lint {
    id: "mr-keys",
    group: Group::Options,
    severity: Severity::Error,
    pedantic: false,
    summary: "The number of keys of a multiple-response item is not what the stem says",
    explanation: "\
Looks at multiple-response items. An error where the stem asks for another number of options (\"Select two\", \"Which three\") than are keyed: people who follow it cannot be right. A warning where only \
one option is keyed, or all of them, and where the stem does not say how many to choose, or that all that apply are wanted.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 14",
    check: Check::Item(check),
    fires: &[
        "\
stem: Which replies reflect a feeling? Select ⟦three⟧.
options: {A: You sound sad, B: You sound tired, C: Why is that, D: You should rest}
answer: [A, B]
",
        "\
stem: ⟦Which replies reflect a feeling?⟧
options: {A: You sound sad, B: You sound tired, C: Why is that, D: You should rest}
answer: [A, B]
",
        "\
stem: Which replies reflect a feeling? Select all that apply.
options: {A: You sound sad, B: You sound tired, C: You seem glad}
answer: ⟦[A, B, C]⟧
",
    ],
    quiet: &[
        "\
stem: Which replies reflect a feeling? Select two.
options: {A: You sound sad, B: You sound tired, C: Why is that, D: You should rest}
answer: [A, B]
",
        "\
stem: In which two cases may it be told?
options: {A: You sound sad, B: You sound tired, C: Why is that, D: You should rest}
answer: [A, B]
",
        "\
stem: Which are signs of a two-way talk? Mark all that apply, at most three.
options: {A: You sound sad, B: You sound tired, C: Why is that, D: You should rest}
answer: [A, B]
",
    ],
};

/// Words between an instruction and its number: `select the two`.
const BETWEEN: [&str; 5] = ["the", "exactly", "any", "your", "only"];
const NUMBERS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// What a stem says about how many options are wanted.
enum Wanted {
    Number(usize, Token),
    Some,
    NotSaid,
}

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    let Some(Key::Multiple { keyed, .. }) = item.choice().map(|choice| choice.key) else { return };
    let (keys, options) = (keyed.len(), item.options().len());
    let mut warn =
        |span, message: &str, help: &str| out.push(Finding::warning(LINT.id, span, message).with_help(help));
    if keys == options {
        warn(item.value_span("answer"), "every option is keyed", "add a distractor");
    } else if keys == 1 {
        warn(
            item.value_span("answer"),
            "only one option is keyed",
            "write `answer: LABEL` for a single response",
        );
    }
    if !item.is_english() {
        return;
    }
    match wanted(item) {
        Wanted::Number(number, token) if number != keys => {
            let message = format!("the stem asks for {number}, and {keys} options are keyed");
            out.push(
                Finding::error(LINT.id, item.in_stem(token.range()), message)
                    .with_label(item.value_span("answer"), "the key")
                    .with_help("mend the stem or the key"),
            );
        }
        Wanted::NotSaid => warn(
            item.stem_span(),
            "the stem does not say how many options to choose",
            "end it with `Select two.`, or with `Select all that apply.`",
        ),
        Wanted::Number(..) | Wanted::Some => {}
    }
}

fn wanted(item: ItemContext<'_>) -> Wanted {
    let tokens = &item.stem().tokens;
    let word = |at: usize| tokens.get(at).map_or("", |token| &*item.word(*token).text);
    let number = |at: usize| {
        let text = word(at);
        let value =
            NUMBERS.iter().position(|name| *name == text).map(|at| at + 1).or_else(|| text.parse().ok())?;
        // `two-way` counts nothing, and `two or more` leaves it open.
        let behind = item.stem().raw[tokens[at].range().end..].starts_with('-');
        (!behind && word(at + 1) != "or").then_some(Wanted::Number(value, tokens[at]))
    };
    let mut said = Wanted::NotSaid;
    for at in 0..tokens.len() {
        if tokens[at].quoted {
            continue;
        }
        if item.word(tokens[at]).is(Class::INSTRUCTION) {
            let next = if BETWEEN.contains(&word(at + 1)) { at + 2 } else { at + 1 };
            if next < tokens.len() {
                if let Some(number) = number(next) {
                    return number;
                }
                if matches!(word(next), "all" | "every" | "each" | "those") || number_like(word(next)) {
                    said = Wanted::Some;
                }
            }
        }
        let which = word(at) == "which" || word(at) == "what";
        let next = if BETWEEN.contains(&word(at + 1)) { at + 2 } else { at + 1 };
        if which && next < tokens.len() && matches!(said, Wanted::NotSaid) {
            said = number(next).unwrap_or(said);
        }
        if word(at) == "that" && word(at + 1) == "apply" {
            said = Wanted::Some;
        }
    }
    said
}

fn number_like(word: &str) -> bool {
    NUMBERS.contains(&word) || word.parse::<usize>().is_ok()
}
