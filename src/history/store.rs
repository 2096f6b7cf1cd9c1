//! The file: opened so that every answer is on disk when it was given, and shared by several processes.

use super::damage::{self, SetAside, beside};
use super::{HistoryError, schema};
use jiff::Timestamp;
use rusqlite::Connection;
use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long one process waits for another that is writing. A write takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(10);

/// An open history.
#[derive(Debug)]
pub struct Store {
    pub(super) connection: Connection,
    path: PathBuf,
}

/// An open history, and what had to be done for it.
#[derive(Debug)]
pub struct Opened {
    /// The history.
    pub store: Store,
    /// A damaged file that was moved out of the way, which the user must be told.
    pub set_aside: Option<SetAside>,
}

impl Store {
    /// Opens the history at `path`, or makes it with the folders above it. An older file is brought up to date. A
    /// damaged one is kept under another name, which carries the time `now`, and a new one begun.
    pub fn open(path: &Path, now: Timestamp) -> Result<Opened, HistoryError> {
        let file_error = |source| HistoryError::File { path: path.to_owned(), source };
        prepare(path).map_err(file_error)?;
        // One process at a time opens: setting a damaged file aside and turning the log on bear no company. The system
        // takes the lock back when its holder dies.
        let lock = Connection::open(beside(path, ".lock"))?;
        lock.busy_timeout(PATIENCE)?;
        lock.execute_batch("BEGIN EXCLUSIVE")?;
        let mut set_aside = None;
        let connection = match connect(path) {
            Err(error) if error.is_damage() => {
                set_aside = Some(damage::set_aside(path, now, &error).map_err(file_error)?);
                prepare(path).map_err(file_error)?;
                connect(path)?
            }
            other => other?,
        };
        Ok(Opened { store: Self { connection, path: path.to_owned() }, set_aside })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Makes the folder and an empty file that only its owner may read: answers are private. The database takes the file's
/// permissions for what it keeps beside it.
fn prepare(path: &Path) -> std::io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    // A file that is there must not be opened here: closing it would drop this process's locks on the database.
    match options.open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// Opens and checks the database, and brings its tables up to date.
fn connect(path: &Path) -> Result<Connection, HistoryError> {
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    damage::check(&connection)?;
    schema::refuse_foreign(&connection, path)?;
    // With a write-ahead log, readers and one writer do not hinder each other, and a process that is killed leaves
    // whole transactions. `synchronous` FULL puts the log on disk at every commit, so that an answer outlives a power
    // failure too; on macOS only `fullfsync` does that.
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    schema::migrate(&mut connection, path, schema::MIGRATIONS)?;
    Ok(connection)
}
