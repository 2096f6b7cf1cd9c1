//! Changes of a file's text: edits that leave everything else as it is, and the unified diff that shows them.

use super::Span;
use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices, group_diff_ops};
use std::ops::Range;

/// One replacement of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// By what.
    pub text: String,
}

/// How many lines a diff shows before and behind a change.
const CONTEXT: usize = 3;

/// The text of a source after `edits`, which are all of this source, in any order.
///
/// `None` where two of them overlap, or one does not lie in the text. Insertions at one place keep their order.
pub fn apply(text: &str, edits: &[Edit]) -> Option<String> {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut out = String::with_capacity(text.len() + edits.iter().map(|edit| edit.text.len()).sum::<usize>());
    let mut at = 0;
    for edit in edits {
        out.push_str(text.get(at..edit.span.start as usize)?);
        out.push_str(&edit.text);
        at = edit.span.end as usize;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}

/// The change of a file as `diff -u` writes it, so that `patch -p0` and `git apply -p0` can make it. Empty where
/// nothing changed.
pub fn unified_diff(path: &str, before: &str, after: &str) -> String {
    let (old, new) = (lines(before), lines(after));
    let groups = group_diff_ops(capture_diff_slices(Algorithm::Myers, &old, &new), CONTEXT);
    let mut out = String::new();
    // A name with white space ends at a tab.
    let end = if path.contains(char::is_whitespace) { "\t\n" } else { "\n" };
    for group in groups.iter().filter(|group| !group.is_empty()) {
        if out.is_empty() {
            out = format!("--- {path}{end}+++ {path}{end}");
        }
        write_hunk(&mut out, group, &old, &new);
    }
    out
}

fn write_hunk(out: &mut String, group: &[DiffOp], old: &[&str], new: &[&str]) {
    let whole = |side: fn(&DiffOp) -> Range<usize>| {
        let start = group.first().map_or(0, |op| side(op).start);
        start..group.last().map_or(start, |op| side(op).end)
    };
    let removed = shown(&whole(DiffOp::old_range));
    let added = shown(&whole(DiffOp::new_range));
    out.push_str("@@ -");
    out.push_str(&removed);
    out.push_str(" +");
    out.push_str(&added);
    out.push_str(" @@\n");
    for op in group {
        match op.tag() {
            DiffTag::Equal => write_lines(out, ' ', &old[op.old_range()]),
            DiffTag::Delete | DiffTag::Insert | DiffTag::Replace => {
                write_lines(out, '-', &old[op.old_range()]);
                write_lines(out, '+', &new[op.new_range()]);
            }
        }
    }
}

/// Where a hunk lies: its first line from 1, or for an empty one the line before, and how many lines it has.
fn shown(range: &Range<usize>) -> String {
    match range.len() {
        0 => format!("{},0", range.start),
        1 => format!("{}", range.start + 1),
        length => format!("{},{length}", range.start + 1),
    }
}

fn write_lines(out: &mut String, sign: char, lines: &[&str]) {
    for line in lines {
        out.push(sign);
        out.push_str(line);
        if !line.ends_with('\n') {
            out.push_str("\n\\ No newline at end of file\n");
        }
    }
}

/// Lines as the tools that make a change know them: they end with a line feed and nothing else.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Sources;

    #[test]
    fn edits_are_made_together_or_not_at_all() {
        #[track_caller]
        fn check(edits: &[(u32, u32, &str)], expected: Option<&str>) {
            let mut sources = Sources::default();
            let source = sources.add("a.yaml", "é: one two".to_owned());
            let edit = |&(start, end, text): &(u32, u32, &str)| Edit {
                span: Span { source, start, end },
                text: text.to_owned(),
            };
            let edits: Vec<Edit> = edits.iter().map(edit).collect();
            assert_eq!(apply(sources.get(source).text(), &edits).as_deref(), expected);
        }
        check(&[], Some("é: one two"));
        check(&[(8, 11, "three"), (0, 2, "e")], Some("e: one three"));
        check(&[(4, 4, "a "), (4, 4, "b "), (4, 7, "c")], Some("é: a b c two"));
        check(&[(0, 5, ""), (4, 7, "")], None);
        check(&[(1, 2, "")], None);
        check(&[(11, 12, "")], None);
    }

    #[test]
    fn diffs_are_those_of_the_usual_tools() {
        #[track_caller]
        fn check(before: &str, after: &str, expected: &str) {
            assert_eq!(unified_diff("a.yaml", before, after), expected);
        }
        let head = "--- a.yaml\n+++ a.yaml\n";
        check("a\n", "a\n", "");
        check("a\nb\n", "a\nx\nb\n", &format!("{head}@@ -1,2 +1,3 @@\n a\n+x\n b\n"));
        check("a\r\n", "b\r\n", &format!("{head}@@ -1 +1 @@\n-a\r\n+b\r\n"));
        check(
            "a\rb",
            "a\rc",
            &format!(
                "{head}@@ -1 +1 @@\n-a\rb\n\\ No newline at end of file\n+a\rc\n\\ No newline at end of file\n"
            ),
        );
        check("", "a\n", &format!("{head}@@ -0,0 +1 @@\n+a\n"));
        check("1\n2\n3\n4\n5\n", "1\n2\n3\n4\n5\n6\n", &format!("{head}@@ -3,3 +3,4 @@\n 3\n 4\n 5\n+6\n"));
        assert!(unified_diff("a b.yaml", "", "a\n").starts_with("--- a b.yaml\t\n+++ a b.yaml\t\n"));
    }
}
