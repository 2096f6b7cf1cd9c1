//! The first record of a file: what its columns are called.

use super::dialect::Dialect;
use super::encoding::decode_stray;
use super::record;
use std::borrow::Cow;

/// The names of the columns, in order. Names may repeat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// As they stand, trimmed.
    pub columns: Vec<String>,
    /// Bytes of the sample, decoded, up to the end of the header.
    pub length: usize,
}

impl Header {
    /// Reads the header from the start of a decoded file. `None` where there is no record.
    pub fn read(sample: &[u8], dialect: Dialect) -> Option<Self> {
        let (texts, length) = record::read_texts(sample, 0, dialect)?;
        let columns = texts.into_iter().map(|text| text_of(&text).trim().to_owned()).collect();
        Some(Self { columns, length })
    }
}

/// The text of a field without white space around it. What it is called decides whether two rows are of one
/// candidate, so all that compare candidates come here.
pub fn trimmed_text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        // Nearly all begin and end with a letter or digit of ASCII.
        Ok(text) if [bytes.first(), bytes.last()].iter().flatten().all(|byte| byte.is_ascii_graphic()) => {
            Cow::Borrowed(text)
        }
        Ok(text) => Cow::Borrowed(text.trim()),
        Err(_) => Cow::Owned(decode_stray(bytes).trim().to_owned()),
    }
}

/// Bytes as text: UTF-8, or where they are not, Windows-1252.
pub fn text_of(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => decode_stray(bytes),
    }
}
