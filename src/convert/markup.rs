//! Texts of a bank to HTML and HTML to texts of a bank.
//!
//! A text of a bank is Markdown as a terminal shows it: a line end is a line end, `<` and `&` are
//! themselves, and mathematics between `\(` and `\)` or `\[` and `\]` is left alone.
//! HTML becomes such a text only where that text gives the same HTML again. What does not is kept as it was, and
//! the caller is told.

use super::html;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// A text made from HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FromHtml {
    /// The text.
    pub(super) text: String,
    /// What of the HTML a text cannot be, in words such as `a picture`.
    pub(super) odd: Vec<&'static str>,
}

/// The HTML of a text: paragraphs, or for one paragraph its inside alone.
pub(super) fn to_html(text: &str) -> String {
    render(&protect_math(text))
}

/// The HTML of a text for a page that people print: addresses stand in brackets behind the words, and nothing
/// is fetched or run.
pub(super) fn to_printed_html(text: &str) -> String {
    let mut addresses = Vec::new();
    render_with(&protect_math(text), |event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => {
            addresses.push(format!(" ({dest_url})"));
            Event::Text("".into())
        }
        Event::Start(Tag::Image { dest_url, .. }) => {
            addresses.push(format!("] ({dest_url})"));
            Event::Text("[picture: ".into())
        }
        Event::End(TagEnd::Link | TagEnd::Image) => Event::Text(addresses.pop().unwrap_or_default().into()),
        other => other,
    })
}

/// Whether a text says the same as plain text, as Markdown and as HTML.
pub(super) fn is_plain(text: &str) -> bool {
    !text.contains(['<', '&', '>']) && {
        let html = to_html(text);
        unescaped(&html) == text.replace('\n', "<br />\n")
    }
}

/// The text of a fragment of HTML.
pub(super) fn from_html(fragment: &str) -> FromHtml {
    let fragment = fragment.trim();
    let kept = |odd: &'static str| FromHtml { text: fragment.to_owned(), odd: vec![odd] };
    if is_bare(fragment) {
        return FromHtml { text: fragment.to_owned(), odd: Vec::new() };
    }
    let Some((markdown, mut odd)) = html::to_markdown(fragment) else {
        return kept("HTML that lies too deep");
    };
    let markdown = tidy_breaks(&unescape_angles(&markdown));
    let meant = render(&markdown);
    // White space behind a break means nothing in HTML.
    let lines = markdown.replace("\\\n ", "\n").replace("\\\n", "\n");
    let text = [bare(&lines), lines].into_iter().find(|text| to_html(text) == meant);
    let Some(text) = text else { return kept("HTML that Markdown cannot say") };
    if odd.is_empty() && !html::says_as_much(fragment, &meant) {
        odd.push("words that stand in HTML only");
    }
    FromHtml { text, odd }
}

/// Letters, digits and signs that mean nothing in HTML or Markdown, with single spaces.
fn is_bare(text: &str) -> bool {
    let plain = |c: char| {
        c.is_alphanumeric() || matches!(c, ' ' | ',' | '?' | '\'' | '"' | ';' | '(' | ')' | '/' | '%')
    };
    let inner = |c: char| plain(c) || matches!(c, '.' | '!' | ':');
    text.starts_with(|c: char| c.is_alphabetic()) && text.chars().all(inner) && !text.contains("  ")
}

fn render(markdown: &str) -> String {
    render_with(markdown, |event| event)
}

fn render_with(markdown: &str, mut change: impl FnMut(Event<'_>) -> Event<'_>) -> String {
    // Neither HTML nor entities count: `<` and `&` pass through the parser as characters that no text has.
    let (angle, ampersand) = ('\u{FDD0}', '\u{FDD1}');
    let hidden = markdown.replace('<', &angle.to_string()).replace('&', &ampersand.to_string());
    let parser = Parser::new_ext(&hidden, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    // A line end in a bank is meant.
    let events = parser.map(|event| if event == Event::SoftBreak { Event::HardBreak } else { change(event) });
    let mut out = String::with_capacity(markdown.len() + 16);
    pulldown_cmark::html::push_html(&mut out, events);
    let out = show(&out, angle, ampersand);
    let out = out.trim_end();
    match out.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>")) {
        Some(inside) if !inside.contains("<p>") => inside.to_owned(),
        _ => out.to_owned(),
    }
}

/// Puts hidden characters back as entities; in addresses they have been encoded as bytes.
fn show(html: &str, angle: char, ampersand: char) -> String {
    html.replace(angle, "&lt;")
        .replace(ampersand, "&amp;")
        .replace("%EF%B7%90", "%3C")
        .replace("%EF%B7%91", "&amp;")
}

/// Doubles the backslashes of mathematics and of line ends, which Markdown would take away.
fn protect_math(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(at) = rest.find(['\\']) {
        let tail = &rest[at..];
        let close = match tail.as_bytes().get(1) {
            Some(b'(') => "\\)",
            Some(b'[') => "\\]",
            _ => "",
        };
        let end = if close.is_empty() { None } else { tail.find(close) };
        out.push_str(&rest[..at]);
        if let Some(end) = end {
            let inside = &tail[2..end];
            out.push_str("\\\\");
            out.push_str(&tail[1..2]);
            for c in inside.chars() {
                if matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '~' | '|') {
                    out.push('\\');
                }
                out.push(c);
            }
            out.push_str("\\\\");
            out.push_str(&close[1..]);
            rest = &tail[end + 2..];
        } else if tail[1..].starts_with('\n') || tail.len() == 1 {
            // Before a line end too, a backslash is a backslash.
            out.push_str("\\\\");
            rest = &tail[1..];
        } else {
            let length = 1 + tail[1..].chars().next().map_or(0, char::len_utf8);
            out.push_str(&tail[..length]);
            rest = &tail[length..];
        }
    }
    out.push_str(rest);
    out
}

