//! The parts of GIFT: blocks between empty lines, answers between signs, what stands in comments.

use super::signs::{find, find_any};

/// How the texts of an item are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// Text with line ends, in which HTML counts.
    Moodle,
    Html,
    Markdown,
    Plain,
}

/// Lines between blank lines, comments taken out.
#[derive(Default)]
pub(super) struct Block {
    pub(super) text: String,
    /// For each line of `text`: where it starts there, and in the source.
    pub(super) lines: Vec<(usize, usize)>,
    pub(super) comments: Vec<String>,
}

impl Block {
    /// Where a byte of the block stands in the source.
    pub(super) fn source(&self, at: usize) -> usize {
        let line = self.lines.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.lines.get(line).map_or(0, |(start, source)| source + (at - start))
    }
}

pub(super) fn blocks(text: &str) -> Vec<Block> {
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

/// One answer of a list: everything behind its `=` or `~`.
pub(super) struct Entry<'b> {
    pub(super) wrong: bool,
    pub(super) body: &'b str,
    pub(super) at: usize,
}

/// The answers of a list; or where something stands that is none.
pub(super) fn entries(answers: &str) -> Result<Vec<Entry<'_>>, usize> {
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

pub(super) fn true_false(answers: &str) -> Option<bool> {
    let word = answers.split('#').next().unwrap_or("").trim();
    match word.to_ascii_uppercase().as_str() {
        "T" | "TRUE" => Some(true),
        "F" | "FALSE" => Some(false),
        _ => None,
    }
}

/// The parts of a text between signs `#` that are not escaped.
pub(super) fn split_feedback(text: &str) -> Vec<&str> {
    let (mut parts, mut from) = (Vec::new(), 0);
    while let Some(at) = find(text, "#", from) {
        parts.push(&text[from..at]);
        from = at + 1;
    }
    parts.push(&text[from..]);
    parts
}

/// Where answers go on behind a `}` that closed them.
pub(super) fn reopened(answers: &str) -> Option<usize> {
    let (mut depth, mut from) = (0_usize, 0);
    while let Some(at) = find_any(answers, &["{", "}"], from) {
        match (answers.as_bytes()[at], depth) {
            (b'{', _) => depth += 1,
            (_, 0) => return find(answers, "{", at).map(|_| at),
            (_, _) => depth -= 1,
        }
        from = at + 1;
    }
    None
}

/// A comment without what stands in brackets as `[tag:…]` and `[id:…]`.
pub(super) fn without_brackets(comment: &str) -> String {
    let mut out = String::new();
    let mut rest = comment;
    while let Some(at) = rest.find('[') {
        out.push_str(&rest[..at]);
        let tail = &rest[at..];
        if !["[tag:", "[id:"].iter().any(|sign| tail.starts_with(sign)) {
            out.push('[');
            rest = &tail[1..];
            continue;
        }
        match find(tail, "]", 0) {
            Some(end) => rest = &tail[end + 1..],
            None => return out + tail,
        }
    }
    out + rest
}

/// The format that a text names for itself, and how long the name is.
pub(super) fn format_of(text: &str) -> Option<(Written, usize)> {
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
pub(super) fn bracketed(comment: &str, opening: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = comment;
    while let Some(at) = rest.find(opening) {
        rest = &rest[at + opening.len()..];
        let Some((text, length)) = up_to_bracket(rest) else { break };
        found.push(text);
        rest = &rest[length..];
    }
    found
}

/// The text up to `]`, and how long it is as it stands.
fn up_to_bracket(rest: &str) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut chars = rest.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => text.extend(chars.next().map(|(_, c)| c)),
            ']' => return Some((text, at)),
            c => text.push(c),
        }
    }
    None
}
