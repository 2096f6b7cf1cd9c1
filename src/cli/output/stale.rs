//! What a killed run left behind.

use super::exchange::{self, Replaced};
use super::folder::NEXT;
use super::partial::{PREFIX, Partial, Taken, lock, remove};
use std::fs;
use std::path::{Path, PathBuf};

/// Removes what killed runs of this user left in a folder. It is a courtesy: what cannot be removed stays. `own` is
/// what this run has made.
pub(super) fn sweep(folder: &Path, own: &Partial) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let is_partial = entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX));
        if !is_partial || path == own.path() || !has_same_owner(&path, own.path()) {
            continue;
        }
        // Without a lock nobody can tell whether a run is still at work there.
        if let Taken::By(Some(_lock)) = lock(&path) {
            clear(&path, folder);
        }
    }
}

/// Removes a stale name. If the run was killed after its folder had changed places, what someone else put into the
/// old one in that moment is moved over first.
fn clear(path: &Path, parent: &Path) {
    let old = path.join(NEXT);
    if let Some((replaced, inode)) = Replaced::read_plan(path)
        && fs::symlink_metadata(&old).is_ok()
        && !exchange::is(&old, inode)
    {
        let Ok(entries) = fs::read_dir(parent) else { return };
        let mut entries = entries.flatten().map(|entry| entry.path());
        let is_new = |path: &PathBuf| exchange::is(path, inode) && replaced.is_in(path);
        let Some(new) = entries.find(is_new) else { return };
        if exchange::settle(&old, &new, &replaced).is_err() {
            return;
        }
    }
    remove(path);
}

#[cfg(unix)]
fn has_same_owner(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let owner = |path: &Path| fs::symlink_metadata(path).map(|found| found.uid()).ok();
    owner(one).is_some() && owner(one) == owner(other)
}

#[cfg(not(unix))]
fn has_same_owner(_: &Path, _: &Path) -> bool {
    false
}
