//! A finding: something to tell about a file, at its exact place.
//!
//! Bad input never stops the work: readers add findings and go on. One [`Finding`] serves every
//! output format, see [`render`].

pub mod code;
mod finding;
pub mod render;
mod source;

pub use finding::{Edit, Finding, Fix, Label, Severity, Summary, sort, summarize};
pub use source::{Place, Source, SourceId, Sources, Span};
