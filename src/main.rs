//! The `qbank` binary: parse, run, turn the outcome into an exit status. The only place that prints an error.

use clap::Parser;
use qbank::cli::{Cli, Outcome, run, terminal};
use std::process::ExitCode;

fn main() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => end(run(&cli)),
        // Help and version are results; what is wrong with the arguments has been said, as far as anyone hears it.
        Err(asked) => match asked.print() {
            Err(error) if !asked.use_stderr() => end(Err(error.into())),
            _ => ExitCode::from(if asked.use_stderr() { 2 } else { 0 }),
        },
    }
}

/// The exit status; an error is printed.
fn end(outcome: anyhow::Result<Outcome>) -> ExitCode {
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            terminal::tell(format_args!("error: {error:#}"));
            ExitCode::from(2)
        }
    }
}

/// A reader that has seen enough, such as `head`, is no error.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
    })
}
