//! `sa-long-answer`.

use crate::check::lints::prelude::*;

/// The most words of an answer that people can be expected to hit.
const MAX_WORDS: usize = 6;

pub(in crate::check) static LINT: Lint = Lint {
    id: "sa-long-answer",
    group: Group::ShortAnswer,
    severity: Severity::Warning,
    pedantic: false,
    summary: "Every accepted answer is a long one",
    explanation: "\
Fires on an item with `accept` whose shortest accepted text has more than six words. Nobody writes seven words just as the author did. `accept-words` says which words an answer needs, in any order.",
    reference: "ETS 2005, guidelines for constructed-response items",
    check: Check::Item(check),
    fires: &["\
stem: What does silence do?
⟦accept⟧: [it gives the person some time to think]
"],
    quiet: &[
        "\
stem: What does silence do?
accept-words: [[time, moment], [think, reflect]]
",
        "\
stem: What does silence do?
accept: [it gives the person some time to think, gives time]
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    if item.node().get("accept").is_none() {
        return;
    }
    let Some(shortest) = item.answers().iter().map(|answer| answer.tokens.len()).min() else { return };
    if shortest > MAX_WORDS {
        let message = format!("the shortest accepted answer has {shortest} words");
        out.push(
            Finding::warning(LINT.id, item.key_span("accept"), message)
                .with_help("say with `accept-words` which words an answer needs"),
        );
    }
}
