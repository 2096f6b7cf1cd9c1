//! The history at work: sittings that are killed, taken up, picked by and told of.

use assert_cmd::Command;
use qbank::history::{Store, StoredSession, replay};
use qbank::load::Loaded;
use qbank::quiz::{Phase, Screen, Session};
use qbank::scoring::Lexicon;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha12Rng;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

/// How many items a sitting asks.
const ITEMS: usize = 12;

/// A folder with a bank of numbers, whose item `n07` accepts 7, and a history.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let items = (0..ITEMS).map(|number| {
            let topic = if number % 2 == 0 { "even" } else { "odd" };
            format!("  - {{id: n{number:02}, topic: {topic}, stem: \"Which?\", accept-number: {{value: {number}}}}}\n")
        });
        let text =
            format!("bank: numbers\ntopics: {{even: Even, odd: Odd}}\nitems:\n{}", items.collect::<String>());
        fs::write(folder.path().join("bank.yaml"), text).expect("writes");
        Self { folder }
    }

    fn history(&self) -> PathBuf {
        self.folder.path().join("history.db")
    }

    fn bank(&self) -> Loaded {
        let path = self.folder.path().join("bank.yaml");
        Loaded::from_texts([(path.clone(), fs::read(path).expect("reads"))])
    }

    fn arguments(arguments: &str) -> Vec<String> {
        arguments.split_whitespace().map(str::to_owned).chain(["bank.yaml".to_owned()]).collect()
    }

    /// What a command with these arguments, and this typed, prints to stdout and stderr, and its status.
    fn run(&self, arguments: &str, typed: &str) -> (String, String, i32) {
        let output = Command::new(env!("CARGO_BIN_EXE_qbank"))
            .current_dir(self.folder.path())
            .env("QBANK_HISTORY", self.history())
            .args(Self::arguments(arguments))
            .write_stdin(typed)
            .output()
            .expect("runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (text(&output.stdout), text(&output.stderr), output.status.code().unwrap_or(-1))
    }

    fn sessions(&self) -> Vec<StoredSession> {
        if !self.history().exists() {
            return Vec::new();
        }
        let store = open(&self.history());
        let rows = store.sessions().expect("reads");
        rows.iter().map(|row| store.session(row.id).expect("reads")).collect()
    }

    fn replay(&self, stored: &StoredSession) -> Session {
        let bank = self.bank();
        let lexicon = Lexicon::from_items(bank.items().map(|found| found.item));
        replay(stored, |id| bank.item(id).map(|found| found.item), &lexicon).expect("replays")
    }
}

fn open(path: &Path) -> Store {
    Store::open(path, jiff::Timestamp::UNIX_EPOCH).expect("opens").store
}

/// The right answer to each item of a session from a place on.
fn answers(stored: &StoredSession, from: usize) -> String {
    stored.asked[from..]
        .iter()
        .map(|asked| format!("{}\n", asked.item.trim_start_matches('n')))
        .collect::<Vec<_>>()
        .concat()
}

