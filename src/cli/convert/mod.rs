//! `qbank convert`: banks in and out of other formats.

mod input;
mod into;
mod papers;
mod tell;

use super::Outcome;
use crate::convert::{self, Format, Lost};
use crate::load::Loaded;
use crate::model::{Bank, Exam};
use anyhow::{Result, bail};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Arguments of `qbank convert`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files to read, and folders of banks; `-` reads standard input
    #[arg(value_name = "IN", required_unless_present_any = ["into", "rulings"])]
    inputs: Vec<PathBuf>,
    /// The file to write; `-` prints it
    #[arg(short, long, value_name = "OUT", required_unless_present_any = ["into", "rulings"])]
    output: Option<PathBuf>,
    /// The format to read; told by what the file holds where this is not given
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    from: Option<Format>,
    /// The format to write; told by the ending of OUT where this is not given. `paper` writes papers to
    /// print into the folder OUT, `sheet` a blank answer sheet
    #[arg(long, value_name = "FORMAT", value_parser = output_format)]
    to: Option<To>,
    /// Write what can be written, even if something is lost
    #[arg(long)]
    lossy: bool,
    /// Replace OUT if it is there
    #[arg(long, requires = "output")]
    force: bool,
    #[command(flatten)]
    papers: papers::Options,
    #[command(flatten)]
    into: into::Proposing,
}

impl Args {
    /// The file to write. Only a proposal to a bank can do without.
    fn output(&self) -> &Path {
        self.output.as_deref().unwrap_or(Path::new("-"))
    }
}

/// What to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum To {
    /// A bank in some format.
    Bank(Format),
    /// Papers to print, with keys, forms and sheets.
    Paper,
    /// A blank answer sheet.
    Sheet,
}

/// Runs the command.
pub fn run(args: &Args) -> Result<Outcome> {
    if let Some(into) = args.into.bank() {
        args.papers.refuse_without(false)?;
        return args.into.run(into, args.output.as_deref(), args.force);
    }
    let to = target(args)?;
    args.papers.refuse_without(to == To::Paper)?;
    if to == To::Paper {
        return papers(args);
    }
    let output = args.output();
    let is_file = output != Path::new("-");
    if is_file {
        refuse_existing(output, args.force)?;
    }
    let mut losses = Vec::new();
    let (bank, _) = read(args, matches!(to, To::Bank(_)), &mut losses)?;
    let (bytes, lost) = match to {
        To::Bank(format) => convert::write(format, &bank),
        To::Paper | To::Sheet => {
            let ids = bank.items.iter().map(|item| item.id.as_str());
            (convert::paper::sheet(ids).into_bytes(), Vec::new())
        }
    };
    losses.push(tell::Losses { path: output.to_owned(), lost });
    if to == To::Bank(Format::Yaml) {
        hold_against_check(&bytes)?;
    }
    let told = tell::tell(&losses);
    if told > 0 && !args.lossy {
        tell!("nothing was written; --lossy writes what can come along");
        return Ok(Outcome::Findings);
    }
    if is_file {
        super::output::write_file(output, |file| file.write_all(&bytes))?;
        let items = bank.items.len();
        let noun = if items == 1 { "item" } else { "items" };
        tell!("wrote {} with {items} {noun}", output.display());
    } else {
        super::terminal::print_data(&bytes)?;
    }
    Ok(if told > 0 { Outcome::Findings } else { Outcome::Clean })
}

/// Prints papers, unless something of the items to print is lost.
fn papers(args: &Args) -> Result<Outcome> {
    let mut losses = Vec::new();
    let (bank, exams) = read(args, false, &mut losses)?;
    let told = tell::tell(&losses);
    if told > 0 && !args.lossy {
        tell!("nothing was written; --lossy writes what can come along");
        return Ok(Outcome::Findings);
    }
    args.papers.write(args.output(), &bank, &exams, args.force)?;
    Ok(if told > 0 { Outcome::Findings } else { Outcome::Clean })
}

