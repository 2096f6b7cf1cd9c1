//! `sa-dup-answer`.

use crate::check::lints::prelude::*;
use crate::model::Accept;
use crate::scoring::normalize;
use foldhash::HashMap;

pub(in crate::check) static LINT: Lint = Lint {
    id: "sa-dup-answer",
    group: Group::ShortAnswer,
    severity: Severity::Warning,
    pedantic: false,
    summary: "An accepted answer is there twice",
    explanation: "\
Fires where two accepted texts are the same once they are in the form in which answers are compared: without regard to letter case (unless `match` says `exact`), punctuation, spaces and a leading article. \
The first of the two decides the credit; the second does nothing, or hides another that was meant. In `accept-words` the groups are looked at one by one.",
    reference: "none: it follows from how answers are matched, docs/short-answers.md",
    check: Check::Item(check),
    fires: &["\
stem: What is the skill called?
accept:
  - open question
  - ⟦Open-question⟧
"],
    quiet: &[
        "\
stem: What is the skill called?
accept:
  - open question
  - open-ended question
",
        "\
stem: What are the two parts?
accept-words:
  - [words, content]
  - [words, feeling]
",
        "\
stem: Which vitamin?
accept: [d, D]
match: {case: exact}
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    let Some(short) = item.item().short_answer() else { return };
    let nodes = item.answer_nodes();
    // Within a list all entries are one set: a text that meets two of them is ambiguous.
    let groups: Vec<usize> = match &short.accept {
        Accept::Words(groups) => groups.iter().map(Vec::len).collect(),
        _ => vec![nodes.len()],
    };
    let mut nodes = nodes.into_iter();
    for size in groups {
        let mut seen = HashMap::default();
        for node in nodes.by_ref().take(size) {
            let Some(text) = node.text() else { continue };
            let form = normalize(text, short.matching.case);
            if form.is_empty() {
                continue;
            }
            let first = *seen.entry(form).or_insert(node);
            if first.id() != node.id() {
                let message = format!("`{text}` is compared as `{}` is", first.text().unwrap_or(""));
                out.push(
                    Finding::warning(LINT.id, node.span(), message)
                        .with_label(first.span(), "the same answer")
                        .with_help("remove one of the two"),
                );
            }
        }
    }
}
