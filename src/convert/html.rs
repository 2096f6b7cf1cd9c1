//! HTML to Markdown, as it comes from the parser: with every sign escaped that Markdown might take for its own.

use htmd::element_handler::{HandlerResult, Handlers};
use htmd::options::{BrStyle, BulletListMarker, Options};
use htmd::{Element, HtmlToMarkdown};
use std::sync::LazyLock;

/// The most elements that may lie in one another. The parser's tree is walked by recursion.
const MAX_DEPTH: usize = 100;

/// What a text cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Odd {
    /// It stands in the text as it was.
    Kept(&'static str),
}

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
pub(super) fn to_markdown(fragment: &str) -> Option<(String, Option<Odd>)> {
    if depth(fragment) > MAX_DEPTH {
        return None;
    }
    let markdown = CONVERTER.convert(fragment).ok()?;
    let lower = fragment.to_ascii_lowercase();
    let odd = ODD.iter().find(|(tag, _)| has_tag(&lower, tag)).map(|(_, words)| Odd::Kept(words));
    Some((markdown, odd))
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

/// At most how many elements lie in one another: openings less closings, for all elements together.
fn depth(fragment: &str) -> usize {
    let bytes = fragment.as_bytes();
    let (mut open, mut most) = (0_usize, 0);
    for at in memchr::memchr_iter(b'<', bytes) {
        match bytes.get(at + 1) {
            Some(b'/') => open = open.saturating_sub(1),
            Some(letter) if letter.is_ascii_alphabetic() && !is_void(&fragment[at + 1..]) => {
                open += 1;
                most = most.max(open);
            }
            _ => {}
        }
    }
    most
}

/// Elements that are never closed, and paragraphs and list entries, which seldom are.
fn is_void(tag: &str) -> bool {
    const VOID: [&str; 10] = ["br", "img", "hr", "input", "source", "embed", "wbr", "col", "p", "li"];
    let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
    VOID.iter().any(|void| void.eq_ignore_ascii_case(name))
}
