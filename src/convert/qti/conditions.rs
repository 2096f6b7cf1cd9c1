//! What responses are worth in QTI 1.2: the `respcondition`s of an item, as a key, as answers or as numbers.

use super::first::share;
use crate::convert::credit;
use crate::convert::draft::number;
use crate::convert::platform::{self, Answer, Numeral};
use crate::convert::xml::Element;
use crate::model::{Fraction, Key, OptionSet, Scoring};

/// One condition: what a response must hold for it, and what it gives.
pub(super) struct Condition<'e> {
    element: &'e Element,
    /// The values that must be there; for texts, any of them.
    pub(super) wanted: Vec<&'e str>,
    /// Whether values must not be there, or other tests are made.
    has_more: bool,
    /// The points that it adds or sets; 0 where it only shows something.
    pub(super) points: Fraction,
}

impl<'e> Condition<'e> {
    /// The names of the feedback that it shows.
    pub(super) fn shown(&self) -> impl Iterator<Item = &'e str> + use<'e> {
        self.element.named("displayfeedback").filter_map(|shown| shown.attribute("linkrefid"))
    }

    /// Whether it asks for a number above or below a bound that is not right itself.
    pub(super) fn leaves_out_a_bound(&self) -> bool {
        ["vargt", "varlt"].iter().any(|name| !self.element.below(name).is_empty())
    }

    /// Whether it asks for a number between bounds.
    pub(super) fn is_range(&self) -> bool {
        ["vargte", "vargt"].iter().any(|name| !self.element.below(name).is_empty())
    }
}

/// The conditions of an item.
pub(super) fn of(item: &Element) -> Vec<Condition<'_>> {
    let most = item.below("decvar").first().and_then(|one| number(one.attribute("maxvalue")?));
    let condition = |element| {
        let (mut wanted, mut has_more) = (Vec::new(), false);
        for test in Element::named(element, "conditionvar") {
            collect(test, &mut wanted, &mut has_more);
        }
        let points = element.named("setvar").filter_map(|set| {
            let text = set.text();
            // Blackboard names the most points instead of saying them.
            if text.trim().strip_suffix(".max").is_some() {
                Some(most.unwrap_or(1.into()))
            } else {
                number(&text)
            }
        });
        Condition { element, wanted, has_more, points: points.sum() }
    };
    item.below("respcondition").into_iter().map(condition).collect()
}

