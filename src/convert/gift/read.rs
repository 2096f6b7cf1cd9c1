//! Reading GIFT.

use super::signs::{find, find_any, find_last, unescape};
use crate::convert::draft::{Alternative, Draft, choice, number, true_or_false};
use crate::convert::lost::{Place, Places};
use crate::convert::{Imported, credit, extras, markup, platform};
use crate::model::fraction::parse_decimal;
use crate::model::{Fraction, Item, ItemKind};
use std::borrow::Cow;

/// Reads GIFT.
pub(in crate::convert) fn read(text: &str, name: &str) -> Imported {
    let mut reader = Reader { draft: Draft::new(name), category: Vec::new(), places: Places::new(text) };
    for block in blocks(text) {
        reader.block(&block);
    }
    reader.draft.finish()
}

/// Lines between blank lines, comments taken out.
#[derive(Default)]
struct Block {
    text: String,
    /// For each line of `text`: where it starts there, and in the source.
    lines: Vec<(usize, usize)>,
    comments: Vec<String>,
}

impl Block {
    /// Where a byte of the block stands in the source.
    fn source(&self, at: usize) -> usize {
        let line = self.lines.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.lines.get(line).map_or(0, |(start, source)| source + (at - start))
    }
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = vec![Block::default()];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        let Some(block) = blocks.last_mut() else { break };
        if content.is_empty() {
            if !block.lines.is_empty() || !block.comments.is_empty() {
                blocks.push(Block::default());
            }
        } else if let Some(comment) = content.strip_prefix("//") {
            block.comments.push(comment.trim().to_owned());
        } else {
            if !block.lines.is_empty() {
                block.text.push('\n');
            }
            let line = line.trim_end_matches(['\n', '\r']);
            block.lines.push((block.text.len(), at));
            block.text.push_str(line);
        }
        at += line.len();
    }
    blocks
}

/// How the texts of an item are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// Text with line ends, in which HTML counts.
    Moodle,
    Html,
    Markdown,
    Plain,
}

struct Reader<'t> {
    draft: Draft,
    category: Vec<String>,
    places: Places<'t>,
}

/// The item in hand.
struct Head {
    id: String,
    place: Place,
    written: Written,
}

