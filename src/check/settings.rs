//! Which lints are on, and how much they matter.

use super::lint::{Group, Lint};
use super::registry::{self, LINTS};
use crate::diagnostic::{Finding, Severity};
use crate::yaml::shape::nearest;
use thiserror::Error;

/// The name of the lints that are off unless settings turn them on.
const PEDANTIC: &str = "pedantic";

/// What is done with a lint's findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// They are not looked for.
    Allow,
    /// They are warnings.
    Warn,
    /// They are errors.
    Deny,
}

/// Levels for lints and groups of lints. Without any, each lint has its own severity and pedantic lints are off.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    lints: Vec<(&'static str, Level)>,
    groups: Vec<(Selected, Level)>,
}

/// A name that is neither a lint nor a group.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{name}` is no lint and no group of lints{}", near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default())]
pub struct UnknownLint {
    /// The name.
    pub name: String,
    /// The known name that is most like it.
    pub near: Option<&'static str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Selected {
    Group(Group),
    Pedantic,
}

impl Settings {
    /// Sets the level of the lint or group with this name. A lint's own level counts more than its group's;
    /// otherwise the level set last counts.
    pub fn set(&mut self, name: &str, level: Level) -> Result<(), UnknownLint> {
        if let Some(lint) = registry::find(name) {
            self.lints.push((lint.id, level));
        } else if let Some((group, ..)) = Group::ALL.iter().find(|(_, other, _)| *other == name) {
            self.groups.push((Selected::Group(*group), level));
        } else if name == PEDANTIC {
            self.groups.push((Selected::Pedantic, level));
        } else {
            let groups = Group::ALL.iter().map(|(_, name, _)| *name);
            let known = LINTS.iter().map(|lint| lint.id).chain(groups).chain([PEDANTIC]);
            return Err(UnknownLint { name: name.to_owned(), near: nearest(name, known) });
        }
        Ok(())
    }

    /// The level set for a lint; `None` where nothing is set.
    pub fn level(&self, lint: &Lint) -> Option<Level> {
        let own = self.lints.iter().rev().find(|(id, _)| *id == lint.id).map(|(_, level)| *level);
        own.or_else(|| {
            let of_group = self.groups.iter().rev().find(|(selected, level)| match selected {
                // A group turns no pedantic lint on: for that it must be named, or `pedantic`.
                Selected::Group(group) => *group == lint.group && (!lint.pedantic || *level == Level::Allow),
                Selected::Pedantic => lint.pedantic,
            });
            of_group.map(|(_, level)| *level)
        })
    }

    /// Whether a lint is looked for.
    pub fn is_on(&self, lint: &Lint) -> bool {
        match self.level(lint) {
            Some(level) => level != Level::Allow,
            None => !lint.pedantic,
        }
    }

    /// Gives the findings of lints the severities that are set.
    pub(super) fn apply(&self, findings: &mut [Finding]) {
        for finding in findings {
            let level = registry::find(&finding.code).and_then(|lint| self.level(lint));
            match level {
                Some(Level::Warn) => finding.severity = Severity::Warning,
                Some(Level::Deny) => finding.severity = Severity::Error,
                Some(Level::Allow) | None => {}
            }
        }
    }
}
