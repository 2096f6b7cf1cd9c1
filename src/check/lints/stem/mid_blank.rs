//! `mid-blank`.

use crate::check::lints::prelude::*;

/// A run of so many underscores is a blank.
const UNDERSCORES: usize = 2;
/// Words behind a blank from which on it does not stand at the end.
const MIN_WORDS_BEHIND: usize = 3;

pub(in crate::check) static LINT: Lint = Lint {
    id: "mid-blank",
    group: Group::Stem,
    severity: Severity::Note,
    pedantic: false,
    summary: "A blank stands in the middle of the stem, or there are several",
    explanation: "\
Fires where three words or more follow a blank (`___`) in its sentence, or a stem has more than one blank. People have to read on to learn what is missing and \
then go back, with every option again.",
    reference: "Moore, item-writing flaws (IWF) rubric",
    check: Check::Item(check),
    fires: &[
        "\
stem: To ⟦____⟧ is to name a real strength of a person.
options: {A: advise, B: affirm, C: warn}
answer: B
",
        "\
stem: Listen ⟦___⟧, speak ___.
options: {A: x, B: y, C: z}
answer: B
",
    ],
    quiet: &["\
stem: To name a real strength of a person is to ____.
options: {A: advise, B: affirm, C: warn}
answer: B
"],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    let raw = item.stem().raw;
    let blanks = blanks(raw);
    let Some(first) = blanks.first() else { return };
    let behind = raw[first.end..].split(['.', '?', '!']).next().unwrap_or("").split_whitespace().count();
    let message = if blanks.len() > 1 {
        format!("the stem has {} blanks", blanks.len())
    } else if behind >= MIN_WORDS_BEHIND {
        "the blank stands in the middle of the stem".to_owned()
    } else {
        return;
    };
    out.push(
        Finding::note(LINT.id, item.in_stem(first.clone()), message)
            .with_help("ask a question, or put the one blank at the end"),
    );
}

/// The stretches of underscores.
fn blanks(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut blanks = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('_').map(|found| at + found) {
        let rest = &text[start..];
        let end = start + (rest.len() - rest.trim_start_matches('_').len());
        let bold = text[end..].starts_with(|c: char| c.is_alphanumeric())
            || text[..start].ends_with(|c: char| c.is_alphanumeric());
        if end - start >= UNDERSCORES && !bold {
            blanks.push(start..end);
        }
        at = end;
    }
    blanks
}
