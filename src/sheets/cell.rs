//! A cell to options: labels, runs of labels, or option texts. Never a guess.

use crate::model::{Choice, ItemOption, OptionSet};

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

/// Reads the cells of one choice item.
#[derive(Debug, Clone)]
pub struct ChoiceReader {
    /// For each byte what it means in a run of one-letter labels.
    letters: Box<[u8; 256]>,
    labels: Vec<String>,
    /// Texts of the options, folded, longest first, with their indices.
    texts: Vec<(String, usize)>,
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
        for separator in b" ;,|\t\n\r" {
            letters[usize::from(*separator)] = SEPARATOR;
        }
        for (index, label) in printed.iter().enumerate() {
            if let [label] = label.as_ref().as_bytes() {
                let index = u8::try_from(index).unwrap_or(OTHER);
                letters[usize::from(label.to_ascii_lowercase())] = index;
                letters[usize::from(label.to_ascii_uppercase())] = index;
            }
        }
        let fold = |option: &ItemOption| fold(&option.text);
        let mut texts: Vec<(String, usize)> =
            choice.options.iter().enumerate().map(|(index, option)| (fold(option), index)).collect();
        texts.sort_by_key(|(text, index)| (std::cmp::Reverse(text.len()), *index));
        let labels = printed.iter().map(|label| label.as_ref().to_lowercase()).collect();
        let place = |own: &ItemOption| printed.iter().position(|label| label.as_ref() == own.label);
        let places = choice.options.iter().filter_map(place).collect();
        Self { letters, labels, texts, places }
    }

    /// Reads a cell.
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

    /// Reads what is no run of one-letter labels.
    #[cold]
    fn read_words(&self, cell: &[u8]) -> Chosen {
        let text = super::header::text_of(cell);
        let text = text.trim();
        if text.is_empty() {
            return Chosen::Blank;
        }
        self.longer_labels(text).or_else(|| self.places(text)).or_else(|| self.option_texts(text)).map_or(
            Chosen::Unreadable,
            |chosen| {
                if chosen.is_empty() { Chosen::Blank } else { Chosen::Options(chosen) }
            },
        )
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

    /// Option texts, peeled off longest first; what is left must be separators only.
    fn option_texts(&self, text: &str) -> Option<OptionSet> {
        let mut rest = fold(text);
        let mut chosen = OptionSet::EMPTY;
        for (option, index) in &self.texts {
            if option.is_empty() {
                continue;
            }
            if let Some(at) = find_whole(&rest, option) {
                // A mark that no text holds keeps the parts at both sides from growing together.
                rest.replace_range(at..at + option.len(), "\0");
                chosen = chosen.with(*index);
            }
        }
        let only_separators = rest.chars().all(|letter| letter == '\0' || is_separator(letter));
        (only_separators && !chosen.is_empty()).then_some(chosen)
    }
}

/// What may stand between labels or texts.
fn is_separator(letter: char) -> bool {
    matches!(letter, ';' | ',' | '|') || letter.is_ascii_whitespace()
}

/// Where `option` stands in `text` between separators or the ends.
fn find_whole(text: &str, option: &str) -> Option<usize> {
    let is_border =
        |letter: Option<char>| letter.is_none_or(|letter| matches!(letter, ';' | ',' | '|' | ' ' | '\0'));
    text.match_indices(option).map(|(at, _)| at).find(|&at| {
        is_border(text[..at].chars().next_back()) && is_border(text[at + option.len()..].chars().next())
    })
}

/// Text for comparison: case folded, white space collapsed, typographic quotes made straight.
fn fold(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase().replace(['‘', '’'], "'").replace(['“', '”'], "\"")
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