/// The signs of HTML that stand for characters, put back.
fn unescaped(html: &str) -> String {
    html.replace("&quot;", "\"").replace("&amp;", "&")
}

/// The Markdown without backslashes before `<`, which is no sign in a text of a bank.
fn unescape_angles(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut chars = markdown.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('<') => out.push('<'),
            next => out.extend(std::iter::once(c).chain(next)),
        }
    }
    out
}

/// The Markdown with hard breaks only between lines: at the end of a paragraph they mean nothing, and two in a row
/// are the end of one.
fn tidy_breaks(markdown: &str) -> String {
    const BREAK: char = '\u{FDD2}';
    let mut marked = String::with_capacity(markdown.len());
    let mut chars = markdown.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { Some(c) }) {
            ('\\', None | Some('\n')) => marked.push(BREAK),
            ('\\', Some(next)) => marked.extend([c, next]),
            _ => marked.push(c),
        }
    }
    let mut out = String::with_capacity(markdown.len());
    let mut rest = marked.as_str();
    while let Some(at) = rest.find(BREAK) {
        out.push_str(&rest[..at]);
        let tail = rest[at..].trim_start_matches([BREAK, ' ']);
        let breaks = rest[at..rest.len() - tail.len()].matches(BREAK).count();
        let at_border = out.is_empty() || out.ends_with('\n') || tail.is_empty() || tail.starts_with('\n');
        if tail.starts_with('\n') && !out.is_empty() {
            out.push('\n');
        } else if !at_border {
            out.push_str(if breaks > 1 { "\n\n" } else { "\\\n" });
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// The Markdown without backslashes before signs.
fn bare(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut chars = markdown.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '\\' && next.is_ascii_punctuation() => out.extend(chars.next()),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_text_that_a_terminal_shows() {
        #[track_caller]
        fn check(html: &str, expected: &str) {
            assert_eq!(from_html(html), FromHtml { text: expected.to_owned(), odd: Vec::new() }, "{html}");
        }
        check("<p>One &amp; <b>two</b></p>", "One & **two**");
        check("<p>A</p><p>B</p>", "A\n\nB");
        check("A<br>B<br/>C", "A\nB\nC");
        check("2 * 3 * 4 = 24", "2 * 3 * 4 = 24");
        check("snake_case_name", "snake_case_name");
        check("*not* emphasis", "\\*not\\* emphasis");
        check("x&lt;y &amp;&amp; y&gt;z", "x<y && y>z");
        check("what does &lt;b&gt; do?", "what does <b> do?");
        check("H<sub>2</sub>O and x<sup>-2</sup>", "H₂O and x⁻²");
        check("x<sup>n</sup>", "x^(n)");
        check("<ul><li>a</li><li>b</li></ul>", "- a\n- b");
        check("\\(x_1^2\\) is", "\\(x_1^2\\) is");
        check("caf&eacute;&nbsp;noir", "café\u{a0}noir");
        check("<span style=\"color: red\">red</span>", "red");
        check("_<br>word", "_\nword");
        check("a<br><br />b<br>", "a\n\nb");
        check("<p>a<br></p><p>b\\</p>", "a\n\nb\\");
        check("<pre><code>a  b\n  c</code></pre>", "```\na  b\n  c\n```");
    }

    #[test]
    fn what_cannot_be_text_is_told() {
        #[track_caller]
        fn check(html: &str, text: &str, odd: &[&'static str]) {
            assert_eq!(from_html(html), FromHtml { text: text.to_owned(), odd: odd.to_vec() });
        }
        check("See <img src=\"a.png\" alt=\"a cat\">", "See ![a cat](a.png)", &["a picture"]);
        check("a<script>alert(1)</script><style>p{}</style>", "a", &["a script", "a style sheet"]);
        check("a<template>hidden words</template>", "a", &["words that stand in HTML only"]);
        let deep = format!("{}x{}", "<div>".repeat(200), "</div>".repeat(200));
        check(&deep, &deep, &["HTML that lies too deep"]);
    }
}
