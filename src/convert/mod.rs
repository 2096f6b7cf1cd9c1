//! Other bank formats to and from the model, and papers to print.
//!
//! A reader takes bytes to a bank and a list of what could not come along; a writer takes a bank to text and
//! such a list. Each format has a file or folder of its own. [`detect()`] tells a format by what a file holds.
//! Nothing is dropped without an entry in the list.
//!
//! What readers share: `draft` (ids, topics, labels, validity), `markup` (HTML and Markdown), `credit`
//! (shares and scoring rules), `extras` (tags and explanations), `header` (what a bank says of itself), `xml`.
//!
//! [`rulings`] brings what was decided after an exam into the banks, as edits that keep comments and layout.

#![expect(
    clippy::format_push_string,
    reason = "texts of other formats are put together once; a line of them is easier to read as one template"
)]

mod aiken;
mod anki;
mod credit;
mod detect;
mod draft;
mod extras;
mod fault;
mod gift;
mod header;
mod html;
mod kept;
mod lost;
mod markup;
mod mdbook;
mod moodle;
pub mod paper;
mod platform;
mod qti;
pub mod rulings;
mod table;
mod text2qti;
mod unsaid;
mod xml;
pub mod yaml;

#[cfg(test)]
mod tests;

pub use detect::detect;
pub use lost::{Lost, Place, THE_ITEM};
pub use unsaid::unsaid;

use crate::model::{Bank, Topics};
use thiserror::Error;

/// The most bytes that a file to read may have.
pub const MAX_BYTES: usize = 64 << 20;

/// A format of banks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A bank of `qbank`.
    Yaml,
    /// Moodle's text format.
    Gift,
    /// Moodle XML.
    Moodle,
    /// Stems, options and one key in plain text.
    Aiken,
    /// One row an item.
    Csv,
    /// QTI 1.2, 2.1 or 3.0, alone or in a package.
    Qti,
    /// Markdown-like text for Canvas.
    Text2qti,
    /// TOML of mdbook-quiz.
    MdbookQuiz,
    /// Notes as text.
    Anki,
}

impl Format {
    /// Every format with its name for `--from` and `--to`.
    pub const ALL: [(Self, &'static str); 9] = [
        (Self::Yaml, "yaml"),
        (Self::Gift, "gift"),
        (Self::Moodle, "moodle"),
        (Self::Aiken, "aiken"),
        (Self::Csv, "csv"),
        (Self::Qti, "qti"),
        (Self::Text2qti, "text2qti"),
        (Self::MdbookQuiz, "mdbook-quiz"),
        (Self::Anki, "anki"),
    ];

    /// The name in messages.
    pub fn name(self) -> &'static str {
        crate::model::item::name_of(&Self::ALL, self)
    }
}

/// What a reader gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The bank, as far as it came.
    pub bank: Bank,
    /// What could not come along.
    pub lost: Vec<Lost>,
}

/// Why a file cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ConvertError {
    /// The text is not of its format.
    #[error("{place}: {message}")]
    Damaged {
        /// Where.
        place: Place,
        /// What is wrong there.
        message: String,
    },
    /// A limit is exceeded, or the file is no text.
    #[error("{0}")]
    Refused(String),
}

impl ConvertError {
    pub(crate) fn damaged(place: Place, message: impl Into<String>) -> Self {
        Self::Damaged { place, message: message.into() }
    }
}

/// Reads a foreign format. `name` is what the bank is called where the file does not say.
///
/// YAML is read by [`crate::load`]; here it is refused.
pub fn read(format: Format, bytes: &[u8], name: &str) -> Result<Imported, ConvertError> {
    if bytes.len() > MAX_BYTES {
        let message = format!("the file is larger than the limit of {} MiB", MAX_BYTES >> 20);
        return Err(ConvertError::Refused(format!("{message}: split it into several files")));
    }
    read_whole(format, bytes, name)
}

