//! `k-type`.

use crate::check::lints::prelude::*;

pub(in crate::check) static LINT: Lint = Lint {
    id: "k-type",
    group: Group::Options,
    severity: Severity::Warning,
    pedantic: false,
    summary: "An option is a combination of other options",
    explanation: "\
Fires on an option that is only labels, numerals or digits joined by and, or, a comma or &, with both, neither or only before or behind them (\"A and C\", \"I, II and III\", \
\"both 1 and 2\"). Who knows that one part is wrong drops half the options, so it measures the skill of combining; such items are harder and less reliable for no gain. 1.2 % of \
practice items have one, no edited ones.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 9",
    check: Check::Item(check),
    fires: &["\
stem: \"Which are core skills? I. Affirming II. Advising III. Reflecting\"
options: {A: ⟦I and II⟧, B: ⟦I and III⟧, C: ⟦\"Both II, III\"⟧}
answer: B
"],
    quiet: &[
        "\
stem: Which are core skills? Select two.
options: {A: Affirming, B: Advising, C: Reflecting}
answer: [A, C]
",
        "\
stem: How many are there?
options: {A: \"1\", B: \"2\", C: \"1,000\", D: Vitamins A and C}
answer: A
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    for (index, option) in item.options().iter().enumerate() {
        if combines(item, option) {
            out.push(
                Finding::warning(LINT.id, item.option_span(index), "the option combines others")
                    .with_help("make it a multiple-response item: `answer` may be a list of labels"),
            );
        }
    }
}

fn combines(item: ItemContext<'_>, option: &Text<'_>) -> bool {
    let mut parts = 0;
    let mut joined = false;
    for token in &option.tokens {
        match &*item.word(*token).text {
            "and" | "or" => joined = true,
            "both" | "neither" | "nor" | "only" | "all" | "either" => {}
            _ if is_part(item, option.slice(*token)) => parts += 1,
            _ => return false,
        }
    }
    parts >= 2 && (joined || option.raw.contains([',', '&']))
}

/// Whether a word is a label of the item, a Roman numeral or one digit.
fn is_part(item: ItemContext<'_>, word: &str) -> bool {
    let roman = word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
        || word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    let digit = word.len() == 1 && word.starts_with(|c: char| c.is_ascii_digit());
    let label = item.choice().is_some_and(|choice| choice.options.iter().any(|option| option.label == word));
    roman || digit || label
}
