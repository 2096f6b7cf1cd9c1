//! A text cut into words and sentences.

use super::vocabulary::{Class, StemId, Vocabulary, WordId};
use std::borrow::Cow;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// A text with its words.
#[derive(Debug, Clone, Default)]
pub(in crate::check) struct Text<'a> {
    /// The text as the item has it.
    pub(in crate::check) raw: &'a str,
    /// Its words in order.
    pub(in crate::check) tokens: Vec<Token>,
    /// How many sentences it has.
    pub(in crate::check) sentences: u32,
    classes: Class,
}

/// One word of a text.
#[derive(Debug, Clone, Copy)]
pub(in crate::check) struct Token {
    /// Which word.
    pub(in crate::check) word: WordId,
    start: u32,
    end: u32,
    /// The sentence it is in, from 0.
    pub(in crate::check) sentence: u32,
    /// Whether it stands in double quotes.
    pub(in crate::check) quoted: bool,
}

impl Token {
    /// Its bytes in the text.
    pub(in crate::check) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// What a sentence does not end with, though a full stop follows.
const ABBREVIATIONS: [&str; 10] = ["dr", "mr", "mrs", "ms", "st", "vs", "etc", "e.g", "i.e", "no"];

/// Sentences of at most so many words that begin with an instruction are no lead-in of their own.
const LONGEST_INSTRUCTION: usize = 8;

/// About how many bytes a word takes with what stands behind it; texts of shorter words only take more time.
const LETTERS_A_WORD: usize = 5;

impl<'a> Text<'a> {
    /// Cuts `raw` into words, which are added to the vocabulary.
    pub(in crate::check) fn new(raw: &'a str, vocabulary: &mut Vocabulary) -> Self {
        let tokens = Vec::with_capacity(raw.len() / LETTERS_A_WORD + 1);
        let text = Self { raw, tokens, ..Self::default() };
        let mut cutter = Cutter { text, quoted: false, ended: false };
        let mut word: Option<usize> = None;
        let mut previous = ' ';
        let mut at = 0;
        while let Some(&byte) = raw.as_bytes().get(at) {
            let start = at;
            // Nearly all text is of these: none of the first ends a word, and a space does nothing else.
            if byte.is_ascii_alphanumeric() {
                let run = raw.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
                at += run;
                previous = char::from(raw.as_bytes()[at - 1]);
                word.get_or_insert(start);
                continue;
            }
            if byte == b' ' {
                if let Some(first) = word.take() {
                    cutter.word(first..start, vocabulary);
                }
                previous = ' ';
                at += 1;
                continue;
            }
            let Some(c) = raw[at..].chars().next() else { break };
            at += c.len_utf8();
            let next = raw[at..].chars().next();
            if c.is_alphanumeric() || (word.is_some() && joins(previous, c, next)) {
                word.get_or_insert(start);
            } else {
                if let Some(first) = word.take() {
                    cutter.word(first..start, vocabulary);
                }
                cutter.between(c, next, &raw[start..]);
            }
            previous = c;
        }
        if let Some(start) = word {
            cutter.word(start..raw.len(), vocabulary);
        }
        cutter.text.sentences = cutter.text.tokens.last().map_or(0, |last| last.sentence + 1);
        cutter.text
    }

    /// The words in order.
    pub(in crate::check) fn words(&self) -> impl DoubleEndedIterator<Item = WordId> + ExactSizeIterator + '_ {
        self.tokens.iter().map(|token| token.word)
    }

    /// The different words, sorted.
    pub(in crate::check) fn word_set(&self) -> Vec<WordId> {
        let mut set: Vec<WordId> = self.words().collect();
        set.sort_unstable();
        set.dedup();
        set
    }

    /// The stems of the different content words, sorted.
    pub(in crate::check) fn content_set(&self, vocabulary: &Vocabulary) -> Vec<StemId> {
        let mut set: Vec<StemId> = self.words().filter_map(|word| vocabulary.word(word).stem).collect();
        set.sort_unstable();
        set.dedup();
        set
    }

    /// Whether the words have one of a class.
    pub(in crate::check) fn has(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    /// The first word of a class.
    pub(in crate::check) fn first_of(&self, class: Class, vocabulary: &Vocabulary) -> Option<Token> {
        let is_there = self.has(class).then_some(&self.tokens);
        is_there?.iter().copied().find(|token| vocabulary.word(token.word).is(class))
    }

    /// The words of a token as the text has them.
    pub(in crate::check) fn slice(&self, token: Token) -> &'a str {
        &self.raw[token.range()]
    }

    /// The lead-in: the words of the last sentence that is more than an instruction such as `Select two.`
    pub(in crate::check) fn lead_in(&self, vocabulary: &Vocabulary) -> &[Token] {
        let mut end = self.tokens.len();
        loop {
            let Some(last) = end.checked_sub(1).map(|at| self.tokens[at]) else { return &self.tokens };
            let start = self.tokens[..end].partition_point(|token| token.sentence < last.sentence);
            let sentence = &self.tokens[start..end];
            let instructs = vocabulary.word(sentence[0].word).is(Class::INSTRUCTION)
                && sentence.len() <= LONGEST_INSTRUCTION;
            if !instructs || start == 0 {
                return sentence;
            }
            end = start;
        }
    }
}

