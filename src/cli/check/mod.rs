//! `qbank check`.

mod fix;
mod levels;

use super::banks::Paths;
use super::{Outcome, terminal};
use crate::check::{self, LINTS, Settings, config};
use crate::diagnostic::code::CODES;
use crate::diagnostic::render::{concise, github, human, json, junit, sarif, statistics};
use crate::diagnostic::summarize;
use crate::load::Loaded;
use anyhow::Context;
use levels::Levels;

/// Arguments of `qbank check`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    paths: Paths,
    /// How findings are shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// End with status 1 for warnings too
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    levels: Levels,
    /// Show how many findings there are of each code, instead of each finding
    #[arg(long, conflicts_with = "format")]
    statistics: bool,
    #[command(flatten)]
    fixing: fix::Fixing,
}

/// How findings are shown.
#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
enum Format {
    /// With the source, for people
    #[default]
    Human,
    /// One line a finding
    Concise,
    /// One document for programs
    Json,
    /// Workflow commands of GitHub Actions
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// `JUnit` XML, for build servers
    Junit,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    args.fixing.refuse_unwritable(&args.paths)?;
    let mut loaded = args.paths.load_in_parallel()?;
    let mut settings = read_settings(&args.paths, &mut loaded)?;
    args.levels.add_to(&mut settings)?;
    if let Some(mended) = args.fixing.run(&loaded, &settings)? {
        loaded = mended;
        read_settings(&args.paths, &mut loaded)?;
    }
    let findings = check::check(&loaded, &settings);
    let items = loaded.declared_items();
    match args.format {
        _ if args.fixing.diff => {}
        _ if args.statistics => super::print(statistics::render(&findings).as_bytes())?,
        Format::Human if terminal::has_styles() => {
            let text = human::render(&findings, &loaded.sources, items, terminal::width());
            terminal::print_styled(text.as_bytes())?;
        }
        Format::Human => {
            let text = human::render_plain(&findings, &loaded.sources, items, terminal::width());
            super::print(text.as_bytes())?;
        }
        Format::Concise => super::print(concise::render(&findings, &loaded.sources).as_bytes())?,
        Format::Github => super::print(github::render(&findings, &loaded.sources).as_bytes())?,
        Format::Sarif => super::print(sarif::render(&findings, &loaded.sources, &rules())?.as_bytes())?,
        Format::Junit => {
            super::print(junit::render(&findings, &loaded.sources, args.strict)?.as_bytes())?;
        }
        Format::Json => super::print(json::render(&findings, &loaded.sources, items)?.as_bytes())?,
    }
    let summary = summarize(&findings);
    let failed = summary.errors > 0 || (args.strict && summary.warnings > 0);
    super::leave((loaded, findings));
    Ok(if failed { Outcome::Findings } else { Outcome::Clean })
}

/// What the banks' settings file says; nothing where they have none.
fn read_settings(paths: &Paths, loaded: &mut Loaded) -> anyhow::Result<Settings> {
    let Some(path) = paths.settings_file() else { return Ok(Settings::default()) };
    let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let Some(source) = loaded.add_text(path, bytes) else { return Ok(Settings::default()) };
    Ok(config::read(loaded.sources.get(source).text(), source, &mut loaded.findings))
}

/// Every code and lint with its one line.
fn rules() -> Vec<sarif::Rule<'static>> {
    let lints = LINTS.iter().map(|lint| (lint.id, lint.summary));
    CODES.iter().copied().chain(lints).map(|(id, summary)| sarif::Rule { id, summary }).collect()
}
