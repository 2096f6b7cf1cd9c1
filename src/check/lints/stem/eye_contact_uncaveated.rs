//! `eye-contact-uncaveated`.

use crate::check::lints::prelude::*;

/// Beginnings of words that show that the item knows of differences between people.
const CAVEATS: [&str; 6] = ["cultur", "comfort", "prefer", "custom", "autis", "trauma"];

pub(in crate::check) static LINT: Lint = Lint {
    id: "eye-contact-uncaveated",
    group: Group::Stem,
    severity: Severity::Warning,
    pedantic: false,
    summary: "The key asks for eye contact without a word on culture or comfort",
    explanation: "\
Fires in banks on peer support where the key says \"eye contact\" and nothing in the item speaks of culture, comfort or preference. How eyes are met differs by culture, \
disability and trauma history: a gaze turned away is no proof of disinterest, and a listener follows the person's comfort. An item that keys eye contact as such \
teaches otherwise.",
    reference: "SAMHSA's Concept of Trauma and Guidance for a Trauma-Informed Approach (2014), cultural principle",
    check: Check::Item(check),
    fires: &["\
stem: What shows attention in peer support?
options: {A: ⟦Steady eye contact⟧, B: Looking at the clock, C: Reading}
answer: A
"],
    quiet: &[
        "\
stem: What shows attention in peer support?
options: {A: Eye contact as the person finds comfortable, B: Looking at the clock, C: Reading}
answer: A
",
        "\
stem: What is a distraction in peer support?
options: {A: Looking at the clock, B: Eye contact, C: Waiting}
answer: A
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    if !item.is_english() || item.choice().is_none() {
        return;
    }
    let says = |text: &Text<'_>, first: &str, second: &str| {
        text.tokens
            .windows(2)
            .any(|two| &*item.word(two[0]).text == first && &*item.word(two[1]).text == second)
    };
    let Some(index) = item.keyed().iter().find(|index| says(&item.options()[*index], "eye", "contact"))
    else {
        return;
    };
    let mut texts = std::iter::once(item.stem()).chain(item.options()).chain(item.rationale());
    let caveat = texts.any(|text| {
        text.tokens.iter().any(|token| CAVEATS.iter().any(|start| item.word(*token).text.starts_with(start)))
    });
    let on_peer_support = item.bank.is_titled("peer")
        || says(item.stem(), "peer", "support")
        || says(item.stem(), "peer", "specialist");
    if on_peer_support && !caveat {
        let message = "the key asks for eye contact, and nothing in the item speaks of culture or comfort";
        out.push(
            Finding::warning(LINT.id, item.option_span(index), message)
                .with_help("key attention in another form, or say that the person's comfort decides"),
        );
    }
}
