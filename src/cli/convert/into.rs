//! `convert --rulings FILE --into BANK`: what rulings accepted, as lines to add to the banks.

use crate::cli::edited::{Edited, edited, print_diff, write};
use crate::cli::output::write_file;
use crate::cli::{Outcome, banks};
use crate::convert::rulings::{Proposal, propose};
use crate::diagnostic::render::{concise, visible};
use crate::load::{self, Loaded};
use crate::model::{Decision, Ruling};
use anyhow::{Result, bail};
use std::io::Write;
use std::path::{Path, PathBuf};

/// What only this needs.
#[derive(Debug, clap::Args)]
pub(super) struct Proposing {
    /// Propose the texts that these rulings accept as lines to add to the banks of --into: a diff on stdout.
    /// A rulings file, or a review.csv with its `credit` column filled in
    #[arg(long, value_name = "FILE", requires = "into", conflicts_with_all = ["inputs", "from", "to", "lossy"])]
    rulings: Vec<PathBuf>,
    /// The bank, or a folder of banks, to which they are added
    #[arg(long, value_name = "BANK", requires = "rulings")]
    into: Option<PathBuf>,
    /// With --into: write the banks instead of showing the diff
    #[arg(long, requires = "into", conflicts_with_all = ["output", "force"])]
    write: bool,
}

impl Proposing {
    /// The bank or folder to which texts are to be added, where that is asked for.
    pub(super) fn bank(&self) -> Option<&Path> {
        self.into.as_deref()
    }

    /// Runs the command. `output` is where the changed bank goes instead of its own place.
    pub(super) fn run(&self, into: &Path, output: Option<&Path>, force: bool) -> Result<Outcome> {
        if let Some(output) = output.filter(|output| *output != Path::new("-")) {
            super::refuse_existing(output, force)?;
        }
        if into == Path::new("-") {
            bail!("standard input cannot be changed; name the file of the bank with --into");
        }
        let mut loaded = load::load(&[into.to_owned()])?;
        banks::refuse_invalid(&loaded)?;
        if loaded.banks.is_empty() {
            bail!("{} holds no bank", into.display());
        }
        let (rulings, paths, faults) = self.read(&mut loaded)?;
        let proposal = propose(&loaded, &rulings);
        let failed = tell(&proposal, &rulings, &paths, faults);
        let files = edited(&loaded, &proposal.changed);
        match output {
            _ if self.write => write(&files)?,
            None => print_diff(&files)?,
            Some(output) => write_one(&files, output)?,
        }
        Ok(if failed { Outcome::Findings } else { Outcome::Clean })
    }

    /// The rulings with the file of each. What is wrong in the files is told, one line each; gives how much it was.
    fn read(&self, loaded: &mut Loaded) -> Result<(Vec<Ruling>, Vec<&Path>, usize)> {
        let (mut rulings, mut paths) = (Vec::new(), Vec::new());
        for path in &self.rulings {
            rulings.extend(loaded.add_rulings(path)?);
            paths.resize(rulings.len(), path.as_path());
        }
        if !loaded.findings.is_empty() {
            tell!("{}", concise::render(&loaded.findings, &loaded.sources).trim_end());
        }
        Ok((rulings, paths, loaded.findings.len()))
    }
}

/// Tells why rulings add nothing, and how many do. Gives whether one cannot be added.
fn tell(proposal: &Proposal, rulings: &[Ruling], paths: &[&Path], faults: usize) -> bool {
    for told in &proposal.told {
        let ruling = &rulings[told.ruling];
        let path = paths[told.ruling].to_string_lossy();
        let what = match &ruling.decision {
            Decision::Accept { text, .. } => text.clone(),
            decision => decision.to_string(),
        };
        tell!("{}: {}: {}: {}", visible(&path), visible(&ruling.item), visible(&what), visible(&told.why));
    }
    let settled = proposal.told.iter().filter(|told| told.settled).count();
    let failed = proposal.told.len() - settled + faults;
    let noun = if proposal.added == 1 { "text" } else { "texts" };
    let count =
        |count: usize, what: &str| if count > 0 { format!(", {count} {what}") } else { String::new() };
    let (settled, left) = (count(settled, "settled already"), count(failed, "left to you"));
    tell!("{} {noun} to add{settled}{left}", proposal.added);
    failed > 0
}

/// Writes the one bank that changes under another name.
fn write_one(files: &[Edited], output: &Path) -> Result<()> {
    let file = match files {
        [] => bail!("nothing changes, so {} was not written", output.display()),
        [file] => file,
        [..] => bail!(
            "{} banks change: name one of them with --into, or write them all with --write",
            files.len()
        ),
    };
    if output == Path::new("-") {
        super::super::print(file.after.as_bytes())?;
        return Ok(());
    }
    write_file(output, |to| to.write_all(file.after.as_bytes()))?;
    tell!("wrote {}", visible(&output.to_string_lossy()));
    Ok(())
}
