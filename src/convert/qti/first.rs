//! QTI 1.2, and how Canvas, Blackboard and R/exams write it: sections, and one item with its stem, its response and
//! its feedback. What the item is worth is read by `conditions`.

use super::conditions::{self, Condition};
use crate::convert::draft::{Alternative, Draft, choice, number};
use crate::convert::lost::{Place, Places};
use crate::convert::platform;
use crate::convert::xml::Element;
use crate::convert::{extras, markup};
use crate::model::{Fraction, Item, ItemKind};

const NO_COUNTERPART: &str = "a bank has no counterpart of it";

/// Metadata of an item that is read here, or says how a platform shows the item.
const FIELDS: [&str; 13] = [
    "question_type",
    "points_possible",
    "original_answer_ids",
    "assessment_question_identifierref",
    "calculator_type",
    "interaction_type",
    "cc_profile",
    "cc_weighting",
    "qmd_itemtype",
    "qmd_weighting",
    "qmd_absolutescore_max",
    "qmd_computerscored",
    "bank_title",
];

/// Reads a `questestinterop` document.
pub(super) fn read(root: &Element, places: &Places<'_>, draft: &mut Draft) {
    contents(root, &[], None, places, draft);
}

/// Reads the items of a container under its titles, and tells what else it says.
fn contents(
    container: &Element,
    titles: &[String],
    points: Option<Fraction>,
    places: &Places<'_>,
    draft: &mut Draft,
) {
    // In a group, Canvas counts every item the same, whatever the item itself says.
    let each =
        container.first("selection_ordering").and_then(|one| one.below("points_per_item").first().copied());
    let points = each.and_then(|each| number(&each.text())).filter(|points| *points > 0.into()).or(points);
    for element in container.elements() {
        let place = places.at(element.offset);
        match &*element.name {
            "assessment" | "objectbank" | "section" => {
                let named = fields(element).into_iter().find(|(name, _)| name == "bank_title");
                let title = element.attribute("title").map(str::to_owned).or(named.map(|(_, title)| title));
                let title = title.map(|title| title.trim().to_owned()).filter(|title| !title.is_empty());
                let mut titles = titles.to_vec();
                if let Some(title) = title.filter(|title| titles.last() != Some(title)) {
                    draft.bank().title.get_or_insert_with(|| title.clone());
                    titles.push(title);
                }
                contents(element, &titles, points, places, draft);
            }
            "item" => {
                let title = element.attribute("title").unwrap_or("");
                let id = draft.item_id(element.attribute("ident").unwrap_or(title));
                let topic = draft.topic(titles);
                // Canvas calls every item so that has no name.
                if title != "Question" {
                    draft.lose_name(&id, Some(place), title);
                }
                Reader { item: element, id, place, shown: Vec::new(), draft }.read(topic, points);
            }
            // How often and in which order a platform shows the whole.
            "qtimetadata" | "qticomment" | "outcomes_processing" | "itemmetadata" => {}
            _ if element.text().trim().is_empty() => {}
            "selection_ordering" => {
                let count = element.below("selection_number").first().map(|one| one.text());
                let what = format!("the draw of {} of its items", count.unwrap_or_default().trim());
                draft.lose("", Some(place), what, "a bank draws by an exam's blueprint");
            }
            other => draft.lose("", Some(place), format!("`<{other}>`"), NO_COUNTERPART),
        }
    }
}

struct Reader<'r> {
    item: &'r Element,
    id: String,
    place: Place,
    /// Feedback that has gone somewhere.
    shown: Vec<String>,
    draft: &'r mut Draft,
}

