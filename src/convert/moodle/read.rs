//! Reading Moodle XML.

use crate::convert::draft::{Alternative, Draft, choice, number, true_or_false};
use crate::convert::lost::{Place, Places};
use crate::convert::platform::{self, Answer, Numeral};
use crate::convert::xml::{Element, Node};
use crate::convert::{Imported, credit, extras, markup};
use crate::model::{Fraction, Item, ItemKind};
use std::collections::BTreeMap;

/// What Moodle itself writes as feedback of a whole response; it says nothing.
const STOCK_FEEDBACK: [&str; 3] =
    ["Your answer is correct.", "Your answer is partially correct.", "Your answer is incorrect."];

/// What of a question is read here.
const READ: [&str; 15] = [
    "name",
    "questiontext",
    "generalfeedback",
    "defaultgrade",
    "idnumber",
    "tags",
    "hint",
    "answer",
    "single",
    "shuffleanswers",
    "usecase",
    "units",
    "correctfeedback",
    "partiallycorrectfeedback",
    "incorrectfeedback",
];

/// What says how Moodle shows an item, and nothing of the item; `docs/convert.md` lists it.
const LEFT: [&str; 9] = [
    "penalty",
    "hidden",
    "answernumbering",
    "showstandardinstruction",
    "shownumcorrect",
    "showunits",
    "unitsleft",
    "unitpenalty",
    "layout",
];

/// Reads the root of a Moodle XML document. `text` is the document, for places.
pub(in crate::convert) fn read(root: Element, text: &str, name: &str) -> Imported {
    let mut reader = Reader { draft: Draft::new(name), places: Places::new(text), topic: None };
    let mut strange = BTreeMap::<String, (usize, usize)>::new();
    // What has been read is let go of: the tree is several times the text.
    for node in root.children {
        match node {
            Node::Comment(comment) => {
                let line = quick_xml::escape::unescape(&comment).unwrap_or_default();
                if !reader.draft.take_header(&line) && !platform::is_stock_comment(&line) {
                    reader.draft.lose_comment("", None, &line);
                }
            }
            Node::Element(element) if element.name == "question" => reader.question(&element),
            Node::Element(element) => strange.entry(element.name).or_insert((element.offset, 0)).1 += 1,
            Node::Text(text) if text.trim().is_empty() => {}
            Node::Text(text) => {
                let what = format!("the text `{}`", text.trim());
                reader.draft.lose("", None, what, "it stands outside of the questions");
            }
        }
    }
    for (name, (offset, count)) in strange {
        let times = if count > 1 { format!(", {count} times") } else { String::new() };
        let place = Some(reader.places.at(offset));
        reader.draft.lose("", place, format!("`<{name}>`{times}"), "it is no question");
    }
    reader.draft.finish()
}

struct Reader<'t> {
    draft: Draft,
    places: Places<'t>,
    topic: Option<String>,
}

/// The item in hand.
struct Head<'e> {
    id: String,
    place: Place,
    question: &'e Element,
}

