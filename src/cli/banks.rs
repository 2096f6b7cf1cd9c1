//! The banks that a command works on.

use super::terminal;
use crate::check::config;
use crate::diagnostic::render::human;
use crate::load::{self, DEFAULT_FOLDER, LoadError, Loaded};
use crate::parallel;
use anyhow::bail;
use std::path::{Path, PathBuf};

/// The paths of a command that works on banks.
#[derive(Debug, clap::Args)]
pub struct Paths {
    /// Files and folders; default: `question-banks` where it exists, else the shipped banks
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

impl Paths {
    /// Loads what they name.
    pub fn load(&self) -> Result<Loaded, LoadError> {
        load::load_or_default(&self.paths)
    }

    /// Loads what they name, and starts threads if it is much, so that all that follows is shared out among them.
    pub(super) fn load_in_parallel(&self) -> Result<Loaded, LoadError> {
        let texts = load::read_or_default(&self.paths)?;
        parallel::start(texts.iter().map(|(_, bytes)| bytes.len()).sum());
        Ok(Loaded::from_texts(texts))
    }

    /// Whether they name the banks that are built into the program.
    pub(super) fn are_shipped(&self) -> bool {
        self.paths.is_empty() && !Path::new(DEFAULT_FOLDER).is_dir()
    }

    /// Whether standard input is among them.
    pub(super) fn has_standard_input(&self) -> bool {
        self.paths.iter().any(|path| path == Path::new("-"))
    }

    /// The settings file of the banks: the first that stands in the folder of one of the paths or, for paths
    /// below the working directory, in a folder between the two. Without paths, that of the default folder.
    pub fn settings_file(&self) -> Option<PathBuf> {
        let default = [PathBuf::from(DEFAULT_FOLDER)];
        let paths = if self.paths.is_empty() { &default[..] } else { &self.paths };
        paths.iter().find_map(|path| {
            folders(path).map(|folder| folder.join(config::NAME)).find(|file| file.is_file())
        })
    }
}

/// The folder of a path, and its parents up to the working directory if the path is below that.
fn folders(path: &Path) -> impl Iterator<Item = PathBuf> {
    let parent = || path.parent().unwrap_or(Path::new("")).to_owned();
    let folder = if path.is_dir() { path.to_owned() } else { parent() };
    let here = Path::new(".").canonicalize();
    let below = |folder: &Path| {
        let whole = Path::new(".").join(folder).canonicalize().ok()?;
        Some(whole.strip_prefix(here.ok()?).ok()?.to_owned())
    };
    match below(&folder) {
        Some(folder) => folder.ancestors().map(Path::to_owned).collect::<Vec<_>>(),
        None => vec![folder],
    }
    .into_iter()
}

/// Ends a command whose banks hold errors, after telling them on stderr: what `qbank check` would tell.
pub(super) fn refuse_invalid(loaded: &Loaded) -> anyhow::Result<()> {
    if loaded.is_valid() {
        return Ok(());
    }
    let text = human::render(&loaded.findings, &loaded.sources, loaded.declared_items(), terminal::width());
    terminal::tell_styled(&text);
    bail!("the banks hold errors and cannot be used; mend what is shown above")
}
