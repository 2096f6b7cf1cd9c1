//! Aiken: a stem, options under capital letters, and a line `ANSWER: B`.
//!
//! Read as Moodle reads it, and a little beyond: a stem may have several lines, and the line of the
//! answer need not be in capitals. See `docs/convert.md` for what the format can hold.

use super::draft::{Alternative, Draft, choice, label};
use super::lost::{Lost, Place, THE_ITEM};
use super::{Imported, extras};
use crate::model::{Bank, Item, ItemKind, Key};

/// Reads Aiken.
pub(super) fn read(text: &str, name: &str) -> Imported {
    let mut draft = Draft::new(name);
    let mut pending = Pending::default();
    for (number, line) in (1..).zip(text.lines()) {
        let place = Place { line: number, column: 1 };
        let trimmed = line.trim();
        if let Some(answer) = answer_of(trimmed) {
            std::mem::take(&mut pending).close(answer, place, &mut draft);
        } else if let Some((letter, text)) = option_of(trimmed).filter(|_| !pending.stem.is_empty()) {
            pending.options.push((letter, text.to_owned()));
        } else if !trimmed.is_empty() {
            if !pending.options.is_empty() {
                std::mem::take(&mut pending).give_up(&mut draft);
            }
            pending.place.get_or_insert(place);
            pending.stem.push(trimmed.to_owned());
        }
    }
    if pending.place.is_some() {
        pending.give_up(&mut draft);
    }
    draft.finish()
}

/// Writes Aiken.
pub(super) fn write(bank: &Bank) -> (String, Vec<Lost>) {
    let mut out = String::new();
    let mut lost = super::bank_lost(bank, "Aiken has stems, options and one key only");
    for item in &bank.items {
        match write_item(&mut out, item, bank, &mut lost) {
            Ok(()) => {}
            Err(why) => lost.push(Lost::of(&item.id, THE_ITEM, why)),
        }
    }
    (out, lost)
}

fn write_item(out: &mut String, item: &Item, bank: &Bank, lost: &mut Vec<Lost>) -> Result<(), String> {
    const WHY: &str = "Aiken has stems, options and one key only";
    let ItemKind::Choice(choice) = &item.kind else { return Err("Aiken has no short answers".to_owned()) };
    let Key::Single(key) = choice.key else { return Err("Aiken has one right option".to_owned()) };
    if choice.options.len() > 26 {
        return Err("Aiken has at most 26 options".to_owned());
    }
    let stem: Vec<&str> = item.stem.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if stem.iter().skip(1).any(|line| option_of(line).is_some())
        || stem.iter().any(|line| answer_of(line).is_some())
    {
        return Err("a line of the stem would be taken for an option or an answer".to_owned());
    }
    if choice.options.iter().any(|option| option.text.contains('\n')) {
        return Err("an option has more than one line".to_owned());
    }
    if stem.join("\n") != item.stem {
        lost.push(Lost::of(&item.id, "blank lines and indents of the stem", WHY));
    }
    lost.push(Lost::of(&item.id, "id", WHY));
    for what in extras::beyond(item, &[], bank.language.as_deref()) {
        lost.push(Lost::of(&item.id, what, WHY));
    }
    if choice.options.iter().enumerate().any(|(at, option)| option.label != label(at)) {
        lost.push(Lost::of(&item.id, "option labels", "Aiken's are A, B, C and so on"));
    }
    out.push_str(&stem.join("\n"));
    out.push('\n');
    for (at, option) in choice.options.iter().enumerate() {
        out.push_str(&format!("{}. {}\n", label(at), option.text));
    }
    out.push_str(&format!("ANSWER: {}\n\n", label(key)));
    Ok(())
}

/// An item that has not met its answer yet.
#[derive(Default)]
struct Pending {
    place: Option<Place>,
    stem: Vec<String>,
    options: Vec<(char, String)>,
}

impl Pending {
    fn close(self, answer: &str, place: Place, draft: &mut Draft) {
        let id = draft.item_id("");
        let place = self.place.unwrap_or(place);
        let mut rest = answer.trim_end_matches(['.', ')']).chars();
        let letter = rest.next().filter(|_| rest.next().is_none()).map(|c| c.to_ascii_uppercase());
        let keys: Vec<usize> =
            (0..self.options.len()).filter(|&at| Some(self.options[at].0) == letter).collect();
        let [key] = keys[..] else {
            let why = format!("its answer `{answer}` is not the letter of one option");
            draft.lose_item(&id, Some(place), why);
            return;
        };
        let options =
            self.options.into_iter().map(|(_, text)| Alternative { text, feedback: None }).collect();
        let topic = draft.topic::<&str>(&[]);
        draft
            .push(Item::new(id, topic, self.stem.join("\n"), choice(options, Key::Single(key))), Some(place));
    }

    fn give_up(self, draft: &mut Draft) {
        let id = draft.item_id("");
        draft.lose_item(&id, self.place, "it has no line `ANSWER: X`");
    }
}

/// `A. text` or `A) text`.
fn option_of(line: &str) -> Option<(char, &str)> {
    let letter = line.chars().next().filter(char::is_ascii_uppercase)?;
    let rest = line[1..].strip_prefix(['.', ')'])?;
    let text = rest.strip_prefix([' ', '\t'])?.trim();
    (!text.is_empty()).then_some((letter, text))
}

fn answer_of(line: &str) -> Option<&str> {
    let head = line.get(.."ANSWER:".len())?;
    head.eq_ignore_ascii_case("ANSWER:").then(|| line["ANSWER:".len()..].trim())
}