/// The key of a choice by what its conditions give, and what of that cannot come along; or why there is none.
pub(super) fn key(
    conditions: &[Condition<'_>],
    ids: &[&str],
    multiple: bool,
) -> Result<(Key, Vec<String>), String> {
    let at = |id: &&str| ids.iter().take(64).position(|known| known == id);
    let earning: Vec<&Condition<'_>> = conditions.iter().filter(|one| one.points > 0.into()).collect();
    let alone = |one: &Condition<'_>| one.wanted.len() == 1 && !one.has_more;
    let all_of = |one: &Condition<'_>| -> OptionSet { one.wanted.iter().filter_map(at).collect() };
    if multiple {
        let most =
            earning.iter().max_by_key(|one| (one.points, one.wanted.len())).ok_or("no option is right")?;
        if let [one] = earning[..]
            && (one.wanted.len() != 1 || one.has_more || ids.len() == 1 || loses_nothing(conditions))
        {
            let key = Key::Multiple { keyed: all_of(one), scoring: Scoring::AllOrNothing };
            let any = one.wanted.len() > 1 && !one.element.below("or").is_empty();
            let lost = any.then(|| "points for any of the right options".to_owned());
            return held(key, lost.into_iter().collect());
        }
        if conditions.iter().filter(|one| one.points != 0.into()).all(alone) {
            let full: Fraction = earning.iter().map(|one| one.points).sum();
            let (key, lost) = credit::key_of(false, &shares(conditions, ids, full))?;
            return held(key, lost.into_iter().collect());
        }
        let key = Key::Multiple { keyed: all_of(most), scoring: Scoring::AllOrNothing };
        return held(key, vec!["rules of scoring of its own; all or nothing stands in for them".to_owned()]);
    }
    let full = earning.iter().map(|one| one.points).max().ok_or("no option is right")?;
    let (key, lost) = credit::key_of(true, &shares(conditions, ids, full))?;
    held(key, lost.into_iter().collect())
}

fn held(key: Key, lost: Vec<String>) -> Result<(Key, Vec<String>), String> {
    if key.keyed().is_empty() { Err("no option is right".to_owned()) } else { Ok((key, lost)) }
}

/// Whether no condition takes points away.
fn loses_nothing(conditions: &[Condition<'_>]) -> bool {
    conditions.iter().all(|one| one.points >= 0.into())
}

/// The share of each option.
fn shares(conditions: &[Condition<'_>], ids: &[&str], full: Fraction) -> Vec<Fraction> {
    let worth = |id: &&str| {
        let own = conditions.iter().filter(|one| one.wanted.contains(id));
        share(own.map(|one| one.points).sum(), full)
    };
    ids.iter().map(worth).collect()
}

/// The texts that earn something, and whether their letter case counts.
pub(super) fn answers(conditions: &[Condition<'_>]) -> (Vec<Answer>, bool) {
    let most = conditions.iter().map(|one| one.points).max().unwrap_or_default();
    let (mut answers, mut case) = (Vec::new(), false);
    for condition in conditions.iter().filter(|one| one.points > 0.into()) {
        for test in condition.element.below("varequal") {
            case |= test.attribute("case").is_some_and(|case| case.eq_ignore_ascii_case("yes"));
            let text = platform::no_wildcard(test.text().trim());
            answers.push(Answer { text, share: share(condition.points, most), feedback: None });
        }
        for name in ["varsubset", "varsubstring"] {
            for test in condition.element.below(name) {
                // Anything may stand around the text, which is what stars say.
                let text = format!("*{}*", platform::no_wildcard(test.text().trim()));
                answers.push(Answer { text, share: share(condition.points, most), feedback: None });
            }
        }
    }
    (answers, case)
}

/// The numbers that earn something.
pub(super) fn numerals(conditions: &[Condition<'_>]) -> Vec<Numeral> {
    let most = conditions.iter().map(|one| one.points).max().unwrap_or_default();
    let mut found = Vec::new();
    for condition in conditions.iter().filter(|one| one.points > 0.into()) {
        let worth = share(condition.points, most);
        let mut ranges = Vec::new();
        for tests in condition.element.named("conditionvar") {
            bounds(tests, &mut ranges);
        }
        let within = |value: Fraction| {
            ranges.iter().any(|(low, high)| number(low) <= Some(value) && Some(value) <= number(high))
        };
        let exact = condition.element.below("varequal").into_iter().map(|test| test.text().trim().to_owned());
        let exact = exact.filter(|text| !number(text).is_some_and(within));
        for (low, high) in &ranges {
            let spread = number(low).zip(number(high));
            let spread = spread.map(|(low, high)| ((low + high) / 2, (high - low) / 2));
            found.push(Numeral { text: format!("{low} to {high}"), spread, share: worth, feedback: None });
        }
        for text in exact {
            let spread = number(&text).map(|value| (value, 0.into()));
            found.push(Numeral { text, spread, share: worth, feedback: None });
        }
    }
    found
}

/// Every pair of bounds that stand side by side.
fn bounds(tests: &Element, found: &mut Vec<(String, String)>) {
    let text = |names: [&str; 2]| {
        tests.elements().find(|test| names.contains(&&*test.name)).map(|test| test.text().trim().to_owned())
    };
    if let (Some(low), Some(high)) = (text(["vargte", "vargt"]), text(["varlte", "varlt"])) {
        found.push((low, high));
    }
    tests.elements().for_each(|test| bounds(test, found));
}

/// The values that must be there, and whether anything else is tested.
fn collect<'e>(tests: &'e Element, wanted: &mut Vec<&'e str>, has_more: &mut bool) {
    for test in tests.elements() {
        match &*test.name {
            "varequal" => wanted.extend(test.own_text().map(str::trim)),
            "and" | "or" => collect(test, wanted, has_more),
            _ => *has_more = true,
        }
    }
}
