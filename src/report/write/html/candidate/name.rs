//! File names for candidates.

use sha2::{Digest, Sha256};

/// How much of an id is kept in a name that needs a checksum.
const KEPT: usize = 40;
/// Bytes of the checksum.
const CHECKSUM: usize = 8;

/// The name of a candidate's page without its ending: the same on every run, safe on every system, and another
/// for every other id.
///
/// An id of lower-case letters, digits, `-` and `_` is its own name. Of any other, what is left of it stands
/// before a checksum of the whole: letter case, which some systems do not tell apart, separators, names that
/// systems keep for themselves, and those that the index has.
pub fn name_of(candidate: &str) -> String {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    let plain = candidate.chars().all(fits) && candidate.len() <= KEPT && !candidate.starts_with('-');
    if plain && !candidate.is_empty() && !is_reserved(candidate) && !ends_like_checksum(candidate) {
        return candidate.to_owned();
    }
    let letters = candidate.chars().map(|c| c.to_ascii_lowercase()).map(|c| if fits(c) { c } else { '-' });
    let kept: String = letters.take(KEPT).collect();
    let kept = match kept.trim_matches('-') {
        "" => "candidate",
        kept => kept,
    };
    format!("{kept}-{}", hex::encode(&Sha256::digest(candidate)[..CHECKSUM]))
}

/// What Windows keeps for devices, and the index for itself.
fn is_reserved(name: &str) -> bool {
    let port = |rest: &str| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit());
    matches!(name, "con" | "prn" | "aux" | "nul")
        || name.strip_prefix("com").or_else(|| name.strip_prefix("lpt")).is_some_and(port)
        || name.starts_with("index")
}

/// So that no id is the name that another one gets.
fn ends_like_checksum(name: &str) -> bool {
    name.rsplit_once('-')
        .is_some_and(|(_, end)| end.len() == 2 * CHECKSUM && end.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    #[test]
    fn plain_ids_are_their_own_names() {
        for id in ["00417", "ada", "a_b-c", "com", "compass", "lpt10"] {
            assert_eq!(name_of(id), id);
        }
    }

    #[test]
    fn other_ids_keep_what_is_safe_before_a_checksum() {
        #[track_caller]
        fn check(id: &str, start: &str) {
            let name = name_of(id);
            let end = name.strip_prefix(start).and_then(|end| end.strip_prefix('-')).unwrap_or_default();
            assert!(end.len() == 16 && end.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}: {name}");
        }
        check("../../x", "x");
        check("CON", "con");
        check("con", "con");
        check("com1", "com1");
        check("index", "index");
        check("Ada", "ada");
        check("a.b", "a-b");
        check("-5", "5");
        check("", "candidate");
        check("نور", "candidate");
        check("a\0b/\u{202e}c", "a-b--c");
        check(&"x".repeat(10_000), &"x".repeat(40));
        check(&name_of("Ada"), &name_of("Ada"));
    }

    #[test]
    fn ids_that_look_alike_have_names_of_their_own() {
        let ids = ["Ada", "ada", "ADA", "a/b", "a\\b", "a b", "a-b", &name_of("Ada"), &name_of("a/b")];
        let names: HashSet<String> = ids.iter().map(|id| name_of(id)).collect();
        assert_eq!(names.len(), ids.len());
    }

    proptest! {
        #[test]
        fn every_name_is_safe(id in "\\PC{0,60}|[.\\-/a-cA-C]{0,12}") {
            let name = name_of(&id);
            let safe = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_';
            prop_assert!(name.bytes().all(safe) && (1..=64).contains(&name.len()) && !name.starts_with('-'));
        }
    }
}
