//! The body of an item of QTI 2 and 3: its interaction, and the stem around it.

use crate::convert::xml::{Element, Node};

/// Stands for the place of a typed response until the stem is a text: a character that no text has, since a line of
/// underscores would be a rule.
pub(super) const PLACE: char = '\u{FDD3}';

/// The interactions in a body.
pub(super) fn collect<'e>(element: &'e Element, found: &mut Vec<&'e Element>) {
    for child in element.elements() {
        if child.name.ends_with("Interaction") {
            found.push(child);
        } else {
            collect(child, found);
        }
    }
}

/// Whether an element is feedback that stands in the text.
pub(super) fn is_feedback(element: &Element) -> bool {
    matches!(&*element.name, "feedbackInline" | "feedbackBlock")
}

/// The body as HTML, with the prompt in place of a choice and a gap in place of a text to type; and what of it is for
/// others than the candidate, or for after the response.
pub(super) fn stem_html(body: &Element, interaction: &Element) -> (String, Vec<String>) {
    let (mut html, mut left_out) = (String::new(), Vec::new());
    push(body, interaction, &mut html, &mut left_out);
    (html, left_out)
}

fn push(element: &Element, interaction: &Element, out: &mut String, left_out: &mut Vec<String>) {
    for node in &element.children {
        match node {
            Node::Element(child) if std::ptr::eq(child, interaction) => {
                if child.name == "textEntryInteraction" {
                    out.push(PLACE);
                } else if let Some(prompt) = child.first("prompt") {
                    out.push_str(&format!("<p>{}</p>", prompt.inner_html()));
                }
            }
            Node::Element(child) if is_aside(child) => {
                let text = child.text().split_whitespace().collect::<Vec<_>>().join(" ");
                left_out.push(format!("`<{}>`: {text}", child.name));
            }
            Node::Element(child) if holds(child, interaction) => {
                // A block of QTI itself is no HTML; what is in it is.
                let is_html = !child.name.ends_with("Block");
                if is_html {
                    out.push_str(&format!("<{}>", child.name));
                }
                push(child, interaction, out, left_out);
                if is_html {
                    out.push_str(&format!("</{}>", child.name));
                }
            }
            other => other.push_html(out),
        }
    }
}

/// Whether an element of the body is no part of the stem.
fn is_aside(element: &Element) -> bool {
    let for_others = element.name == "rubricBlock"
        && element
            .attribute("view")
            .is_some_and(|view| !view.split_whitespace().any(|one| one == "candidate"));
    for_others || is_feedback(element)
}

fn holds(element: &Element, wanted: &Element) -> bool {
    element.elements().any(|child| std::ptr::eq(child, wanted) || holds(child, wanted))
}
