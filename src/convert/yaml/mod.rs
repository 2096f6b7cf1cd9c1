//! A bank as YAML for people: the order of keys is that of the documentation, long texts are blocks,
//! quotes stand only where YAML needs them.
//!
//! Loading what is written gives the same bank; a property test holds this.

mod scalar;

use crate::model::fraction::{MAX_DECIMALS, to_decimal};
use crate::model::item::name_of;
use crate::model::time::format_duration;
use crate::model::{
    Accept, Bank, Case, Choice, Defaults, Difficulty, EntryOrder, Form, Fraction, Item, ItemKind, Key, Level,
    Scoring, ShortAnswer,
};
use scalar::{after_key, in_flow, inline};

/// The first line of every bank, by which editors find its schema.
const SCHEMA_LINE: &str = "# yaml-language-server: $schema=../schema/bank.schema.json\n";

/// The column of an item's keys.
const ITEM: usize = 4;

/// An accepted text as an element of a list. `flow` puts it on one line, for a list in brackets.
pub(super) fn accepted(text: &str, credit: Fraction, flow: bool) -> String {
    match (credit == Fraction::from_integer(1), flow) {
        (true, true) => in_flow(text),
        (true, false) => inline(text),
        (false, true) => format!("{{text: {}, credit: {}}}", in_flow(text), decimal(credit)),
        (false, false) => format!("text: {}\ncredit: {}", inline(text), decimal(credit)),
    }
}

/// The text of a bank file.
pub fn write(bank: &Bank) -> String {
    let mut out = SCHEMA_LINE.to_owned();
    let mut text = |key: &str, text: Option<&str>| {
        if let Some(text) = text {
            out.push_str(key);
            out.push(':');
            after_key(&mut out, text, 0);
        }
    };
    text("bank", Some(&bank.id));
    text("title", bank.title.as_deref());
    text("language", bank.language.as_deref());
    text("license", bank.license.as_deref());
    if !bank.topics.is_empty() {
        out.push_str("topics:\n");
        for (id, title) in &bank.topics {
            out.push_str(&format!("  {}:", inline(id)));
            after_key(&mut out, title, 2);
        }
    }
    let defaults = defaults(bank);
    write_defaults(&mut out, &defaults);
    if bank.items.is_empty() {
        out.push_str("items: []\n");
        return out;
    }
    out.push_str("items:\n");
    for (number, item) in bank.items.iter().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        write_item(&mut out, item, bank, &defaults);
    }
    out
}

/// The text of a form file.
pub fn write_form(form: &Form) -> String {
    let mut out = "# yaml-language-server: $schema=../schema/form.schema.json\n".to_owned();
    out.push_str(&format!("form: {}\n", inline(&form.id)));
    if let Some(exam) = &form.exam {
        out.push_str(&format!("exam: {}\n", inline(exam)));
    }
    if let Some(seed) = form.seed {
        out.push_str(&format!("seed: {seed}\n"));
    }
    out.push_str("items:\n");
    for item in &form.items {
        let options: Vec<String> = item.options.iter().map(|label| in_flow(label)).collect();
        let id = in_flow(&item.item);
        if options.is_empty() {
            out.push_str(&format!("  - {{item: {id}}}\n"));
        } else {
            out.push_str(&format!("  - {{item: {id}, options: [{}]}}\n", options.join(", ")));
        }
    }
    out
}

/// The defaults that can be written: a time that every item inherits cannot be taken away from one.
fn defaults(bank: &Bank) -> Defaults {
    let timed = bank.items.iter().all(|item| item.time.is_some());
    Defaults { time: bank.defaults.time.filter(|_| timed), ..bank.defaults }
}

fn write_defaults(out: &mut String, defaults: &Defaults) {
    let one = Fraction::from_integer(1);
    let points = (defaults.points != one).then(|| format!("points: {}", decimal(defaults.points)));
    let time = defaults.time.map(|time| format!("time: {}", format_duration(time)));
    let parts: Vec<String> = points.into_iter().chain(time).collect();
    if !parts.is_empty() {
        out.push_str(&format!("defaults: {{{}}}\n", parts.join(", ")));
    }
}

fn write_item(out: &mut String, item: &Item, bank: &Bank, defaults: &Defaults) {
    out.push_str("  - id:");
    after_key(out, &item.id, ITEM);
    key_text(out, "topic", Some(&item.topic));
    key_text(out, "stem", Some(&item.stem));
    match &item.kind {
        ItemKind::Choice(choice) => write_choice(out, choice),
        ItemKind::Short(short) => write_short(out, short),
    }
    if item.points != defaults.points {
        key_text(out, "points", Some(&decimal(item.points)));
    }
    if item.time != defaults.time {
        key_text(out, "time", item.time.map(format_duration).as_deref());
    }
    key_text(out, "rationale", item.rationale.as_deref());
    key_text(out, "reference", item.reference.as_deref());
    key_text(out, "as-of", item.as_of.as_deref());
    key_text(out, "competency", item.competency.as_deref());
    key_text(out, "level", item.level.map(|level| name_of(&Level::ALL, level)));
    key_text(out, "difficulty", item.difficulty.map(|value| name_of(&Difficulty::ALL, value)));
    if !item.tags.is_empty() {
        key_list(out, "tags", &item.tags);
    }
    if item.language != bank.language {
        key_text(out, "language", item.language.as_deref());
    }
    if item.vignette {
        key_text(out, "vignette", Some("true"));
    }
    if !item.shuffle {
        key_text(out, "shuffle", Some("false"));
    }
    if !item.allow.is_empty() {
        key(out, "allow");
        out.push('\n');
        for (lint, reason) in &item.allow {
            spaces(out, ITEM + 2);
            out.push_str(&inline(lint));
            out.push(':');
            after_key(out, reason, ITEM + 2);
        }
    }
}

