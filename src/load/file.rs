//! One file: its text, its tree, and which of the five kinds it is.

use super::keys;
use crate::diagnostic::{Finding, Source, SourceId, Sources, Span, code};
use crate::yaml::shape::{self, Shape, Table};
use crate::yaml::{Decoded, Node, NodeKind, Tree, decode, parse};
use sha2::{Digest, Sha256};
use std::path::PathBuf;

/// The kinds of file, told apart by their first key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// Items.
    Bank,
    /// A blueprint.
    Exam,
    /// Topics shared by banks.
    Topics,
    /// Decisions taken after the exam.
    Rulings,
    /// One drawn paper.
    Form,
}

impl FileKind {
    /// Every kind with its first key.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Bank, "bank"),
        (Self::Exam, "exam"),
        (Self::Topics, "topics"),
        (Self::Rulings, "rulings"),
        (Self::Form, "form"),
    ];

    /// The keys of a file of this kind.
    pub fn table(self) -> &'static Table {
        match self {
            Self::Bank => &keys::BANK,
            Self::Exam => &keys::EXAM,
            Self::Topics => &keys::TOPICS,
            Self::Rulings => &keys::RULINGS,
            Self::Form => &keys::FORM,
        }
    }

    fn of_key(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, key)| *key == name).map(|(kind, _)| *kind)
    }
}

/// A file that was read.
#[derive(Debug)]
pub struct File {
    /// Its text among the sources.
    pub source: SourceId,
    /// Its kind, unless it could not be told.
    pub kind: Option<FileKind>,
    /// All its values with their places.
    pub tree: Tree,
    /// Whether parts of it could not be read at all.
    pub damaged: bool,
    byte_order_mark: bool,
}

impl File {
    /// The root of the file's tree.
    pub fn root<'a>(&'a self, sources: &'a Sources) -> Option<Node<'a>> {
        self.tree.root(sources.get(self.source))
    }

    /// SHA-256 of the file's bytes, in hexadecimal. Right for every file without errors.
    pub fn sha256(&self, sources: &Sources) -> String {
        let mut hash = Sha256::new();
        if self.byte_order_mark {
            hash.update("\u{FEFF}");
        }
        hash.update(sources.get(self.source).text());
        hex::encode(hash.finalize())
    }

    /// What the file holds on disk if its text is `text`: a byte-order mark stays where it was.
    pub fn bytes(&self, text: &str) -> String {
        let mark = if self.byte_order_mark { "\u{FEFF}" } else { "" };
        format!("{mark}{text}")
    }

    /// Reads a file up to its kind, and holds its tree against the keys of that kind. Its text is to be the source `id`.
    pub(super) fn read(
        path: PathBuf,
        bytes: Vec<u8>,
        id: SourceId,
        findings: &mut Vec<Finding>,
    ) -> (Self, Source) {
        let before = findings.len();
        let Decoded { source, byte_order_mark, readable } = decode(path, bytes, id, findings);
        let text = if readable { source.text() } else { "" };
        let tree = parse(id, text, findings);
        let damaged = findings[before..].iter().any(|finding| {
            matches!(
                &*finding.code,
                code::SYNTAX
                    | code::LIMIT
                    | code::NOT_UTF8
                    | code::CONTROL_CHARACTER
                    | code::DIRECTIVE
                    | code::SECOND_DOCUMENT
            )
        });
        let mut file = Self { source: id, kind: None, tree, damaged, byte_order_mark };
        file.kind = file.tell_kind(&source, findings);
        file.check_shape(&source, findings);
        (file, source)
    }

    /// Reads a table, which has no tree. Spreadsheets save tables in the encoding of Windows too.
    pub(super) fn of_table(
        path: PathBuf,
        bytes: Vec<u8>,
        id: SourceId,
        findings: &mut Vec<Finding>,
    ) -> (Self, Source) {
        let bytes = match std::str::from_utf8(&bytes) {
            Err(_) if !bytes.starts_with(b"\xFF\xFE") && !bytes.starts_with(b"\xFE\xFF") => {
                encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned().into_bytes()
            }
            _ => bytes,
        };
        Self::without_tree(path, bytes, id, findings)
    }

    /// Reads a file that is text but not YAML.
    pub(super) fn without_tree(
        path: PathBuf,
        bytes: Vec<u8>,
        id: SourceId,
        findings: &mut Vec<Finding>,
    ) -> (Self, Source) {
        let Decoded { source, byte_order_mark, readable } = decode(path, bytes, id, findings);
        let tree = parse(id, "", findings);
        (Self { source: id, kind: None, tree, damaged: !readable, byte_order_mark }, source)
    }

    fn tell_kind(&self, source: &Source, findings: &mut Vec<Finding>) -> Option<FileKind> {
        let kinds = "`bank`, `exam`, `topics`, `rulings` or `form`";
        let root = self.tree.root(source).filter(|root| root.kind() != NodeKind::Nothing);
        let Some(root) = root else {
            if !self.damaged {
                let span = Span { source: self.source, start: 0, end: 0 };
                let finding = Finding::error(code::EMPTY_FILE, span, "the file holds nothing");
                findings.push(finding.with_help(format!("begin it with the key {kinds}")));
            }
            return None;
        };
        if root.kind() != NodeKind::Map {
            if !self.damaged && root.kind() != NodeKind::Refused {
                let message =
                    format!("a file is a map that begins with {kinds}, not {}", root.kind().describe());
                findings.push(Finding::error(code::WRONG_KIND, root.span().at_start(), message));
            }
            return None;
        }
        let first = root.entries().next()?;
        if self.damaged {
            // The key that tells the kind may be what cannot be read.
            return Some(most_alike(root));
        }
        if let Some(kind) = FileKind::of_key(first.name()) {
            return Some(kind);
        }
        let later = root.entries().find_map(|entry| FileKind::of_key(entry.name()));
        let name = first.name();
        let message = format!("the first key is `{}`, which is no kind of file", shape::excerpt(name));
        let help = match later.and_then(|kind| FileKind::ALL.iter().find(|(other, _)| *other == kind)) {
            Some((_, key)) => format!("put `{key}:` first"),
            None => match shape::nearest(name, FileKind::ALL.map(|(_, key)| key)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("begin the file with {kinds}"),
            },
        };
        findings.push(Finding::error(code::UNKNOWN_KIND, first.key.span(), message).with_help(help));
        later
    }

    fn check_shape(&self, source: &Source, findings: &mut Vec<Finding>) {
        let (Some(kind), Some(root)) = (self.kind, self.tree.root(source)) else { return };
        let before = findings.len();
        shape::check(root, &Shape::Table(kind.table()), "the file", findings);
        if self.damaged {
            // What the file seems to lack may be what cannot be read.
            let opening = root.opening();
            let mut at = 0;
            findings.retain(|finding| {
                at += 1;
                at <= before || finding.code != code::MISSING_KEY || finding.span != opening
            });
        }
    }
}

/// The kind whose keys a damaged file has most of; of several, the one its first keys tell.
fn most_alike(root: Node<'_>) -> FileKind {
    let mut best = (0, FileKind::Bank);
    let told = root.entries().find_map(|entry| FileKind::of_key(entry.name()));
    for kind in told.into_iter().chain(FileKind::ALL.map(|(kind, _)| kind)) {
        let alike = root.entries().filter(|entry| kind.table().key(entry.name()).is_some()).count();
        if alike > best.0 {
            best = (alike, kind);
        }
    }
    best.1
}
