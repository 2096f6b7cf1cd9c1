//! What loading gives.

use super::discover::{self, LoadError};
use super::file::{File, FileKind};
use super::index::Index;
use super::spoiled::Spoiled;
use super::{bank, cross, exam, form, review, rulings};
use crate::diagnostic::{self, Finding, Severity, Source, SourceId, Sources, Span, Summary, code};
use crate::model::{Bank, Exam, Form, Item, Ruling, Topics};
use crate::parallel;
use crate::yaml::{Node, NodeId};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// All that was loaded together, with its places and findings.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The files' texts, in the order in which they were read.
    pub sources: Sources,
    /// The files, one for each source, in the same order.
    pub files: Vec<File>,
    /// The banks. Items with an error are not among their items.
    pub banks: Vec<LoadedBank>,
    /// The exams without an error in their file.
    pub exams: Vec<Located<Exam>>,
    /// The topics of all files together.
    pub topics: Topics,
    /// The rulings without an error.
    pub rulings: Vec<Located<Ruling>>,
    /// The forms without an error in their file.
    pub forms: Vec<Located<Form>>,
    /// Everything that is wrong, sorted by file, line, column and code.
    pub findings: Vec<Finding>,
    pub(super) index: Index,
    /// How many files were loaded together; those behind were added later, one by one.
    together: usize,
}

/// A bank with the places of its items.
#[derive(Debug)]
pub struct LoadedBank {
    /// The bank.
    pub bank: Bank,
    /// Its file.
    pub source: SourceId,
    /// Where each of its items stands, in the order of `bank.items`.
    pub places: Vec<NodeId>,
    /// How many items stand in the file, those with an error included.
    pub declared: usize,
}

/// Something of the model with its place.
#[derive(Debug, Clone)]
pub struct Located<T> {
    /// The thing.
    pub value: T,
    /// Its file.
    pub source: SourceId,
    /// Where it stands.
    pub place: NodeId,
}

/// An item with its bank and its place.
#[derive(Debug, Clone, Copy)]
pub struct LoadedItem<'a> {
    /// The item.
    pub item: &'a Item,
    /// The bank it is in.
    pub bank: &'a Bank,
    /// Its map in the file. `node.get("stem")` and so on give the place of anything in it, and
    /// `node.opening()` its `-`.
    pub node: Node<'a>,
}

impl Loaded {
    /// Loads files that are in memory, several at a time where the caller belongs to a rayon pool.
    pub fn from_texts(texts: impl IntoIterator<Item = (PathBuf, Vec<u8>)>) -> Self {
        let mut loaded = Self::default();
        let first = loaded.sources.next_id();
        let texts = texts.into_iter().enumerate().collect();
        let read = parallel::map(texts, |(number, (path, bytes))| {
            let mut findings = Vec::new();
            let file = File::read(path, bytes, first.plus(number), &mut findings);
            (file, findings)
        });
        for (file, mut findings) in read {
            loaded.push(file);
            loaded.findings.append(&mut findings);
        }
        loaded.together = loaded.files.len();
        loaded.read_banks();
        for number in 0..loaded.files.len() {
            loaded.read_other(number);
        }
        cross::check_ids(&mut loaded);
        loaded.sort();
        loaded
    }

    /// Loads the same files again, some of them with another text. Files that were added later are left out.
    #[must_use]
    pub fn with_texts(&self, changed: &BTreeMap<SourceId, String>) -> Self {
        Self::from_texts(self.files[..self.together].iter().map(|file| {
            let source = self.sources.get(file.source);
            let text = changed.get(&file.source).map_or(source.text(), String::as_str);
            (source.path().to_owned(), file.bytes(text).into_bytes())
        }))
    }

    /// Reads rulings for the banks that are loaded, and gives those without an error: from a rulings file, or
    /// from a `review.csv` whose `credit` column was filled in.
    pub fn add_rulings(&mut self, path: &Path) -> Result<Vec<Ruling>, LoadError> {
        Ok(self.add_rulings_text(path.to_owned(), discover::read(path)?))
    }

