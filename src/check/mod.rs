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
use crate::parallel;
use context::{Context, ItemContext};
use lint::Check;

/// All findings about what was loaded, sorted by file, line, column and code. Lints run side by side where the caller
/// belongs to a rayon pool.
pub fn check(loaded: &Loaded, settings: &Settings) -> Vec<Finding> {
    let context = Context::new(loaded);
    let on: Vec<&'static Lint> = LINTS.iter().copied().filter(|lint| settings.is_on(lint)).collect();
    let mut findings = loaded.findings.clone();
    findings.extend(allow::apply(&context, look(&context, &on), &on));
    settings.apply(&mut findings);
    diagnostic::sort(&mut findings, &loaded.sources);
    findings
}

/// So many items are looked at with every lint before the next: few enough that they stay in the processor's cache, and
/// that the threads end together.
const ITEMS_AT_A_TIME: usize = 16;

/// What the lints find, one lint after the other, in the order of `on`.
fn look(context: &Context<'_>, on: &[&'static Lint]) -> Vec<Finding> {
    let items: Vec<ItemContext<'_>> = context.items().collect();
    let (whole, mut parts) = parallel::both(
        || parallel::map(on.to_vec(), |lint| at_banks(lint, context)),
        || {
            let parts = items.chunks(ITEMS_AT_A_TIME).collect();
            parallel::map(parts, |items| on.iter().map(|lint| at_items(lint, items)).collect::<Vec<_>>())
        },
    );
    let mut found = Vec::new();
    for (number, mut of_banks) in whole.into_iter().enumerate() {
        for part in &mut parts {
            found.append(&mut part[number]);
        }
        found.append(&mut of_banks);
    }
    found
}

/// What a lint finds in single items.
fn at_items(lint: &Lint, items: &[ItemContext<'_>]) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Check::Item(check) | Check::Both(check, _) = lint.check {
        for item in items {
            check(*item, &mut found);
        }
    }
    found
}

/// What a lint finds in banks as a whole.
fn at_banks(lint: &Lint, context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    match lint.check {
        Check::Bank(check) | Check::Both(_, check) => {
            context.banks().for_each(|bank| check(bank, &mut found));
        }
        Check::All(check) => check(context, &mut found),
        Check::Item(_) | Check::OfAllow => {}
    }
    found
}

#[cfg(test)]
mod tests;
