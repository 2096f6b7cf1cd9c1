//! QTI 2.1 and, under its names, 3.0: one `assessmentItem`.

use super::body::{self, PLACE};
use super::package::Said;
use super::processing::{self, Processing};
use super::unread;
use crate::convert::draft::{Alternative, Draft, choice, number};
use crate::convert::lost::{Place, Places};
use crate::convert::platform::{self, Answer, Numeral};
use crate::convert::xml::{Element, Node};
use crate::convert::{credit, extras, markup};
use crate::model::{Fraction, Item, ItemKind, Key, OptionSet, Scoring};

/// Reads an `assessmentItem`.
pub(super) fn read(root: &Element, places: &Places<'_>, said: &Said, draft: &mut Draft) {
    let id = draft.item_id(root.attribute("identifier").or(root.attribute("title")).unwrap_or(""));
    let place = places.at(root.offset);
    let topic = match &said.topic {
        Some(topic) => draft.topic_id(topic, None),
        None => draft.topic(&said.sections),
    };
    let processing = processing::of(root);
    Reader { root, id, place, processing, draft }.read(topic, said);
}

struct Reader<'r> {
    root: &'r Element,
    id: String,
    place: Place,
    processing: Processing<'r>,
    draft: &'r mut Draft,
}

impl<'r> Reader<'r> {
    fn read(mut self, topic: String, said: &Said) {
        let Some(body) = self.root.first("itemBody") else {
            return self.give_up("it has no itemBody");
        };
        if ["templateDeclaration", "templateProcessing"].iter().any(|name| self.root.first(name).is_some()) {
            return self.give_up("calculated items, with values drawn anew, have no counterpart");
        }
        let mut interactions = Vec::new();
        body::collect(body, &mut interactions);
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
        let (stem, left_out) = body::stem_html(body, interaction);
        for what in left_out {
            self.lose(what, "a bank has feedback for single options only");
        }
        let stem = self.html(&stem, "the stem");
        // A gap in a paragraph of its own is only where the response goes.
        let stem = stem.strip_suffix(&format!("\n\n{PLACE}")).unwrap_or(&stem).replace(PLACE, "_____");
        let mut item = Item::new(self.id.clone(), topic, stem, kind);
        item.shuffle =
            interaction.attribute("shuffle").map_or(item.choice().is_none(), |text| text == "true");
        item.language = self.root.attribute("xml:lang").or(self.root.attribute("lang")).map(str::to_owned);
        if let Some(points) =
            self.points().or(self.processing.points).or_else(|| self.mapped_points(interaction))
        {
            item.points = points;
        }
        self.modal_feedback(&mut item, interaction);
        self.unread(interaction);
        for text in aside {
            extras::add_rationale(&mut item, &text);
        }
        said.apply(&mut item);
        self.draft.lose_name(&self.id, Some(self.place), self.root.attribute("title").unwrap_or(""));
        let place = Some(self.place);
        self.draft.push(item, place);
    }

    /// Feedback that stands apart: what belongs to no option explains the item where it is always shown or named so,
    /// and is told where it hangs on the response.
    fn modal_feedback(&mut self, item: &mut Item, interaction: &Element) {
        let options: Vec<&str> =
            interaction.named("simpleChoice").filter_map(|one| one.attribute("identifier")).collect();
        let root = self.root;
        let mut seen = Vec::new();
        for feedback in root.named("modalFeedback") {
            let name = feedback.attribute("identifier").unwrap_or("");
            let first = !seen.contains(&name);
            seen.push(name);
            if options.contains(&name) && first {
                continue;
            }
            let outcome = feedback.attribute("outcomeIdentifier").unwrap_or("");
            let is_set = root.named("outcomeDeclaration").any(|one| {
                one.attribute("identifier") == Some(outcome)
                    && one.below("value").iter().any(|value| value.text().trim() == name)
            });
            let lower = name.to_lowercase();
            let explains =
                is_set || ["general", "solution", "explanation"].iter().any(|word| lower.contains(word));
            let text = self.html(&feedback.inner_html(), "a feedback");
            if explains && item.rationale.is_none() && item.reference.is_none() {
                extras::explain(item, &text);
            } else if explains {
                extras::add_rationale(item, &text);
            } else {
                self.lose(format!("`{name}`: {text}"), "a bank has feedback for single options only");
            }
        }
    }

