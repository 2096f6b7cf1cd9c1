//! What a lint is.

use super::context::{BankContext, Context, ItemContext};
use crate::diagnostic::{Finding, Severity};

/// One flaw that `qbank check` looks for.
#[derive(Debug)]
pub struct Lint {
    /// Kebab-case id, named for the fault, so that `allow: {key-longest: …}` reads right.
    pub id: &'static str,
    /// The group it is switched with.
    pub group: Group,
    /// How much its findings matter unless settings say otherwise; single findings may matter less.
    pub severity: Severity,
    /// Whether it is off until settings turn it on, because it often fires on sound items.
    pub pedantic: bool,
    /// The fault in one line, without a full stop.
    pub summary: &'static str,
    /// What it finds, with its thresholds, and why that matters, with what was measured.
    pub explanation: &'static str,
    /// Where the rule comes from.
    pub reference: &'static str,
    /// Looks for the fault.
    pub(super) check: Check,
    /// Texts that have the fault, see [`super::lints`]; the first is the example that people see.
    pub(super) fires: &'static [&'static str],
    /// Near misses that do not; the first is the example's mend.
    pub(super) quiet: &'static [&'static str],
}

impl Lint {
    /// The example's text as an author would write it.
    pub fn example(&self) -> String {
        let text = self.fires.first().map(|text| text.strip_prefix("⟦-⟧\n").unwrap_or(text));
        text.map(|text| text.replace(['⟦', '⟧'], "")).unwrap_or_default()
    }

    /// The example without the fault.
    pub fn mended(&self) -> &'static str {
        self.quiet.first().copied().unwrap_or_default()
    }
}

/// What a lint looks at.
#[derive(Debug, Clone, Copy)]
pub(super) enum Check {
    /// One item after the other.
    Item(fn(ItemContext<'_>, &mut Vec<Finding>)),
    /// One bank after the other.
    Bank(fn(BankContext<'_>, &mut Vec<Finding>)),
    /// Each item, and each bank as a whole.
    Both(fn(ItemContext<'_>, &mut Vec<Finding>), fn(BankContext<'_>, &mut Vec<Finding>)),
    /// All files together.
    All(fn(&Context<'_>, &mut Vec<Finding>)),
    /// The `allow` of items, which can only be judged when every other lint has run.
    OfAllow,
}

/// Lints that are switched together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// What tells the key to someone who does not know it.
    Cues,
    /// The stem.
    Stem,
    /// Options, and what belongs to an item.
    Options,
    /// Short answers.
    ShortAnswer,
    /// Banks and exams as a whole.
    Bank,
    /// Slips of YAML that change a text.
    Yaml,
}

impl Group {
    /// Every group with its name and its title.
    pub const ALL: [(Self, &'static str, &'static str); 6] = [
        (Self::Cues, "cues", "Cues to the key"),
        (Self::Stem, "stem", "Stem"),
        (Self::Options, "options", "Options and structure"),
        (Self::ShortAnswer, "short-answer", "Short answers"),
        (Self::Bank, "bank", "Banks and exams"),
        (Self::Yaml, "yaml", "Slips of YAML"),
    ];

    /// The name by which it is switched.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(group, ..)| *group == self).map_or("", |(_, name, _)| name)
    }
}
