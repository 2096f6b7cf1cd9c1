//! One file of results.

use super::partial::{Partial, gate};
use super::{OutputFile, buffered, finish, stale};
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// Writes one file, which appears under its name only when it is whole. A link is followed, since it is what the
/// user named; into a device, a pipe or `/dev/stdout` the bytes go as they come.
pub fn write_file<E>(path: &Path, write: impl FnOnce(&mut OutputFile) -> Result<(), E>) -> Result<()>
where
    E: std::error::Error + Send + Sync + 'static,
{
    let context = format!("cannot write {}", path.display());
    if is_stream(path) {
        let mut file = buffered(open_stream(path).with_context(|| context.clone())?);
        write(&mut file).with_context(|| context.clone())?;
        return finish(file).context(context);
    }
    let (path, old) = resolve(path)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (partial, file) = Partial::file(folder).with_context(|| context.clone())?;
    stale::sweep(folder, &partial);
    if let Some(old) = old {
        file.set_permissions(old.permissions()).with_context(|| context.clone())?;
    }
    let mut file = buffered(file);
    write(&mut file).with_context(|| context.clone())?;
    finish(file).with_context(|| context.clone())?;
    {
        let _gate = gate();
        fs::rename(partial.path(), &path).context(context)?;
    }
    partial.keep();
    Ok(())
}

/// Whether bytes go to what is named as they come, since there is no file to replace: a device, a pipe, a socket,
/// or the program's own standard output.
pub fn is_stream(path: &Path) -> bool {
    is_stdout(path) || fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

fn is_stdout(path: &Path) -> bool {
    cfg!(unix) && ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].iter().any(|name| path == Path::new(name))
}

fn open_stream(path: &Path) -> io::Result<File> {
    #[cfg(unix)]
    if is_stdout(path) {
        use std::os::fd::AsFd;
        return Ok(File::from(io::stdout().as_fd().try_clone_to_owned()?));
    }
    File::options().write(true).open(path)
}

/// The file behind the links that a path may lead through, and what is there.
fn resolve(path: &Path) -> Result<(PathBuf, Option<fs::Metadata>)> {
    let shown = path.display();
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => bail!("{shown} is a folder; name the file to write"),
        Ok(found) => {
            let path = fs::canonicalize(path).with_context(|| format!("cannot write {shown}"))?;
            Ok((path, Some(found)))
        }
        Err(_) if fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink()) => {
            bail!("{shown} is a link that cannot be followed: remove it, or name another file")
        }
        Err(_) => Ok((path.to_owned(), None)),
    }
}
