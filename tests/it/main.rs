//! The one integration binary: the command line as people use it.

mod check;
