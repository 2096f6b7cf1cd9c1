//! `convergence`.

use crate::check::lints::prelude::*;

/// The key shares at least so many words with other options.
const MIN_SHARED: usize = 2;

pub(in crate::check) static LINT: Lint = Lint {
    id: "convergence",
    group: Group::Cues,
    severity: Severity::Note,
    pedantic: true,
    summary: "The key has most in common with the other options",
    explanation: "\
Fires where the key of a single-response item shares more content words with the other options, added up, than any of them does, and at least two. \
Distractors made by changing a part of the key each leave the rest of it standing. The option found so is the key in 34 % of practice items, but in \
42 % of the SAT's too, and it fires on 5 to 17 % of sound items. Hence the lint is off until it is asked for.",
    reference: "NBME item-writing guide",
    check: Check::Item(check),
    fires: &["\
stem: Which reply fits?
options:
  A: Thank the visitor and promise nothing
  B: ⟦Thank the visitor and promise privacy⟧
  C: Scold the guest and guard privacy
answer: B
"],
    quiet: &["\
stem: Which reply fits?
options:
  A: Thank the visitor and promise nothing
  B: Offer a chair and guard the talk
  C: Scold the guest and guard privacy
answer: B
"],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    let Some((key, distractors)) = item.key_and_distractors() else { return };
    let sets: Vec<_> = item.options().iter().map(|option| option.content_set(item.vocabulary())).collect();
    let shared = |index: usize| -> usize {
        let others = sets.iter().enumerate().filter(|(other, _)| *other != index);
        others.map(|(_, set)| crate::check::text::overlap(&sets[index], set)).sum()
    };
    let of_key = shared(key);
    if of_key >= MIN_SHARED && distractors.into_iter().all(|index| shared(index) < of_key) {
        let message = format!("the key shares {of_key} words with the other options, more than any of them");
        out.push(
            Finding::note(LINT.id, item.option_span(key), message)
                .with_help("let the distractors share as much with each other"),
        );
    }
}
