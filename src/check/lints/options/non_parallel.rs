//! `non-parallel`.

use crate::check::lints::prelude::*;

/// Of fewer options none is the odd one.
const MIN_OPTIONS: usize = 3;

pub(in crate::check) static LINT: Lint = Lint {
    id: "non-parallel",
    group: Group::Options,
    severity: Severity::Note,
    pedantic: true,
    summary: "One option begins in another form than all others",
    explanation: "\
Fires where all options but one begin with a word in -ing, with to and a verb, or with an article, and that one does not. Options in one form are easier to compare. A first word tells little \
about a sentence, so it is often wrong; hence the lint is off until it is asked for.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 23",
    check: Check::Item(check),
    fires: &["\
stem: What helps?
options: {A: Waiting a moment, B: Nodding, C: ⟦A kind word⟧}
answer: A
"],
    quiet: &[
        "\
stem: What helps?
options: {A: Waiting a moment, B: Nodding, C: Saying a kind word}
answer: A
",
        "\
stem: What helps?
options: {A: Waiting a moment, B: Advice, C: A kind word}
answer: A
",
    ],
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Ing,
    To,
    Article,
    Other,
}

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    if !item.is_english() || item.options().len() < MIN_OPTIONS {
        return;
    }
    let forms: Vec<Form> = item.options().iter().map(|option| form(item, option)).collect();
    for usual in [Form::Ing, Form::To, Form::Article] {
        let mut odd = forms.iter().enumerate().filter(|(_, form)| **form != usual);
        if let (Some((index, _)), None) = (odd.next(), odd.next()) {
            out.push(
                Finding::note(
                    LINT.id,
                    item.option_span(index),
                    "the option begins in another form than the others",
                )
                .with_help("write all options in one form"),
            );
            return;
        }
    }
}

fn form(item: ItemContext<'_>, option: &Text<'_>) -> Form {
    let Some(first) = option.tokens.first().map(|token| item.word(*token)) else { return Form::Other };
    if first.is(Class::ARTICLE) {
        Form::Article
    } else if &*first.text == "to" && option.tokens.len() > 1 {
        Form::To
    } else if first.text.ends_with("ing") && first.text.len() > 4 {
        Form::Ing
    } else {
        Form::Other
    }
}
