//! GIFT, Moodle's text format: `::name:: stem {=right ~wrong}`.
//!
//! Read as Moodle's importer reads it. See `docs/convert.md` for what the format can hold.

mod parts;
mod read;
mod signs;
mod write;

pub(super) use read::read;
pub(super) use write::write;
