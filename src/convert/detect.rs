//! Which format a file is in, by what it holds.

use super::lost::Place;
use super::{ConvertError, Format};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use std::borrow::Cow;

/// How much of a file is looked at.
const SAMPLE: usize = 256 * 1024;

/// The format of a file; `None` where nothing tells it.
pub fn detect(bytes: &[u8]) -> Option<Format> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(Format::Qti);
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let text = decode(sample);
    let text = text.trim_start();
    if text.starts_with('<') {
        return xml_format(text);
    }
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let first = lines.iter().find(|line| !line.is_empty() && !line.starts_with('#')).copied().unwrap_or("");
    if ["bank:", "topics:", "exam:", "form:", "rulings:"].iter().any(|key| first.starts_with(key)) {
        return Some(Format::Yaml);
    }
    if lines.iter().any(|line| line.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("ANSWER:")))
        && !text.contains('{')
    {
        return Some(Format::Aiken);
    }
    if lines.iter().any(|line| line.trim() == "[[questions]]") {
        return Some(Format::MdbookQuiz);
    }
    if ["#separator:", "#html:", "#notetype", "#deck", "#columns:"].iter().any(|head| text.starts_with(head))
    {
        return Some(Format::Anki);
    }
    if is_text2qti(&lines) {
        return Some(Format::Text2qti);
    }
    if is_table(first) {
        return Some(Format::Csv);
    }
    let gift = first.starts_with("//") || first.starts_with("::") || first.starts_with("$CATEGORY:");
    (gift || text.contains('{') && text.contains('}')).then_some(Format::Gift)
}

/// The text of a file that says nothing of its encoding: a byte-order mark decides, then UTF-8, then
/// Windows-1252.
pub(super) fn plain_text(bytes: &[u8]) -> Result<Cow<'_, str>, ConvertError> {
    if let Some(at) = memchr::memchr(0, bytes)
        && Encoding::for_bom(bytes).is_none()
    {
        let line = memchr::memchr_iter(b'\n', &bytes[..at]).count() + 1;
        return Err(ConvertError::damaged(Place { line, column: 1 }, "a NUL byte: this is no text"));
    }
    let text = decode(bytes);
    Ok(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text })
}

fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[length..]).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => UTF_8.decode_without_bom_handling(bytes).0,
        // The end of a sample may cut a character.
        Err(error) if error.error_len().is_none() => UTF_8.decode_without_bom_handling(bytes).0,
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

fn xml_format(text: &str) -> Option<Format> {
    let root = text.match_indices('<').map(|(at, _)| &text[at + 1..]);
    let root = root.into_iter().find(|rest| rest.starts_with(|c: char| c.is_alphabetic()))?;
    let name = root.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next()?;
    let name = name.rsplit(':').next().unwrap_or(name);
    match name {
        "quiz" => Some(Format::Moodle),
        "questestinterop"
        | "assessmentItem"
        | "assessmentTest"
        | "qti-assessment-item"
        | "qti-assessment-test" => Some(Format::Qti),
        _ => None,
    }
}

/// Whether a line heads a table of items.
fn is_table(line: &str) -> bool {
    let names: Vec<String> =
        line.split([',', ';', '\t']).map(|name| name.trim_matches(['"', ' ']).to_lowercase()).collect();
    let any = |wanted: &[&str]| names.iter().any(|name| wanted.contains(&&**name));
    names.len() > 1
        && any(&["stem", "question", "question text", "prompt"])
        && any(&[
            "answer",
            "correct",
            "correct answer",
            "key",
            "accept",
            "number",
            "accept_words",
            "accept_list",
            "option_a",
        ])
}

/// Whether there are a numbered stem and below it an option, an answer or a number.
fn is_text2qti(lines: &[&str]) -> bool {
    let stem = |line: &&str| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < line.len() && rest.starts_with(". ")
    };
    let answer = |line: &&str| {
        let rest = line.trim_start_matches('*');
        let option = rest.get(1..3) == Some(") ") && rest.starts_with(|c: char| c.is_ascii_alphabetic());
        option || ["[*] ", "[ ] ", "=   ", "*   ", "____"].iter().any(|sign| line.starts_with(sign))
    };
    lines.iter().position(stem).is_some_and(|at| lines[at..].iter().any(answer))
}
