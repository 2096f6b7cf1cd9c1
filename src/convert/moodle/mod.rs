//! Moodle XML: `<quiz>` with one `<question>` an item.
//!
//! See `docs/convert.md` for what the format can hold.

mod read;
mod write;

pub(super) use read::read;
pub(super) use write::write;
