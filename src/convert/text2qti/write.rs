//! Writing text2qti.

use super::marks::FENCE;
use crate::convert::draft::label;
use crate::convert::lost::{Lost, THE_ITEM};
use crate::convert::{extras, header};
use crate::model::fraction::to_decimal;
use crate::model::{Accept, Bank, Case, Item, ItemKind, Key, Scoring};

/// Writes text2qti.
pub(in crate::convert) fn write(bank: &Bank) -> (String, Vec<Lost>) {
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

/// A sign with its text; lines behind the first are indented, and a line end is two spaces, except in code.
fn part(sign: &str, text: &str) -> String {
    let mut out = format!("{sign:<3} ");
    let (mut fenced, mut before) = (false, None::<&str>);
    for line in text.split('\n') {
        if let Some(before) = before {
            let as_is =
                fenced || [line, before].iter().any(|line| line.is_empty() || line.starts_with(FENCE));
            out.push_str(if as_is { "\n" } else { "  \n" });
            out.push_str(if line.is_empty() { "" } else { "    " });
        }
        fenced ^= line.starts_with(FENCE);
        out.push_str(line);
        before = Some(line);
    }
    out.push('\n');
    out
}
