//! `clang`.

use crate::check::lints::prelude::*;

/// From so many shared words on it is a warning.
const MANY: usize = 2;

pub(in crate::check) static LINT: Lint = Lint {
    id: "clang",
    group: Group::Cues,
    severity: Severity::Warning,
    pedantic: false,
    summary: "A word of the stem comes back in the key and in no distractor",
    explanation: "\
Fires where a content word of the stem (five letters or more, other forms of the word included) stands in the key of a single-response item and \
in no distractor: a note for one word, a warning for two or more. Words in more than a fifth of the bank's stems are left out, in banks of ten \
items or more. An option that echoes the stem looks right to someone who only looks at the words.\n\
It fires on 5 % of practice items, about 2 % of edited ones. Alone it is a weak cue: the echoing option is the key in 29 % of practice items and 38 % \
of medical ones (chance 25 %), 16 to 23 % of edited ones.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 28b",
    check: Check::Item(check),
    fires: &[
        "\
stem: Which skill gathers several statements into a summary?
options:
  A: Reflecting
  B: ⟦Summary⟧ of the talk
  C: Affirming
answer: B
",
        "\
stem: Which skill gathers several statements into a summary?
options: {A: Reflecting, B: ⟦Summary⟧ of statements, C: Affirming}
answer: B
",
    ],
    quiet: &[
        "\
stem: Which skill gathers several statements at the end of a talk?
options:
  A: Reflecting
  B: Summarizing
  C: Affirming
answer: B
",
        "\
stem: Which skill gathers several statements into a summary?
options: {A: A summary first, B: Summary of the talk, C: Affirming}
answer: B
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    if !item.is_english() {
        return;
    }
    let Some((key, distractors)) = item.key_and_distractors() else { return };
    let shared = echoes(item, key, &distractors);
    let Some(first) = shared.first() else { return };
    let option = &item.options()[key];
    let words: Vec<_> = shared.iter().map(|token| format!("`{}`", option.slice(*token))).collect();
    let span = item.in_option(key, first.range());
    let message = format!("only the key repeats {} of the stem", words.join(" and "));
    let finding = if shared.len() >= MANY {
        Finding::warning(LINT.id, span, message)
    } else {
        Finding::note(LINT.id, span, message)
    };
    out.push(finding.with_help("use another word in the key, or the same word in a distractor"));
}

/// The words of an option that repeat the stem where no other option does, each once.
pub(in crate::check) fn echoes(item: ItemContext<'_>, option: usize, others: &[usize]) -> Vec<Token> {
    let vocabulary = item.vocabulary();
    let in_stem = item.stem().content_set(vocabulary);
    let mut seen = Vec::new();
    let mut echoes = Vec::new();
    for token in &item.options()[option].tokens {
        let Some(stem) = item.word(*token).stem else { continue };
        if in_stem.binary_search(&stem).is_err() || item.bank.is_frequent(stem) || seen.contains(&stem) {
            continue;
        }
        let elsewhere = others
            .iter()
            .any(|other| item.options()[*other].words().any(|word| vocabulary.word(word).stem == Some(stem)));
        if !elsewhere {
            seen.push(stem);
            echoes.push(*token);
        }
    }
    echoes
}
