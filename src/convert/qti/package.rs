//! Reading QTI: one document, or a package with its manifest.

use super::{archive, first, names, second};
use crate::convert::draft::Draft;
use crate::convert::lost::Places;
use crate::convert::xml::{self, Element, Node};
use crate::convert::{ConvertError, Imported, extras};
use crate::model::Item;
use std::collections::BTreeMap;

/// What a manifest says of one file: topic and tags.
#[derive(Debug, Default, Clone)]
pub(super) struct Said {
    pub(super) topic: Option<String>,
    tags: Vec<String>,
}

impl Said {
    /// Puts the tags into an item.
    pub(super) fn apply(&self, item: &mut Item) {
        self.tags.iter().for_each(|tag| extras::apply_tag(item, tag));
    }
}

/// Reads a document or a package.
pub(in crate::convert) fn read(bytes: &[u8], name: &str) -> Result<Imported, ConvertError> {
    let mut draft = Draft::new(name);
    if !archive::is_archive(bytes) {
        let text = xml::decode(bytes)?;
        let root = names::as_second(xml::parse(&text)?);
        if !document(&root, &text, &Said::default(), &mut draft) {
            return Err(ConvertError::Refused(format!("`<{}>` is no document of QTI", root.name)));
        }
        return Ok(draft.finish());
    }
    let (files, others) = archive::unpack(bytes)?;
    let mut said = BTreeMap::new();
    for file in files.iter().filter(|file| is_manifest(&file.name)) {
        if let Ok(root) = parse(&file.bytes) {
            manifest(&root, &mut said, &mut draft);
        }
    }
    let mut found = false;
    for file in files.iter().filter(|file| !is_manifest(&file.name)) {
        let text = xml::decode(&file.bytes);
        let root =
            text.as_ref().map_err(Clone::clone).and_then(|text| xml::parse(text)).map(names::as_second);
        match (text, root) {
            (Ok(text), Ok(root)) => {
                let said = said.get(&file.name).cloned().unwrap_or_default();
                found |= document(&root, &text, &said, &mut draft);
            }
            (_, Err(error)) | (Err(error), _) => {
                draft.lose("", None, format!("the file `{}`", file.name), error.to_string());
            }
        }
    }
    for name in others {
        draft.lose("", None, format!("the file `{name}`"), "a bank holds text only");
    }
    if !found {
        return Err(ConvertError::Refused("the archive holds no document of QTI".to_owned()));
    }
    Ok(draft.finish())
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
        "assessmentTest" => {
            if let Some(title) = root.attribute("title").filter(|title| !title.trim().is_empty()) {
                let bank = draft.bank();
                if title.trim() != bank.id {
                    bank.title.get_or_insert_with(|| title.trim().to_owned());
                }
            }
        }
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
