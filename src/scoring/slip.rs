//! One slip of the keyboard in a long word: rule 4 of `docs/short-answers.md`.

use super::Lexicon;
use super::edits::edits_within;

/// The fewest letters of a word in which a slip is forgiven. Shorter words turn into each other too easily.
const MIN_LETTERS: usize = 6;

/// Letters that make another form of a word when they are added to its end or taken from it: `recover` and
/// `recovery`, `trainer` and `trainers`.
const ADDED: [char; 5] = ['d', 'e', 'r', 's', 'y'];

/// Letters that make another form of a word when one stands for another at its end: `trainer`, `trained`,
/// `trainee`.
const EXCHANGED: [char; 7] = ['d', 'e', 'n', 'r', 's', 't', 'y'];

/// Whether `typed` can only be `meant` with one slip of the keyboard.
///
/// One edit; six letters or more, letters only; the same first letter; not another form of the word; and not a
/// known word of its own.
pub(super) fn is_slip(typed: &str, meant: &str, lexicon: &Lexicon) -> bool {
    typed.len().abs_diff(meant.len()) <= 4
        && typed.chars().next() == meant.chars().next()
        && meant.chars().count() >= MIN_LETTERS
        && letters_only(typed)
        && letters_only(meant)
        && edits_within(typed, meant, 1) == Some(1)
        && !is_other_form(typed, meant)
        && !lexicon.knows(typed)
}

/// Whether two words one edit apart look like forms of one word: `trainer` and `trainee`, `recover` and
/// `recovery`. Forms of a word are for the author to list, never guessed.
pub(super) fn is_other_form(typed: &str, meant: &str) -> bool {
    let (Some((typed_stem, t)), Some((meant_stem, m))) = (last_letter(typed), last_letter(meant)) else {
        return false;
    };
    (typed_stem == meant_stem && EXCHANGED.contains(&t) && EXCHANGED.contains(&m))
        || (typed_stem == meant && ADDED.contains(&t))
        || (meant_stem == typed && ADDED.contains(&m))
}

/// Whether the word is made of letters: numbers and labels are never near each other.
pub(super) fn letters_only(word: &str) -> bool {
    word.chars().all(char::is_alphabetic)
}

fn last_letter(word: &str) -> Option<(&str, char)> {
    let last = word.chars().next_back()?;
    Some((&word[..word.len() - last.len_utf8()], last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_from_other_words() {
        let lexicon = Lexicon::default();
        let check = |typed: &str, meant: &str, slip: bool| {
            assert_eq!(is_slip(typed, meant, &lexicon), slip, "{typed} for {meant}");
        };
        check("paraphasing", "paraphrasing", true);
        check("empahty", "empathy", true);
        check("affirmatiom", "affirmation", true);
        check("reflectin", "reflecting", true);
        check("empathy", "empathy", false);
        // Two edits, or too short.
        check("paraphasin", "paraphrasing", false);
        check("opne", "open", false);
        // Another first letter.
        check("mpathy", "empathy", false);
        // Words of their own.
        check("deflection", "reflection", false);
        check("clarity", "clarify", false);
        check("content", "consent", false);
        check("mediation", "medication", false);
        // Other forms of the word.
        check("recover", "recovery", false);
        check("mentored", "mentoree", false);
        check("facilitator", "facilitated", false);
        check("debriefer", "debriefed", false);
        // Not letters only.
        check("988123", "998123", false);
        check("cov1d19", "covid19", false);
    }
}
