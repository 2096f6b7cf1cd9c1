//! What `convert` reads: banks in YAML, alone or in folders, and files of other formats.

use crate::convert::{self, Format, Imported};
use crate::load;
use crate::model::{Bank, Topics, ancestors_and_self};
use anyhow::{Context, Result, bail};
use std::io::Read;
use std::path::{Path, PathBuf};

/// What one path gives.
pub(super) enum Input {
    /// Files of `qbank` itself, loaded together later.
    Yaml(Vec<(PathBuf, Vec<u8>)>),
    /// A file of another format.
    Foreign(Imported),
}

/// Reads a path, in the format that is asked for or that the file tells.
pub(super) fn read(path: &Path, from: Option<Format>) -> Result<Input> {
    if path.is_dir() {
        let files = load::discover(&[path.to_owned()])?;
        let read = |file: PathBuf| {
            let bytes = bytes(&file)?;
            Ok((file, bytes))
        };
        return files.into_iter().map(read).collect::<Result<_>>().map(Input::Yaml);
    }
    let bytes = bytes(path)?;
    let shown = path.display();
    if bytes.iter().all(u8::is_ascii_whitespace) {
        bail!("{shown} is empty");
    }
    let Some(format) = from.or_else(|| convert::detect(&bytes)) else {
        bail!("{shown} is in no format that could be told; name it with --from");
    };
    if format == Format::Yaml {
        return Ok(Input::Yaml(vec![(path.to_owned(), bytes)]));
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = if path == Path::new("-") { "imported" } else { &*stem };
    let imported = convert::read(format, &bytes, name)
        .with_context(|| format!("{shown} cannot be read as {}", format.name()))?;
    Ok(Input::Foreign(imported))
}

/// The bank with the titles of all topics its items use, wherever they are declared.
pub(super) fn with_topics(bank: &Bank, topics: &Topics) -> Bank {
    let mut bank = bank.clone();
    for item in &bank.items {
        for id in ancestors_and_self(&item.topic) {
            if let Some(title) = topics.get(id) {
                bank.topics.entry(id.to_owned()).or_insert_with(|| title.clone());
            }
        }
    }
    bank
}

/// The bytes of a file, at most one more than the limit.
fn bytes(path: &Path) -> Result<Vec<u8>> {
    let limit = u64::try_from(convert::MAX_BYTES)?.saturating_add(1);
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin()
            .lock()
            .take(limit)
            .read_to_end(&mut bytes)
            .context("standard input cannot be read")?;
        return Ok(bytes);
    }
    let shown = path.display();
    let file = std::fs::File::open(path).with_context(|| format!("{shown} cannot be read"))?;
    file.take(limit).read_to_end(&mut bytes).with_context(|| format!("{shown} cannot be read"))?;
    Ok(bytes)
}
