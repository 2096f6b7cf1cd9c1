//! Reading CSV.

use super::cell::{split, split_groups, unguard};
use super::{COLUMNS, FEEDBACK, OPTION};
use crate::convert::Imported;
use crate::convert::draft::{Draft, id_of, label, non_empty, number};
use crate::convert::extras::{self, value_of};
use crate::convert::lost::Place;
use crate::model::time::parse_duration;
use crate::model::{
    Accept, AcceptedText, Case, Choice, Difficulty, EntryOrder, Item, ItemKind, ItemOption, Key, Level,
    Matching, OptionSet, Scoring, ShortAnswer,
};
use crate::yaml::shape::is_date;
use std::cell::RefCell;

/// Names under which other tables have a column.
const ALIASES: [(&str, &str); 17] = [
    ("question", "stem"),
    ("question_text", "stem"),
    ("prompt", "stem"),
    ("text", "stem"),
    ("name", "id"),
    ("item", "id"),
    ("correct", "answer"),
    ("correct_answer", "answer"),
    ("key", "answer"),
    ("explanation", "rationale"),
    ("feedback", "rationale"),
    ("category", "topic"),
    ("source", "reference"),
    ("licence", "bank_license"),
    ("title", "bank_title"),
    ("as-of", "as_of"),
    ("marks", "points"),
];

/// The most columns that a table may have.
const MAX_COLUMNS: usize = 1000;

const TRUTH: &str = "it is true or false";

/// Reads CSV.
pub(in crate::convert) fn read(text: &str, name: &str) -> Imported {
    let mut draft = Draft::new(name);
    let first = text.lines().next().unwrap_or("");
    let delimiter = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|sign| (memchr::memchr_iter(*sign, first.as_bytes()).count(), *sign == b','))
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut columns: Option<Vec<String>> = None;
    let mut last = Place { line: 1, column: 1 };
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().and_then(|position| usize::try_from(position.line()).ok());
                let place = line.map(|line| Place { line, column: 1 });
                draft.lose_item("", place, format!("the row cannot be read: {error}"));
                continue;
            }
        };
        let line = record.position().map_or(1, |position| usize::try_from(position.line()).unwrap_or(1));
        let place = Place { line, column: 1 };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let Some(columns) = &columns else {
            let names: Vec<String> = record.iter().map(column_of).collect();
            for (name, header) in names.iter().zip(record.iter()) {
                let known =
                    COLUMNS.contains(&&**name) || name.starts_with(OPTION) || name.starts_with(FEEDBACK);
                let known = known && name != "options";
                if !known && !header.trim().is_empty() {
                    draft.lose(
                        "",
                        Some(place),
                        format!("the column `{}`", header.trim()),
                        "it is no column of an item",
                    );
                }
            }
            if names.len() > MAX_COLUMNS {
                let message = format!("the table has {} columns; the limit is {MAX_COLUMNS}", names.len());
                draft.lose_item("", Some(place), message);
                return draft.finish();
            }
            columns = Some(names);
            continue;
        };
        if record.len() > columns.len() {
            let why = format!("the row has {} cells and the header {}", record.len(), columns.len());
            draft.lose_item("", Some(place), why);
            continue;
        }
        let cells: Vec<&str> = record.iter().map(unguard).collect();
        let read = RefCell::new(vec![false; cells.len()]);
        Row { columns, cells, place, read }.read(&mut draft);
        last = place;
    }
    if memchr::memchr_iter(b'"', text.as_bytes()).count() % 2 == 1 {
        let what = "cells behind a `\"` that is never closed";
        draft.lose("", Some(last), what, "they are read as one cell, if it stands at its beginning");
    }
    draft.finish()
}

/// The name of a column by its header.
fn column_of(header: &str) -> String {
    let header = header.trim();
    let folded = header.to_lowercase().replace([' ', '-'], "_");
    for (prefix, name) in [("option_", OPTION), ("feedback_", FEEDBACK)] {
        if folded.starts_with(prefix) && header.len() > prefix.len() {
            let label = header[prefix.len()..].trim();
            return format!("{name}{label}");
        }
    }
    if header.len() == 1 && header.bytes().all(|b| b.is_ascii_alphabetic()) {
        return format!("{OPTION}{}", header.to_uppercase());
    }
    match ALIASES.iter().find(|(alias, _)| *alias == folded) {
        Some((_, name)) => (*name).to_owned(),
        None => folded,
    }
}

