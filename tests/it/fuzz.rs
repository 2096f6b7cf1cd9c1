//! The fuzz targets on a stable compiler: the kept corpus, then mutations of it. Every input that once broke
//! something lies in the corpus, so that it is tried again here.

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};
use std::fs;
use std::path::{Path, PathBuf};

#[expect(unreachable_pub, reason = "the same file is the library of the fuzz package")]
#[path = "../../fuzz/src/lib.rs"]
mod targets;

use targets::{TARGETS, Target};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus")
}

/// The inputs of a target, in the order of their names.
fn corpus(name: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = fs::read_dir(folder().join(name)).expect("every target has a corpus");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("is listed").path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read(path).expect("is read"))).collect()
}

/// One change of an input.
#[derive(Debug, Clone)]
enum Change {
    Set(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, usize),
    /// A stretch of another input, put in.
    Splice(Index, Index, Index, usize),
    /// A stretch of its own, many times over.
    Repeat(Index, usize, usize),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    // Signs that mean something to one format or another are tried more often than chance would.
    let byte =
        prop_oneof![any::<u8>(), proptest::sample::select(b"\"'{}[]:,;|=~#<>/&*\\\n\t -0A%!".as_slice())];
    let bytes = proptest::collection::vec(byte.clone(), 1..8);
    prop_oneof![
        (at(), byte).prop_map(|(at, byte)| Change::Set(at, byte)),
        (at(), bytes).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        (at(), 1_usize..40).prop_map(|(at, length)| Change::Remove(at, length)),
        (at(), at(), at(), 1_usize..80).prop_map(|(at, other, from, n)| Change::Splice(at, other, from, n)),
        (at(), 1_usize..40, 2_usize..20).prop_map(|(at, n, times)| Change::Repeat(at, n, times)),
    ]
}

fn changed(mut input: Vec<u8>, changes: &[Change], corpus: &[(PathBuf, Vec<u8>)]) -> Vec<u8> {
    for change in changes {
        let place = |at: &Index| at.index(input.len() + 1);
        match change {
            Change::Set(at, byte) => {
                let at = place(at);
                input.splice(at..(at + 1).min(input.len()), [*byte]);
            }
            Change::Insert(at, bytes) => drop(input.splice(place(at)..place(at), bytes.iter().copied())),
            Change::Remove(at, length) => {
                let at = place(at);
                input.drain(at..(at + length).min(input.len()));
            }
            Change::Splice(at, other, from, length) => {
                let other = &other.get(corpus).1;
                let from = from.index(other.len() + 1);
                let stretch = other[from..(from + length).min(other.len())].to_vec();
                input.splice(place(at)..place(at), stretch);
            }
            Change::Repeat(at, length, times) => {
                let at = place(at);
                let stretch = input[at..(at + length).min(input.len())].repeat(*times);
                input.splice(at..at, stretch);
            }
        }
    }
    input
}

/// Tries the corpus, then `cases` inputs that were made from it; `QBANK_FUZZ=20` in the environment makes twenty times
/// as many.
fn try_target(name: &str, cases: u32) {
    let (_, target): (_, Target) = *TARGETS.iter().find(|(known, _)| *known == name).expect("is a target");
    let corpus = corpus(name);
    for (path, input) in &corpus {
        let outcome = std::panic::catch_unwind(|| target(input));
        assert!(outcome.is_ok(), "{name} fails on {}", path.display());
    }
    let inputs = (any::<Index>(), proptest::collection::vec(change(), 1..6));
    let inputs = inputs.prop_map(|(start, changes)| {
        let input = changed(start.get(&corpus).1.clone(), &changes, &corpus);
        String::from_utf8(input).map_err(std::string::FromUtf8Error::into_bytes)
    });
    let times = std::env::var("QBANK_FUZZ").ok().and_then(|times| times.parse().ok()).unwrap_or(1_u32);
    let cases = cases.saturating_mul(times);
    // Which cases are tried is left to chance at each run; a failure is written out whole.
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&inputs, |input| {
        target(input.as_ref().map_or_else(Vec::as_slice, String::as_bytes));
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{name}: {error}");
    }
}

macro_rules! tests {
    ($($name:ident $cases:literal),* $(,)?) => {
        $(
            #[test]
            fn $name() {
                try_target(stringify!($name), $cases);
            }
        )*

        #[test]
        fn every_target_is_tried() {
            let mut tried = [$(stringify!($name)),*];
            let mut targets = TARGETS.map(|(name, _)| name);
            tried.sort_unstable();
            targets.sort_unstable();
            assert_eq!(tried, targets);
            let folders = fs::read_dir(folder()).expect("lists");
            let mut folders: Vec<String> =
                folders.map(|entry| entry.expect("is listed").file_name().to_string_lossy().into_owned()).collect();
            folders.sort_unstable();
            assert_eq!(folders, targets);
        }
    };
}

tests! {
    bank 100, sheets 200, matcher 300, gift 200, moodle 200, aiken 200, table 150, qti 200, text2qti 100, mdbook 150,
    anki 100, rulings 100, resume 150, history 12,
}
