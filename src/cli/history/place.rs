//! Where the history is kept.

use super::tell_set_aside;
use crate::history::Store;
use anyhow::Context;
use directories::ProjectDirs;
use jiff::Timestamp;
use std::path::PathBuf;

/// Which file holds the history.
#[derive(Debug, Clone, clap::Args)]
pub struct Place {
    /// The file that keeps your sessions; default: `history.db` in the data folder of `qbank`
    #[arg(long, value_name = "FILE", env = "QBANK_HISTORY", hide_env_values = true)]
    history: Option<PathBuf>,
}

impl Place {
    /// The file, which need not be there yet.
    pub fn path(&self) -> anyhow::Result<PathBuf> {
        if let Some(path) = self.history.as_ref().filter(|path| !path.as_os_str().is_empty()) {
            return Ok(path.clone());
        }
        let folders = ProjectDirs::from("", "", "qbank")
            .context("there is no home folder to keep the history in; say where with --history FILE")?;
        Ok(folders.data_dir().join("history.db"))
    }

    /// Opens the history, or begins one.
    pub fn open(&self) -> anyhow::Result<Store> {
        Ok(tell_set_aside(Store::open(&self.path()?, Timestamp::now())?))
    }

    /// Opens the history; `None`, and a word about it, where there is none yet.
    pub fn open_existing(&self) -> anyhow::Result<Option<Store>> {
        let path = self.path()?;
        if path.exists() {
            return self.open().map(Some);
        }
        tell!("There is no history yet at {}. It begins with the first `qbank quiz`.", path.display());
        Ok(None)
    }
}
