//! What rulings accepted, as lines to add to the banks.
//!
//! Only the list of accepted texts grows; every other line stays as it is. What is proposed has been read again: the
//! banks are valid, hold what they held and the added texts, and score these as was ruled.

use super::yaml::accepted;
use crate::diagnostic::{Edit, SourceId, apply};
use crate::load::{Loaded, LoadedItem};
use crate::model::fraction::{MAX_DECIMALS, to_decimal};
use crate::model::{Accept, AcceptedText, Bank, Decision, Fraction, ItemKind, Ruling, ShortAnswer, Status};
use crate::scoring::{Lexicon, Rule, ShortScorer};
use crate::yaml::{ListEnd, NodeKind};
use std::collections::BTreeMap;

/// What rulings would change.
#[derive(Debug, Default)]
pub struct Proposal {
    /// The new text of every file that changes.
    pub changed: BTreeMap<SourceId, String>,
    /// How many texts are added.
    pub added: usize,
    /// Why each of the other rulings adds nothing, in their order.
    pub told: Vec<Told>,
}

/// Why a ruling adds nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The ruling's place among those given.
    pub ruling: usize,
    /// Whether the banks know what it decided, or a later ruling decides.
    pub settled: bool,
    /// Why, in words.
    pub why: String,
}

/// The texts that are added to one item.
struct Addition<'a> {
    item: LoadedItem<'a>,
    /// The item with them.
    short: ShortAnswer,
    /// The rulings that add them, each with its text and credit.
    added: Vec<(usize, AcceptedText)>,
}

/// Proposes what `rulings` add to the banks that are loaded, which must be valid.
pub fn propose(loaded: &Loaded, rulings: &[Ruling]) -> Proposal {
    let lexicon = Lexicon::from_items(loaded.items().map(|found| found.item));
    let last = last_rulings(loaded, &lexicon, rulings);
    let mut additions: Vec<Addition<'_>> = Vec::new();
    let mut proposal = Proposal::default();
    for (number, ruling) in rulings.iter().enumerate() {
        let added = match find(loaded, ruling) {
            Ok((item, short, accepted)) => {
                let known = additions.iter().position(|addition| addition.item.item.id == item.item.id);
                let at = known.unwrap_or(additions.len());
                if known.is_none() {
                    additions.push(Addition { item, short: short.clone(), added: Vec::new() });
                }
                if last.contains(&number) {
                    additions[at].add(number, accepted, &lexicon)
                } else {
                    Err((true, "a later ruling decides on the same text".to_owned()))
                }
            }
            Err(why) => Err((false, why)),
        };
        if let Err((settled, why)) = added {
            proposal.told.push(Told { ruling: number, settled, why });
        }
    }
    additions.retain(|addition| !addition.added.is_empty());
    let (changed, refused) = place(loaded, &additions);
    for addition in &additions {
        if refused.contains(&addition.item.item.id.as_str()) {
            let why = "the list cannot be changed without changing more; add the text by hand".to_owned();
            let told = |(ruling, _): &(usize, _)| Told { ruling: *ruling, settled: false, why: why.clone() };
            proposal.told.extend(addition.added.iter().map(told));
        } else {
            proposal.added += addition.added.len();
        }
    }
    proposal.told.sort_by_key(|told| told.ruling);
    proposal.changed = changed;
    proposal
}

/// The item of a ruling and what it accepts there, or why that cannot be added.
fn find<'a>(
    loaded: &'a Loaded,
    ruling: &Ruling,
) -> Result<(LoadedItem<'a>, &'a ShortAnswer, AcceptedText), String> {
    let Some(item) = loaded.item(&ruling.item) else { return Err("no bank here has the item".to_owned()) };
    let Decision::Accept { text, credit } = &ruling.decision else {
        return Err("it decides on the item, not on an answer; change the item by hand".to_owned());
    };
    let ItemKind::Short(short) = &item.item.kind else {
        return Err("the item is multiple choice and accepts no texts".to_owned());
    };
    let form = match short.accept {
        // White space counts for nothing in an answer, and line breaks would be unsightly in a bank.
        Accept::Texts(_) => {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            return Ok((item, short, AcceptedText { text, credit: *credit, feedback: None }));
        }
        Accept::Words(_) => "accept-words",
        Accept::List { .. } => "accept-list",
        Accept::Number { .. } => "accept-number",
    };
    Err(format!("the item has `{form}`, to which no text can be added; change it by hand"))
}

/// The rulings that no later one on the same text of the same item replaces.
fn last_rulings(loaded: &Loaded, lexicon: &Lexicon, rulings: &[Ruling]) -> Vec<usize> {
    let mut scorers: BTreeMap<&str, ShortScorer> = BTreeMap::new();
    let mut last = BTreeMap::new();
    for (number, ruling) in rulings.iter().enumerate() {
        if let Ok((item, short, accepted)) = find(loaded, ruling) {
            let scorer =
                scorers.entry(&item.item.id).or_insert_with(|| ShortScorer::new(short, lexicon, &[]));
            last.insert((&item.item.id, scorer.key(&accepted.text)), number);
        }
    }
    let mut last: Vec<usize> = last.into_values().collect();
    last.sort_unstable();
    last
}

