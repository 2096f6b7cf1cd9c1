//! Which lints are on, and how much they matter.

use super::lint::{Group, Lint};
use super::registry::{self, LINTS};
use crate::diagnostic::code::CODES;
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

impl Level {
    /// Every level with its name.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Allow, "allow"), (Self::Warn, "warn"), (Self::Deny, "deny")];
}

/// Levels for lints and groups of lints. Without any, each lint has its own severity and pedantic lints are off.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    lints: Vec<(&'static str, Level)>,
    groups: Vec<(Selected, Level)>,
}

/// A name that is neither a lint nor a group.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum UnknownLint {
    /// It is the code of an error of validity.
    #[error("`{0}` is an error, which cannot be switched")]
    Validity(String),
    /// It is nothing, and nothing is like it.
    #[error("`{0}` is no lint and no group of lints")]
    Nothing(String),
    /// It is nothing, but much like a name that is known.
    #[error("`{0}` is no lint and no group of lints; did you mean `{1}`?")]
    Like(String, &'static str),
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
            let name = name.to_owned();
            return Err(match nearest(&name, known) {
                _ if CODES.iter().any(|(code, _)| *code == name) => UnknownLint::Validity(name),
                Some(near) => UnknownLint::Like(name, near),
                None => UnknownLint::Nothing(name),
            });
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

    /// Gives the findings of lints the severities that are set, and takes away those of lints that are off.
    /// Errors of validity stay as they are.
    pub(super) fn apply(&self, findings: &mut Vec<Finding>) {
        findings.retain_mut(|finding| {
            let level = registry::find(&finding.code).and_then(|lint| self.level(lint));
            match level {
                Some(Level::Warn) => finding.severity = Severity::Warning,
                Some(Level::Deny) => finding.severity = Severity::Error,
                Some(Level::Allow) => return false,
                None => {}
            }
            true
        });
    }
}
