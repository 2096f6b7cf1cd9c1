//! Finds out how each file of sheets is to be read, and which items are graded.

use super::Reading;
use super::papers::Papers;
use crate::grade::repeat::MAX_FILES;
use crate::grade::{PrintedLabels, Sharing, SheetSource};
use crate::model::{Form, FormItem, Item};
use crate::sheets::input::Input;
use crate::sheets::layout::{self, ItemIndex, Layout, Overrides};
use anyhow::{Context, ensure};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Below this many bytes a second thread costs more than it brings.
const BYTES_FOR_THREADS: u64 = 8 * 1024 * 1024;

/// The sheets, recognised, and the items they are graded by.
pub(super) struct Opened<'a> {
    /// The files. Items in their layouts are places in `items`.
    pub(super) sources: Vec<SheetSource>,
    /// The items of the scheme: those with a column, or where a file has one row a response, all.
    pub(super) items: Vec<&'a Item>,
    /// Items of the banks that no file has a column for.
    pub(super) unmatched: Vec<&'a Item>,
}

impl Opened<'_> {
    /// Bytes of all files, where known.
    pub(super) fn size(&self) -> Option<u64> {
        self.sources.iter().map(|source| source.input.size).sum()
    }
}

/// Opens all files and recognises their layouts.
pub(super) fn open<'a>(
    papers: &Papers,
    forms: &[Form],
    items: &[&'a Item],
    reading: &Reading,
) -> anyhow::Result<Opened<'a>> {
    let files = with_folders_opened(papers)?;
    ensure!(files.len() <= MAX_FILES, "at most {MAX_FILES} files of sheets can be graded together");
    let index = ItemIndex::new(items);
    let overrides = reading.overrides();
    let mut sources = Vec::with_capacity(files.len());
    for (path, form) in &files {
        let input = open_input(path)?;
        let form = form.and_then(|place| forms.get(place));
        let on_paper = form.map(|form| on_paper(form, items, &index));
        let of_form = on_paper
            .as_ref()
            .map(|paper| ItemIndex::of_form(paper.iter().map(|(place, _)| (items[*place], *place))));
        let mut file = layout::detect(&input, of_form.as_ref().unwrap_or(&index), &overrides)?;
        let printed = on_paper.map(|paper| Arc::new(printed(&paper, items)));
        if let (Layout::Wide(wide), Some(_)) = (&mut file.layout, &printed) {
            wide.trust_form();
        }
        sources.push(SheetSource { input, file, printed });
    }
    Ok(keep_matched(sources, items))
}

/// The items of a form as places in `items`, each with the order in which its options are printed: for each printed
/// place the option's index, empty for the bank's own order.
fn on_paper(form: &Form, items: &[&Item], index: &ItemIndex<'_>) -> Vec<(usize, Vec<usize>)> {
    let place = |item: &FormItem| {
        let place = index.by_id(&item.item)?;
        let option = |label: &String| items[place].choice().and_then(|choice| choice.option_index(label));
        Some((place, item.options.iter().filter_map(option).collect()))
    };
    form.items.iter().filter_map(place).collect()
}

/// The labels that stand on paper beside each option: the first printed option has the label of the bank's first,
/// and so on.
fn printed(paper: &[(usize, Vec<usize>)], items: &[&Item]) -> PrintedLabels {
    let mut labels = vec![None; items.len()];
    for (place, order) in paper {
        let Some(choice) = items[*place].choice().filter(|_| !order.is_empty()) else { continue };
        let mut of_item: Vec<String> = choice.options.iter().map(|option| option.label.clone()).collect();
        for (printed, &option) in choice.options.iter().zip(order) {
            of_item[option].clone_from(&printed.label);
        }
        labels[*place] = Some(of_item);
    }
    PrintedLabels(labels)
}

/// How that many bytes are shared out. What fits into one block is read into one that is no larger, and by one thread,
/// however many are asked for: there is nothing to share.
pub(super) fn sharing(asked: Option<NonZeroUsize>, size: Option<u64>) -> Sharing {
    let cores = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let usual = Sharing::of_threads(match (asked, size) {
        (Some(asked), _) => asked.get(),
        (None, Some(size)) if size < BYTES_FOR_THREADS => 1,
        (None, _) => cores(),
    });
    // With room for one byte more the end is seen when the last one has been read.
    let whole = size.and_then(|size| usize::try_from(size.checked_add(1)?).ok());
    match whole.filter(|&whole| whole <= usual.block) {
        Some(block) => Sharing { threads: 1, block },
        None => usual,
    }
}

