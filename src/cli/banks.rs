//! Banks that a command cannot work with.

use super::terminal;
use crate::diagnostic::render::human;
use crate::load::Loaded;
use anyhow::bail;

/// Ends a command whose banks hold errors, after telling them on stderr: what `qbank check` would tell.
pub(super) fn refuse_invalid(loaded: &Loaded) -> anyhow::Result<()> {
    if loaded.is_valid() {
        return Ok(());
    }
    let text = human::render(&loaded.findings, &loaded.sources, loaded.declared_items(), terminal::width());
    anstream::eprint!("{text}");
    bail!("the banks hold errors and cannot be used; mend what is shown above")
}
