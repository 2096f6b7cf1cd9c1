//! text2qti: quizzes in Markdown-like plain text, `1. stem` and `*a) right option`.
//!
//! See `docs/convert.md` for what the format can hold.

mod marks;
mod read;
mod write;

pub(super) use read::read;
pub(super) use write::write;
