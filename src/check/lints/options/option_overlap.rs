//! `option-overlap`.

use super::is_about_all;
use crate::check::lints::prelude::*;
use crate::check::text::{WordId, is_strict_subset, jaccard};

/// An option of fewer words says too little to be a part of another.
const MIN_SUBSET_WORDS: usize = 2;
/// Options that share this part of their words, …
const MIN_JACCARD: f64 = 0.8;
/// … and so many of them at least, say the same.
const MIN_JACCARD_WORDS: usize = 4;

pub(in crate::check) static LINT: Lint = Lint {
    id: "option-overlap",
    group: Group::Options,
    severity: Severity::Warning,
    pedantic: false,
    summary: "Two options say much the same, or one includes the other",
    explanation: "\
Fires where all words of an option (two or more) stand in another, where two options of four words or more share 80 % of their words (Jaccard), where they differ only in \
capitals or punctuation, and where two ranges of numbers intersect; ranges that only touch (10–20, 20–30) do not. Options that differ by a negation are left out. If one option \
is right, so is what it includes, and options that say the same are both wrong.\n\
It fires on 2.6 % (ranges and parts) and 3.7 % (shared words) of practice items. Some are contrasts on purpose; allow those.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 22",
    check: Check::Item(check),
    fires: &[
        "\
stem: How long does a visit last?
options: {A: 10 to 20 minutes, B: ⟦15 to 30 minutes⟧, C: An hour}
answer: C
",
        "\
stem: What does it build?
options: {A: Mutual trust, B: ⟦Mutual respect and trust⟧, C: An income}
answer: C
",
        "\
stem: What is first?
options: {A: The person asks for your help, B: ⟦The person asks for your own help⟧, C: A plan}
answer: C
",
        "\
stem: What is it called?
options: {A: Open question, B: ⟦open question.⟧, C: A plan}
answer: C
",
    ],
    quiet: &[
        "\
stem: How long does a visit last?
options: {A: 10 to 20 minutes, B: 20 to 30 minutes, C: An hour}
answer: C
",
        "\
stem: What does it build?
options: {A: Trust, B: Respect and trust, C: Not respect and trust}
answer: C
",
        "\
stem: How much?
options: {A: \"-5\", B: \"5\", C: \"<5\"}
answer: C
",
    ],
};

/// What of an option is compared.
struct Compared {
    words: Vec<WordId>,
    range: Option<(f64, f64)>,
    negations: usize,
    has_symbols: bool,
    /// Such as `all of the above`, which overlaps with every option and is looked at elsewhere.
    is_about_all: bool,
}

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    let compared: Vec<Compared> = item.options().iter().map(|option| look_at(item, option)).collect();
    for later in 1..compared.len() {
        for earlier in 0..later {
            if compared[earlier].is_about_all || compared[later].is_about_all {
                continue;
            }
            let Some(what) = overlap(item, &compared, earlier, later) else { continue };
            let label = |index: usize| item.choice().map_or("", |choice| &choice.options[index].label);
            let message = format!("options {} and {} {what}", label(earlier), label(later));
            out.push(
                Finding::warning(LINT.id, item.option_span(later), message)
                    .with_label(item.option_span(earlier), "the other option")
                    .with_help("make the options exclude each other"),
            );
        }
    }
}

fn look_at(item: ItemContext<'_>, option: &Text<'_>) -> Compared {
    let words = option.word_set();
    Compared {
        range: range(item, option),
        negations: words.iter().filter(|word| is_negation(item, **word)).count(),
        has_symbols: has_symbols(option.raw),
        is_about_all: is_about_all(item, option),
        words,
    }
}

/// What two options have in common, in words that follow their labels.
fn overlap(item: ItemContext<'_>, compared: &[Compared], a: usize, b: usize) -> Option<&'static str> {
    let (one, other) = (&compared[a], &compared[b]);
    if let (Some(left), Some(right)) = (one.range, other.range) {
        return (left.0 < right.1 && right.0 < left.1).then_some("are ranges that intersect");
    }
    if one.negations != other.negations || one.has_symbols || other.has_symbols {
        return None;
    }
    let (left, right) = (&item.options()[a], &item.options()[b]);
    let same_words = !left.tokens.is_empty() && left.words().eq(right.words());
    let part = |small: &[WordId], large: &[WordId]| {
        small.len() >= MIN_SUBSET_WORDS && is_strict_subset(small, large)
    };
    let (one, other) = (&one.words, &other.words);
    if same_words {
        Some("differ only in capitals or punctuation")
    } else if part(one, other) || part(other, one) {
        Some("overlap: one has all words of the other")
    } else if one.len().min(other.len()) >= MIN_JACCARD_WORDS && jaccard(one, other) >= MIN_JACCARD {
        Some("share nearly all their words")
    } else {
        None
    }
}

fn is_negation(item: ItemContext<'_>, word: WordId) -> bool {
    let word = item.vocabulary().word(word);
    word.is(Class::NEGATION)
        || word.text.ends_with("n't")
        || matches!(&*word.text, "cannot" | "without" | "none")
}

/// Whether a text has signs that words leave out and that change what it says: `-5`, `<18`, `C++`.
fn has_symbols(text: &str) -> bool {
    let sign =
        |c: char| matches!(c, '<' | '>' | '=' | '+' | '%' | '$' | '#' | '≤' | '≥' | '±' | '^' | '*' | '/');
    let minus = text.char_indices().any(|(at, c)| {
        matches!(c, '-' | '−') && text[at + c.len_utf8()..].starts_with(|c: char| c.is_ascii_digit())
    });
    minus || text.contains(sign)
}

/// The two numbers of an option that is a range: `10–20`, `10 to 20 minutes`.
fn range(item: ItemContext<'_>, option: &Text<'_>) -> Option<(f64, f64)> {
    if !option.has(Class::NUMBER) {
        return None;
    }
    let numbers: Vec<(usize, f64)> = option
        .tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| item.word(**token).is(Class::NUMBER))
        .filter_map(|(at, token)| Some((at, option.slice(*token).replace(',', "").parse::<f64>().ok()?)))
        .collect();
    let [(first, low), (second, high)] = numbers[..] else { return None };
    let between = &option.raw[option.tokens[first].range().end..option.tokens[second].range().start];
    let joined = matches!(between.trim(), "-" | "–" | "—" | "to" | "and");
    let opens = first == 0
        || (first == 1 && matches!(&*item.word(option.tokens[0]).text, "from" | "between" | "ages" | "age"));
    (joined && opens && low < high).then_some((low, high))
}
