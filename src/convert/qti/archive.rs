//! A zip archive in memory: the XML files in it, and nothing else. Nothing is ever unpacked to a folder, so a name
//! that leads out of it leads nowhere; such an archive is refused all the same.

use crate::convert::ConvertError;
use std::io::{Cursor, Read};

/// The most files that an archive may hold.
const MAX_FILES: usize = 20_000;
/// The most bytes that the XML files of an archive may unpack to, together.
const MAX_UNPACKED: u64 = 128 << 20;
/// How many times its packed size a file may be.
const MAX_RATIO: u64 = 200;
/// Below this size the ratio says nothing.
const SMALL: u64 = 1 << 20;

/// A file of an archive.
#[derive(Debug)]
pub(super) struct Packed {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// Whether the bytes are a zip archive.
pub(in crate::convert) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The XML files of an archive, in its order, and the names of all others.
pub(super) fn unpack(bytes: &[u8]) -> Result<(Vec<Packed>, Vec<String>), ConvertError> {
    let refuse = |why: String| ConvertError::Refused(why);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| refuse(format!("the archive is damaged: {error}")))?;
    if archive.len() > MAX_FILES {
        return Err(refuse(format!("the archive holds {} files; the limit is {MAX_FILES}", archive.len())));
    }
    let (mut files, mut others, mut total) = (Vec::new(), Vec::new(), 0_u64);
    for number in 0..archive.len() {
        let file = archive
            .by_index(number)
            .map_err(|error| refuse(format!("file {} of the archive cannot be read: {error}", number + 1)))?;
        let name = file
            .name()
            .map_err(|error| refuse(format!("file {} of the archive: {error}", number + 1)))?
            .into_owned();
        if file.enclosed_name().is_none() || name.starts_with(['/', '\\']) {
            return Err(refuse(format!("the archive names a file outside of itself: `{name}`")));
        }
        if file.is_dir() {
            continue;
        }
        // Canvas ends its own files with `.xml.qti`.
        if ![".xml", ".xml.qti"].iter().any(|end| name.to_ascii_lowercase().ends_with(end)) {
            others.push(name);
            continue;
        }
        let packed = file.compressed_size().max(1);
        // What the archive says of itself may be a lie, so the bytes are counted as they come.
        let limit = MAX_UNPACKED.saturating_sub(total).min(packed.saturating_mul(MAX_RATIO).max(SMALL));
        let mut unpacked = Vec::new();
        file.take(limit + 1)
            .read_to_end(&mut unpacked)
            .map_err(|error| refuse(format!("`{name}` in the archive is damaged: {error}")))?;
        let size = u64::try_from(unpacked.len()).unwrap_or(u64::MAX);
        if size > limit {
            return Err(refuse(format!(
                "`{name}` in the archive unpacks to more than is sound: over {limit} bytes"
            )));
        }
        total += size;
        files.push(Packed { name, bytes: unpacked });
    }
    Ok((files, others))
}
