//! `stigma-term`.

use crate::check::lints::prelude::*;
use crate::check::words::STIGMA;
use std::ops::Range;

pub(in crate::check) static LINT: Lint = Lint {
    id: "stigma-term",
    group: Group::Stem,
    severity: Severity::Warning,
    pedantic: false,
    summary: "A word that can hurt stands where another would do",
    explanation: "\
Fires on terms such as addict, substance abuse or committed suicide in stem, options and rationale, outside quotes, with what people-first guides suggest in their \
place. Names such as Substance Abuse and Mental Health Services Administration are left out. Words shape how people are treated, and those who sit the exam may be \
meant by them. Where such a word is a distractor on purpose, allow it with that reason.",
    reference: "SAMHSA; NIDA, Words Matter",
    check: Check::Item(check),
    fires: &["\
stem: An ⟦addict⟧ comes to the center. What do you do first?
options: {A: Listen, B: Ask for an ID, C: Call a doctor}
answer: A
", "\
stem: What do you do first?
options: {A: Listen, B: Ask about ⟦substance abuse⟧, C: Call a doctor}
answer: A
"],
    quiet: &["\
stem: A person with a substance use disorder comes to the center. What do you do first?
options: {A: Listen, B: Ask for an ID, C: Call a doctor}
answer: A
", "\
stem: \"Sam says, \\\"I am an addict.\\\" What does the Substance Abuse and Mental Health Services Administration advise?\"
options: {A: Listen, B: Ask for an ID, C: Call a doctor}
answer: A
"],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    if !item.is_english() {
        return;
    }
    let mut found = |span, term: &str, instead: &str| {
        let message = format!("`{term}` can hurt");
        out.push(Finding::warning(LINT.id, span, message).with_help(format!("write: {instead}")));
    };
    for (range, instead) in terms(item, item.stem()) {
        found(item.in_stem(range.clone()), &item.stem().raw[range], instead);
    }
    for (index, option) in item.options().iter().enumerate() {
        for (range, instead) in terms(item, option) {
            found(item.in_option(index, range.clone()), &option.raw[range], instead);
        }
    }
    if let Some(text) = item.rationale() {
        for (range, instead) in terms(item, text) {
            found(item.within("rationale", text, range.clone()), &text.raw[range], instead);
        }
    }
}

/// The terms in a text outside quotes, with what to write instead.
fn terms(item: ItemContext<'_>, text: &Text<'_>) -> Vec<(Range<usize>, &'static str)> {
    let mut found: Vec<(Range<usize>, &'static str)> = Vec::new();
    if !text.has(Class::STIGMA) {
        return found;
    }
    for (at, token) in text.tokens.iter().enumerate() {
        if token.quoted {
            continue;
        }
        // A look at the first letter tells most terms apart.
        let letter = item.word(*token).text.bytes().next();
        let begun = STIGMA.iter().filter(|(term, _)| term.bytes().next() == letter);
        let terms = begun.filter_map(|(term, instead)| {
            let mut end = at;
            for word in term.split(' ') {
                if &*item.word(*text.tokens.get(end)?).text != word {
                    return None;
                }
                end += 1;
            }
            Some((&text.tokens[at..end], *instead))
        });
        let Some((tokens, instead)) = terms.max_by_key(|(tokens, _)| tokens.len()) else { continue };
        let is_name =
            tokens.len() > 1 && tokens.iter().all(|token| text.slice(*token).starts_with(char::is_uppercase));
        let range = token.range().start..tokens[tokens.len() - 1].range().end;
        if !is_name && found.last().is_none_or(|(last, _)| last.end <= range.start) {
            found.push((range, instead));
        }
    }
    found
}
