//! `qbank history`.

mod export;
mod place;
mod show;
mod table;
mod text;
mod topics;

#[cfg(test)]
mod tests;

pub use place::Place;

use super::banks::Paths;
use super::{Outcome, terminal};
use crate::history::{Overview, Store};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Arguments of `qbank history`.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    overview: OverviewArgs,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Show one session with every answer
    Show(show::Args),
}

#[derive(Debug, clap::Args)]
struct OverviewArgs {
    /// The banks tell topics by their titles, and which items have changed since
    #[command(flatten)]
    paths: Paths,
    #[command(flatten)]
    place: Place,
    /// Write every session and answer to stdout instead
    #[arg(long, value_enum, value_name = "FORMAT")]
    export: Option<export::Format>,
    /// No charts, which a screen reader cannot read
    #[arg(long)]
    plain: bool,
}

/// Prints past sessions and progress by topic.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    if let Some(Command::Show(args)) = &args.command {
        return show::run(args);
    }
    let args = &args.overview;
    let Some(store) = args.place.open_existing()? else {
        return Ok(Outcome::Clean);
    };
    let loaded = args.paths.load()?;
    let find = |id: &str| loaded.item(id).map(|found| found.item);
    if let Some(format) = args.export {
        super::print(&export::export(format, &store.sessions()?, &store.past()?, find)?)?;
        return Ok(Outcome::Clean);
    }
    let overview = Overview::read(&store, find, Timestamp::now(), &TimeZone::system())?;
    let setting = text::Setting { topics: &loaded.topics, columns: terminal::width(), charts: !args.plain };
    terminal::print_styled(text::overview(&overview, &setting).as_bytes())?;
    Ok(Outcome::Clean)
}

/// What a damaged file that was moved needs to be told; nothing otherwise.
fn tell_set_aside(opened: crate::history::Opened) -> Store {
    if let Some(aside) = opened.set_aside {
        tell!(
            "warning: the history {} is damaged ({}). It was kept as {}, and a new history was begun.",
            aside.from.display(),
            aside.why,
            aside.to.display()
        );
    }
    opened.store
}
