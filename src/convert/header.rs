//! What a bank says of itself, as comments of formats that have no place for it: lines such as
//! `qbank title: Active listening`, which other programs pass over and `qbank` reads back.

use crate::model::{Bank, Topics, ancestors_and_self, topic};

/// The lines for a bank, without the signs of a comment.
pub(super) fn lines(bank: &Bank) -> Vec<String> {
    let mut lines = vec![format!("qbank bank: {}", bank.id)];
    let texts = [("title", &bank.title), ("language", &bank.language), ("license", &bank.license)];
    for (name, text) in texts {
        lines.extend(text.iter().map(|text| format!("qbank {name}: {}", one_line(text))));
    }
    lines.extend(bank.topics.iter().map(|(id, title)| format!("qbank topic {id}: {}", one_line(title))));
    lines
}

/// Puts what a line says into `bank`; whether it said anything.
pub(super) fn apply(line: &str, bank: &mut Bank) -> bool {
    let Some((name, text)) = line.trim().strip_prefix("qbank ").and_then(|rest| rest.split_once(": ")) else {
        return false;
    };
    let text = text.trim().to_owned();
    match name {
        "bank" => match super::draft::slug(&text) {
            Some(id) => bank.id = id,
            None => return false,
        },
        "title" => bank.title = Some(text),
        "language" => bank.language = Some(text),
        "license" => bank.license = Some(text),
        _ => {
            let Some(id) = name.strip_prefix("topic ") else { return false };
            let fits = id.split('/').all(|part| super::draft::id_of(part).as_deref() == Some(part));
            if !fits || id.len() > 200 {
                return false;
            }
            bank.topics.insert(id.to_owned(), text);
        }
    }
    true
}

/// The titles along a path, outermost first; ids stand in for two topics of the same titles.
pub(super) fn title_chain(id: &str, topics: &Topics) -> Vec<String> {
    ancestors_and_self(id)
        .map(|id| {
            let title = topic::title_of(id, topics);
            let parent =
                |id: &str| id.rsplit_once('/').map_or(String::new(), |(parent, _)| parent.to_owned());
            let alike = |other: &String| {
                other != id && parent(other) == parent(id) && topic::title_of(other, topics) == title
            };
            let last = id.rsplit('/').next().unwrap_or(id).to_owned();
            if title.trim().is_empty() || topics.keys().any(alike) { last } else { title }
        })
        .collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
