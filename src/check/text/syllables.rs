//! Syllables by spelling.

/// How many syllables an English word seems to have: groups of vowels, a silent `e` at the end left out. At least 1.
pub(super) fn count(word: &str) -> u32 {
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') || !c.is_ascii();
    let mut groups = 0;
    let mut in_group = false;
    // The last letters, from the end.
    let mut last = [None; 3];
    for letter in word.chars().filter(|c| c.is_alphabetic()) {
        let vowel = is_vowel(letter);
        groups += u32::from(vowel && !in_group);
        in_group = vowel;
        last = [Some(letter), last[0], last[1]];
    }
    let ends = |ending: &str| word.ends_with(ending);
    let silent_e = ends("e") && !ends("le") && last[1].is_some_and(|c| !is_vowel(c));
    let drops_ed = ends("ed") && last[2].is_some_and(|c| !is_vowel(c) && c != 't' && c != 'd');
    let plural_e = ends("es")
        && last[2].is_some_and(|c| !is_vowel(c) && !matches!(c, 's' | 'c' | 'x' | 'z' | 'h' | 'g'));
    if silent_e || drops_ed || plural_e {
        groups = groups.saturating_sub(1);
    }
    groups.max(1)
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn syllables_follow_spelling() {
        #[track_caller]
        fn check(word: &str, expected: u32) {
            assert_eq!(count(word), expected, "{word}");
        }
        check("a", 1);
        check("the", 1);
        check("cared", 1);
        check("wanted", 2);
        check("table", 2);
        check("notes", 1);
        check("voices", 2);
        check("listening", 3);
        check("empathy", 3);
        check("specialist", 3);
        check("42", 1);
    }
}
