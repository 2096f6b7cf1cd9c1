//! Text of files on a terminal: nothing in it may act there.

use std::borrow::Cow;

/// The text with a visible sign in place of each character that would act on a terminal or hide text:
/// controls (the escape character among them), marks that reorder text, and line breaks. A tab is a space.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| (0x20..0x7F).contains(&b)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(visible_char).collect())
}

fn visible_char(c: char) -> char {
    match c {
        '\t' => ' ',
        '\0'..='\x1F' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}'),
        '\x7F' => '\u{2421}',
        '\u{80}'..='\u{9F}'
        | '\u{61C}'
        | '\u{200B}'
        | '\u{200E}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{FEFF}' => '\u{FFFD}',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn nothing_acts_on_the_terminal() {
        #[track_caller]
        fn check(text: &str, expected: &str) {
            assert_eq!(visible(text), expected);
        }
        check("plain", "plain");
        check("é 漢", "é 漢");
        check("\x1b[31mred", "␛[31mred");
        check("a\tb\r\n", "a b␍␊");
        check("می\u{200C}خواهم", "می\u{200C}خواهم");
        check("\u{9b}31m \u{202e}x", "\u{FFFD}31m \u{FFFD}x");
    }
}
