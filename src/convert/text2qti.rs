//! text2qti: quizzes in Markdown-like plain text, `1. stem` and `*a) right option`.
//!
//! See `docs/convert.md` for what the format can hold.

use super::draft::{Alternative, Draft, choice, label, number};
use super::lost::{Lost, Place, THE_ITEM};
use super::platform::{self, Answer, Numeral};
use super::{Imported, extras, header};
use crate::model::fraction::to_decimal;
use crate::model::{Accept, Bank, Case, Fraction, Item, ItemKind, Key, OptionSet, Scoring};

/// What a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Stem,
    Option { right: bool },
    Check { right: bool },
    Short,
    Number,
    Feedback,
    RightFeedback,
    WrongFeedback,
    Essay,
    Upload,
    Title,
    Points,
}

/// A mark with its text.
struct Part {
    mark: Mark,
    text: String,
    place: Place,
}

/// Reads text2qti.
pub(super) fn read(text: &str, name: &str) -> Imported {
    let mut draft = Draft::new(name);
    let mut parts: Vec<Part> = Vec::new();
    let (mut blank, mut comment, mut fenced) = (false, false, false);
    for (number, line) in (1..).zip(text.lines()) {
        let place = Place { line: number, column: 1 };
        let expanded = line.replace('\t', "    ");
        let trimmed = line.trim();
        if matches!(trimmed, "COMMENT" | "END_COMMENT") {
            comment = trimmed == "COMMENT";
        } else if comment {
        } else if let Some(said) = line.strip_prefix('%') {
            draft.take_header(said);
        } else if trimmed.is_empty() {
            blank = true;
        } else if expanded.starts_with("  ") || (fenced && !line.starts_with("```")) {
            if let Some(part) = parts.last_mut() {
                part.go_on(&expanded, blank);
            }
            blank = false;
        } else {
            fenced ^= line.starts_with("```");
            blank = false;
            match mark_of(line) {
                Some((mark, text)) => parts.push(Part { mark, text: text.to_owned(), place }),
                None => stray(trimmed, place, &mut draft),
            }
        }
    }
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

impl Part {
    fn go_on(&mut self, line: &str, after_blank: bool) {
        if after_blank {
            self.text.push_str("\n\n");
        } else if self.text.ends_with("  ") {
            self.text.truncate(self.text.trim_end().len());
            self.text.push('\n');
        } else {
            self.text.push(' ');
        }
        self.text.push_str(line.trim_start());
    }
}

fn stray(line: &str, place: Place, draft: &mut Draft) {
    let said = line.split_once(':').map(|(name, text)| (name.trim().to_lowercase(), text.trim()));
    match said.as_ref().map(|(name, text)| (name.as_str(), *text)) {
        Some(("quiz title", title)) => {
            draft.bank().title.get_or_insert_with(|| title.to_owned());
        }
        _ if line == "END_GROUP" => {}
        _ => draft.lose("", Some(place), format!("the line `{line}`"), "a bank has no counterpart of it"),
    }
}

fn mark_of(line: &str) -> Option<(Mark, &str)> {
    for (name, mark) in [
        ("Title:", Mark::Title),
        ("title:", Mark::Title),
        ("Points:", Mark::Points),
        ("points:", Mark::Points),
    ] {
        if let Some(text) = line.strip_prefix(name) {
            return Some((mark, text.trim()));
        }
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 {
        return after(&line[digits..], ".").map(|text| (Mark::Stem, text));
    }
    if line.starts_with("___") && line.trim_end().trim_matches('_').is_empty() {
        return Some((Mark::Essay, ""));
    }
    if line.starts_with("^^^") && line.trim_end().trim_matches('^').is_empty() {
        return Some((Mark::Upload, ""));
    }
    let (starred, right) = match line.strip_prefix('*') {
        Some(rest) => (rest, true),
        None => (line, false),
    };
    if starred.starts_with(|c: char| c.is_ascii_alphabetic())
        && let Some(text) = after(&starred[1..], ")")
    {
        return Some((Mark::Option { right }, text));
    }
    if let Some(text) = after(line, "*") {
        return Some((Mark::Short, text));
    }
    let signs = [
        ("[*]", Mark::Check { right: true }),
        ("[ ]", Mark::Check { right: false }),
        ("...", Mark::Feedback),
        ("+", Mark::RightFeedback),
        ("-", Mark::WrongFeedback),
        ("=", Mark::Number),
    ];
    signs.into_iter().find_map(|(sign, mark)| after(line, sign).map(|text| (mark, text)))
}

/// What stands behind a sign and white space. White space at the end counts: two spaces are a line end.
fn after<'l>(line: &'l str, sign: &str) -> Option<&'l str> {
    let rest = line.strip_prefix(sign)?;
    rest.starts_with([' ', '\t']).then(|| rest.trim_start())
}

