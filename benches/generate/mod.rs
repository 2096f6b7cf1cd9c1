//! Banks of any size for the benches. The same number of items always gives the same bytes.
//!
//! Texts are runs of words out of the shipped banks, so that words are as long and as frequent as where people write.

use qbank::load::shipped;
use std::fmt::Write;

const TOPICS: [&str; 8] =
    ["ethics", "assessment", "engagement", "planning", "support", "diversity", "research", "policy"];
/// Words that follow each other in the shipped banks and here.
const RUN: usize = 5;

/// A valid bank of so many items: every 20th a multiple response, every 31st a short answer.
pub(crate) fn bank(items: u64) -> String {
    let words = words();
    let mut text = "bank: generated\ntitle: Generated items\nlanguage: en\ntopics:\n".to_owned();
    for topic in TOPICS {
        line(&mut text, format_args!("  {topic}: About {topic}"));
    }
    text.push_str("items:\n");
    for item in 0..items {
        let mut words = Words { words: &words, state: mix(item) };
        let topic = TOPICS[(item % 8) as usize];
        line(&mut text, format_args!("  - id: g{item:05}\n    topic: {topic}\n    level: application"));
        line(&mut text, format_args!("    stem: >-\n      {}.", words.text(4)));
        line(&mut text, format_args!("      {}?", words.text(2)));
        if item % 31 == 30 {
            line(&mut text, format_args!("    accept: [{}, {}]", words.text(1), words.text(1)));
        } else {
            text.push_str("    options:\n");
            for label in ["A", "B", "C", "D"] {
                line(&mut text, format_args!("      {label}: \"{}\"", words.text(2)));
            }
            let key = ["A", "B", "C", "D"][(mix(item) % 4) as usize];
            let answer = if item % 20 == 19 { "[A, C]" } else { key };
            line(&mut text, format_args!("    answer: {answer}"));
        }
        line(&mut text, format_args!("    rationale: |\n      {}.", words.text(4)));
        line(&mut text, format_args!("    reference: Generated item {item}"));
    }
    text
}

/// A number that looks random, the last step of `SplitMix64`.
pub(crate) fn mix(mut bits: u64) -> u64 {
    bits = bits.wrapping_add(0x9E37_79B9_7F4A_7C15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

/// The words of all shipped stems, options and rationales in their order.
fn words() -> Vec<String> {
    let loaded = shipped::load();
    let mut words = Vec::new();
    for found in loaded.items() {
        let options = found.item.choice().into_iter().flat_map(|choice| &choice.options);
        let texts = options.map(|option| option.text.as_str()).chain(found.item.rationale.as_deref());
        for text in std::iter::once(found.item.stem.as_str()).chain(texts) {
            let parts = text.split(|c: char| !c.is_ascii_alphabetic());
            words.extend(parts.filter(|part| !part.is_empty()).map(str::to_lowercase));
        }
    }
    words
}

/// Where the words of one item come from.
struct Words<'a> {
    words: &'a [String],
    state: u64,
}

impl Words<'_> {
    /// So many runs of words.
    fn text(&mut self, runs: usize) -> String {
        let mut text = String::from("The");
        for _ in 0..runs {
            self.state = mix(self.state);
            let last = (self.words.len() - RUN) as u64;
            let start = usize::try_from(self.state % last).unwrap_or(0);
            for word in &self.words[start..start + RUN] {
                text.extend([" ", word]);
            }
        }
        text
    }
}

/// Writing into a text cannot fail.
fn line(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    let _ = writeln!(text, "{arguments}");
}