impl Reader<'_> {
    fn block(&mut self, block: &Block) {
        for comment in &block.comments {
            self.draft.take_header(comment);
        }
        let start = block.text.len() - block.text.trim_start().len();
        let mut from = start;
        if let Some(rest) = block.text[start..].strip_prefix("$CATEGORY:") {
            let line = rest.split('\n').next().unwrap_or("");
            self.category = platform::category(&unescape(line.trim()));
            from = start + "$CATEGORY:".len() + line.len();
        }
        if !block.text[from..].trim().is_empty() {
            self.item(block, from);
        }
    }

    fn item(&mut self, block: &Block, from: usize) {
        let text = &block.text;
        let mut at = from + (text[from..].len() - text[from..].trim_start().len());
        let place = self.places.at(block.source(at));
        let mut name = String::new();
        if let Some(rest) = text[at..].strip_prefix("::")
            && let Some(end) = find(rest, "::", 0)
        {
            name = unescape(rest[..end].trim());
            at += 2 + end + 2;
        }
        let tagged = block.comments.iter().find_map(|comment| bracketed(comment, "[id:").into_iter().next());
        let id = self.draft.item_id(tagged.as_deref().unwrap_or(&name));
        let (written, length) = format_of(&text[at..]).unwrap_or((Written::Moodle, 0));
        at += length;
        let head = Head { id, place, written };
        let Some(open) = find(text, "{", at) else {
            self.draft.lose_item(&head.id, Some(place), "it is a description and asks nothing");
            return;
        };
        let Some(close) = find_last(text, "}").filter(|close| *close > open) else {
            let place = self.places.at(block.source(open));
            self.draft.lose_item(&head.id, Some(place), "its `{` is never closed");
            return;
        };
        let (before, after) = (text[at..open].trim(), text[close + 1..].trim());
        let stem = match (before, after) {
            (before, "") => Cow::Borrowed(before),
            ("", after) => Cow::Owned(format!("_____ {after}")),
            // A sign of punctuation follows the gap at once.
            (before, after) => {
                let gap = if after.starts_with(['.', ',', '?', '!', ';', ')']) { "_____" } else { "_____ " };
                Cow::Owned(format!("{before} {gap}{after}"))
            }
        };
        let mut answers = &text[open + 1..close];
        let general = find(answers, "####", 0).map(|at| {
            let general = &answers[at + 4..];
            answers = &answers[..at];
            general
        });
        let stem = self.text(&stem, &head, "the stem");
        let Some((kind, aside)) = self.kind(block, answers, open + 1, &head) else { return };
        let topic = self.draft.topic(&self.category);
        let mut item = Item::new(head.id.clone(), topic, stem, kind);
        item.shuffle = platform::shuffles(&item);
        if let Some(general) = general {
            let text = self.text(general.trim(), &head, "the general feedback");
            extras::explain(&mut item, &text);
        }
        for text in aside {
            extras::add_rationale(&mut item, &text);
        }
        for tag in block.comments.iter().flat_map(|comment| bracketed(comment, "[tag:")) {
            extras::apply_tag(&mut item, &tag);
        }
        self.draft.push(item, Some(place));
    }

    /// The kind of an item by its answers, and what else they say; `None` where it cannot come along.
    fn kind(
        &mut self,
        block: &Block,
        answers: &str,
        at: usize,
        head: &Head,
    ) -> Option<(ItemKind, Vec<String>)> {
        let trimmed = answers.trim();
        let lose = |draft: &mut Draft, why: &str| {
            draft.lose_item(&head.id, Some(head.place), why);
            None
        };
        if trimmed.is_empty() {
            return lose(&mut self.draft, "it is an essay, which a person has to mark");
        }
        if let Some(numbers) = trimmed.strip_prefix('#') {
            return self.numerical(numbers, head);
        }
        if let Some(truth) = true_false(trimmed) {
            return Some((self.true_or_false(truth, trimmed, head), Vec::new()));
        }
        let entries = match entries(answers) {
            Ok(entries) => entries,
            Err(stray) => {
                let place = self.places.at(block.source(at + stray));
                self.draft.lose_item(&head.id, Some(place), "an answer has no `=` or `~` before it");
                return None;
            }
        };
        if entries.iter().any(|entry| !entry.wrong && find(entry.body, "->", 0).is_some())
            && !entries.iter().any(|entry| entry.wrong)
        {
            return lose(&mut self.draft, "matching has no counterpart");
        }
        let mut answers = Vec::new();
        for entry in &entries {
            let Some(answer) = self.answer(entry, head) else {
                let place = self.places.at(block.source(at + entry.at));
                self.draft.lose_item(&head.id, Some(place), "a weight is not written as `%50%`");
                return None;
            };
            answers.push(answer);
        }
        if entries.iter().any(|entry| entry.wrong) {
            let single = entries.iter().any(|entry| !entry.wrong);
            return Some((self.choice(single, answers, head)?, Vec::new()));
        }
        let texts = answers.into_iter().map(|(share, answer)| platform::Answer {
            text: unescape(&answer.text),
            share,
            feedback: answer.feedback,
        });
        let kind =
            platform::short_answer(texts.collect(), false, &head.id, Some(head.place), &mut self.draft)?;
        Some((kind, Vec::new()))
    }

    fn choice(
        &mut self,
        single: bool,
        answers: Vec<(Fraction, Alternative)>,
        head: &Head,
    ) -> Option<ItemKind> {
        let (shares, mut options): (Vec<Fraction>, Vec<Alternative>) = answers.into_iter().unzip();
        for option in &mut options {
            option.text = self.text(&std::mem::take(&mut option.text), head, "an option");
        }
        match credit::key_of(single, &shares) {
            Ok((key, lost)) => {
                if let Some(what) = lost {
                    self.draft.lose(&head.id, Some(head.place), what, platform::NO_SHARES);
                }
                Some(choice(options, key))
            }
            Err(why) => {
                self.draft.lose_item(&head.id, Some(head.place), why);
                None
            }
        }
    }

    /// Weight, text and feedback of an answer. The text is unescaped, the feedback a text of a bank.
    fn answer(&mut self, entry: &Entry<'_>, head: &Head) -> Option<(Fraction, Alternative)> {
        let mut body = entry.body.trim();
        let mut share = Fraction::from_integer(i64::from(!entry.wrong));
        if let Some(rest) = body.strip_prefix('%') {
            let end = rest.find('%')?;
            share = parse_decimal(rest[..end].trim())? / Fraction::from_integer(100);
            body = rest[end + 1..].trim_start();
        }
        let (text, feedback) = match find(body, "#", 0) {
            Some(at) => (&body[..at], Some(body[at + 1..].trim())),
            None => (body, None),
        };
        let feedback =
            feedback.filter(|text| !text.is_empty()).map(|text| self.text(text, head, "a feedback"));
        Some((share, Alternative { text: text.trim().to_owned(), feedback }))
    }

    fn true_or_false(&mut self, truth: bool, answers: &str, head: &Head) -> ItemKind {
        // The first feedback is for who is wrong, the second for who is right.
        let mut parts = answers.split_once('#').map(|(_, rest)| rest).into_iter().flat_map(split_feedback);
        let mut part = || parts.next().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let (wrong, right) = (part(), part());
        let wrong = wrong.map(|text| self.text(&text, head, "a feedback"));
        let right = right.map(|text| self.text(&text, head, "a feedback"));
        let (if_true, if_false) = if truth { (right, wrong) } else { (wrong, right) };
        true_or_false(truth, if_true, if_false)
    }

    fn numerical(&mut self, numbers: &str, head: &Head) -> Option<(ItemKind, Vec<String>)> {
        let mut answers = Vec::new();
        // Without `=` there is one number.
        let entries = entries(numbers).unwrap_or_else(|_| vec![Entry { wrong: false, body: numbers, at: 0 }]);
        for entry in entries {
            let Some((share, part)) = self.answer(&entry, head) else {
                self.draft.lose_item(&head.id, Some(head.place), "a weight is not written as `%50%`");
                return None;
            };
            let share = if entry.wrong { 0.into() } else { share };
            let text = part.text;
            let spread = if text.is_empty() {
                None
            } else if let Some((low, high)) = text.split_once("..") {
                number(low).zip(number(high)).map(|(low, high)| ((low + high) / 2, (high - low) / 2))
            } else {
                let (value, tolerance) = text.split_once(':').unwrap_or((&text, "0"));
                number(value).zip(number(tolerance))
            };
            answers.push(platform::Numeral { text, spread, share, feedback: part.feedback });
        }
        platform::numerical(answers, Vec::new(), &head.id, Some(head.place), &mut self.draft)
    }

    /// A text of GIFT as one of a bank. The text may name its own format.
    fn text(&mut self, text: &str, head: &Head, what: &str) -> String {
        let (written, length) = format_of(text).unwrap_or((head.written, 0));
        let text = unescape(text[length..].trim());
        let html = match written {
            Written::Html => text,
            Written::Moodle if platform::has_html(&text) => text.replace('\n', "<br>"),
            Written::Moodle | Written::Plain | Written::Markdown => return text,
        };
        let made = markup::from_html(&html);
        if let Some(odd) = made.odd {
            self.draft.lose(&head.id, Some(head.place), format!("{odd} in {what}"), platform::NO_HTML);
        }
        made.text
    }
}

