//! A paper to print: HTML made for A4 or Letter, the key on a page of its own file, and the columns of the sheet.
//!
//! Printed labels are the item's own by place: under a form, the first printed option has the label of the
//! bank's first. `grade --form` reads them so.

mod page;

use crate::model::{Bank, Form, Item, ItemOption};

/// The sheet of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// 210 × 297 mm.
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

impl Size {
    /// Every size with its name.
    pub const ALL: [(Self, &'static str); 2] = [(Self::A4, "a4"), (Self::Letter, "letter")];
}

/// One printed version of an exam.
#[derive(Debug, Clone, Copy)]
pub struct Paper<'p> {
    /// What stands at the top.
    pub title: &'p str,
    /// The version's letter; empty where there is one only.
    pub version: &'p str,
    /// Time for the whole, in words.
    pub time: Option<&'p str>,
    /// The sheet of paper.
    pub size: Size,
    /// Items and options in the order of the paper.
    pub form: &'p Form,
    /// The items.
    pub bank: &'p Bank,
}

/// An item as it is printed.
struct Printed<'p> {
    number: usize,
    item: &'p Item,
    /// Printed label, the option, and whether it is right.
    options: Vec<(&'p str, &'p ItemOption, bool)>,
}

impl<'p> Paper<'p> {
    /// The paper to hand out, with a grid for the answers at its end.
    pub fn html(&self) -> String {
        page::paper(self, &self.printed())
    }

    /// The key, not to hand out.
    pub fn key_html(&self) -> String {
        page::key(self, &self.printed())
    }

    fn printed(&self) -> Vec<Printed<'p>> {
        let find = |id: &str| self.bank.items.iter().find(|item| item.id == id);
        let items = self.form.items.iter().filter_map(|entry| Some((find(&entry.item)?, &entry.options)));
        (1..)
            .zip(items)
            .map(|(number, (item, order))| Printed { number, item, options: options(item, order) })
            .collect()
    }
}

fn options<'p>(item: &'p Item, order: &[String]) -> Vec<(&'p str, &'p ItemOption, bool)> {
    let Some(choice) = item.choice() else { return Vec::new() };
    let in_order: Vec<usize> = if order.is_empty() {
        (0..choice.options.len()).collect()
    } else {
        order.iter().filter_map(|label| choice.option_index(label)).collect()
    };
    let labels = choice.options.iter().map(|option| &*option.label);
    labels
        .zip(in_order)
        .map(|(label, at)| (label, &choice.options[at], choice.key.keyed().contains(at)))
        .collect()
}

/// A blank answer sheet: a column for the candidate and one for each item, headed by its id, or by its number on
/// a form.
pub fn sheet<'n>(columns: impl IntoIterator<Item = &'n str>) -> String {
    let columns: Vec<&str> = std::iter::once("candidate").chain(columns).collect();
    format!("{}\n", columns.join(","))
}
