//! A cell to options: labels, runs of labels, places, or option texts. Never a guess.
//!
//! Above 400 lines with its tests: the forms in which programs write a choice differ little and are told apart here.

use super::fold::fold;
use crate::model::{Choice, ItemOption, OptionSet};
use std::cmp::Reverse;
use std::sync::OnceLock;

/// What a cell of a choice item says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// Nothing.
    Blank,
    /// These options; at least one.
    Options(OptionSet),
    /// Something that is not options of the item.
    Unreadable,
}

/// How the program that wrote a file puts a response into a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CellForm {
    /// As people write sheets: labels above all, else places, else option texts.
    #[default]
    Plain,
    /// Option texts above all, several of them with this byte between; else labels.
    Texts(u8),
    /// The same with `;` between, and `-` for a blank.
    TextsOrDash,
    /// The same with `,` between, and commas within a text written `\,`.
    EscapedTexts,
    /// A string of 0 and 1, one an option, above all; else labels.
    Ticks,
    /// A string of 0 and 1, which may go on with 0 beyond the options of the item.
    Places,
}

impl CellForm {
    /// Whether a cell of any kind of item is blank by the custom of the program that wrote it.
    pub fn is_blank(self, cell: &[u8]) -> bool {
        self == Self::TextsOrDash && cell.trim_ascii() == b"-"
    }
}

/// Reads the cells of one choice item.
#[derive(Debug, Clone)]
pub struct ChoiceReader {
    /// For each byte what it means in a run of one-letter labels.
    letters: Box<[u8; 256]>,
    labels: Vec<String>,
    /// Texts of the options.
    options: Vec<String>,
    /// The same folded, longest first, with their indices, once a cell is no label: most sheets want none.
    texts: OnceLock<Vec<(String, usize)>>,
    /// For each place on paper, from the first, the option that is printed there.
    places: Vec<usize>,
}

const SEPARATOR: u8 = 254;
const OTHER: u8 = 255;

impl ChoiceReader {
    /// Prepares to read cells of an item that was printed as it stands in the bank.
    pub fn new(choice: &Choice) -> Self {
        let labels: Vec<&str> = choice.options.iter().map(|option| option.label.as_str()).collect();
        Self::of_printed(choice, &labels)
    }

    /// Prepares to read cells of an item on whose paper `printed[i]` stood beside the bank's option i. They are the
    /// bank's labels in another order.
    pub fn of_printed<T: AsRef<str>>(choice: &Choice, printed: &[T]) -> Self {
        let mut letters = Box::new([OTHER; 256]);
        for separator in Self::separators() {
            letters[usize::from(separator)] = SEPARATOR;
        }
        for (index, label) in printed.iter().enumerate() {
            if let [label] = label.as_ref().as_bytes() {
                let index = u8::try_from(index).unwrap_or(OTHER);
                letters[usize::from(label.to_ascii_lowercase())] = index;
                letters[usize::from(label.to_ascii_uppercase())] = index;
            }
        }
        let options = choice.options.iter().map(|option| option.text.clone()).collect();
        let labels = printed.iter().map(|label| label.as_ref().to_lowercase()).collect();
        let place = |own: &ItemOption| printed.iter().position(|label| label.as_ref() == own.label);
        let places = choice.options.iter().filter_map(place).collect();
        Self { letters, labels, options, texts: OnceLock::new(), places }
    }

    fn texts(&self) -> &[(String, usize)] {
        self.texts.get_or_init(|| {
            let texts = self.options.iter().map(|text| fold(text)).zip(0..);
            let mut texts: Vec<(String, usize)> = texts.filter(|(text, _)| !text.is_empty()).collect();
            texts.sort_by_key(|(text, index)| (Reverse(text.len()), *index));
            texts
        })
    }

