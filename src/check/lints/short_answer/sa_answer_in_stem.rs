//! `sa-answer-in-stem`.

use crate::check::lints::prelude::*;
use crate::model::Accept;

pub(in crate::check) static LINT: Lint = Lint {
    id: "sa-answer-in-stem",
    group: Group::ShortAnswer,
    severity: Severity::Warning,
    pedantic: false,
    summary: "The stem has the answer in it",
    explanation: "\
Fires where the words of an accepted answer with full credit, of `accept` or of an entry of `accept-list`, stand in the stem one after the other. Copying them from the stem earns the credit.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 4",
    check: Check::Item(check),
    fires: &["\
stem: What does TIP 35 call it when reflective listening says back a feeling?
accept: [⟦reflective listening⟧, reflecting]
"],
    quiet: &[
        "\
stem: What does TIP 35 call it when a listener says back a feeling?
accept: [reflective listening, reflecting]
",
        "\
stem: What does reflective, patient listening do?
accept: [reflective listening, {text: patient, credit: 0.5}]
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    let Some(short) = item.item().short_answer() else { return };
    let earns_all = |index: usize| match &short.accept {
        Accept::Texts(texts) => texts[index].credit == 1.into(),
        Accept::List { .. } => true,
        Accept::Words(_) | Accept::Number { .. } => false,
    };
    let stem: Vec<_> = item.stem().words().collect();
    let mut nodes = None;
    for (index, answer) in item.answers().iter().enumerate() {
        if answer.tokens.is_empty() || !earns_all(index) {
            continue;
        }
        let words: Vec<_> = answer.words().collect();
        let Some(at) = stem.windows(words.len()).position(|window| window == words) else { continue };
        let nodes = nodes.get_or_insert_with(|| item.answer_nodes());
        let Some(node) = nodes.get(index) else { continue };
        let tokens = &item.stem().tokens;
        let range = tokens[at].range().start..tokens[at + words.len() - 1].range().end;
        out.push(
            Finding::warning(LINT.id, node.span(), format!("`{}` stands in the stem", answer.raw))
                .with_label(item.in_stem(range), "the answer")
                .with_help("reword the stem"),
        );
    }
}
