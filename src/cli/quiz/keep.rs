//! The history at a sitting: what it says beforehand, and how the sitting is kept in it.

use crate::cli::history::Place;
use crate::history::pick::{choose, next_due};
use crate::history::{Past, Pick, Resumed, SessionJournal, SessionRow, Store, resume};
use crate::load::Loaded;
use crate::model::Item;
use crate::quiz::Setup;
use crate::quiz::draw::Plan;
use crate::quiz::journal::{Journal, NoJournal};
use crate::scoring::Lexicon;
use anyhow::{Context, bail};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Whether and where sessions are kept.
#[derive(Debug, clap::Args)]
pub(super) struct KeepArgs {
    #[command(flatten)]
    place: Place,

    /// Keep nothing of this session: it cannot be gone on with
    #[arg(long)]
    no_history: bool,

    /// Ask only or mostly some items, by your history: all, unseen, missed, flagged, weak or due
    #[arg(long, value_name = "WHICH", default_value = "all", value_parser = pick, conflicts_with = "form")]
    pick: Pick,

    /// Go on with the last unfinished session, or with the one of this number
    #[arg(long, value_name = "ID", num_args = 0..=1, require_equals = true, default_missing_value = "last",
          value_parser = which, conflicts_with_all = [
        "exam", "topic", "level", "tag", "number", "form", "time", "item_time", "mode", "seed", "pick", "save_form",
        "no_history",
    ])]
    resume: Option<Which>,
}

/// Which session to go on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// The unfinished one that was at work last.
    Last,
    /// The one of this number.
    Number(i64),
}

fn which(text: &str) -> anyhow::Result<Which> {
    if text == "last" {
        return Ok(Which::Last);
    }
    text.parse().map(Which::Number).context("a session has a number, which `qbank history` lists")
}

fn pick(name: &str) -> anyhow::Result<Pick> {
    crate::cli::named(&Pick::ALL, name)
}

impl KeepArgs {
    /// Opens the history, unless nothing is to be kept.
    pub(super) fn open(&self) -> anyhow::Result<Option<Store>> {
        if !self.no_history {
            return self.place.open().map(Some);
        }
        if self.pick != Pick::All {
            bail!("--pick asks the history, which --no-history leaves out");
        }
        Ok(None)
    }

    /// The session to go on with, if one is asked for.
    pub(super) fn resumes(&self) -> Option<Which> {
        self.resume
    }

    /// Whether items are picked by the history, so that a seed alone does not draw them again.
    pub(super) fn picks(&self) -> bool {
        self.pick != Pick::All
    }

    /// The items to draw from, by `--pick`.
    pub(super) fn choose<'i>(
        &self,
        store: Option<&Store>,
        items: &[&'i Item],
        plan: Plan<'_>,
        seed: u64,
    ) -> anyhow::Result<Vec<&'i Item>> {
        let Some(store) = store.filter(|_| self.pick != Pick::All) else { return Ok(items.to_vec()) };
        let past = store.past()?;
        let chosen = choose(self.pick, items, plan, &past, Timestamp::now(), seed);
        if chosen.is_empty() && !items.is_empty() {
            bail!(nothing(self.pick, items, &past));
        }
        Ok(chosen)
    }
}

/// Why a pick found nothing, and what to do.
fn nothing(pick: Pick, items: &[&Item], past: &Past) -> String {
    let these = "of the items asked for";
    match pick {
        Pick::Unseen => format!("every one {these} was shown to you before; try --pick due, missed or weak"),
        Pick::Missed => format!("none {these} was missed when last answered"),
        Pick::Flagged => format!("none {these} was flagged when last shown"),
        Pick::All | Pick::Weak => format!("none {these} can be drawn"),
        Pick::Due => match next_due(items, past, Timestamp::now()) {
            Some(moment) => {
                let when =
                    moment.to_zoned_datetime(TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string();
                format!("none {these} is due before {when}; try --pick unseen, missed or weak")
            }
            None => format!("none {these} was answered yet, so none is due; try --pick unseen"),
        },
    }
}

/// Where a new session is written down.
pub(super) fn journal(
    store: Option<Store>,
    setup: &Setup,
    loaded: &Loaded,
) -> anyhow::Result<Box<dyn Journal>> {
    let Some(store) = store else { return Ok(Box::new(NoJournal)) };
    tell_unfinished(&store.unfinished()?);
    let asked = setup.items.iter().map(|asked| {
        let found =
            loaded.item(&asked.item).with_context(|| format!("no bank has the item `{}`", asked.item))?;
        Ok((found.bank.id.clone(), found.item.clone()))
    });
    let asked = asked.collect::<anyhow::Result<_>>()?;
    Ok(Box::new(SessionJournal::new(store, asked, Box::new(Timestamp::now))))
}

/// Takes up a session that was not finished.
pub(super) fn take_up(
    store: Option<Store>,
    which: Which,
    loaded: &Loaded,
    lexicon: &Lexicon,
) -> anyhow::Result<Resumed> {
    let store = store.context("a session can only be gone on with where a history is kept")?;
    let id = match which {
        Which::Last => None,
        Which::Number(id) => Some(id),
    };
    let find = |id: &str| loaded.item(id).map(|found| found.item);
    Ok(resume(store, id, find, lexicon, Box::new(Timestamp::now))?)
}

/// Says that sessions wait to be finished.
fn tell_unfinished(unfinished: &[SessionRow]) {
    let Some(last) = unfinished.iter().max_by_key(|row| (row.seen, row.id)) else { return };
    let others = match unfinished.len() - 1 {
        0 => String::new(),
        1 => ", and 1 other".to_owned(),
        more => format!(", and {more} others"),
    };
    let title = crate::diagnostic::render::visible(&last.title).into_owned();
    tell!(
        "Unfinished: session {}, {title}, {} of {} answered{others}. Go on with it: qbank quiz --resume",
        last.id,
        last.answered,
        last.items
    );
}
