//! Lines from standard input, read beside the session so that its clock runs while somebody types.

use std::io::BufRead;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// The longest line that is read, in bytes.
const MAX_LINE: u64 = 64 * 1024;

/// What came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Typed {
    Line(String),
    Nothing,
    /// There is no more.
    End,
}

/// Standard input.
pub(super) struct Input {
    lines: Receiver<String>,
}

impl Input {
    /// Starts to read. The thread ends with its input or with the process.
    pub(super) fn start() -> Self {
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            let mut stdin = std::io::stdin().lock();
            loop {
                let mut line = Vec::new();
                let read = std::io::Read::take(&mut stdin, MAX_LINE).read_until(b'\n', &mut line);
                let is_end = !matches!(read, Ok(1..));
                if is_end || sender.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
                    return;
                }
            }
        });
        Self { lines }
    }

    /// The next line, if one comes in time.
    pub(super) fn next(&self, wait: Duration) -> Typed {
        match self.lines.recv_timeout(wait) {
            Ok(line) => Typed::Line(line),
            Err(RecvTimeoutError::Timeout) => Typed::Nothing,
            Err(RecvTimeoutError::Disconnected) => Typed::End,
        }
    }
}
