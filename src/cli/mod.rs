//! The command line: clap types low, one file for each subcommand, what users see of errors.
#![expect(
    clippy::disallowed_methods,
    reason = "the command line touches files, the terminal and the environment"
)]

use anyhow::Context;
use clap::{Parser, Subcommand};

/// Tells people something on stderr; a line of [`terminal::tell`].
macro_rules! tell {
    ($($text:tt)*) => { $crate::cli::terminal::tell(format_args!($($text)*)) };
}

pub mod banks;
pub mod check;
pub mod completions;
pub mod convert;
pub mod diff;
mod edited;
pub mod explain;
pub mod grade;
pub mod history;
mod json_file;
pub mod list;
pub mod man;
pub mod merge;
pub mod new;
pub mod output;
pub mod progress;
pub mod quiz;
pub mod schema;
pub mod tally;
pub mod terminal;

/// Check, sit and grade question banks for exam preparation.
#[derive(Debug, Parser)]
#[command(name = "qbank", version, about, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check banks, exams, topics and rulings for errors and flaws
    Check(check::Args),
    /// Tell what changed between two states of the banks, in meaning
    Diff(diff::Args),
    /// Explain a lint, or list all of them
    Explain(explain::Args),
    /// Grade answer sheets against banks and report by topic
    Grade(Box<grade::Args>),
    /// Add up tallies of sheets graded apart and report on the whole group
    Merge(merge::Args),
    /// Sit an exam or practise, and be told what to study
    Quiz(Box<quiz::Args>),
    /// Bring banks in from other formats and take them out
    Convert(convert::Args),
    /// Show past sessions and progress by topic
    History(Box<history::Args>),
    /// List what is in the banks: items per topic, kind and level
    List(list::Args),
    /// Write a commented bank to start from
    New(new::Args),
    /// Print the JSON Schema of a kind of file
    Schema(schema::Args),
    /// Print a completion script for a shell
    Completions(completions::Args),
    /// Print the manual page
    Man(man::Args),
}

/// How a command ended that could run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done and clean: exit status 0.
    Clean,
    /// Done, with findings: exit status 1.
    Findings,
}

/// Runs a command. An error means it could not run: exit status 2.
pub fn run(cli: &Cli) -> anyhow::Result<Outcome> {
    match &cli.command {
        Command::Check(args) => check::run(args),
        Command::Diff(args) => diff::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Grade(args) => grade::run(args),
        Command::Merge(args) => merge::run(args),
        Command::Quiz(args) => quiz::run(args),
        Command::Convert(args) => convert::run(args),
        Command::History(args) => history::run(args),
        Command::List(args) => list::run(args),
        Command::New(args) => new::run(args),
        Command::Schema(args) => schema::run(args),
        Command::Completions(args) => completions::run(args),
        Command::Man(args) => man::run(args),
    }
}

/// Leaves what a command has read to the system, which takes all memory back at once when the program ends; to give
/// it back value by value would take a part of the time of reading.
pub(crate) fn leave<T>(value: T) {
    std::mem::forget(value);
}

/// Writes a whole result to stdout.
pub fn print(bytes: &[u8]) -> anyhow::Result<()> {
    use std::io::Write;
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(bytes).and_then(|()| stdout.flush()).context(terminal::CANNOT_PRINT)
}

/// A value by its name in a table such as `Scoring::ALL`.
pub(crate) fn named<T: Copy>(table: &[(T, &'static str)], name: &str) -> anyhow::Result<T> {
    let found = table.iter().find(|(_, known)| known.eq_ignore_ascii_case(name)).map(|(value, _)| *value);
    let known: Vec<&str> = table.iter().map(|(_, known)| *known).collect();
    found.with_context(|| format!("it is one of {}", known.join(", ")))
}
