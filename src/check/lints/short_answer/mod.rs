//! Short answers.

pub(in crate::check) mod sa_answer_in_stem;
pub(in crate::check) mod sa_confusable;
pub(in crate::check) mod sa_dup_answer;
pub(in crate::check) mod sa_long_answer;
pub(in crate::check) mod sa_number;
