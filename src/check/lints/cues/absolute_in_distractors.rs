//! `absolute-in-distractors`.

use crate::check::lints::prelude::*;

/// From so many distractors on it is a warning.
const MANY: usize = 2;

pub(in crate::check) static LINT: Lint = Lint {
    id: "absolute-in-distractors",
    group: Group::Cues,
    severity: Severity::Warning,
    pedantic: false,
    summary: "Distractors have words such as always and never, and the key has none",
    explanation: "\
Fires where a distractor of a single-response item has a word that leaves no exception (always, never, every, everyone, nobody, \
entirely, completely, absolutely, totally, impossible, invariably, solely, exclusively, no one) and the key has none: a note for one \
distractor, a warning for two or more. Test-wise candidates know that such options are hardly ever right.\n\
Of 85 such options in practice items 9 % were the key, of those in a larger set 17 %; chance is 25 %. In the edited LSAT it is 20 %, just \
chance. The words only, all, none and must are left out on purpose: they are right as often as not.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 28a",
    check: Check::Item(check),
    fires: &[
        "\
stem: When does silence help?
options:
  A: ⟦Always⟧, since people like it
  B: When someone needs time to think
  C: Never, since it feels cold
answer: B
",
        "\
stem: When does silence help?
options: {A: It is ⟦invariably⟧ best, B: When someone needs time, C: After noon}
answer: B
",
        "\
stem: Who is bound by this?
options: {A: ⟦No one⟧ at all, B: Peer staff, C: Visitors}
answer: B
",
    ],
    quiet: &[
        "\
stem: When does silence help?
options:
  A: When people like it
  B: When someone needs time to think
  C: When the room feels warm
answer: B
",
        "\
stem: When does silence help?
options: {A: Never, B: \"It always helps\", C: At noon}
answer: B
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    if !item.is_english() {
        return;
    }
    let Some((key, distractors)) = item.key_and_distractors() else { return };
    let absolute = |index: usize| absolute_of(item, &item.options()[index]);
    if absolute(key).is_some() {
        return;
    }
    let found: Vec<_> = distractors.into_iter().filter_map(|index| Some((index, absolute(index)?))).collect();
    let Some((index, range)) = found.first().cloned() else { return };
    let word = &item.options()[index].raw[range.clone()];
    let span = item.in_option(index, range);
    let finding = if found.len() >= MANY {
        let message =
            format!("{} distractors have a word such as `{word}`, and the key has none", found.len());
        Finding::warning(LINT.id, span, message)
    } else {
        Finding::note(
            LINT.id,
            span,
            format!("a distractor has the word `{word}`, and the key has none like it"),
        )
    };
    out.push(
        finding.with_help("say it without the word: such options are seldom right, and people know that"),
    );
}

/// The stretch of the first absolute in an option.
fn absolute_of(item: ItemContext<'_>, option: &Text<'_>) -> Option<std::ops::Range<usize>> {
    let single = option.first_of(Class::ABSOLUTE, item.vocabulary()).map(Token::range);
    single.or_else(|| {
        let pair = option
            .tokens
            .windows(2)
            .find(|pair| &*item.word(pair[0]).text == "no" && &*item.word(pair[1]).text == "one")?;
        Some(pair[0].range().start..pair[1].range().end)
    })
}