    /// [`Self::add_rulings`] for a file that is in memory.
    pub fn add_rulings_text(&mut self, path: PathBuf, bytes: Vec<u8>) -> Vec<Ruling> {
        let is_table = path
            .extension()
            .is_some_and(|end| ["csv", "tsv", "txt"].iter().any(|known| end.eq_ignore_ascii_case(known)));
        if is_table {
            return self.add_review_text(path, bytes);
        }
        let source = self.add_file(path, bytes, FileKind::Rulings, "a rulings file");
        let rulings = self.rulings.iter().filter(|ruling| Some(ruling.source) == source);
        rulings.map(|ruling| ruling.value.clone()).collect()
    }

    fn add_review_text(&mut self, path: PathBuf, bytes: Vec<u8>) -> Vec<Ruling> {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let mut findings = Vec::new();
        let whole = Span { source: self.sources.next_id(), start: 0, end: 0 };
        self.push(File::of_table(path, bytes, whole.source, &mut findings));
        let find = |id: &str| self.item(id).map(|found| found.item);
        let source = self.sources.get(whole.source);
        let rulings = review::read(source, &name, &self.index, find, whole, &mut findings);
        self.findings.append(&mut findings);
        self.sort();
        rulings
    }

    /// Adds a file that is not YAML, such as settings, so that findings can have places in it. `None` where it is
    /// not text.
    pub fn add_text(&mut self, path: PathBuf, bytes: Vec<u8>) -> Option<SourceId> {
        let read = File::without_tree(path, bytes, self.sources.next_id(), &mut self.findings);
        let file = self.push(read);
        (!file.damaged).then_some(file.source)
    }

    /// Reads a form for the banks that are loaded; `None` where it has an error.
    pub fn add_form(&mut self, path: &Path) -> Result<Option<Form>, LoadError> {
        Ok(self.add_form_text(path.to_owned(), discover::read(path)?))
    }

    /// [`Self::add_form`] for a file that is in memory.
    pub fn add_form_text(&mut self, path: PathBuf, bytes: Vec<u8>) -> Option<Form> {
        let source = self.add_file(path, bytes, FileKind::Form, "a form");
        self.forms.iter().find(|form| Some(form.source) == source).map(|form| form.value.clone())
    }

