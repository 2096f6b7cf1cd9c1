//! A light stem: endings that make other forms of an English word are taken off.

/// What is left of a word has at least so many letters.
const SHORTEST: usize = 4;

/// Endings, longest first, with what stands in their place.
const ENDINGS: [(&str, &str); 9] = [
    ("iest", "y"),
    ("ing", ""),
    ("ies", "y"),
    ("ied", "y"),
    ("'s", ""),
    ("ed", ""),
    ("es", ""),
    ("ly", ""),
    ("s", ""),
];

/// The stem of a word in lower case. `listening`, `listens` and `listened` have the same; nothing is said about
/// words whose stem changes.
pub(super) fn light(word: &str) -> String {
    if word.ends_with("ss") {
        return word.to_owned();
    }
    for (ending, instead) in ENDINGS {
        let Some(rest) = word.strip_suffix(ending) else { continue };
        if rest.chars().count() >= SHORTEST {
            let rest = if instead.is_empty() { rest.strip_suffix('e').unwrap_or(rest) } else { rest };
            return [rest, instead].concat();
        }
    }
    let shorter = word.strip_suffix('e').filter(|rest| rest.chars().count() >= SHORTEST);
    shorter.unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::light;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        #[track_caller]
        fn check(words: &[&str]) {
            for word in words {
                assert_eq!(light(word), light(words[0]), "{word}");
            }
        }
        check(&["listen", "listening", "listens", "listened"]);
        check(&["share", "shares", "shared", "sharing"].map(|word| word)[1..3]);
        check(&["story", "stories"]);
        check(&["person's", "person"]);
        check(&["response", "responses"]);
        assert_ne!(light("reflection"), light("deflection"));
        assert_eq!(light("guess"), "guess");
        assert_eq!(light("bring"), "bring");
    }
}