fn write_choice(out: &mut String, choice: &Choice) {
    key(out, "options");
    out.push('\n');
    for option in &choice.options {
        spaces(out, ITEM + 2);
        out.push_str(&inline(&option.label));
        out.push(':');
        match &option.feedback {
            None => after_key(out, &option.text, ITEM + 2),
            Some(feedback) => {
                out.push('\n');
                for (name, text) in [("text", &option.text), ("feedback", feedback)] {
                    spaces(out, ITEM + 4);
                    out.push_str(name);
                    out.push(':');
                    after_key(out, text, ITEM + 4);
                }
            }
        }
    }
    let labels =
        choice.key.keyed().iter().filter_map(|at| choice.options.get(at)).map(|option| &*option.label);
    match choice.key {
        Key::Single(_) => labels.for_each(|label| key_text(out, "answer", Some(label))),
        Key::Multiple { scoring, .. } => {
            key_list(out, "answer", labels);
            if scoring != Scoring::AllOrNothing {
                key_text(out, "scoring", Some(name_of(&Scoring::ALL, scoring)));
            }
        }
    }
}

fn write_short(out: &mut String, short: &ShortAnswer) {
    match &short.accept {
        Accept::Texts(texts) => {
            key(out, "accept");
            out.push('\n');
            for accepted in texts {
                spaces(out, ITEM + 2);
                out.push('-');
                if accepted.credit == Fraction::from_integer(1) && accepted.feedback.is_none() {
                    after_key(out, &accepted.text, ITEM + 2);
                    continue;
                }
                out.push_str(" text:");
                after_key(out, &accepted.text, ITEM + 4);
                if accepted.credit != Fraction::from_integer(1) {
                    spaces(out, ITEM + 4);
                    out.push_str(&format!("credit: {}\n", decimal(accepted.credit)));
                }
                if let Some(feedback) = &accepted.feedback {
                    spaces(out, ITEM + 4);
                    out.push_str("feedback:");
                    after_key(out, feedback, ITEM + 4);
                }
            }
        }
        Accept::Words(groups) => {
            key(out, "accept-words");
            out.push('\n');
            write_groups(out, groups, ITEM + 2);
        }
        Accept::List { entries, order, partial } => {
            key(out, "accept-list");
            out.push('\n');
            spaces(out, ITEM + 2);
            out.push_str("entries:\n");
            write_groups(out, entries, ITEM + 4);
            if *order != EntryOrder::Any {
                spaces(out, ITEM + 2);
                out.push_str(&format!("order: {}\n", name_of(&EntryOrder::ALL, *order)));
            }
            if *partial {
                spaces(out, ITEM + 2);
                out.push_str("partial: true\n");
            }
        }
        Accept::Number { value, tolerance, units } => {
            key(out, "accept-number");
            out.push_str(&format!(" {{value: {}", decimal(*value)));
            if *tolerance != Fraction::from_integer(0) {
                out.push_str(&format!(", tolerance: {}", decimal(*tolerance)));
            }
            if !units.is_empty() {
                out.push_str(&format!(", units: {}", flow_list(units)));
            }
            out.push_str("}\n");
        }
    }
    if !short.reject.is_empty() {
        key_list(out, "reject", &short.reject);
    }
    let exact = (short.matching.case == Case::Exact).then_some("case: exact");
    let typos = (!short.matching.typos).then_some("typos: false");
    let parts: Vec<&str> = exact.into_iter().chain(typos).collect();
    if !parts.is_empty() {
        key(out, "match");
        out.push_str(&format!(" {{{}}}\n", parts.join(", ")));
    }
}

fn write_groups(out: &mut String, groups: &[Vec<String>], indent: usize) {
    for group in groups {
        spaces(out, indent);
        out.push_str(&format!("- {}\n", flow_list(group)));
    }
}

fn flow_list<S: AsRef<str>>(texts: impl IntoIterator<Item = S>) -> String {
    let texts: Vec<String> = texts.into_iter().map(|text| in_flow(text.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}

fn key(out: &mut String, name: &str) {
    spaces(out, ITEM);
    out.push_str(name);
    out.push(':');
}

fn key_text(out: &mut String, name: &str, text: Option<&str>) {
    if let Some(text) = text {
        key(out, name);
        after_key(out, text, ITEM);
    }
}

fn key_list<S: AsRef<str>>(out: &mut String, name: &str, texts: impl IntoIterator<Item = S>) {
    key(out, name);
    out.push_str(&format!(" {}\n", flow_list(texts)));
}

fn spaces(out: &mut String, count: usize) {
    out.extend(std::iter::repeat_n(' ', count));
}

fn decimal(value: Fraction) -> String {
    to_decimal(value, u32::try_from(MAX_DECIMALS).unwrap_or(6))
}
