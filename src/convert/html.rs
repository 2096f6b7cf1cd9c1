//! HTML to Markdown, as it comes from the parser: with every sign escaped that Markdown might take for its own.

use htmd::element_handler::{HandlerResult, Handlers};
use htmd::options::{BrStyle, BulletListMarker, Options};
use htmd::{Element, HtmlToMarkdown};
use std::sync::LazyLock;

/// The most elements that may lie in one another. The parser's tree is walked by recursion.
const MAX_DEPTH: usize = 100;

/// Elements that have no counterpart, with the words for them.
const ODD: [(&str, &str); 17] = [
    ("<img", "a picture"),
    ("<svg", "a picture"),
    ("<audio", "a sound"),
    ("<video", "a film"),
    ("<source", "a film"),
    ("<iframe", "an embedded page"),
    ("<object", "an embedded object"),
    ("<embed", "an embedded object"),
    ("<canvas", "a picture"),
    ("<math", "MathML"),
    ("<script", "a script"),
    ("<style", "a style sheet"),
    ("<form", "a form"),
    ("<input", "a form"),
    ("<select", "a form"),
    ("<textarea", "a form"),
    ("<button", "a form"),
];

static CONVERTER: LazyLock<HtmlToMarkdown> = LazyLock::new(|| {
    let options = Options {
        br_style: BrStyle::Backslash,
        bullet_list_marker: BulletListMarker::Dash,
        ul_bullet_spacing: 1,
        ol_number_spacing: 1,
        ..Options::default()
    };
    HtmlToMarkdown::builder()
        .options(options)
        .scripting_enabled(false)
        .skip_tags(vec!["script", "style"])
        .add_handler(vec!["sub"], |handlers: &dyn Handlers, element: Element<'_>| {
            Some(raised(handlers, &element, SUBSCRIPTS))
        })
        .add_handler(vec!["sup"], |handlers: &dyn Handlers, element: Element<'_>| {
            Some(raised(handlers, &element, SUPERSCRIPTS))
        })
        .add_handler(vec!["u", "ins", "mark"], |handlers: &dyn Handlers, element: Element<'_>| {
            Some(format!("*{}*", handlers.walk_children(element.node).content.trim()).into())
        })
        .add_handler(vec!["del", "s", "strike"], |handlers: &dyn Handlers, element: Element<'_>| {
            Some(format!("~~{}~~", handlers.walk_children(element.node).content.trim()).into())
        })
        .build()
});

const SUBSCRIPTS: [char; 14] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉', '₊', '₋', '₍', '₎'];
const SUPERSCRIPTS: [char; 14] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁺', '⁻', '⁽', '⁾'];

/// The Markdown of a fragment of HTML, and what it holds that Markdown cannot be. `None` where it lies too deep.
pub(super) fn to_markdown(fragment: &str) -> Option<(String, Vec<&'static str>)> {
    if depth(fragment) > MAX_DEPTH {
        return None;
    }
    let markdown = CONVERTER.convert(fragment).ok()?;
    let lower = fragment.to_ascii_lowercase();
    let mut odd: Vec<&str> =
        ODD.iter().filter(|(tag, _)| has_tag(&lower, tag)).map(|(_, words)| *words).collect();
    odd.dedup();
    Some((markdown, odd))
}

/// Whether a reader of `after` sees every letter that a reader of `before` sees, both being HTML.
pub(super) fn says_as_much(before: &str, after: &str) -> bool {
    // What a name such as `&eacute;` stands for is the parser's to know, so only letters that no name stands
    // for are compared where there is one.
    let named = before.contains('&');
    let counts = |c: &char| if named { c.is_ascii_alphabetic() } else { c.is_alphabetic() };
    seen(before).chars().filter(counts).eq(seen(after).chars().filter(counts))
}

/// The text of HTML without its tags. Scripts and style sheets are told by their tags, comments nobody sees.
fn seen(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = memchr::memchr2(b'<', b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let tail = &rest[at..];
        let length = if tail.starts_with('&') { entity(tail, &mut out) } else { tag(tail) };
        if length == 0 {
            out.push_str(&tail[..1]);
        }
        rest = &tail[length.max(1)..];
    }
    out.push_str(rest);
    out
}

