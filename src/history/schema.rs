//! The tables and how an older file becomes a newer one.
//!
//! `PRAGMA user_version` says which steps of [`MIGRATIONS`] a file has been through. A step, once released, is
//! never changed; a new version is a new step at the end.

use super::HistoryError;
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;

/// Marks a file as a history of this program, so that another program's database is never written to: `qbnk`.
pub(super) const APPLICATION_ID: i32 = 0x7162_6e6b;

/// The steps from an empty file to the present tables, in order.
pub(super) const MIGRATIONS: &[&str] = &[include_str!("schema/v1.sql")];

/// Brings the tables up to date, one transaction for each step. Two processes that open the same old file take turns:
/// the second finds the work done.
pub(super) fn migrate(
    connection: &mut Connection,
    path: &Path,
    migrations: &[&str],
) -> Result<(), HistoryError> {
    let known = u32::try_from(migrations.len()).unwrap_or(u32::MAX);
    loop {
        let version = version(connection)?;
        if version > known {
            return Err(HistoryError::Newer { path: path.to_owned(), version, known });
        }
        if version == known {
            return Ok(());
        }
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let now = self::version(&transaction)?;
        if now == version {
            let step = usize::try_from(version).ok().and_then(|step| migrations.get(step));
            transaction.execute_batch(step.copied().unwrap_or_default())?;
            transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
            transaction.pragma_update(None, "user_version", version + 1)?;
        }
        transaction.commit()?;
    }
}

/// Refuses a database that another program made.
pub(super) fn refuse_foreign(connection: &Connection, path: &Path) -> Result<(), HistoryError> {
    let mark: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: u32 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if mark == APPLICATION_ID || tables == 0 {
        Ok(())
    } else {
        Err(HistoryError::Foreign { path: path.to_owned() })
    }
}

fn version(connection: &Connection) -> Result<u32, HistoryError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}
