//! What an `assessmentTest` says of the items it names: their order, the sections they are in, and a time.

use crate::convert::draft::{Draft, number};
use crate::convert::lost::Places;
use crate::convert::xml::Element;
use crate::model::Fraction;
use num_traits::ToPrimitive;
use std::collections::BTreeMap;
use std::time::Duration;

/// What a test says of one item.
#[derive(Debug, Default, Clone)]
pub(super) struct Entry {
    /// Where it stands among all items.
    pub(super) order: usize,
    pub(super) sections: Vec<String>,
    pub(super) time: Option<Duration>,
}

/// The items that tests name, by the names of their files.
pub(super) type Outline = BTreeMap<String, Entry>;

/// Takes what a test says, and tells what of it a bank cannot say. `name` is its file's.
pub(super) fn read(root: &Element, places: &Places<'_>, name: &str, out: &mut Outline, draft: &mut Draft) {
    if let Some(title) = root.attribute("title").filter(|title| !title.trim().is_empty()) {
        let bank = draft.bank();
        if title.trim() != bank.id {
            bank.title.get_or_insert_with(|| title.trim().to_owned());
        }
    }
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    Walk { places, folder, out, draft }.part(root, &[]);
}

struct Walk<'w> {
    places: &'w Places<'w>,
    folder: &'w str,
    out: &'w mut Outline,
    draft: &'w mut Draft,
}

impl Walk<'_> {
    fn part(&mut self, part: &Element, sections: &[String]) {
        for element in part.elements() {
            match &*element.name {
                "testPart" => self.part(element, sections),
                "assessmentSection" => {
                    let title = element.attribute("title").unwrap_or("").trim().to_owned();
                    let mut sections = sections.to_vec();
                    sections.extend((!title.is_empty()).then_some(title));
                    self.part(element, &sections);
                }
                "assessmentItemRef" => self.item(element, sections),
                "selection" => {
                    let what =
                        format!("the draw of {} of its items", element.attribute("select").unwrap_or("?"));
                    self.lose(element, what, "a bank draws by an exam's blueprint");
                }
                "timeLimits" => {
                    let most = element.attribute("maxTime").unwrap_or("?");
                    self.lose(
                        element,
                        format!("a time of {most} s for all"),
                        "an exam has it, a bank does not",
                    );
                }
                // How a platform shows the test, and adds its scores up.
                "outcomeDeclaration" | "outcomeProcessing" | "itemSessionControl" | "ordering"
                | "stylesheet" => {}
                name => {
                    let text = element.text().split_whitespace().collect::<Vec<_>>().join(" ");
                    self.lose(
                        element,
                        format!("`<{name}>` {text}").trim().to_owned(),
                        "a bank has no counterpart of it",
                    );
                }
            }
        }
    }

    fn item(&mut self, element: &Element, sections: &[String]) {
        let href = element.attribute("href").unwrap_or("");
        let mut entry = Entry { order: self.out.len(), sections: sections.to_vec(), time: None };
        for child in element.elements() {
            let seconds = child.attribute("maxTime").and_then(number);
            match (&*child.name, seconds.filter(Fraction::is_integer)) {
                ("timeLimits", Some(seconds)) => entry.time = seconds.to_u64().map(Duration::from_secs),
                ("itemSessionControl", _) => {}
                ("weight", _) if child.attribute("value").and_then(number) == Some(1.into()) => {}
                (name, _) => {
                    self.lose(child, format!("`<{name}>` of {href}"), "a bank has no counterpart of it");
                }
            }
        }
        self.out.insert(resolve(self.folder, href), entry);
    }

    fn lose(&mut self, element: &Element, what: String, why: &str) {
        self.draft.lose("", Some(self.places.at(element.offset)), what, why);
    }
}

/// The name of a file that is named from a folder.
fn resolve(folder: &str, href: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
