//! QTI 2.1 and, under its names, 3.0: one `assessmentItem`.

use super::package::Said;
use crate::convert::draft::{Alternative, Draft, choice, number};
use crate::convert::lost::{Place, Places};
use crate::convert::platform::{self, Answer, Numeral};
use crate::convert::xml::{Element, Node};
use crate::convert::{credit, extras, markup};
use crate::model::{Fraction, Item, ItemKind, Key, OptionSet, Scoring};

/// What stands in a stem where a response is typed.
const GAP: &str = "_____";

/// Reads an `assessmentItem`.
pub(super) fn read(root: &Element, places: &Places<'_>, said: &Said, draft: &mut Draft) {
    let id = draft.item_id(root.attribute("identifier").or(root.attribute("title")).unwrap_or(""));
    let place = places.at(root.offset);
    let topic = match &said.topic {
        Some(topic) => draft.topic_id(topic, None),
        None => draft.topic::<&str>(&[]),
    };
    Reader { root, id, place, draft }.read(topic, said);
}

struct Reader<'r> {
    root: &'r Element,
    id: String,
    place: Place,
    draft: &'r mut Draft,
}

impl<'r> Reader<'r> {
    fn read(mut self, topic: String, said: &Said) {
        let Some(body) = self.root.first("itemBody") else {
            return self.give_up("it has no itemBody");
        };
        let mut interactions = Vec::new();
        collect(body, &mut interactions);
        let [interaction] = interactions[..] else {
            let why = if interactions.is_empty() {
                "it asks nothing"
            } else {
                "several places for a response have no counterpart"
            };
            return self.give_up(why);
        };
        let found = match &*interaction.name {
            "choiceInteraction" => self.choice(interaction).map(|kind| (kind, Vec::new())),
            "textEntryInteraction" => self.text_entry(interaction),
            "extendedTextInteraction" => return self.give_up("it is an essay, which a person has to mark"),
            "orderInteraction" => return self.give_up("ordering has no counterpart"),
            "matchInteraction" | "associateInteraction" | "gapMatchInteraction" => {
                return self.give_up("matching has no counterpart");
            }
            "inlineChoiceInteraction" => return self.give_up("text with gaps has no counterpart"),
            other => return self.give_up(&format!("`<{other}>` has no counterpart")),
        };
        let Some((kind, aside)) = found else { return };
        let mut stem = String::new();
        stem_html(body, interaction, &mut stem);
        let stem = self.html(&stem, "the stem");
        let stem = if interaction.name == "textEntryInteraction" {
            // A gap in a paragraph of its own is only where the response goes.
            let gap = GAP.replace('_', "\\_");
            let bare = stem.strip_suffix(GAP).or_else(|| stem.strip_suffix(&gap));
            bare.and_then(|stem| stem.strip_suffix("\n\n")).map(str::to_owned).unwrap_or(stem)
        } else {
            stem
        };
        let mut item = Item::new(self.id.clone(), topic, stem, kind);
        item.shuffle =
            interaction.attribute("shuffle").map_or(item.choice().is_none(), |text| text == "true");
        item.language = self.root.attribute("xml:lang").map(str::to_owned);
        if let Some(points) = self.points() {
            item.points = points;
        }
        let options: Vec<&str> =
            interaction.named("simpleChoice").filter_map(|one| one.attribute("identifier")).collect();
        let root = self.root;
        for feedback in root.named("modalFeedback") {
            if !options.contains(&feedback.attribute("identifier").unwrap_or("")) {
                let text = self.html(&feedback.inner_html(), "a feedback");
                extras::explain(&mut item, &text);
            }
        }
        for text in aside {
            extras::add_rationale(&mut item, &text);
        }
        said.apply(&mut item);
        let place = Some(self.place);
        self.draft.push(item, place);
    }

