//! Texts that must have a certain form.

use super::{IdSyntax, Range, Shape};
use crate::diagnostic::code;
use crate::model::Fraction;
use crate::model::fraction::parse_decimal;
use crate::model::time::parse_duration;

/// The longest topic id: every part of the path is counted on its own.
const MAX_TOPIC_BYTES: usize = 200;

/// Whether `text` is a real day written as `YYYY-MM-DD`.
pub fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |range: std::ops::Range<usize>| -> Option<u32> {
        let part = text.get(range)?;
        part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok()).flatten()
    };
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return false;
    }
    let (Some(year), Some(month), Some(day)) = (digits(0..4), digits(5..7), digits(8..10)) else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(is_leap),
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// What is wrong with a text of a shape: the code, and what it should be.
pub(super) fn fault(shape: &Shape, text: &str) -> Option<(&'static str, String)> {
    let say = |good: bool, code, wanted: &str| (!good).then(|| (code, wanted.to_owned()));
    match *shape {
        Shape::Id(syntax) => id_fault(syntax, text),
        Shape::Label => {
            let wanted = "a label is 1 to 3 characters without spaces, commas, semicolons or bars";
            say(is_label(text), code::BAD_LABEL, wanted)
        }
        Shape::Name { names, code } => {
            let names = names();
            (!names.contains(&text)).then(|| (code, format!("it is one of {}", names.join(", "))))
        }
        Shape::Bool => say(matches!(text, "true" | "false"), code::WRONG_KIND, "it is `true` or `false`"),
        Shape::True => say(text == "true", code::WRONG_KIND, "it is `true`; without it, leave the key out"),
        Shape::Decimal { range, code } => {
            let good = parse_decimal(text).is_some_and(|value| within(range, value));
            (!good).then(|| (code, format!("it is {}", range.describe())))
        }
        Shape::Count { code } => {
            let good = is_whole(text) && text.parse::<u32>().is_ok_and(|count| count > 0);
            say(good, code, "it is a whole number above 0")
        }
        Shape::Seed => {
            let good = is_whole(text) && text.parse::<u64>().is_ok();
            say(good, code::BAD_SEED, "it is a whole number from 0")
        }
        Shape::Duration => {
            let wanted = "it is written as 75s, 2m30s or 1h30m, at most 100h";
            say(parse_duration(text).is_some(), code::BAD_DURATION, wanted)
        }
        Shape::Date => say(is_date(text), code::BAD_DATE, "it is a real day written as YYYY-MM-DD"),
        Shape::Percent => {
            let wanted = "it is written as 70%, above 0 and at most 100";
            say(parse_percent(text).is_some(), code::BAD_PERCENT, wanted)
        }
        Shape::Text
        | Shape::LabelOfOption
        | Shape::List { .. }
        | Shape::Map { .. }
        | Shape::Table(_)
        | Shape::Either(..) => None,
    }
}

/// Reads `70%` as the share 0.7.
pub(crate) fn parse_percent(text: &str) -> Option<Fraction> {
    let value = parse_decimal(text.strip_suffix('%')?)?;
    (value > 0.into() && value <= 100.into()).then(|| value / Fraction::from_integer(100))
}

fn id_fault(syntax: IdSyntax, text: &str) -> Option<(&'static str, String)> {
    let is_item_byte = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(is_item_byte);
    match syntax {
        IdSyntax::File => {
            let good = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            (!good).then(|| (code::BAD_ID, "the id has lower-case letters, digits and `-` only".to_owned()))
        }
        IdSyntax::Item => (!is_word(text))
            .then(|| (code::BAD_ID, "the id has letters, digits, `.`, `_` and `-` only".to_owned())),
        IdSyntax::Topic => (text.len() > MAX_TOPIC_BYTES || !text.split('/').all(is_word)).then(|| {
            let wanted = "a topic has letters, digits, `.`, `_` and `-`, with `/` between its parts";
            (code::BAD_TOPIC, format!("{wanted}, at most {MAX_TOPIC_BYTES} characters"))
        }),
    }
}

fn is_label(text: &str) -> bool {
    let fits = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, ',' | ';' | '|');
    (1..=3).contains(&text.chars().count()) && text.chars().all(fits)
}

fn is_whole(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn within(range: Range, value: Fraction) -> bool {
    let (zero, one) = (Fraction::from_integer(0), Fraction::from_integer(1));
    match range {
        Range::Any => true,
        Range::FromZero => value >= zero,
        Range::AboveZero => value > zero,
        Range::ZeroToOne => value >= zero && value <= one,
        Range::AboveZeroToOne => value > zero && value <= one,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_real_days() {
        #[track_caller]
        fn check(text: &str, expected: bool) {
            assert_eq!(is_date(text), expected, "{text}");
        }
        check("2026-05-31", true);
        check("2024-02-29", true);
        check("2000-02-29", true);
        check("1900-02-29", false);
        check("2025-02-29", false);
        check("2026-04-31", false);
        check("2026-13-01", false);
        check("2026-00-10", false);
        check("2026-01-00", false);
        check("2026-1-1", false);
        check("20260101", false);
        check("2026-01-0é", false);
        check("+026-01-01", false);
    }

    #[test]
    fn percentages_have_a_sign() {
        assert_eq!(parse_percent("70%"), Some(Fraction::new(7, 10)));
        assert_eq!(parse_percent("100%"), Some(1.into()));
        assert_eq!(parse_percent("0.7"), None);
        assert_eq!(parse_percent("0%"), None);
        assert_eq!(parse_percent("101%"), None);
    }
}
