//! What `qbank check` tells: the errors of validity, all of which loading finds, and what the lints find.
//!
//! A lint is one file below `lints` with its id, its prose, its rule and its cases; one line of
//! `registry` lists it. [`Settings`] say which lints are on and how much they matter, and `allow` in an item
//! silences them for that item. [`explain`] writes what people read about a lint.

mod allow;
mod chance;
pub mod config;
mod context;
pub mod explain;
pub mod fix;
mod lint;
mod lints;
mod registry;
mod settings;
mod text;
mod words;

pub use lint::{Group, Lint};
pub use registry::{LINTS, find};
pub use settings::{Level, Settings, UnknownLint};

use crate::diagnostic::{self, Finding};
use crate::load::Loaded;
use context::Context;
use lint::Check;

/// All findings about what was loaded, sorted by file, line, column and code.
pub fn check(loaded: &Loaded, settings: &Settings) -> Vec<Finding> {
    let context = Context::new(loaded);
    let mut found = Vec::new();
    let on: Vec<&'static Lint> = LINTS.iter().copied().filter(|lint| settings.is_on(lint)).collect();
    for lint in &on {
        match lint.check {
            Check::Item(check) => context.items().for_each(|item| check(item, &mut found)),
            Check::Bank(check) => context.banks().for_each(|bank| check(bank, &mut found)),
            Check::Both(item_check, bank_check) => {
                context.items().for_each(|item| item_check(item, &mut found));
                context.banks().for_each(|bank| bank_check(bank, &mut found));
            }
            Check::All(check) => check(&context, &mut found),
            Check::OfAllow => {}
        }
    }
    let mut findings = loaded.findings.clone();
    findings.extend(allow::apply(&context, found, &on));
    settings.apply(&mut findings);
    diagnostic::sort(&mut findings, &loaded.sources);
    findings
}

#[cfg(test)]
mod tests;
