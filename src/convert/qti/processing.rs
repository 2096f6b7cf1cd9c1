//! How QTI 2 and 3 score a response: what an item's `responseProcessing` comes to, where it is one of the ways that
//! a bank knows. Anything else is a way of its own, and is told.

use crate::convert::draft::number;
use crate::convert::xml::Element;
use crate::model::Fraction;

/// What the processing comes to.
#[derive(Debug, Default)]
pub(super) struct Processing<'e> {
    /// Points for each value come from the mapping.
    pub(super) is_mapped: bool,
    /// Something counts that is neither the right response nor the mapping.
    pub(super) is_own: bool,
    /// The score never falls below what `MINSCORE` says.
    pub(super) has_floor: bool,
    /// The points for the right response, where it says them.
    pub(super) points: Option<Fraction>,
    /// The test of a number against a tolerance.
    pub(super) equal: Option<&'e Element>,
    /// The bounds of a number.
    pub(super) range: Option<(Fraction, Fraction)>,
}

/// What a test of a condition is.
#[derive(Debug)]
enum Test<'e> {
    /// The response is the right one.
    Right,
    Equal(&'e Element),
    Range(Fraction, Fraction),
    /// It holds whenever there is a response.
    Always,
    /// It compares scores, or holds where there is no response.
    Aside,
    Own,
}

/// Reads the processing of an item.
pub(super) fn of(root: &Element) -> Processing<'_> {
    let mut found = Processing::default();
    let Some(processing) = root.first("responseProcessing") else { return found };
    if let Some(template) = processing.attribute("template").filter(|name| !name.is_empty()) {
        let name = template.trim_end_matches(".xml").rsplit('/').next().unwrap_or(template);
        found.is_mapped = name == "map_response";
        found.is_own = !matches!(name, "map_response" | "match_correct");
    }
    let mut rights = 0;
    rules(processing, &Test::Always, &mut found, &mut rights);
    let least = root.named("outcomeDeclaration").find(|one| one.attribute("identifier") == Some("MINSCORE"));
    let least = least.and_then(|one| number(&one.text()));
    found.has_floor &= least.is_none_or(|least| least >= 0.into());
    found.is_own |= rights > 1 || rights == 1 && found.is_mapped;
    found
}

fn rules<'e>(element: &'e Element, test: &Test<'e>, found: &mut Processing<'e>, rights: &mut usize) {
    for rule in element.elements() {
        match &*rule.name {
            "responseCondition" | "responseProcessingFragment" => {
                for branch in rule.elements() {
                    let tested = branch.elements().next().filter(|_| branch.name != "responseElse");
                    let test = tested.map_or(Test::Aside, test_of);
                    rules(branch, &test, found, rights);
                }
            }
            "setOutcomeValue" if rule.attribute("identifier") == Some("SCORE") => {
                score(rule, test, found, rights);
            }
            _ => {}
        }
    }
}

/// What a rule that sets the score comes to.
fn score<'e>(rule: &'e Element, test: &Test<'e>, found: &mut Processing<'e>, rights: &mut usize) {
    let Some(value) = rule.elements().next() else { return };
    let parts: Vec<&Element> = if value.name == "sum" { value.elements().collect() } else { vec![value] };
    for part in parts {
        match (&*part.name, part.attribute("identifier")) {
            ("variable", Some("SCORE")) => {}
            ("variable", Some("MINSCORE")) => found.has_floor = true,
            ("mapResponse", _) => {
                found.is_own |= !matches!(test, Test::Always | Test::Aside) || found.is_mapped;
                found.is_mapped = true;
            }
            ("baseValue", _) | ("variable", Some("MAXSCORE")) => {
                let points = number(&part.text());
                if part.name == "baseValue" && points == Some(0.into()) || matches!(test, Test::Aside) {
                    found.is_own |= points.is_some_and(|points| points > 0.into());
                    continue;
                }
                match test {
                    Test::Right => {}
                    Test::Equal(equal) => found.equal = Some(equal),
                    Test::Range(low, high) => found.range = Some((*low, *high)),
                    Test::Always | Test::Aside | Test::Own => found.is_own = true,
                }
                found.points = points.filter(|points| *points > 0.into());
                *rights += 1;
            }
            _ => found.is_own = true,
        }
    }
}

