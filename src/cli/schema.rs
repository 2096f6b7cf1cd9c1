//! `qbank schema`.

use super::Outcome;
use crate::load::{FileKind, schema};
use crate::report;

/// Arguments of `qbank schema`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The kind of file
    kind: Kind,
}

/// The kinds of file.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Kind {
    Bank,
    Exam,
    Topics,
    Rulings,
    Form,
    /// `report.json`, which `qbank grade` writes
    Report,
}

/// Prints the schema on stdout.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let kind = match args.kind {
        Kind::Bank => FileKind::Bank,
        Kind::Exam => FileKind::Exam,
        Kind::Topics => FileKind::Topics,
        Kind::Rulings => FileKind::Rulings,
        Kind::Form => FileKind::Form,
        Kind::Report => {
            super::print(report::schema::schema().as_bytes())?;
            return Ok(Outcome::Clean);
        }
    };
    super::print(schema::schema(kind).as_bytes())?;
    Ok(Outcome::Clean)
}
