//! The settled part of a session with its items at hand.

use super::marker::Marker;
use super::{Response, Setup};
use crate::model::Item;
use crate::scoring::Lexicon;
use thiserror::Error;

/// Why a session cannot begin or go on.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum SetupError {
    /// There is nothing to ask.
    #[error("there are no items to ask")]
    Empty,
    /// The banks have no such item.
    #[error("the item `{0}` is not in the banks; give the banks that the session was begun with")]
    Missing(String),
    /// The item has other options than when the session began.
    #[error("the options of `{0}` are not those that the session was begun with")]
    Changed(String),
}

/// Setup and items, which belong together.
#[derive(Debug, Clone)]
pub(super) struct Paper {
    pub(super) setup: Setup,
    /// One for each item of the setup.
    pub(super) items: Vec<Item>,
    pub(super) markers: Vec<Marker>,
}

impl Paper {
    pub(super) fn new<'i>(
        setup: Setup,
        find: impl Fn(&str) -> Option<&'i Item>,
        lexicon: &Lexicon,
    ) -> Result<Self, SetupError> {
        if setup.items.is_empty() {
            return Err(SetupError::Empty);
        }
        let mut items = Vec::with_capacity(setup.items.len());
        for asked in &setup.items {
            let item = find(&asked.item).ok_or_else(|| SetupError::Missing(asked.item.clone()))?;
            let options = item.choice().map_or(0, |choice| choice.options.len());
            let mut order = asked.options.clone();
            order.sort_unstable();
            if !order.into_iter().eq(0..options) {
                return Err(SetupError::Changed(asked.item.clone()));
            }
            items.push(item.clone());
        }
        let markers = items.iter().map(|item| Marker::new(item, lexicon)).collect();
        Ok(Self { setup, items, markers })
    }

    /// A response in the words of an answer sheet: the bank's labels joined by `;`, or the text.
    pub(super) fn cell(&self, place: usize, response: &Response) -> String {
        match response {
            Response::Text(text) => text.clone(),
            Response::Options(chosen) => {
                let options = self.items[place].choice().map_or(&[][..], |choice| &choice.options);
                let labels = chosen.iter().filter_map(|&option| options.get(option));
                labels.map(|option| option.label.as_str()).collect::<Vec<_>>().join(";")
            }
        }
    }
}

/// The label printed at a place of an item: the bank's own where options stand in the bank's order, else A, B, C, …
pub fn printed_label(item: &Item, order: &[usize], place: usize) -> String {
    let own = order.iter().copied().eq(0..order.len());
    match item.choice().and_then(|choice| choice.options.get(place)) {
        Some(option) if own => option.label.clone(),
        _ => letter(place),
    }
}

/// A, B, …, Z, AA, AB, …
fn letter(place: usize) -> String {
    let last = char::from(b'A' + u8::try_from(place % 26).unwrap_or_default());
    match place / 26 {
        0 => last.to_string(),
        more => format!("{}{last}", letter(more - 1)),
    }
}
