//! `duplicate-item`.

use crate::check::lints::prelude::*;
use crate::check::text::{WordId, jaccard};
use foldhash::{HashMap, HashSet};

/// Two items that share this part of the words of stem and options say the same.
const MIN_JACCARD: f64 = 0.6;
/// Stems that share this part of their words may.
const MIN_STEM_JACCARD: f64 = 0.85;
/// Fewer words say too little.
const MIN_WORDS: usize = 8;
/// Candidates that share a rare word with an item; of more, the word is no longer rare and is passed over.
const MAX_POSTINGS: usize = 100;

pub(in crate::check) static LINT: Lint = Lint {
    id: "duplicate-item",
    group: Group::Bank,
    severity: Severity::Warning,
    pedantic: false,
    summary: "Two items are nearly the same",
    explanation: "\
Looks over all banks that are loaded together. A warning where two items of one language have the same stem and options, or share 60 % of the words of stem and options (Jaccard, eight words or more); a note where the stems alone \
share 85 %. Two such items on one form count one thing twice, and one gives the other away.\n\
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
    language: &'a str,
    /// Different words of stem and options, or of stem and answers, rarest first.
    all: Vec<u32>,
    stem: Vec<u32>,
}

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let ranks = ranks(context);
    let rank = |words: Vec<WordId>| {
        let mut set: Vec<u32> = words.into_iter().map(|word| ranks[word.index()]).collect();
        set.sort_unstable();
        set.dedup();
        set
    };
    let entries: Vec<Entry<'_>> = context
        .items()
        .map(|item| {
            let others = item.options().iter().chain(item.answers());
            let all = std::iter::once(item.stem()).chain(others).flat_map(Text::words).collect();
            Entry {
                item,
                language: item.item().language.as_deref().unwrap_or(""),
                all: rank(all),
                stem: rank(item.stem().words().collect()),
            }
        })
        .collect();
    let mut told: HashSet<usize> = HashSet::default();
    for (number, (earlier, same)) in pairs(&entries, |entry| &entry.all, MIN_JACCARD) {
        told.insert(number);
        let (item, other) = (entries[number].item, entries[earlier].item);
        let message = if same >= 1.0 {
            format!("the item has the same words as `{}`", other.item().id)
        } else {
            format!("the item shares {:.0} % of its words with `{}`", same * 100.0, other.item().id)
        };
        out.push(tell(Finding::warning(LINT.id, item.stem_span(), message), other));
    }
    for (number, earlier) in identical(&entries) {
        if told.insert(number) {
            let message =
                format!("the item has the stem and options of `{}`", entries[earlier].item.item().id);
            let finding = Finding::warning(LINT.id, entries[number].item.stem_span(), message);
            out.push(tell(finding, entries[earlier].item));
        }
    }
    for (number, (earlier, _)) in pairs(&entries, |entry| &entry.stem, MIN_STEM_JACCARD) {
        if told.insert(number) {
            let message = format!("the stem is nearly that of `{}`", entries[earlier].item.item().id);
            out.push(tell(
                Finding::note(LINT.id, entries[number].item.stem_span(), message),
                entries[earlier].item,
            ));
        }
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
    order.sort_by_key(|word| (counts[*word], *word));
    let mut ranks = vec![0; counts.len()];
    for (rank, word) in (0..).zip(order) {
        ranks[word] = rank;
    }
    ranks
}

/// For each item the earlier one that is most like it, if it is like enough.
///
/// Two sets whose Jaccard index reaches a bound share a word among the rarest of each (prefix filter, Bayardo and
/// others 2007), so only items that do are compared.
fn pairs<'a>(
    entries: &'a [Entry<'a>],
    set: impl Fn(&'a Entry<'a>) -> &'a Vec<u32>,
    bound: f64,
) -> Vec<(usize, (usize, f64))> {
    let mut postings: HashMap<u32, Vec<usize>> = HashMap::default();
    let mut seen = vec![usize::MAX; entries.len()];
    let mut found = Vec::new();
    for (number, entry) in entries.iter().enumerate() {
        let words = set(entry);
        if words.len() < MIN_WORDS {
            continue;
        }
        let mut best: Option<(usize, f64)> = None;
        for word in &words[..prefix(words.len(), bound)] {
            let others = postings.entry(*word).or_default();
            for other in others.iter().copied() {
                if std::mem::replace(&mut seen[other], number) == number {
                    continue;
                }
                let theirs = set(&entries[other]);
                let (small, large) = (words.len().min(theirs.len()), words.len().max(theirs.len()));
                if entries[other].language != entry.language || share(small, large) < bound {
                    continue;
                }
                let same = jaccard(words, theirs);
                if same >= bound && best.is_none_or(|(_, most)| same > most) {
                    best = Some((other, same));
                }
            }
            if others.len() < MAX_POSTINGS {
                others.push(number);
            }
        }
        found.extend(best.map(|best| (number, best)));
    }
    found
}

/// How many of the rarest words of a set have to be looked at.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "counts of words are small"
)]
fn prefix(words: usize, bound: f64) -> usize {
    (words - (words as f64 * bound).ceil() as usize + 1).min(words)
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

/// Items with the stem and the options of an earlier one, in any order of options.
fn identical(entries: &[Entry<'_>]) -> Vec<(usize, usize)> {
    let mut first: HashMap<(&str, &str, Vec<&str>), usize> = HashMap::default();
    let mut found = Vec::new();
    for (number, entry) in entries.iter().enumerate() {
        let item = entry.item;
        let mut options: Vec<&str> =
            item.options().iter().chain(item.answers()).map(|text| text.raw.trim()).collect();
        options.sort_unstable();
        let earlier = *first.entry((entry.language, item.stem().raw.trim(), options)).or_insert(number);
        if earlier != number {
            found.push((number, earlier));
        }
    }
    found
}
