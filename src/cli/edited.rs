//! Files whose text was edited: shown as a diff, or written over the old ones.

use super::output;
use crate::diagnostic::render::visible;
use crate::diagnostic::{SourceId, unified_diff, with_slashes};
use crate::load::Loaded;
use anyhow::Result;
use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::PathBuf;

/// One file, before and after.
pub(super) struct Edited {
    /// Where it is.
    pub(super) path: PathBuf,
    before: String,
    /// All that it holds then, a byte-order mark included.
    pub(super) after: String,
}

/// The files of `loaded` that get other texts, in the order in which they were read.
pub(super) fn edited(loaded: &Loaded, changed: &BTreeMap<SourceId, String>) -> Vec<Edited> {
    let file = |(source, text): (&SourceId, &String)| {
        let (file, source) = (&loaded.files[source.index()], loaded.sources.get(*source));
        let path = source.path().to_owned();
        Edited { path, before: file.bytes(source.text()), after: file.bytes(text) }
    };
    changed.iter().map(file).filter(|file| file.before != file.after).collect()
}

/// Prints the changes as unified diffs. On a terminal nothing in them acts there.
pub(super) fn print_diff(files: &[Edited]) -> Result<()> {
    let mut text = String::new();
    for file in files {
        text += &unified_diff(&with_slashes(&file.path), &file.before, &file.after);
    }
    if std::io::stdout().is_terminal() {
        text = text.lines().flat_map(|line| [visible(line), "\n".into()]).collect();
    }
    super::print(text.as_bytes())
}

/// Writes all of them over the old ones; none where one of them cannot be written.
pub(super) fn write(files: &[Edited]) -> Result<()> {
    output::replace_files(files.iter().map(|file| (file.path.as_path(), file.after.as_bytes())))?;
    for file in files {
        tell!("wrote {}", visible(&file.path.to_string_lossy()));
    }
    Ok(())
}
