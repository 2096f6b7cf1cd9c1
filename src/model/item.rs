//! An item: its stem, what may be answered, and what is known about it.

use super::{Fraction, ShortAnswer};
use std::time::Duration;

/// The most options an item may have, so that a set of them fits [`OptionSet`].
pub const MAX_OPTIONS: usize = 64;

/// One item of a bank. `defaults` of the bank are already applied.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Unique over all files loaded together.
    pub id: String,
    /// Path of the topic, such as `interpersonal-skills/active-listening`.
    pub topic: String,
    /// The stem: what is asked.
    pub stem: String,
    /// Options and key, or accepted short answers.
    pub kind: ItemKind,
    /// Points for full credit; above 0.
    pub points: Fraction,
    /// Time meant for the item.
    pub time: Option<Duration>,
    /// Why the key is right.
    pub rationale: Option<String>,
    /// Where the key can be checked.
    pub reference: Option<String>,
    /// ISO date on which facts that age were last checked.
    pub as_of: Option<String>,
    /// Id of the competency that the item shows.
    pub competency: Option<String>,
    /// Cognitive level.
    pub level: Option<Level>,
    /// The author's estimate; never confused with the measured facility.
    pub difficulty: Option<Difficulty>,
    /// Free labels.
    pub tags: Vec<String>,
    /// Language tag such as `en`.
    pub language: Option<String>,
    /// Whether the stem is a case vignette, which may be long.
    pub vignette: bool,
    /// Whether a quiz may shuffle the options.
    pub shuffle: bool,
    /// Lints silenced for this item: lint id and reason, in file order.
    pub allow: Vec<(String, String)>,
}

impl Item {
    /// An item with what is required, worth one point; everything else as in a file that does not say.
    pub fn new(
        id: impl Into<String>,
        topic: impl Into<String>,
        stem: impl Into<String>,
        kind: ItemKind,
    ) -> Self {
        Self {
            id: id.into(),
            topic: topic.into(),
            stem: stem.into(),
            kind,
            points: Fraction::from_integer(1),
            time: None,
            rationale: None,
            reference: None,
            as_of: None,
            competency: None,
            level: None,
            difficulty: None,
            tags: Vec::new(),
            language: None,
            vignette: false,
            shuffle: true,
            allow: Vec::new(),
        }
    }

    /// The choice part of a multiple-choice item.
    pub fn choice(&self) -> Option<&Choice> {
        match &self.kind {
            ItemKind::Choice(choice) => Some(choice),
            ItemKind::Short(_) => None,
        }
    }

    /// The short-answer part of a short-answer item.
    pub fn short_answer(&self) -> Option<&ShortAnswer> {
        match &self.kind {
            ItemKind::Choice(_) => None,
            ItemKind::Short(short) => Some(short),
        }
    }
}

/// What kind of response an item asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum ItemKind {
    /// Multiple choice, single or multiple response.
    Choice(Choice),
    /// Short answer.
    Short(ShortAnswer),
}

impl ItemKind {
    /// The kind in words for people: `single response`, `multiple response` or `short answer`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Choice(Choice { key: Key::Single(_), .. }) => "single response",
            Self::Choice(_) => "multiple response",
            Self::Short(_) => "short answer",
        }
    }
}

/// The options of a multiple-choice item and its key.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// In the bank's own order; at most [`MAX_OPTIONS`].
    pub options: Vec<ItemOption>,
    /// Which of them are right.
    pub key: Key,
}

impl Choice {
    /// Index of the option with this label, letter case ignored.
    pub fn option_index(&self, label: &str) -> Option<usize> {
        self.options
            .iter()
            .position(|option| option.label == label)
            .or_else(|| self.options.iter().position(|option| option.label.eq_ignore_ascii_case(label)))
    }
}

