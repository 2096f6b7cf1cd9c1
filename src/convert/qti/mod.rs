//! QTI 1.2, 2.1 and 3.0: single documents, and packages as Canvas and others export them. Written as a package of
//! QTI 2.1.
//!
//! QTI 3.0 is QTI 2 with other names (`qti-choice-interaction` for `choiceInteraction`), so both are read by
//! `second`. See `docs/convert.md` for what the formats can hold.

mod archive;
mod body;
mod conditions;
mod first;
mod names;
mod outline;
mod package;
mod processing;
mod second;
mod unread;
mod write;

#[cfg(test)]
pub(super) use archive::is_archive;
pub(super) use package::read;
pub(super) use write::write;
