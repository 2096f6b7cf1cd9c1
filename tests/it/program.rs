//! The program, as the other tests start it.

use assert_cmd::cargo::cargo_bin;
use std::path::Path;
use std::process::{Command, Stdio};

/// The program in a folder, without a terminal, 80 columns wide, and with a history of its own.
pub(crate) fn process(folder: &Path) -> Command {
    let mut command = Command::new(cargo_bin!("qbank"));
    command.current_dir(folder).env("COLUMNS", "80").env_remove("NO_COLOR");
    command.env("HOME", folder).env_remove("XDG_DATA_HOME").env("XDG_STATE_HOME", folder.join("state"));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// The same, to be asserted on.
pub(crate) fn qbank(folder: &Path) -> assert_cmd::Command {
    assert_cmd::Command::from_std(process(folder))
}
