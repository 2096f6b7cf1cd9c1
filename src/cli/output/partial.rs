//! Temporary names: made, locked, known to the signals, and removed.

use super::signals;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What every temporary name begins with.
pub(super) const PREFIX: &str = ".qbank-partial-";

/// How often a name is made anew when another run takes it for a stale one before it is locked.
const ATTEMPTS: usize = 8;

/// The temporary names of this run. Who holds the gate is not stopped by a signal: the signal waits for it,
/// removes what is listed, and never gives it back. So nothing is made behind its back, and what must not be
/// torn apart is not.
static GATE: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Waits for the gate.
pub(super) fn gate() -> MutexGuard<'static, Vec<PathBuf>> {
    GATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file or folder under a temporary name; dropped, it is removed. The gate must not be held then.
#[derive(Debug)]
pub(super) struct Partial {
    path: PathBuf,
    /// Holds the lock that tells other runs that this one is at work.
    _lock: Option<File>,
}

impl Partial {
    /// Makes a folder that nobody else can look into.
    pub(super) fn folder(parent: &Path) -> io::Result<Self> {
        let make = |builder: &tempfile::Builder<'_, '_>| Ok(builder.tempdir_in(parent)?.keep());
        Self::new(|builder| make(builder).map(|path| (path, None))).map(|(partial, _)| partial)
    }

    /// Makes a file with the mode of any new file.
    pub(super) fn file(parent: &Path) -> io::Result<(Self, File)> {
        let (partial, file) = Self::new(|builder| {
            #[cfg(unix)]
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
            let (file, path) = builder.tempfile_in(parent)?.keep().map_err(|error| error.error)?;
            Ok((path, Some(file)))
        })?;
        let file = file.ok_or_else(|| io::Error::other("a file was made"))?;
        Ok((partial, file))
    }

    fn new(
        make: impl Fn(&mut tempfile::Builder<'static, 'static>) -> io::Result<(PathBuf, Option<File>)>,
    ) -> io::Result<(Self, Option<File>)> {
        signals::watch()?;
        let mut gate = gate();
        for _ in 0..ATTEMPTS {
            let mut builder = tempfile::Builder::new();
            // The name of what cannot be made says nothing to people.
            let (path, file) = make(builder.prefix(PREFIX)).map_err(|error| io::Error::from(error.kind()))?;
            if let Taken::By(lock) = lock(&path) {
                gate.push(path.clone());
                return Ok((Self { path, _lock: lock }, file));
            }
        }
        Err(io::Error::other("temporary names are taken away"))
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Leaves under its name what is there.
    pub(super) fn keep(self) {
        gate().retain(|known| *known != self.path);
        // What is dropped now is not known any more, and stays.
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        let mut gate = gate();
        let before = gate.len();
        gate.retain(|known| *known != self.path);
        if gate.len() < before {
            remove(&self.path);
        }
    }
}

/// Removes a temporary name with all that is in it, as far as that can be done.
pub(super) fn remove(path: &Path) {
    let removed = match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => {
            fs::remove_dir_all(path).or_else(|_| make_writable(path).and_then(|()| fs::remove_dir_all(path)))
        }
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    // Whoever cannot remove it cannot do more about it either; the next run tries again.
    drop(removed);
}

/// Lets the program remove what a folder holds: copies of write-protected folders may be in it.
fn make_writable(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            make_writable(&entry.path())?;
        }
    }
    Ok(())
}

/// What became of the attempt to lock a name.
#[cfg_attr(not(unix), expect(dead_code, reason = "nothing is locked there"))]
pub(super) enum Taken {
    /// This run has it; without a lock where the file system knows none.
    By(Option<File>),
    /// Another run has it, or has removed it.
    Away,
}

/// Locks a temporary name as long as the file that comes back is open.
#[cfg(unix)]
pub(super) fn lock(path: &Path) -> Taken {
    use rustix::fs::{FlockOperation, flock};
    use rustix::io::Errno;
    use std::os::unix::fs::MetadataExt;
    let Ok(file) = File::open(path) else { return Taken::Away };
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => {
            let same = |found: fs::Metadata| file.metadata().is_ok_and(|own| own.ino() == found.ino());
            if fs::symlink_metadata(path).is_ok_and(same) { Taken::By(Some(file)) } else { Taken::Away }
        }
        Err(Errno::WOULDBLOCK) => Taken::Away,
        Err(_) => Taken::By(None),
    }
}

/// Without locks nothing is ever taken for stale.
#[cfg(not(unix))]
pub(super) fn lock(_: &Path) -> Taken {
    Taken::By(None)
}
