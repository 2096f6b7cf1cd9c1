//! `opinion-stem`.

use crate::check::lints::prelude::*;

pub(in crate::check) static LINT: Lint = Lint {
    id: "opinion-stem",
    group: Group::Stem,
    severity: Severity::Note,
    pedantic: false,
    summary: "The stem asks for an opinion",
    explanation: "\
Fires on \"do you think\", \"do you feel\" and \"do you believe\" in a stem, quotes left out. An opinion is never wrong; what is asked has to have one right \
answer that experts agree on.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 6",
    check: Check::Item(check),
    fires: &["\
stem: Which reply ⟦do you think⟧ is best?
options: {A: x, B: y, C: z}
answer: A
"],
    quiet: &[
        "\
stem: Which reply reflects the feeling?
options: {A: x, B: y, C: z}
answer: A
",
        "\
stem: \"Which skill is \\\"What do you think?\\\" an example of?\"
options: {A: x, B: y, C: z}
answer: A
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    let found = item.stem().tokens.windows(3).find(|three| {
        let text = |at: usize| &*item.word(three[at]).text;
        !three[0].quoted
            && text(0) == "do"
            && text(1) == "you"
            && matches!(text(2), "think" | "feel" | "believe")
    });
    if let Some(three) = found {
        let span = item.in_stem(three[0].range().start..three[2].range().end);
        out.push(
            Finding::note(LINT.id, span, "the stem asks for an opinion, which cannot be wrong")
                .with_help("ask what a source says, or what follows from it"),
        );
    }
}
