//! `qbank explain`.

use super::{Outcome, terminal};
use crate::check::explain;

/// Arguments of `qbank explain`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A lint or an error's code; without it, all lints are listed
    lint: Option<String>,
}

/// Prints what is known about lints on stdout.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let text = match &args.lint {
        Some(id) => explain::one(id, terminal::width()).map_err(anyhow::Error::msg)?,
        None => explain::list(),
    };
    super::print(text.as_bytes())?;
    Ok(Outcome::Clean)
}
