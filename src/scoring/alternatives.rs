//! "X or Y", "X/Y": rule 6 of `docs/short-answers.md`.

use super::characters::is_slash;
use super::normalize::normalize;
use crate::model::Case;

/// The answers that a response names as alternatives, normalized; fewer than two where it names one.
pub(super) fn alternatives(raw: &str, normal: &str, case: Case) -> Vec<String> {
    if raw.contains(is_slash) {
        raw.split(is_slash).flat_map(|part| around_or(&normalize(part, case))).collect()
    } else {
        around_or(normal)
    }
}

/// A word that sets alternatives apart.
pub(super) fn is_or(word: &str) -> bool {
    word.eq_ignore_ascii_case("or")
}

/// What stands before, between and behind the `or`s of a normalized text, without an `either` in front.
fn around_or(normal: &str) -> Vec<String> {
    let words: Vec<&str> = normal.split(' ').collect();
    let parts = words.split(|word| is_or(word)).map(|part| match part {
        [first, rest @ ..] if first.eq_ignore_ascii_case("either") => rest.join(" "),
        _ => part.join(" "),
    });
    parts.filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_are_taken_apart() {
        #[track_caller]
        fn check(response: &str, expected: &[&str]) {
            assert_eq!(
                alternatives(response, &normalize(response, Case::Fold), Case::Fold),
                expected,
                "{response}"
            );
        }
        check("empathy or sympathy", &["empathy", "sympathy"]);
        check("Empathy/sympathy", &["empathy", "sympathy"]);
        check("either empathy OR sympathy / pity", &["empathy", "sympathy", "pity"]);
        check("empathy and/or sympathy", &["empathy and", "sympathy"]);
        check("empathy", &["empathy"]);
        check("orange", &["orange"]);
        check("/empathy/", &["empathy"]);
        check("or", &[]);
    }
}