fn test_of(test: &Element) -> Test<'_> {
    let names: Vec<&str> =
        test.below("variable").iter().filter_map(|one| one.attribute("identifier")).collect();
    let scores = |name: &&str| matches!(*name, "SCORE" | "MAXSCORE" | "MINSCORE");
    let is_correct = || test.elements().any(|one| one.name == "correct");
    match &*test.name {
        "isNull" => Test::Aside,
        "not" if test.elements().all(|one| one.name == "isNull") => Test::Always,
        "match" if is_correct() => Test::Right,
        "equal" => Test::Equal(test),
        "and" => {
            let rest: Vec<Test<'_>> =
                test.elements().filter(|one| !matches!(test_of(one), Test::Always)).map(test_of).collect();
            match range(test) {
                Some((low, high)) => Test::Range(low, high),
                None if rest.len() == 1 => rest.into_iter().next().unwrap_or(Test::Own),
                None => Test::Own,
            }
        }
        _ if !names.is_empty() && names.iter().all(scores) => Test::Aside,
        _ => Test::Own,
    }
}

/// The bounds that `gte` and `lte` say, if nothing else is tested.
fn range(test: &Element) -> Option<(Fraction, Fraction)> {
    let bound = |name: &str| number(&test.first(name)?.first("baseValue")?.text());
    let more = test.elements().any(|one| !matches!(&*one.name, "gte" | "lte" | "not"));
    if more { None } else { bound("gte").zip(bound("lte")) }
}

/// The value and tolerance that a test of a number says: exactly, absolutely on both sides, or as parts of a hundred
/// of the value. `Err` tells what of it cannot be said.
pub(super) fn spread(equal: &Element, value: Fraction) -> Result<(Fraction, Fraction), String> {
    let mode = equal.attribute("toleranceMode").unwrap_or("exact");
    let said = equal.attribute("tolerance").unwrap_or("0");
    let sides: Option<Vec<Fraction>> = said.split_whitespace().map(number).collect();
    let unclear = || format!("the tolerance `{said}` ({mode}) is no number");
    let (below, above) = match sides.as_deref() {
        _ if mode == "exact" => (0.into(), 0.into()),
        Some([both]) => (*both, *both),
        Some([below, above]) => (*below, *above),
        _ => return Err(unclear()),
    };
    let size = if value < 0.into() { -value } else { value };
    let (below, above) = match mode {
        "relative" => (size * below / 100, size * above / 100),
        "absolute" | "exact" => (below, above),
        _ => return Err(unclear()),
    };
    Ok((value + (above - below) / 2, (below + above) / 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convert::xml::parse;
    use crate::model::fraction::to_decimal;

    #[test]
    fn tolerances_are_absolute_relative_or_lopsided() {
        #[track_caller]
        fn check(attributes: &str, expected: &str) {
            let equal = parse(&format!("<equal {attributes}/>")).expect("parses");
            let found = spread(&equal, (-8).into());
            let shown = found
                .map(|(value, tolerance)| format!("{}±{}", to_decimal(value, 6), to_decimal(tolerance, 6)));
            assert_eq!(shown.unwrap_or_else(|why| why), expected);
        }
        check("toleranceMode='absolute' tolerance='0.5 0.5'", "-8±0.5");
        check("toleranceMode='relative' tolerance='5'", "-8±0.4");
        check("toleranceMode='absolute' tolerance='1 2'", "-7.5±1.5");
        check("toleranceMode='exact'", "-8±0");
        check("toleranceMode='absolute' tolerance='{T}'", "the tolerance `{T}` (absolute) is no number");
    }
}