/// Reads a foreign format, however long the text is.
fn read_whole(format: Format, bytes: &[u8], name: &str) -> Result<Imported, ConvertError> {
    match format {
        Format::Yaml => {
            Err(ConvertError::Refused("a bank in YAML needs no conversion to be read".to_owned()))
        }
        Format::Moodle => {
            let text = xml::decode(bytes)?;
            Ok(moodle::read(xml::parse(&text)?, &text, name))
        }
        Format::Gift => Ok(gift::read(&detect::plain_text(bytes)?, name)),
        Format::Aiken => Ok(aiken::read(&detect::plain_text(bytes)?, name)),
        Format::Csv => Ok(table::read(&detect::plain_text(bytes)?, name)),
        Format::Qti => qti::read(bytes, name),
        Format::Text2qti => Ok(text2qti::read(&detect::plain_text(bytes)?, name)),
        Format::MdbookQuiz => mdbook::read(&detect::plain_text(bytes)?, name),
        Format::Anki => Ok(anki::read(&detect::plain_text(bytes)?, name)),
    }
}

/// Writes a bank, and tells what could not come along.
///
/// What is written is read back and compared, so that nothing is lost that the list does not name.
pub fn write(format: Format, bank: &Bank) -> (Vec<u8>, Vec<Lost>) {
    let (bytes, mut lost) = put(format, bank);
    let untold = kept::untold(format, bank, &bytes, &lost);
    lost.extend(untold);
    (bytes, lost)
}

/// Writes a bank, and tells what the format is known not to hold.
fn put(format: Format, bank: &Bank) -> (Vec<u8>, Vec<Lost>) {
    let (text, lost) = match format {
        Format::Yaml => (yaml::write(bank), Vec::new()),
        Format::Gift => gift::write(bank),
        Format::Moodle => moodle::write(bank),
        Format::Aiken => aiken::write(bank),
        Format::Csv => table::write(bank),
        Format::Qti => return qti::write(bank),
        Format::Text2qti => text2qti::write(bank),
        Format::MdbookQuiz => mdbook::write(bank),
        Format::Anki => anki::write(bank),
    };
    (text.into_bytes(), lost)
}

/// Several banks as one, called `id` where there are several. The second value tells what of them cannot stand
/// together.
pub fn merge(banks: Vec<Bank>, id: &str) -> Option<(Bank, Vec<Lost>)> {
    let mut banks = banks.into_iter();
    let mut all = banks.next()?;
    let mut lost = Vec::new();
    for bank in banks {
        if let Some(id) = draft::slug(id) {
            all.id = id;
        }
        // What is not the same for all cannot be said of all.
        if all.title != bank.title {
            let titles = [all.title.take(), bank.title].into_iter().flatten();
            let told = titles
                .map(|title| Lost::of("", format!("the title `{title}`"), "the banks have different ones"));
            lost.extend(told);
        }
        if all.license != bank.license {
            let named = [all.license.take(), bank.license].into_iter().flatten();
            let told = named
                .map(|name| Lost::of("", format!("the licence `{name}`"), "the banks have different ones"));
            lost.extend(told);
        }
        if all.language != bank.language {
            all.language = None;
        }
        if all.defaults != bank.defaults {
            all.defaults = crate::model::Defaults::default();
        }
        for (id, title) in bank.topics {
            let known = all.topics.entry(id).or_insert_with(|| title.clone());
            if *known != title {
                let what = format!("the title `{title}` of a topic");
                lost.push(Lost::of("", what, format!("another bank calls it `{known}`")));
            }
        }
        all.items.extend(bank.items);
    }
    let mut seen = foldhash::HashSet::default();
    all.items.retain(|item| {
        let is_new = seen.insert(item.id.clone());
        if !is_new {
            lost.push(Lost::of(&item.id, THE_ITEM, "another item has this id"));
        }
        is_new
    });
    Some((all, lost))
}

/// Says once, as defaults, what all items of a bank say alike.
pub fn share_defaults(bank: &mut Bank) {
    let Some(first) = bank.items.first() else { return };
    let (points, time) = (first.points, first.time);
    if bank.items.iter().all(|item| item.points == points) {
        bank.defaults.points = points;
    }
    if bank.items.iter().all(|item| item.time == time) {
        bank.defaults.time = time;
    }
}

/// What of a bank as a whole a format without a place for it loses.
fn bank_lost(bank: &Bank, why: &str) -> Vec<Lost> {
    let one_topic =
        |topics: &Topics| topics.len() <= 1 && bank.items.iter().all(|item| item.topic == bank.id);
    let said = [
        ("title", bank.title.is_some()),
        ("language", bank.language.is_some()),
        ("license", bank.license.is_some()),
        ("topics", !one_topic(&bank.topics)),
    ];
    said.into_iter().filter(|(_, there)| *there).map(|(what, _)| Lost::of("", what, why)).collect()
}
