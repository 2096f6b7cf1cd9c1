//! The lints, one file each.
//!
//! The cases of a lint are texts. One with the key `bank` or `exam` is a file, and `---` stands between files; any
//! other is an item without its id and topic, and `---` stands between items. `⟦` and `⟧` stand around each place where the
//! lint has to fire; an item that begins with a line `⟦-⟧` has it at its `-`.

pub(super) mod bank;
pub(super) mod cues;
pub(super) mod options;
pub(super) mod short_answer;
pub(super) mod stem;
pub(super) mod yaml;

/// What the files of lints have in common.
mod prelude {
    pub(super) use crate::check::context::{BankContext, Context, ItemContext};
    pub(super) use crate::check::lint::{Check, Group, Lint};
    pub(super) use crate::check::text::{Class, Text, Token};
    pub(super) use crate::diagnostic::{Finding, Severity};
}
