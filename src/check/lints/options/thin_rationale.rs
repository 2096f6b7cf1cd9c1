//! `thin-rationale`.

use crate::check::lints::prelude::*;

/// A rationale has at least so many words.
const MIN_WORDS: usize = 8;

pub(in crate::check) static LINT: Lint = Lint {
    id: "thin-rationale",
    group: Group::Options,
    severity: Severity::Note,
    pedantic: false,
    summary: "The rationale says little or only repeats the item",
    explanation: "\
Fires on a rationale of fewer than eight words, or one without a content word (five letters or more) that is not in the stem or the key already. \"B is right\" teaches nothing.",
    reference: "Standards for Educational and Psychological Testing (2014), chapter 4",
    check: Check::Item(check),
    fires: &[
        "\
stem: Which reply reflects the feeling?
options: {A: You sound sad, B: You should rest, C: Why is that}
answer: A
rationale: ⟦This is the best of the three.⟧
",
        "\
stem: Which reply reflects the feeling?
options: {A: You sound sad, B: You should rest, C: Why is that}
answer: A
rationale: ⟦To sound sad is to be sad, so this reply reflects the feeling.⟧
",
    ],
    quiet: &["\
stem: Which reply reflects the feeling?
options: {A: You sound sad, B: You should rest, C: Why is that}
answer: A
rationale: It offers a guess at the emotion and leaves room to correct it.
"],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    let Some(rationale) = item.rationale() else { return };
    let vocabulary = item.vocabulary();
    let words = rationale.tokens.len();
    let message = if words < MIN_WORDS {
        format!("the rationale has {words} words")
    } else {
        let keys = item.keyed().iter().map(|index| &item.options()[index]);
        let mut known: Vec<_> = std::iter::once(item.stem())
            .chain(keys)
            .chain(item.answers())
            .flat_map(|text| text.content_set(vocabulary))
            .collect();
        known.sort_unstable();
        let adds = rationale.content_set(vocabulary).iter().any(|stem| known.binary_search(stem).is_err());
        if adds || !item.is_english() {
            return;
        }
        "the rationale only repeats the stem and the key".to_owned()
    };
    out.push(
        Finding::note(LINT.id, item.value_span("rationale"), message)
            .with_help("say why the key is right, and why a tempting distractor is not"),
    );
}