    fn choice(&mut self, interaction: &Element) -> Option<ItemKind> {
        let declaration = self.declaration(interaction)?;
        let mut ids = Vec::new();
        let mut options = Vec::new();
        let root = self.root;
        for one in interaction.named("simpleChoice") {
            let id = one.attribute("identifier").unwrap_or("");
            let mut text = String::new();
            one.children.iter().filter(|node| !is_feedback(node)).for_each(|node| node.push_html(&mut text));
            let text = self.html(&text, "an option");
            let inside =
                one.elements().find(|child| matches!(&*child.name, "feedbackInline" | "feedbackBlock"));
            let shown = inside.or_else(|| {
                root.named("modalFeedback").find(|shown| shown.attribute("identifier") == Some(id))
            });
            let feedback = shown.map(|shown| self.html(&shown.inner_html(), "a feedback"));
            options.push(Alternative { text, feedback });
            ids.push(id);
        }
        let multiple = declaration.attribute("cardinality") == Some("multiple");
        let correct: OptionSet = values(declaration)
            .iter()
            .filter_map(|value| ids.iter().take(64).position(|id| id == value))
            .collect();
        if let Some(mapping) = declaration.first("mapping").filter(|_| self.is_mapped()) {
            let kind = self.mapped(mapping, &ids, options, multiple)?;
            return Some(labelled(kind, &ids));
        }
        let Some(first) = correct.iter().next() else {
            self.draft.lose_item(&self.id, Some(self.place), "no option is right");
            return None;
        };
        if !multiple && correct.len() > 1 {
            self.draft.lose_item(
                &self.id,
                Some(self.place),
                "more than one option is right, and one may be chosen",
            );
            return None;
        }
        let key = if multiple {
            Key::Multiple { keyed: correct, scoring: Scoring::AllOrNothing }
        } else {
            Key::Single(first)
        };
        Some(labelled(choice(options, key), &ids))
    }