/// The length of the entity that a text begins with, 0 where it begins with none. One with a number is put down.
fn entity(text: &str, out: &mut String) -> usize {
    let Some(end) = text.bytes().take(40).position(|b| b == b';') else { return 0 };
    let name = &text[1..end];
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        let Ok(code) = code else { return 0 };
        out.extend(char::from_u32(code));
        return end + 1;
    }
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric());
    if is_name { end + 1 } else { 0 }
}

/// The length of the tag, comment, script or style sheet that a text begins with; 0 where `<` is only a sign.
fn tag(text: &str) -> usize {
    let until = |from: usize, sign: &str| {
        text.get(from..).and_then(|rest| rest.find(sign)).map_or(text.len(), |at| from + at + sign.len())
    };
    if text.starts_with("<!--") {
        return until(4, "-->");
    }
    if !text[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
        return 0;
    }
    let mut quote = None;
    let end = text.bytes().position(|b| {
        match (b, quote) {
            (b'"' | b'\'', None) => quote = Some(b),
            (b, Some(open)) if b == open => quote = None,
            _ => {}
        }
        b == b'>' && quote.is_none()
    });
    let end = end.map_or(text.len(), |at| at + 1);
    for (name, close) in [("script", "</script"), ("style", "</style")] {
        if text.get(1..=name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name)) {
            let closes =
                |rest: &str| rest.get(..close.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(close));
            let close =
                text[end..].match_indices("</").map(|(at, _)| end + at).find(|at| closes(&text[*at..]));
            return close.unwrap_or(text.len());
        }
    }
    end
}

fn has_tag(lower: &str, tag: &str) -> bool {
    lower.match_indices(tag).any(|(at, _)| {
        lower[at + tag.len()..].starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/')
    })
}

/// Digits and signs raised or lowered as characters of their own; anything else between `^(` and `)`.
fn raised(handlers: &dyn Handlers, element: &Element<'_>, letters: [char; 14]) -> HandlerResult {
    const SIGNS: &str = "0123456789+-()";
    let content = handlers.walk_children(element.node).content.replace('\u{2212}', "-");
    let plain = content.trim().replace('\\', "");
    let changed: Option<String> = plain.chars().map(|c| SIGNS.find(c).map(|at| letters[at])).collect();
    let sign = if letters[0] == SUBSCRIPTS[0] { "\\_" } else { "^" };
    changed.filter(|text| !text.is_empty()).unwrap_or_else(|| format!("{sign}({})", content.trim())).into()
}

/// At most how many elements lie in one another. A closing tag counts only behind its own opening tag: a parser passes
/// over others, and text that is closed wrongly must not look shallow.
fn depth(fragment: &str) -> usize {
    let bytes = fragment.as_bytes();
    let (mut open, mut most) = (Vec::new(), 0);
    for at in memchr::memchr_iter(b'<', bytes) {
        match bytes.get(at + 1) {
            Some(b'/') => {
                let name = name(&fragment[at + 2..]);
                open.pop_if(|last: &mut &str| last.eq_ignore_ascii_case(name));
            }
            Some(letter) if letter.is_ascii_alphabetic() && !is_void(&fragment[at + 1..]) => {
                open.push(name(&fragment[at + 1..]));
                most = most.max(open.len());
                if most > MAX_DEPTH {
                    break;
                }
            }
            _ => {}
        }
    }
    most
}

/// The name that a tag begins with.
fn name(tag: &str) -> &str {
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
    &tag[..end]
}

/// Elements that are never closed, and paragraphs and list entries, which seldom are.
fn is_void(tag: &str) -> bool {
    const VOID: [&str; 10] = ["br", "img", "hr", "input", "source", "embed", "wbr", "col", "p", "li"];
    let name = name(tag);
    VOID.iter().any(|void| void.eq_ignore_ascii_case(name))
}