/// Kills sittings at random moments, and takes them up again. Whatever the screen had gone on from is on disk with what
/// was typed, the session replays, and its clock never runs backwards. Every `QBANK_KILLS`, or 40.
#[test]
fn killed_at_any_moment_a_sitting_loses_the_open_item_at_most() {
    let kills: usize = std::env::var("QBANK_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(40);
    let desk = Desk::new();
    let mut rng = ChaCha12Rng::seed_from_u64(7);
    let began = Instant::now();
    let mut last_clock = (0, Duration::ZERO);
    let (mut killed_midway, mut finished) = (0, 0);
    for number in 0..kills {
        let before = desk.sessions();
        let open_session = before.iter().find(|stored| stored.row.ended.is_none());
        let (arguments, typed, from) = match open_session {
            // A new sitting asks the items in the order of their drawn form, which is the same for every seed.
            None => {
                let form = (0..ITEMS)
                    .map(|place| format!("  - {{item: n{place:02}}}\n"))
                    .collect::<Vec<_>>()
                    .concat();
                fs::write(desk.folder.path().join("form.yaml"), format!("form: f\nitems:\n{form}"))
                    .expect("writes");
                let typed = (0..ITEMS).map(|place| format!("{place}\n")).collect::<Vec<_>>().concat();
                ("quiz --mode exam --form form.yaml --plain", format!("\n{typed}:submit\n:submit\n"), 0)
            }
            Some(stored) => {
                let session = desk.replay(stored);
                let on_item = matches!(
                    session.phase(),
                    Phase::Ready | Phase::Item | Phase::Paused { before: Screen::Item }
                );
                let rest = if on_item { answers(stored, session.open()) } else { String::new() };
                ("quiz --resume --plain", format!("\n{rest}:submit\n:submit\n:submit\n"), session.open())
            }
        };
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_qbank"))
            .current_dir(desk.folder.path())
            .env("QBANK_HISTORY", desk.history())
            .args(Desk::arguments(arguments))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("starts");
        child.stdin.take().expect("a pipe").write_all(typed.as_bytes()).unwrap_or_default();
        // The moment is so many items into the sitting, and a little later, so that it is midway on any machine.
        let items = rng.random_range(0..=ITEMS);
        let mut stdout = child.stdout.take().expect("a pipe");
        let (mut bytes, mut chunk) = (Vec::new(), [0; 256]);
        while String::from_utf8_lossy(&bytes).matches("Item ").count() < items {
            match stdout.read(&mut chunk).expect("reads") {
                0 => break,
                count => bytes.extend_from_slice(&chunk[..count]),
            }
        }
        std::thread::sleep(Duration::from_micros(rng.random_range(0..3_000)));
        child.kill().expect("kills");
        child.wait().expect("ends");
        stdout.read_to_end(&mut bytes).expect("reads");
        let shown = String::from_utf8(bytes).expect("is text");

        // Each screen that shows item k tells that what was typed before was taken.
        let reached =
            (1..=ITEMS).rev().find(|place| shown.contains(&format!("Item {place} of {ITEMS}"))).unwrap_or(0);
        let taken = if shown.contains("Review") { ITEMS } else { reached.saturating_sub(1).max(from) };
        let after = desk.sessions();
        assert!(reached == 0 || after.len() >= before.len().max(1), "{number}: the session was lost");
        let Some(stored) = after.last() else { continue };
        let session = desk.replay(stored);
        for place in 0..taken {
            let expected =
                stored.asked[place].item.trim_start_matches('n').parse::<usize>().expect("a number");
            let kept = session.cell(place).parse::<usize>();
            assert_eq!(kept, Ok(expected), "{number}: place {place} of {taken} taken");
        }
        let past = open(&desk.history()).past().expect("reads");
        for answer in past.answers().iter().filter(|answer| answer.session == stored.row.id) {
            assert_eq!(
                answer.response,
                session.cell(answer.place),
                "{number}: the answers follow the events"
            );
        }
        let clock = (stored.row.id, stored.row.clock);
        assert!(clock >= last_clock && stored.row.clock <= began.elapsed(), "{number}: {clock:?}");
        last_clock = clock;
        killed_midway += usize::from(stored.row.ended.is_none() && session.unanswered() < ITEMS);
        finished += usize::from(stored.row.ended.is_some());
    }
    // Without these the moments were all before the first answer or after the last.
    assert!(
        killed_midway > kills / 10 && finished > 0,
        "{killed_midway} midway, {finished} finished, of {kills}"
    );
}

#[test]
fn a_sitting_is_kept_told_of_and_gone_on_with() {
    let desk = Desk::new();
    let (out, error, status) = desk.run("history", "");
    assert_eq!((out.as_str(), status), ("", 0));
    assert!(error.contains("There is no history yet"), "{error}");
    let (_, error, status) = desk.run("quiz --resume", "");
    assert!(error.contains("no session is unfinished") && status == 2, "{error}");

    let (_, error, status) = desk.run("quiz --topic even -n 4 --mode exam", "\n1\n1\n");
    assert!(error.contains("Go on with it: qbank quiz --resume") && status == 0, "{error}");
    let (_, error, _) = desk.run("quiz --topic odd -n 2", "");
    assert!(error.contains("Unfinished: session 1, Even, 2 of 4 answered. Go on"), "{error}");
    let (_, error, _) = desk.run("quiz --topic odd -n 2", "");
    assert!(error.contains("and 1 other"), "{error}");

    // The one at work last is taken up; the first one by its number.
    let (out, error, _) = desk.run("quiz --resume", "");
    assert!(
        out.contains("Odd") || out.contains("Item 1 of 2") || out.contains("Press Enter"),
        "{out}{error}"
    );
    let (out, _, status) = desk.run("quiz --resume=1", "\n1\n1\n:submit\n:submit\n");
    assert!(out.contains("Interrupted 1 time") && status == 0, "{out}");
    let (_, error, status) = desk.run("quiz --resume=1", "");
    assert!(error.contains("session 1 is finished") && status == 2, "{error}");
    let (_, error, status) = desk.run("quiz --resume=99", "");
    assert!(error.contains("no session 99") && status == 2, "{error}");

    let (out, _, _) = desk.run("history", "");
    assert!(out.contains("3 sessions, 4 answers on 1 day.") && out.contains("0 of 4"), "{out}");
    let (out, _, _) = desk.run("history show 1", "");
    assert!(out.contains("4 of 4 items answered") && out.contains("incorrect"), "{out}");
    let (out, _, _) = desk.run("history --export csv", "");
    assert_eq!(out.lines().filter(|line| line.contains(",incorrect,0,")).count(), 4, "{out}");
    let (_, error, status) = desk.run("history show 99", "");
    assert!(error.contains("no session 99") && status == 2, "{error}");
}

#[test]
fn a_sitting_picks_by_what_was_answered() {
    let desk = Desk::new();
    let asks = |pick: &str, typed: &str| -> String {
        let (out, error, status) = desk.run(&format!("quiz --plain --pick {pick}"), typed);
        match out.lines().find(|line| line.contains(" in practice mode")) {
            Some(line) => line.to_owned(),
            None => format!("{} {status}", error.lines().last().unwrap_or_default()),
        }
    };
    assert!(asks("due", "").contains("was answered yet, so none is due; try --pick unseen 2"));
    // Of twelve, she answers five, one of them right, and flags the sixth.
    let form = (0..6).map(|place| format!("  - {{item: n{place:02}}}\n")).collect::<Vec<_>>().concat();
    fs::write(desk.folder.path().join("form.yaml"), format!("form: f\nitems:\n{form}")).expect("writes");
    let (_, error, _) = desk.run("quiz --plain --form form.yaml", "\n0\n\n0\n\n0\n\n0\n\n0\n\n:f\n");
    assert!(error.contains("not finished"), "{error}");
    assert_eq!(asks("unseen", ""), "6 items in practice mode.");
    assert_eq!(asks("missed", ""), "4 items in practice mode.");
    assert_eq!(asks("flagged", ""), "1 item in practice mode.");
    assert_eq!(asks("weak", ""), "12 items in practice mode.");
    assert_eq!(asks("weak -n 5", ""), "5 items in practice mode.");
    assert!(asks("due", "").contains("is due before"));
    assert!(asks("missed --no-history", "").contains("--no-history leaves out 2"));
    assert!(asks("hardest", "").contains("try '--help'"));
    // With another key, what was missed counts for nothing.
    let bank = desk.folder.path().join("bank.yaml");
    let text = fs::read_to_string(&bank).expect("reads");
    fs::write(&bank, text.replace("value: 1}", "value: 100}").replace("Which?", "Which one?"))
        .expect("writes");
    assert_eq!(asks("missed", ""), "3 items in practice mode.");
    assert_eq!(asks("unseen", ""), "7 items in practice mode.");
    let (out, _, _) = desk.run("history", "");
    assert!(out.contains("1 answer is not counted under topics"), "{out}");
    let (out, _, _) = desk.run("history show 1", "");
    assert!(out.contains("item changed since"), "{out}");
    let (_, error, status) = desk.run("quiz --resume=1", "");
    assert!(error.contains("have changed since: n01.") && status == 2, "{error}");
}

#[test]
fn a_damaged_history_is_set_aside_and_told() {
    let desk = Desk::new();
    fs::write(desk.history(), "not a history").expect("writes");
    let (out, error, status) = desk.run("quiz --plain -n 1", "\n1\n\n:submit\n:submit\n");
    assert!(error.contains("is damaged (file is not a database). It was kept as"), "{error}");
    assert!(out.contains("Handed in.") && status == 0, "{out}");
    let kept = fs::read_dir(desk.folder.path()).expect("lists").filter_map(|entry| {
        let path = entry.expect("an entry").path();
        path.to_string_lossy().contains(".damaged-").then(|| fs::read_to_string(path).expect("reads"))
    });
    assert_eq!(kept.collect::<Vec<_>>(), ["not a history"]);
    let (out, error, _) = desk.run("history", "");
    assert!(out.contains("1 session, 1 answer on 1 day.") && error.is_empty(), "{out}{error}");
}

#[test]
fn without_history_nothing_is_kept() {
    let desk = Desk::new();
    let (_, error, status) = desk.run("quiz --plain -n 2 --no-history", "\n1\n");
    assert!(error.contains("are not kept") && status == 1, "{error}");
    assert!(!desk.history().exists());
}

#[test]
fn a_history_of_the_first_version_is_read() {
    let desk = Desk::new();
    let script = fs::read_to_string("tests/history/v1.sql").expect("reads");
    rusqlite::Connection::open(desk.history()).expect("opens").execute_batch(&script).expect("runs");
    let (out, error, _) = desk.run("history", "");
    assert!(out.contains("2 sessions, 6 answers on 1 day.") && error.is_empty(), "{out}{error}");
    let past = open(&desk.history()).past().expect("reads");
    for stored in desk.sessions() {
        let session = desk.replay(&stored);
        assert_eq!(session.end().is_some(), stored.row.ended.is_some());
        let kept = past.answers().iter().filter(|answer| answer.session == stored.row.id);
        let kept: Vec<_> =
            kept.map(|answer| (answer.place, answer.response.clone(), answer.status)).collect();
        let mut replayed: Vec<_> =
            (0..4).map(|place| (place, session.cell(place), session.mark(place).status)).collect();
        replayed.sort_by_key(|(place, _, _)| kept.iter().position(|(other, _, _)| other == place));
        assert_eq!(kept, replayed);
    }
    let (out, error, status) = desk.run("quiz --resume --plain", "\n3\n\n:submit\n:submit\n");
    assert!(out.contains("Handed in.") && status == 0, "{out}{error}");
    let score = desk.sessions()[1].row.score.expect("a score");
    assert_eq!(score, (2.into(), 3.into()), "what was skipped in practice was not given");
}

#[test]
fn a_window_whose_session_was_taken_up_in_another_says_so_and_ends() {
    let desk = Desk::new();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_qbank"))
        .current_dir(desk.folder.path())
        .env("QBANK_HISTORY", desk.history())
        .args(Desk::arguments("quiz --mode exam --plain -n 3"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    let mut typing = child.stdin.take().expect("a pipe");
    typing.write_all(b"\n1\n").expect("types");
    let mut shown = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    assert!(shown.any(|line| line.expect("reads").contains("Item 2 of 3")));
    let (_, error, _) = desk.run("quiz --resume --plain", "\n5\n");
    assert!(error.contains("not finished"), "{error}");
    typing.write_all(b"7\n").expect("types");
    let ended = child.wait_with_output().expect("ends");
    let error = String::from_utf8_lossy(&ended.stderr);
    assert!(
        error.contains("session 1 was taken up in another window") && ended.status.code() == Some(2),
        "{error}"
    );
    let answered: Vec<String> = {
        let past = open(&desk.history()).past().expect("reads");
        past.answers().iter().map(|answer| answer.response.clone()).collect()
    };
    assert_eq!(answered[..2], ["1", "5"]);
}
