//! QTI 1.2, and how Canvas writes it.

use crate::convert::draft::{Alternative, Draft, choice, number};
use crate::convert::lost::{Place, Places};
use crate::convert::platform::{self, Answer, Numeral};
use crate::convert::xml::Element;
use crate::convert::{extras, markup};
use crate::model::{Fraction, Item, ItemKind, Key, OptionSet, Scoring};

/// Reads a `questestinterop` document.
pub(super) fn read(root: &Element, places: &Places<'_>, draft: &mut Draft) {
    let containers =
        root.elements().filter(|one| matches!(&*one.name, "assessment" | "objectbank" | "section"));
    let mut topic = None;
    for container in containers {
        let named =
            fields(container).into_iter().find(|(name, _)| name == "bank_title").map(|(_, title)| title);
        let title = container.attribute("title").map(str::to_owned).or(named).unwrap_or_default();
        if title.trim().is_empty() {
            continue;
        }
        draft.bank().title.get_or_insert_with(|| title.trim().to_owned());
        topic = Some(draft.topic(&[title]));
    }
    for item in root.below("item") {
        let place = places.at(item.offset);
        let id = draft.item_id(item.attribute("ident").or(item.attribute("title")).unwrap_or(""));
        let topic = topic.clone().unwrap_or_else(|| draft.topic::<&str>(&[]));
        Reader { item, id, place, draft }.read(topic);
    }
}

struct Reader<'r> {
    item: &'r Element,
    id: String,
    place: Place,
    draft: &'r mut Draft,
}