impl Addition<'_> {
    /// Adds a text, unless it is known or would not score as was ruled. The error tells whether it is settled, and
    /// why.
    fn add(
        &mut self,
        ruling: usize,
        accepted: AcceptedText,
        lexicon: &Lexicon,
    ) -> Result<(), (bool, String)> {
        let now = ShortScorer::new(&self.short, lexicon, &[]).score(&accepted.text);
        let settled = now.status != Status::Review && now.rule != Rule::None;
        let zero = Fraction::from_integer(0);
        if settled && now.credit == accepted.credit {
            let why = if now.credit == zero { "earns nothing already" } else { "is accepted already" };
            return Err((true, why.to_owned()));
        }
        if accepted.credit == zero {
            let why =
                "was ruled to earn nothing; where the bank should say so, put it under `reject` by hand";
            return Err((false, why.to_owned()));
        }
        let credit = accepted.credit;
        let scores_as_ruled = |short: &ShortAnswer| {
            ShortScorer::new(short, lexicon, &[]).score(&accepted.text).credit == credit
        };
        let mut short = self.short.clone();
        if let Accept::Texts(texts) = &mut short.accept {
            texts.push(accepted.clone());
        }
        if scores_as_ruled(&short) {
            self.short = short;
            self.added.push((ruling, accepted));
            return Ok(());
        }
        Err((
            false,
            match now.rule {
                Rule::Rejected => "is rejected by the item; change its `reject` by hand".to_owned(),
                _ if now.credit > zero => {
                    let earns = to_decimal(now.credit, u32::try_from(MAX_DECIMALS).unwrap_or(6));
                    format!("earns {earns} by a text that is accepted already; change that one by hand")
                }
                _ => "would not earn the credit where it is accepted; change the item by hand".to_owned(),
            },
        ))
    }

    /// The edit of the bank's text.
    fn edit(&self, loaded: &Loaded) -> Option<Edit> {
        let list = self.item.node.get("accept")?;
        let source = loaded.sources.get(list.span().source);
        let end = ListEnd::of(list, source)?;
        // Texts with a credit are written as the list writes the last of them.
        let last_map = list.items().filter(|element| element.kind() == NodeKind::Map).last();
        let in_braces = last_map.is_none_or(|map| source.slice(map.span()).starts_with('{'));
        let is_whole = |accepted: &AcceptedText| accepted.credit == Fraction::from_integer(1);
        let elements: Vec<String> = self
            .added
            .iter()
            .map(|(_, text)| {
                let flow = end.is_flow() || (in_braces && !is_whole(text));
                accepted(&text.text, text.credit, flow)
            })
            .collect();
        Some(end.adding(elements.iter().map(String::as_str)))
    }
}

/// Puts additions into the banks' texts. Gives the texts that change and the items of additions that cannot be made.
fn place<'a>(loaded: &Loaded, additions: &'a [Addition<'_>]) -> (BTreeMap<SourceId, String>, Vec<&'a str>) {
    let all: Vec<&Addition<'_>> = additions.iter().collect();
    if let Some(changed) = changed(loaded, &all) {
        return (changed, Vec::new());
    }
    // One of them does what it should not: it is found by making each alone.
    let sound: Vec<&Addition<'_>> =
        all.iter().copied().filter(|addition| changed(loaded, &[*addition]).is_some()).collect();
    let together = changed(loaded, &sound);
    let is_made = |addition: &Addition<'_>| {
        together.is_some() && sound.iter().any(|sound| std::ptr::eq(*sound, addition))
    };
    let refused = additions.iter().filter(|addition| !is_made(addition));
    let refused = refused.map(|addition| addition.item.item.id.as_str()).collect();
    (together.unwrap_or_default(), refused)
}

/// The texts after additions; `None` where they would not read as they should.
fn changed(loaded: &Loaded, additions: &[&Addition<'_>]) -> Option<BTreeMap<SourceId, String>> {
    let mut edits: BTreeMap<SourceId, Vec<Edit>> = BTreeMap::new();
    for addition in additions {
        let edit = addition.edit(loaded)?;
        edits.entry(edit.span.source).or_default().push(edit);
    }
    let texts = edits
        .iter()
        .map(|(source, edits)| Some((*source, apply(loaded.sources.get(*source).text(), edits)?)));
    let changed: BTreeMap<SourceId, String> = texts.collect::<Option<_>>()?;
    let after = loaded.with_texts(&changed);
    let expected = loaded.banks.iter().map(|bank| with_additions(&bank.bank, additions));
    let holds =
        after.is_valid() && after.banks.iter().map(|bank| &bank.bank).eq(expected.collect::<Vec<_>>().iter());
    (holds && score_as_ruled(&after, additions)).then_some(changed)
}

/// The bank as it should be read.
fn with_additions(bank: &Bank, additions: &[&Addition<'_>]) -> Bank {
    let mut bank = bank.clone();
    let here: BTreeMap<&str, &ShortAnswer> =
        additions.iter().map(|addition| (addition.item.item.id.as_str(), &addition.short)).collect();
    for item in &mut bank.items {
        if let Some(short) = here.get(item.id.as_str()) {
            item.kind = ItemKind::Short((*short).clone());
        }
    }
    bank
}

/// Whether every added text earns its credit, by the words of the new banks.
fn score_as_ruled(after: &Loaded, additions: &[&Addition<'_>]) -> bool {
    let lexicon = Lexicon::from_items(after.items().map(|found| found.item));
    additions.iter().all(|addition| {
        let scorer = ShortScorer::new(&addition.short, &lexicon, &[]);
        addition.added.iter().all(|(_, accepted)| scorer.score(&accepted.text).credit == accepted.credit)
    })
}