/// Whether `c` lies within a word: an apostrophe between letters, a point or comma between digits.
fn joins(previous: char, c: char, next: Option<char>) -> bool {
    let Some(next) = next else { return false };
    match c {
        '\'' | '’' => previous.is_alphabetic() && next.is_alphabetic(),
        '.' | ',' => previous.is_ascii_digit() && next.is_ascii_digit(),
        _ => false,
    }
}

struct Cutter<'a> {
    text: Text<'a>,
    quoted: bool,
    /// Whether a sentence ended since the last word.
    ended: bool,
}

impl Cutter<'_> {
    fn word(&mut self, range: Range<usize>, vocabulary: &mut Vocabulary) {
        let folded = fold(&self.text.raw[range.clone()]);
        let last = self.text.tokens.last().map(|last| last.sentence);
        let sentence = last.map_or(0, |last| last + u32::from(self.ended));
        self.ended = false;
        // Files have at most 64 MiB.
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let word = vocabulary.add(&folded);
        self.text.classes = self.text.classes.with(vocabulary.word(word).classes);
        self.text.tokens.push(Token {
            word,
            start: byte(range.start),
            end: byte(range.end),
            sentence,
            quoted: self.quoted,
        });
    }

    /// Looks at a character that is in no word.
    fn between(&mut self, c: char, next: Option<char>, rest: &str) {
        match c {
            '"' => self.quoted = !self.quoted,
            '“' => self.quoted = true,
            '”' => self.quoted = false,
            '.' | '?' | '!' | ':' | '…' => self.ended |= self.ends_sentence(c, rest),
            '\n' if next == Some('\n') => self.ended = true,
            _ => {}
        }
    }

    fn ends_sentence(&self, c: char, rest: &str) -> bool {
        if c == ':' {
            return false;
        }
        let Some(last) = self.text.tokens.last() else { return false };
        let word = &self.text.raw[last.range()];
        if c == '.' && (word.chars().count() == 1 && !word.starts_with(|c: char| c.is_ascii_digit()))
            || ABBREVIATIONS.iter().any(|known| word.eq_ignore_ascii_case(known))
        {
            return false;
        }
        let behind =
            rest[c.len_utf8()..].trim_start_matches(['"', '”', '\'', '’', ')', ']', '.', '?', '!', '*']);
        let closes_quote = rest[c.len_utf8()..].starts_with(['"', '”']);
        if self.quoted && !closes_quote {
            return false;
        }
        let next = behind.trim_start();
        behind.is_empty()
            || (behind.starts_with(char::is_whitespace)
                && !next.starts_with(|c: char| c.is_lowercase() || c == ','))
    }
}

/// A word without regard to letter case and form.
fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        if word.bytes().any(|b| b.is_ascii_uppercase()) {
            Cow::Owned(word.to_ascii_lowercase())
        } else {
            Cow::Borrowed(word)
        }
    } else {
        Cow::Owned(
            word.nfkc().map(|c| if c == '’' { '\'' } else { c }).flat_map(char::to_lowercase).collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &str, expected: &str) {
        let mut vocabulary = Vocabulary::default();
        let text = Text::new(raw, &mut vocabulary);
        let mut shown = String::new();
        for (at, token) in text.tokens.iter().enumerate() {
            if at > 0 {
                shown.push_str(if text.tokens[at - 1].sentence == token.sentence { " " } else { " | " });
            }
            let word = &vocabulary.word(token.word).text;
            let (open, close) = if token.quoted { ("<", ">") } else { ("", "") };
            shown.extend([open, &**word, close]);
        }
        assert_eq!(shown, expected);
    }

    #[test]
    fn words_sentences_and_quotes() {
        check("Don’t go: it's 1,000.5 m-high.", "don't go it's 1,000.5 m high");
        check("One. Two? Three", "one | two | three");
        check(
            "Sam says, \"I left. It hurts.\" Which reply fits?",
            "sam says <i> <left> <it> <hurts> | which reply fits",
        );
        check("“So,” she says. Why?", "<so> she says | why");
        check("Dr. Lee, e.g. here", "dr lee e g here");
        check("\"No!\" she says, then", "<no> she says then");
        check("It costs 5. Why", "it costs 5 | why");
        check("", "");
    }

    #[test]
    fn the_lead_in_is_the_last_sentence_that_asks() {
        #[track_caller]
        fn check(raw: &str, expected: &str) {
            let mut vocabulary = Vocabulary::default();
            let text = Text::new(raw, &mut vocabulary);
            let words: Vec<_> = text.lead_in(&vocabulary).iter().map(|token| text.slice(*token)).collect();
            assert_eq!(words.join(" "), expected);
        }
        check("A man waits. What do you do?", "What do you do");
        check("What do you do? Select two.", "What do you do");
        check("Select two.", "Select two");
        check("", "");
    }
}