    /// Tells what nothing has read.
    fn unread(&mut self, interaction: &Element) {
        for (what, why) in unread::of(self.root, interaction) {
            self.lose(what, why);
        }
        if self.processing.is_own {
            let what = "rules of scoring of its own; the right response stands in for them";
            self.lose(what, "a bank knows a key and a scoring rule");
        }
        for one in interaction.named("simpleChoice") {
            for more in one.elements().filter(|child| body::is_feedback(child)).skip(1) {
                let text = self.html(&more.inner_html(), "a feedback");
                self.lose(format!("one more feedback `{text}`"), "an option has one");
            }
        }
    }

    fn choice(&mut self, interaction: &Element) -> Option<ItemKind> {
        let declaration = self.declaration(interaction)?;
        let mut ids = Vec::new();
        let mut options = Vec::new();
        let root = self.root;
        for one in interaction.named("simpleChoice") {
            let id = one.attribute("identifier").unwrap_or("");
            let mut text = String::new();
            let own = |node: &&Node| !matches!(node, Node::Element(child) if body::is_feedback(child));
            one.children.iter().filter(own).for_each(|node| node.push_html(&mut text));
            let text = self.html(&text, "an option");
            let inside = one.elements().find(|child| body::is_feedback(child));
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
        if let Some(mapping) = declaration.first("mapping").filter(|_| self.processing.is_mapped) {
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
            && !self.processing.has_floor
            && mapping.attribute("lowerBound").and_then(number) != Some(0.into())
            && values.iter().any(|value| *value < 0.into())
        {
            self.lose("points below 0", "a credit is at least 0");
        }
        if let Some(bound) = mapping
            .attribute("upperBound")
            .and_then(number)
            .filter(|bound| multiple && *bound < full && !credit::near(*bound / full, 1.into()))
        {
            let points = crate::model::fraction::to_decimal(bound, 6);
            self.lose(format!("an upper bound of {points} points"), platform::NO_SHARES);
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
            let (equal, range) = (self.processing.equal, self.processing.range);
            let mut answers = Vec::new();
            for text in values(declaration) {
                let spread = match (number(&text), range, equal) {
                    (_, Some((low, high)), _) => Some(((low + high) / 2, (high - low) / 2)),
                    (Some(value), None, Some(equal)) => match processing::spread(equal, value) {
                        Ok(spread) => Some(spread),
                        Err(why) => {
                            self.draft.lose_item(&self.id, Some(self.place), why);
                            return None;
                        }
                    },
                    (value, None, None) => value.map(|value| (value, 0.into())),
                    (None, None, Some(_)) => None,
                };
                answers.push(Numeral { text, spread, share: 1.into(), feedback: None });
            }
            let sides = ["includeLowerBound", "includeUpperBound"];
            if equal.is_some_and(|equal| sides.iter().any(|side| equal.attribute(side) == Some("false"))) {
                self.lose("bounds that do not count themselves", "a bank takes a number at its tolerance");
            }
            if declaration.first("mapping").is_some() && self.processing.is_mapped {
                self.lose("points for single numbers", "a bank accepts one number");
            }
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

    /// The points that a mapping gives for everything right.
    fn mapped_points(&self, interaction: &Element) -> Option<Fraction> {
        let name = interaction.attribute("responseIdentifier");
        let declared =
            self.root.named("responseDeclaration").find(|one| one.attribute("identifier") == name)?;
        let mapping = declared.first("mapping").filter(|_| self.processing.is_mapped)?;
        let values = mapping.named("mapEntry").filter_map(|entry| number(entry.attribute("mappedValue")?));
        let values = values.filter(|value| *value > 0.into());
        let several = declared.attribute("cardinality") == Some("multiple");
        let full: Fraction = if several { values.sum() } else { values.max()? };
        (full > 0.into()).then_some(full)
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
        for odd in made.odd {
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

/// The values of the right response.
fn values(declaration: &Element) -> Vec<String> {
    let correct = declaration.first("correctResponse").map(|one| one.below("value")).unwrap_or_default();
    correct.iter().map(|value| value.text().trim().to_owned()).filter(|value| !value.is_empty()).collect()
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