/// The files that sheets are looked for in, where a folder is given.
const ENDINGS: [&str; 5] = ["csv", "tsv", "txt", "xlsx", "ods"];

/// Every file with its form, and every folder replaced by the sheets in it, sorted by name.
fn with_folders_opened(papers: &Papers) -> anyhow::Result<Vec<(PathBuf, Option<usize>)>> {
    let mut files = Vec::with_capacity(papers.sheets.len());
    for (path, &form) in papers.sheets.iter().zip(&papers.form_of) {
        if !path.is_dir() {
            files.push((path.clone(), form));
            continue;
        }
        let context = || format!("cannot read the folder {}", path.display());
        let entries = std::fs::read_dir(path).with_context(context)?;
        let entries: Vec<PathBuf> = entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<std::io::Result<_>>()
            .with_context(context)?;
        let mut found: Vec<PathBuf> = entries.into_iter().filter(|entry| is_sheets(entry)).collect();
        ensure!(
            !found.is_empty(),
            "{} holds no sheets: no file ends in .{}",
            path.display(),
            ENDINGS.join(", .")
        );
        found.sort();
        files.extend(found.into_iter().map(|file| (file, form)));
    }
    Ok(files)
}

/// Whether a file of a folder is taken for sheets. Spreadsheets leave hidden and lock files beside those they open.
fn is_sheets(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let is_hidden = name.starts_with('.') || name.starts_with("~$");
    !is_hidden && path.is_file() && ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending))
}

fn open_input(path: &Path) -> anyhow::Result<Input> {
    if path == Path::new("-") {
        return Input::from_stream("-", std::io::stdin()).context("cannot read standard input");
    }
    Input::from_path(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Drops the items that no file has a column for, so that they cost nothing. In files with one row a
/// response any item may come.
fn keep_matched<'a>(mut sources: Vec<SheetSource>, items: &[&'a Item]) -> Opened<'a> {
    let has_long = sources.iter().any(|source| matches!(source.file.layout, Layout::Long(_)));
    if has_long {
        return Opened { sources, items: items.to_vec(), unmatched: Vec::new() };
    }
    let mut matched = vec![false; items.len()];
    for source in &sources {
        if let Layout::Wide(wide) = &source.file.layout {
            wide.items.iter().flatten().for_each(|&item| matched[item] = true);
        }
    }
    let mut place = vec![0; items.len()];
    let (mut kept, mut unmatched) = (Vec::new(), Vec::new());
    for (number, &item) in items.iter().enumerate() {
        place[number] = kept.len();
        if matched[number] { kept.push(item) } else { unmatched.push(item) }
    }
    for source in &mut sources {
        if let Layout::Wide(wide) = &mut source.file.layout {
            wide.items.iter_mut().flatten().for_each(|item| *item = place[*item]);
        }
        if let Some(labels) = &source.printed {
            let kept = labels.0.iter().zip(&matched).filter(|(_, matched)| **matched);
            source.printed = Some(Arc::new(PrintedLabels(kept.map(|(labels, _)| labels.clone()).collect())));
        }
    }
    Opened { sources, items: kept, unmatched }
}

impl Reading {
    fn overrides(&self) -> Overrides {
        Overrides {
            layout: self.layout,
            delimiter: self.delimiter,
            encoding: self.encoding,
            id_column: self.id_column.clone(),
            columns: self.column.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::blocks::BLOCK;

    #[test]
    fn what_fits_into_one_block_is_not_shared_out() {
        #[track_caller]
        fn check(asked: usize, size: Option<u64>, threads: usize, block: usize) {
            assert_eq!(sharing(NonZeroUsize::new(asked), size), Sharing { threads, block });
        }
        let block = BLOCK as u64;
        check(2, Some(0), 1, 1);
        check(2, Some(1000), 1, 1001);
        check(0, Some(1000), 1, 1001);
        check(2, Some(block - 1), 1, BLOCK);
        check(2, Some(block), 2, BLOCK);
        check(0, Some(block), 1, BLOCK);
        check(3, None, 3, BLOCK);
        check(3, Some(u64::MAX), 3, BLOCK);
    }
}
