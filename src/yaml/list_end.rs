//! Where a list takes one more element, and how that is written there.

use super::lines;
use super::tree::Node;
use crate::diagnostic::{Edit, Source, Span};

/// The place behind the last element of a list.
#[derive(Debug, Clone)]
pub struct ListEnd {
    at: Span,
    style: Style,
    line_end: &'static str,
}

/// How a list is written.
#[derive(Debug, Clone)]
enum Style {
    /// In brackets.
    Flow,
    /// One line or more for each element, behind a dash that stands behind so many spaces.
    Block(usize),
}

impl ListEnd {
    /// The end of a list. `None` where it has no element, or is written in a way that is not understood.
    pub fn of(list: Node<'_>, source: &Source) -> Option<Self> {
        let text = source.text();
        let element = list.items().last()?;
        let (start, end) = (list.span().start as usize, element.span().end as usize);
        let (at, style) = if text[start..].starts_with('[') {
            (end, Style::Flow)
        } else {
            let column = column_of_dashes(list, text)?;
            (end_of_element(text, end, column), Style::Block(column))
        };
        let first_line = &text[..lines::next_line(text, 0)];
        let line_end = if first_line.ends_with("\r\n") { "\r\n" } else { "\n" };
        let at = Span { start: u32::try_from(at).ok()?, end: u32::try_from(at).ok()?, ..list.span() };
        Some(Self { at, style, line_end })
    }

    /// Whether the list is written in brackets, so that its elements must be too.
    pub fn is_flow(&self) -> bool {
        matches!(self.style, Style::Flow)
    }

    /// The edit that adds elements. In a list that is not in brackets they may have several lines, which are
    /// indented here.
    pub fn adding<'t>(&self, elements: impl IntoIterator<Item = &'t str>) -> Edit {
        let mut text = String::new();
        for element in elements {
            match self.style {
                Style::Flow => {
                    text.push_str(", ");
                    text.push_str(element);
                }
                Style::Block(column) => {
                    for (number, line) in element.split('\n').enumerate() {
                        text.push_str(self.line_end);
                        text.extend(std::iter::repeat_n(' ', column));
                        text.push_str(if number == 0 { "- " } else { "  " });
                        text.push_str(line);
                    }
                }
            }
        }
        Edit { span: self.at, text }
    }
}

/// Behind how many spaces the dashes of a list stand.
fn column_of_dashes(list: Node<'_>, text: &str) -> Option<usize> {
    let start = list.span().start as usize;
    let dash = if lines::is_entry(&text[start..], 0) {
        start
    } else {
        // The parser places some lists behind their first dash.
        list.items().find_map(|element| lines::dash_before(text, element.span().start as usize)).or_else(
            || {
                let line = lines::line_start(text, start);
                let column = lines::indentation(&text[line..lines::next_line(text, start)])?;
                lines::is_entry(&text[line..], column).then_some(line + column)
            },
        )?
    };
    let line = lines::line_start(text, dash);
    text[line..dash].bytes().all(|byte| byte == b' ').then_some(dash - line)
}

/// The end of the last line of the element that ends at byte `end`: with the comment behind it, and with the
/// lines below it that are indented more than its dash.
fn end_of_element(text: &str, end: usize, column: usize) -> usize {
    let mut next = lines::next_line(text, end);
    let mut last = next;
    while next < text.len() {
        let start = next;
        next = lines::next_line(text, start);
        let line = &text[start..next];
        let content = line.trim_start_matches(' ');
        if content.trim_matches([' ', '\t', '\r', '\n']).is_empty() {
            continue;
        }
        if line.len() - content.len() <= column {
            break;
        }
        last = next;
    }
    let line = &text[..last];
    let line = line.strip_suffix('\n').unwrap_or(line);
    line.strip_suffix('\r').unwrap_or(line).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Sources, apply};
    use crate::yaml::parse;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", text.to_owned());
        let source = sources.get(id);
        let tree = parse(id, text, &mut Vec::new());
        let list = tree.root(source).and_then(|root| root.get("a")).expect("has the key");
        let end = ListEnd::of(list, source);
        let edit = end.map(|end| end.adding(if end.is_flow() { vec!["x"] } else { vec!["x", "y:\nz"] }));
        let changed = edit.and_then(|edit| apply(text, &[edit]));
        assert_eq!(changed.as_deref(), expected);
    }

    #[test]
    fn elements_stand_behind_the_last_one() {
        check("a: [b]", Some("a: [b, x]"));
        check("a: [b , c # why\n  ,]\n", Some("a: [b , c, x # why\n  ,]\n"));
        check("a: [{b: c}, \"d\"]", Some("a: [{b: c}, \"d\", x]"));
        check("a: [b: c]", Some("a: [b: c, x]"));
        check("a: [b: {c: d}]", Some("a: [b: {c: d}, x]"));
        check("a:\n- b\nc: d\n", Some("a:\n- b\n- x\n- y:\n  z\nc: d\n"));
        check(
            "a:\n  - b  # why\n  # more\nc: d\n",
            Some("a:\n  - b  # why\n  - x\n  - y:\n    z\n  # more\nc: d\n"),
        );
        check("a:\r\n  - b", Some("a:\r\n  - b\r\n  - x\r\n  - y:\r\n    z"));
        check("a:\n  -\n    b\n    # of b\n\n", Some("a:\n  -\n    b\n    # of b\n  - x\n  - y:\n    z\n\n"));
        check("a:\n  - |\n    b\n\n    c\n\n", Some("a:\n  - |\n    b\n\n    c\n  - x\n  - y:\n    z\n\n"));
        check("a:\n- >-\n  b\n", Some("a:\n- >-\n  b\n- x\n- y:\n  z\n"));
        check(
            "a:\n  - b:\n      {c: d,\n    e: f\n  } # g\n",
            Some("a:\n  - b:\n      {c: d,\n    e: f\n  } # g\n  - x\n  - y:\n    z\n"),
        );
        check("a: []", None);
        check("a: b", None);
    }
}
