//! A damaged file is kept under another name, and a new one takes its place.

use super::HistoryError;
use jiff::Timestamp;
use rusqlite::{Connection, ErrorCode, ffi};
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A damaged history that was moved out of the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// Where it was.
    pub from: PathBuf,
    /// Where it is now.
    pub to: PathBuf,
    /// What is wrong with it.
    pub why: String,
}

/// Looks for damage that opening alone would not meet.
pub(super) fn check(connection: &Connection) -> Result<(), HistoryError> {
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0))?;
    if verdict == "ok" {
        return Ok(());
    }
    let corrupt = ffi::Error { code: ErrorCode::DatabaseCorrupt, extended_code: ffi::SQLITE_CORRUPT };
    Err(rusqlite::Error::SqliteFailure(corrupt, Some(verdict)).into())
}

/// Gives the damaged file at `path`, its log and its index a name that is free.
pub(super) fn set_aside(path: &Path, now: Timestamp, why: &HistoryError) -> io::Result<SetAside> {
    let stamp = now.strftime("%Y%m%dT%H%M%SZ").to_string();
    let name = |number: u32| {
        let number = if number == 1 { String::new() } else { format!("-{number}") };
        beside(path, &format!(".damaged-{stamp}{number}"))
    };
    let to = (1..1000).map(name).find(|name| !name.exists()).ok_or(io::ErrorKind::AlreadyExists)?;
    fs::rename(path, &to)?;
    for ending in ["-wal", "-shm"] {
        match fs::rename(beside(path, ending), beside(&to, ending)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    let why = match why {
        HistoryError::Database(error) => error.to_string(),
        other => other.to_string(),
    };
    Ok(SetAside { from: path.to_owned(), to, why })
}

/// `path` with `ending` behind its name.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}
