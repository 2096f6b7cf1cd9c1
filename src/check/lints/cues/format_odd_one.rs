//! `format-odd-one`.

use crate::check::lints::prelude::*;

pub(in crate::check) static LINT: Lint = Lint {
    id: "format-odd-one",
    group: Group::Cues,
    severity: Severity::Note,
    pedantic: true,
    summary: "The key alone is punctuated or capitalised in another way",
    explanation: "\
Fires where the key of a single-response item with three or more options alone has or lacks a full stop at its end or a capital at its \
beginning, or alone has a comma or bracket. It looks odd, though it was measured to be no cue: such an option is the key in 21 to 26 % of practice \
items (chance 25 %), with a comma in 35 % of them and 15 to 18 % elsewhere. Hence the lint is off until it is asked for.",
    reference: "Haladyna, Downing & Rodriguez 2002, guidelines 23 and 28d",
    check: Check::Item(check),
    fires: &["\
stem: What do you do first?
options:
  A: give advice
  B: ⟦listen to the person.⟧
  C: call a doctor
answer: B
"],
    quiet: &[
        "\
stem: What do you do first?
options:
  A: give advice
  B: listen to the person
  C: call a doctor
answer: B
",
        "\
stem: What do you do first?
options: {A: Give advice., B: Listen, C: Call}
answer: B
",
    ],
};

/// A property of an option with what is said of it.
type Feature = (fn(&str) -> bool, &'static str, bool);

/// What is looked at; the last says whether also lacking it alone is odd.
const FEATURES: [Feature; 3] = [
    (|text| text.ends_with('.'), "a full stop at its end", true),
    (
        |text| text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase),
        "a capital at its beginning",
        true,
    ),
    (|text| text.contains([',', '(', '[']), "a comma or bracket", false),
];

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    let Some((key, distractors)) = item.key_and_distractors() else { return };
    if distractors.len() < 2 {
        return;
    }
    for (has, what, both_ways) in FEATURES {
        let of = |index: usize| has(item.options()[index].raw.trim());
        let others: Vec<bool> = distractors.iter().map(|index| of(*index)).collect();
        let verb = match (of(key), others.contains(&true), others.contains(&false)) {
            (true, false, _) => "has",
            (false, _, false) if both_ways => "lacks",
            _ => continue,
        };
        let message = format!("the key alone {verb} {what}");
        out.push(Finding::note(LINT.id, item.option_span(key), message).with_help("write all options alike"));
        return;
    }
}
