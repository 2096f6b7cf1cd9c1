//! Looking at lines of text: where reading can resume after damage, and where the `-` of an item stands.

/// The lines of `text` from byte `from`, which is a line's start: each with its start.
pub(super) fn lines(text: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut at = from;
    text[from..].split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line)
    })
}

/// The start of the line in which byte `at` lies.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |newline| newline + 1)
}

/// The start of the line behind the one in which byte `at` lies, or the text's end.
pub(super) fn next_line(text: &str, at: usize) -> usize {
    memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |newline| at + newline + 1)
}

/// How many spaces a line starts with, or `None` for a line that is blank or only a comment.
pub(super) fn indentation(line: &str) -> Option<usize> {
    let content = line.trim_start_matches(' ');
    let blank = content.trim_end().is_empty() || content.starts_with('#');
    (!blank).then(|| line.len() - content.len())
}

/// Whether a line begins an entry of a list whose dashes stand behind `column` spaces.
pub(super) fn is_entry(line: &str, column: usize) -> bool {
    line.len() > column
        && line.as_bytes()[..column].iter().all(|&b| b == b' ')
        && starts_with_dash(&line.as_bytes()[column..])
}

/// The start of the line with the dash of the entry in which byte `at` lies.
pub(super) fn entry_line(text: &str, at: usize, column: usize) -> Option<usize> {
    let mut start = line_start(text, at);
    while !is_entry(&text[start..], column) {
        start = line_start(text, start.checked_sub(1)?);
    }
    Some(start)
}

/// Whether a line begins with a key such as `items:`, without indentation.
pub(super) fn is_top_level_key(line: &str) -> bool {
    let name = line.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-' || *b == b'_').count();
    let rest = &line.as_bytes()[name..];
    name > 0 && line.as_bytes()[0] != b'-' && rest.first() == Some(&b':') && ends_word(&rest[1..])
}

/// Whether the line is a marker between documents.
pub(super) fn is_document_marker(line: &str) -> bool {
    (line.starts_with("---") || line.starts_with("...")) && ends_word(&line.as_bytes()[3..])
}

/// The byte of the `-` that opens the list entry whose value starts at byte `value`, where there is one.
///
/// Between the two there may be spaces, line ends and lines that are only a comment.
pub(super) fn dash_before(text: &str, value: usize) -> Option<usize> {
    let start = line_start(text, value);
    let before = without_properties(&text[start..value]);
    if !before.is_empty() {
        return before.ends_with('-').then(|| start + before.len() - 1);
    }
    let mut end = start;
    while end > 0 {
        let start = line_start(text, end - 1);
        let line = &text[start..end];
        if let Some(column) = indentation(line) {
            let content = line[column..].split(" #").next().unwrap_or("");
            return (without_properties(content) == "-").then_some(start + column);
        }
        end = start;
    }
    None
}

/// What stands before a value, without an anchor or a tag of the value.
fn without_properties(before: &str) -> &str {
    let mut rest = before.trim_end();
    while let Some(at) = rest.rfind([' ', '\t']) {
        if !rest[at + 1..].starts_with(['&', '!']) {
            break;
        }
        rest = rest[..at].trim_end();
    }
    if rest.starts_with(['&', '!']) { "" } else { rest }
}

fn starts_with_dash(bytes: &[u8]) -> bool {
    bytes.first() == Some(&b'-') && ends_word(&bytes[1..])
}

fn ends_word(rest: &[u8]) -> bool {
    matches!(rest.first(), None | Some(b' ' | b'\t' | b'\n' | b'\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dash_of_an_entry_is_found_over_comments() {
        #[track_caller]
        fn check(text: &str, expected: Option<usize>) {
            let value = text.find("id").expect("the text has an id");
            assert_eq!(dash_before(text, value), expected, "{text:?}");
        }
        check("  - id", Some(2));
        check("  -   id", Some(2));
        check("-\n  id", Some(0));
        check("- # why\n\n  # more\n  id", Some(0));
        check("- &a !b id", Some(0));
        check("  - &a\n    id", Some(2));
        check("- a:\n    id", None);
        check("[id]", None);
        check("a:\n  id", None);
        check("  id", None);
        check("id", None);
    }

    #[test]
    fn entries_and_keys_are_told_by_their_column() {
        assert!(is_entry("  - a", 2));
        assert!(is_entry("  -\n", 2));
        assert!(is_entry("-", 0));
        assert!(!is_entry("  - a", 1));
        assert!(!is_entry("  -a", 2));
        assert!(!is_entry("é - a", 2));
        assert!(!is_entry(" ", 2));
        assert!(is_top_level_key("items:\r\n"));
        assert!(is_top_level_key("as-of: x"));
        assert!(!is_top_level_key("- id: x"));
        assert!(!is_top_level_key("a:b"));
        assert!(!is_top_level_key(" a: b"));
        assert!(!is_top_level_key(": b"));
    }
}
