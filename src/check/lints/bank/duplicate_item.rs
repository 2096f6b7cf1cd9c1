//! `duplicate-item`.

use crate::check::lints::prelude::*;
use crate::check::text::{Likeness, most_alike};
use foldhash::HashMap;
use std::collections::BTreeMap;

/// Two items that share this part of the words of stem and options say the same.
const LEAST: Likeness = Likeness { shared: 60, all: 100 };
/// Stems that share this part of their words may.
const LEAST_OF_STEMS: Likeness = Likeness { shared: 85, all: 100 };
/// Fewer words say too little.
const MIN_WORDS: usize = 8;

pub(in crate::check) static LINT: Lint = Lint {
    id: "duplicate-item",
    group: Group::Bank,
    severity: Severity::Warning,
    pedantic: false,
    summary: "Two items are nearly the same",
    explanation: "\
Looks over all banks that are loaded together. A warning where two items of one language have the same stem and options, or share 60 % of the words of stem and options (Jaccard, eight words or more); a note where the stems alone \
share 85 %. It names the earlier item that is most alike, and however large the banks are, no pair is passed over. Two such items on one form count one thing twice, and one gives the other away.\n\
Words are compared, not runs of words: the published pair \"least developed area / part of the brain at birth\" scores .71 by words and .12 by runs of three. A published set of 624 items holds 15 pairs with the same stem and options.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 4",
    check: Check::All(check),
    fires: &["\
stem: Which reply reflects the feeling when a person says that nothing helps?
options: {A: You sound worn out, B: You should rest more, C: Why is that}
answer: A
---
stem: ⟦Which response reflects the feeling when a person says that nothing helps?⟧
options: {A: You sound worn out, B: You should rest more, C: Who said so}
answer: A
", "\
stem: Which is it?
options: {A: x, B: y, C: z}
answer: A
---
stem: ⟦Which is it?⟧
options: {A: z, B: y, C: x}
answer: A
", "\
stem: Which of these replies best reflects the feeling of the person?
options: {A: You sound worn out by months of waiting, B: You should rest more, C: Why is that}
answer: A
---
stem: ⟦Which of these replies best reflects the feeling of the person?⟧
options: {A: It hurts to be left alone at home, B: Others had worse luck still, C: Let us call your sister now}
answer: A
"],
    quiet: &["\
stem: Which reply reflects the feeling when a person says that nothing helps?
options: {A: You sound worn out, B: You should rest more, C: Why is that}
answer: A
---
stem: What does a short silence give to a person who has begun to cry?
options: {A: Time to think, B: A sense of hurry, C: Advice}
answer: A
", "\
stem: Which is it?
options: {A: x, B: y, C: z}
answer: A
---
stem: Which is it?
options: {A: u, B: v, C: w}
answer: A
"],
};

/// What of an item is compared.
struct Entry<'a> {
    item: ItemContext<'a>,
    /// Different words of stem and options, or of stem and answers, rarest first.
    all: Vec<u32>,
    stem: Vec<u32>,
}

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let ranks = ranks(context);
    let rank = |texts: &[&Text<'_>]| {
        let mut set = Vec::with_capacity(texts.iter().map(|text| text.tokens.len()).sum());
        for text in texts {
            set.extend(text.words().map(|word| ranks[word.index()]));
        }
        set.sort_unstable();
        set.dedup();
        set
    };
    let mut by_language: BTreeMap<&str, Vec<Entry<'_>>> = BTreeMap::new();
    for item in context.items() {
        let others = item.options().iter().chain(item.answers());
        let texts: Vec<&Text<'_>> = std::iter::once(item.stem()).chain(others).collect();
        let language = item.item().language.as_deref().unwrap_or("");
        let (all, stem) = (rank(&texts), rank(&texts[..1]));
        by_language.entry(language).or_default().push(Entry { item, all, stem });
    }
    for entries in by_language.values() {
        check_language(entries, out);
    }
}

/// Looks over the items of one language.
fn check_language(entries: &[Entry<'_>], out: &mut Vec<Finding>) {
    let mut told = vec![false; entries.len()];
    for (number, earlier, likeness) in pairs(entries, |entry| &entry.all, LEAST, |_| true) {
        told[number] = true;
        let (item, other) = (entries[number].item, entries[earlier].item);
        let message = if likeness.is_same() {
            format!("the item has the same words as `{}`", other.item().id)
        } else {
            format!(
                "the item shares {:.0} % of its words with `{}`",
                likeness.share() * 100.0,
                other.item().id
            )
        };
        out.push(tell(Finding::warning(LINT.id, item.stem_span(), message), other));
    }
    for (number, earlier) in identical(entries) {
        if !std::mem::replace(&mut told[number], true) {
            let (item, other) = (entries[number].item, entries[earlier].item);
            let message = format!("the item has the stem and options of `{}`", other.item().id);
            out.push(tell(Finding::warning(LINT.id, item.stem_span(), message), other));
        }
    }
    for (number, earlier, _) in pairs(entries, |entry| &entry.stem, LEAST_OF_STEMS, |number| !told[number]) {
        let (item, other) = (entries[number].item, entries[earlier].item);
        let message = format!("the stem is nearly that of `{}`", other.item().id);
        out.push(tell(Finding::note(LINT.id, item.stem_span(), message), other));
    }
}

fn tell(finding: Finding, other: ItemContext<'_>) -> Finding {
    finding
        .with_label(other.stem_span(), "the other item")
        .with_help("keep one of the two, or make them ask for different things")
}

/// The rank of every word by how many items have it, the rarest first, so that sets begin with what tells most.
fn ranks(context: &Context<'_>) -> Vec<u32> {
    let mut counts = vec![0_u32; context.vocabulary.len()];
    for item in context.items() {
        for text in std::iter::once(item.stem()).chain(item.options()).chain(item.answers()) {
            text.words().for_each(|word| counts[word.index()] += 1);
        }
    }
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_unstable_by_key(|word| (counts[*word], *word));
    let mut ranks = vec![0; counts.len()];
    for (rank, word) in (0..).zip(order) {
        ranks[word] = rank;
    }
    ranks
}

/// For each wanted item with words enough the earlier one that is most like it, if it is like enough.
fn pairs<'e>(
    entries: &'e [Entry<'_>],
    words: impl Fn(&'e Entry<'_>) -> &'e [u32],
    least: Likeness,
    wanted: impl Fn(usize) -> bool,
) -> Vec<(usize, usize, Likeness)> {
    let numbers: Vec<usize> =
        (0..entries.len()).filter(|number| words(&entries[*number]).len() >= MIN_WORDS).collect();
    let sets: Vec<&[u32]> = numbers.iter().map(|number| words(&entries[*number])).collect();
    let found = most_alike(&sets, least, |place| wanted(numbers[place]));
    found.into_iter().map(|(place, other, likeness)| (numbers[place], numbers[other], likeness)).collect()
}

/// Items with the stem and the options of an earlier one, in any order of options.
fn identical(entries: &[Entry<'_>]) -> Vec<(usize, usize)> {
    let mut first: HashMap<(&str, Vec<&str>), usize> = HashMap::default();
    let mut found = Vec::new();
    for (number, entry) in entries.iter().enumerate() {
        let item = entry.item;
        let mut options: Vec<&str> =
            item.options().iter().chain(item.answers()).map(|text| text.raw.trim()).collect();
        options.sort_unstable();
        let earlier = *first.entry((item.stem().raw.trim(), options)).or_insert(number);
        if earlier != number {
            found.push((number, earlier));
        }
    }
    found
}
