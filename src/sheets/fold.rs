//! Text for comparison: what a program that exports sheets may have changed about a stem or an option is undone.

/// Case folded, white space collapsed, typographic quotes made straight.
pub fn fold(text: &str) -> String {
    // Of most texts only letter case is left to fold, which needs no tables of Unicode.
    if text.is_ascii() && has_single_spaces(text.as_bytes()) {
        text.to_ascii_lowercase()
    } else {
        fold_any(text)
    }
}

/// Whether no white space is in a text of ASCII but single spaces between words. What speaks against it is counted,
/// since processors do that for many bytes at a time.
fn has_single_spaces(text: &[u8]) -> bool {
    let others = text.iter().filter(|byte| (b'\t'..=b'\r').contains(byte)).count();
    let pairs = text.iter().zip(text.iter().skip(1));
    let doubled = pairs.filter(|&(one, next)| *one == b' ' && *next == b' ').count();
    others + doubled == 0 && text.first() != Some(&b' ') && text.last() != Some(&b' ')
}

fn fold_any(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().flat_map(char::to_lowercase).map(|letter| match letter {
            '‘' | '’' => '\'',
            '“' | '”' => '"',
            other => other,
        }));
    }
    folded
}

/// The same of a stem, with HTML tags and entities and the marks of Markdown undone.
pub fn fold_stem(text: &str) -> String {
    const MARKS: [char; 6] = ['<', '&', '*', '_', '`', '\\'];
    let is_mark = |byte: u8| MARKS.contains(&char::from(byte));
    if !text.bytes().any(is_mark) {
        return fold(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(MARKS) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let (instead, length) = undo_markup(rest);
        plain.push_str(instead);
        rest = &rest[length..];
    }
    plain.push_str(rest);
    fold(&plain)
}

/// What stands for the mark at the start of `text`, and how many bytes that takes.
fn undo_markup(text: &str) -> (&str, usize) {
    const ENTITIES: [(&str, &str); 7] = [
        ("&nbsp;", " "),
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
    ];
    if let Some((entity, letter)) = ENTITIES.iter().find(|(entity, _)| text.starts_with(entity)) {
        return (letter, entity.len());
    }
    let is_tag = text.starts_with('<')
        && text[1..].starts_with(|letter: char| letter.is_ascii_alphabetic() || matches!(letter, '/' | '!'));
    match text.find('>') {
        Some(end) if is_tag => (" ", end + 1),
        _ if text.starts_with(['<', '&']) => (&text[..1], 1),
        _ => ("", 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn stems_are_compared_without_markup() {
        #[track_caller]
        fn check(one: &str, other: &str, same: bool) {
            assert_eq!(fold_stem(one) == fold_stem(other), same, "{one:?} and {other:?}");
        }
        check("What  is\nit?", "what is IT?", true);
        check("What\u{a0}is it?", "What is it?", true);
        check("<p>What <b>is</b> it?</p>", "What is it?", true);
        check("What is <em>it</em>?", "What is it?", false);
        check("What *is* `it`?", "What is it?", true);
        check("Fish &amp; chips, 1 &lt; 2", "Fish & chips, 1 < 2", true);
        check("a < b > c", "a b c", false);
        check("“He said”", "\"he said\"", true);
        check("snake_case", "snakecase", true);
        check("What is it?", "What is it", false);
        check("ends with <", "ends with", false);
    }

    #[test]
    fn white_space_of_any_kind_is_one_space() {
        #[track_caller]
        fn check(text: &str, expected: &str) {
            assert_eq!(fold(text), expected, "{text:?}");
            // With a letter beyond ASCII, which takes the other way.
            assert_eq!(fold(&format!("{text} É")), format!("{expected} é").trim_start(), "{text:?}");
        }
        check("", "");
        check(" \t\n\x0B\x0C\r ", "");
        check(" One\t\ntwo\x0B\x0Cthree\rFOUR ", "one two three four");
        check("a\x1Cb \x1F", "a\x1Cb \x1F");
    }

    proptest! {
        #[test]
        fn ascii_is_folded_alike_in_both_ways(text in "([\\x00-\\x7F]|[ \t\n]|[aB]){0,3}([aB]{0,3} ?){0,9}") {
            prop_assert_eq!(fold(&text), fold_any(&text));
        }
    }
}
