//! XML to a small tree with places. What could do harm is refused: entities of a document's own,
//! external ones, elements that lie too deep, and texts beyond the limit.

use super::ConvertError;
use super::lost::Places;
use encoding_rs::{Encoding, UTF_8};
use quick_xml::escape::{escape, resolve_xml_entity};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;

/// The most elements that may lie in one another.
const MAX_DEPTH: usize = 200;
/// The most elements and attributes that a document may have, which bounds what its tree takes.
const MAX_PARTS: usize = 4_000_000;
/// The most attributes that an element may have.
const MAX_ATTRIBUTES: usize = 200;

/// An element.
#[derive(Debug, Clone, Default)]
pub(super) struct Element {
    /// Its name without a prefix.
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
    /// Where it starts in the text.
    pub(super) offset: usize,
}

/// What stands in an element.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Element(Element),
    Text(String),
    Comment(String),
}

impl Element {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| &**value)
    }

    /// The elements in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            _ => None,
        })
    }

    /// The elements in it of one name.
    pub(super) fn named<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The first element in it of this name.
    pub(super) fn first(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// Every element below of one name, in the order of the text.
    pub(super) fn below<'e>(&'e self, name: &str) -> Vec<&'e Self> {
        let mut found = Vec::new();
        self.collect(name, &mut found);
        found
    }

    fn collect<'e>(&'e self, name: &str, found: &mut Vec<&'e Self>) {
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            }
            element.collect(name, found);
        }
    }

    /// The text that stands in it first.
    pub(super) fn own_text(&self) -> Option<&str> {
        self.children.iter().find_map(|node| match node {
            Node::Text(text) => Some(&**text),
            _ => None,
        })
    }

    /// All text in it, that of elements below included.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        self.push_text(&mut out);
        out
    }

    fn push_text(&self, out: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => element.push_text(out),
                Node::Comment(_) => {}
            }
        }
    }

    /// What is in it, as HTML.
    pub(super) fn inner_html(&self) -> String {
        let mut out = String::new();
        self.children.iter().for_each(|node| node.push_html(&mut out));
        out
    }
}

impl Node {
    pub(super) fn push_html(&self, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(&escape(text.as_str())),
            Self::Comment(_) => {}
            Self::Element(element) => {
                out.push('<');
                out.push_str(&element.name);
                for (name, value) in &element.attributes {
                    out.push_str(&format!(" {name}=\"{}\"", escape(value.as_str())));
                }
                out.push('>');
                if element.children.is_empty() && matches!(&*element.name, "br" | "img" | "hr") {
                    return;
                }
                element.children.iter().for_each(|node| node.push_html(out));
                out.push_str(&format!("</{}>", element.name));
            }
        }
    }
}

/// Bytes to text: a byte-order mark decides, then what the XML declaration says, then UTF-8.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ConvertError> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => declared(bytes)?.unwrap_or(UTF_8),
    };
    let (text, _, bad) = encoding.decode(bytes);
    if bad && encoding == UTF_8 {
        let at = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
        let text = String::from_utf8_lossy(&bytes[..at]);
        return Err(ConvertError::damaged(Places::new(&text).at(text.len()), "bytes that are not UTF-8"));
    }
    Ok(text)
}

fn declared(bytes: &[u8]) -> Result<Option<&'static Encoding>, ConvertError> {
    let head = &bytes[..bytes.len().min(200)];
    let head = String::from_utf8_lossy(head);
    let Some(declaration) = head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split("?>").next())
    else {
        return Ok(None);
    };
    let Some((_, rest)) = declaration.split_once("encoding") else { return Ok(None) };
    let rest = rest.trim_start().trim_start_matches('=').trim_start();
    let label = rest.trim_start_matches(['"', '\'']).split(['"', '\'']).next().unwrap_or("");
    if let Some(encoding) = Encoding::for_label(label.as_bytes()) {
        Ok(Some(encoding))
    } else {
        let place = super::lost::Place { line: 1, column: 1 };
        Err(ConvertError::damaged(place, format!("the encoding `{label}` is not known")))
    }
}

