//! What is fuzzed: each function takes any bytes and must come back, and what it finds on the way must hold.
//!
//! The functions use nothing but the public library. cargo-fuzz runs them through `fuzz_targets/`, and the test
//! `fuzz` of the program's suite runs the same functions on the kept corpus and on mutations of it, so that a
//! stable compiler holds them too.

use jiff::Timestamp;
use qbank::check::{self, Settings};
use qbank::convert::{self, Format};
use qbank::diagnostic::{self, Sources, render};
use qbank::grade::recorder::{GradedSheet, Recorder, Rejected};
use qbank::grade::{Compiled, Policy, Sharing, SheetSource, compile, grade};
use qbank::history::{self, SessionRow, Store, StoredSession};
use qbank::load::Loaded;
use qbank::model::fraction::parse_decimal;
use qbank::model::{
    Accept, AcceptedText, Bank, Case, EntryOrder, Fraction, Item, Matching, Ruling, ShortAnswer,
};
use qbank::quiz::{Event, Session};
use qbank::scoring::{Lexicon, ShortScorer};
use qbank::sheets::input::Input;
use qbank::sheets::layout::{self, ItemIndex, Overrides};
use std::io;
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::Duration;

/// A target.
pub type Target = fn(&[u8]);

/// Every target by its name, which is that of its folder of the corpus.
pub const TARGETS: [(&str, Target); 14] = [
    ("bank", bank),
    ("sheets", sheets),
    ("matcher", matcher),
    ("gift", gift),
    ("moodle", moodle),
    ("aiken", aiken),
    ("table", table),
    ("qti", qti),
    ("text2qti", text2qti),
    ("mdbook", mdbook),
    ("anki", anki),
    ("rulings", rulings),
    ("resume", resume),
    ("history", history),
];

/// A file of a bank, an exam, topics or a form: read, checked and told in every way. A bank that is valid is the
/// same bank after it was written and read again.
pub fn bank(data: &[u8]) {
    let loaded = Loaded::from_texts([(PathBuf::from("input.yaml"), data.to_vec())]);
    let mut findings = loaded.findings.clone();
    findings.extend(check::check(&loaded, &Settings::default()));
    diagnostic::sort(&mut findings, &loaded.sources);
    tell(&findings, &loaded.sources, loaded.declared_items());
    if loaded.is_valid() {
        for bank in &loaded.banks {
            same_after_writing(&bank.bank);
        }
    }
}

/// Sheets in any layout, graded in one stretch and in many: the results must be the same.
pub fn sheets(data: &[u8]) {
    SMALL.with(|(loaded, compiled)| graded_however_cut(loaded, compiled, data));
}

fn graded_however_cut(loaded: &Loaded, compiled: &Compiled, data: &[u8]) {
    let items: Vec<&Item> = loaded.items().map(|loaded| loaded.item).collect();
    let input = Input::from_bytes("input.csv", data.to_vec());
    let Ok(file) = layout::detect(&input, &ItemIndex::new(&items), &Overrides::default()) else { return };
    let sources = [SheetSource { input, file, printed: None }];
    let graded = |block| {
        let sharing = Sharing { threads: 1, block };
        let outcome = grade(compiled, &sources, || Ok(Log::default()), sharing, &|_| ()).expect("grades");
        let (counts, tally) = (outcome.counts, outcome.tally);
        let Log { lines, rejected } = outcome.recorder;
        let lines = [lines, rejected].map(|lines| lines.into_inner().expect("no thread has panicked"));
        (lines, tally, counts, outcome.rejected, outcome.digests)
    };
    assert_eq!(graded(1 << 20), graded(61), "results depend on how the input is cut");
}