/// One answer of a list: everything behind its `=` or `~`.
struct Entry<'b> {
    wrong: bool,
    body: &'b str,
    at: usize,
}

/// The answers of a list; or where something stands that is none.
fn entries(answers: &str) -> Result<Vec<Entry<'_>>, usize> {
    let mut entries = Vec::new();
    let Some(mut at) = find_any(answers, &["=", "~"], 0) else {
        return Err(answers.len() - answers.trim_start().len());
    };
    if !answers[..at].trim().is_empty() {
        return Err(answers.len() - answers.trim_start().len());
    }
    loop {
        let end = find_any(answers, &["=", "~"], at + 1);
        let body = &answers[at + 1..end.unwrap_or(answers.len())];
        entries.push(Entry { wrong: answers.as_bytes()[at] == b'~', body, at });
        match end {
            Some(end) => at = end,
            None => return Ok(entries),
        }
    }
}

fn true_false(answers: &str) -> Option<bool> {
    let word = answers.split('#').next().unwrap_or("").trim();
    match word.to_ascii_uppercase().as_str() {
        "T" | "TRUE" => Some(true),
        "F" | "FALSE" => Some(false),
        _ => None,
    }
}

fn split_feedback(text: &str) -> Vec<&str> {
    match find(text, "#", 0) {
        Some(at) => vec![&text[..at], &text[at + 1..]],
        None => vec![text],
    }
}

/// The format that a text names for itself, and how long the name is.
fn format_of(text: &str) -> Option<(Written, usize)> {
    let skipped = text.len() - text.trim_start().len();
    let formats = [
        ("[html]", Written::Html),
        ("[markdown]", Written::Markdown),
        ("[plain]", Written::Plain),
        ("[moodle]", Written::Moodle),
    ];
    let (name, written) = formats.into_iter().find(|(name, _)| text[skipped..].starts_with(name))?;
    Some((written, skipped + name.len()))
}

/// What stands behind `[tag:` up to `]`; a backslash takes a `]` as it is.
fn bracketed(comment: &str, opening: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = comment;
    while let Some(at) = rest.find(opening) {
        rest = &rest[at + opening.len()..];
        let mut text = String::new();
        let mut chars = rest.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '\\' => text.extend(chars.next().map(|(_, c)| c)),
                ']' => {
                    rest = &rest[at..];
                    found.push(text);
                    break;
                }
                c => text.push(c),
            }
        }
    }
    found
}
