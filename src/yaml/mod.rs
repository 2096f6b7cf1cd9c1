//! Bytes to a located tree: every value as typed, with its place, whatever state the file is in.
//!
//! [`decode()`] turns bytes into text, [`parse()`] text into a [`Tree`], [`shape`] checks a tree against a
//! declaration of its keys. Each adds findings and goes on. Only `events` knows the YAML parser.
//! [`ListEnd`] tells where a list of a file can grow.
//!
//! What banks do not use is refused with a finding of its own: anchors, aliases, tags, merge keys,
//! directives and second documents.

mod comments;
mod decode;
mod duplicates;
mod events;
mod lines;
mod list_end;
mod parse;
pub mod shape;

mod tree;

pub use decode::{Decoded, decode};
pub use list_end::ListEnd;
pub use parse::parse;
pub use tree::{Entry, Node, NodeId, NodeKind, Tree};

/// The most bytes that a file may have.
pub const MAX_FILE_BYTES: usize = 64 << 20;
/// The most lists and maps that may lie in one another.
pub const MAX_DEPTH: usize = 64;
/// The most values (texts, lists and maps, keys included) that a file may have.
pub const MAX_NODES: usize = 4_000_000;
