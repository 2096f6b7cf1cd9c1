//! All lints. One line here registers one.

use super::lint::Lint;
use super::lints::{bank, cues, options, short_answer, stem, yaml};

/// Every lint, by group and in the order in which people read about them.
pub static LINTS: &[&Lint] = &[
    &cues::key_longest::LINT,
    &cues::all_of_the_above::LINT,
    &cues::none_of_the_above::LINT,
    &cues::absolute_in_distractors::LINT,
    &cues::hedge_only_key::LINT,
    &cues::clang::LINT,
    &cues::article_cue::LINT,
    &cues::agreement_cue::LINT,
    &cues::format_odd_one::LINT,
    &cues::opposite_pair::LINT,
    &cues::convergence::LINT,
    &cues::key_in_prior_stem::LINT,
    &stem::negative_unemphasised::LINT,
    &stem::negative_stem::LINT,
    &stem::double_negative::LINT,
    &stem::unfocused_stem::LINT,
    &stem::long_stem::LINT,
    &stem::mid_blank::LINT,
    &stem::reading_grade::LINT,
    &stem::opinion_stem::LINT,
    &stem::stigma_term::LINT,
    &stem::eye_contact_uncaveated::LINT,
    &stem::volatile_fact::LINT,
    &options::too_few_options::LINT,
    &options::too_many_options::LINT,
    &options::option_overlap::LINT,
    &options::number_order::LINT,
    &options::k_type::LINT,
    &options::position_reference::LINT,
    &options::vague_frequency::LINT,
    &options::repeated_opening::LINT,
    &options::non_parallel::LINT,
    &options::true_false_options::LINT,
    &options::mr_keys::LINT,
    &options::missing_rationale::LINT,
    &options::missing_reference::LINT,
    &options::thin_rationale::LINT,
    &options::placeholder::LINT,
    &short_answer::sa_dup_answer::LINT,
    &short_answer::sa_answer_in_stem::LINT,
    &short_answer::sa_long_answer::LINT,
    &short_answer::sa_confusable::LINT,
    &short_answer::sa_number::LINT,
    &bank::duplicate_item::LINT,
    &bank::key_position::LINT,
    &bank::key_run::LINT,
    &bank::longest_key_rate::LINT,
    &bank::testwise_guesser::LINT,
    &bank::blueprint_gap::LINT,
    &bank::recall_heavy::LINT,
    &bank::unknown_lint::LINT,
    &bank::useless_allow::LINT,
    &yaml::escape_in_text::LINT,
    &yaml::comment_cuts_text::LINT,
    &yaml::glued_lines::LINT,
];

/// The lint with this id.
pub fn find(id: &str) -> Option<&'static Lint> {
    LINTS.iter().copied().find(|lint| lint.id == id)
}
