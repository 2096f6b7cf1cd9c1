//! Two folders change places in one step. The module above tells the whole of it.

use super::pages::is_page;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// How many entries of others are linked before files are renamed one by one instead. A folder with more is
/// hardly one of results.
#[cfg(unix)]
pub(super) const MOST_ENTRIES: usize = 10_000;

/// The plan, within the temporary folder.
const PLAN: &str = "plan";

/// What of an old folder is replaced, not kept.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Replaced {
    /// Files.
    names: BTreeSet<String>,
    /// Folders whose pages are replaced.
    page_folders: BTreeSet<String>,
}

impl Replaced {
    pub(super) fn new<'a>(names: &[String], page_folders: impl Iterator<Item = &'a String>) -> Self {
        Self { names: names.iter().cloned().collect(), page_folders: page_folders.cloned().collect() }
    }

    /// Writes down what may go after the exchange, and the new folder by its number, by which it is known again
    /// wherever it is then.
    #[cfg(unix)]
    fn write_plan(&self, partial: &Path, inode: u64) -> io::Result<()> {
        use std::fmt::Write;
        let mut text = format!("{inode}\n");
        for (mark, names) in [("file ", &self.names), ("pages ", &self.page_folders)] {
            for name in names {
                // Writing into a string does not fail.
                let _ = writeln!(text, "{mark}{name}");
            }
        }
        fs::write(partial.join(PLAN), text)
    }

    /// Whether all its files are in a folder.
    pub(super) fn is_in(&self, folder: &Path) -> bool {
        self.names.iter().all(|name| folder.join(name).exists())
    }

    /// Reads the plan of a run that may have got so far.
    pub(super) fn read_plan(partial: &Path) -> Option<(Self, u64)> {
        let text = fs::read_to_string(partial.join(PLAN)).ok()?;
        let (inode, names) = text.split_once('\n')?;
        let of = |mark| names.lines().filter_map(|line| line.strip_prefix(mark)).map(str::to_owned).collect();
        Some((Self { names: of("file "), page_folders: of("pages ") }, inode.parse().ok()?))
    }
}

/// Whether a folder is plainly the results' own, so that it may change places with one that is made in `partial`.
#[cfg(unix)]
pub(super) fn suits(folder: &Path, partial: &Path) -> bool {
    use rustix::fs::{Access, access};
    use std::os::unix::fs::MetadataExt;
    const STICKY: u32 = 0o1000;
    let (Ok(old), Ok(new)) = (fs::symlink_metadata(folder), fs::symlink_metadata(partial)) else {
        return false;
    };
    let stands_in_it = std::env::current_dir().is_ok_and(|current| current.starts_with(folder));
    CAN_EXCHANGE
        && old.is_dir()
        && old.uid() == new.uid()
        && old.dev() == new.dev()
        && old.mode() & STICKY == 0
        && !stands_in_it
        && access(folder, Access::WRITE_OK | Access::EXEC_OK).is_ok()
}

#[cfg(not(unix))]
pub(super) fn suits(_: &Path, _: &Path) -> bool {
    false
}

/// Puts what is to be kept of `folder` beside the new files and lets the two change places. False where that
/// cannot be done; then `folder` is as it was.
#[cfg(unix)]
pub(super) fn compose(folder: &Path, partial: &Path, replaced: &Replaced) -> bool {
    use std::os::unix::fs::MetadataExt;
    let next = partial.join(super::folder::NEXT);
    let composed = || -> io::Result<()> {
        let old = fs::symlink_metadata(folder)?;
        if !old.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        let mut keeper = Keeper { replaced, device: old.dev(), owner: old.uid(), left: MOST_ENTRIES };
        keeper.link(folder, &next, Depth::Top)?;
        keeper.copy_attributes(folder, &next)?;
        replaced.write_plan(partial, fs::symlink_metadata(&next)?.ino())?;
        exchange(&next, folder)
    };
    composed().is_ok()
}

#[cfg(not(unix))]
pub(super) fn compose(_: &Path, _: &Path, _: &Replaced) -> bool {
    false
}

/// Whether folders can change places on this system.
#[cfg(unix)]
const CAN_EXCHANGE: bool = cfg!(any(target_os = "linux", target_os = "macos"));

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "macos"))))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Where in the folder an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Depth {
    Top,
    /// In a folder of pages.
    Pages,
    Below,
}

impl Replaced {
    /// Where the entries of a folder are.
    fn within(&self, depth: Depth, name: Option<&str>) -> Depth {
        match (depth, name) {
            (Depth::Top, Some(name)) if self.page_folders.contains(name) => Depth::Pages,
            _ => Depth::Below,
        }
    }

    /// Whether an entry that is no folder is not to be kept.
    fn holds(&self, depth: Depth, path: &Path) -> io::Result<bool> {
        let name = path.file_name().and_then(|name| name.to_str());
        match depth {
            Depth::Top => Ok(name.is_some_and(|name| self.names.contains(name))),
            Depth::Pages => is_page(path),
            Depth::Below => Ok(false),
        }
    }
}

/// Links what is to be kept.
#[cfg(unix)]
struct Keeper<'a> {
    replaced: &'a Replaced,
    device: u64,
    owner: u32,
    /// How many entries may still be linked.
    left: usize,
}

