//! Text to tree, over damage: what is broken is told, and reading resumes behind it.
//!
//! A file is a map whose one long value is a list (`items:`). Damage inside an entry of that list hides
//! this entry only: from it on, each stretch from one `- ` in the list's column to the next is parsed on
//! its own. Damage elsewhere hides one key of the map: parsing resumes at the next key without
//! indentation. Each stretch is parsed once, so time stays linear however much is broken.

mod damage;
mod recover;

pub(super) use damage::Damage;

use super::events::feed;
use super::tree::{NodeKind, Raw, Tree};
use super::{MAX_DEPTH, MAX_NODES, duplicates, lines};
use crate::diagnostic::{Finding, SourceId, Span, code};
use std::ops::Range;

/// How often reading resumes at a key of the file before the rest is given up.
const MAX_RESTARTS: usize = 100;

/// Parses a file. Returns the tree of all that could be read.
pub fn parse(source: SourceId, text: &str, findings: &mut Vec<Finding>) -> Tree {
    parse_up_to(MAX_NODES, source, text, findings)
}

fn parse_up_to(max_nodes: usize, source: SourceId, text: &str, findings: &mut Vec<Finding>) -> Tree {
    let mut builder = Builder::new(source, text, findings);
    builder.max_nodes = max_nodes;
    let mut at = Some(0);
    for _ in 0..MAX_RESTARTS {
        let Some(start) = at else { break };
        at = match builder.stream(start..text.len()) {
            Ok(()) => None,
            Err(damage) => builder.resume(start, damage),
        };
    }
    builder.finish()
}

/// A tree in the making.
pub(super) struct Builder<'t> {
    text: &'t str,
    tree: Tree,
    findings: &'t mut Vec<Finding>,
    /// The lists and maps that are open, outermost first.
    open: Vec<Open>,
    /// How many of them were open before the present stream, which continues the last of them.
    base: usize,
    /// Whether the root of a stream that continues a collection was met.
    root_met: bool,
    /// The column of the long list's dashes, once it has an entry.
    dashes: Option<usize>,
    /// The node of that list.
    long_list: Option<usize>,
    /// Where the last damage was told, which is not told twice.
    told: Option<usize>,
    max_nodes: usize,
}

/// A list or map that is not closed.
struct Open {
    index: usize,
    children: usize,
    /// The last child; of a map, also a value.
    last: Option<usize>,
    /// The last key of a map, or entry of a list.
    last_entry: Option<usize>,
    /// How many findings there were before that entry.
    findings: usize,
}

impl Open {
    /// Whether the next child of a map is a value.
    fn awaits_value(&self) -> bool {
        self.children % 2 == 1
    }
}

impl<'t> Builder<'t> {
    fn new(source: SourceId, text: &'t str, findings: &'t mut Vec<Finding>) -> Self {
        Self {
            text,
            // A value of a bank has about 30 bytes.
            tree: Tree { source, nodes: Vec::with_capacity(text.len() / 30), cooked: String::new() },
            findings,
            open: Vec::new(),
            base: 0,
            root_met: false,
            dashes: None,
            long_list: None,
            told: None,
            max_nodes: MAX_NODES,
        }
    }

    /// Opens a list or map.
    pub(super) fn open(&mut self, kind: NodeKind, start: usize) -> Result<(), Damage> {
        if self.is_continued_root() {
            self.root_met = true;
            return if self.tree.nodes[self.open[self.base - 1].index].kind == kind {
                Ok(())
            } else {
                Err(self.not_continued(start))
            };
        }
        if self.open.len() >= MAX_DEPTH {
            let message = format!("lists and maps lie more than {MAX_DEPTH} deep");
            return Err(Damage::new(code::LIMIT, start, message));
        }
        if self.dashes.is_none() && self.is_long_list() {
            self.dashes = self.column_of_dash(start);
            self.long_list = self.open.last().map(|open| open.index);
        }
        let index = self.add(kind, start..start, (0, 0), false)?;
        self.open.push(Open { index, children: 0, last: None, last_entry: None, findings: 0 });
        Ok(())
    }

    /// Closes the innermost list or map. `at` is the closing bracket, or empty.
    pub(super) fn close(&mut self, at: Range<usize>) {
        // The collection that a stream continues stays open for the next one.
        if self.open.len() > self.base {
            self.close_innermost(Some(at));
        }
    }

