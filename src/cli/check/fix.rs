//! `check --fix` and `--diff`: the mends that are safe, written or shown.

use crate::check::Settings;
use crate::check::fix::{Fixes, fix};
use crate::cli::banks::Paths;
use crate::cli::edited::{edited, print_diff, write};
use crate::diagnostic::render::visible;
use crate::load::Loaded;
use anyhow::{Result, bail};

/// What is done with the mends.
#[derive(Debug, clap::Args)]
pub(super) struct Fixing {
    /// Make the mends that are safe, write the files, and tell what is left. Comments and layout stay
    #[arg(long)]
    fix: bool,
    /// Show what --fix would change as a diff, and write nothing
    #[arg(long, conflicts_with_all = ["format", "statistics"])]
    pub(super) diff: bool,
}

impl Fixing {
    /// Refuses to mend what cannot be written.
    pub(super) fn refuse_unwritable(&self, paths: &Paths) -> Result<()> {
        if !self.fix && !self.diff {
            return Ok(());
        }
        if paths.has_standard_input() {
            bail!("standard input cannot be mended; name the files");
        }
        if paths.are_shipped() {
            bail!("the built-in banks cannot be mended; name the files to mend");
        }
        Ok(())
    }

    /// Mends what was loaded. Gives the files as they are then, where some were written.
    pub(super) fn run(&self, loaded: &Loaded, settings: &Settings) -> Result<Option<Loaded>> {
        if !self.fix && !self.diff {
            return Ok(None);
        }
        let fixes = fix(loaded, settings);
        let changed = edited(loaded, &fixes.changed);
        if self.diff {
            print_diff(&changed)?;
            tell(loaded, &fixes, "would be mended");
            return Ok(None);
        }
        write(&changed)?;
        tell(loaded, &fixes, "mended");
        Ok(fixes.after)
    }
}

/// Tells every mend at its place, and which files are left alone.
fn tell(loaded: &Loaded, fixes: &Fixes, done: &str) {
    for made in &fixes.made {
        let path = loaded.sources.get(made.source).path().to_string_lossy();
        let (line, column) = (made.place.line, made.place.column);
        tell!("{}:{line}:{column}: {done}[{}] {}", visible(&path), made.code, visible(&made.message));
    }
    for refused in &fixes.refused {
        tell!("{}: not mended: {}", visible(&refused.path.to_string_lossy()), refused.why);
    }
    let noun = if fixes.made.len() == 1 { "finding" } else { "findings" };
    tell!("{} {noun} {done}", fixes.made.len());
}
