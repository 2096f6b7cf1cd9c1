//! How many slips of the keyboard lie between two words.

/// The longest word, in characters, that is compared letter by letter. The work for one pair is bounded by it.
const MAX_LETTERS: usize = 40;

/// How many edits turn `a` into `b`, where that is at most `limit`: inserting, deleting or substituting a
/// character, or swapping two neighbours (optimal string alignment, which edits no place twice).
///
/// `None` for more, and for words of more than 40 characters.
pub fn edits_within(a: &str, b: &str, limit: usize) -> Option<usize> {
    if a.is_ascii() && b.is_ascii() && (a.len().abs_diff(b.len()) > limit || letters_apart(a, b) > 2 * limit)
    {
        return None;
    }
    let (mut buffer_a, mut buffer_b) = (['\0'; MAX_LETTERS], ['\0'; MAX_LETTERS]);
    let (a, b) = (letters(a, &mut buffer_a)?, letters(b, &mut buffer_b)?);
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut rows = [[0_usize; MAX_LETTERS + 1]; 3];
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        let (now, above, two_above) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        rows[now][0] = i;
        let mut least = i;
        for j in 1..=b.len() {
            let same = a[i - 1] == b[j - 1];
            let mut cell =
                (rows[above][j - 1] + usize::from(!same)).min(rows[above][j] + 1).min(rows[now][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cell = cell.min(rows[two_above][j - 2] + 1);
            }
            rows[now][j] = cell;
            least = least.min(cell);
        }
        // A swap reaches over one row at the cost of 1, so a row must exceed the limit to settle it.
        if least > limit {
            return None;
        }
    }
    let edits = rows[a.len() % 3][b.len()];
    (edits <= limit).then_some(edits)
}

/// How many of 32 classes of letters only one of the words has. An edit changes two at most, so most pairs are told
/// apart without comparing them letter by letter.
fn letters_apart(a: &str, b: &str) -> usize {
    let classes = |word: &str| word.bytes().fold(0_u32, |set, b| set | 1 << (b % 32));
    (classes(a) ^ classes(b)).count_ones() as usize
}

fn letters<'b>(word: &str, buffer: &'b mut [char; MAX_LETTERS]) -> Option<&'b [char]> {
    let mut count = 0;
    for c in word.chars() {
        *buffer.get_mut(count)? = c;
        count += 1;
    }
    Some(&buffer[..count])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn edits_are_counted() {
        #[track_caller]
        fn check(a: &str, b: &str, expected: Option<usize>) {
            assert_eq!(edits_within(a, b, 2), expected, "{a} {b}");
            assert_eq!(edits_within(b, a, 2), expected, "{b} {a}");
        }
        check("empathy", "empathy", Some(0));
        check("reflection", "deflection", Some(1));
        check("clarify", "clarity", Some(1));
        check("empahty", "empathy", Some(1));
        check("empathy", "apathy", Some(2));
        check("empathy", "sympathy", Some(2));
        check("minimizing", "maximizing", Some(2));
        check("voluntary", "involuntary", Some(2));
        check("affirmation", "confirmation", None);
        check("judgmental", "nonjudgmental", None);
        check("café", "cafe", Some(1));
        check("", "ab", Some(2));
        check("", "", Some(0));
    }

    #[test]
    fn long_words_are_not_compared() {
        let long = "a".repeat(MAX_LETTERS + 1);
        assert_eq!(edits_within(&long, &long, 2), None);
        assert_eq!(edits_within(&long[1..], &long[1..], 2), Some(0));
    }

    proptest! {
        #[test]
        fn edits_agree_with_the_textbook(a in "[abc]{0,7}", b in "[abc]{0,7}", limit in 0_usize..4) {
            let expected = strsim::osa_distance(&a, &b);
            prop_assert_eq!(edits_within(&a, &b, limit), (expected <= limit).then_some(expected));
        }
    }
}
