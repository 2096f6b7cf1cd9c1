//! Files that are there already, replaced by what they hold now.

use super::partial::{Partial, gate};
use super::{buffered, finish, stale};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::io::Write;
use std::path::Path;

/// Replaces files that are there by what they hold now: first all are written beside them, then each gets its name.
/// They keep their permissions, and a link to a file stays a link.
pub fn replace_files<'a>(files: impl IntoIterator<Item = (&'a Path, &'a [u8])>) -> Result<()> {
    let mut written = Vec::new();
    for (path, bytes) in files {
        let context = || format!("cannot write {}; nothing was changed", path.display());
        let target = fs::canonicalize(path).with_context(context)?;
        let permissions = fs::metadata(&target).map(|known| known.permissions()).with_context(context)?;
        ensure!(!permissions.readonly(), "{} may not be written; nothing was changed", path.display());
        let folder = target.parent().unwrap_or(Path::new("."));
        let (partial, file) = Partial::file(folder).with_context(context)?;
        stale::sweep(folder, &partial);
        file.set_permissions(permissions).with_context(context)?;
        let mut file = buffered(file);
        file.write_all(bytes).with_context(context)?;
        finish(file).with_context(context)?;
        written.push((target, partial));
    }
    {
        // A signal waits until all of them have their names.
        let _gate = gate();
        for (target, partial) in &written {
            fs::rename(partial.path(), target)
                .with_context(|| format!("cannot write {}", target.display()))?;
        }
    }
    for (_, partial) in written {
        partial.keep();
    }
    Ok(())
}
