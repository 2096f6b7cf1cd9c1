//! `long-stem`.

use crate::check::lints::prelude::*;

/// The most words of a stem.
const MAX_WORDS: usize = 75;
/// The most words of a stem with `vignette: true`.
const MAX_VIGNETTE_WORDS: usize = 200;
/// The most words of the sentence that asks.
const MAX_LEAD_IN_WORDS: usize = 40;

pub(in crate::check) static LINT: Lint = Lint {
    id: "long-stem",
    group: Group::Stem,
    severity: Severity::Warning,
    pedantic: false,
    summary: "The stem is long",
    explanation: "\
Fires where a stem has more than 75 words, or more than 200 in an item with `vignette: true`, or where the sentence that asks has more than 40. Long \
stems test reading speed. Of 2,848 practice items 95 % have at most 45 words and 99 % at most 72; case vignettes of medical licence exams have 102 in the median.",
    reference: "Haladyna, Downing & Rodriguez 2002, guidelines 13 and 16",
    check: Check::Item(check),
    fires: &["\
stem: ⟦When a person who has come to the center for some weeks and who has told you about a job, a move, a quarrel with a sister and a night without sleep stops in the middle of a sentence and looks at the floor, what do you do?⟧
options: {A: Wait, B: Ask why, C: Change the subject}
answer: A
"],
    quiet: &["\
stem: A person who has come to the center for some weeks stops in the middle of a sentence and looks at the floor. What do you do?
options: {A: Wait, B: Ask why, C: Change the subject}
answer: A
"],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    let words = item.stem().tokens.len();
    let most = if item.item().vignette { MAX_VIGNETTE_WORDS } else { MAX_WORDS };
    let lead_in = item.stem().lead_in(item.vocabulary());
    if words > most {
        let help = if item.item().vignette {
            "leave out what the answer does not need"
        } else {
            "leave out what the answer does not need; a case vignette may say `vignette: true`"
        };
        let message = format!("the stem has {words} words, more than {most}");
        out.push(Finding::warning(LINT.id, item.stem_span(), message).with_help(help));
    } else if lead_in.len() > MAX_LEAD_IN_WORDS {
        let message =
            format!("the sentence that asks has {} words, more than {MAX_LEAD_IN_WORDS}", lead_in.len());
        let span = match (lead_in.first(), item.stem().raw.lines().count()) {
            (Some(first), 2..) => item.in_stem(first.range()),
            _ => item.stem_span(),
        };
        out.push(
            Finding::warning(LINT.id, span, message)
                .with_help("tell the case first, then ask in a short sentence"),
        );
    }
}
