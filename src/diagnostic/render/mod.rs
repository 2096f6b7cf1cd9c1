//! Findings for people and for programs, one file a format.

pub mod concise;
pub mod human;
pub mod json;
mod visible;

pub use visible::visible;