impl Reader<'_> {
    fn read(mut self, topic: String) {
        let fields = fields(self.item);
        let field =
            |name: &str| fields.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str());
        let kind = field("question_type").unwrap_or("");
        let why = match kind {
            "essay_question" => "it is an essay, which a person has to mark",
            "matching_question" => "matching has no counterpart",
            "fill_in_multiple_blanks_question" | "multiple_dropdowns_question" => {
                "text with gaps has no counterpart"
            }
            "calculated_question" => "calculated items, with numbers drawn anew, have no counterpart",
            "file_upload_question" => "a file to hand in has no counterpart",
            "text_only_question" => "it is a description and asks nothing",
            _ => "",
        };
        if !why.is_empty() {
            return self.draft.lose_item(&self.id, Some(self.place), why);
        }
        let Some(presentation) = self.item.first("presentation") else {
            return self.draft.lose_item(&self.id, Some(self.place), "it has no presentation");
        };
        let lids = presentation.below("response_lid");
        let strings = presentation.below("response_str").len() + presentation.below("response_num").len();
        let (kind, aside) = match (&lids[..], strings) {
            ([response], 0) => match self.choice(response) {
                Some(kind) => (kind, Vec::new()),
                None => return,
            },
            ([], 1) if kind == "numerical_question" => match self.numerical() {
                Some(found) => found,
                None => return,
            },
            ([], 1) => match self.short_answer() {
                Some(kind) => (kind, Vec::new()),
                None => return,
            },
            _ => {
                let why = "it has none or several places for a response, which has no counterpart";
                return self.draft.lose_item(&self.id, Some(self.place), why);
            }
        };
        let stem = presentation.below("material").first().map(|material| self.material(material, "the stem"));
        let mut item = Item::new(self.id.clone(), topic, stem.unwrap_or_default(), kind);
        if let Some(points) = field("points_possible").and_then(number).filter(|points| *points > 0.into()) {
            item.points = points;
        }
        if let Some(text) = self.feedback("general_fb") {
            extras::explain(&mut item, &text);
        }
        for text in aside {
            extras::add_rationale(&mut item, &text);
        }
        for name in ["correct_fb", "general_incorrect_fb"] {
            if let Some(text) = self.feedback(name) {
                self.lose(format!("`{name}`: {text}"), "a bank has feedback for single options only");
            }
        }
        let place = Some(self.place);
        self.draft.push(item, place);
    }

    fn choice(&mut self, response: &Element) -> Option<ItemKind> {
        let labels = response.below("response_label");
        let multiple =
            response.attribute("rcardinality").is_some_and(|one| one.eq_ignore_ascii_case("multiple"));
        let ids: Vec<&str> = labels.iter().map(|label| label.attribute("ident").unwrap_or("")).collect();
        let mut options = Vec::new();
        for label in &labels {
            let text = label.below("material").first().map(|material| self.material(material, "an option"));
            options.push(Alternative { text: text.unwrap_or_default(), feedback: None });
        }
        let mut keyed = OptionSet::EMPTY;
        for condition in self.item.below("respcondition") {
            let named = |element: &Element| {
                let text = element.text();
                ids.iter().take(64).position(|id| *id == text.trim())
            };
            let tests: Vec<&Element> = condition.first("conditionvar").into_iter().collect();
            let wanted: OptionSet = tests.iter().flat_map(|test| wanted(test)).filter_map(named).collect();
            if earns(condition) {
                if !multiple && !keyed.is_empty() {
                    self.draft.lose_item(
                        &self.id,
                        Some(self.place),
                        "more than one option is right, and one may be chosen",
                    );
                    return None;
                }
                keyed = keyed.union(wanted);
            }
            for shown in condition.named("displayfeedback") {
                let link = shown.attribute("linkrefid").unwrap_or("").to_owned();
                let option = (wanted.len() == 1).then(|| wanted.iter().next()).flatten();
                if let (Some(at), Some(text)) = (option, self.feedback(&link))
                    && !matches!(&*link, "general_fb" | "correct_fb" | "general_incorrect_fb")
                {
                    options[at].feedback = Some(text);
                }
            }
        }
        let Some(first) = keyed.iter().next() else {
            self.draft.lose_item(&self.id, Some(self.place), "no option is right");
            return None;
        };
        let key = if multiple {
            Key::Multiple { keyed, scoring: Scoring::AllOrNothing }
        } else {
            Key::Single(first)
        };
        Some(choice(options, key))
    }

    fn short_answer(&mut self) -> Option<ItemKind> {
        let mut answers = Vec::new();
        let mut case = false;
        for condition in self.item.below("respcondition").into_iter().filter(|condition| earns(condition)) {
            for test in condition.below("varequal") {
                case |= test.attribute("case").is_some_and(|case| case.eq_ignore_ascii_case("yes"));
                let text = platform::no_wildcard(test.text().trim());
                answers.push(Answer { text, share: Fraction::from_integer(1), feedback: None });
            }
        }
        platform::short_answer(answers, case, &self.id, Some(self.place), self.draft)
    }

    fn numerical(&mut self) -> Option<(ItemKind, Vec<String>)> {
        let mut answers = Vec::new();
        for condition in self.item.below("respcondition").into_iter().filter(|condition| earns(condition)) {
            let value = |name: &str| condition.below(name).first().map(|test| test.text().trim().to_owned());
            let (low, high) =
                (value("vargte").or_else(|| value("vargt")), value("varlte").or_else(|| value("varlt")));
            let exact = value("varequal");
            let spread = match (low.as_deref().and_then(number), high.as_deref().and_then(number)) {
                (Some(low), Some(high)) => Some(((low + high) / 2, (high - low) / 2)),
                _ => exact.as_deref().and_then(number).map(|value| (value, 0.into())),
            };
            let text = exact.or(low).unwrap_or_default();
            answers.push(Numeral { text, spread, share: 1.into(), feedback: None });
        }
        platform::numerical(answers, Vec::new(), &self.id, Some(self.place), self.draft)
    }

    /// The text of the feedback with this name.
    fn feedback(&mut self, name: &str) -> Option<String> {
        let item = self.item;
        let feedback = item.named("itemfeedback").find(|one| one.attribute("ident") == Some(name))?;
        let text = self.material(feedback.below("material").first()?, "a feedback");
        (!text.is_empty()).then_some(text)
    }

    fn material(&mut self, material: &Element, what: &str) -> String {
        let mut parts = Vec::new();
        for text in material.elements() {
            match &*text.name {
                "mattext" if text.attribute("texttype") == Some("text/html") => {
                    let made = markup::from_html(&text.text());
                    if let Some(odd) = made.odd {
                        self.lose(format!("{odd} in {what}"), platform::NO_HTML);
                    }
                    parts.push(made.text);
                }
                "mattext" => parts.push(text.text().trim().to_owned()),
                "matimage" => self.lose(format!("a picture in {what}"), platform::NO_HTML),
                other => self.lose(format!("`<{other}>` in {what}"), platform::NO_HTML),
            }
        }
        parts.retain(|part| !part.is_empty());
        parts.join("\n\n")
    }

    fn lose(&mut self, what: impl Into<String>, why: &str) {
        self.draft.lose(&self.id, Some(self.place), what, why);
    }
}

/// The fields of an element's metadata.
fn fields(element: &Element) -> Vec<(String, String)> {
    let metadata = element.first("itemmetadata").or_else(|| element.first("qtimetadata"));
    let fields = metadata.map(|one| one.below("qtimetadatafield")).unwrap_or_default();
    let text = |field: &Element, name: &str| field.first(name).map(Element::text).unwrap_or_default();
    fields.into_iter().map(|field| (text(field, "fieldlabel"), text(field, "fieldentry"))).collect()
}

/// The tests of a condition that must hold: not those under a `not`.
fn wanted(condition: &Element) -> Vec<&Element> {
    let mut found = Vec::new();
    for element in condition.elements() {
        match &*element.name {
            "varequal" => found.push(element),
            "not" => {}
            _ => found.extend(wanted(element)),
        }
    }
    found
}

/// Whether a condition gives points.
fn earns(condition: &Element) -> bool {
    condition.named("setvar").any(|set| number(&set.text()).is_some_and(|points| points > 0.into()))
}
