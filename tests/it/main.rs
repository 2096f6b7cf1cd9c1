//! The one integration binary: the command line as people use it, and what holds of the whole repository.

mod architecture;
mod check;
mod grade;
mod readme;
