//! `qbank quiz`.

mod after;
mod drive;
mod form;
mod keep;
mod plain;
mod result;
mod tui;
mod words;

use super::{Outcome, banks, named};
use crate::history::{Resumed, Store};
use crate::load::Loaded;
use crate::model::time::parse_duration;
use crate::model::topic::is_within;
use crate::model::{Form, FormKind, Item, Level};
use crate::quiz::{Event, Mode, Session};
use crate::scoring::Lexicon;
use anyhow::Context;
use drive::{Left, Sitting};
use std::io::IsTerminal;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

/// Arguments of `qbank quiz`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    paths: banks::Paths,

    /// Draw a form by the blueprint of this exam, and take its time and break
    #[arg(long, value_name = "ID", conflicts_with_all = ["form", "number", "topic", "level", "tag"])]
    exam: Option<String>,

    /// Ask items of this topic and everything below it; may be given several times
    #[arg(long, value_name = "PATH")]
    topic: Vec<String>,

    /// Ask items of this level: recall, application or analysis; may be given several times
    #[arg(long, value_name = "LEVEL", value_parser = level)]
    level: Vec<Level>,

    /// Ask items with this tag; may be given several times
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,

    /// How many items to ask; default: all there are
    #[arg(short = 'n', long = "number", value_name = "N")]
    number: Option<NonZeroUsize>,

    /// Ask the items of a form that was saved, in its order
    #[arg(long, value_name = "FILE", conflicts_with_all = ["number", "topic", "level", "tag", "seed"])]
    form: Option<PathBuf>,

    /// Time for the whole session, such as 90m or 2h30m; default: the exam's
    #[arg(long, value_name = "D", value_parser = duration)]
    time: Option<Duration>,

    /// Time for each item, such as 75s
    #[arg(long, value_name = "D", value_parser = duration)]
    item_time: Option<Duration>,

    /// `exam`: no feedback until the end; `practice`: feedback after each item. Default: `exam` with --exam
    #[arg(long, value_name = "MODE", value_parser = mode)]
    mode: Option<Mode>,

    /// Draw the same form again: the seed that was printed
    #[arg(long, value_name = "N")]
    seed: Option<u64>,

    /// Lines of text instead of the full screen; chosen by itself where there is no terminal
    #[arg(long)]
    plain: bool,

    /// Write the session's report and its answers into this folder
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,

    /// Keep the drawn form in this file, to sit or print it again
    #[arg(long, value_name = "FILE")]
    save_form: Option<PathBuf>,

    #[command(flatten)]
    keep: keep::KeepArgs,
}

/// Runs a sitting.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let mut loaded = args.paths.load()?;
    let form = args.form.as_deref().map(|path| loaded.add_form(path)).transpose()?.flatten();
    banks::refuse_invalid(&loaded)?;
    let items: Vec<&Item> = loaded.items().map(|item| item.item).collect();
    let lexicon = Lexicon::from_items(items.iter().copied());
    let store = args.keep.open()?;
    let is_kept = store.is_some();
    let mut sitting = match args.keep.resumes() {
        Some(which) => go_on(keep::take_up(store, which, &loaded, &lexicon)?),
        None => begin(args, &loaded, &lexicon, form, store)?,
    };
    let has_terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let left = if args.plain || !has_terminal {
        plain::run(&mut sitting)?
    } else {
        tui::run(&mut sitting, is_kept)?
    };
    let session = sitting.finish();
    match left {
        Left::Ended => {
            let target = form::target(&loaded, session.setup());
            after::report(args, &loaded, &lexicon, &session, target)?;
            Ok(Outcome::Clean)
        }
        Left::Open if is_kept => {
            tell!("The session is not finished. Go on with it: qbank quiz --resume");
            Ok(Outcome::Clean)
        }
        Left::Open => {
            tell!("The session was left before it was handed in; its answers are not kept");
            Ok(Outcome::Findings)
        }
    }
}

/// Begins a new session.
fn begin(
    args: &Args,
    loaded: &Loaded,
    lexicon: &Lexicon,
    form: Option<Form>,
    store: Option<Store>,
) -> anyhow::Result<Sitting> {
    let setup = form::prepare(args, loaded, form, store.as_ref())?;
    if let Some(path) = &args.save_form {
        form::save(path, &setup, loaded)?;
    }
    let journal = keep::journal(store, &setup, loaded)?;
    let find = |id: &str| loaded.item(id).map(|found| found.item);
    Ok(Sitting::begin(Session::new(setup, find, lexicon)?, journal)?)
}

/// Goes on with a session, which is paused until the candidate is ready.
fn go_on(resumed: Resumed) -> Sitting {
    let mut sitting = Sitting::go_on(resumed.session, Box::new(resumed.journal));
    // Where its time had run out there is nothing to reopen; that is refused, and the report follows.
    sitting.send(Event::Reopen { away: resumed.away });
    sitting
}

fn duration(text: &str) -> anyhow::Result<Duration> {
    parse_duration(text).context("a time is written as 90m, 2h30m or 75s")
}

fn mode(name: &str) -> anyhow::Result<Mode> {
    named(&Mode::ALL, name)
}

fn level(name: &str) -> anyhow::Result<Level> {
    named(&Level::ALL, name)
}

impl Args {
    /// Whether an item is among those asked for.
    fn admits(&self, kind: FormKind, item: &Item) -> bool {
        let topic = self.topic.is_empty() || self.topic.iter().any(|path| is_within(&item.topic, path));
        let level = self.level.is_empty() || item.level.is_some_and(|level| self.level.contains(&level));
        let tag = self.tag.is_empty() || item.tags.iter().any(|tag| self.tag.contains(tag));
        kind.admits(item) && topic && level && tag
    }
}
