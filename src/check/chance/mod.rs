//! How likely chance alone explains a figure of a bank.

mod chi_square;
mod permutation;
mod tail;

pub(super) use chi_square::{statistic, tail_of_chi_square};
pub(super) use permutation::share_as_extreme;
pub(super) use tail::at_least;
