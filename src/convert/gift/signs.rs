//! GIFT's signs and their escapes: a backslash before `~ = # { } :` or a backslash takes the sign as it is, and
//! `\n` is a line end. Before anything else a backslash is a backslash.

/// The text with its signs escaped.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '~' | '=' | '#' | '{' | '}' | ':' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}

/// The text that escapes stand for.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some('~' | '=' | '#' | '{' | '}' | ':' | '\\') if c == '\\' => out.extend(chars.next()),
            Some('n') if c == '\\' => {
                chars.next();
                out.push('\n');
            }
            _ => out.push(c),
        }
    }
    out
}

/// Where `sign` stands that is not escaped, from `from` on.
pub(super) fn find(text: &str, sign: &str, from: usize) -> Option<usize> {
    find_any(text, &[sign], from)
}

/// Where the first of `signs` stands that is not escaped.
pub(super) fn find_any(text: &str, signs: &[&str], from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        if bytes[at] == b'\\' {
            at += 2;
        } else if signs.iter().any(|sign| bytes[at..].starts_with(sign.as_bytes())) {
            return Some(at);
        } else {
            at += 1;
        }
    }
    None
}

/// Where the last unescaped `sign` stands.
pub(super) fn find_last(text: &str, sign: &str) -> Option<usize> {
    let mut last = None;
    let mut from = 0;
    while let Some(at) = find(text, sign, from) {
        last = Some(at);
        from = at + sign.len();
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_go_both_ways() {
        #[track_caller]
        fn check(text: &str, escaped: &str) {
            assert_eq!(escape(text), escaped);
            assert_eq!(unescape(escaped), text);
        }
        check("a", "a");
        check("1=1 ~ {x} #: \\", "1\\=1 \\~ \\{x\\} \\#\\: \\\\");
        check("a\nb", "a\\nb");
        check("\\n", "\\\\n");
        assert_eq!(unescape("\\(x\\)"), "\\(x\\)");
        assert_eq!(unescape("end\\"), "end\\");
    }

    #[test]
    fn escaped_signs_are_passed_over() {
        assert_eq!(find("a\\{b{", "{", 0), Some(4));
        assert_eq!(find("\\\\{", "{", 0), Some(2));
        assert_eq!(find("é\\~~", "~", 0), Some(4));
        assert_eq!(find("\\é~", "~", 0), Some(3));
        assert_eq!(find_last("}a}\\}", "}"), Some(2));
    }
}