    /// Reads a cell of a plain sheet.
    #[inline]
    pub fn read(&self, cell: &[u8]) -> Chosen {
        let mut chosen = OptionSet::EMPTY;
        for &byte in cell {
            match self.letters[usize::from(byte)] {
                SEPARATOR => {}
                OTHER => return self.read_words(cell),
                index => chosen = chosen.with(usize::from(index)),
            }
        }
        if !chosen.is_empty() {
            Chosen::Options(chosen)
        } else if cell.iter().all(u8::is_ascii_whitespace) {
            Chosen::Blank
        } else {
            Chosen::Unreadable
        }
    }

    /// Reads a cell in the form of the program that wrote it.
    pub fn read_as(&self, cell: &[u8], form: CellForm) -> Chosen {
        if form == CellForm::Plain {
            return self.read(cell);
        }
        let text = super::header::text_of(cell);
        let text = text.trim();
        if text.is_empty() || form.is_blank(cell) {
            return Chosen::Blank;
        }
        let found = match form {
            CellForm::Plain => None,
            CellForm::Texts(between) => self.texts_or_labels(text, char::from(between)),
            CellForm::TextsOrDash => self.texts_or_labels(text, ';'),
            CellForm::EscapedTexts => {
                self.escaped_texts(text).or_else(|| self.texts_or_labels(&text.replace("\\,", ","), ','))
            }
            CellForm::Ticks => self.places(text).or_else(|| self.labels(text)),
            CellForm::Places => self.padded_places(text),
        };
        chosen_of(found)
    }

    /// Whether one-letter labels mean the same to another reader.
    pub fn has_letters_of(&self, other: &Self) -> bool {
        self.letters == other.letters
    }

    /// What may stand between labels of one letter.
    pub fn separators() -> impl Iterator<Item = u8> {
        b" ;,|\t\n\r".iter().copied()
    }

    /// For each byte the option that a cell of this one byte names by its label.
    pub fn labels_of_one_byte(&self) -> impl Iterator<Item = (u8, usize)> {
        let letters = (0..=u8::MAX).zip(self.letters.iter());
        letters.filter(|(_, code)| **code < SEPARATOR).map(|(byte, &option)| (byte, usize::from(option)))
    }

    /// Reads what is no run of one-letter labels.
    #[cold]
    fn read_words(&self, cell: &[u8]) -> Chosen {
        let text = super::header::text_of(cell);
        let text = text.trim();
        if text.is_empty() {
            return Chosen::Blank;
        }
        let found = self
            .longer_labels(text)
            .or_else(|| self.whole_text(&fold(text)))
            .or_else(|| self.places(text))
            .or_else(|| self.joined_texts(&fold(text), is_separator));
        chosen_of(found)
    }

    /// Labels of several characters, each set apart.
    fn longer_labels(&self, text: &str) -> Option<OptionSet> {
        text.split(is_separator)
            .filter(|part| !part.is_empty())
            .map(|part| {
                let part = part.to_lowercase();
                self.labels.iter().position(|label| *label == part)
            })
            .collect()
    }

    /// Labels, however they are written.
    fn labels(&self, text: &str) -> Option<OptionSet> {
        let letters = text.bytes().map(|byte| self.letters[usize::from(byte)]);
        let run: Option<OptionSet> = letters
            .filter(|&meaning| meaning != SEPARATOR)
            .map(|meaning| (meaning != OTHER).then_some(usize::from(meaning)))
            .collect();
        run.or_else(|| self.longer_labels(text)).filter(|chosen| !chosen.is_empty())
    }

    /// A string of 0 and 1, one an option, as machines that read ticks write it.
    fn places(&self, text: &str) -> Option<OptionSet> {
        let digits: Vec<char> = text.chars().filter(|letter| !matches!(letter, ';' | ',' | ' ')).collect();
        let is_places = digits.len() == self.labels.len()
            && digits.len() > 1
            && digits.iter().all(|digit| matches!(digit, '0' | '1'));
        is_places.then(|| {
            self.places
                .iter()
                .zip(&digits)
                .filter(|(_, digit)| **digit == '1')
                .map(|(option, _)| *option)
                .collect()
        })
    }

