//! A bank: items on a subject, with the topics they belong to.

use super::{Fraction, Item, Topics};
use std::time::Duration;

/// One bank file.
#[derive(Debug, Clone, PartialEq)]
pub struct Bank {
    /// Unique over all files loaded together.
    pub id: String,
    /// What people call it.
    pub title: Option<String>,
    /// Language of its items, unless an item says otherwise.
    pub language: Option<String>,
    /// SPDX id of its licence.
    pub license: Option<String>,
    /// Topics declared in this file.
    pub topics: Topics,
    /// What its items inherit.
    pub defaults: Defaults,
    /// Items in file order. Items with an error are not among them.
    pub items: Vec<Item>,
}

/// What every item of a bank inherits unless it says otherwise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Defaults {
    /// Points for full credit.
    pub points: Fraction,
    /// Time meant for an item.
    pub time: Option<Duration>,
}

impl Default for Defaults {
    fn default() -> Self {
        Self { points: Fraction::from_integer(1), time: None }
    }
}
