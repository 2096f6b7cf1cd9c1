//! The one integration binary.

mod architecture;
mod grade;
mod readme;
