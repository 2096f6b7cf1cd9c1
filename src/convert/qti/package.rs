//! Reading QTI: one document, or a package with its manifest.

use super::archive::{self, Packed};
use super::outline::{self, Outline};
use super::{first, names, second};
use crate::convert::draft::Draft;
use crate::convert::lost::Places;
use crate::convert::xml::{self, Element, Node};
use crate::convert::{ConvertError, Imported, extras};
use crate::model::Item;
use std::collections::BTreeMap;
use std::time::Duration;

/// What a manifest says of one file: topic and tags.
#[derive(Debug, Default, Clone)]
pub(super) struct Said {
    pub(super) topic: Option<String>,
    tags: Vec<String>,
    /// Titles of the sections of a test that the item is in.
    pub(super) sections: Vec<String>,
    time: Option<Duration>,
}

impl Said {
    /// Puts the tags into an item.
    pub(super) fn apply(&self, item: &mut Item) {
        self.tags.iter().for_each(|tag| extras::apply_tag(item, tag));
        item.time = item.time.or(self.time);
    }
}

/// Reads a document or a package.
pub(in crate::convert) fn read(bytes: &[u8], name: &str) -> Result<Imported, ConvertError> {
    let mut draft = Draft::new(name);
    if !archive::is_archive(bytes) {
        let text = xml::decode(bytes)?;
        let root = names::as_second(xml::parse(&text)?);
        if root.name == "assessmentTest" {
            outline::read(&root, &Places::new(&text), "", &mut Outline::new(), &mut draft);
        } else if !document(&root, &text, &Said::default(), &mut draft) {
            return Err(ConvertError::Refused(format!("`<{}>` is no document of QTI", root.name)));
        }
        return Ok(draft.finish());
    }
    let (mut files, others) = archive::unpack(bytes)?;
    let mut said = BTreeMap::new();
    let mut outline = Outline::new();
    for file in &files {
        if is_manifest(&file.name) {
            match parse(&file.bytes) {
                Ok(root) => manifest(&root, &mut said, &mut draft),
                Err(error) => draft.lose("", None, format!("the file `{}`", file.name), error.to_string()),
            }
        } else if is_test(file)
            && let Ok(text) = xml::decode(&file.bytes)
            && let Ok(root) = xml::parse(&text)
        {
            let root = names::as_second(root);
            outline::read(&root, &Places::new(&text), &file.name, &mut outline, &mut draft);
        }
    }
    // Items come in the order of the test, then in that of the archive.
    files.sort_by_key(|file| outline.get(&file.name).map_or(usize::MAX, |entry| entry.order));
    let mut found = false;
    for file in files.iter().filter(|file| !is_manifest(&file.name)) {
        if files.iter().any(|other| is_whole_of(&other.name, &file.name)) {
            continue;
        }
        let text = xml::decode(&file.bytes);
        let root =
            text.as_ref().map_err(Clone::clone).and_then(|text| xml::parse(text)).map(names::as_second);
        match (text, root) {
            (Ok(text), Ok(root)) => {
                let mut said = said.get(&file.name).cloned().unwrap_or_default();
                if let Some(entry) = outline.remove(&file.name) {
                    said.sections = entry.sections;
                    said.time = entry.time;
                }
                if document(&root, &text, &said, &mut draft) {
                    found = true;
                } else if root.name == "quiz" {
                    settings(&root, &mut draft);
                } else if root.name == "assessmentTest" {
                    found = true;
                } else {
                    let why = format!("`<{}>` is no document of QTI", root.name);
                    draft.lose("", None, format!("the file `{}`", file.name), why);
                }
            }
            (_, Err(error)) | (Err(error), _) => {
                draft.lose("", None, format!("the file `{}`", file.name), error.to_string());
            }
        }
    }
    for name in outline.keys() {
        draft.lose_item(name, None, "the test names it, and the archive does not hold it");
    }
    for name in others {
        draft.lose("", None, format!("the file `{name}`"), "a bank holds text only");
    }
    if !found {
        return Err(ConvertError::Refused("the archive holds no document of QTI".to_owned()));
    }
    Ok(draft.finish())
}

/// Whether a file may hold a test. Only such files are parsed twice.
fn is_test(file: &Packed) -> bool {
    let head = &file.bytes[..file.bytes.len().min(4096)];
    [&b"assessmentTest"[..], b"qti-assessment-test"]
        .iter()
        .any(|name| memchr::memmem::find(head, name).is_some())
}

/// Whether `whole` is what Canvas keeps beside `part`, which leaves out what a common cartridge cannot say.
fn is_whole_of(whole: &str, part: &str) -> bool {
    let id = whole.strip_prefix("non_cc_assessments/").and_then(|name| name.strip_suffix(".xml.qti"));
    id.is_some_and(|id| part.strip_suffix("/assessment_qti.xml") == Some(id))
}

/// What Canvas says of a whole quiz: its description is told; the rest is how it is held.
fn settings(root: &Element, draft: &mut Draft) {
    if let Some(title) = root.first("title").map(Element::text).filter(|title| !title.trim().is_empty()) {
        draft.bank().title.get_or_insert_with(|| title.trim().to_owned());
    }
    let text = root.first("description").map(Element::text).unwrap_or_default();
    let text = crate::convert::markup::from_html(&text).text;
    if !text.trim().is_empty() {
        draft.lose("", None, format!("the description `{}`", text.trim()), "a bank has a title only");
    }
}

fn parse(bytes: &[u8]) -> Result<Element, ConvertError> {
    xml::parse(&xml::decode(bytes)?).map(names::as_second)
}

fn is_manifest(name: &str) -> bool {
    name.rsplit('/').next() == Some("imsmanifest.xml")
}

/// Reads one document; whether it was one of QTI.
fn document(root: &Element, text: &str, said: &Said, draft: &mut Draft) -> bool {
    let places = Places::new(text);
    match &*root.name {
        "questestinterop" => first::read(root, &places, draft),
        "assessmentItem" => second::read(root, &places, said, draft),
        _ => return false,
    }
    true
}

/// Keywords of every file, and what the package says of the bank.
fn manifest(root: &Element, said: &mut BTreeMap<String, Said>, draft: &mut Draft) {
    for node in &root.children {
        if let Node::Comment(comment) = node {
            let line = quick_xml::escape::unescape(comment).unwrap_or_default();
            draft.take_header(&line);
        }
    }
    for resource in root.below("resource") {
        let Some(href) = resource.attribute("href") else { continue };
        let mut entry = Said::default();
        for keyword in resource.below("keyword") {
            let text = keyword.text().trim().to_owned();
            match text.strip_prefix("topic:") {
                Some(topic) => entry.topic = Some(topic.to_owned()),
                None => entry.tags.push(text),
            }
        }
        said.insert(href.to_owned(), entry);
    }
}
