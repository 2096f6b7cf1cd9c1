//! `qbank completions`.

use super::{Cli, Outcome};
use clap::CommandFactory;
use clap_complete::Shell;

/// Arguments of `qbank completions`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The shell to complete for
    shell: Shell,
}

/// Prints the script on stdout.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "qbank", &mut script);
    super::print(&script)?;
    Ok(Outcome::Clean)
}
