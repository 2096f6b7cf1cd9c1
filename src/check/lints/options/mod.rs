//! Options and structure of an item.

pub(in crate::check) mod k_type;
pub(in crate::check) mod missing_rationale;
pub(in crate::check) mod missing_reference;
pub(in crate::check) mod mr_keys;
pub(in crate::check) mod non_parallel;
pub(in crate::check) mod number_order;
pub(in crate::check) mod option_overlap;
pub(in crate::check) mod placeholder;
pub(in crate::check) mod position_reference;
pub(in crate::check) mod repeated_opening;
pub(in crate::check) mod thin_rationale;
pub(in crate::check) mod too_few_options;
pub(in crate::check) mod too_many_options;
pub(in crate::check) mod true_false_options;
pub(in crate::check) mod vague_frequency;

use super::prelude::*;
use crate::check::words::{ALL_OF_THE_ABOVE, NONE_OF_THE_ABOVE};

/// Whether the options are no more than true and false, or yes and no.
fn is_true_false(item: ItemContext<'_>) -> bool {
    let judges = |text: &Text<'_>| {
        let [token] = &text.tokens[..] else { return false };
        matches!(&*item.word(*token).text, "true" | "false" | "yes" | "no")
    };
    !item.options().is_empty() && item.options().iter().all(judges)
}

/// Whether an option stands for, or against, all others.
fn is_about_all(item: ItemContext<'_>, option: &Text<'_>) -> bool {
    item.reads(option, ALL_OF_THE_ABOVE) || item.reads(option, NONE_OF_THE_ABOVE)
}
