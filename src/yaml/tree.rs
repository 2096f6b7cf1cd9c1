//! The tree of a file: nodes in one flat list, so that building and dropping never recurse and cost no
//! allocation a node. A text is a range of the file, or of `cooked` where escapes or folding changed it.

use super::lines;
use crate::diagnostic::{Source, SourceId, Span};

/// The values of one file with their places.
#[derive(Debug, Clone)]
pub struct Tree {
    pub(super) source: SourceId,
    /// In the order of the text; the subtree of a node follows it.
    pub(super) nodes: Vec<Raw>,
    pub(super) cooked: String,
}

/// A node as stored.
#[derive(Debug, Clone, Copy)]
pub(super) struct Raw {
    pub(super) start: u32,
    pub(super) end: u32,
    /// The index behind the last node of the subtree.
    pub(super) next: u32,
    /// The text's range in the file or in `cooked`.
    pub(super) text: (u32, u32),
    pub(super) cooked: bool,
    pub(super) kind: NodeKind,
}

/// Number of a node in its tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub(super) u32);

/// What a node is, and for a text how it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// Nothing stands there, as behind `answer:`. Its span is that of the key, or of the `-`.
    Nothing,
    /// A text without quotes, exactly as typed: `no`, `1.10`, `null`.
    Plain,
    /// A text in single quotes.
    SingleQuoted,
    /// A text in double quotes, escapes resolved.
    DoubleQuoted,
    /// A text behind `|` or `>`, without line ends at its end.
    Block,
    /// A list.
    List,
    /// A map.
    Map,
    /// Something that banks do not use, such as an alias. A finding has been added.
    Refused,
}

impl NodeKind {
    /// Whether this is a text.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Plain | Self::SingleQuoted | Self::DoubleQuoted | Self::Block)
    }

    /// The kind in words for people, with its article.
    pub fn describe(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::List => "a list",
            Self::Map => "a map",
            Self::Refused => "a value that is refused",
            Self::Plain | Self::SingleQuoted | Self::DoubleQuoted | Self::Block => "a text",
        }
    }
}

impl Tree {
    /// The root of the tree, unless nothing could be read.
    pub fn root<'a>(&'a self, source: &'a Source) -> Option<Node<'a>> {
        (!self.nodes.is_empty()).then(|| self.node(source, NodeId(0)))
    }

    /// A node of this tree. `source` is the file that was parsed.
    pub fn node<'a>(&'a self, source: &'a Source, id: NodeId) -> Node<'a> {
        Node { tree: self, text: source.text(), id }
    }

    pub(super) fn with_text<'a>(&'a self, text: &'a str, index: usize) -> Node<'a> {
        Node { tree: self, text, id: NodeId(u32::try_from(index).unwrap_or(u32::MAX)) }
    }
}

/// One value of a file: a cheap handle, to be passed by value.
#[derive(Debug, Clone, Copy)]
pub struct Node<'a> {
    tree: &'a Tree,
    text: &'a str,
    id: NodeId,
}

/// A key of a map with its value.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The key, which is not always a text.
    pub key: Node<'a>,
    /// The value.
    pub value: Node<'a>,
}

impl<'a> Entry<'a> {
    /// The key's text; empty where the key is none.
    pub fn name(&self) -> &'a str {
        self.key.text().unwrap_or("")
    }
}

impl<'a> Node<'a> {
    /// The node's number, by which it can be found again.
    pub fn id(self) -> NodeId {
        self.id
    }

    /// What it is.
    pub fn kind(self) -> NodeKind {
        self.raw().kind
    }

    /// Where it stands: quotes belong to it, a block text starts at its content, a collection ends with
    /// its last child.
    pub fn span(self) -> Span {
        let raw = self.raw();
        Span { source: self.tree.source, start: raw.start, end: raw.end }
    }

    /// The text, if it is one.
    pub fn text(self) -> Option<&'a str> {
        let raw = self.raw();
        let range = raw.text.0 as usize..raw.text.1 as usize;
        let whole = if raw.cooked { &self.tree.cooked } else { self.text };
        if raw.kind.is_text() { whole.get(range) } else { None }
    }

    /// The nodes of a list; none for anything else.
    pub fn items(self) -> impl Iterator<Item = Node<'a>> + use<'a> {
        let children = if self.kind() == NodeKind::List { Some(self.children()) } else { None };
        children.into_iter().flatten()
    }

    /// The entries of a map in file order; none for anything else.
    pub fn entries(self) -> impl Iterator<Item = Entry<'a>> + use<'a> {
        let mut children = if self.kind() == NodeKind::Map { Some(self.children()) } else { None };
        std::iter::from_fn(move || {
            let children = children.as_mut()?;
            Some(Entry { key: children.next()?, value: children.next()? })
        })
    }

    /// The first entry of a map with this key.
    pub fn entry(self, key: &str) -> Option<Entry<'a>> {
        self.entries().find(|entry| entry.key.says(key))
    }

    /// The value of a map's first entry with this key.
    pub fn get(self, key: &str) -> Option<Node<'a>> {
        self.entry(key).map(|entry| entry.value)
    }

    /// The place for something that is missing in this map: the `-` of a list entry, else its first key.
    pub fn opening(self) -> Span {
        let raw = self.raw();
        let first = self.entries().next().map(|entry| entry.key.span());
        match lines::dash_before(self.text, raw.start as usize).and_then(|at| u32::try_from(at).ok()) {
            Some(dash) => Span { source: self.tree.source, start: dash, end: dash + 1 },
            None => first.unwrap_or_else(|| self.span()),
        }
    }

    fn children(self) -> impl Iterator<Item = Node<'a>> + use<'a> {
        let end = self.raw().next;
        let mut at = self.id.0 + 1;
        std::iter::from_fn(move || {
            (at < end).then(|| {
                let child = Node { id: NodeId(at), ..self };
                at = child.raw().next;
                child
            })
        })
    }

    /// Whether it is this text. Most that are not differ in length.
    fn says(self, text: &str) -> bool {
        let (start, end) = self.raw().text;
        (end - start) as usize == text.len() && self.text() == Some(text)
    }

    fn raw(self) -> &'a Raw {
        &self.tree.nodes[self.id.0 as usize]
    }
}
