//! What can go wrong with a history, told so that the reader knows what to do.

use std::path::PathBuf;

/// Why a history cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// Written by a later version of the program.
    #[error(
        "the history {} was written by a newer qbank (its version {version}; this qbank knows {known}). Update qbank, \
         give another file with --history, or go on without history with --no-history",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema version.
        version: u32,
        /// The newest version that this program knows.
        known: u32,
    },
    /// A database, but not ours.
    #[error(
        "{} is a database of another program and was left as it is; give another file with --history",
        path.display()
    )]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The file or its folder cannot be made, read or moved.
    #[error(
        "cannot use the history {}: {source}. Give another file with --history, or go on without history with \
         --no-history",
        path.display()
    )]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Another process has gone on with the session.
    #[error(
        "session {session} was taken up in another window; this window's answers from here on are not kept. Close it \
         and go on there"
    )]
    TakenOver {
        /// The session's number.
        session: i64,
    },
    /// There is no such session.
    #[error("the history has no session {session}; `qbank history` lists them")]
    NoSession {
        /// The number asked for.
        session: i64,
    },
    /// A session that cannot be gone on with.
    #[error("session {session} is finished; `qbank history show {session}` shows it")]
    Finished {
        /// The session's number.
        session: i64,
    },
    /// Every session is finished.
    #[error("no session is unfinished; `qbank quiz` begins one")]
    NothingUnfinished,
    /// The banks at hand lack an item.
    #[error(
        "session {session} asks the item {item} of the bank {bank}, which is not in the banks at hand; name the banks \
         that the session was begun with"
    )]
    BankMissing {
        /// The session's number.
        session: i64,
        /// The item.
        item: String,
        /// Its bank.
        bank: String,
    },
    /// Keys, options or accepted answers have changed.
    #[error(
        "session {session} cannot go on: the key, the options or the accepted answers of these items have changed \
         since: {items}. Its answers so far are kept; `qbank history show {session}` shows them"
    )]
    ItemsChanged {
        /// The session's number.
        session: i64,
        /// The items.
        items: String,
    },
    /// What is stored is not what this program stores.
    #[error("session {session} of the history cannot be read: {why}")]
    Unreadable {
        /// The session's number.
        session: i64,
        /// What was found.
        why: String,
    },
    /// The database refuses.
    #[error(
        "the history cannot be used: {0}. Give another file with --history, or go on without history with \
         --no-history"
    )]
    Database(#[from] rusqlite::Error),
}

impl HistoryError {
    /// Whether the file itself is damaged.
    pub(super) fn is_damage(&self) -> bool {
        use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
        matches!(self, Self::Database(error)
            if matches!(error.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase)))
    }
}
