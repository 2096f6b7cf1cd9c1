//! Files to the model: banks, exams, topics, rulings and forms, with the place of everything in them.
//!
//! [`load`] reads files and folders, [`Loaded::from_texts`] what is in memory. Whatever is wrong inside a
//! file is a finding; only a path that cannot be read is a [`LoadError`]. An item with an error inside is
//! not among the items of its bank, so that it is never graded, asked or exported.
//!
//! A file passes through `yaml` (text and tree), [`keys`] (what may stand where), a reader of its own
//! (`bank`, `exam`, …) and, with all files at hand, through `cross`.

mod bank;
mod cross;
mod discover;
mod exam;
mod file;
mod form;
mod index;
mod item;
pub mod keys;
mod loaded;
mod review;
mod rulings;
pub mod schema;
pub mod shipped;
mod spoiled;
mod values;

pub use discover::{LoadError, discover};
pub use file::{File, FileKind};
pub use loaded::{Loaded, LoadedBank, LoadedItem, Located};

use std::path::{Path, PathBuf};

/// Loads files and folders; folders are searched for `*.yaml` and `*.yml`.
pub fn load(paths: &[PathBuf]) -> Result<Loaded, LoadError> {
    Ok(Loaded::from_texts(read(paths)?))
}

/// Where banks are looked for when no path is given.
pub const DEFAULT_FOLDER: &str = "question-banks";

/// Loads `paths`; without any, the folder `question-banks` where it exists, else the shipped banks.
pub fn load_or_default(paths: &[PathBuf]) -> Result<Loaded, LoadError> {
    Ok(Loaded::from_texts(read_or_default(paths)?))
}

/// What [`load_or_default`] loads, as paths with their bytes.
pub fn read_or_default(paths: &[PathBuf]) -> Result<Vec<(PathBuf, Vec<u8>)>, LoadError> {
    if !paths.is_empty() {
        read(paths)
    } else if Path::new(DEFAULT_FOLDER).is_dir() {
        read(&[PathBuf::from(DEFAULT_FOLDER)])
    } else {
        Ok(shipped::texts().collect())
    }
}

fn read(paths: &[PathBuf]) -> Result<Vec<(PathBuf, Vec<u8>)>, LoadError> {
    let read = |path: PathBuf| discover::read(&path).map(|bytes| (path, bytes));
    discover(paths)?.into_iter().map(read).collect()
}

#[cfg(test)]
mod tests;
