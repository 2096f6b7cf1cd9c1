//! Reading text2qti.

use super::marks::{FENCE, Mark, mark_of};
use crate::convert::draft::{Alternative, Draft, choice, number};
use crate::convert::lost::Place;
use crate::convert::platform::{self, Answer, Numeral};
use crate::convert::{Imported, extras};
use crate::model::{Fraction, Item, Key, OptionSet, Scoring};

/// A mark with its text.
struct Part {
    mark: Mark,
    text: String,
    place: Place,
    /// The column of the text, which code is indented to.
    indent: usize,
    /// Inside code.
    fenced: bool,
    /// The points of an item of the group, where it is in one.
    group: Option<Fraction>,
}

/// Reads text2qti.
pub(in crate::convert) fn read(text: &str, name: &str) -> Imported {
    let mut draft = Draft::new(name);
    let lines = Lines { parts: Vec::new(), aside: None, group: None, draft: &mut draft };
    let parts = lines.read(text);
    let mut start = 0;
    while start < parts.len() {
        let begins = |part: &Part| matches!(part.mark, Mark::Stem | Mark::Title | Mark::Points);
        let stem = parts[start..]
            .iter()
            .position(|part| part.mark == Mark::Stem)
            .map_or(parts.len(), |at| start + at);
        let end = parts[(stem + 1).min(parts.len())..]
            .iter()
            .position(begins)
            .map_or(parts.len(), |at| stem + 1 + at);
        item(&parts[start..end], &mut draft);
        start = end;
    }
    draft.finish()
}

/// The lines of a file on their way to parts.
struct Lines<'d> {
    parts: Vec<Part>,
    /// Lines that belong to no item, which go on where the next are indented.
    aside: Option<(Place, String)>,
    group: Option<Fraction>,
    draft: &'d mut Draft,
}

impl Lines<'_> {
    fn read(mut self, text: &str) -> Vec<Part> {
        let (mut blanks, mut comment, mut code) = (0, None::<(Place, String)>, false);
        for (number, line) in (1..).zip(text.lines()) {
            let place = Place { line: number, column: 1 };
            let expanded = line.replace('\t', "    ");
            let trimmed = line.trim();
            let inside = self.aside.is_none() && self.parts.last().is_some_and(|part| part.fenced);
            if code {
                // A block of code that is to be run is one thing aside.
                self.go_aside(trimmed);
                code = !line.starts_with(FENCE);
            } else if let Some((_, said)) = comment.as_mut() {
                if trimmed == "END_COMMENT" {
                    if let Some((place, said)) = comment.take() {
                        self.draft.lose_comment("", Some(place), &said);
                    }
                } else {
                    said.push_str(&format!("{trimmed} "));
                }
            } else if trimmed == "COMMENT" {
                comment = Some((place, String::new()));
            } else if let Some(said) = line.strip_prefix('%') {
                if !self.draft.take_header(said) {
                    self.draft.lose_comment("", Some(place), said);
                }
            } else if trimmed.is_empty() {
                blanks += 1;
                continue;
            } else if inside || expanded.starts_with("  ") {
                self.go_on(&expanded, blanks, place);
            } else if line.starts_with(FENCE) {
                self.close_aside();
                self.aside = Some((place, trimmed.to_owned()));
                code = true;
            } else if let Some((mark, text)) = mark_of(line) {
                self.close_aside();
                let indent = expanded.trim_end().chars().count() - text.trim_end().chars().count();
                let text = text.to_owned();
                let fenced = text.starts_with(FENCE);
                self.parts.push(Part { mark, text, place, indent, fenced, group: self.group });
            } else {
                self.close_aside();
                self.aside = Some((place, trimmed.to_owned()));
            }
            blanks = 0;
        }
        if let Some((place, said)) = comment {
            self.draft.lose_comment("", Some(place), &said);
        }
        self.close_aside();
        self.parts
    }

    fn go_on(&mut self, line: &str, blanks: usize, place: Place) {
        if self.aside.is_some() {
            self.go_aside(line.trim());
        } else if let Some(part) = self.parts.last_mut() {
            part.go_on(line, blanks);
        } else {
            self.aside = Some((place, line.trim().to_owned()));
        }
    }

    fn go_aside(&mut self, line: &str) {
        if let Some((_, text)) = &mut self.aside {
            text.push(' ');
            text.push_str(line);
        }
    }

    /// Ends what belongs to no item: it says something of the quiz or of a group, or is told.
    fn close_aside(&mut self) {
        let Some((place, line)) = self.aside.take() else { return };
        let said = line.split_once(':').map(|(name, text)| (name.trim().to_lowercase(), text.trim()));
        match said.as_ref().map(|(name, text)| (name.as_str(), *text)) {
            Some(("quiz title", title)) => {
                self.draft.bank().title.get_or_insert_with(|| title.to_owned());
                return;
            }
            Some(("points per question", points)) if self.group.is_some() => {
                if let Some(points) = number(points).filter(|points| *points > 0.into()) {
                    self.group = Some(points);
                    return;
                }
            }
            _ => {}
        }
        match &*line {
            "GROUP" => self.group = Some(1.into()),
            "END_GROUP" => {
                self.group = None;
                return;
            }
            _ => {}
        }
        self.draft.lose("", Some(place), format!("the line `{line}`"), "a bank has no counterpart of it");
    }
}

