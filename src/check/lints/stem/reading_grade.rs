//! `reading-grade`.

use crate::check::lints::prelude::*;
use crate::check::text::{WordId, grade};

/// Texts of fewer words have no reliable grade.
const MIN_WORDS: usize = 30;
/// An item above this grade is a warning, …
const WARN_ABOVE: f64 = 12.0;
/// … one above this a note.
const NOTE_ABOVE: f64 = 10.0;
/// A bank whose median lies above this is a note.
const BANK_ABOVE: f64 = 9.0;
/// So many items with a grade make a median.
const MIN_ITEMS: usize = 10;
/// Words of topic titles are the bank's terms, which its readers know: they count as words of so many syllables.
const TERM_SYLLABLES: u32 = 2;

pub(in crate::check) static LINT: Lint = Lint {
    id: "reading-grade",
    group: Group::Stem,
    severity: Severity::Warning,
    pedantic: false,
    summary: "The item is hard to read",
    explanation: "\
Takes stem and options as sentences and computes the Flesch-Kincaid grade, 0.39 × words a sentence + 11.8 × syllables a word − 15.59, for items of 30 words and more: \
a warning above grade 12, a note above 10, and a note on a bank whose median lies above 9. Long words in the titles of topics are terms that readers know and count as \
words of two syllables. An exam on a subject should not be an exam in reading.\n\
Practice items have a median of 9.2, and 10 % lie above 13.4. The figure is noisy on short texts: take it as a reason to read the item aloud.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 8; Kincaid and others 1975",
    check: Check::Both(check, check_bank),
    fires: &["\
stem: ⟦Considering organizational responsibilities, professional accountability and interdisciplinary collaboration, which communication methodology demonstrates appropriate therapeutic engagement?⟧
options:
  A: Confrontational interrogation regarding medication adherence
  B: Empathic acknowledgement facilitating individual self-determination
  C: Authoritative recommendation concerning rehabilitation alternatives
answer: B
"],
    quiet: &["\
stem: You work with a team, and a person tells you about a hard week. Which of these replies helps the person to go on in their own way?
options:
  A: Ask why the pills were missed
  B: Say what you heard and wait
  C: Say what has to be done now
answer: B
"],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    let Some(grade) = grade_of(item).filter(|grade| *grade > NOTE_ABOVE) else { return };
    let message = format!("the item reads at grade {grade:.1}");
    let span = item.stem_span();
    let finding = if grade > WARN_ABOVE {
        Finding::warning(LINT.id, span, message)
    } else {
        Finding::note(LINT.id, span, message)
    };
    out.push(finding.with_help("use shorter sentences and plainer words"));
}

fn check_bank(bank: BankContext<'_>, out: &mut Vec<Finding>) {
    let mut grades: Vec<f64> = bank.items().filter_map(grade_of).collect();
    if grades.len() < MIN_ITEMS {
        return;
    }
    grades.sort_by(f64::total_cmp);
    let median = grades[grades.len() / 2];
    if median > BANK_ABOVE {
        let message = format!("half of the bank's longer items read at grade {median:.1} or above");
        out.push(
            Finding::note(LINT.id, bank.span(), message).with_help("use shorter sentences and plainer words"),
        );
    }
}

fn grade_of(item: ItemContext<'_>) -> Option<f64> {
    if !item.is_english() {
        return None;
    }
    let texts = std::iter::once(item.stem()).chain(item.options());
    let (mut sentences, mut words, mut syllables) = (0, 0_usize, 0);
    for text in texts {
        sentences += text.sentences;
        words += text.tokens.len();
        syllables += text.words().map(|word| syllables_of(item, word)).sum::<u32>();
    }
    (words >= MIN_WORDS).then(|| grade(sentences.max(1), u32::try_from(words).unwrap_or(u32::MAX), syllables))
}

fn syllables_of(item: ItemContext<'_>, word: WordId) -> u32 {
    let known = item.vocabulary().word(word);
    if known.syllables > TERM_SYLLABLES && item.bank.is_term(word) { TERM_SYLLABLES } else { known.syllables }
}