    fn mapped(
        &mut self,
        mapping: &Element,
        ids: &[&str],
        options: Vec<Alternative>,
        multiple: bool,
    ) -> Option<ItemKind> {
        let default = mapping.attribute("defaultValue").and_then(number).unwrap_or_default();
        let entry = |id: &&str| {
            let entry = mapping.named("mapEntry").find(|entry| entry.attribute("mapKey") == Some(*id));
            entry.and_then(|entry| number(entry.attribute("mappedValue")?)).unwrap_or(default)
        };
        let values: Vec<Fraction> = ids.iter().map(entry).collect();
        let positive = values.iter().copied().filter(|value| *value > 0.into());
        let full = if multiple { positive.sum() } else { positive.max().unwrap_or_default() };
        if full <= 0.into() {
            self.draft.lose_item(&self.id, Some(self.place), "no option is right");
            return None;
        }
        if multiple
            && mapping.attribute("lowerBound").and_then(number) != Some(0.into())
            && values.iter().any(|value| *value < 0.into())
        {
            self.lose("points below 0", "a credit is at least 0");
        }
        let shares: Vec<Fraction> = values.iter().map(|value| value / full).collect();
        match credit::key_of(!multiple, &shares) {
            Ok((key, lost)) => {
                if let Some(what) = lost {
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

    fn text_entry(&mut self, interaction: &Element) -> Option<(ItemKind, Vec<String>)> {
        let declaration = self.declaration(interaction)?;
        if matches!(declaration.attribute("baseType"), Some("float" | "integer")) {
            let equal = self
                .root
                .below("equal")
                .into_iter()
                .find(|one| one.attribute("toleranceMode") == Some("absolute"));
            let tolerance = equal.and_then(|one| one.attribute("tolerance")).unwrap_or("0");
            let sides: Vec<Option<Fraction>> = tolerance.split_whitespace().map(number).collect();
            let tolerance = sides
                .first()
                .copied()
                .flatten()
                .filter(|first| sides.iter().all(|side| *side == Some(*first)));
            let numeral = |text: String| Numeral {
                spread: number(&text).zip(tolerance),
                text,
                share: 1.into(),
                feedback: None,
            };
            let answers = values(declaration).into_iter().map(numeral).collect();
            return platform::numerical(answers, Vec::new(), &self.id, Some(self.place), self.draft);
        }
        let mut answers = Vec::new();
        let mut case = true;
        let entries: Vec<&Element> =
            declaration.first("mapping").map(|one| one.named("mapEntry").collect()).unwrap_or_default();
        let worth = |entry: &Element| entry.attribute("mappedValue").and_then(number);
        let full = self.points().or_else(|| entries.iter().filter_map(|entry| worth(entry)).max());
        let full = full.filter(|full| *full > 0.into() && !entries.is_empty());
        if let Some(full) = full {
            case = entries.iter().all(|entry| entry.attribute("caseSensitive") != Some("false"));
            for entry in &entries {
                let text = platform::no_wildcard(entry.attribute("mapKey").unwrap_or("").trim());
                let share = worth(entry).unwrap_or_default() / full;
                answers.push(Answer { text, share, feedback: None });
            }
        } else {
            for text in values(declaration) {
                answers.push(Answer { text: platform::no_wildcard(&text), share: 1.into(), feedback: None });
            }
        }
        let kind = platform::short_answer(answers, case, &self.id, Some(self.place), self.draft)?;
        Some((kind, Vec::new()))
    }

    fn declaration(&mut self, interaction: &Element) -> Option<&'r Element> {
        let name = interaction.attribute("responseIdentifier");
        let root = self.root;
        let found = root.named("responseDeclaration").find(|one| one.attribute("identifier") == name);
        if found.is_none() {
            self.draft.lose_item(&self.id, Some(self.place), "its response is not declared");
        }
        found
    }

    /// Whether responses are scored by their mapping.
    fn is_mapped(&self) -> bool {
        let Some(processing) = self.root.first("responseProcessing") else { return false };
        processing.attribute("template").is_some_and(|name| name.contains("map_response"))
            || !processing.below("mapResponse").is_empty()
    }

    /// The most points, by `MAXSCORE` or the score's maximum.
    fn points(&self) -> Option<Fraction> {
        let declared = |name: &str| {
            self.root.named("outcomeDeclaration").find(|one| one.attribute("identifier") == Some(name))
        };
        let maximum = declared("MAXSCORE")
            .and_then(|one| one.below("value").first().and_then(|value| number(&value.text())));
        let normal = || declared("SCORE").and_then(|one| one.attribute("normalMaximum")).and_then(number);
        maximum.or_else(normal).filter(|points| *points > 0.into())
    }

    fn html(&mut self, html: &str, what: &str) -> String {
        let made = markup::from_html(html);
        if let Some(odd) = made.odd {
            self.lose(format!("{odd} in {what}"), platform::NO_HTML);
        }
        made.text
    }

    fn give_up(self, why: &str) {
        self.draft.lose_item(&self.id, Some(self.place), why);
    }

    fn lose(&mut self, what: impl Into<String>, why: &str) {
        self.draft.lose(&self.id, Some(self.place), what, why);
    }
}

fn is_feedback(node: &Node) -> bool {
    matches!(node, Node::Element(element) if matches!(&*element.name, "feedbackInline" | "feedbackBlock"))
}

fn collect<'e>(element: &'e Element, found: &mut Vec<&'e Element>) {
    for child in element.elements() {
        if child.name.ends_with("Interaction") {
            found.push(child);
        } else {
            collect(child, found);
        }
    }
}

/// The values of the right response.
fn values(declaration: &Element) -> Vec<String> {
    let correct = declaration.first("correctResponse").map(|one| one.below("value")).unwrap_or_default();
    correct.iter().map(|value| value.text().trim().to_owned()).filter(|value| !value.is_empty()).collect()
}

/// The body as HTML, with the prompt in place of a choice and a gap in place of a text to type.
fn stem_html(element: &Element, interaction: &Element, out: &mut String) {
    for node in &element.children {
        match node {
            Node::Element(child) if std::ptr::eq(child, interaction) => {
                if child.name == "textEntryInteraction" {
                    out.push_str(GAP);
                } else if let Some(prompt) = child.first("prompt") {
                    out.push_str(&format!("<p>{}</p>", prompt.inner_html()));
                }
            }
            Node::Element(child) if holds(child, interaction) => {
                // A block of QTI itself is no HTML; what is in it is.
                let is_html = !child.name.ends_with("Block");
                if is_html {
                    out.push_str(&format!("<{}>", child.name));
                }
                stem_html(child, interaction, out);
                if is_html {
                    out.push_str(&format!("</{}>", child.name));
                }
            }
            other => other.push_html(out),
        }
    }
}

fn holds(element: &Element, wanted: &Element) -> bool {
    element.elements().any(|child| std::ptr::eq(child, wanted) || holds(child, wanted))
}

/// The options under their identifiers, where those can be labels. An underscore before a digit is left out.
fn labelled(mut kind: ItemKind, ids: &[&str]) -> ItemKind {
    let labels: Vec<&str> = ids.iter().map(|id| id.strip_prefix('_').unwrap_or(id)).collect();
    let fits = |label: &&str| {
        (1..=3).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
    };
    let folded: std::collections::BTreeSet<String> =
        labels.iter().map(|label| label.to_lowercase()).collect();
    if let ItemKind::Choice(choice) = &mut kind
        && labels.iter().all(fits)
        && folded.len() == labels.len()
    {
        choice.options.iter_mut().zip(labels).for_each(|(option, label)| label.clone_into(&mut option.label));
    }
    kind
}
