//! Where results go: a folder whose files appear under their names only when all are whole.

use anyhow::{Context, Result, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder of results in the making. Files are written into a temporary folder inside it and renamed at the
/// end; dropped before that, nothing of it stays and what was there is untouched.
pub struct OutputFolder {
    folder: PathBuf,
    partial: TempDir,
    names: Vec<String>,
    /// Pages by subfolder.
    pages: BTreeMap<String, BTreeSet<String>>,
}

/// What stands in the head of every page that the program wrote.
const MARK: &[u8] = b"<meta name=\"generator\" content=\"qbank\">";
/// Within how many bytes it does.
const HEAD: u64 = 1024;

/// A result file that is being written.
pub type OutputFile = BufWriter<File>;

impl OutputFolder {
    /// Prepares `folder`, which is made where it is not there.
    pub fn create(folder: &Path) -> Result<Self> {
        let shown = folder.display();
        fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {shown}"))?;
        let partial = tempfile::Builder::new()
            .prefix(".qbank-partial-")
            .tempdir_in(folder)
            .with_context(|| format!("cannot write into the folder {shown}"))?;
        Ok(Self { folder: folder.to_owned(), partial, names: Vec::new(), pages: BTreeMap::new() })
    }

    /// Starts a file, or starts it anew.
    pub fn file(&mut self, name: &str) -> io::Result<OutputFile> {
        let file = File::create(self.partial.path().join(name))?;
        if !self.names.iter().any(|known| known == name) {
            self.names.push(name.to_owned());
        }
        Ok(BufWriter::with_capacity(256 * 1024, file))
    }

    /// Writes a whole file.
    pub fn write<E>(&mut self, name: &str, write: impl FnOnce(&mut OutputFile) -> Result<(), E>) -> Result<()>
    where
        E: std::error::Error + Send + Sync + 'static,
    {
        let context = || format!("cannot write {}", self.folder.join(name).display());
        let context = context();
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
        let context = format!("cannot write {}", self.folder.join(name).display());
        let (path, aside) = (self.partial.path().join(name), self.partial.path().join(format!("{name}.old")));
        let old =
            fs::rename(&path, &aside).and_then(|()| File::open(&aside)).with_context(|| context.clone())?;
        let mut file = self.file(name).with_context(|| context.clone())?;
        write(old, &mut file)?;
        finish(file).with_context(|| context.clone())?;
        fs::remove_file(aside).context(context)
    }

    /// Writes a page into a subfolder, where it will take the place of those that an earlier run wrote there.
    /// There can be very many, so none is forced to disk by itself.
    pub fn page(&mut self, subfolder: &str, name: &str, text: &str) -> io::Result<()> {
        let folder = self.partial.path().join(subfolder);
        let pages = self.pages.entry(subfolder.to_owned()).or_default();
        if pages.is_empty() {
            fs::create_dir_all(&folder)?;
        }
        fs::write(folder.join(name), text)?;
        pages.insert(name.to_owned());
        Ok(())
    }

    /// Gives every file its name.
    pub fn commit(self) -> Result<()> {
        for (subfolder, pages) in &self.pages {
            self.check_pages(subfolder, pages)?;
        }
        for name in &self.names {
            self.move_into_place(Path::new(name))?;
        }
        for (subfolder, pages) in &self.pages {
            let folder = self.folder.join(subfolder);
            fs::create_dir_all(&folder)
                .with_context(|| format!("cannot make the folder {}", folder.display()))?;
            for name in pages {
                self.move_into_place(&Path::new(subfolder).join(name))?;
            }
            remove_old_pages(&folder, pages)
                .with_context(|| format!("cannot remove the old pages of {}", folder.display()))?;
        }
        Ok(())
    }

    /// Nothing that someone else put there is overwritten.
    fn check_pages(&self, subfolder: &str, pages: &BTreeSet<String>) -> Result<()> {
        for name in pages {
            let path = self.folder.join(subfolder).join(name);
            ensure!(
                !path.exists() || is_page(&path)?,
                "{} is no page that qbank wrote: move it away, or write into another folder",
                path.display()
            );
        }
        Ok(())
    }

    fn move_into_place(&self, name: &Path) -> Result<()> {
        let target = self.folder.join(name);
        fs::rename(self.partial.path().join(name), &target)
            .with_context(|| format!("cannot write {}", target.display()))
    }
}

/// Removes the pages of an earlier run, so that nobody who is no longer among the candidates has one. Files of
/// others stay.
fn remove_old_pages(folder: &Path, pages: &BTreeSet<String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let old = path.extension().is_some_and(|ending| ending == "html")
            && entry.file_name().to_str().is_some_and(|name| !pages.contains(name));
        if old && entry.file_type()?.is_file() && is_page(&path)? {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Whether the program wrote this page.
fn is_page(path: &Path) -> Result<bool> {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.with_context(|| format!("cannot read {}", path.display()))?;
    Ok(memchr::memmem::find(&head, MARK).is_some())
}

/// Writes one file, which appears under its name only when it is whole.
pub fn write_file<E>(path: &Path, write: impl FnOnce(&mut OutputFile) -> Result<(), E>) -> Result<()>
where
    E: std::error::Error + Send + Sync + 'static,
{
    let shown = path.display();
    let context = format!("cannot write {shown}");
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let partial = tempfile::Builder::new()
        .prefix(".qbank-partial-")
        .tempfile_in(folder)
        .with_context(|| context.clone())?;
    let (file, partial) = partial.into_parts();
    let mut file = BufWriter::with_capacity(256 * 1024, file);
    write(&mut file).with_context(|| context.clone())?;
    finish(file).with_context(|| context.clone())?;
    partial.persist(path).context(context)
}

/// Replaces files that are there by what they hold now: first all are written beside them, then each gets its name.
/// They keep their permissions, and a link to a file stays a link.
pub fn replace_files<'a>(files: impl IntoIterator<Item = (&'a Path, &'a [u8])>) -> Result<()> {
    let mut written = Vec::new();
    for (path, bytes) in files {
        let context = || format!("cannot write {}; nothing was changed", path.display());
        let target = fs::canonicalize(path).with_context(context)?;
        let folder = target.parent().unwrap_or(Path::new("."));
        let mut partial =
            tempfile::Builder::new().prefix(".qbank-partial-").tempfile_in(folder).with_context(context)?;
        partial.write_all(bytes).with_context(context)?;
        let permissions = fs::metadata(&target).map(|known| known.permissions()).with_context(context)?;
        ensure!(!permissions.readonly(), "{} may not be written; nothing was changed", path.display());
        fs::set_permissions(partial.path(), permissions).with_context(context)?;
        written.push((target, partial));
    }
    for (target, partial) in written {
        partial.persist(&target).with_context(|| format!("cannot write {}", target.display()))?;
    }
    Ok(())
}

/// Makes sure that all of a file has left the program's hands. It is not forced onto the disk: that may take
/// longer than grading, and results that a power cut takes can be had again from the sheets.
pub fn finish(mut file: OutputFile) -> io::Result<()> {
    file.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_appear_only_when_all_are_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).ok();
        let write = |commit: bool, text: &str| {
            let mut output = OutputFolder::create(folder.path()).expect("prepares");
            output.write("a.csv", |file| file.write_all(text.as_bytes())).expect("writes");
            if commit {
                output.commit().expect("commits");
            }
        };
        write(false, "lost");
        assert_eq!(read("a.csv"), None);
        write(true, "old");
        assert_eq!(read("a.csv").as_deref(), Some("old"));
        write(false, "lost");
        write(true, "new");
        assert_eq!(read("a.csv").as_deref(), Some("new"));
        assert_eq!(fs::read_dir(folder.path()).expect("lists").count(), 1, "no leftovers");
    }

    #[test]
    fn pages_take_the_place_of_earlier_pages_and_of_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let page = String::from_utf8(MARK.to_vec()).expect("is text");
        let commit = |pages: &[(&str, &str)]| {
            let mut output = OutputFolder::create(folder.path()).expect("prepares");
            for (name, text) in pages {
                output.page("sub", name, &format!("{page}{text}")).expect("writes");
            }
            output.commit()
        };
        let names = || {
            let entries = fs::read_dir(folder.path().join("sub")).expect("lists");
            let mut names: Vec<String> =
                entries.map(|entry| entry.expect("is there").file_name().to_string_lossy().into()).collect();
            names.sort();
            names
        };
        commit(&[("a.html", "1"), ("b.html", "1")]).expect("commits");
        fs::write(folder.path().join("sub/notes.txt"), "mine").expect("writes");
        fs::write(folder.path().join("sub/mine.html"), "<p>mine").expect("writes");
        commit(&[("b.html", "2"), ("c.html", "2")]).expect("commits");
        assert_eq!(names(), ["b.html", "c.html", "mine.html", "notes.txt"]);
        let text = fs::read_to_string(folder.path().join("sub/b.html")).expect("reads");
        assert_eq!(text, format!("{page}2"));
        let refused = commit(&[("a.html", "3"), ("mine.html", "3")]).expect_err("would overwrite");
        assert!(refused.to_string().contains("mine.html is no page that qbank wrote"), "{refused}");
        assert_eq!(names(), ["b.html", "c.html", "mine.html", "notes.txt"]);
        assert_eq!(fs::read_dir(folder.path()).expect("lists").count(), 1, "no leftovers");
    }
}
