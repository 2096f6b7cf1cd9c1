//! `qbank diff`.

use super::Outcome;
use super::banks::refuse_invalid;
use crate::diagnostic::render::visible;
use crate::diff::{State, changes, write};
use crate::load::{self, Loaded};
use crate::model::Bank;
use std::path::PathBuf;
use std::slice::from_ref;

/// Arguments of `qbank diff`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The banks as they were: a file or a folder
    old: PathBuf,
    /// The banks as they are
    new: PathBuf,
    /// How the changes are written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How the changes are written.
#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
enum Format {
    /// Text, for people
    #[default]
    Human,
    /// One document for programs
    Json,
    /// For the comment on a pull request
    Markdown,
}

/// Tells what changed. Exit status 1 where anything did.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let (old, new) = (load::load(from_ref(&args.old))?, load::load(from_ref(&args.new))?);
    refuse_invalid(&old)?;
    refuse_invalid(&new)?;
    let (then, now) = (banks(&old), banks(&new));
    let found =
        changes(State { banks: &then, topics: &old.topics }, State { banks: &now, topics: &new.topics });
    let text = match args.format {
        Format::Human => write::human(&found, |text| visible(text).into_owned()),
        Format::Json => write::json(&found)?,
        Format::Markdown => write::markdown(&found),
    };
    super::print(text.as_bytes())?;
    Ok(if found.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

fn banks(loaded: &Loaded) -> Vec<&Bank> {
    loaded.banks.iter().map(|bank| &bank.bank).collect()
}
