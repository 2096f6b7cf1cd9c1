//! `allow` of an item: what it silences, and what is wrong with it.

use super::context::{Context, ItemContext};
use super::lint::Lint;
use super::lints::bank::{unknown_lint, useless_allow};
use super::registry::{self, LINTS};
use crate::diagnostic::{Finding, SourceId, code};
use crate::yaml::shape::nearest;
use foldhash::HashSet;

/// What is left of `found` when each item's `allow` has been heard, with findings about `allow` itself.
/// `on` are the lints that were looked for.
pub(super) fn apply(context: &Context<'_>, found: Vec<Finding>, on: &[&'static Lint]) -> Vec<Finding> {
    let allowing: Vec<ItemContext<'_>> =
        context.items().filter(|item| !item.item().allow.is_empty()).collect();
    if allowing.is_empty() {
        return found;
    }
    // Every item's stretch, so that a finding is silenced by the item it is in and by no other.
    let mut stretches: Vec<(SourceId, u32, u32, usize)> = Vec::new();
    for (number, item) in allowing.iter().enumerate() {
        let span = item.span();
        stretches.push((span.source, span.start, span.end, number));
    }
    stretches.sort_unstable();
    let owner = |finding: &Finding| {
        let (source, start) = (finding.span.source, finding.span.start);
        let behind = stretches.partition_point(|other| (other.0, other.1) <= (source, start));
        let (other, _, end, number) = *stretches.get(behind.checked_sub(1)?)?;
        (other == source && start <= end).then_some(number)
    };
    let mut used: HashSet<(usize, String)> = HashSet::default();
    let mut left = Vec::new();
    for finding in found {
        let silenced = owner(&finding)
            .filter(|number| allowing[*number].item().allow.iter().any(|(id, _)| *id == finding.code));
        match silenced {
            Some(number) => {
                used.insert((number, finding.code.into_owned()));
            }
            None => left.push(finding),
        }
    }
    let is_on: HashSet<&str> = on.iter().map(|lint| lint.id).collect();
    for (number, item) in allowing.iter().enumerate() {
        for entry in item.node().get("allow").into_iter().flat_map(crate::yaml::Node::entries) {
            let id = entry.name();
            let span = entry.key.span();
            if registry::find(id).is_none() {
                if is_on.contains(unknown_lint::LINT.id) {
                    left.push(unknown(id, Finding::warning(unknown_lint::LINT.id, span, "")));
                }
            } else if is_on.contains(id)
                && is_on.contains(useless_allow::LINT.id)
                && !used.contains(&(number, id.to_owned()))
            {
                let message = format!("`{id}` does not fire in this item, so allowing it does nothing");
                left.push(
                    Finding::warning(useless_allow::LINT.id, span, message).with_help("remove the line"),
                );
            }
        }
    }
    left
}

fn unknown(id: &str, mut finding: Finding) -> Finding {
    if code::CODES.iter().any(|(code, _)| *code == id) {
        finding.message = format!("`{id}` is an error, which cannot be allowed");
        return finding.with_help("mend what it tells");
    }
    finding.message = format!("there is no lint `{id}`");
    match nearest(id, LINTS.iter().map(|lint| lint.id)) {
        Some(near) => finding.with_help(format!("did you mean `{near}`?")),
        None => finding.with_help("`qbank explain` lists the lints"),
    }
}
