//! `qbank man`.

use super::{Cli, Outcome};
use clap::CommandFactory;

/// Arguments of `qbank man`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The subcommand to describe; without it, the whole program
    subcommand: Option<String>,
}

/// Prints the page on stdout, in roff.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let mut program = Cli::command();
    program.build();
    let command = match &args.subcommand {
        None => program,
        Some(name) => program
            .find_subcommand(name)
            .cloned()
            .ok_or_else(|| anyhow::anyhow!("there is no subcommand `{name}`; `qbank --help` lists them"))?,
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    super::print(&page)?;
    Ok(Outcome::Clean)
}
