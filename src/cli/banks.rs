//! The banks that a command works on.

use super::terminal;
use crate::diagnostic::render::human;
use crate::load::{self, LoadError, Loaded};
use anyhow::bail;
use std::path::PathBuf;

/// The paths of a command that works on banks.
#[derive(Debug, clap::Args)]
pub struct Paths {
    /// Files and folders; default: `question-banks` where it exists, else the shipped banks
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

impl Paths {
    /// Loads what they name.
    pub fn load(&self) -> Result<Loaded, LoadError> {
        load::load_or_default(&self.paths)
    }
}

/// Ends a command whose banks hold errors, after telling them on stderr: what `qbank check` would tell.
pub(super) fn refuse_invalid(loaded: &Loaded) -> anyhow::Result<()> {
    if loaded.is_valid() {
        return Ok(());
    }
    let text = human::render(&loaded.findings, &loaded.sources, loaded.declared_items(), terminal::width());
    anstream::eprint!("{text}");
    bail!("the banks hold errors and cannot be used; mend what is shown above")
}