/// Parses a document into its root element.
pub(super) fn parse(text: &str) -> Result<Element, ConvertError> {
    let places = Places::new(text);
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut open = vec![Element::default()];
    let mut parts = 0;
    loop {
        let before = position(&reader);
        let fail = |message: String| ConvertError::damaged(places.at(before), message);
        if parts > MAX_PARTS {
            return Err(fail(format!(
                "more than {MAX_PARTS} elements and attributes: split it into several files"
            )));
        }
        let event = reader.read_event();
        let event = event.map_err(|error| {
            let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
            ConvertError::damaged(places.at(at), error.to_string())
        })?;
        match event {
            Event::Start(start) => {
                if open.len() > MAX_DEPTH {
                    return Err(fail(format!("more than {MAX_DEPTH} elements lie in one another")));
                }
                let element = element(&start, before).map_err(fail)?;
                parts += 1 + element.attributes.len();
                open.push(element);
            }
            Event::Empty(start) => {
                let element = element(&start, before).map_err(fail)?;
                parts += 1 + element.attributes.len();
                add(&mut open, Node::Element(element));
            }
            Event::End(_) => {
                if let Some(element) = open.pop() {
                    add(&mut open, Node::Element(element));
                }
            }
            Event::Text(text) => add_text(&mut open, &text.xml10_content()),
            Event::CData(text) => add_text(&mut open, &text.xml10_content()),
            Event::Comment(text) => add(&mut open, Node::Comment(text.xml10_content().into_owned())),
            Event::GeneralRef(reference) => {
                let name = reference.xml10_content().into_owned();
                let text = if reference.is_char_ref() {
                    let c = reference.resolve_char_ref().map_err(|error| fail(error.to_string()))?;
                    c.map(String::from)
                } else {
                    resolve_xml_entity(&name).map(str::to_owned)
                };
                let Some(text) = text else {
                    let why = "entities other than those of XML itself are refused";
                    return Err(fail(format!("`&{name};` is not known: {why}")));
                };
                add_text(&mut open, &text);
            }
            Event::DocType(content) => {
                let content = content.xml10_content();
                if content.contains('[') || content.contains("<!") {
                    return Err(fail("a document with declarations of its own is refused".to_owned()));
                }
            }
            Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
    }
    let end = places.at(text.len());
    if open.len() > 1 {
        let name = open.pop().map(|element| element.name).unwrap_or_default();
        return Err(ConvertError::damaged(end, format!("the text ends inside `<{name}>`")));
    }
    let root = open.pop().into_iter().flat_map(|root| root.children).find_map(|node| match node {
        Node::Element(element) => Some(element),
        _ => None,
    });
    root.ok_or_else(|| ConvertError::damaged(end, "there is no element"))
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn element(start: &BytesStart<'_>, offset: usize) -> Result<Element, String> {
    let name = start.local_name().as_ref().to_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        if attributes.len() == MAX_ATTRIBUTES {
            return Err(format!("`<{name}>` has more than {MAX_ATTRIBUTES} attributes"));
        }
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
        attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    Ok(Element { name, attributes, children: Vec::new(), offset })
}

fn add(open: &mut [Element], node: Node) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(node);
    }
}

fn add_text(open: &mut [Element], text: &str) {
    let Some(parent) = open.last_mut() else { return };
    if let Some(Node::Text(before)) = parent.children.last_mut() {
        before.push_str(text);
    } else if !text.is_empty() {
        parent.children.push(Node::Text(text.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_places_are_read() {
        let root = parse("<?xml version='1.0'?>\n<a x='1 &amp; 2'>b &lt;<c>d</c><![CDATA[<e>]]>&#233;</a>")
            .expect("parses");
        assert_eq!(root.attribute("x"), Some("1 & 2"));
        assert_eq!(root.text(), "b <d<e>é");
        assert_eq!(root.inner_html(), "b &lt;<c>d</c>&lt;e&gt;é");
        assert_eq!(root.first("c").map(|c| c.offset), Some(45));
    }

    #[test]
    fn harm_is_refused_with_its_place() {
        #[track_caller]
        fn check(text: &str, expected: &str) {
            assert_eq!(parse(text).expect_err("refused").to_string(), expected, "{text}");
        }
        check(
            "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
            "1:1: a document with declarations of its own is refused",
        );
        check(
            "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a>\n&b;</a>",
            "2:1: `&b;` is not known: entities other than those of XML itself are refused",
        );
        check("<a><b></a>", "1:7: ill-formed document: expected `</b>`, but `</a>` was found");
        check("<a>", "1:4: the text ends inside `<a>`");
        check("", "1:1: there is no element");
        let deep = format!("{}{}", "<a>".repeat(300), "</a>".repeat(300));
        check(&deep, "1:601: more than 200 elements lie in one another");
    }

    #[test]
    fn declared_encodings_are_followed() {
        #[track_caller]
        fn check(bytes: &[u8], expected: Option<&str>) {
            assert_eq!(decode(bytes).ok().as_deref(), expected);
        }
        check(
            b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9</a>",
            Some("<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>"),
        );
        check(b"\xEF\xBB\xBF<a/>", Some("<a/>"));
        check(b"\xFF\xFE<\0a\0/\0>\0", Some("<a/>"));
        check(b"<a>\xE9</a>", None);
        check(b"<?xml version='1.0' encoding='klingon'?><a/>", None);
    }
}