fn item(parts: &[Part], draft: &mut Draft) {
    let find = |mark: Mark| parts.iter().find(|part| part.mark == mark);
    let id = draft.item_id(find(Mark::Title).map_or("", |part| &part.text));
    let place = parts.first().map(|part| part.place);
    let Some(stem) = find(Mark::Stem) else {
        return draft.lose_item(&id, place, "it has no stem `1. …`");
    };
    let place = Some(stem.place);
    let (mut explanation, mut options, mut keyed) = (None, Vec::<Alternative>::new(), OptionSet::EMPTY);
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
            Mark::Feedback => match options.last_mut() {
                Some(option) => option.feedback = Some(text),
                None => explanation = Some(text),
            },
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
    if let Some(points) = find(Mark::Points) {
        match number(&points.text).filter(|points| *points > 0.into()) {
            Some(points) => item.points = points,
            None => draft.lose(&item.id, Some(points.place), "points", "points are a decimal above 0"),
        }
    }
    if let Some(text) = explanation {
        extras::explain(&mut item, &text);
    }
    draft.push(item, place);
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

/// Writes text2qti.
pub(super) fn write(bank: &Bank) -> (String, Vec<Lost>) {
    const WHY: &str = "text2qti has no place for it";
    let mut lost = Vec::new();
    let mut out = String::new();
    if let Some(title) = &bank.title {
        out.push_str(&format!("Quiz title: {}\n", title.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    for line in header::lines(bank) {
        out.push_str(&format!("% {line}\n"));
    }
    for (number, item) in (1..).zip(&bank.items) {
        let answers = match answers(item, &mut lost) {
            Ok(answers) => answers,
            Err(why) => {
                lost.push(Lost::of(&item.id, THE_ITEM, why));
                continue;
            }
        };
        if item.topic != bank.id {
            lost.push(Lost::of(&item.id, "topic", WHY));
        }
        let has: &[&str] = if item.choice().is_some() {
            &["points", "rationale", "reference", "feedback"]
        } else {
            &["points", "rationale", "reference"]
        };
        lost.extend(
            extras::beyond(item, has, bank.language.as_deref())
                .into_iter()
                .map(|what| Lost::of(&item.id, what, WHY)),
        );
        out.push_str(&format!("\nTitle: {}\n", item.id));
        if item.points != 1.into() {
            out.push_str(&format!("Points: {}\n", to_decimal(item.points, 6)));
        }
        out.push_str(&part(&format!("{number}."), &item.stem));
        if let Some(text) = extras::explanation(item) {
            out.push_str(&part("...", &text));
        }
        out.push_str(&answers);
    }
    (out, lost)
}

fn answers(item: &Item, lost: &mut Vec<Lost>) -> Result<String, String> {
    let mut out = String::new();
    match &item.kind {
        ItemKind::Choice(choice) => {
            if choice.options.len() > 26 {
                return Err("text2qti has at most 26 options".to_owned());
            }
            if choice.options.iter().enumerate().any(|(at, option)| option.label != label(at)) {
                lost.push(Lost::of(&item.id, "option labels", "text2qti's are a, b, c and so on"));
            }
            if matches!(choice.key, Key::Multiple { scoring, .. } if scoring != Scoring::AllOrNothing) {
                lost.push(Lost::of(&item.id, "the scoring rule", "text2qti does not say it"));
            }
            for (at, option) in choice.options.iter().enumerate() {
                let right = choice.key.keyed().contains(at);
                let sign = match (choice.key, right) {
                    (Key::Single(_), true) => format!("*{})", label(at).to_lowercase()),
                    (Key::Single(_), false) => format!("{})", label(at).to_lowercase()),
                    (Key::Multiple { .. }, true) => "[*]".to_owned(),
                    (Key::Multiple { .. }, false) => "[ ]".to_owned(),
                };
                out.push_str(&part(&sign, &option.text));
                option.feedback.iter().for_each(|text| out.push_str(&part("...", text)));
            }
        }
        ItemKind::Short(short) => match &short.accept {
            Accept::Texts(texts) => {
                if short.matching.case == Case::Exact {
                    lost.push(Lost::of(&item.id, "letter case", "text2qti never counts it"));
                }
                for text in texts {
                    if text.credit != 1.into() || text.feedback.is_some() {
                        lost.push(Lost::of(
                            &item.id,
                            format!("credit and feedback of `{}`", text.text),
                            "every answer earns all",
                        ));
                    }
                    out.push_str(&part("*", &text.text));
                }
            }
            Accept::Number { value, tolerance, units } => {
                if !units.is_empty() {
                    lost.push(Lost::of(&item.id, "units", "text2qti has numbers alone"));
                }
                out.push_str(&format!("=   {} +- {}\n", to_decimal(*value, 6), to_decimal(*tolerance, 6)));
            }
            Accept::Words(_) => return Err("`accept-words` has no counterpart in text2qti".to_owned()),
            Accept::List { .. } => return Err("`accept-list` has no counterpart in text2qti".to_owned()),
        },
    }
    Ok(out)
}

/// A sign with its text; lines behind the first are indented, and a line end is two spaces.
fn part(sign: &str, text: &str) -> String {
    let paragraphs = text.split("\n\n").map(|lines| lines.replace('\n', "  \n    "));
    format!("{sign:<3} {}\n", paragraphs.collect::<Vec<_>>().join("\n\n    "))
}
