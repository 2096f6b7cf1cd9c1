//! Findings for people and for programs, one file a format.

pub mod concise;
pub mod github;
pub mod human;
pub mod json;
pub mod junit;
pub mod sarif;
pub mod statistics;
mod visible;

#[cfg(test)]
mod testing;

pub use visible::visible;
