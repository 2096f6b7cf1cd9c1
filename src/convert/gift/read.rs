//! Reading GIFT.

use super::parts::{
    Block, Entry, Written, blocks, bracketed, entries, format_of, reopened, split_feedback, true_false,
    without_brackets,
};
use super::signs::{find, find_last, unescape};
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
        let mut comments = Vec::new();
        for comment in &block.comments {
            if !self.draft.take_header(comment) && !platform::is_stock_comment(comment) {
                comments.push(without_brackets(comment).trim().to_owned());
            }
        }
        let start = block.text.len() - block.text.trim_start().len();
        let mut from = start;
        if let Some(rest) = block.text[start..].strip_prefix("$CATEGORY:") {
            let line = rest.split('\n').next().unwrap_or("");
            self.category = platform::category(&unescape(line.trim()));
            from = start + "$CATEGORY:".len() + line.len();
        }
        let (mut id, mut place) = (String::new(), None);
        if !block.text[from..].trim().is_empty() {
            place = Some(self.places.at(block.source(from)));
            id = self.item(block, from);
        }
        comments.retain(|comment| !comment.is_empty());
        self.draft.lose_comment(&id, place, &comments.join(" / "));
    }

    /// Reads an item, and gives the id that it has now.
    fn item(&mut self, block: &Block, from: usize) -> String {
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
        let head = Head { id: id.clone(), place, written };
        let Some(open) = find(text, "{", at) else {
            self.draft.lose_item(&head.id, Some(place), "it is a description and asks nothing");
            return id;
        };
        let Some(close) = find_last(text, "}").filter(|close| *close > open) else {
            let place = self.places.at(block.source(open));
            self.draft.lose_item(&head.id, Some(place), "its `{` is never closed");
            return id;
        };
        if let Some(again) = reopened(&text[open + 1..close]) {
            let place = self.places.at(block.source(open + 1 + again));
            let why = "it has answers twice: an empty line between two items may be missing";
            self.draft.lose_item(&head.id, Some(place), why);
            return id;
        }
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
        let Some((kind, aside)) = self.kind(block, answers, open + 1, &head) else { return id };
        self.draft.lose_name(&id, Some(place), &name);
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
        id
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
        let mut parts = split_feedback(answers).into_iter().skip(1);
        let mut part = || parts.next().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let (wrong, right) = (part(), part());
        if let Some(more) = part() {
            self.draft.lose(
                &head.id,
                Some(head.place),
                format!("the feedback `{more}`"),
                "true and false have two",
            );
        }
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
        for odd in made.odd {
            self.draft.lose(&head.id, Some(head.place), format!("{odd} in {what}"), platform::NO_HTML);
        }
        made.text
    }
}
