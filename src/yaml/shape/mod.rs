//! What may stand in a file, as data: the keys of each kind of thing with the shape of their values.
//!
//! One declaration serves three uses: [`check()`] holds a tree against it, the JSON Schemas are generated
//! from it, and the documentation is tested against it.

mod check;
mod value;

pub use check::check;
pub(crate) use check::{excerpt, nearest};
pub use value::is_date;
pub(crate) use value::parse_percent;

/// The keys of one kind of thing.
#[derive(Debug)]
pub struct Table {
    /// The kind in words, such as `an item`.
    pub name: &'static str,
    /// What it is, in one line.
    pub doc: &'static str,
    /// Its keys, in the order in which people write them.
    pub keys: &'static [Key],
}

impl Table {
    /// The key with this name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// One key of a [`Table`].
#[derive(Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What stands behind it.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
    /// What it says, in one line.
    pub doc: &'static str,
}

impl Key {
    /// A key that must be there.
    pub const fn required(name: &'static str, shape: Shape, doc: &'static str) -> Self {
        Self { name, shape, required: true, doc }
    }

    /// A key that may be left out.
    pub const fn optional(name: &'static str, shape: Shape, doc: &'static str) -> Self {
        Self { name, shape, required: false, doc }
    }
}

/// What a value may be.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// A text that says something.
    Text,
    /// An id.
    Id(IdSyntax),
    /// The label of an option: 1 to 3 characters.
    Label,
    /// A label that names an option; whether there is such an option is told by the readers.
    LabelOfOption,
    /// One of a few names.
    Name {
        /// The names.
        names: fn() -> Vec<&'static str>,
        /// The code of the finding for any other text.
        code: &'static str,
    },
    /// `true` or `false`.
    Bool,
    /// Only `true`: the key says it all.
    True,
    /// A plain decimal.
    Decimal {
        /// The range.
        range: Range,
        /// The code of the finding for anything else.
        code: &'static str,
    },
    /// A whole number above 0.
    Count {
        /// The code of the finding for anything else.
        code: &'static str,
    },
    /// A whole number from 0, up to 64 bits.
    Seed,
    /// `75s`, `2m30s`, `1h30m`.
    Duration,
    /// A day: `2026-05-31`.
    Date,
    /// `70%`.
    Percent,
    /// A list.
    List {
        /// What its entries are.
        of: &'static Shape,
        /// Whether it may hold nothing.
        may_be_empty: bool,
    },
    /// A map whose keys are free.
    Map {
        /// What its keys are.
        keys: &'static Shape,
        /// What its values are.
        values: &'static Shape,
        /// Whether it may hold nothing.
        may_be_empty: bool,
    },
    /// A map with known keys.
    Table(&'static Table),
    /// A text of one shape, or a list or map of another.
    Either(&'static Shape, &'static Shape),
}

/// The characters of ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdSyntax {
    /// Lower-case letters, digits and `-`.
    File,
    /// Letters, digits, `.`, `_` and `-`.
    Item,
    /// Segments like those of an item's id, with `/` between.
    Topic,
}

/// The range of a decimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Range {
    /// Any number.
    Any,
    /// 0 and above.
    FromZero,
    /// Above 0.
    AboveZero,
    /// 0 to 1, both included.
    ZeroToOne,
    /// Above 0, up to 1.
    AboveZeroToOne,
}

impl Range {
    /// The range in words.
    pub fn describe(self) -> &'static str {
        match self {
            Self::Any => "a plain decimal such as 2 or -0.25",
            Self::FromZero => "a plain decimal from 0, such as 0.5",
            Self::AboveZero => "a plain decimal above 0, such as 1 or 0.5",
            Self::ZeroToOne => "a plain decimal from 0 to 1",
            Self::AboveZeroToOne => "a plain decimal above 0 and at most 1",
        }
    }
}