impl Reader<'_> {
    fn question(&mut self, question: &Element) {
        let place = self.places.at(question.offset);
        let kind = question.attribute("type").unwrap_or("");
        if kind == "category" {
            let path =
                question.first("category").and_then(|category| category.first("text")).map(Element::text);
            let titles = platform::category(&path.unwrap_or_default());
            let id = question.first("idnumber").map(Element::text).unwrap_or_default();
            self.topic = Some(match id.trim() {
                "" => self.draft.topic(&titles),
                id => self.draft.topic_id(id, titles.last().map(String::as_str)),
            });
            let about = question.first("info").and_then(|info| info.first("text")).map(Element::text);
            if let Some(about) = about.filter(|about| !about.trim().is_empty()) {
                let what = format!("the description `{}` of a category", about.trim());
                self.draft.lose("", Some(place), what, "a topic has a title only");
            }
            return;
        }
        let name = question.first("name").map(Element::text).unwrap_or_default();
        let number = question.first("idnumber").map(Element::text).unwrap_or_default();
        let id = self.draft.item_id(if number.trim().is_empty() { &name } else { &number });
        let head = Head { id, place, question };
        let Some((kind, aside)) = self.kind(kind, &head) else { return };
        self.draft.lose_name(&head.id, Some(place), &name);
        let topic = match &self.topic {
            Some(topic) => topic.clone(),
            None => self.draft.topic::<&str>(&[]),
        };
        let stem = self.text_of("questiontext", "the stem", &head).unwrap_or_default();
        let mut item = Item::new(head.id.clone(), topic, stem, kind);
        self.details(&mut item, &head);
        for text in aside {
            extras::add_rationale(&mut item, &text);
        }
        self.draft.push(item, Some(place));
    }

    fn kind(&mut self, kind: &str, head: &Head<'_>) -> Option<(ItemKind, Vec<String>)> {
        let why = match kind {
            "multichoice" => return self.multichoice(head, false).map(|kind| (kind, Vec::new())),
            "multichoiceset" => return self.multichoice(head, true).map(|kind| (kind, Vec::new())),
            "truefalse" => return self.true_or_false(head).map(|kind| (kind, Vec::new())),
            "shortanswer" => return self.short_answer(head).map(|kind| (kind, Vec::new())),
            "numerical" => return self.numerical(head),
            "description" => "it is a description and asks nothing".to_owned(),
            "essay" => "it is an essay, which a person has to mark".to_owned(),
            "matching" | "match" => "matching has no counterpart".to_owned(),
            "ordering" => "ordering has no counterpart".to_owned(),
            "cloze" | "multianswer" | "gapselect" | "ddwtos" => {
                "text with gaps has no counterpart".to_owned()
            }
            "calculated" | "calculatedsimple" | "calculatedmulti" => {
                "calculated items, with numbers drawn anew, have no counterpart".to_owned()
            }
            "ddimageortext" | "ddmarker" => "pictures to drag things onto have no counterpart".to_owned(),
            other => format!("the type `{other}` has no counterpart"),
        };
        self.draft.lose_item(&head.id, Some(head.place), why);
        None
    }

    fn multichoice(&mut self, head: &Head<'_>, all_or_nothing: bool) -> Option<ItemKind> {
        let single = !all_or_nothing && said(head.question, "single").is_none_or(truth);
        let mut shares = Vec::new();
        let mut options = Vec::new();
        for answer in head.question.named("answer") {
            shares.push(self.share(answer, head)?);
            let text = self.formatted(answer, "an option", head);
            let feedback = self.feedback(answer, head);
            options.push(Alternative { text, feedback });
        }
        let key = if all_or_nothing {
            let keyed = (0..shares.len().min(64)).filter(|&at| shares[at] > 0.into()).collect();
            Ok((crate::model::Key::Multiple { keyed, scoring: crate::model::Scoring::AllOrNothing }, None))
        } else {
            credit::key_of(single, &shares)
        };
        match key {
            Ok((key, lost)) => {
                if let Some(what) = lost {
                    self.lose(head, what, platform::NO_SHARES);
                }
                Some(choice(options, key))
            }
            Err(why) => {
                self.draft.lose_item(&head.id, Some(head.place), why);
                None
            }
        }
    }

    fn true_or_false(&mut self, head: &Head<'_>) -> Option<ItemKind> {
        let (mut right, mut feedback) = (None, [None, None]);
        for answer in head.question.named("answer") {
            let text = answer.first("text").map_or_else(|| answer.text(), Element::text);
            let is_true = text.trim().eq_ignore_ascii_case("true");
            let share = self.share(answer, head)?;
            if share > 0.into() {
                right = Some(is_true);
            }
            if share != 0.into() && share != 1.into() {
                let what = format!("credit of {}% for {is_true}", credit::percent(share));
                self.lose(head, what, platform::NO_SHARES);
            }
            feedback[usize::from(!is_true)] = self.feedback(answer, head);
        }
        let [if_true, if_false] = feedback;
        let Some(right) = right else {
            self.draft.lose_item(&head.id, Some(head.place), "neither true nor false is right");
            return None;
        };
        Some(true_or_false(right, if_true, if_false))
    }

    fn short_answer(&mut self, head: &Head<'_>) -> Option<ItemKind> {
        let mut answers = Vec::new();
        for answer in head.question.named("answer") {
            let text = answer.first("text").map(Element::text).unwrap_or_default().trim().to_owned();
            answers.push(Answer {
                text,
                share: self.share(answer, head)?,
                feedback: self.feedback(answer, head),
            });
        }
        let case = said(head.question, "usecase").is_some_and(truth);
        platform::short_answer(answers, case, &head.id, Some(head.place), &mut self.draft)
    }

    fn numerical(&mut self, head: &Head<'_>) -> Option<(ItemKind, Vec<String>)> {
        let mut answers = Vec::new();
        for answer in head.question.named("answer") {
            let text = answer.first("text").map(Element::text).unwrap_or_default().trim().to_owned();
            let tolerance = answer.first("tolerance").map(Element::text).unwrap_or_default();
            let tolerance = if tolerance.trim().is_empty() { Some(0.into()) } else { number(&tolerance) };
            answers.push(Numeral {
                spread: number(&text).zip(tolerance),
                text,
                share: self.share(answer, head)?,
                feedback: self.feedback(answer, head),
            });
        }
        let mut units = Vec::new();
        for unit in head.question.first("units").into_iter().flat_map(|units| units.named("unit")) {
            let name = unit.first("unit_name").map(Element::text).unwrap_or_default().trim().to_owned();
            let multiplier = unit.first("multiplier").and_then(|multiplier| number(&multiplier.text()));
            if multiplier.is_some_and(|multiplier| multiplier == 1.into()) && !name.is_empty() {
                units.push(name);
            } else {
                self.lose(
                    head,
                    format!("the unit `{name}`"),
                    "units of a bank are names of one and the same unit",
                );
            }
        }
        if let Some(rule) = said(head.question, "unitgradingtype").filter(|rule| *rule != "0") {
            let penalty = said(head.question, "unitpenalty").unwrap_or("0");
            let what = format!("`unitgradingtype` {rule}, which takes {penalty} off for a wrong unit");
            self.lose(head, what, "a bank takes a number with or without its unit");
        }
        platform::numerical(answers, units, &head.id, Some(head.place), &mut self.draft)
    }

    /// What stands beside stem and answers.
    fn details(&mut self, item: &mut Item, head: &Head<'_>) {
        item.shuffle = match said(head.question, "shuffleanswers") {
            Some(text) if item.choice().is_some() => truth(text),
            _ => platform::shuffles(item),
        };
        if let Some(text) = said(head.question, "defaultgrade") {
            match number(text).filter(|points| *points > 0.into()) {
                Some(points) => item.points = points,
                None => self.lose(head, format!("`{text}` points"), "points are a decimal above 0"),
            }
        }
        if let Some(text) = self.text_of("generalfeedback", "the general feedback", head) {
            extras::explain(item, &text);
        }
        for tag in head.question.first("tags").into_iter().flat_map(|tags| tags.named("tag")) {
            extras::apply_tag(item, &tag.text());
        }
        for name in ["correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"] {
            let Some(text) = self.text_of(name, "a feedback", head) else { continue };
            if !STOCK_FEEDBACK.contains(&text.trim()) {
                self.lose(head, format!("`{name}`: {text}"), "a bank has feedback for single options only");
            }
        }
        for hint in head.question.named("hint").filter(|hint| !hint.text().trim().is_empty()) {
            let text = self.formatted(hint, "a hint", head);
            self.lose(head, format!("the hint `{text}`"), "a bank has none");
        }
        for file in head.question.below("file") {
            let what = format!("the file `{}`", file.attribute("name").unwrap_or(""));
            self.lose(head, what, "a bank holds text only");
        }
        self.unread(head);
    }

    /// Tells what of a question nothing has read.
    fn unread(&mut self, head: &Head<'_>) {
        const NO: &str = "a bank has no counterpart of it";
        let says = |element: &&Element| !element.text().trim().is_empty() || !element.attributes.is_empty();
        let known = |name: &str| READ.contains(&name) || LEFT.contains(&name) || name == "unitgradingtype";
        for element in head.question.elements().filter(|element| !known(&element.name)).filter(says) {
            self.lose(head, format!("`<{}>`", element.name), NO);
        }
        for answer in head.question.named("answer") {
            let known = |name: &str| matches!(name, "text" | "feedback" | "tolerance" | "file");
            for element in answer.elements().filter(|element| !known(&element.name)).filter(says) {
                self.lose(head, format!("`<{}>` of an answer", element.name), NO);
            }
        }
        for node in &head.question.children {
            if let Node::Comment(comment) = node {
                self.draft.lose_comment(&head.id, Some(head.place), comment);
            }
        }
    }

    fn feedback(&mut self, answer: &Element, head: &Head<'_>) -> Option<String> {
        let text = self.formatted(answer.first("feedback")?, "a feedback", head);
        (!text.is_empty()).then_some(text)
    }

    fn text_of(&mut self, name: &str, what: &str, head: &Head<'_>) -> Option<String> {
        let text = self.formatted(head.question.first(name)?, what, head);
        (!text.is_empty()).then_some(text)
    }

    /// A text in the format that its element names.
    fn formatted(&mut self, element: &Element, what: &str, head: &Head<'_>) -> String {
        let text = element.first("text").map(Element::text).unwrap_or_default();
        let text = text.trim();
        let html = match element.attribute("format").unwrap_or("html") {
            "markdown" | "plain_text" => return text.to_owned(),
            "moodle_auto_format" if !platform::has_html(text) => return text.to_owned(),
            "moodle_auto_format" => text.replace('\n', "<br>"),
            _ => text.to_owned(),
        };
        let made = markup::from_html(&html);
        for odd in made.odd {
            self.lose(head, format!("{odd} in {what}"), platform::NO_HTML);
        }
        made.text
    }

    fn share(&mut self, answer: &Element, head: &Head<'_>) -> Option<Fraction> {
        let text = answer.attribute("fraction").unwrap_or("0").trim();
        let share = number(text).map(|percent| percent / Fraction::from_integer(100));
        if share.is_none() {
            let place = self.places.at(answer.offset);
            self.draft.lose_item(&head.id, Some(place), format!("the fraction `{text}` is no number"));
        }
        share
    }

    fn lose(&mut self, head: &Head<'_>, what: impl Into<String>, why: &str) {
        self.draft.lose(&head.id, Some(head.place), what, why);
    }
}

fn said<'e>(question: &'e Element, name: &str) -> Option<&'e str> {
    question.first(name)?.children.iter().find_map(|node| match node {
        Node::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
        _ => None,
    })
}

fn truth(text: &str) -> bool {
    matches!(text, "true" | "1")
}