impl Reader<'_> {
    fn read(mut self, topic: String, points: Option<Fraction>) {
        let fields = fields(self.item);
        let field =
            |name: &str| fields.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str());
        let kind = field("question_type").or(field("cc_profile")).unwrap_or("");
        if let Some(why) = without_counterpart(kind) {
            return self.draft.lose_item(&self.id, Some(self.place), why);
        }
        let Some(presentation) = self.item.first("presentation") else {
            return self.draft.lose_item(&self.id, Some(self.place), "it has no presentation");
        };
        let lids = presentation.below("response_lid");
        let strings = [presentation.below("response_str"), presentation.below("response_num")].concat();
        let conditions = conditions::of(self.item);
        let mut shuffle = true;
        let found = match (&lids[..], &strings[..]) {
            ([response], []) => {
                shuffle = self.shuffle(response);
                self.choice(response, &conditions).map(|kind| (kind, Vec::new()))
            }
            ([], [response]) => {
                let is_number = kind == "numerical_question"
                    || response.name == "response_num"
                    || response.below("vargte").is_empty() && conditions.iter().any(Condition::is_range);
                let (id, place) = (self.id.clone(), Some(self.place));
                if is_number {
                    if conditions.iter().any(Condition::leaves_out_a_bound) {
                        let why = "the ends of a tolerance belong to it";
                        self.draft.lose(&id, place, "that the ends of a range do not belong to it", why);
                    }
                    let numerals = conditions::numerals(&conditions);
                    platform::numerical(numerals, Vec::new(), &id, place, self.draft)
                } else {
                    self.short_answer(&conditions).map(|kind| (kind, Vec::new()))
                }
            }
            _ => {
                let why = "it has none or several places for a response, which has no counterpart";
                return self.draft.lose_item(&self.id, Some(self.place), why);
            }
        };
        let Some((kind, aside)) = found else { return };
        let mut materials = Vec::new();
        stem_of(presentation, &mut materials);
        let stem: Vec<String> =
            materials.into_iter().map(|material| self.material(material, "the stem")).collect();
        let mut item = Item::new(self.id.clone(), topic, stem.join("\n\n"), kind);
        item.shuffle = shuffle;
        match points {
            Some(points) => item.points = points,
            None => self.points(&mut item, &field),
        }
        self.feedback_of_item(&mut item);
        for text in aside {
            extras::add_rationale(&mut item, &text);
        }
        self.unread(&fields, &conditions);
        let place = Some(self.place);
        self.draft.push(item, place);
    }

    fn points<'f>(&mut self, item: &mut Item, field: &impl Fn(&str) -> Option<&'f str>) {
        let maximum = self.item.below("decvar").first().and_then(|one| number(one.attribute("maxvalue")?));
        // Canvas counts every item up to 100 and weighs it afterwards.
        let maximum = maximum.filter(|most| *most > 0.into() && *most != 100.into());
        let named = ["points_possible", "cc_weighting", "qmd_weighting", "qmd_absolutescore_max"];
        match named.iter().find_map(|name| field(name)) {
            Some(text) => match number(text).filter(|points| *points > 0.into()) {
                Some(points) => item.points = points,
                None => self.lose(format!("`{text}` points"), "points are a decimal above 0"),
            },
            None => item.points = maximum.unwrap_or(item.points),
        }
    }

    fn shuffle(&mut self, response: &Element) -> bool {
        let render = response.below("render_choice");
        let said = render.first().and_then(|render| render.attribute("shuffle"));
        let shuffle = !said.is_some_and(|said| said.eq_ignore_ascii_case("no"));
        let fixed = response.below("response_label").into_iter().enumerate().filter(|(_, label)| {
            label.attribute("rshuffle").is_some_and(|said| said.eq_ignore_ascii_case("no"))
        });
        let fixed: Vec<String> = fixed.map(|(at, _)| crate::convert::draft::label(at)).collect();
        if shuffle && !fixed.is_empty() {
            let what = format!("the fixed place of option {}", fixed.join(", "));
            self.lose(what, "a bank shuffles all options of an item or none");
        }
        shuffle
    }

    fn choice(&mut self, response: &Element, conditions: &[Condition<'_>]) -> Option<ItemKind> {
        let labels = response.below("response_label");
        let multiple =
            response.attribute("rcardinality").is_some_and(|one| one.eq_ignore_ascii_case("multiple"));
        let ids: Vec<&str> = labels.iter().map(|label| label.attribute("ident").unwrap_or("")).collect();
        let mut options = Vec::new();
        for label in &labels {
            let parts: Vec<String> =
                label.below("material").into_iter().map(|one| self.material(one, "an option")).collect();
            options.push(Alternative { text: parts.join("\n\n"), feedback: None });
        }
        for condition in conditions {
            let [id] = condition.wanted[..] else { continue };
            let Some(at) = ids.iter().position(|known| *known == id) else { continue };
            for link in condition.shown().filter(|link| !is_general(link)) {
                if options[at].feedback.is_none() {
                    options[at].feedback = self.feedback(link);
                }
            }
        }
        match conditions::key(conditions, &ids, multiple) {
            Ok((key, lost)) => {
                for what in lost {
                    self.lose(what, platform::NO_SHARES);
                }
                Some(choice(options, key))
            }
            Err(why) => {
                self.draft.lose_item(&self.id, Some(self.place), why);
                None
            }
        }
    }

    fn short_answer(&mut self, conditions: &[Condition<'_>]) -> Option<ItemKind> {
        let (mut answers, case) = conditions::answers(conditions);
        for answer in &mut answers {
            let text = answer.text.replace("\\*", "*");
            let alone = |condition: &&Condition<'_>| condition.wanted == [&*text];
            let links = conditions.iter().filter(alone).flat_map(Condition::shown);
            let links: Vec<&str> = links.filter(|link| !is_general(link)).collect();
            answer.feedback = links.into_iter().find_map(|link| self.feedback(link));
        }
        platform::short_answer(answers, case, &self.id, Some(self.place), self.draft)
    }

    /// Feedback of the item as a whole: what explains it is its rationale, the rest is told.
    fn feedback_of_item(&mut self, item: &mut Item) {
        if let Some(text) = self.feedback("general_fb") {
            extras::explain(item, &text);
        }
        for feedback in self.item.named("itemfeedback") {
            let name = feedback.attribute("ident").unwrap_or("").to_owned();
            if self.shown.contains(&name) {
                continue;
            }
            let Some(text) = self.feedback(&name) else { continue };
            if feedback.below("solution").is_empty() {
                self.lose(format!("`{name}`: {text}"), "a bank has feedback for single options only");
            } else {
                extras::add_rationale(item, &text);
            }
        }
    }

    /// Tells what nothing has read.
    fn unread(&mut self, fields: &[(String, String)], conditions: &[Condition<'_>]) {
        for (name, text) in fields {
            let known = FIELDS.contains(&&**name) || name.starts_with("bbmd_");
            if !known && !text.trim().is_empty() {
                self.lose(format!("`{name}`: {}", text.trim()), NO_COUNTERPART);
            }
        }
        let known = ["itemmetadata", "qtimetadata", "presentation", "resprocessing", "itemfeedback"];
        for element in self.item.elements().filter(|element| !known.contains(&&*element.name)) {
            if !element.text().trim().is_empty() {
                self.lose(format!("`<{}>`", element.name), NO_COUNTERPART);
            }
        }
        if conditions.iter().any(|condition| condition.points < 0.into() && condition.wanted.len() != 1) {
            self.lose("points below 0", "a credit is at least 0");
        }
    }

    /// The text of the feedback with this name.
    fn feedback(&mut self, name: &str) -> Option<String> {
        let item = self.item;
        let feedback = item.named("itemfeedback").find(|one| one.attribute("ident") == Some(name))?;
        self.shown.push(name.to_owned());
        let parts: Vec<String> =
            feedback.below("material").into_iter().map(|one| self.material(one, "a feedback")).collect();
        let text = parts.join("\n\n");
        (!text.trim().is_empty()).then_some(text)
    }

    fn material(&mut self, material: &Element, what: &str) -> String {
        let mut parts = Vec::new();
        for text in material.elements() {
            match &*text.name {
                "mattext" | "matemtext" if text.attribute("texttype") == Some("text/html") => {
                    parts.push(self.html(&text.text(), what));
                }
                "mattext" | "matemtext" => parts.push(text.text().trim().to_owned()),
                "mat_extension" => parts.push(self.html(&text.text(), what)),
                "matbreak" => {}
                "matimage" => self.lose(format!("a picture in {what}"), platform::NO_HTML),
                other => self.lose(format!("`<{other}>` in {what}"), platform::NO_HTML),
            }
        }
        parts.retain(|part| !part.is_empty());
        parts.join("\n\n")
    }

    fn html(&mut self, html: &str, what: &str) -> String {
        let made = markup::from_html(html);
        for odd in made.odd {
            self.lose(format!("{odd} in {what}"), platform::NO_HTML);
        }
        made.text
    }

    fn lose(&mut self, what: impl Into<String>, why: &str) {
        self.draft.lose(&self.id, Some(self.place), what, why);
    }
}

/// Feedback that Canvas gives for a whole response.
fn is_general(link: &str) -> bool {
    matches!(link, "general_fb" | "correct_fb" | "general_incorrect_fb")
}

/// Why an item of this kind has no counterpart.
fn without_counterpart(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "essay_question" | "cc.essay.v0p1" => "it is an essay, which a person has to mark",
        "matching_question" => "matching has no counterpart",
        "fill_in_multiple_blanks_question" | "multiple_dropdowns_question" => {
            "text with gaps has no counterpart"
        }
        "calculated_question" => "calculated items, with numbers drawn anew, have no counterpart",
        "file_upload_question" => "a file to hand in has no counterpart",
        "text_only_question" => "it is a description and asks nothing",
        _ => return None,
    })
}

/// The materials that stand outside of responses.
fn stem_of<'e>(element: &'e Element, found: &mut Vec<&'e Element>) {
    for child in element.elements() {
        match &*child.name {
            "material" => found.push(child),
            name if name.starts_with("response_") => {}
            _ => stem_of(child, found),
        }
    }
}

/// The fields of an element's metadata, as Canvas writes them and as elements of their own.
fn fields(element: &Element) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for metadata in element.elements().filter(|one| matches!(&*one.name, "itemmetadata" | "qtimetadata")) {
        let text = |field: &Element, name: &str| field.first(name).map(Element::text).unwrap_or_default();
        let fields = metadata.below("qtimetadatafield").into_iter();
        found.extend(fields.map(|field| (text(field, "fieldlabel"), text(field, "fieldentry"))));
        let own = metadata.elements().filter(|one| !one.name.starts_with("qtimetadata"));
        found.extend(own.map(|one| (one.name.clone(), one.text().trim().to_owned())));
    }
    found
}

/// The share that points are of the most points.
pub(super) fn share(points: Fraction, most: Fraction) -> Fraction {
    if most > 0.into() { points / most } else { 0.into() }
}
