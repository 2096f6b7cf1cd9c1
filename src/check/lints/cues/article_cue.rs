//! `article-cue`.

use crate::check::lints::prelude::*;

/// Letters that begin a vowel sound.
const VOWELS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];
/// Beginnings that sound like a vowel though they are none.
const SILENT_H: [&str; 4] = ["hour", "honest", "honor", "heir"];
/// Beginnings that sound like a consonant though they are a vowel.
const SOUNDS_Y: [&str; 5] = ["uni", "use", "usa", "eu", "one"];

pub(in crate::check) static LINT: Lint = Lint {
    id: "article-cue",
    group: Group::Cues,
    severity: Severity::Warning,
    pedantic: false,
    summary: "The stem ends with a or an, which fits some options only",
    explanation: "\
Fires where the stem ends with `a` or `an`, with or without a blank or colon behind it, and some options begin with a vowel sound and others do \
not. Options that do not fit the article are dropped without reading on. Among 2,848 practice items 26 stems end so, and 4 have mixed options.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 28c",
    check: Check::Item(check),
    fires: &["\
stem: \"Naming a real strength of a person is ⟦an⟧:\"
options:
  A: question
  B: affirmation
  C: summary
answer: B
"],
    quiet: &[
        "\
stem: \"Naming a real strength of a person is called:\"
options:
  A: a question
  B: an affirmation
  C: a summary
answer: B
",
        "\
stem: \"This is an ___\"
options: {A: hour, B: affirmation, C: honest word}
answer: B
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    if !item.is_english() || item.options().len() < 2 {
        return;
    }
    let Some(last) = item.stem().tokens.last() else { return };
    let behind = &item.stem().raw[last.range().end..];
    let is_end =
        behind.chars().all(|c| c.is_whitespace() || matches!(c, '_' | ':' | '.' | '…' | '-' | '–' | '—'));
    let word = &*item.word(*last).text;
    if !is_end || (word != "a" && word != "an") {
        return;
    }
    let fits = |text: &Text<'_>| {
        let first = text.tokens.first()?;
        Some(begins_with_vowel_sound(&item.word(*first).text) == (word == "an"))
    };
    let fitting: Vec<Option<bool>> = item.options().iter().map(fits).collect();
    if !fitting.contains(&Some(true)) || !fitting.contains(&Some(false)) {
        return;
    }
    let fitting_count = fitting.iter().filter(|fits| **fits == Some(true)).count();
    let key_alone = fitting_count == 1 && item.key().is_some_and(|key| fitting[key] == Some(true));
    let message = if key_alone {
        format!("the stem ends with `{word}`, which fits the key alone")
    } else {
        format!("the stem ends with `{word}`, which fits some of the options only")
    };
    out.push(
        Finding::warning(LINT.id, item.in_stem(last.range()), message)
            .with_help("put the article into the options"),
    );
}

fn begins_with_vowel_sound(word: &str) -> bool {
    if SILENT_H.iter().any(|start| word.starts_with(start)) {
        return true;
    }
    word.starts_with(VOWELS) && !SOUNDS_Y.iter().any(|start| word.starts_with(start))
}
