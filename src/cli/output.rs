//! Where results go: a folder whose files appear under their names only when all are whole.

use anyhow::{Context, Result};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder of results in the making. Files are written into a temporary folder inside it and renamed at the
/// end; dropped before that, nothing of it stays and what was there is untouched.
pub struct OutputFolder {
    folder: PathBuf,
    partial: TempDir,
    names: Vec<String>,
}

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
        Ok(Self { folder: folder.to_owned(), partial, names: Vec::new() })
    }

    /// Starts a file, or starts it anew.
    pub fn file(&mut self, name: &str) -> std::io::Result<OutputFile> {
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

    /// Gives every file its name.
    pub fn commit(self) -> Result<()> {
        for name in &self.names {
            let target = self.folder.join(name);
            fs::rename(self.partial.path().join(name), &target)
                .with_context(|| format!("cannot write {}", target.display()))?;
        }
        Ok(())
    }
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

/// Makes sure that all of a file has left the program's hands.
pub fn finish(mut file: OutputFile) -> std::io::Result<()> {
    file.flush()?;
    file.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()
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
}
