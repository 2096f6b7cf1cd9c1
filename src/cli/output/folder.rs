//! A folder of results in the making.

use super::exchange::{self, Replaced};
use super::pages::is_page;
use super::partial::{Partial, gate};
use super::{OutputFile, buffered, finish, stale};
use anyhow::{Context, Result, bail, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// A folder of results in the making. Dropped before [`commit`](Self::commit), nothing of it stays and what was
/// there is untouched.
pub struct OutputFolder {
    /// The folder as the user named it.
    named: PathBuf,
    /// The folder itself, not a link to it.
    folder: PathBuf,
    partial: Partial,
    names: Vec<String>,
    /// Pages by subfolder.
    pages: BTreeMap<String, BTreeSet<String>>,
}

/// The folder that is written, within the temporary one.
pub(super) const NEXT: &str = "next";

impl OutputFolder {
    /// Prepares `named`, which need not be there.
    pub fn create(named: &Path) -> Result<Self> {
        let shown = named.display();
        let folder = resolve(named)?;
        let context = || format!("cannot write into the folder {shown}");
        let parent = folder.parent().unwrap_or(&folder);
        let partial = match Partial::folder(parent) {
            Ok(beside) if !folder.exists() || exchange::suits(&folder, beside.path()) => beside,
            Err(error) if !folder.exists() => return Err(error).with_context(context),
            Ok(_) | Err(_) => Partial::folder(&folder).with_context(context)?,
        };
        stale::sweep(parent, &partial);
        stale::sweep(&folder, &partial);
        {
            // A signal that comes now must not find the temporary folder empty and then not so.
            let _gate = gate();
            fs::create_dir(partial.path().join(NEXT)).with_context(context)?;
        }
        Ok(Self { named: named.to_owned(), folder, partial, names: Vec::new(), pages: BTreeMap::new() })
    }

    /// Starts a file, or starts it anew.
    pub fn file(&mut self, name: &str) -> io::Result<OutputFile> {
        let _gate = gate();
        let file = File::create(self.next().join(name))?;
        if !self.names.iter().any(|known| known == name) {
            self.names.push(name.to_owned());
        }
        Ok(buffered(file))
    }

    /// Writes a whole file.
    pub fn write<E>(&mut self, name: &str, write: impl FnOnce(&mut OutputFile) -> Result<(), E>) -> Result<()>
    where
        E: std::error::Error + Send + Sync + 'static,
    {
        let context = format!("cannot write {}", self.named.join(name).display());
        let mut file = self.file(name).with_context(|| context.clone())?;
        write(&mut file).with_context(|| context.clone())?;
        finish(file).with_context(|| context)
    }

    /// Writes a file anew from what was written under its name.
    pub fn rewrite(
        &mut self,
        name: &str,
        write: impl FnOnce(File, &mut OutputFile) -> Result<()>,
    ) -> Result<()> {
        let context = format!("cannot write {}", self.named.join(name).display());
        let old = File::open(self.next().join(name)).with_context(|| context.clone())?;
        fs::remove_file(self.next().join(name)).with_context(|| context.clone())?;
        let mut file = self.file(name).with_context(|| context.clone())?;
        write(old, &mut file)?;
        finish(file).context(context)
    }

    /// Writes a page into a subfolder, where it will take the place of those that an earlier run wrote there.
    pub fn page(&mut self, subfolder: &str, name: &str, text: &str) -> io::Result<()> {
        let _gate = gate();
        let folder = self.next().join(subfolder);
        let pages = self.pages.entry(subfolder.to_owned()).or_default();
        if pages.is_empty() {
            fs::create_dir_all(&folder)?;
        }
        fs::write(folder.join(name), text)?;
        pages.insert(name.to_owned());
        Ok(())
    }

    /// Puts the new files in the place of the old ones, in one step where the module's description says so.
    pub fn commit(self) -> Result<()> {
        let shown = self.named.display();
        let gate = gate();
        if fs::symlink_metadata(&self.folder).is_err() && self.is_beside() {
            return fs::rename(self.next(), &self.folder)
                .with_context(|| format!("cannot make the folder {shown}"));
        }
        self.check()?;
        let replaced = Replaced::new(&self.names, self.pages.keys());
        if !self.is_beside() || !exchange::compose(&self.folder, self.partial.path(), &replaced) {
            return self.move_one_by_one();
        }
        if let Err(error) = exchange::settle(&self.next(), &self.folder, &replaced) {
            let rest = self.partial.path().to_owned();
            drop(gate);
            self.partial.keep();
            let context = format!(
                "the results are in {shown}, but what was there before could not be removed: {}",
                rest.display()
            );
            return Err(error).context(context);
        }
        Ok(())
    }

    fn next(&self) -> PathBuf {
        self.partial.path().join(NEXT)
    }

    /// Whether the temporary folder is not within the folder.
    fn is_beside(&self) -> bool {
        self.partial.path().parent() != Some(&self.folder)
    }

    /// Nothing that someone else put there is overwritten, and no link is followed.
    fn check(&self) -> Result<()> {
        for name in &self.names {
            let path = self.named.join(name);
            let is_folder = fs::symlink_metadata(self.folder.join(name)).is_ok_and(|found| found.is_dir());
            ensure!(!is_folder, "{} is a folder: move it away, or write into another", path.display());
        }
        for (subfolder, pages) in &self.pages {
            let path = self.named.join(subfolder);
            match fs::symlink_metadata(self.folder.join(subfolder)) {
                Ok(found) if !found.is_dir() => bail!(
                    "{} is a link or a file, not a folder: move it away, or write into another folder",
                    path.display()
                ),
                Ok(_) => self.check_pages(subfolder, pages)?,
                Err(_) => {}
            }
        }
        Ok(())
    }

    fn check_pages(&self, subfolder: &str, pages: &BTreeSet<String>) -> Result<()> {
        for name in pages {
            let (path, shown) =
                (self.folder.join(subfolder).join(name), self.named.join(subfolder).join(name));
            let is_ours = fs::symlink_metadata(&path).is_err()
                || is_page(&path).with_context(|| format!("cannot read {}", shown.display()))?;
            ensure!(
                is_ours,
                "{} is no page that qbank wrote: move it away, or write into another folder",
                shown.display()
            );
        }
        Ok(())
    }

    fn move_one_by_one(&self) -> Result<()> {
        for name in &self.names {
            self.move_into_place(Path::new(name))?;
        }
        for (subfolder, pages) in &self.pages {
            let folder = self.folder.join(subfolder);
            let shown = self.named.join(subfolder);
            fs::create_dir_all(&folder)
                .with_context(|| format!("cannot make the folder {}", shown.display()))?;
            for name in pages {
                self.move_into_place(&Path::new(subfolder).join(name))?;
            }
            remove_old_pages(&folder, pages)
                .with_context(|| format!("cannot remove the old pages of {}", shown.display()))?;
        }
        Ok(())
    }

    fn move_into_place(&self, name: &Path) -> Result<()> {
        fs::rename(self.next().join(name), self.folder.join(name))
            .with_context(|| format!("cannot write {}", self.named.join(name).display()))
    }
}

/// The folder that a path names, through links, whether it is there or only the one above it.
fn resolve(named: &Path) -> Result<PathBuf> {
    let shown = named.display();
    let context = || format!("cannot make the folder {shown}");
    match fs::metadata(named) {
        Ok(found) => ensure!(found.is_dir(), "{shown} is no folder; results are several files"),
        Err(_) if fs::symlink_metadata(named).is_ok_and(|found| found.is_symlink()) => {
            bail!("{shown} is a link that cannot be followed: remove it, or name another folder")
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if let Some(name) = named.file_name() {
                let parent = match named.parent() {
                    Some(parent) if !parent.as_os_str().is_empty() => parent,
                    _ => Path::new("."),
                };
                fs::create_dir_all(parent).with_context(context)?;
                return Ok(fs::canonicalize(parent).with_context(context)?.join(name));
            }
            fs::create_dir_all(named).with_context(context)?;
        }
        Err(error) => return Err(error).with_context(context),
    }
    fs::canonicalize(named).with_context(context)
}

/// Removes the pages of an earlier run, so that nobody who is no longer among the candidates has one. Files of
/// others stay.
fn remove_old_pages(folder: &Path, pages: &BTreeSet<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let is_new = entry.file_name().to_str().is_none_or(|name| pages.contains(name));
        if !is_new && is_page(&entry.path())? {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