    /// A string of 0 and 1 that has a place for every option, and perhaps for more, which nobody can have chosen.
    fn padded_places(&self, text: &str) -> Option<OptionSet> {
        if text.bytes().all(|digit| digit == b'0') {
            return Some(OptionSet::EMPTY);
        }
        let (places, padding) = text.as_bytes().split_at_checked(self.labels.len())?;
        let is_places =
            places.iter().all(|digit| matches!(digit, b'0' | b'1')) && padding.iter().all(|&d| d == b'0');
        let chosen = self.places.iter().zip(places).filter(|(_, digit)| **digit == b'1');
        is_places.then(|| chosen.map(|(option, _)| *option).collect())
    }

    fn texts_or_labels(&self, text: &str, between: char) -> Option<OptionSet> {
        let folded = fold(text);
        self.whole_text(&folded)
            .or_else(|| self.joined_texts(&folded, |letter| letter == between))
            .or_else(|| self.labels(text))
    }

    /// Option texts with `,` between, where a comma within a text is `\,`.
    fn escaped_texts(&self, text: &str) -> Option<OptionSet> {
        let mut parts = vec![String::new()];
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' if letters.peek() == Some(&',') => {
                    letters.next();
                    parts.last_mut()?.push(',');
                }
                ',' => parts.push(String::new()),
                other => parts.last_mut()?.push(other),
            }
        }
        parts.iter().map(|part| self.whole_text(&fold(part)).map(|one| one.first() as usize)).collect()
    }

    /// The option with just this text. Two options may fold to one text; then it is neither.
    fn whole_text(&self, folded: &str) -> Option<OptionSet> {
        let mut found = self.texts().iter().filter(|(text, _)| text == folded);
        let (_, index) = found.next()?;
        found.next().is_none().then(|| OptionSet::single(*index))
    }

    /// Option texts one after the other, the longest that fits first, with at least one separator between any two.
    /// A text may hold separators itself.
    fn joined_texts(&self, folded: &str, separates: impl Fn(char) -> bool) -> Option<OptionSet> {
        // Nobody chooses an option twice, so that a longer cell says something else.
        const SLACK: usize = 64;
        let known: usize = self.texts().iter().map(|(text, _)| text.len()).sum();
        if folded.len() > 2 * known + SLACK {
            return None;
        }
        // From the end: what leads there from each place.
        let mut steps = vec![Step::DeadEnd; folded.len() + 1];
        steps[folded.len()] = Step::End;
        for (at, letter) in folded.char_indices().rev() {
            let rest = &folded[at..];
            let leads_on = |length: usize| steps[at + length] != Step::DeadEnd;
            let is_apart = |length: usize| {
                let behind = &rest[length..];
                behind.is_empty()
                    || behind.starts_with(&separates)
                    || behind.trim_start().starts_with(&separates)
            };
            let text = self.texts().iter().find(|(text, _)| {
                rest.starts_with(text.as_str()) && leads_on(text.len()) && is_apart(text.len())
            });
            steps[at] = match text {
                Some((text, index)) => Step::Text { index: *index, length: text.len() },
                None if (separates(letter) || letter == ' ') && leads_on(letter.len_utf8()) => {
                    Step::Separator(letter.len_utf8())
                }
                None => Step::DeadEnd,
            };
        }
        let (mut at, mut chosen) = (0, OptionSet::EMPTY);
        loop {
            match steps[at] {
                Step::DeadEnd => return None,
                Step::End => return (!chosen.is_empty()).then_some(chosen),
                Step::Separator(length) => at += length,
                Step::Text { index, length } => {
                    chosen = chosen.with(index);
                    at += length;
                }
            }
        }
    }
}

fn chosen_of(found: Option<OptionSet>) -> Chosen {
    match found {
        None => Chosen::Unreadable,
        Some(chosen) if chosen.is_empty() => Chosen::Blank,
        Some(chosen) => Chosen::Options(chosen),
    }
}

/// What may stand between labels or texts.
fn is_separator(letter: char) -> bool {
    matches!(letter, ';' | ',' | '|') || letter.is_ascii_whitespace()
}

