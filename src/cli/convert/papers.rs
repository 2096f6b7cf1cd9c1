//! `convert --to paper`: versions of an exam to print, each with its key, its form and its sheet.

use crate::cli::output::OutputFolder;
use crate::convert::paper::{self, Paper, Size};
use crate::convert::yaml;
use crate::model::time::format_duration;
use crate::model::{Bank, Exam, Form, FormItem, FormKind, Item};
use crate::quiz::Asked;
use crate::quiz::draw::{Plan, draw};
use anyhow::{Result, bail};
use rand::RngExt;
use std::io::Write;
use std::path::Path;

/// What only papers need.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// With `--to paper`: draw the items of this exam; else all are printed
    #[arg(long, value_name = "ID")]
    exam: Option<String>,
    /// With `--to paper`: how many versions, each in its own order (A, B, C, …)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=26))]
    versions: Option<u8>,
    /// With `--to paper`: the number that reproduces the order
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// With `--to paper`: the sheet of paper, `a4` (default) or `letter`
    #[arg(long, value_name = "SIZE", value_parser = size)]
    paper_size: Option<Size>,
}

impl Options {
    /// Refuses what only papers need where none is asked for.
    pub(super) fn refuse_without(&self, paper: bool) -> Result<()> {
        let given = [
            ("--exam", self.exam.is_some()),
            ("--versions", self.versions.is_some()),
            ("--seed", self.seed.is_some()),
            ("--paper-size", self.paper_size.is_some()),
        ];
        match given.iter().find(|(_, given)| *given && !paper) {
            Some((name, _)) => bail!("{name} goes with --to paper"),
            None => Ok(()),
        }
    }

    /// Writes every version into `folder`.
    pub(super) fn write(&self, folder: &Path, bank: &Bank, exams: &[Exam], force: bool) -> Result<()> {
        if folder == Path::new("-") {
            bail!("papers are several files: name a folder with -o");
        }
        let exam = self.exam.as_deref().map(|id| find_exam(exams, id)).transpose()?;
        let seed = self.seed.unwrap_or_else(|| rand::rng().random::<u32>().into());
        let mut versions = Vec::new();
        for number in 0..self.versions.unwrap_or(1) {
            let letter = char::from(b'A' + number).to_string();
            let form = form(bank, exam, seed.wrapping_add(number.into()), &letter)?;
            versions.push((letter, form));
        }
        let several = versions.len() > 1;
        let mut files: Vec<(String, String)> = Vec::new();
        for (letter, form) in &versions {
            let paper = Paper {
                title: title(bank, exam),
                version: if several { letter } else { "" },
                time: None,
                size: self.paper_size.unwrap_or(Size::A4),
                form,
                bank,
            };
            let time = exam.and_then(|exam| exam.time).map(format_duration);
            let paper = Paper { time: time.as_deref(), ..paper };
            let numbers: Vec<String> = (1..=form.items.len()).map(|number| number.to_string()).collect();
            files.push((format!("paper-{letter}.html"), paper.html()));
            files.push((format!("key-{letter}.html"), paper.key_html()));
            files.push((format!("form-{letter}.yaml"), yaml::write_form(form)));
            files.push((format!("sheet-{letter}.csv"), paper::sheet(numbers.iter().map(String::as_str))));
        }
        if let Some((name, _)) = files.iter().find(|(name, _)| !force && folder.join(name).exists()) {
            bail!(
                "{} is there already; nothing was written (--force replaces it)",
                folder.join(name).display()
            );
        }
        let mut output = OutputFolder::create(folder)?;
        for (name, text) in &files {
            output.write(name, |file| file.write_all(text.as_bytes()))?;
        }
        output.commit()?;
        let shown = folder.display();
        tell!("wrote {} files into {shown}; the seed is {seed}", files.len());
        tell!("open paper-A.html in a browser and print it; grade with --form {shown}/form-A.yaml");
        Ok(())
    }
}

/// One version: the items of a draw, or all.
fn form(bank: &Bank, exam: Option<&Exam>, seed: u64, letter: &str) -> Result<Form> {
    let items: Vec<&Item> = bank.items.iter().collect();
    let drawn = match exam {
        Some(exam) => draw(&items, exam.kind, Plan::Blueprint(&exam.draw), seed)?,
        None => draw(&items, FormKind::Any, Plan::Any(None), seed)?,
    };
    if drawn.is_empty() {
        bail!("there is no item to print");
    }
    let entry = |asked: &Asked| {
        let choice = items.iter().find(|item| item.id == asked.item).and_then(|item| item.choice());
        let labels = asked.options.iter().filter_map(|&at| Some(choice?.options.get(at)?.label.clone()));
        FormItem { item: asked.item.clone(), options: labels.collect() }
    };
    let name = exam.map_or(&bank.id, |exam| &exam.id);
    Ok(Form {
        id: format!("{name}-{letter}"),
        exam: exam.map(|exam| exam.id.clone()),
        seed: Some(seed),
        items: drawn.iter().map(entry).collect(),
    })
}

fn find_exam<'e>(exams: &'e [Exam], id: &str) -> Result<&'e Exam> {
    let known: Vec<&str> = exams.iter().map(|exam| exam.id.as_str()).collect();
    match exams.iter().find(|exam| exam.id == id) {
        Some(exam) => Ok(exam),
        None if known.is_empty() => bail!("there is no exam `{id}`: name its file beside the banks"),
        None => bail!("there is no exam `{id}`; there is {}", known.join(", ")),
    }
}

fn title<'t>(bank: &'t Bank, exam: Option<&'t Exam>) -> &'t str {
    match exam {
        Some(exam) => exam.title.as_deref().unwrap_or(&exam.id),
        None => bank.title.as_deref().unwrap_or(&bank.id),
    }
}

fn size(name: &str) -> Result<Size, String> {
    let found = Size::ALL.iter().find(|(_, known)| *known == name);
    found.map(|(size, _)| *size).ok_or_else(|| "it is a4 or letter".to_owned())
}
