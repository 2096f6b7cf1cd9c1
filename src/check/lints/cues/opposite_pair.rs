//! `opposite-pair`.

use crate::check::lints::prelude::*;
use crate::check::words::ANTONYMS;

pub(in crate::check) static LINT: Lint = Lint {
    id: "opposite-pair",
    group: Group::Cues,
    severity: Severity::Note,
    pedantic: false,
    summary: "Two options are opposites of each other, and one of them is the key",
    explanation: "\
Fires where exactly one pair of options of a single-response item differs by one word and its opposite, and the key is one of the two. Who \
notices the pair guesses between two options instead of four: in 40 practice items with such a pair the key was in it in 78 %, where chance is 50 %.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 28e",
    check: Check::Item(check),
    fires: &["\
stem: What does being heard do?
options:
  A: ⟦It increases trust⟧
  B: It decreases trust
  C: It changes the topic
  D: It costs time
answer: A
"],
    quiet: &[
        "\
stem: What does being heard do?
options:
  A: It builds trust
  B: It shortens the visit
  C: It changes the topic
  D: It costs time
answer: A
",
        "\
stem: What does being heard do?
options: {A: More trust, B: Less trust, C: More talk, D: Less talk}
answer: A
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    let Some(key) = item.key().filter(|_| item.is_english() && item.options().len() > 2) else { return };
    let Some((a, b)) = only_pair(item) else { return };
    if key == a || key == b {
        let other = item.option_span(a + b - key);
        let message = "the key and one distractor are opposites, so the others are dropped unread";
        out.push(
            Finding::note(LINT.id, item.option_span(key), message)
                .with_label(other, "the opposite")
                .with_help("reword one of the two, or add a second pair of opposites"),
        );
    }
}

/// The two options that are opposites, if there is exactly one such pair.
pub(in crate::check) fn only_pair(item: ItemContext<'_>) -> Option<(usize, usize)> {
    let count = item.options().len();
    let mut pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
    let mut opposites = pairs.by_ref().filter(|(a, b)| are_opposites(item, *a, *b));
    let pair = opposites.next()?;
    opposites.next().is_none().then_some(pair)
}

fn are_opposites(item: ItemContext<'_>, a: usize, b: usize) -> bool {
    let (a, b) = (&item.options()[a], &item.options()[b]);
    if a.tokens.len() != b.tokens.len() {
        return false;
    }
    let mut apart = a.words().zip(b.words()).filter(|(a, b)| a != b);
    let (Some((one, other)), None) = (apart.next(), apart.next()) else { return false };
    let (one, other) = (&*item.vocabulary().word(one).text, &*item.vocabulary().word(other).text);
    ANTONYMS.iter().any(|pair| *pair == (one, other) || *pair == (other, one))
}