struct Row<'r> {
    columns: &'r [String],
    cells: Vec<&'r str>,
    place: Place,
    /// Which cells something has asked for; the rest are told.
    read: RefCell<Vec<bool>>,
}

impl Row<'_> {
    fn cell(&self, name: &str) -> Option<&str> {
        let at = self.columns.iter().position(|column| column == name)?;
        self.mark(at);
        self.cells.get(at).copied().filter(|cell| !cell.trim().is_empty())
    }

    fn mark(&self, at: usize) {
        if let Some(read) = self.read.borrow_mut().get_mut(at) {
            *read = true;
        }
    }

    /// Tells the cells of known columns that say nothing of an item of this kind.
    fn unread(&self, id: &str, draft: &mut Draft) {
        let unread: Vec<usize> = (0..self.cells.len()).filter(|at| !self.read.borrow()[*at]).collect();
        for at in unread.into_iter().filter(|at| !self.cells[*at].trim().is_empty()) {
            let name = &self.columns[at];
            let known = COLUMNS.contains(&&**name) || name.starts_with(OPTION) || name.starts_with(FEEDBACK);
            // Unknown columns are told once, with the header.
            if known && name != "options" {
                let what = format!("the cell `{}` of the column `{name}`", self.cells[at].trim());
                draft.lose(id, Some(self.place), what, "an item of this kind has none");
            }
        }
    }

    fn read(&self, draft: &mut Draft) {
        let mut other = Vec::new();
        let bank = draft.bank();
        if let Some(name) = self.cell("bank") {
            match crate::convert::draft::slug(name) {
                Some(id) => bank.id = id,
                None => other.push(("bank", name)),
            }
        }
        for (name, place) in [
            ("bank_title", &mut bank.title),
            ("bank_language", &mut bank.language),
            ("bank_license", &mut bank.license),
        ] {
            match (self.cell(name), &place) {
                (Some(text), Some(before)) if before != text => other.push((name, text)),
                (Some(text), _) => *place = Some(text.to_owned()),
                (None, _) => {}
            }
        }
        for (name, text) in other {
            let what = format!("the cell `{text}` of the column `{name}`");
            draft.lose("", Some(self.place), what, "a bank has one, and a name of letters");
        }
        let given = self.cell("id").unwrap_or("").trim();
        let id = draft.item_id(given);
        let kind = match self.kind(&id, draft) {
            Ok(kind) => kind,
            Err(why) => return draft.lose_item(&id, Some(self.place), why),
        };
        let topic = self.topic(draft);
        let mut item = Item::new(id, topic, self.cell("stem").unwrap_or("").trim(), kind);
        self.details(&mut item, draft);
        draft.lose_name(&item.id, Some(self.place), given);
        if !given.is_empty() && id_of(given).is_some_and(|wanted| wanted != item.id) {
            draft.lose(&item.id, Some(self.place), format!("the id `{given}`"), "another item has it");
        }
        self.unread(&item.id, draft);
        draft.push(item, Some(self.place));
    }

    fn topic(&self, draft: &mut Draft) -> String {
        let Some(topic) = self.cell("topic") else { return draft.topic::<&str>(&[]) };
        let parts: Vec<&str> = topic.split('/').map(str::trim).collect();
        let is_path = parts.iter().all(|part| id_of(part).as_deref() == Some(part));
        if !is_path {
            return draft.topic(&parts);
        }
        let titles = split(self.cell("topic_title").unwrap_or(""));
        if let Some(more) = titles.get(parts.len()..).filter(|more| !more.is_empty()) {
            let what = format!("titles of topics: {}", more.join(", "));
            draft.lose("", Some(self.place), what, "the path of the topic has fewer parts");
        }
        for (depth, title) in titles.iter().enumerate().take(parts.len()) {
            draft.topic_id(&parts[..=depth].join("/"), Some(title));
        }
        draft.topic_id(topic.trim(), None)
    }

    fn kind(&self, id: &str, draft: &mut Draft) -> Result<ItemKind, String> {
        let mut options = Vec::new();
        for (at, (column, text)) in self.columns.iter().zip(&self.cells).enumerate() {
            if let Some(label) = column.strip_prefix(OPTION).filter(|_| !text.trim().is_empty()) {
                self.mark(at);
                let feedback = self.cell(&format!("{FEEDBACK}{label}")).map(str::to_owned);
                options.push(ItemOption { label: label.to_owned(), text: text.trim().to_owned(), feedback });
            }
        }
        if options.is_empty() {
            return self.short(id, draft).map(ItemKind::Short);
        }
        let fits = |label: &str| {
            let sign = |c: char| c.is_whitespace() || c.is_control() || matches!(c, ',' | ';' | '|');
            (1..=3).contains(&label.chars().count()) && !label.contains(sign)
        };
        if options.iter().any(|option| !fits(&option.label)) {
            options.iter_mut().enumerate().for_each(|(at, option)| option.label = label(at));
        }
        let answer = self.cell("answer").ok_or("it has no answer")?.trim();
        let (keyed, several) = keyed(answer, &options).ok_or_else(|| format!("`{answer}` is no option"))?;
        let scoring = match self.cell("scoring") {
            Some(name) => {
                Some(value_of(&Scoring::ALL, name).ok_or_else(|| format!("`{name}` is no scoring rule"))?)
            }
            None => several.then_some(Scoring::AllOrNothing),
        };
        let key = match scoring {
            Some(scoring) => Key::Multiple { keyed, scoring },
            None => Key::Single(keyed.iter().next().unwrap_or(0)),
        };
        Ok(ItemKind::Choice(Choice { options, key }))
    }

    fn short(&self, id: &str, draft: &mut Draft) -> Result<ShortAnswer, String> {
        let list = |name: &str| split(self.cell(name).unwrap_or(""));
        let accept = if let Some(value) = self.cell("number") {
            let value = number(value).ok_or_else(|| format!("`{value}` is no number"))?;
            let tolerance = self.cell("tolerance").unwrap_or("0");
            let tolerance = number(tolerance).filter(|tolerance| *tolerance >= 0.into());
            Accept::Number {
                value,
                tolerance: tolerance.ok_or("the tolerance is no number from 0")?,
                units: list("units"),
            }
        } else if let Some(groups) = self.cell("accept_words") {
            Accept::Words(split_groups(groups))
        } else if let Some(entries) = self.cell("accept_list") {
            let order = value_of(&EntryOrder::ALL, self.cell("order").unwrap_or("any"))
                .ok_or("the order is `any` or `given`")?;
            Accept::List {
                entries: split_groups(entries),
                order,
                partial: self.truth("partial").unwrap_or(false),
            }
        } else {
            let texts = self
                .cell("accept")
                .or_else(|| self.cell("answer"))
                .ok_or("it has no options and accepts nothing")?;
            let (credits, feedback) = (list("accept_credit"), list("accept_feedback"));
            let mut accepted = Vec::new();
            for (at, text) in split(texts).into_iter().enumerate() {
                let credit = credits
                    .get(at)
                    .filter(|credit| !credit.is_empty())
                    .map_or(Some(1.into()), |credit| number(credit));
                let credit = credit.filter(|credit| *credit > 0.into() && *credit <= 1.into());
                let feedback = feedback.get(at).cloned().and_then(non_empty);
                match credit {
                    Some(credit) => accepted.push(AcceptedText { text, credit, feedback }),
                    None => draft.lose(
                        id,
                        Some(self.place),
                        format!("the answer `{text}`"),
                        "its credit is not above 0 and at most 1",
                    ),
                }
            }
            accepted.retain(|text| !text.text.trim().is_empty());
            Accept::Texts(accepted)
        };
        for name in ["typos", "partial"] {
            let wanted = name == "typos" || matches!(accept, Accept::List { .. });
            let cell = if wanted && self.truth(name).is_none() { self.cell(name) } else { None };
            if let Some(cell) = cell {
                draft.lose(id, Some(self.place), format!("{name} `{cell}`"), TRUTH);
            }
        }
        let case = value_of(&Case::ALL, self.cell("case").unwrap_or("fold"))
            .ok_or("the case is `fold` or `exact`")?;
        let matching = Matching { case, typos: self.truth("typos").unwrap_or(true) };
        Ok(ShortAnswer { accept, reject: list("reject"), matching })
    }

    fn details(&self, item: &mut Item, draft: &mut Draft) {
        let text = |name: &str| self.cell(name).map(str::to_owned);
        item.rationale = text("rationale");
        item.reference = text("reference");
        item.competency = text("competency");
        item.language = text("language").or_else(|| draft.bank().language.clone());
        item.tags = split(self.cell("tags").unwrap_or(""));
        item.vignette = self.truth("vignette").unwrap_or(false);
        item.shuffle = self.truth("shuffle").unwrap_or(true);
        for entry in split(self.cell("allow").unwrap_or("")) {
            match entry.split_once('=').filter(|(lint, reason)| !lint.is_empty() && !reason.is_empty()) {
                Some(_) => extras::apply_tag(item, &format!("allow:{entry}")),
                None => {
                    draft.lose(&item.id, Some(self.place), format!("allow `{entry}`"), "it is `lint=reason`");
                }
            }
        }
        let mut bad = |name: &str, wanted: &str| {
            if let Some(cell) = self.cell(name) {
                draft.lose(&item.id, Some(self.place), format!("{name} `{}`", cell.trim()), wanted);
            }
        };
        match self.cell("points").map(number) {
            Some(Some(points)) if points > 0.into() => item.points = points,
            _ => bad("points", "points are a decimal above 0"),
        }
        item.time = self.cell("time").and_then(parse_duration);
        item.as_of = text("as_of").filter(|day| is_date(day));
        item.level = self.cell("level").and_then(|name| value_of(&Level::ALL, &name.to_lowercase()));
        item.difficulty =
            self.cell("difficulty").and_then(|name| value_of(&Difficulty::ALL, &name.to_lowercase()));
        let checks = [
            ("time", item.time.is_none(), "a time is written as 75s or 2m30s"),
            ("as_of", item.as_of.is_none(), "a day is written as YYYY-MM-DD"),
            ("level", item.level.is_none(), "it is recall, application or analysis"),
            ("difficulty", item.difficulty.is_none(), "it is easy, medium or hard"),
            ("vignette", self.truth("vignette").is_none(), TRUTH),
            ("shuffle", self.truth("shuffle").is_none(), TRUTH),
        ];
        checks.into_iter().filter(|(_, missing, _)| *missing).for_each(|(name, _, wanted)| bad(name, wanted));
    }

    fn truth(&self, name: &str) -> Option<bool> {
        match self.cell(name)?.trim().to_lowercase().as_str() {
            "true" | "yes" | "1" => Some(true),
            "false" | "no" | "0" => Some(false),
            _ => None,
        }
    }
}

/// The options that an answer names, and whether it names them as a list.
fn keyed(answer: &str, options: &[ItemOption]) -> Option<(OptionSet, bool)> {
    let find = |text: &str| {
        let text = text.trim();
        options.iter().take(64).position(|option| option.label == text).or_else(|| {
            options.iter().take(64).position(|option| {
                option.label.eq_ignore_ascii_case(text) || option.text.eq_ignore_ascii_case(text)
            })
        })
    };
    if let Some(at) = find(answer) {
        return Some((OptionSet::single(at), false));
    }
    for sign in ['|', ';', ','] {
        if answer.contains(sign) {
            let found: Option<OptionSet> =
                answer.split(sign).filter(|part| !part.trim().is_empty()).map(find).collect();
            return found.filter(|set| !set.is_empty()).map(|set| (set, true));
        }
    }
    let letters: Option<OptionSet> =
        answer.chars().filter(|c| !c.is_whitespace()).map(|c| find(&c.to_string())).collect();
    letters.filter(|set| !set.is_empty()).map(|set| (set, true))
}