/// Reads every input into one bank, and the exams that stand beside banks. Where a bank is written again, `again`,
/// what of its file is no value of it is lost.
fn read(args: &Args, again: bool, losses: &mut Vec<tell::Losses>) -> Result<(Bank, Vec<Exam>)> {
    let mut banks = Vec::new();
    let mut yaml = Vec::new();
    let mut exams = Vec::new();
    for path in &args.inputs {
        match input::read(path, args.from)? {
            input::Input::Yaml(files) => yaml.extend(files),
            input::Input::Foreign(mut imported) => {
                convert::share_defaults(&mut imported.bank);
                losses.push(tell::Losses { path: path.clone(), lost: imported.lost });
                banks.push(imported.bank);
            }
        }
    }
    if !yaml.is_empty() {
        let loaded = Loaded::from_texts(yaml);
        super::banks::refuse_invalid(&loaded)?;
        if again {
            losses.extend(convert::unsaid(&loaded).into_iter().map(|(source, lost)| tell::Losses {
                path: loaded.sources.get(source).path().to_owned(),
                lost,
            }));
            tell::beside(&loaded);
        }
        exams.extend(loaded.exams.iter().map(|exam| exam.value.clone()));
        for loaded_bank in &loaded.banks {
            banks.push(input::with_topics(&loaded_bank.bank, &loaded.topics));
        }
    }
    let stem = args.output().file_stem().unwrap_or_default().to_string_lossy();
    let Some((bank, lost)) = convert::merge(banks, &stem) else { bail!("the files hold no bank") };
    if !lost.is_empty() {
        losses.push(tell::Losses { path: args.output().to_owned(), lost });
    }
    Ok((bank, exams))
}

/// A file that is there is replaced only where that is asked for.
fn refuse_existing(output: &Path, force: bool) -> Result<()> {
    if output.is_dir() {
        bail!("{} is a folder; name the file to write", output.display());
    }
    if !force && output.exists() && !super::output::is_stream(output) {
        bail!("{} is there already; nothing was written (--force replaces it)", output.display());
    }
    Ok(())
}

/// The format to write.
fn target(args: &Args) -> Result<To> {
    if let Some(to) = args.to {
        return Ok(to);
    }
    let ending = args.output().extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match &*ending {
        "yaml" | "yml" => Ok(To::Bank(Format::Yaml)),
        "gift" => Ok(To::Bank(Format::Gift)),
        "xml" => Ok(To::Bank(Format::Moodle)),
        "csv" => Ok(To::Bank(Format::Csv)),
        "aiken" => Ok(To::Bank(Format::Aiken)),
        "zip" => Ok(To::Bank(Format::Qti)),
        "toml" => Ok(To::Bank(Format::MdbookQuiz)),
        _ => {
            bail!(
                "the ending of {} tells no format; name one with --to: {}",
                args.output().display(),
                names()
            )
        }
    }
}

fn format(name: &str) -> Result<Format, String> {
    let found = Format::ALL.iter().find(|(_, known)| *known == name);
    found.map(|(format, _)| *format).ok_or_else(|| format!("it is one of {}", names()))
}

fn output_format(name: &str) -> Result<To, String> {
    match name {
        "paper" => Ok(To::Paper),
        "sheet" => Ok(To::Sheet),
        name => match format(name) {
            Ok(format) => Ok(To::Bank(format)),
            Err(known) => Err(format!("{known}, paper, sheet")),
        },
    }
}

fn names() -> String {
    Format::ALL.map(|(_, name)| name).join(", ")
}

/// What is written must be a bank that `check` finds valid.
fn hold_against_check(bytes: &[u8]) -> Result<()> {
    let loaded = Loaded::from_texts([(PathBuf::from("the bank to write"), bytes.to_vec())]);
    super::banks::refuse_invalid(&loaded)
}

/// How many things are lost. What stood beside the items is told, and no reason to write nothing.
fn count(losses: &[tell::Losses]) -> usize {
    losses.iter().flat_map(|part| &part.lost).filter(|lost| !lost.is_aside).count()
}

/// The name of an item in a message.
fn item_name(lost: &Lost) -> &str {
    if lost.item.is_empty() { "the bank" } else { &lost.item }
}
