//! What makes a text unreadable.

use crate::diagnostic::code;
use std::borrow::Cow;

/// What makes the text unreadable at a place.
#[derive(Debug)]
pub(in crate::yaml) struct Damage {
    pub(super) code: &'static str,
    pub(super) at: usize,
    pub(super) message: Cow<'static, str>,
    pub(super) help: Option<&'static str>,
    /// Whether nothing behind it is to be read.
    pub(super) is_last: bool,
}

impl Damage {
    pub(in crate::yaml) fn new(code: &'static str, at: usize, message: impl Into<Cow<'static, str>>) -> Self {
        Self { code, at, message: message.into(), help: None, is_last: false }
    }

    pub(in crate::yaml) fn with_help(self, help: &'static str) -> Self {
        Self { help: Some(help), ..self }
    }

    /// The start of a second document, which is not read.
    pub(in crate::yaml) fn second_document(at: usize) -> Self {
        Self { is_last: true, ..Self::new(code::SECOND_DOCUMENT, at, "a second document begins here") }
            .with_help(
                "a file holds one document: remove this line, or put what follows into a file of its own",
            )
    }

    pub(super) fn too_many_nodes(at: usize, max_nodes: usize) -> Self {
        Self {
            is_last: true,
            ..Self::new(code::LIMIT, at, format!("the file has more than {max_nodes} values"))
        }
        .with_help("split it into several files")
    }
}
