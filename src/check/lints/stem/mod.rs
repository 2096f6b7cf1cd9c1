//! The stem, and words anywhere in an item.

pub(in crate::check) mod double_negative;
pub(in crate::check) mod eye_contact_uncaveated;
pub(in crate::check) mod long_stem;
pub(in crate::check) mod mid_blank;
pub(in crate::check) mod negative_stem;
pub(in crate::check) mod negative_unemphasised;
pub(in crate::check) mod opinion_stem;
pub(in crate::check) mod reading_grade;
pub(in crate::check) mod stigma_term;
pub(in crate::check) mod unfocused_stem;
pub(in crate::check) mod volatile_fact;

use super::prelude::*;

/// The word that turns the lead-in of an item round, quotes left out.
fn negative_word(item: ItemContext<'_>) -> Option<Token> {
    if !item.is_english() || !item.stem().has(Class::NEGATIVE) {
        return None;
    }
    let lead_in = item.stem().lead_in(item.vocabulary());
    let text = |at: usize| lead_in.get(at).map_or("", |token| &*item.word(*token).text);
    (0..lead_in.len())
        .find(|at| {
            let token = lead_in[*at];
            let exempt = match text(*at) {
                "not" => {
                    matches!(text(at + 1), "only" | "just" | "yet")
                        || (*at > 0 && matches!(text(at - 1), "or" | "why" | "if"))
                }
                "least" => {
                    *at > 0 && matches!(text(at - 1), "at" | "the") && !asks_for_least(item, lead_in, *at)
                }
                _ => false,
            };
            !token.quoted && item.word(token).is(Class::NEGATIVE) && !exempt
        })
        .map(|at| lead_in[at])
}

/// Whether `the least` asks for the least of something, as in `the least likely`; `at least` never does.
fn asks_for_least(item: ItemContext<'_>, lead_in: &[Token], at: usize) -> bool {
    &*item.word(lead_in[at - 1]).text == "the" && at + 1 < lead_in.len()
}

/// Whether a word of the stem is in capitals or bold.
fn is_emphasised(item: ItemContext<'_>, token: Token) -> bool {
    let stem = item.stem();
    let range = token.range();
    let (before, behind) = (&stem.raw[..range.start], &stem.raw[range.end..]);
    let bold = ["**", "__"].iter().any(|mark| before.ends_with(mark) && behind.starts_with(mark));
    bold || stem.raw[range].chars().all(|c| !c.is_lowercase())
}
