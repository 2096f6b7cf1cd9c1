//! Text for people: made safe for a terminal, measured, cut and wrapped.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Text from a file without what could steer a terminal: line ends and tabs become spaces; other control
/// characters and those that turn the direction of text are left out.
pub fn clean(text: &str) -> String {
    // Nearly all text, of which nothing is to be replaced or left out.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.to_owned();
    }
    let shown = |c: char| match c {
        '\n' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => None,
        c if c.is_control() => None,
        c => Some(c),
    };
    text.chars().filter_map(shown).collect()
}

/// How many columns text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Text cut to `columns`, with `…` where something is missing.
pub fn truncate(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut cut = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > columns {
            break;
        }
        cut.push(c);
    }
    let mut cut = cut.trim_end().to_owned();
    if columns > 0 {
        cut.push('…');
    }
    cut
}

/// Text filled up with spaces to `columns`.
pub fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// Text filled up with spaces from the left.
pub fn pad_left(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(width(text))))
}

/// Lines of at most `columns`, broken at spaces but never between a number and its `%`. A word that is too
/// long is cut up.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(8);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.replace(" %", "\u{a0}%").split(' ').filter(|word| !word.is_empty()) {
        let mut word = word.to_owned();
        if !line.is_empty() && width(&line) + 1 + width(&word) > columns {
            lines.push(std::mem::take(&mut line));
        }
        while width(&word) > columns {
            let (head, tail) = split(&word, columns);
            lines.push(head);
            word = tail;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines.iter().map(|line| line.replace("\u{a0}%", " %")).collect()
}

/// The first `columns` columns (at least one character), and the rest.
fn split(word: &str, columns: usize) -> (String, String) {
    let mut used = 0;
    let end = word.char_indices().skip(1).find(|&(at, _)| {
        used = width(&word[..at]);
        used + word[at..].chars().next().and_then(UnicodeWidthChar::width).unwrap_or(0) > columns
    });
    let (head, tail) = word.split_at(end.map_or(word.len(), |(at, _)| at));
    (head.to_owned(), tail.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_text_steers_a_terminal() {
        #[track_caller]
        fn check(text: &str, expected: &str) {
            assert_eq!(clean(text), expected);
        }
        check("plain – ünïcode 漢字", "plain – ünïcode 漢字");
        check("\u{1b}[31mred\u{1b}[0m", "[31mred[0m");
        check("two\nlines\tand\u{7}a\u{9b}bell", "two lines andabell");
        check("\u{202e}desrever\u{2066}", "desrever");
    }

    #[test]
    fn text_is_cut_by_columns() {
        #[track_caller]
        fn check(text: &str, columns: usize, expected: &str) {
            assert_eq!(truncate(text, columns), expected);
            assert!(width(expected) <= columns);
        }
        check("short", 5, "short");
        check("longer", 5, "long…");
        check("four words", 6, "four…");
        check("漢字漢字", 5, "漢字…");
        check("漢字漢字", 4, "漢…");
        check("x", 0, "");
    }

    #[test]
    fn text_is_wrapped_at_spaces() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("about 48–86 % of it", 11), ["about", "48–86 % of", "it"]);
        assert_eq!(wrap("abcdefghijkl mn", 8), ["abcdefgh", "ijkl mn"]);
        assert!(wrap("", 8).is_empty());
    }
}
