//! Where results go: under their names only when all of them are whole.
//!
//! # A folder in one step
//!
//! A run that is stopped at any moment, even by `kill -9`, leaves the old set of results or the new one, never
//! a mix. One rename must therefore do everything, and the only thing that all the files have in common is
//! their folder:
//!
//! 1. Files are written into `.qbank-partial-…/next`, which stands **beside** the folder (`partial`).
//! 2. When all are whole, what else the folder holds is put beside them: files of others as hard links, folders
//!    of others as folders with the same owner, mode and attributes. A folder that is not there yet needs none.
//! 3. `next` and the folder change places in one system call (`renameat2` with `RENAME_EXCHANGE`, `renamex_np`
//!    on macOS; a plain rename where the folder was not there).
//! 4. What is now `next` is the old folder. What came into it between the second step and the third is moved
//!    over, the rest removed. If the run is killed here, the next one does it (`stale`): a plan that was
//!    written before the third step tells what may go.
//!
//! Steps 2 to 4 are in `exchange`. Links that someone planted are never followed: a link in the folder is
//! replaced, or linked, as a link. The folder itself may be reached through one, which stays.
//!
//! This needs a folder that is plainly the results' own. Otherwise files are renamed one after the other, each in
//! one step, the report last: where the program itself stands in the folder (its own place would move away), where
//! the folder is another user's, has the sticky bit or is a mount point, where the one above cannot be written, where
//! it holds more than `exchange::MOST_ENTRIES` entries of others, and where the system or the file system cannot
//! exchange folders or link files.
//!
//! # Stopping
//!
//! SIGINT, SIGTERM and SIGHUP remove what is unfinished and then end the program as they always do, by the signal
//! itself (`signals`). A lock on each temporary name tells the unfinished work of a running program from that of a
//! killed one.

mod exchange;
mod file;
mod folder;
mod pages;
mod partial;
mod replace;
mod signals;
mod stale;
#[cfg(test)]
mod tests;

pub use file::{is_stream, write_file};
pub use folder::OutputFolder;
pub use replace::replace_files;

use std::fs::File;
use std::io::{self, BufWriter, Write};

/// A result file that is being written.
pub type OutputFile = BufWriter<File>;

/// A writer with a buffer that suits small files; blocks of rows are larger and pass it by.
fn buffered(file: File) -> OutputFile {
    BufWriter::with_capacity(64 * 1024, file)
}

/// Makes sure that all of a file has left the program's hands. It is not forced onto the disk: that may take
/// longer than grading, and results that a power cut takes can be had again from the sheets.
pub fn finish(mut file: OutputFile) -> io::Result<()> {
    file.flush()
}
