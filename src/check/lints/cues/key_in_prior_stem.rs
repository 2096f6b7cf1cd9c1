//! `key-in-prior-stem`.

use crate::check::lints::prelude::*;
use crate::check::text::StemId;
use crate::model::Accept;
use foldhash::HashMap;

/// Words of the key that have to stand side by side in the earlier item.
const MIN_WORDS: usize = 2;
/// Of the earlier items with the same two words, so many are looked at.
const MAX_CANDIDATES: usize = 20;

pub(in crate::check) static LINT: Lint = Lint {
    id: "key-in-prior-stem",
    group: Group::Cues,
    severity: Severity::Warning,
    pedantic: false,
    summary: "An earlier item gives the key away",
    explanation: "\
Fires where the content words of a key, two or more, stand side by side in the stem or rationale of an item that comes earlier in the bank: a note, \
and a warning for short answer, where the words themselves are what is asked. Words in more than a fifth of the bank's stems are left out, in banks of \
ten items or more; of earlier items that share a key's first two words, the first 20 are looked at. Items of one form should be independent of each other. An exam may draw only one of the two, so it is moderately often a false alarm.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 4",
    check: Check::Bank(check),
    fires: &["\
stem: Which of these is an example of reflective listening?
options: {A: Advice, B: Saying back the feeling, C: Silence}
answer: B
---
stem: What is the skill of saying back a feeling called?
accept: [⟦reflective listening⟧]
"],
    quiet: &[
        "\
stem: Which of these says back a feeling?
options: {A: Advice, B: \"You sound sad\", C: Silence}
answer: B
---
stem: What is the skill of saying back a feeling called?
accept: [reflective listening]
",
        "\
stem: What is the skill of saying back a feeling called?
accept: [reflective listening]
---
stem: Which of these is an example of reflective listening?
options: {A: Advice, B: Saying back the feeling, C: Silence}
answer: B
",
    ],
};

fn check(bank: BankContext<'_>, out: &mut Vec<Finding>) {
    // Two neighbouring content words lead to the earlier items that have them.
    let mut earlier: HashMap<(StemId, StemId), Vec<usize>> = HashMap::default();
    let items: Vec<ItemContext<'_>> = bank.items().collect();
    for (number, item) in items.iter().enumerate() {
        if !item.is_english() {
            continue;
        }
        if let Some(finding) = given_away(*item, &items, &earlier) {
            out.push(finding);
        }
        for text in shown(*item) {
            for pair in neighbours(*item, text) {
                let items = earlier.entry(pair).or_default();
                if items.last() != Some(&number) && items.len() < MAX_CANDIDATES {
                    items.push(number);
                }
            }
        }
    }
}

/// What a candidate has read when the item is done.
fn shown(item: ItemContext<'_>) -> impl Iterator<Item = &Text<'_>> {
    std::iter::once(item.stem()).chain(item.rationale())
}

fn neighbours<'a>(item: ItemContext<'a>, text: &'a Text<'a>) -> impl Iterator<Item = (StemId, StemId)> + 'a {
    let stem = move |token: &Token| item.word(*token).stem;
    text.tokens.windows(2).filter_map(move |pair| Some((stem(&pair[0])?, stem(&pair[1])?)))
}

fn given_away(
    item: ItemContext<'_>,
    items: &[ItemContext<'_>],
    earlier: &HashMap<(StemId, StemId), Vec<usize>>,
) -> Option<Finding> {
    let is_short = item.choice().is_none();
    for (index, text) in keys(item) {
        let Some(phrase) = phrase(item, text) else { continue };
        let candidates = earlier.get(&(phrase[0], phrase[1])).into_iter().flatten();
        for other in candidates.map(|number| items[*number]) {
            let found = shown(other).any(|text| holds(other, text, &phrase));
            if !found {
                continue;
            }
            let message = format!("`{}`, an item before this one, gives the key away", other.item().id);
            let (finding, help) = if is_short {
                let span = item.answer_nodes().get(index)?.span();
                (
                    Finding::warning(LINT.id, span, message),
                    "reword the earlier item, or ask for something else here",
                )
            } else {
                (
                    Finding::note(LINT.id, item.option_span(index), message),
                    "keep the two items off one form, or reword one",
                )
            };
            return Some(finding.with_label(other.stem_span(), "the earlier item").with_help(help));
        }
    }
    None
}

/// The texts that are fully right, with their numbers.
fn keys(item: ItemContext<'_>) -> Vec<(usize, &Text<'_>)> {
    if item.choice().is_some() {
        return item.key().map(|key| (key, &item.options()[key])).into_iter().collect();
    }
    let Some(Accept::Texts(texts)) = item.item().short_answer().map(|short| &short.accept) else {
        return Vec::new();
    };
    let full = |index: &usize| texts[*index].credit == 1.into();
    (0..texts.len()).filter(full).map(|index| (index, &item.answers()[index])).collect()
}

/// The stems of a key that is made of neighbouring content words, articles aside.
fn phrase(item: ItemContext<'_>, text: &Text<'_>) -> Option<Vec<StemId>> {
    let words = text.tokens.iter().map(|token| item.word(*token)).filter(|word| !word.is(Class::ARTICLE));
    let stems: Vec<StemId> = words.map(|word| word.stem).collect::<Option<_>>()?;
    let telling = stems.iter().filter(|stem| !item.bank.is_frequent(**stem)).count();
    (telling >= MIN_WORDS).then_some(stems)
}

fn holds(item: ItemContext<'_>, text: &Text<'_>, phrase: &[StemId]) -> bool {
    let stems: Vec<Option<StemId>> = text.tokens.iter().map(|token| item.word(*token).stem).collect();
    stems
        .windows(phrase.len())
        .any(|window| window.iter().zip(phrase).all(|(stem, wanted)| *stem == Some(*wanted)))
}
