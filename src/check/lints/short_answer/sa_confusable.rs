//! `sa-confusable`.

use crate::check::lints::prelude::*;
use crate::check::text::{StemId, WordId};
use crate::scoring::edits::edits_within;
use foldhash::HashMap;

/// So many edits apart, one word can be taken for another.
const MAX_EDITS: usize = 2;
/// Slips are forgiven in words of so many letters and more.
const MIN_LETTERS: usize = 6;

pub(in crate::check) static LINT: Lint = Lint {
    id: "sa-confusable",
    group: Group::ShortAnswer,
    severity: Severity::Note,
    pedantic: false,
    summary: "An accepted word is nearly another that is wrong here",
    explanation: "\
Fires where an accepted answer is one word of six letters or more, slips of the keyboard are forgiven, and it lies within two edits of a word of `reject`; and where the first answers of two items are so near each other. Words with \
another first letter and other forms of the same word (reflecting, reflection) are left out: they are never taken for each other. A slip of one may be read as the other; `match: {typos: false}` takes each as typed. Words that are known from \
the banks are never taken for slips, so it is a note.",
    reference: "none: it follows from how slips are forgiven, docs/short-answers.md",
    check: Check::All(check),
    fires: &[
        "\
stem: What is it called when a person agrees?
accept: [⟦consent⟧]
reject: [content]
",
        "\
stem: What helps two sides to agree?
accept: [⟦mediation⟧]
---
stem: What may a doctor prescribe?
accept: [⟦medication⟧]
",
    ],
    quiet: &[
        "\
stem: What is it called when a person agrees?
accept: [consent]
reject: [content]
match: {typos: false}
",
        "\
stem: What is it?
accept: [reflecting, reflection]
---
stem: What may it be?
accept: [reflection]
",
        "\
stem: What is it?
accept: [empathy]
reject: [sympathy]
",
    ],
};

/// A one-word text of an item.
struct Term<'a> {
    item: ItemContext<'a>,
    /// Its place among the accepted texts.
    answer: usize,
    /// Whether it is what the item asks for: the first of `accept`.
    is_main: bool,
    word: &'a str,
    stem: Option<StemId>,
}

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut terms: Vec<Term<'_>> = Vec::new();
    let mut rejects: Vec<(ItemContext<'_>, String)> = Vec::new();
    for item in context.items() {
        let Some(short) = item.item().short_answer() else { continue };
        for (index, answer) in item.answers().iter().enumerate() {
            let [token] = answer.tokens[..] else { continue };
            terms.push(term(item, index, token.word));
        }
        rejects.extend(short.reject.iter().map(|text| (item, text.trim().to_lowercase())));
    }
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::default();
    for (number, term) in terms.iter().enumerate().filter(|(_, term)| term.is_main) {
        by_word.entry(term.word).or_default().push(number);
    }
    let near = Near::new(&terms);
    for term in terms.iter().filter(|term| may_slip(term)) {
        let own_reject = rejects
            .iter()
            .skip(rejects.partition_point(|(item, _)| order(*item) < order(term.item)))
            .take_while(|(item, _)| order(*item) == order(term.item))
            .find(|(_, reject)| is_near(term.word, reject));
        let other = match own_reject {
            Some((_, reject)) => Some((reject.as_str(), "a rejected answer".to_owned())),
            None if !term.is_main => None,
            None => near.of(term).and_then(|word| {
                let other = &terms[*by_word.get(word)?.first()?];
                Some((word, format!("an answer of `{}`", other.item.item().id)))
            }),
        };
        let Some((word, what)) = other else { continue };
        let span =
            term.item.answer_nodes().get(term.answer).map_or_else(|| term.item.opening(), |node| node.span());
        let message = format!("`{}` is nearly `{word}`, {what}", term.word);
        out.push(
            Finding::note(LINT.id, span, message)
                .with_help("`match: {typos: false}` takes every answer as typed"),
        );
    }
}

fn term(item: ItemContext<'_>, index: usize, word: WordId) -> Term<'_> {
    let word = item.vocabulary().word(word);
    Term {
        item,
        answer: index,
        is_main: index == 0 && item.node().get("accept").is_some(),
        word: &word.text,
        stem: word.stem,
    }
}

/// Where an item stands among all.
fn order(item: ItemContext<'_>) -> (usize, usize) {
    (item.bank.loaded.source.index(), item.number)
}

fn may_slip(term: &Term<'_>) -> bool {
    term.item.item().short_answer().is_some_and(|short| short.matching.typos)
        && term.word.len() >= MIN_LETTERS
        && term.word.chars().all(char::is_alphabetic)
}

/// Whether two words can be taken for each other. Words that differ in their ending alone are forms of one word.
fn is_near(a: &str, b: &str) -> bool {
    a != b
        && a.chars().next() == b.chars().next()
        && !is_form(a, b)
        && edits_within(a, b, MAX_EDITS).is_some()
}

fn is_form(a: &str, b: &str) -> bool {
    let shared = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    shared + 3 >= a.len().max(b.len())
}

/// Different words of two edits or fewer, found by a piece: of three pieces of a word, two edits leave one whole.
struct Near<'a> {
    words: Vec<(&'a str, Option<StemId>)>,
    pieces: HashMap<(usize, usize, &'a [u8]), Vec<usize>>,
}

const PIECES: usize = MAX_EDITS + 1;

impl<'a> Near<'a> {
    fn new(terms: &[Term<'a>]) -> Self {
        let usable = |term: &&Term<'_>| {
            term.is_main && term.word.len() >= MIN_LETTERS - MAX_EDITS && term.word.is_ascii()
        };
        let mut words: Vec<_> = terms.iter().filter(usable).map(|term| (term.word, term.stem)).collect();
        words.sort_unstable();
        words.dedup();
        let mut pieces: HashMap<_, Vec<usize>> = HashMap::default();
        for (number, (word, _)) in words.iter().enumerate() {
            for piece in 0..PIECES {
                let key =
                    (word.len(), piece, &word.as_bytes()[cut(word.len(), piece)..cut(word.len(), piece + 1)]);
                pieces.entry(key).or_default().push(number);
            }
        }
        Self { words, pieces }
    }

    /// The first word that is near a term's and no answer of its own item.
    fn of(&self, term: &Term<'a>) -> Option<&'a str> {
        let word = term.word.as_bytes();
        let mut found: Vec<usize> = Vec::new();
        for length in word.len().saturating_sub(MAX_EDITS)..=word.len() + MAX_EDITS {
            for piece in 0..PIECES {
                let (start, size) = (cut(length, piece), cut(length, piece + 1) - cut(length, piece));
                for shifted in start.saturating_sub(MAX_EDITS)..=start + MAX_EDITS {
                    let Some(part) = word.get(shifted..shifted + size) else { continue };
                    found.extend(self.pieces.get(&(length, piece, part)).into_iter().flatten());
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        let own = |word: &str| term.item.answers().iter().any(|answer| answer.raw.eq_ignore_ascii_case(word));
        found
            .into_iter()
            .map(|number| self.words[number])
            .find(|(other, stem)| {
                (stem.is_none() || *stem != term.stem) && is_near(term.word, other) && !own(other)
            })
            .map(|(word, _)| word)
    }
}

/// Where a piece of a word of so many bytes begins.
fn cut(length: usize, piece: usize) -> usize {
    length * piece / PIECES
}
