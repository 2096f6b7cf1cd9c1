//! `vague-frequency`.

use crate::check::lints::prelude::*;
use crate::check::text::WordId;

pub(in crate::check) static LINT: Lint = Lint {
    id: "vague-frequency",
    group: Group::Options,
    severity: Severity::Warning,
    pedantic: false,
    summary: "Options or the key rest on a word such as often or rarely",
    explanation: "\
Fires as a warning where the options are the same but for words such as often, sometimes, usually or rarely, and as a note where such a word stands in the key. People read these words as anything \
from 30 to 80 %, so an item that hangs on them has no one right answer.",
    reference: "NBME item-writing guide",
    check: Check::Item(check),
    fires: &[
        "\
stem: How frequent are pauses in such talks?
⟦options⟧: {A: They often come, B: They sometimes come, C: They rarely come}
answer: A
",
        "\
stem: What helps?
options: {A: A pause ⟦often⟧ helps, B: Advice at once, C: A joke}
answer: A
",
    ],
    quiet: &[
        "\
stem: In how many of ten such talks do pauses come?
options: {A: In two, B: In five, C: In nine}
answer: A
",
        "\
stem: What helps?
options: {A: A pause, B: Advice is usually best, C: A joke}
answer: A
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    if !item.is_english() || item.options().len() < 2 {
        return;
    }
    let is_vague = |word: WordId| item.vocabulary().word(word).is(Class::FREQUENCY);
    let all_vague = item.options().iter().all(|option| option.words().any(is_vague));
    if all_vague {
        let rest = |option: &Text<'_>| option.words().filter(|word| !is_vague(*word)).collect::<Vec<_>>();
        let first = rest(&item.options()[0]);
        if item.options().iter().all(|option| rest(option) == first) {
            let message = "the options differ only in how often, in words that people read differently";
            out.push(
                Finding::warning(LINT.id, item.key_span("options"), message)
                    .with_help("give figures, or ask for something else"),
            );
            return;
        }
    }
    for index in item.keyed().iter() {
        let option = &item.options()[index];
        if let Some(token) = option.first_of(Class::FREQUENCY, item.vocabulary()) {
            let message =
                format!("the key rests on `{}`, which people read differently", option.slice(token));
            out.push(
                Finding::note(LINT.id, item.in_option(index, token.range()), message)
                    .with_help("say how often, or leave the word out"),
            );
        }
    }
}
