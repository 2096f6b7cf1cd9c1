//! Where reading resumes behind damage, and what of the tree stands.

use super::{Builder, Damage, Open};
use crate::diagnostic::code;
use crate::yaml::lines;
use crate::yaml::tree::NodeKind;

impl Builder<'_> {
    /// Tells the damage and gives the place to resume at.
    pub(super) fn resume(&mut self, start: usize, damage: Damage) -> Option<usize> {
        let is_limit = damage.is_last && damage.code == code::LIMIT;
        if is_limit || !self.open_root_again() {
            self.tell(damage);
            return None;
        }
        if let Some((from, column)) = self.interrupted_list(&damage).or_else(|| self.broken_list()) {
            return self.resume_in_list(from, column, damage);
        }
        let is_last = damage.is_last;
        self.tell(damage);
        if is_last {
            return None;
        }
        let last_key = self.drop_broken_entry().map_or(0, |key| lines::line_start(self.text, key));
        let from = lines::next_line(self.text, last_key.max(start));
        lines::lines(self.text, from).find(|(_, line)| lines::is_top_level_key(line)).map(|(at, _)| at)
    }

    /// Leaves the root map open, or nothing at all. Returns whether reading can go on.
    fn open_root_again(&mut self) -> bool {
        let Some(root) = self.tree.nodes.first() else { return true };
        if root.kind != NodeKind::Map {
            // A text at the root was taken for one; a list at the root is no file of ours.
            let is_text = root.kind != NodeKind::List;
            self.open.clear();
            self.tree.nodes.clear();
            return is_text;
        }
        if self.open.is_empty() {
            self.open_again(0);
        }
        true
    }

    /// Opens a list or map again that was closed last.
    fn open_again(&mut self, index: usize) {
        let children = self.children_of(index);
        let is_map = self.tree.nodes[index].kind == NodeKind::Map;
        let last_entry = children.iter().rev().nth(usize::from(is_map)).copied();
        let (last, children) = (children.last().copied(), children.len());
        self.open.push(Open { index, children, last, last_entry, findings: self.findings.len() });
    }

    /// If the value of the root's last key is a list in block style that damage cut off: where its last
    /// entry's line starts, and the column of its dashes.
    fn broken_list(&self) -> Option<(usize, usize)> {
        let root = self.open.first()?;
        let (key, value) = (root.last_entry?, root.last?);
        let behind = lines::next_line(self.text, self.tree.nodes[key].start as usize);
        let (first, line) =
            lines::lines(self.text, behind).find(|(_, line)| lines::indentation(line).is_some())?;
        let column = lines::indentation(line)?;
        if !lines::is_entry(line, column) {
            return None;
        }
        if self.open.len() == 1 && root.awaits_value() {
            return Some((first, column));
        }
        if self.tree.nodes.get(value)?.kind != NodeKind::List {
            return None;
        }
        (self.open.len() > 1).then(|| self.last_entry_line(first, column))
    }

    /// If damage left of the dashes closed the long list, which goes on behind it: opens it again and
    /// gives where its last entry's line starts, and the column of its dashes.
    fn interrupted_list(&mut self, damage: &Damage) -> Option<(usize, usize)> {
        let column = self.dashes?;
        let is_open = |list: usize| self.open.get(1).is_some_and(|open| open.index == list);
        let long_list = self.long_list.filter(|list| *list < self.tree.nodes.len() && !is_open(*list))?;
        // Damage may be noticed long after where it is: what counts is the first line behind the last
        // entry that is another entry, unless a key of the file that is not damaged comes before.
        let read = *self.children_of(long_list).last()?;
        let entry = lines::entry_line(self.text, self.tree.nodes[read].start as usize, column)?;
        let damaged = lines::line_start(self.text, damage.at);
        let behind = lines::next_line(self.text, entry);
        let (_, next) = lines::lines(self.text, behind).find(|(at, line)| {
            lines::is_entry(line, column) || (lines::is_top_level_key(line) && *at > damaged)
        })?;
        if !lines::is_entry(next, column) {
            return None;
        }
        let (mut list, mut key, mut count) = (None, 1, 0);
        let mut at = 1;
        while at < self.tree.nodes.len() {
            count += 1;
            if count % 2 == 1 {
                key = at;
            } else if at == long_list {
                list = Some((at, key, count));
            }
            at = (self.tree.nodes[at].next as usize).max(at + 1);
        }
        let (list, key, count) = list?;
        self.open.truncate(1);
        self.tree.nodes.truncate(self.tree.nodes[list].next as usize);
        let root = self.open.first_mut()?;
        (root.children, root.last, root.last_entry) = (count, Some(list), Some(key));
        self.open_again(list);
        Some(self.last_entry_line(behind, column))
    }

    /// Where the line of the open list's last entry starts, `first` without one; with the column.
    fn last_entry_line(&self, first: usize, column: usize) -> (usize, usize) {
        let entry = self.open[1].last_entry.map(|index| self.tree.nodes[index].start as usize);
        let line = entry.and_then(|value| lines::entry_line(self.text, value, column));
        (line.unwrap_or(first), column)
    }

    fn children_of(&self, index: usize) -> Vec<usize> {
        let mut children = Vec::new();
        let mut at = index + 1;
        while at < self.tree.nodes[index].next as usize {
            children.push(at);
            at = self.tree.nodes[at].next as usize;
        }
        children
    }

    /// Reads the list on from `from`, entry by entry, and gives the place of the key behind it.
    fn resume_in_list(&mut self, from: usize, column: usize, damage: Damage) -> Option<usize> {
        let told_before = self.told;
        self.open_list_again(from);
        let (entries, mut tail) = self.entries_from(from, column);
        for (number, &start) in entries.iter().enumerate() {
            let end = entries.get(number + 1).copied().unwrap_or(tail);
            let (nodes, children) = (self.tree.nodes.len(), self.open[1].children);
            let Err(damage) = self.stream(start..end) else { continue };
            if damage.code != code::SECOND_DOCUMENT {
                self.open.truncate(2);
                self.open[1].children = children;
                (self.open[1].last, self.open[1].last_entry) = (None, None);
                self.tree.nodes.truncate(nodes);
            }
            let limit_met = damage.is_last && damage.code == code::LIMIT;
            self.tell(damage);
            if limit_met {
                tail = self.text.len();
                break;
            }
        }
        if self.told == told_before {
            self.tell(damage);
        }
        self.base = 0;
        self.close_innermost(None);
        if lines::is_document_marker(&self.text[tail..]) {
            let behind = lines::next_line(self.text, tail);
            if lines::lines(self.text, behind).any(|(_, line)| lines::indentation(line).is_some()) {
                self.tell(Damage::second_document(tail));
            }
            return None;
        }
        (tail < self.text.len()).then_some(tail)
    }

    /// Leaves the root map and its list open, the list's last entry removed.
    fn open_list_again(&mut self, start: usize) {
        self.open.truncate(2);
        let Some(list) = self.open.get_mut(1) else {
            self.base = 0;
            // The limits were not reached before, or reading would have ended.
            let _ = self.open(NodeKind::List, start);
            return;
        };
        if let Some(index) = list.last_entry.take() {
            list.children -= 1;
            list.last = None;
            self.tree.nodes.truncate(index);
            self.findings.truncate(list.findings);
        }
    }

    /// Where the entries of the list start, from `from` on, and where the list's last entry ends.
    fn entries_from(&self, from: usize, column: usize) -> (Vec<usize>, usize) {
        let mut entries = Vec::new();
        let mut tail = None;
        for (at, line) in lines::lines(self.text, from) {
            if lines::is_entry(line, column) {
                entries.push(at);
                tail = None;
            } else if tail.is_none() && (lines::is_top_level_key(line) || lines::is_document_marker(line)) {
                tail = Some(at);
            }
        }
        (entries, tail.unwrap_or(self.text.len()))
    }

    /// Removes the root's last entry if its value is broken. Returns where the last key stands.
    fn drop_broken_entry(&mut self) -> Option<usize> {
        let root = self.open.first()?;
        let key = root.last_entry?;
        let start = self.tree.nodes[key].start as usize;
        if self.open.len() > 1 || root.awaits_value() {
            self.open.truncate(1);
            self.open[0].children = self.open[0].children.next_multiple_of(2) - 2;
            self.open[0].last = None;
            self.open[0].last_entry = None;
            self.tree.nodes.truncate(key);
        }
        Some(start)
    }
}
