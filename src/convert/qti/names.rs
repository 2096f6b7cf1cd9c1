//! QTI 3.0 written as QTI 2: `qti-` before names is left out, and `response-identifier` is `responseIdentifier`.

use crate::convert::xml::{Element, Node};

/// The element and everything in it under the names of QTI 2.
pub(super) fn as_second(mut element: Element) -> Element {
    if let Some(name) = element.name.strip_prefix("qti-") {
        element.name = camel(name);
        for (name, _) in &mut element.attributes {
            *name = camel(name);
        }
    }
    let children = std::mem::take(&mut element.children);
    element.children = children
        .into_iter()
        .map(|node| match node {
            Node::Element(child) => Node::Element(as_second(child)),
            other => other,
        })
        .collect();
    element
}

fn camel(name: &str) -> String {
    let mut parts = name.split('-');
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let mut letters = part.chars();
        out.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        out.push_str(letters.as_str());
    }
    out
}
