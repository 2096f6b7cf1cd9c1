//! The form in which texts are compared: rule 1 of `docs/short-answers.md`.
//!
//! Unicode NFKC; case folded; format characters and loose combining marks dropped; dashes, slashes and other
//! punctuation made spaces; thousands separators taken out; spaces collapsed; a leading article dropped.
//! Three details keep unlike things apart. A dot between digits stays (`1.75` is not `1 75`). An apostrophe
//! within a word joins (`don't` is `dont`). Symbols are not punctuation (`<18` is not `18`).

use super::characters::{Class, class, is_apostrophe, is_format};
use crate::model::Case;
use caseless::Caseless;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// How often a text is folded again until it no longer changes. Dropping a mark can let its neighbours
/// compose, so one pass is not always the last; two are, in all text that people write.
const MAX_PASSES: usize = 4;

/// `text` in the form in which it is compared. Empty for a text that says nothing.
pub fn normalize(text: &str, case: Case) -> String {
    if text.is_ascii() || text.chars().all(is_settled) {
        return without_article(tidy(text, case), case);
    }
    let mut form = without_article(tidy(&fold(text, case), case), case);
    for _ in 1..MAX_PASSES {
        if form.is_ascii() {
            break;
        }
        let again = without_article(tidy(&fold(&form, case), case), case);
        if again == form {
            break;
        }
        form = again;
    }
    form
}

/// NFKC and case folding alone, with format characters dropped: for numbers, where punctuation has meaning.
pub(super) fn fold(text: &str, case: Case) -> Cow<'_, str> {
    if text.is_ascii() {
        return match case {
            Case::Fold if text.bytes().any(|b| b.is_ascii_uppercase()) => {
                Cow::Owned(text.to_ascii_lowercase())
            }
            _ => Cow::Borrowed(text),
        };
    }
    let composed = apart(text).nfkc();
    let folded: String = match case {
        Case::Fold => composed.default_case_fold().nfkc().filter(|c| !is_format(*c)).collect(),
        Case::Exact => composed.filter(|c| !is_format(*c)).collect(),
    };
    Cow::Owned(folded)
}

/// Whether NFKC leaves `c` alone and its lower case is its folded form: ASCII, the letters of Western Europe, and the
/// quotes and dashes that keyboards set. Text of these alone, which is nearly all, is spared the tables of Unicode.
fn is_settled(c: char) -> bool {
    matches!(c, '\0'..='\x7F' | '\u{C0}'..='\u{DE}' | '\u{E0}'..='\u{FF}' | '\u{2018}' | '\u{2019}' | '\u{201C}'
        | '\u{201D}' | '\u{2013}' | '\u{2014}')
}

/// Whether `c` is a number on its own that NFKC would glue to a digit before it: `1½` must not become `11⁄2`,
/// nor `10²` become `102`.
pub(super) fn is_number_form(c: char) -> bool {
    matches!(c, '\u{B2}' | '\u{B3}' | '\u{B9}' | '\u{BC}'..='\u{BE}' | '\u{2070}'..='\u{2079}'
        | '\u{2080}'..='\u{2089}' | '\u{2150}'..='\u{215F}' | '\u{2189}')
}

/// The characters of `text`, with a space where a number form follows a digit.
fn apart(text: &str) -> impl Iterator<Item = char> {
    let mut after_digit = false;
    text.chars().flat_map(move |c| {
        let parted = after_digit && is_number_form(c);
        after_digit = c.is_numeric();
        parted.then_some(' ').into_iter().chain(std::iter::once(c))
    })
}

/// Punctuation to spaces, spaces collapsed, separators within numbers taken out.
fn tidy(text: &str, case: Case) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut previous = ' ';
    let mut parted = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        // Letters and digits of ASCII, which nearly all text is, are taken a run at a time.
        let run = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (taken, behind) = rest.split_at(run.max(c.len_utf8()));
        let before = &text[..text.len() - rest.len()];
        rest = behind;
        let between = previous;
        if run > 0 {
            previous = char::from(taken.as_bytes()[run - 1]);
        } else {
            let class = class(c);
            if class == Class::Dropped {
                continue;
            }
            previous = c;
            if joins(c, between, before, behind) {
                continue;
            }
            let point = c == '.' && between.is_ascii_digit() && starts_with_digit(behind);
            if (class == Class::Space && !point) || is_apostrophe(c) {
                parted = true;
                continue;
            }
        }
        if std::mem::take(&mut parted) && !tidied.is_empty() {
            tidied.push(' ');
        }
        let start = tidied.len();
        match case {
            Case::Fold if run == 0 => tidied.extend(c.to_lowercase()),
            Case::Fold => {
                tidied.push_str(taken);
                tidied[start..].make_ascii_lowercase();
            }
            Case::Exact => tidied.push_str(taken),
        }
    }
    tidied
}

