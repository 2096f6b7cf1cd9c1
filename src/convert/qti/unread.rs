//! What of an item of QTI 2 and 3 its reader passes over, to be told.

use crate::convert::draft::label;
use crate::convert::xml::Element;

const NO_COUNTERPART: &str = "a bank has no counterpart of it";

/// Elements of an item that are read, or say how it looks.
const READ: [&str; 6] = [
    "responseDeclaration",
    "outcomeDeclaration",
    "itemBody",
    "responseProcessing",
    "modalFeedback",
    "stylesheet",
];

/// What is passed over, each with the reason.
pub(super) fn of(root: &Element, interaction: &Element) -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    for element in root.elements().filter(|element| !READ.contains(&&*element.name)) {
        found.push((format!("`<{}>`", element.name), NO_COUNTERPART));
    }
    if root.named("responseDeclaration").count() > 1 {
        found.push(("a second response".to_owned(), "an item has one"));
    }
    if root.attribute("adaptive") == Some("true") {
        found.push(("several attempts (`adaptive`)".to_owned(), "a bank has one"));
    }
    if let Some(mask) = interaction.attribute("patternMask") {
        found.push((format!("the pattern `{mask}` of responses"), "a bank has none"));
    }
    let choices: Vec<&Element> = interaction.named("simpleChoice").collect();
    let is_fixed = |one: &Element| one.attribute("fixed") == Some("true");
    let fixed: Vec<String> = (0..choices.len()).filter(|at| is_fixed(choices[*at])).map(label).collect();
    if interaction.attribute("shuffle") == Some("true") && !fixed.is_empty() {
        let what = format!("the fixed place of option {}", fixed.join(", "));
        found.push((what, "a bank shuffles all options of an item or none"));
    }
    let limit = |name: &str| interaction.attribute(name).and_then(|text| text.trim().parse::<usize>().ok());
    let several =
        root.named("responseDeclaration").any(|one| one.attribute("cardinality") == Some("multiple"));
    let most = limit("maxChoices").filter(|most| several && (1..choices.len()).contains(most));
    let least = limit("minChoices").filter(|least| *least > 1);
    for (name, count) in [("maxChoices", most), ("minChoices", least)] {
        let why = "a bank lets any number of options be chosen";
        found.extend(count.map(|count| (format!("`{name}` {count}"), why)));
    }
    found
}
