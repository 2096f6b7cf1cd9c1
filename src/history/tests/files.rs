//! The file: made, shared, migrated, damaged.
#![expect(clippy::disallowed_methods, reason = "tests look at files")]

use crate::history::{HistoryError, Store, schema};
use jiff::Timestamp;
use rusqlite::Connection;
use std::fs;
use std::path::PathBuf;

/// A history of the first version, with two sessions.
const VERSION_1: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/history/v1.sql"));

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

fn file() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("below/history.db");
    (folder, path)
}

fn sessions(store: &Store) -> i64 {
    store.connection.query_row("SELECT count(*) FROM session", [], |row| row.get(0)).expect("counts")
}

fn add_session(store: &Store) {
    store
        .connection
        .execute(
            "INSERT INTO session (started, title, mode, setup, holder, seen, clock) VALUES (0, 't', 'exam', '{}', 'h', 0, 0)",
            [],
        )
        .expect("inserts");
}

#[test]
fn a_history_is_made_with_its_folders_and_kept() {
    let (_folder, path) = file();
    let opened = Store::open(&path, NOW).expect("opens");
    assert_eq!(opened.set_aside, None);
    let pragma = |name: &str| -> String {
        opened
            .store
            .connection
            .pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0))
            .map(|value| format!("{value:?}"))
            .expect("a pragma")
    };
    assert_eq!(pragma("journal_mode"), r#"Text("wal")"#);
    assert_eq!(pragma("synchronous"), "Integer(2)", "FULL");
    assert_eq!(pragma("user_version"), format!("Integer({})", schema::MIGRATIONS.len()));
    add_session(&opened.store);
    drop(opened);
    assert_eq!(sessions(&Store::open(&path, NOW).expect("opens").store), 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&path).expect("metadata").permissions().mode() & 0o777, 0o600, "private");
    }
}

#[test]
fn a_damaged_file_is_kept_under_another_name() {
    #[track_caller]
    fn check(damage: impl Fn(Vec<u8>) -> Vec<u8>) {
        let (_folder, path) = file();
        let store = Store::open(&path, NOW).expect("opens").store;
        let many =
            "WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 500)
            INSERT INTO session (started, title, mode, setup, holder, seen, clock)
            SELECT value, 'title', 'exam', '{}', 'h', 0, 0 FROM n";
        store.connection.execute(many, []).expect("inserts");
        drop(store);
        let damaged = damage(fs::read(&path).expect("reads"));
        fs::write(&path, &damaged).expect("writes");
        let opened = Store::open(&path, NOW).expect("opens");
        let set_aside = opened.set_aside.clone().expect("a file set aside");
        assert_eq!(set_aside.from, path);
        assert_eq!(set_aside.to.file_name().expect("a name"), "history.db.damaged-19700101T000000Z");
        assert_eq!(fs::read(&set_aside.to).expect("reads"), damaged, "not one byte is lost");
        assert_eq!(sessions(&opened.store), 0);
        add_session(&opened.store);
        drop(opened);
        // The next to open it finds it sound; damaged again within the second, it gets another name.
        assert_eq!(Store::open(&path, NOW).expect("opens").set_aside, None);
        fs::write(&path, "garbage").expect("writes");
        let again = Store::open(&path, NOW).expect("opens").set_aside.expect("a file set aside");
        assert_eq!(again.to.file_name().expect("a name"), "history.db.damaged-19700101T000000Z-2");
    }
    check(|_| b"garbage".to_vec());
    check(|_| vec![0x5a; 10_000]);
    check(|bytes| bytes[..bytes.len() / 2].to_vec());
    check(|bytes| bytes[..4096].to_vec());
    check(|bytes| bytes[..50].to_vec());
    check(|mut bytes| {
        bytes[100..4096].fill(0xff);
        bytes
    });
}

#[test]
fn processes_that_find_the_same_damage_set_it_aside_once() {
    let (_folder, path) = file();
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(&path, "garbage").expect("writes");
    let aside: usize = std::thread::scope(|scope| {
        let open = || {
            let opened = Store::open(&path, NOW).expect("opens");
            add_session(&opened.store);
            usize::from(opened.set_aside.is_some())
        };
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(open)).collect();
        threads.into_iter().map(|thread| thread.join().expect("joins")).sum()
    });
    assert_eq!(aside, 1);
    assert_eq!(sessions(&Store::open(&path, NOW).expect("opens").store), 8);
}

#[test]
fn a_newer_file_and_another_programs_are_refused_and_left_alone() {
    #[track_caller]
    fn check(script: &str, expected: fn(&HistoryError) -> bool, words: &str) {
        let (_folder, path) = file();
        drop(Store::open(&path, NOW).expect("opens"));
        let other = path.with_file_name("other.db");
        let connection =
            Connection::open(if script.contains("CREATE") { &other } else { &path }).expect("opens");
        connection.execute_batch(script).expect("runs");
        let path = PathBuf::from(connection.path().expect("a path"));
        drop(connection);
        let before = fs::read(&path).expect("reads");
        let error = Store::open(&path, NOW).expect_err("is refused");
        assert!(expected(&error), "{error:?}");
        assert!(error.to_string().contains(words), "{error}");
        assert_eq!(fs::read(&path).expect("reads"), before);
    }
    check(
        "PRAGMA user_version = 1000",
        |error| matches!(error, HistoryError::Newer { version: 1000, .. }),
        "Update qbank",
    );
    check(
        "CREATE TABLE bookmark (url TEXT)",
        |error| matches!(error, HistoryError::Foreign { .. }),
        "another program",
    );
}

#[test]
fn a_folder_in_its_place_is_told() {
    let (folder, _) = file();
    let error = Store::open(folder.path(), NOW).expect_err("is refused");
    assert!(error.to_string().contains("--no-history"), "{error}");
}

#[test]
fn steps_are_taken_once_by_however_many_at_a_time() {
    let (_folder, path) = file();
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    Connection::open(&path).expect("opens").execute_batch(VERSION_1).expect("runs");
    let mut steps = schema::MIGRATIONS.to_vec();
    steps.push("ALTER TABLE session ADD COLUMN note TEXT");
    steps.push("UPDATE session SET note = coalesce(note, '') || 'x'");
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                let mut connection = Connection::open(&path).expect("opens");
                connection.busy_timeout(std::time::Duration::from_secs(10)).expect("waits");
                schema::migrate(&mut connection, &path, &steps).expect("migrates");
            });
        }
    });
    let connection = Connection::open(&path).expect("opens");
    let notes: String =
        connection.query_row("SELECT group_concat(note) FROM session", [], |row| row.get(0)).expect("notes");
    assert_eq!(notes, "x,x", "both sessions are there, and the step was taken once");
    let answers: i64 =
        connection.query_row("SELECT count(*) FROM answer", [], |row| row.get(0)).expect("counts");
    assert_eq!(answers, 8);
}