/// Whether `c` is left out without a space in its place: an apostrophe within a word, a comma within a number.
fn joins(c: char, previous: char, before: &str, behind: &str) -> bool {
    match c {
        ',' => separates_thousands(before, behind),
        _ => is_apostrophe(c) && previous.is_alphabetic() && behind.starts_with(char::is_alphabetic),
    }
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a comma with this text before and after it sets thousands apart: one to three digits before it,
/// exactly three behind it.
fn separates_thousands(before: &str, behind: &str) -> bool {
    let run = |digits: &mut dyn Iterator<Item = u8>| digits.take(4).take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&run(&mut before.bytes().rev())) && run(&mut behind.bytes()) == 3
}

/// Drops a leading `a`, `an` or `the`.
///
/// It stays where it is all there is, before another article, and an `a` also where it is a letter and not an
/// article: before a single letter (`a b testing`), before `or` and `and`. Where case counts a capital `A` is
/// a letter, too (`A positive`).
fn without_article(mut text: String, case: Case) -> String {
    // Most texts begin with a longer word.
    if !text.as_bytes().iter().take(4).any(|b| *b == b' ') {
        return text;
    }
    let Some((first, rest)) = text.split_once(' ') else { return text };
    let second = rest.split(' ').next().unwrap_or(rest);
    let article = |word: &str| ["a", "an", "the"].iter().any(|article| word.eq_ignore_ascii_case(article));
    let a_letter = first.eq_ignore_ascii_case("a")
        && (second.chars().nth(1).is_none()
            || second.eq_ignore_ascii_case("or")
            || second.eq_ignore_ascii_case("and")
            || (case == Case::Exact && first == "A"));
    if article(first) && !article(second) && !a_letter {
        text.drain(..=first.len());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_are_compared_in_a_plain_form() {
        #[track_caller]
        fn check(text: &str, expected: &str) {
            assert_eq!(normalize(text, Case::Fold), expected, "{text:?}");
        }
        check("  EMPATHY. ", "empathy");
        check("Reflective-listening", "reflective listening");
        check("open/closed", "open closed");
        check("“Open” — ended…", "open ended");
        check("don’t", "dont");
        check("don't", "dont");
        check("clients' rights", "clients rights");
        check("'empathy'", "empathy");
        check("Cafe\u{301}", "café");
        check("ＥＭＰＡＴＨＹ　９８８", "empathy 988");
        check("STRASSE", "strasse");
        check("Straße", "strasse");
        check("İstanbul", "istanbul");
        check("em\u{AD}pa\u{200B}thy\u{FEFF}", "empathy");
        check("ﬁnding", "finding");
        check("1,750 hours", "1750 hours");
        check("1,234,567", "1234567");
        check("1,75", "1 75");
        check("1.75", "1.75");
        check("1. Listen", "1 listen");
        check("v. 2.", "v 2");
        check("1½", "1 1 2");
        check("10²", "10 2");
        check("m²", "m2");
        check("<18", "<18");
        check("C++", "c++");
        check("≥ 18", "≥ 18");
        check("50%", "50");
        check("שָׁלוֹם", "שלום");
        check("हिन्दी", "हिन्दी");
        check("1️⃣", "1");
        check("", "");
        check(" .,;!? ", "");
        check("\u{200B}\u{3164}", "");
    }

    #[test]
    fn a_leading_article_is_dropped_where_it_is_one() {
        #[track_caller]
        fn check(text: &str, case: Case, expected: &str) {
            assert_eq!(normalize(text, case), expected, "{text:?}");
        }
        check("The open question", Case::Fold, "open question");
        check("an ear", Case::Fold, "ear");
        check("A", Case::Fold, "a");
        check("the", Case::Fold, "the");
        check("the the cat", Case::Fold, "the the cat");
        check("A/B testing", Case::Fold, "a b testing");
        check("A or B", Case::Fold, "a or b");
        check("anthem", Case::Fold, "anthem");
        check("The Patch", Case::Exact, "Patch");
        check("A positive", Case::Exact, "A positive");
        check("a positive", Case::Exact, "positive");
        check("HIPAA", Case::Exact, "HIPAA");
    }

    proptest! {
        #[test]
        fn normalizing_is_idempotent(text in "\\PC{0,40}") {
            for case in [Case::Fold, Case::Exact] {
                let once = normalize(&text, case);
                prop_assert_eq!(&normalize(&once, case), &once, "{:?}", text);
            }
        }

        #[test]
        fn normalizing_is_idempotent_on_ascii(text in "[ -~\t\n]{0,40}") {
            for case in [Case::Fold, Case::Exact] {
                let once = normalize(&text, case);
                prop_assert_eq!(&normalize(&once, case), &once, "{:?}", text);
            }
        }

        #[test]
        fn words_stand_one_space_apart(text in "\\PC{0,40}") {
            let form = normalize(&text, Case::Fold);
            prop_assert!(!form.starts_with(' ') && !form.ends_with(' ') && !form.contains("  "), "{form:?}");
        }
    }
}
