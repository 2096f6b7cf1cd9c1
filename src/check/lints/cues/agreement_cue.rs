//! `agreement-cue`.

use crate::check::lints::prelude::*;

pub(in crate::check) static LINT: Lint = Lint {
    id: "agreement-cue",
    group: Group::Cues,
    severity: Severity::Note,
    pedantic: true,
    summary: "The stem ends with is, are or the like, and only the key agrees in number",
    explanation: "\
Fires where the stem ends with is, are, was, were, this or these and the first words of the options show that the key alone agrees in number. \
Number is judged by a final `s`, which is often wrong; hence the lint is off until it is asked for.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 28c",
    check: Check::Item(check),
    fires: &["\
stem: \"The four core skills of listening ⟦are⟧:\"
options:
  A: advice
  B: affirmations
  C: reassurance
answer: B
"],
    quiet: &[
        "\
stem: \"Core skills of listening include:\"
options:
  A: advice
  B: affirmations
  C: reassurance
answer: B
",
        "\
stem: \"The skills are:\"
options: {A: affirmations, B: reflections, C: guess}
answer: B
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    let Some((key, distractors)) = item.key_and_distractors() else { return };
    let Some(last) = item.stem().tokens.last().filter(|_| item.is_english()) else { return };
    if item.stem().raw.trim_end().ends_with('?') {
        return;
    }
    let plural = match &*item.word(*last).text {
        "are" | "were" | "these" => true,
        "is" | "was" | "this" => false,
        _ => return,
    };
    let agrees = |index: usize| {
        let last = item.options()[index].tokens.last();
        let word = last.map_or("", |token| &item.word(*token).text);
        (word.ends_with('s') && !word.ends_with("ss")) == plural
    };
    if agrees(key) && !distractors.is_empty() && !distractors.into_iter().any(agrees) {
        let word = item.stem().slice(*last);
        out.push(
            Finding::note(
                LINT.id,
                item.in_stem(last.range()),
                format!("only the key agrees in number with `{word}`"),
            )
            .with_help("word the stem so that every option fits it"),
        );
    }
}
