//! Which files a command reads.
#![expect(clippy::disallowed_methods, reason = "this is where banks are opened")]

use crate::yaml::MAX_FILE_BYTES;
use std::io::Read;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// A path that cannot be read. Whatever is wrong inside a file is a finding instead.
#[derive(Debug, Error)]
pub enum LoadError {
    /// There is nothing at the path.
    #[error("{} is not there", path.display())]
    NotFound {
        /// The path as given.
        path: PathBuf,
    },
    /// The folder has no YAML files.
    #[error("{} holds no *.yaml or *.yml file", path.display())]
    NoFiles {
        /// The folder as given.
        path: PathBuf,
    },
    /// The file or folder cannot be read.
    #[error("{} cannot be read", path.display())]
    Unreadable {
        /// The path.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// The files that `paths` stand for: files themselves, and from folders every `*.yaml` and `*.yml` below,
/// sorted. A file that is named twice comes once.
pub fn discover(paths: &[PathBuf]) -> Result<Vec<PathBuf>, LoadError> {
    let mut files = Vec::new();
    for path in paths {
        let metadata = std::fs::metadata(path).map_err(|source| fault(path, source))?;
        if !metadata.is_dir() {
            files.push(path.clone());
            continue;
        }
        let mut found = Vec::new();
        walk(path, &mut found)?;
        if found.is_empty() {
            return Err(LoadError::NoFiles { path: path.clone() });
        }
        found.sort();
        files.append(&mut found);
    }
    let mut seen = foldhash::HashSet::default();
    files.retain(|file| seen.insert(std::fs::canonicalize(file).unwrap_or_else(|_| file.clone())));
    Ok(files)
}

/// Reads a whole file, or of one beyond the limit just so much that this can be told: it may have no end.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, LoadError> {
    let read = || -> std::io::Result<Vec<u8>> {
        let file = std::fs::File::open(path)?;
        let most = MAX_FILE_BYTES as u64 + 1;
        // With room for what the file says it has, its bytes come in one piece and are not moved again.
        let size = usize::try_from(file.metadata()?.len().min(most)).unwrap_or(0);
        let mut bytes = Vec::with_capacity(size + 1);
        file.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|source| fault(path, source))
}

/// Adds the YAML files below a folder. Hidden files and folders are left out, and links to folders are
/// not followed, so that a circle of links ends.
fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), LoadError> {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).map_err(|source| fault(&folder, source))? {
            let entry = entry.map_err(|source| fault(&folder, source))?;
            let kind = entry.file_type().map_err(|source| fault(&entry.path(), source))?;
            let path = entry.path();
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            if kind.is_dir() {
                folders.push(path);
            } else if is_yaml(&path) && (kind.is_file() || path.is_file()) {
                found.push(path);
            }
        }
    }
    Ok(())
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("yaml") || ext.eq_ignore_ascii_case("yml"))
}

fn fault(path: &Path, source: std::io::Error) -> LoadError {
    let path = path.to_owned();
    if source.kind() == std::io::ErrorKind::NotFound {
        LoadError::NotFound { path }
    } else {
        LoadError::Unreadable { path, source }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_searched_and_files_come_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        std::fs::create_dir(root.join("b")).expect("a folder");
        std::fs::create_dir(root.join(".git")).expect("a folder");
        for name in ["z.yaml", "b/c.YML", "a.txt", ".git/x.yaml", ".hidden.yaml"] {
            std::fs::write(root.join(name), "").expect("a file");
        }
        let found = discover(&[root.join("z.yaml"), root.to_owned()]).expect("paths that are there");
        assert_eq!(found, [root.join("z.yaml"), root.join("b/c.YML")]);
    }

    #[test]
    fn a_path_that_is_not_there_is_an_error() {
        let missing = PathBuf::from("no/such/folder");
        let error = discover(&[missing]).expect_err("nothing is there");
        assert_eq!(error.to_string(), "no/such/folder is not there");
    }
}
