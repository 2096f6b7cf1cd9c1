//! A finding: something to tell about a file, at its exact place.
//!
//! Bad input never stops the work: readers add findings and go on. One [`Finding`] serves every
//! output format, see [`render`]. What can be mended is an [`Edit`] of the text.

pub mod code;
mod edit;
mod finding;
pub mod render;
mod source;

pub use edit::{Edit, apply, unified_diff};
pub use finding::{Finding, Fix, Label, Severity, Summary, sort, summarize};
pub use source::{Place, Source, SourceId, Sources, Span, with_slashes};
