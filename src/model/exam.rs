//! An exam: the blueprint from which forms are drawn.

use super::{Fraction, Item, ItemKind};
use std::time::Duration;

/// One exam file.
#[derive(Debug, Clone, PartialEq)]
pub struct Exam {
    /// The id that `quiz --exam` takes.
    pub id: String,
    /// What people call it.
    pub title: Option<String>,
    /// Time for the whole exam.
    pub time: Option<Duration>,
    /// The scheduled break.
    pub pause: Option<Break>,
    /// Which kinds of item a form may hold.
    pub kind: FormKind,
    /// How many items each topic gives, in file order.
    pub draw: Vec<Draw>,
    /// A study target, as a share from 0 to 1; never a pass mark.
    pub practice_target: Option<Fraction>,
    /// What a reader of reports should know about the blueprint.
    pub note: Option<String>,
    /// Where the blueprint comes from.
    pub source: Option<String>,
}

impl Exam {
    /// How many items a form has.
    pub fn items(&self) -> usize {
        self.draw.iter().map(|draw| draw.count).sum()
    }
}

/// A scheduled break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Break {
    /// After how many items.
    pub after: usize,
    /// How long.
    pub time: Duration,
}

/// One line of a blueprint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draw {
    /// Path of the topic, everything under it included.
    pub topic: String,
    /// How many items it gives.
    pub count: usize,
}

/// Which kinds of item a form may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FormKind {
    /// Multiple choice only.
    Choice,
    /// Short answers only.
    Short,
    /// Both.
    #[default]
    Any,
}

impl FormKind {
    /// Every kind with its name in files.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Choice, "choice"), (Self::Short, "short"), (Self::Any, "any")];

    /// Whether a form of this kind may hold `item`.
    pub fn admits(self, item: &Item) -> bool {
        match self {
            Self::Any => true,
            Self::Choice => matches!(item.kind, ItemKind::Choice(_)),
            Self::Short => matches!(item.kind, ItemKind::Short(_)),
        }
    }
}