    /// Every item of every bank, with its place.
    pub fn items(&self) -> impl Iterator<Item = LoadedItem<'_>> {
        self.banks.iter().flat_map(move |bank| {
            bank.bank.items.iter().zip(&bank.places).map(move |(item, place)| LoadedItem {
                item,
                bank: &bank.bank,
                node: self.node(bank.source, *place),
            })
        })
    }

    /// The item with this id, unless it has an error.
    pub fn item(&self, id: &str) -> Option<LoadedItem<'_>> {
        let (bank, place) = (*self.index.items.get(id)?)?;
        let bank = &self.banks[bank];
        let node = self.node(bank.source, bank.places[place]);
        Some(LoadedItem { item: &bank.bank.items[place], bank: &bank.bank, node })
    }

    /// A node of a file.
    pub fn node(&self, source: SourceId, id: NodeId) -> Node<'_> {
        self.files[source.index()].tree.node(self.sources.get(source), id)
    }

    /// Whether nothing is invalid.
    pub fn is_valid(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity != Severity::Error)
    }

    /// How many findings there are of each severity.
    pub fn summary(&self) -> Summary {
        diagnostic::summarize(&self.findings)
    }

    /// How many items stand in the files, those with an error included.
    pub fn declared_items(&self) -> usize {
        self.banks.iter().map(|bank| bank.declared).sum()
    }

    fn read_banks(&mut self) {
        let banks = self.files.iter().filter(|file| file.kind == Some(FileKind::Bank));
        let roots = banks.filter_map(|file| Some((file.source, file.root(&self.sources)?))).collect();
        let read = parallel::map(roots, |(source, root)| {
            let mut findings = Vec::new();
            let read = bank::read(root, self.sources.get(source), &mut findings);
            ((source, read), findings)
        });
        let mut reads = Vec::with_capacity(read.len());
        for (read, mut findings) in read {
            reads.push(read);
            self.findings.append(&mut findings);
        }
        for file in &self.files {
            let Some(root) = file.tree.root(self.sources.get(file.source)) else { continue };
            if matches!(file.kind, Some(FileKind::Bank | FileKind::Topics)) {
                self.index.topics_lost |= file.damaged && root.get("topics").is_none();
            }
            match file.kind {
                Some(FileKind::Bank) => self.index.damaged |= file.damaged,
                Some(FileKind::Topics) => {
                    cross::merge(&mut self.topics, bank::read_topics(root));
                }
                _ => self.index.damaged |= file.damaged && file.kind.is_none(),
            }
        }
        for (_, read) in &reads {
            cross::merge(&mut self.topics, read.bank.topics.clone());
        }
        cross::check_banks(self, &reads);
        let spoiled = Spoiled::new(&self.findings);
        for (source, read) in reads {
            let declared = read.items.len();
            let places = Vec::with_capacity(declared);
            let mut loaded = LoadedBank { bank: read.bank, source, places, declared };
            loaded.bank.items.reserve_exact(declared);
            for (place, item) in read.items {
                let Some(item) = item else { continue };
                if spoiled.within(self.item_span(source, place)) {
                    continue;
                }
                let known = self.index.items.get_mut(&item.id);
                if let Some(slot) = known.filter(|slot| slot.is_none()) {
                    *slot = Some((self.banks.len(), loaded.bank.items.len()));
                }
                loaded.places.push(place);
                loaded.bank.items.push(item);
            }
            self.banks.push(loaded);
        }
    }

    /// Reads a file that is no bank, with all banks at hand.
    fn read_other(&mut self, number: usize) {
        let mut findings = Vec::new();
        let file = &self.files[number];
        let source = file.source;
        let Some(root) = file.root(&self.sources) else { return };
        let find = |id: &str| self.item(id).map(|found| found.item);
        match file.kind {
            Some(FileKind::Exam) => {
                cross::check_exam(self, root, &mut findings);
                if !Spoiled::new(&self.findings).anywhere_in(source) && findings.is_empty() {
                    let place = root.id();
                    self.exams.extend(exam::read(root).map(|value| Located { value, source, place }));
                }
            }
            Some(FileKind::Form) => {
                form::check(root, &self.index, find, &mut findings);
                if !Spoiled::new(&self.findings).anywhere_in(source) && findings.is_empty() {
                    let place = root.id();
                    self.forms.extend(form::read(root).map(|value| Located { value, source, place }));
                }
            }
            Some(FileKind::Rulings) => {
                let rulings = rulings::read(root, &mut findings);
                rulings::check(root, &self.index, find, &mut findings);
                let (earlier, new) = (Spoiled::new(&self.findings), Spoiled::new(&findings));
                let sound = |place: &NodeId| {
                    let span = self.item_span(source, *place);
                    !earlier.within(span) && !new.within(span)
                };
                let located: Vec<_> = rulings
                    .into_iter()
                    .filter(|(place, _)| sound(place))
                    .map(|(place, value)| Located { value, source, place })
                    .collect();
                self.rulings.extend(located);
            }
            Some(FileKind::Bank | FileKind::Topics) | None => {}
        }
        self.findings.append(&mut findings);
    }

    /// Adds one more file, which must be of `kind`. Gives its number if it is.
    fn add_file(&mut self, path: PathBuf, bytes: Vec<u8>, kind: FileKind, words: &str) -> Option<SourceId> {
        let read = File::read(path, bytes, self.sources.next_id(), &mut self.findings);
        let file = self.push(read);
        let (source, found) = (file.source, file.kind);
        if found == Some(kind) {
            self.read_other(self.files.len() - 1);
        } else if found.is_some() {
            let span = Span { source, start: 0, end: 0 };
            let message = format!("{words} is needed here");
            self.findings.push(Finding::error(code::UNKNOWN_KIND, span, message));
        }
        self.sort();
        (found == Some(kind)).then_some(source)
    }

    /// Adds a file that was read under the next number.
    fn push(&mut self, (file, source): (File, Source)) -> &File {
        let id = self.sources.push(source);
        self.files.push(file);
        &self.files[id.index()]
    }

    /// The stretch of an item, its `-` included.
    fn item_span(&self, source: SourceId, place: NodeId) -> Span {
        let node = self.node(source, place);
        let (opening, span) = (node.opening(), node.span());
        Span { start: opening.start.min(span.start), ..span }
    }

    fn sort(&mut self) {
        diagnostic::sort(&mut self.findings, &self.sources);
        // What is read again after damage is told again.
        self.findings.dedup();
    }
}
