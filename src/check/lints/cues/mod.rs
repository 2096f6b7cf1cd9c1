//! What tells the key to someone who does not know it.

pub(in crate::check) mod absolute_in_distractors;
pub(in crate::check) mod agreement_cue;
pub(in crate::check) mod all_of_the_above;
pub(in crate::check) mod article_cue;
pub(in crate::check) mod clang;
pub(in crate::check) mod convergence;
pub(in crate::check) mod format_odd_one;
pub(in crate::check) mod hedge_only_key;
pub(in crate::check) mod key_in_prior_stem;
pub(in crate::check) mod key_longest;
pub(in crate::check) mod none_of_the_above;
pub(in crate::check) mod opposite_pair;

use super::prelude::*;

/// Tells of every option that is one of `phrases`, the first of which is the one that people know.
fn tell_phrase(lint: &Lint, item: ItemContext<'_>, phrases: &[&[&str]], help: &str, out: &mut Vec<Finding>) {
    let Some(known) = phrases.first() else { return };
    for (index, option) in item.options().iter().enumerate() {
        if item.reads(option, phrases) {
            let message = format!("the option reads \"{}\"", known.join(" "));
            out.push(Finding::warning(lint.id, item.option_span(index), message).with_help(help));
        }
    }
}
