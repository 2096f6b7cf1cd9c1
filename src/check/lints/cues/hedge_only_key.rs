//! `hedge-only-key`.

use crate::check::lints::prelude::*;

pub(in crate::check) static LINT: Lint = Lint {
    id: "hedge-only-key",
    group: Group::Cues,
    severity: Severity::Note,
    pedantic: false,
    summary: "Only the key has a word such as may or usually",
    explanation: "\
Fires where the key of a single-response item has may, might, can, usually, often, generally, typically, sometimes, some, most or likely, \
and no distractor has any of them. The writer made the key safe from objections, and a careful option looks like the right one.\n\
In practice items such an option is the key in 33 % (29 % in a larger set) where chance is 25 %; in the edited LSAT in 20 %, just chance.",
    reference: "NBME item-writing guide",
    check: Check::Item(check),
    fires: &["\
stem: What does a pause do?
options:
  A: It ends the talk
  B: It ⟦may⟧ help the person think
  C: It shows a lack of interest
answer: B
"],
    quiet: &[
        "\
stem: What does a pause do?
options:
  A: It ends the talk
  B: It gives the person time to think
  C: It shows a lack of interest
answer: B
",
        "\
stem: What does a pause do?
options: {A: It may end the talk, B: It may help people think, C: It shows a lack of interest}
answer: B
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    if !item.is_english() {
        return;
    }
    let Some((key, distractors)) = item.key_and_distractors() else { return };
    let hedge = |index: usize| item.options()[index].first_of(Class::HEDGE, item.vocabulary());
    let Some(token) = hedge(key) else { return };
    if distractors.into_iter().all(|index| hedge(index).is_none()) {
        let word = item.options()[key].slice(token);
        let message = format!("only the key has a careful word, `{word}`");
        out.push(
            Finding::note(LINT.id, item.in_option(key, token.range()), message)
                .with_help("put such a word into a distractor too, or take it out of the key"),
        );
    }
}
