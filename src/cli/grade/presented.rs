//! Leaves out of a report the items that nobody was given. In sheets with a row for each response any item of the
//! banks may come, and only the last row tells which did.

use crate::grade::scheme::Scheme;
use crate::grade::tally::Tally;
use crate::grade::tally::parts::Sums;
use crate::grade::{CompileError, Compiled};
use crate::model::Item;
use anyhow::{Context, Result};
use std::collections::HashSet;
use std::io::{Read, Write};

/// The ids of the items that nobody was given, in the order of the scheme; empty where there were no candidates.
pub(super) fn given_to_nobody(scheme: &Scheme, tally: &Tally) -> Vec<String> {
    let (candidates, hits) = (tally.candidates(), tally.hits());
    let nobody = scheme.items.iter().filter(|item| hits[item.not_presented as usize] == candidates);
    if candidates == 0 { Vec::new() } else { nobody.map(|item| item.item.id.clone()).collect() }
}

/// The scheme and the tally of the other items. `compile` compiles a choice of items in the unit of all.
pub(super) fn without<'a>(
    absent: &[String],
    items: &[&'a Item],
    scheme: &Scheme,
    tally: &Tally,
    compile: impl FnOnce(&[&'a Item]) -> Result<Compiled, CompileError>,
) -> Result<(Scheme, Tally)> {
    let ids: HashSet<&str> = absent.iter().map(String::as_str).collect();
    let kept: Vec<&Item> = items.iter().copied().filter(|item| !ids.contains(item.id.as_str())).collect();
    let compiled = compile(&kept)?;
    let groups: HashSet<&str> = compiled.scheme.groups.iter().map(|group| group.id.as_str()).collect();
    let sums = Sums::of(scheme, tally).without(&ids, &groups);
    let tally = sums.into_tally(&compiled.scheme)?;
    Ok((compiled.scheme, tally))
}

/// Copies `candidates.csv` without the columns of topics that no longer are.
pub(super) fn copy_columns(candidates: impl Read, out: impl Write, dropped: &HashSet<String>) -> Result<()> {
    let context = "cannot write candidates.csv";
    let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(candidates);
    let mut copy = csv::Writer::from_writer(out);
    let mut row = csv::ByteRecord::new();
    let mut kept: Option<Vec<bool>> = None;
    while rows.read_byte_record(&mut row).context(context)? {
        let kept = kept.get_or_insert_with(|| {
            row.iter()
                .map(|name| !std::str::from_utf8(name).is_ok_and(|name| dropped.contains(name)))
                .collect()
        });
        let cells = row.iter().zip(kept.iter()).filter(|(_, kept)| **kept).map(|(cell, _)| cell);
        copy.write_record(cells).context(context)?;
    }
    copy.flush().context(context)
}
