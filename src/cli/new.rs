//! `qbank new`.

use super::Outcome;
use anyhow::Context;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The bank to start from. A test holds that it passes `check`.
pub const TEMPLATE: &str = include_str!("new.yaml");

/// Arguments of `qbank new`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The file to write; `-` prints it
    file: PathBuf,
}

/// Writes the bank, unless the file is there.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    if args.file == Path::new("-") {
        super::print(TEMPLATE.as_bytes())?;
        return Ok(Outcome::Clean);
    }
    let shown = args.file.display();
    let mut file = std::fs::File::create_new(&args.file).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => anyhow::anyhow!("{shown} is there already; nothing was written"),
        _ => anyhow::Error::new(error).context(format!("{shown} cannot be written")),
    })?;
    file.write_all(TEMPLATE.as_bytes()).with_context(|| format!("{shown} cannot be written"))?;
    tell!("wrote {shown}; check it with: qbank check {shown}");
    Ok(Outcome::Clean)
}

#[cfg(test)]
mod tests {
    use super::TEMPLATE;
    use crate::load::Loaded;

    #[test]
    fn the_bank_to_start_from_is_valid() {
        let loaded = Loaded::from_texts([("new.yaml".into(), TEMPLATE.as_bytes().to_vec())]);
        assert_eq!(loaded.findings, []);
        assert_eq!(loaded.items().count(), 3);
    }
}