#[cfg(unix)]
impl Keeper<'_> {
    fn link(&mut self, from: &Path, to: &Path, depth: Depth) -> io::Result<()> {
        for entry in fs::read_dir(from)? {
            let (entry, name) = entry.map(|entry| (entry.path(), entry.file_name()))?;
            let target = to.join(&name);
            let is_folder = fs::symlink_metadata(&entry)?.is_dir();
            if !is_folder && self.replaced.holds(depth, &entry)? {
                continue;
            }
            self.left = self.left.checked_sub(1).ok_or(io::ErrorKind::QuotaExceeded)?;
            if !is_folder {
                fs::hard_link(&entry, &target)?;
                continue;
            }
            if !target.is_dir() {
                fs::create_dir(&target)?;
            }
            self.link(&entry, &target, self.replaced.within(depth, name.to_str()))?;
            self.copy_attributes(&entry, &target)?;
            copy_times(&entry, &target)?;
        }
        Ok(())
    }

    /// Gives a folder the group, mode and attributes of another. One of another owner, or on which something is
    /// mounted, cannot be made anew.
    fn copy_attributes(&self, from: &Path, to: &Path) -> io::Result<()> {
        use std::os::unix::fs::{MetadataExt, chown};
        let (old, new) = (fs::symlink_metadata(from)?, fs::symlink_metadata(to)?);
        if old.dev() != self.device || old.uid() != self.owner || new.uid() != self.owner {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        if old.gid() != new.gid() {
            chown(to, None, Some(old.gid()))?;
        }
        copy_extended(from, to)?;
        fs::set_permissions(to, old.permissions())
    }
}

/// Gives a folder the extended attributes of another, such as its access list.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn copy_extended(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{XattrFlags, getxattr, listxattr, removexattr, setxattr};
    use rustix::io::Errno;
    /// Linux allows no more; what has more is not made anew.
    const LONGEST: usize = 64 * 1024;
    let list = |path: &Path| -> io::Result<Vec<Vec<u8>>> {
        let mut names = vec![0; LONGEST];
        let length = match listxattr(path, &mut names[..]) {
            Err(Errno::NOTSUP) => 0,
            length => length?,
        };
        let names = names[..length].split(|&byte| byte == 0).filter(|name| !name.is_empty());
        Ok(names.map(<[u8]>::to_vec).collect())
    };
    let value = |path: &Path, name: &[u8]| -> io::Result<Vec<u8>> {
        let mut value = vec![0; LONGEST];
        let length = getxattr(path, name, &mut value[..])?;
        value.truncate(length);
        Ok(value)
    };
    let (old, new) = (list(from)?, list(to)?);
    for name in new.iter().filter(|name| !old.contains(name)) {
        removexattr(to, name.as_slice())?;
    }
    for name in old {
        let wanted = value(from, &name)?;
        if value(to, &name).ok().as_ref() != Some(&wanted) {
            setxattr(to, name.as_slice(), &wanted, XattrFlags::empty())?;
        }
    }
    Ok(())
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "macos"))))]
fn copy_extended(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(unix)]
fn copy_times(from: &Path, to: &Path) -> io::Result<()> {
    let old = fs::symlink_metadata(from)?;
    let times = fs::FileTimes::new().set_accessed(old.accessed()?).set_modified(old.modified()?);
    fs::File::open(to)?.set_times(times)
}

/// Empties the old folder after the exchange: what is in the new one too or is replaced goes, and what came
/// meanwhile is moved over.
pub(super) fn settle(old: &Path, new: &Path, replaced: &Replaced) -> io::Result<()> {
    settle_within(old, new, replaced, Depth::Top)
}

fn settle_within(old: &Path, new: &Path, replaced: &Replaced, depth: Depth) -> io::Result<()> {
    // A link that was put in the folder's place in the last moment is not followed.
    if !fs::symlink_metadata(old)?.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    #[cfg(unix)]
    fs::set_permissions(old, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    for entry in fs::read_dir(old)? {
        let (entry, name) = entry.map(|entry| (entry.path(), entry.file_name()))?;
        let target = new.join(&name);
        if fs::symlink_metadata(&entry)?.is_dir() {
            if fs::symlink_metadata(&target).is_ok_and(|found| found.is_dir()) {
                settle_within(&entry, &target, replaced, replaced.within(depth, name.to_str()))?;
            } else {
                fs::rename(&entry, &target)?;
            }
        } else if is_same(&entry, &target) || replaced.holds(depth, &entry)? {
            fs::remove_file(&entry)?;
        } else {
            fs::rename(&entry, &target)?;
        }
    }
    fs::remove_dir(old)
}

/// Whether a path is the file or folder of this number.
#[cfg(unix)]
pub(super) fn is(path: &Path, inode: u64) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::symlink_metadata(path).is_ok_and(|found| found.ino() == inode)
}

#[cfg(not(unix))]
pub(super) fn is(_: &Path, _: u64) -> bool {
    false
}

/// Whether two names are of one file.
#[cfg(unix)]
fn is_same(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::symlink_metadata(one).is_ok_and(|found| is(other, found.ino()))
}

#[cfg(not(unix))]
fn is_same(_: &Path, _: &Path) -> bool {
    false
}
