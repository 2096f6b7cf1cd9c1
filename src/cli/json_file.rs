//! JSON that an earlier run wrote, read with care: the file may be another one, and may have no end.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The most bytes that are read.
const MAX_BYTES: u64 = 4 << 30;

/// Within how many bytes the object must begin.
const HEAD: u64 = 64;

/// The bytes of a file that holds one JSON object.
pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    let mut bytes = Vec::new();
    file.by_ref().take(HEAD).read_to_end(&mut bytes)?;
    if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{') {
        file.take(MAX_BYTES).read_to_end(&mut bytes)?;
    }
    if bytes.len() as u64 > MAX_BYTES {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is larger than 4 GiB"));
    }
    Ok(bytes)
}