/// Lines of what is accepted, an empty line, and a response. The first byte says in which of the four ways it is
/// accepted, and how strictly texts are compared.
pub fn matcher(data: &[u8]) {
    let Some((kind, rest)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    let (accepted, response) = text.split_once("\n\n").unwrap_or(("empathy", &text));
    let lines: Vec<&str> = accepted.lines().filter(|line| !line.trim().is_empty()).collect();
    if lines.is_empty() || lines.len() > 40 {
        return;
    }
    let groups = || {
        let group = |line: &&str| line.split(", ").map(str::to_owned).collect();
        lines.iter().map(group).collect::<Vec<Vec<String>>>()
    };
    let accept = match kind >> 2 & 3 {
        0 => {
            let text =
                |line: &&str| AcceptedText { text: (*line).to_owned(), credit: 1.into(), feedback: None };
            Accept::Texts(lines.iter().map(text).collect())
        }
        1 => Accept::Words(groups()),
        2 => {
            let order = if kind & 16 == 0 { EntryOrder::Any } else { EntryOrder::Given };
            Accept::List { entries: groups(), order, partial: kind & 32 == 32 }
        }
        _ => {
            let Some(value) = parse_decimal(lines[0]) else { return };
            let units = lines[1..].iter().map(|&unit| unit.to_owned()).collect();
            Accept::Number { value, tolerance: Fraction::new(1, 2), units }
        }
    };
    let case = if kind & 1 == 1 { Case::Exact } else { Case::Fold };
    let matching = Matching { case, typos: kind & 2 == 2 };
    let short = ShortAnswer { accept, reject: vec![String::from("reject")], matching };
    let scorer = ShortScorer::new(&short, &Lexicon::default(), &[]);
    let graded = scorer.score(response);
    assert!(scorer.credits().contains(&graded.credit), "a credit that was not foretold");
    assert_eq!(graded.key.is_empty(), scorer.key(response).is_empty());
    // A ruling on a response decides that response.
    if !graded.key.is_empty() {
        let ruled = ShortScorer::new(&short, &Lexicon::default(), &[(response.to_owned(), 1.into())]);
        assert_eq!(ruled.score(response).credit, 1.into(), "a ruling does not hold for its own response");
    }
}

/// GIFT.
pub fn gift(data: &[u8]) {
    import(Format::Gift, data);
}

/// Moodle XML.
pub fn moodle(data: &[u8]) {
    import(Format::Moodle, data);
}

/// Aiken.
pub fn aiken(data: &[u8]) {
    import(Format::Aiken, data);
}

/// CSV with one row an item.
pub fn table(data: &[u8]) {
    import(Format::Csv, data);
}

/// QTI of all versions, alone or in a package.
pub fn qti(data: &[u8]) {
    import(Format::Qti, data);
}

/// The text of text2qti.
pub fn text2qti(data: &[u8]) {
    import(Format::Text2qti, data);
}

/// TOML of mdbook-quiz.
pub fn mdbook(data: &[u8]) {
    import(Format::MdbookQuiz, data);
}

/// Notes of Anki as text.
pub fn anki(data: &[u8]) {
    import(Format::Anki, data);
}

/// Rulings, once as YAML and once as a table that came back from review. What is accepted must compile.
pub fn rulings(data: &[u8]) {
    for name in ["rulings.yaml", "review.csv"] {
        let mut loaded = small_bank();
        let rulings = loaded.add_rulings_text(PathBuf::from(name), data.to_vec());
        tell(&loaded.findings, &loaded.sources, loaded.declared_items());
        if loaded.is_valid() {
            compile_items(&loaded, &rulings);
        }
    }
}

/// A stored session: a line with its setup, then one line an event, each with the clock in milliseconds before it.
/// It is replayed, looked at, and goes on.
pub fn resume(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut lines = text.lines();
    let setup = lines.next().unwrap_or_default().to_owned();
    let events = lines.take(400).filter_map(|line| {
        let (clock, event) = line.split_once(' ')?;
        Some((Duration::from_millis(clock.parse().ok()?), event.to_owned()))
    });
    let stored = StoredSession { row: row(), setup, asked: Vec::new(), events: events.collect() };
    let replayed = with_small_items(|find, lexicon| history::replay(&stored, find, lexicon));
    let Ok(mut session) = replayed else { return };
    look_at(&session);
    let now = session.now();
    for (event, later) in
        [(Event::Reopen { away: Duration::from_secs(60) }, 1), (Event::Tick, 5), (Event::Submit, 6)]
    {
        session.handle(event, now.saturating_add(Duration::from_secs(later)));
        look_at(&session);
    }
}

/// The file of the history, as any bytes that lie there: it is opened or set aside, never a crash, and never lost.
pub fn history(data: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder for a file");
    let path = folder.path().join("history.db");
    std::fs::write(&path, data).expect("writes the file");
    let Ok(opened) = Store::open(&path, Timestamp::UNIX_EPOCH) else {
        assert!(std::fs::read(&path).is_ok_and(|kept| kept == data), "a file that was refused has changed");
        return;
    };
    let store = opened.store;
    let _ = store.past();
    for row in store.sessions().unwrap_or_default() {
        let _ = store.session(row.id);
    }
    let moment = || Box::new(|| Timestamp::UNIX_EPOCH);
    if let Ok(resumed) =
        with_small_items(|find, lexicon| history::resume(store, None, find, lexicon, moment()))
    {
        look_at(&resumed.session);
    }
}

/// Reads another format. What came in must be valid as a bank, and must come out in the format again.
fn import(format: Format, data: &[u8]) {
    let Ok(imported) = convert::read(format, data, "input") else { return };
    if imported.bank.items.is_empty() {
        return;
    }
    same_after_writing(&imported.bank);
    let (text, _) = convert::write(format, &imported.bank);
    let _ = convert::read(format, &text, "again");
}

/// Writes a bank as YAML and reads it: it must be valid and say the same.
fn same_after_writing(bank: &Bank) {
    let text = convert::yaml::write(bank);
    let again = Loaded::from_texts([(PathBuf::from("written.yaml"), text.clone().into_bytes())]);
    assert!(again.is_valid(), "a written bank is invalid: {:?}\n{text}", again.findings);
    assert_eq!(again.banks.len(), 1, "a written bank is not read as one:\n{text}");
    assert_eq!(again.banks[0].bank, *bank, "a written bank says something else:\n{text}");
}

/// Writes findings for people and for programs; their places must lie within the text.
fn tell(findings: &[diagnostic::Finding], sources: &Sources, items: usize) {
    render::human::render(findings, sources, items, 80);
    render::concise::render(findings, sources);
    render::github::render(findings, sources);
    render::json::render(findings, sources, items).expect("is JSON");
    render::sarif::render(findings, sources, &[]).expect("is JSON");
    render::junit::render(findings, sources, true).expect("is XML");
}

fn look_at(session: &Session) {
    session.view();
    for place in 0..session.items().len() {
        session.feedback(place);
        session.right(place);
        session.given(place);
    }
}

fn compile_items(loaded: &Loaded, rulings: &[Ruling]) -> Compiled {
    let items: Vec<&Item> = loaded.items().map(|loaded| loaded.item).collect();
    let lexicon = Lexicon::from_items(items.iter().copied());
    let titles = loaded.topics.clone();
    compile(&items, &titles, &lexicon, &Policy::default(), rulings).expect("a valid bank and rulings compile")
}

/// The bank that sheets and rulings are about: one item of each kind.
fn small_bank() -> Loaded {
    let text = include_bytes!("../small.yaml").to_vec();
    let loaded = Loaded::from_texts([(PathBuf::from("small.yaml"), text)]);
    assert!(loaded.is_valid(), "{:?}", loaded.findings);
    loaded
}

thread_local! {
    /// Read once for all inputs.
    static SMALL: (Loaded, Compiled) = {
        let loaded = small_bank();
        let compiled = compile_items(&loaded, &[]);
        (loaded, compiled)
    };
}

/// Does something with the items of the small bank, found by their ids.
fn with_small_items<T>(act: impl FnOnce(&dyn Fn(&str) -> Option<&'static Item>, &Lexicon) -> T) -> T {
    thread_local! {
        static ITEMS: &'static [Item] =
            Box::leak(small_bank().items().map(|loaded| loaded.item.clone()).collect());
    }
    let items = ITEMS.with(|items| *items);
    act(&|id| items.iter().find(|item| item.id == id), &Lexicon::from_items(items))
}

fn row() -> SessionRow {
    SessionRow {
        id: 1,
        started: Timestamp::UNIX_EPOCH,
        title: String::new(),
        mode: String::from("exam"),
        items: 0,
        answered: 0,
        seen: Timestamp::UNIX_EPOCH,
        clock: Duration::ZERO,
        ended: None,
        score: None,
    }
}

/// Keeps every graded sheet as a line, and every rejected one.
#[derive(Default)]
struct Log {
    lines: Mutex<Vec<String>>,
    /// In the order of the input, but not between the sheets that were graded.
    rejected: Mutex<Vec<String>>,
}

impl Recorder for Log {
    type Block = Vec<String>;

    fn wants_responses(&self) -> bool {
        true
    }

    fn record(&self, block: &mut Self::Block, sheet: &GradedSheet<'_>) {
        let texts: Vec<&str> = sheet.responses.iter().map(|response| response.text).collect();
        block.push(format!("{} {}/{} {texts:?}", sheet.candidate, sheet.points, sheet.max));
    }

    fn reject(&self, rejected: &Rejected<'_>) -> io::Result<()> {
        let line = format!("{} {} {}", rejected.line, rejected.reason, rejected.row);
        self.rejected.lock().expect("no thread has panicked").push(line);
        Ok(())
    }

    fn write(&self, block: Self::Block) -> io::Result<()> {
        self.lines.lock().expect("no thread has panicked").extend(block);
        Ok(())
    }
}
