//! The one integration binary: the command line as people use it, and what holds of the whole repository.
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "tests read files and stop at the first surprise"
)]

mod architecture;
mod browser;
mod check;
mod convert;
mod diff;
#[cfg(unix)]
mod faults;
mod forms;
mod fuzz;
mod grade;
mod history;
mod hostile;
mod merge;
mod program;
mod quiz;
mod readme;
mod rulings;
mod sheets;
