//! `key-longest`.

use crate::check::lints::prelude::*;

/// The key is that much longer than the longest distractor, in percent, …
const LONGER_PERCENT: usize = 125;
/// … and by at least so many characters.
const LONGER_CHARACTERS: usize = 20;
/// From here on the message says that the cue is strong.
const STRONG_PERCENT: usize = 150;
const STRONG_CHARACTERS: usize = 25;

pub(in crate::check) static LINT: Lint = Lint {
    id: "key-longest",
    group: Group::Cues,
    severity: Severity::Warning,
    pedantic: false,
    summary: "The key is much longer than every distractor",
    explanation: "\
Fires where the key of a single-response item has at least 1.25 times the characters of the longest distractor and at \
least 20 more; the message says \"strong\" from 1.5 times and 25 more. Writers qualify the key until nobody can object \
to it and leave the distractors short, so someone who knows nothing picks the long one.\n\
Among 2,848 published practice items in psychology, health and management this fires on 3.2 %, and there the longest \
option is the key in 37 % (42 % where it is strong) instead of the 25 % of chance. Professionally edited tests hardly \
have it: 0.8 % of LSAT items, none of the SAT's. That the key is merely the longest says nothing: 24 % of items have that.",
    reference: "Haladyna, Downing & Rodriguez 2002, guidelines 24 and 28d; NBME item-writing guide",
    check: Check::Item(check),
    fires: &["\
stem: A person says, \"Nothing helps.\" What do you do first?
options:
  A: \"Give advice\"
  B: ⟦\"Reflect the feeling you hear and leave room for more\"⟧
  C: \"Call a doctor\"
answer: B
"],
    quiet: &[
        "\
stem: A person says, \"Nothing helps.\" What do you do first?
options:
  A: \"Give advice that has helped other people\"
  B: \"Reflect the feeling and leave room for more\"
  C: \"Call a doctor who can look into the matter\"
answer: B
",
        "\
stem: Which one?
options: {A: Yes, B: No, C: \"Only on a Friday\"}
answer: C
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    let Some((key, distractors)) = item.key_and_distractors() else { return };
    let length = |index: usize| item.options()[index].raw.chars().count();
    let Some(longest) = distractors.into_iter().map(length).max() else { return };
    let key_length = length(key);
    let longer = |percent: usize, characters: usize| {
        key_length * 100 >= longest * percent && key_length >= longest + characters
    };
    if longer(LONGER_PERCENT, LONGER_CHARACTERS) {
        let strong = if longer(STRONG_PERCENT, STRONG_CHARACTERS) { ", a strong cue" } else { "" };
        let message =
            format!("the key has {key_length} characters, the longest distractor {longest}{strong}");
        out.push(
            Finding::warning(LINT.id, item.option_span(key), message)
                .with_help("shorten the key, or say as much in the distractors"),
        );
    }
}
