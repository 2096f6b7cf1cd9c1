//! `qbank check`.

use super::Outcome;
use crate::diagnostic::render::{concise, human, json};
use crate::diagnostic::summarize;
use crate::{check, load};
use std::io::Write;
use std::path::PathBuf;

/// Arguments of `qbank check`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files and folders; default: `question-banks` where it exists, else the shipped banks
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How findings are shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// End with status 1 for warnings too
    #[arg(long)]
    strict: bool,
}

/// How findings are shown.
#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
enum Format {
    /// With the source, for people
    #[default]
    Human,
    /// One line a finding
    Concise,
    /// One document for programs
    Json,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let loaded = load::load_or_default(&args.paths)?;
    let findings = check::check(&loaded);
    let items = loaded.declared_items();
    match args.format {
        Format::Human => {
            let text = human::render(&findings, &loaded.sources, items, width());
            let mut stdout = anstream::AutoStream::auto(std::io::stdout().lock());
            stdout.write_all(text.as_bytes())?;
            stdout.flush()?;
        }
        Format::Concise => super::print(concise::render(&findings, &loaded.sources).as_bytes())?,
        Format::Json => super::print(json::render(&findings, &loaded.sources, items)?.as_bytes())?,
    }
    let summary = summarize(&findings);
    let failed = summary.errors > 0 || (args.strict && summary.warnings > 0);
    Ok(if failed { Outcome::Findings } else { Outcome::Clean })
}

/// How many columns a line of source may take: `COLUMNS`, else the terminal's width, else 100.
fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    columns.or_else(terminal).unwrap_or(100).max(40)
}
