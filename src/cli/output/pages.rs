//! Pages that the program wrote, told from those of others.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// What stands in the head of every page that the program wrote.
pub(super) const MARK: &[u8] = b"<meta name=\"generator\" content=\"qbank\">";
/// Within how many bytes it does.
const HEAD: u64 = 1024;

/// Whether a directory entry is a page that the program wrote. A link is not, wherever it leads.
pub(super) fn is_page(path: &Path) -> io::Result<bool> {
    if path.extension().is_none_or(|ending| ending != "html") || !fs::symlink_metadata(path)?.is_file() {
        return Ok(false);
    }
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(memchr::memmem::find(&head, MARK).is_some())
}
