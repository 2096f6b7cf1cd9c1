//! Plural endings: rule 3 of `docs/short-answers.md`.

/// Whether the two words are the same but for a plural `-s`, `-es` or `-ies` on one of them.
///
/// The words are compared as a pair, rather than cut down to stems, so that `bias` and `biases` meet and
/// `bias` and `bia` do not. The shorter has at least three letters; words with digits or symbols have no plural.
pub(super) fn same_but_for_plural(a: &str, b: &str) -> bool {
    a == b || plural_of(a, b) || plural_of(b, a)
}

/// Every word that `word` may be the plural of.
pub(super) fn singulars(word: &str) -> impl Iterator<Item = String> {
    let cut = |ending: &str, instead: &str| {
        let singular = word.strip_suffix(ending)?.to_owned() + instead;
        plural_of(word, &singular).then_some(singular)
    };
    [cut("s", ""), cut("es", ""), cut("ies", "y")].into_iter().flatten()
}

fn plural_of(plural: &str, singular: &str) -> bool {
    if plural.len() <= singular.len() || singular.len() < 3 || !plural.chars().all(char::is_alphabetic) {
        return false;
    }
    if let Some(ending) = plural.strip_prefix(singular) {
        return match ending {
            "s" => !singular.ends_with('s'),
            "es" => ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| singular.ends_with(end)),
            _ => false,
        };
    }
    let stem = plural.strip_suffix("ies");
    stem.is_some_and(|stem| {
        singular.strip_suffix('y') == Some(stem) && !stem.ends_with(['a', 'e', 'i', 'o', 'u'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_are_folded() {
        #[track_caller]
        fn check(a: &str, b: &str, same: bool) {
            assert_eq!(same_but_for_plural(a, b), same, "{a} {b}");
            assert_eq!(same_but_for_plural(b, a), same, "{b} {a}");
            assert_eq!(singulars(a).any(|singular| singular == b), same && a.len() > b.len(), "{a} {b}");
        }
        check("affirmations", "affirmation", true);
        check("biases", "bias", true);
        check("boxes", "box", true);
        check("responses", "response", true);
        check("therapies", "therapy", true);
        check("echoes", "echo", true);
        check("bias", "bia", true);
        check("princess", "princes", false);
        check("is", "i", false);
        check("needs", "need", true);
        check("988s", "988", false);
        check("monkies", "monkey", false);
        check("listened", "listen", false);
        check("planes", "plan", false);
    }
}
