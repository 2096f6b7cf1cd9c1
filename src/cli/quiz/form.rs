//! Which items a session asks, and by which clocks.

use super::Args;
use crate::cli::output;
use crate::convert::yaml::write_form;
use crate::history::Store;
use crate::load::Loaded;
use crate::model::{Exam, Form, FormItem, FormKind, Fraction, Item};
use crate::quiz::draw::{Plan, draw};
use crate::quiz::{Asked, Limits, Mode, ScheduledBreak, Setup};
use anyhow::{Context, bail};
use rand::RngExt;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

/// Takes the form that was given, or draws one, by the history where `--pick` asks for that.
pub(super) fn prepare(
    args: &Args,
    loaded: &Loaded,
    form: Option<Form>,
    store: Option<&Store>,
) -> anyhow::Result<Setup> {
    let exam_id = args.exam.as_deref().or(form.as_ref().and_then(|form| form.exam.as_deref()));
    let exam = exam_id.map(|id| exam(loaded, id)).transpose()?;
    let seed = args.seed.unwrap_or_else(|| rand::rng().random::<u32>().into());
    let (items, form_id, seed) = if let Some(form) = form {
        let items = form.items.iter().map(|entry| asked(loaded, &entry.item, &entry.options));
        (items.collect::<anyhow::Result<_>>()?, form.id, form.seed)
    } else {
        let items = drawn(args, loaded, exam, seed, store)?;
        let name = exam.map_or("practice", |exam| &exam.id);
        (items, format!("{name}-{seed}"), Some(seed).filter(|_| !args.keep.picks()))
    };
    let mode = args.mode.unwrap_or(if exam.is_some() { Mode::Exam } else { Mode::Practice });
    let title = match exam {
        Some(exam) => exam.title.clone().unwrap_or_else(|| exam.id.clone()),
        None => title(args, loaded),
    };
    Ok(Setup {
        title,
        exam: exam.map(|exam| exam.id.clone()),
        form: form_id,
        seed,
        mode,
        limits: limits(args, exam.filter(|_| mode == Mode::Exam), loaded, &items),
        items,
    })
}

/// The practice target of the session's exam, as a share.
pub(super) fn target(loaded: &Loaded, setup: &Setup) -> Option<Fraction> {
    let id = setup.exam.as_deref()?;
    loaded.exams.iter().find(|exam| exam.value.id == id)?.value.practice_target
}

/// Writes a form as a YAML file.
pub(super) fn save(path: &Path, setup: &Setup, loaded: &Loaded) -> anyhow::Result<()> {
    let entry = |asked: &Asked| {
        let choice = loaded.item(&asked.item).and_then(|found| found.item.choice());
        let labels = asked.options.iter().filter_map(|&at| Some(choice?.options.get(at)?.label.clone()));
        FormItem { item: asked.item.clone(), options: labels.collect() }
    };
    let form = Form {
        id: setup.form.clone(),
        exam: setup.exam.clone(),
        seed: setup.seed,
        items: setup.items.iter().map(entry).collect(),
    };
    output::write_file(path, |file| file.write_all(write_form(&form).as_bytes()))
}

fn exam<'l>(loaded: &'l Loaded, id: &str) -> anyhow::Result<&'l Exam> {
    let exams = || loaded.exams.iter().map(|exam| &exam.value);
    if let Some(exam) = exams().find(|exam| exam.id == id) {
        return Ok(exam);
    }
    let known: Vec<&str> = exams().map(|exam| exam.id.as_str()).collect();
    if known.is_empty() {
        bail!("there is no exam `{id}`: no exam file is among those loaded; name it beside the banks");
    }
    bail!("there is no exam `{id}`; there is {}", known.join(", "))
}

/// An item of a form from a file. The form was held against the banks when it was read.
fn asked(loaded: &Loaded, id: &str, labels: &[String]) -> anyhow::Result<Asked> {
    let item = loaded.item(id).with_context(|| format!("no bank has the item `{id}` of the form"))?.item;
    let options = match item.choice() {
        Some(choice) if labels.is_empty() => (0..choice.options.len()).collect(),
        Some(choice) => labels.iter().filter_map(|label| choice.option_index(label)).collect(),
        None => Vec::new(),
    };
    Ok(Asked { item: id.to_owned(), options })
}

fn drawn(
    args: &Args,
    loaded: &Loaded,
    exam: Option<&Exam>,
    seed: u64,
    store: Option<&Store>,
) -> anyhow::Result<Vec<Asked>> {
    for path in &args.topic {
        if !loaded.items().any(|found| crate::model::topic::is_within(&found.item.topic, path)) {
            bail!("no item belongs to the topic `{path}`; `qbank list` names the topics");
        }
    }
    let (kind, plan) = match exam {
        Some(exam) => (exam.kind, Plan::Blueprint(&exam.draw)),
        None => (FormKind::Any, Plan::Any(args.number.map(Into::into))),
    };
    let items: Vec<&Item> =
        loaded.items().map(|found| found.item).filter(|item| args.admits(kind, item)).collect();
    let drawn = draw(&args.keep.choose(store, &items, plan, seed)?, kind, plan, seed)?;
    if drawn.is_empty() {
        bail!("no item is of the topics, levels and tags asked for; `qbank list` tells what there is");
    }
    if let Some(asked) = args.number.filter(|asked| asked.get() > drawn.len()) {
        tell!("note: {asked} items were asked for, and there are {}", drawn.len());
    }
    Ok(drawn)
}

fn limits(args: &Args, exam: Option<&Exam>, loaded: &Loaded, items: &[Asked]) -> Limits {
    let total = args.time.or(exam.and_then(|exam| exam.time));
    let count = u32::try_from(items.len()).unwrap_or(u32::MAX).max(1);
    // Time meant for the items, where every one says it.
    let meant = || {
        let times = items.iter().map(|asked| loaded.item(&asked.item)?.item.time);
        times.sum::<Option<Duration>>().map(|sum| sum / count)
    };
    Limits {
        total,
        item: args.item_time,
        pace: total.map(|total| total / count).or_else(meant),
        pause: exam
            .and_then(|exam| exam.pause)
            .map(|pause| ScheduledBreak { after: pause.after, time: pause.time }),
    }
}

fn title(args: &Args, loaded: &Loaded) -> String {
    let topic = |path: &String| crate::model::topic::title_of(path, &loaded.topics);
    match (args.topic.as_slice(), loaded.banks.as_slice()) {
        ([], [bank]) => bank.bank.title.clone().unwrap_or_else(|| bank.bank.id.clone()),
        ([], banks) => format!("{} banks", banks.len()),
        (topics, _) => topics.iter().map(topic).collect::<Vec<_>>().join(", "),
    }
}
