//! How a text is written in YAML: plain where that is enough, in quotes where YAML needs them, as a block
//! where it is long or has several lines.

/// Columns after which a long text goes on in the next line.
const WIDTH: usize = 100;
/// The longest text that stays on the line of its key.
const ONE_LINE: usize = 80;

/// Writes a text behind a key. `indent` is the column of the key's map.
pub(super) fn after_key(out: &mut String, text: &str, indent: usize) {
    out.push(' ');
    if is_block(text) && text.contains('\n') {
        out.push('|');
        for line in text.split('\n') {
            out.push('\n');
            if !line.is_empty() {
                out.extend(std::iter::repeat_n(' ', indent + 2));
                out.push_str(line);
            }
        }
    } else if is_block(text) && text.chars().count() > ONE_LINE && folds(text) {
        fold(out, text, indent + 2);
    } else {
        out.push_str(&inline(text));
    }
    out.push('\n');
}

/// The text on one line.
pub(super) fn inline(text: &str) -> String {
    if text.contains(needs_escape) || text.contains('\n') {
        return escaped(text);
    }
    if is_older_yaml(text) {
        return format!("'{text}'");
    }
    let plain = serde_yaml::to_string(text).unwrap_or_default();
    let plain = plain.trim_end_matches('\n');
    // A writer may choose a block even for a short text.
    if plain.contains('\n') || plain.is_empty() { escaped(text) } else { plain.to_owned() }
}

/// Whether readers of YAML 1.1, which are many, take the text for a truth value or a time.
fn is_older_yaml(text: &str) -> bool {
    const WORDS: [&str; 6] = ["y", "n", "yes", "no", "on", "off"];
    let sign = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | '_' | '-' | '+');
    WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
        || (text.contains(':') && text.chars().all(sign) && text.chars().any(|c| c.is_ascii_digit()))
}

/// The text in a list or map in one line, where commas and brackets are signs.
pub(super) fn in_flow(text: &str) -> String {
    let inline = inline(text);
    let is_quoted = inline.starts_with(['\'', '"']);
    if !is_quoted && text.contains([',', '[', ']', '{', '}', ':', '#']) { escaped(text) } else { inline }
}

/// Characters that a reader of YAML could take for a line end, or that a person could not see.
fn needs_escape(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Whether the text can stand in a block as it is.
fn is_block(text: &str) -> bool {
    let hides = |line: &str| line.ends_with(' ');
    !text.starts_with([' ', '\n'])
        && !text.ends_with('\n')
        && !text.contains(needs_escape)
        && !text.split('\n').any(hides)
        && !text.is_empty()
}

/// Whether the text can be cut at its spaces: each stands alone.
fn folds(text: &str) -> bool {
    !text.contains("  ") && text.split(' ').all(|word| word.chars().count() < WIDTH)
}

fn fold(out: &mut String, text: &str, indent: usize) {
    out.push('>');
    let mut column = usize::MAX;
    for word in text.split(' ') {
        let width = word.chars().count();
        if column.saturating_add(width + 1) > WIDTH {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', indent));
            column = indent;
        } else {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += width;
    }
}

/// The text in double quotes.
fn escaped(text: &str) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if needs_escape(c) => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_written_as_people_would() {
        #[track_caller]
        fn check(text: &str, expected: &str) {
            let mut out = String::new();
            after_key(&mut out, text, 4);
            assert_eq!(out, format!(" {expected}\n"));
        }
        check("plain text", "plain text");
        check("It's \"so\", isn't it?", "It's \"so\", isn't it?");
        check("a: b", "'a: b'");
        check("no", "'no'");
        check("1.10", "'1.10'");
        check("# not a comment", "'# not a comment'");
        check("one\ntwo\n\nthree", "|\n      one\n      two\n\n      three");
        check("hides \nspace", "\"hides \\nspace\"");
        check("next\u{85}line\u{2028}", "\"next\\u0085line\\u2028\"");
        let long = "word ".repeat(30);
        let long = long.trim_end();
        let (line, rest) = (["word"; 19].join(" "), ["word"; 11].join(" "));
        check(long, &format!(">\n      {line}\n      {rest}"));
    }
}
