//! Changes for people, for a pull request and for programs.

use super::{Change, Kind};
use std::fmt::Write;

/// Text for a terminal: a heading for each kind, a block for each change. `clean` makes text from files safe to show.
pub fn human(changes: &[Change], clean: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    for (heading, of_kind) in by_kind(changes) {
        // Writing to a text does not fail, here and below.
        let _ = writeln!(out, "{heading}: {}", of_kind.len());
        for change in of_kind {
            let what = if change.what.is_empty() { String::new() } else { format!(" {}", change.what) };
            let _ = writeln!(out, "  {}{}", clean(&change.id), clean(&what));
            for (sign, text) in [('-', &change.old), ('+', &change.new)] {
                if let Some(text) = text {
                    let _ = writeln!(out, "    {sign} {}", clean(text.trim()));
                }
            }
        }
        out.push('\n');
    }
    let _ = writeln!(out, "{}", summary(changes));
    out
}

/// Markdown for the comment on a pull request. Details fold away, so that keys stand out.
pub fn markdown(changes: &[Change]) -> String {
    let mut out = format!("**{}**\n", summary(changes));
    for (heading, of_kind) in by_kind(changes) {
        let folds = of_kind.len() > 5 && !matches!(of_kind[0].kind, Kind::Key | Kind::Scoring);
        let title = format!("{heading}: {}", of_kind.len());
        // Writing to a text does not fail, here and below.
        if folds {
            let _ = writeln!(out, "\n<details><summary>{title}</summary>\n");
        } else {
            let _ = writeln!(out, "\n### {title}\n");
        }
        out.push_str("| item | what | was | is |\n|:--|:--|:--|:--|\n");
        for change in of_kind {
            let cell = |text: &Option<String>| text.as_deref().map(escape).unwrap_or_default();
            let _ = writeln!(
                out,
                "| {} | {} | {} | {} |",
                escape(&change.id),
                escape(&change.what),
                cell(&change.old),
                cell(&change.new)
            );
        }
        if folds {
            out.push_str("\n</details>\n");
        }
    }
    out
}

/// `{"changes": […], "summary": {kind: count}}`.
pub fn json(changes: &[Change]) -> serde_json::Result<String> {
    let mut summary = serde_json::Map::new();
    for (kind, _) in Kind::ALL {
        let count = changes.iter().filter(|change| change.kind == kind).count();
        if let serde_json::Value::String(name) = serde_json::to_value(kind)? {
            summary.insert(name, count.into());
        }
    }
    let mut text =
        serde_json::to_string_pretty(&serde_json::json!({"changes": changes, "summary": summary}))?;
    text.push('\n');
    Ok(text)
}

/// `3 changes: 1 key, 2 reworded`, in words.
fn summary(changes: &[Change]) -> String {
    if changes.is_empty() {
        return "Nothing changed in meaning".to_owned();
    }
    let counts: Vec<String> = by_kind(changes)
        .map(|(heading, of_kind)| format!("{} {}", of_kind.len(), heading.to_lowercase()))
        .collect();
    let things = if changes.len() == 1 { "change" } else { "changes" };
    format!("{} {things}: {}", changes.len(), counts.join(", "))
}

/// The changes of each kind that there are, with its heading.
fn by_kind(changes: &[Change]) -> impl Iterator<Item = (&'static str, Vec<&Change>)> {
    Kind::ALL
        .iter()
        .map(|(kind, heading)| (*heading, changes.iter().filter(|change| change.kind == *kind).collect()))
        .filter(|(_, of_kind): &(_, Vec<&Change>)| !of_kind.is_empty())
}

/// Text as it should be read in a table's cell: on one line, and nothing in it is markup.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.trim().chars() {
        match letter {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '@' => escaped.push_str("&#64;"),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' | '$' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            letter if letter.is_whitespace() || letter.is_control() => escaped.push(' '),
            // Marks that turn the direction of text.
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}
