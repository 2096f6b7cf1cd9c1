//! A page for each candidate (`--candidate-reports`), to be handed to that person.
//!
//! A page says nothing of other candidates but the group's median, which is known only after the last
//! sheet. So the pass over the sheets takes down what a page needs ([`SheetSpool`]), a line each, and
//! [`write_pages`] makes pages of the lines one by one.

mod index;
mod missed;
mod name;
mod page;
mod spool;

use super::page::Shell;
use crate::grade::scheme::Scheme;
use crate::report::Report;
use crate::report::write::judge::Judge;
use index::Entry;
use std::collections::HashSet;
use std::io::{self, BufRead};

pub use name::name_of;
pub use spool::{SheetSpool, SpooledSheet};

/// Writes a page for each line of a spool, and an index of them; `save` is given the name of each file and
/// its text.
pub fn write_pages(
    spool: impl BufRead,
    scheme: &Scheme,
    report: &Report,
    save: &mut dyn FnMut(&str, &str) -> io::Result<()>,
) -> io::Result<()> {
    let shell = Shell::new();
    let setting = page::Setting { scheme, report, judge: Judge::new(scheme, report.target) };
    let mut used = HashSet::new();
    let mut entries = Vec::new();
    for line in spool.lines() {
        let sheet: SpooledSheet = serde_json::from_str(&line?)?;
        let name = unused(&mut used, &name_of(&sheet.candidate));
        save(&name, &shell.page(&setting.page(&sheet)).into_string())?;
        entries.push(Entry::new(name, &sheet, scheme.unit));
    }
    for (name, page) in index::pages(&shell, &report.title, &entries) {
        save(&name, &page)?;
    }
    Ok(())
}

/// A name that no page has yet. The same id can come twice only where sheets could not be read again to find
/// out which one counts.
fn unused(used: &mut HashSet<String>, name: &str) -> String {
    let numbered = (2_u64..).map(|number| format!("{name}-{number}"));
    let free = std::iter::once(name.to_owned()).chain(numbered).find(|name| !used.contains(name));
    let free = free.unwrap_or_default();
    used.insert(free.clone());
    format!("{free}.html")
}
