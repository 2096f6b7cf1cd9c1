//! The line in which a short answer is typed.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A line of text with a cursor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Editor {
    text: String,
    /// Where the cursor stands, in bytes; always between characters.
    cursor: usize,
}

impl Editor {
    /// A line with the cursor at its end.
    pub(super) fn new(text: &str) -> Self {
        Self { text: text.to_owned(), cursor: text.len() }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Inserts text; line ends and tabs become spaces, other controls are dropped.
    pub(super) fn insert(&mut self, text: &str) {
        let shown = |c: char| match c {
            '\n' | '\t' | '\r' => Some(' '),
            c if c.is_control() => None,
            c => Some(c),
        };
        let text: String = text.chars().filter_map(shown).collect();
        self.text.insert_str(self.cursor, &text);
        self.cursor += text.len();
    }

    pub(super) fn backspace(&mut self) {
        let end = self.cursor;
        self.left();
        self.text.replace_range(self.cursor..end, "");
    }

    pub(super) fn delete(&mut self) {
        let start = self.cursor;
        self.right();
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// One character to the left, with the marks that stand on it.
    pub(super) fn left(&mut self) {
        while let Some(c) = self.text[..self.cursor].chars().next_back() {
            self.cursor -= c.len_utf8();
            if c.width().unwrap_or(0) > 0 {
                break;
            }
        }
    }

    /// One character to the right, with the marks that stand on it.
    pub(super) fn right(&mut self) {
        let mut passed = false;
        while let Some(c) = self.text[self.cursor..].chars().next() {
            if passed && c.width().unwrap_or(0) > 0 {
                break;
            }
            passed = true;
            self.cursor += c.len_utf8();
        }
    }

    pub(super) fn home(&mut self) {
        self.cursor = 0;
    }

    pub(super) fn end(&mut self) {
        self.cursor = self.text.len();
    }

    /// The stretch to show in so many columns so that the cursor is in it, and the cursor's column there.
    pub(super) fn window(&self, columns: usize) -> (&str, usize) {
        let columns = columns.max(2);
        let mut start = 0;
        while self.text[start..self.cursor].width() >= columns {
            start += self.text[start..].chars().next().map_or(1, char::len_utf8);
        }
        let mut end = start;
        for c in self.text[start..].chars() {
            if self.text[start..end + c.len_utf8()].width() > columns {
                break;
            }
            end += c.len_utf8();
        }
        (&self.text[start..end], self.text[start..self.cursor].width())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_edited() {
        #[track_caller]
        fn check(edit: impl FnOnce(&mut Editor), expected: &str, cursor: usize) {
            let mut editor = Editor::new("né漢");
            edit(&mut editor);
            assert_eq!((editor.text(), editor.cursor), (expected, cursor));
        }
        check(|_| {}, "né漢", 6);
        check(|line| line.insert("x\ty\n\u{7}"), "né漢x y ", 10);
        check(Editor::backspace, "né", 3);
        check(|line| [line.left(), line.left(), line.backspace()][0], "é漢", 0);
        check(|line| [line.home(), line.delete()][0], "é漢", 0);
        check(|line| [line.home(), line.right(), line.insert("-")][0], "n-é漢", 2);
        check(|line| [line.home(), line.backspace(), line.left()][0], "né漢", 0);
        check(|line| [line.end(), line.right(), line.delete()][0], "né漢", 6);
        check(Editor::clear, "", 0);
        check(|line| [line.insert("e\u{301}"), line.backspace()][0], "né漢", 6);
    }

    #[test]
    fn the_cursor_is_in_the_window() {
        #[track_caller]
        fn check(text: &str, columns: usize, shown: &str, column: usize) {
            assert_eq!(Editor::new(text).window(columns), (shown, column));
        }
        check("", 10, "", 0);
        check("abc", 10, "abc", 3);
        check("abcdef", 4, "def", 3);
        check("漢字漢字", 5, "漢字", 4);
    }
}