/// One option. Named so because `Option` is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemOption {
    /// The label as printed on the answer sheet, 1 to 3 characters.
    pub label: String,
    /// What the option says.
    pub text: String,
    /// What a candidate who chose it is told.
    pub feedback: Option<String>,
}

/// The key of a multiple-choice item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// Single response: the index of the right option.
    Single(usize),
    /// Multiple response: the set of right options, and how a response is scored.
    Multiple {
        /// The keyed options.
        keyed: OptionSet,
        /// The rule that turns a set of chosen options into credit.
        scoring: Scoring,
    },
}

impl Key {
    /// The keyed options as a set, for either kind.
    pub fn keyed(&self) -> OptionSet {
        match self {
            Self::Single(index) => OptionSet::single(*index),
            Self::Multiple { keyed, .. } => *keyed,
        }
    }
}

/// A set of options of one item, by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct OptionSet(u64);

impl OptionSet {
    /// The set with no option.
    pub const EMPTY: Self = Self(0);

    /// The set of one option. `index` is below [`MAX_OPTIONS`].
    pub fn single(index: usize) -> Self {
        debug_assert!(index < MAX_OPTIONS);
        Self(1 << index)
    }

    /// The set of the options whose bits are set, the first one's the lowest.
    pub fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// This set with `index` added.
    #[must_use]
    pub fn with(self, index: usize) -> Self {
        Self(self.0 | Self::single(index).0)
    }

    /// Whether `index` is in the set.
    pub fn contains(self, index: usize) -> bool {
        index < MAX_OPTIONS && self.0 >> index & 1 == 1
    }

    /// How many options are in the set.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether no option is in the set.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The options of either set.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The lowest index in the set; [`MAX_OPTIONS`] where it is empty.
    pub fn first(self) -> u32 {
        self.0.trailing_zeros()
    }

    /// How many options both sets have.
    pub fn common(self, other: Self) -> usize {
        (self.0 & other.0).count_ones() as usize
    }

    /// The indices in the set, rising.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            if rest == 0 {
                return None;
            }
            let index = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            Some(index)
        })
    }
}

impl FromIterator<usize> for OptionSet {
    fn from_iter<I: IntoIterator<Item = usize>>(indices: I) -> Self {
        indices.into_iter().fold(Self::EMPTY, Self::with)
    }
}

/// How a multiple-response item turns chosen options into credit; formulas in [`crate::scoring::choice`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scoring {
    /// 1 for exactly the key, else 0.
    #[default]
    AllOrNothing,
    /// The share of the key chosen, 0 with any distractor.
    Proportional,
    /// Keyed minus distractors, over the number of keys.
    Net,
    /// Share of the key minus share of the distractors.
    Balanced,
    /// Every option counts as a yes/no decision.
    PerOption,
}

impl Scoring {
    /// Every rule with its name in files.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::AllOrNothing, "all-or-nothing"),
        (Self::Proportional, "proportional"),
        (Self::Net, "net"),
        (Self::Balanced, "balanced"),
        (Self::PerOption, "per-option"),
    ];
}

/// The cognitive level of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Remembering a fact or a term.
    Recall,
    /// Using it in a situation.
    Application,
    /// Weighing a situation with several sides.
    Analysis,
}

impl Level {
    /// Every level with its name in files.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Recall, "recall"), (Self::Application, "application"), (Self::Analysis, "analysis")];
}

/// The author's estimate of how hard an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difficulty {
    /// Most candidates should get it.
    Easy,
    /// About as many as not.
    Medium,
    /// Few should.
    Hard,
}

impl Difficulty {
    /// Every difficulty with its name in files.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Easy, "easy"), (Self::Medium, "medium"), (Self::Hard, "hard")];
}

/// The name that `value` has in files, from a table such as [`Scoring::ALL`].
pub fn name_of<T: PartialEq + Copy>(table: &[(T, &'static str)], value: T) -> &'static str {
    table.iter().find(|(candidate, _)| *candidate == value).map_or("", |(_, name)| name)
}