impl Part {
    /// Takes one more line, as Markdown would: a line of a paragraph goes on, a line of a list or code is its own.
    fn go_on(&mut self, line: &str, blanks: usize) {
        // Tabs have become spaces before; other white space is no indentation and may be several bytes long.
        let spaces = line.bytes().take_while(|byte| *byte == b' ').count();
        let line = &line[spaces.min(self.indent)..];
        let fence = line.trim_start().starts_with(FENCE);
        let last = self.text.rsplit('\n').next().unwrap_or("");
        let own = fence || last.starts_with(FENCE) || begins_block(line);
        if self.fenced {
            self.text.push_str(&"\n".repeat(blanks + 1));
        } else if blanks > 0 {
            self.text.push_str("\n\n");
        } else if self.text.ends_with("  ") || own {
            self.text.truncate(self.text.trim_end().len());
            self.text.push('\n');
        } else {
            self.text.push(' ');
        }
        let whole = self.fenced || own || blanks > 0;
        self.text.push_str(if whole { line } else { line.trim_start() });
        self.fenced ^= fence;
    }
}

/// Whether a line begins an entry of a list, a quote, a heading or a row of a table.
fn begins_block(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    ["- ", "* ", "+ ", "> ", "# ", "|"].iter().any(|sign| line.starts_with(sign))
        || digits.len() < line.len() && digits.starts_with(". ")
}

fn item(parts: &[Part], draft: &mut Draft) {
    let find = |mark: Mark| parts.iter().find(|part| part.mark == mark);
    let id = draft.item_id(find(Mark::Title).map_or("", |part| &part.text));
    let place = parts.first().map(|part| part.place);
    let Some(stem) = find(Mark::Stem) else {
        return draft.lose_item(&id, place, "it has no stem `1. …`");
    };
    let place = Some(stem.place);
    let (mut explanation, mut solution) = (None, None);
    let (mut options, mut keyed) = (Vec::<Alternative>::new(), OptionSet::EMPTY);
    let (mut checks, mut answers, mut numbers) = (false, Vec::new(), Vec::new());
    for part in parts {
        let text = part.text.trim().to_owned();
        match part.mark {
            Mark::Option { right } | Mark::Check { right } => {
                checks |= matches!(part.mark, Mark::Check { .. });
                if right && options.len() < 64 {
                    keyed = keyed.with(options.len());
                }
                options.push(Alternative { text, feedback: None });
            }
            Mark::Feedback => {
                let place = match options.last_mut() {
                    Some(option) => &mut option.feedback,
                    None => &mut explanation,
                };
                join(place, text);
            }
            Mark::Solution => join(&mut solution, text),
            Mark::RightFeedback | Mark::WrongFeedback => {
                draft.lose(
                    &id,
                    Some(part.place),
                    format!("the feedback `{text}`"),
                    "a bank has feedback for single options only",
                );
            }
            Mark::Short => {
                answers.push(Answer { text: platform::no_wildcard(&text), share: 1.into(), feedback: None });
            }
            Mark::Number => {
                numbers.push(Numeral { spread: spread(&text), text, share: 1.into(), feedback: None });
            }
            Mark::Essay => {
                draft.lose_item(&id, place, "it is an essay, which a person has to mark");
                return;
            }
            Mark::Upload => return draft.lose_item(&id, place, "a file to hand in has no counterpart"),
            Mark::Stem | Mark::Title | Mark::Points => {}
        }
    }
    let kinds = [!numbers.is_empty(), !answers.is_empty(), !options.is_empty()];
    if kinds.iter().filter(|there| **there).count() > 1 {
        return draft.lose_item(&id, place, "it has answers of more than one kind");
    }
    let kind = if !numbers.is_empty() {
        platform::numerical(numbers, Vec::new(), &id, place, draft).map(|(kind, _)| kind)
    } else if !answers.is_empty() {
        platform::short_answer(answers, false, &id, place, draft)
    } else if checks {
        Some(choice(options, Key::Multiple { keyed, scoring: Scoring::AllOrNothing }))
    } else if keyed.len() > 1 {
        return draft.lose_item(&id, place, "more than one option is right, and one may be chosen");
    } else if let Some(key) = keyed.iter().next() {
        Some(choice(options, Key::Single(key)))
    } else {
        return draft.lose_item(&id, place, "no option is right");
    };
    let Some(kind) = kind else { return };
    let topic = draft.topic::<&str>(&[]);
    let mut item = Item::new(id, topic, stem.text.trim(), kind);
    draft.lose_name(&item.id, place, find(Mark::Title).map_or("", |part| &part.text));
    item.points = stem.group.unwrap_or(item.points);
    if let Some(points) = find(Mark::Points) {
        match number(&points.text).filter(|points| *points > 0.into()) {
            Some(points) => item.points = points,
            None => draft.lose(&item.id, Some(points.place), "points", "points are a decimal above 0"),
        }
    }
    if let Some(text) = explanation {
        extras::explain(&mut item, &text);
    }
    if let Some(text) = solution {
        extras::add_rationale(&mut item, &text);
    }
    draft.push(item, place);
}

/// Puts a text behind what is there, as a paragraph.
fn join(place: &mut Option<String>, text: String) {
    *place = Some(match place.take() {
        Some(before) => format!("{before}\n\n{text}"),
        None => text,
    });
}

/// `5`, `1.41 +- 0.01`, `5 +- 1%` or `[1, 2]` as value and tolerance.
fn spread(text: &str) -> Option<(Fraction, Fraction)> {
    if let Some((low, high)) =
        text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).and_then(|rest| rest.split_once(','))
    {
        let (low, high) = (number(low)?, number(high)?);
        return Some(((low + high) / 2, (high - low) / 2));
    }
    let (value, margin) = text.split_once("+-").unwrap_or((text, "0"));
    let value = number(&value.replace('_', ""))?;
    match margin.trim().strip_suffix('%') {
        Some(percent) => {
            let margin = value * number(percent)? / 100;
            Some((value, if margin < 0.into() { -margin } else { margin }))
        }
        None => Some((value, number(margin)?)),
    }
}