/// What can be read from a place in a cell on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    DeadEnd,
    End,
    Separator(usize),
    Text { index: usize, length: usize },
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Key;

    fn choice(options: &[(&str, &str)]) -> Choice {
        let options = options
            .iter()
            .map(|&(label, text)| ItemOption { label: label.into(), text: text.into(), feedback: None })
            .collect();
        Choice { options, key: Key::Single(0) }
    }

    fn options(indices: &[usize]) -> Chosen {
        Chosen::Options(indices.iter().copied().collect())
    }

    #[test]
    fn cells_are_read_as_labels_places_or_texts() {
        let reader = ChoiceReader::new(&choice(&[
            ("A", "Rest, then talk"),
            ("B", "Talk"),
            ("C", "“Why?” he asked"),
            ("D", "Talk later; not now"),
        ]));
        #[track_caller]
        fn check(reader: &ChoiceReader, cell: &str, expected: Chosen) {
            assert_eq!(reader.read(cell.as_bytes()), expected, "{cell:?}");
        }
        check(&reader, "", Chosen::Blank);
        check(&reader, "  \t", Chosen::Blank);
        check(&reader, "\u{a0}", Chosen::Blank);
        check(&reader, "B", options(&[1]));
        check(&reader, " b ", options(&[1]));
        for cell in ["A;C", "AC", "A,C", "A|C", "A C", "A\nC", "c;a", "A; C;", "CA"] {
            check(&reader, cell, options(&[0, 2]));
        }
        check(&reader, "E", Chosen::Unreadable);
        check(&reader, "A;E", Chosen::Unreadable);
        check(&reader, ";", Chosen::Unreadable);
        check(&reader, "1010", options(&[0, 2]));
        check(&reader, "1;0;0;1", options(&[0, 3]));
        check(&reader, "0000", Chosen::Blank);
        check(&reader, "101", Chosen::Unreadable);
        check(&reader, "rest,  then TALK", options(&[0]));
        check(&reader, "Rest, then talk, Talk", options(&[0, 1]));
        check(&reader, "Talk;Rest, then talk;", options(&[0, 1]));
        check(&reader, "\"Why?\" he asked", options(&[2]));
        check(&reader, "Talk later; not now, Talk", options(&[1, 3]));
        check(&reader, "Talking", Chosen::Unreadable);
        check(&reader, "Talk, or so", Chosen::Unreadable);
    }

    /// Printed A is the bank's C, printed B its A, printed C its B.
    #[test]
    fn labels_on_paper_are_those_of_the_form() {
        let bank = choice(&[("A", "one"), ("B", "two"), ("C", "three")]);
        let reader = ChoiceReader::of_printed(&bank, &["B", "C", "A"]);
        #[track_caller]
        fn check(reader: &ChoiceReader, cell: &str, expected: &[usize]) {
            assert_eq!(reader.read(cell.as_bytes()), options(expected), "{cell:?}");
        }
        check(&reader, "A", &[2]);
        check(&reader, "b", &[0]);
        check(&reader, "B;C", &[0, 1]);
        check(&reader, "100", &[2]);
        check(&reader, "011", &[0, 1]);
        check(&reader, "three", &[2]);
        check(&reader, "one, two", &[0, 1]);
    }

    #[test]
    fn cells_are_read_in_the_form_of_the_program_that_wrote_them() {
        let reader = ChoiceReader::new(&choice(&[
            ("A", "Rest, then talk"),
            ("B", "C"),
            ("C", "10"),
            ("D", "Talk; later"),
            ("E", "Talk"),
        ]));
        #[track_caller]
        fn check(reader: &ChoiceReader, form: CellForm, cell: &str, expected: Chosen) {
            assert_eq!(reader.read_as(cell.as_bytes(), form), expected, "{cell:?} as {form:?}");
        }
        let comma = CellForm::Texts(b',');
        check(&reader, comma, "", Chosen::Blank);
        check(&reader, comma, "C", options(&[1]));
        check(&reader, comma, "10", options(&[2]));
        check(&reader, comma, "Rest, then talk, C, Talk", options(&[0, 1, 4]));
        check(&reader, comma, "A, D", options(&[0, 3]));
        check(&reader, comma, "Talk C", Chosen::Unreadable);
        check(&reader, comma, "Talk, other", Chosen::Unreadable);
        check(&reader, comma, "-", Chosen::Unreadable);
        let semicolon = CellForm::Texts(b';');
        check(&reader, semicolon, "Talk; later;Rest, then talk;", options(&[0, 3]));
        check(&reader, semicolon, "Talk;C;", options(&[1, 4]));
        check(&reader, semicolon, "Rest\u{a0}, then talk", Chosen::Unreadable);
        check(&reader, CellForm::TextsOrDash, "-", Chosen::Blank);
        check(&reader, CellForm::TextsOrDash, "Talk; Talk; later; 10", options(&[2, 3, 4]));
        check(&reader, CellForm::EscapedTexts, "Rest\\, then talk,C", options(&[0, 1]));
        check(&reader, CellForm::EscapedTexts, "Rest, then talk", options(&[0]));
        check(&reader, CellForm::EscapedTexts, "Talk; later,Talk", options(&[3, 4]));
        check(&reader, CellForm::Ticks, "AC", options(&[0, 2]));
        check(&reader, CellForm::Ticks, "1;0;1;0;0", options(&[0, 2]));
        check(&reader, CellForm::Ticks, "0;0;0;0;0", Chosen::Blank);
        check(&reader, CellForm::Ticks, "10", Chosen::Unreadable);
        check(&reader, CellForm::Places, "00101", options(&[2, 4]));
        check(&reader, CellForm::Places, "0010100", options(&[2, 4]));
        check(&reader, CellForm::Places, "0000", Chosen::Blank);
        check(&reader, CellForm::Places, "0010101", Chosen::Unreadable);
        check(&reader, CellForm::Places, "101", Chosen::Unreadable);
        check(&reader, CellForm::Places, "A", Chosen::Unreadable);
    }

    #[test]
    fn texts_that_overlap_are_told_apart_where_one_reading_fits() {
        let reader =
            ChoiceReader::new(&choice(&[("A", "a1, b1"), ("B", "b1, c1"), ("C", "a1"), ("D", "c1")]));
        let comma = CellForm::Texts(b',');
        assert_eq!(reader.read_as(b"a1, b1, c1", comma), options(&[0, 3]), "the longest first");
        let reader = ChoiceReader::new(&choice(&[("A", "a1, b1"), ("B", "b1, c1"), ("C", "a1")]));
        assert_eq!(reader.read_as(b"a1, b1, c1", comma), options(&[1, 2]), "the only reading");
        let long = "a1, ".repeat(5000) + "x";
        assert_eq!(reader.read_as(long.as_bytes(), comma), Chosen::Unreadable);
    }

    #[test]
    fn the_text_of_one_option_goes_before_places() {
        let reader = ChoiceReader::new(&choice(&[("A", "10"), ("B", "11")]));
        assert_eq!(reader.read(b"11"), options(&[1]));
        assert_eq!(reader.read(b"01"), options(&[1]));
    }

    #[test]
    fn labels_of_several_letters_are_set_apart() {
        let reader = ChoiceReader::new(&choice(&[("A1", "x"), ("A2", "y"), ("B", "z")]));
        assert_eq!(reader.read(b"a1"), options(&[0]));
        assert_eq!(reader.read(b"A1;A2"), options(&[0, 1]));
        assert_eq!(reader.read(b"A2, B"), options(&[1, 2]));
        assert_eq!(reader.read(b"A1A2"), Chosen::Unreadable);
        assert_eq!(reader.read(b"A"), Chosen::Unreadable);
    }

    #[test]
    fn bytes_that_are_no_utf8_are_read_as_windows_1252() {
        let reader = ChoiceReader::new(&choice(&[("A", "café"), ("B", "thé")]));
        assert_eq!(reader.read(b"caf\xE9"), options(&[0]));
    }
}