    /// Adds a text. `verbatim` is where in the file it stands letter by letter, if anywhere.
    pub(super) fn text(
        &mut self,
        value: &str,
        verbatim: Option<usize>,
        kind: NodeKind,
        at: Range<usize>,
    ) -> Result<(), Damage> {
        if self.is_continued_root() {
            return Err(self.not_continued(at.start));
        }
        if kind == NodeKind::Plain && at.is_empty() {
            let at = self.place_of_nothing(at.start);
            return self.add(NodeKind::Nothing, at, (0, 0), false).map(drop);
        }
        if matches!(kind, NodeKind::SingleQuoted | NodeKind::DoubleQuoted) && self.swallows(&at) {
            return Err(Damage::new(code::SYNTAX, at.start, "a quote is opened and not closed")
                .with_help("close the quote"));
        }
        let value = if kind == NodeKind::Block { value.trim_end_matches('\n') } else { value };
        let at = if kind == NodeKind::Block { self.clip(at) } else { at };
        let cooked = verbatim.is_none();
        let start = verbatim.unwrap_or(self.tree.cooked.len());
        if cooked {
            self.tree.cooked.push_str(value);
        }
        if value == "<<" && kind == NodeKind::Plain && self.awaits_key() {
            self.refuse(code::MERGE_KEY, &at, "a YAML merge key is not used here".to_owned());
            return self.add(NodeKind::Refused, at, (0, 0), false).map(drop);
        }
        self.add(kind, at, (offset(start), offset(start + value.len())), cooked).map(drop)
    }

    /// Adds an alias as a refused value.
    pub(super) fn alias(&mut self, at: Range<usize>) -> Result<(), Damage> {
        if self.is_continued_root() {
            return Err(self.not_continued(at.start));
        }
        // Behind a merge key, which has been refused, an alias is nothing new.
        let merged = self
            .open
            .last()
            .and_then(|open| open.last_entry)
            .is_some_and(|key| self.tree.nodes[key].kind == NodeKind::Refused && self.awaits_value());
        if !merged {
            let name = self.text[at.clone()].to_owned();
            self.refuse(code::ALIAS, &at, format!("the YAML alias `{name}` is not used here"));
        }
        self.add(NodeKind::Refused, at, (0, 0), false).map(drop)
    }

    /// Refuses an anchor; its value stands.
    pub(super) fn refuse_anchor(&mut self, name: &str, at: Range<usize>) {
        self.refuse(code::ANCHOR, &at, format!("the YAML anchor `&{name}` is not used here"));
    }

    /// Refuses a tag; its value stands as typed.
    pub(super) fn refuse_tag(&mut self, at: Range<usize>) {
        let name = self.text[at.clone()].to_owned();
        self.refuse(code::TAG, &at, format!("the YAML tag `{name}` is not used here"));
    }

    fn refuse(&mut self, code: &'static str, at: &Range<usize>, message: String) {
        let help = match code {
            code::TAG => "remove it: every value is taken as typed",
            code::ANCHOR => "remove it",
            _ => "write the value out",
        };
        self.findings.push(Finding::error(code, self.span(at), message).with_help(help));
    }

    /// Parses one stretch of the text, which continues the innermost open collection.
    fn stream(&mut self, range: Range<usize>) -> Result<(), Damage> {
        self.base = self.open.len();
        self.root_met = false;
        feed(self.text, range, self)
    }

    fn tell(&mut self, damage: Damage) {
        if self.told == Some(damage.at) {
            return;
        }
        self.told = Some(damage.at);
        let end = self.text[damage.at..].chars().next().filter(|c| !matches!(c, '\n' | '\r'));
        let span = self.span(&(damage.at..damage.at + end.map_or(0, char::len_utf8)));
        let mut finding = Finding::error(damage.code, span, damage.message);
        finding.help = damage.help.map(str::to_owned);
        self.findings.push(finding);
    }

    fn finish(mut self) -> Tree {
        self.base = 0;
        while !self.open.is_empty() {
            self.close_innermost(None);
        }
        self.tree
    }

    /// Adds a node as the last child of the innermost open collection.
    fn add(
        &mut self,
        kind: NodeKind,
        at: Range<usize>,
        text: (u32, u32),
        cooked: bool,
    ) -> Result<usize, Damage> {
        let index = self.tree.nodes.len();
        if index >= self.max_nodes {
            return Err(Damage::too_many_nodes(at.start, self.max_nodes));
        }
        if let Some(open) = self.open.last_mut() {
            if !open.awaits_value() || self.tree.nodes[open.index].kind == NodeKind::List {
                open.last_entry = Some(index);
                open.findings = self.findings.len();
            }
            open.children += 1;
            open.last = Some(index);
        }
        let next = offset(index + 1);
        let (start, end) = (offset(at.start), offset(at.end));
        self.tree.nodes.push(Raw { start, end, next, text, cooked, kind });
        Ok(index)
    }

