//! Reading grade.

/// The Flesch-Kincaid grade: 0.39 × words a sentence + 11.8 × syllables a word − 15.59 (Kincaid and others 1975).
/// `sentences` and `words` are above 0.
pub(in crate::check) fn grade(sentences: u32, words: u32, syllables: u32) -> f64 {
    let (sentences, words, syllables) = (f64::from(sentences), f64::from(words), f64::from(syllables));
    0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_grade_is_kincaids() {
        // 10 words in 1 sentence, 15 syllables: 3.9 + 17.7 − 15.59.
        assert!((super::grade(1, 10, 15) - 6.01).abs() < 1e-9);
    }
}
