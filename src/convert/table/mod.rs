//! CSV with one row an item. `docs/convert.md` lists the columns.

mod cell;
mod read;
mod write;

pub(super) use read::read;
pub(super) use write::write;

/// Columns that hold one text each, in the order in which they are written.
const COLUMNS: [&str; 37] = [
    "bank",
    "bank_title",
    "bank_language",
    "bank_license",
    "id",
    "topic",
    "topic_title",
    "stem",
    "options",
    "answer",
    "scoring",
    "accept",
    "accept_credit",
    "accept_feedback",
    "accept_words",
    "accept_list",
    "order",
    "partial",
    "number",
    "tolerance",
    "units",
    "reject",
    "case",
    "typos",
    "points",
    "time",
    "rationale",
    "reference",
    "as_of",
    "competency",
    "level",
    "difficulty",
    "tags",
    "language",
    "vignette",
    "shuffle",
    "allow",
];

/// What the columns of options begin with.
const OPTION: &str = "option_";
const FEEDBACK: &str = "feedback_";