    fn close_innermost(&mut self, at: Option<Range<usize>>) {
        let Some(open) = self.open.pop() else { return };
        // A key without a value can be last where damage cut the map off.
        let is_map = self.tree.nodes[open.index].kind == NodeKind::Map;
        if is_map && open.awaits_value() {
            self.tree.nodes.truncate(open.last_entry.unwrap_or(open.index + 1));
        }
        let last = open.last.and_then(|index| self.tree.nodes.get(index)).or(self.tree.nodes.last());
        let last_end = last.map(|node| node.end);
        let own_end = at.filter(|at| !at.is_empty()).map(|at| offset(at.end));
        let next = offset(self.tree.nodes.len());
        // The parser places a list without indentation behind its first dash, where nothing may follow.
        let first_start = self.tree.nodes.get(open.index + 1).map(|node| node.start);
        let node = &mut self.tree.nodes[open.index];
        node.start = first_start.map_or(node.start, |start| start.min(node.start));
        node.end = own_end.or(last_end).unwrap_or(node.start).max(node.start);
        node.next = next;
        if is_map {
            duplicates::check_keys(self.tree.with_text(self.text, open.index), self.findings);
        }
    }

    fn is_continued_root(&self) -> bool {
        self.base > 0 && !self.root_met && self.open.len() == self.base
    }

    fn not_continued(&self, at: usize) -> Damage {
        let wanted = if self.open.len() == 1 { "a key such as `items:`" } else { "an entry of the list" };
        Damage::new(code::SYNTAX, at, format!("{wanted} should stand here"))
    }

    /// Whether the innermost open collection is a list at the root of the file.
    fn is_long_list(&self) -> bool {
        matches!(&self.open[..], [_, list] if self.tree.nodes[list.index].kind == NodeKind::List)
    }

    fn awaits_key(&self) -> bool {
        self.open
            .last()
            .is_some_and(|open| self.tree.nodes[open.index].kind == NodeKind::Map && !open.awaits_value())
    }

    fn awaits_value(&self) -> bool {
        self.open
            .last()
            .is_some_and(|open| self.tree.nodes[open.index].kind == NodeKind::Map && open.awaits_value())
    }

    /// A value that is not there is told at its key, or at its `-`.
    fn place_of_nothing(&self, at: usize) -> Range<usize> {
        match self.open.last().and_then(|open| open.last_entry) {
            Some(key) if self.awaits_value() => {
                self.tree.nodes[key].start as usize..self.tree.nodes[key].end as usize
            }
            // A key that is not there: at its `:`, or at the `?` before.
            _ if self.awaits_key() && !self.text[at..].starts_with(':') => {
                let before = self.text[..at].trim_end();
                before.len() - before.chars().next_back().map_or(0, char::len_utf8)..before.len()
            }
            _ => lines::dash_before(self.text, at).map_or(at..at, |dash| dash..dash + 1),
        }
    }

    /// The parser lets a block text start at its first line and end at the next line's indentation.
    fn clip(&self, at: Range<usize>) -> Range<usize> {
        let content = &self.text[at.clone()];
        if content.trim().is_empty() {
            let header = self.text[..at.start].rfind(['|', '>']).unwrap_or(at.start);
            return header..header + usize::from(header < at.start);
        }
        at.start + (content.len() - content.trim_start().len())..at.start + content.trim_end().len()
    }

    /// Whether a text in quotes runs over what must be the next item or the next key of the file: then
    /// its closing quote is missing.
    fn swallows(&self, at: &Range<usize>) -> bool {
        if memchr::memchr(b'\n', &self.text.as_bytes()[at.clone()]).is_none() {
            return false;
        }
        let next = lines::next_line(self.text, at.start);
        lines::lines(&self.text[..at.end], next).any(|(_, line)| {
            lines::is_top_level_key(line) || self.dashes.is_some_and(|column| lines::is_entry(line, column))
        })
    }

    fn column_of_dash(&self, value: usize) -> Option<usize> {
        let dash = lines::dash_before(self.text, value)?;
        Some(dash - lines::line_start(self.text, dash))
    }

    fn span(&self, at: &Range<usize>) -> Span {
        Span { source: self.tree.source, start: offset(at.start), end: offset(at.end) }
    }
}

/// Files are far smaller than 4 GiB, see [`super::MAX_FILE_BYTES`].
fn offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Sources;

    #[test]
    fn the_limit_of_values_ends_reading() {
        #[track_caller]
        fn check(text: &str, at: Option<u32>) {
            let mut sources = Sources::default();
            let source = sources.add("a.yaml", text.to_owned());
            let mut findings = Vec::new();
            let tree = parse_up_to(6, source, text, &mut findings);
            assert!(tree.nodes.len() <= 6);
            let told: Vec<_> = findings.iter().map(|finding| (&*finding.code, finding.span.start)).collect();
            assert_eq!(told, at.map(|at| (code::LIMIT, at)).into_iter().collect::<Vec<_>>(), "{text}");
        }
        check("a: [b, c, d]", None);
        check("a: [b, c, d, e]", Some(13));
        check("a:\n- b\n- c\n- d\n- e\n- f\n", Some(17));
        check("a: b\nc: d\ne: f\ng: h\n", Some(13));
    }
}
